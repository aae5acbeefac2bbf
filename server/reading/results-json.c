#define G_LOG_DOMAIN "srv-reading"

#include "reading/results-json.h"

#include "model/json-writer.h"

void
srv_reading_counts_init (SrvReadingCounts *self, const MeriloWorkbook *reading)
{
  *self = (SrvReadingCounts){ .rows = merilo_workbook_get_n_rows (reading),
                              .fresh = MERILO_NONE,
                              .same = MERILO_NONE,
                              .changed = MERILO_NONE,
                              .refused = merilo_workbook_count_faulty (reading) };
}

static void
put_changes (GString *out, const SrvReadingCounts *counts)
{
  merilo_json_put_count_member (out, "new", counts->fresh);
  merilo_json_put_count_member (out, "same", counts->same);
  merilo_json_put_count_member (out, "changed", counts->changed);
  merilo_json_put_count_member (out, "marked", counts->marked);
  merilo_json_put_count_member (out, "refused", counts->refused);
}

static void
put_result (GString *out, const char *key, int value)
{
  merilo_json_put_count_member (out, key, value != MERILO_RESULT_NONE ? value : MERILO_NONE);
}

static void
put_flag (GString *out, const char *key, gboolean value)
{
  merilo_json_put_key (out, key);
  merilo_json_put_flag (out, value);
}

static void
put_scores (GString *out, const MeriloResultRow *row, guint n)
{
  merilo_json_put_key (out, "scores");
  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (row->scores[i] == MERILO_NO_SCORE)
        g_string_append (out, "null");
      else
        merilo_json_put_whole (out, row->scores[i]);
    }
  g_string_append_c (out, ']');
}

/* what only some layouts have */
static void
put_optional (GString *out, const char *key, const char *text)
{
  if (text[0] != '\0')
    merilo_json_put_text_member (out, key, text);
}

static void
put_work (GString *out, const MeriloResultRow *row, guint n_items)
{
  g_string_append_c (out, '{');
  merilo_json_put_whole_member (out, "row", row->row);
  merilo_json_put_text_member (out, "login_digits", row->org_digits);
  merilo_json_put_text_member (out, "code", row->code);
  merilo_json_put_text_member (out, "class", row->class_name);
  merilo_json_put_text_member (out, "variant", row->variant);
  put_scores (out, row, n_items);
  put_result (out, "total", row->total);
  put_result (out, "mark", row->mark);
  put_result (out, "journal_mark", row->journal_mark);
  put_flag (out, "absent", row->absent);
  put_flag (out, "faulty", row->faulty);
  put_optional (out, "gender", row->gender);
  put_optional (out, "region", row->region);
  put_optional (out, "municipality", row->municipality);
  put_optional (out, "loaded", row->loaded);
  put_optional (out, "textbook", row->textbook);
  put_optional (out, "note", row->note);
  put_optional (out, "award", row->award);
  g_string_append_c (out, '}');
}

/* how many wrote no work, and how many rows are as they should be */
static void
put_outcomes (GString *out, const MeriloResults *results)
{
  gint64 absent = 0, clean = 0;

  for (guint i = 0; i < results->rows->len; i++)
    {
      const MeriloResultRow *row = g_ptr_array_index (results->rows, i);

      absent += row->absent && !row->faulty ? 1 : 0;
      clean += row->absent || row->faulty ? 0 : 1;
    }
  merilo_json_put_count_member (out, "absent", absent);
  merilo_json_put_count_member (out, "clean", clean);
}

static void
put_works (GString *out, const MeriloResults *results)
{
  merilo_json_put_key (out, "works");
  g_string_append_c (out, '[');
  for (guint i = 0; i < results->rows->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      put_work (out, g_ptr_array_index (results->rows, i), results->items->len);
    }
  g_string_append_c (out, ']');
}

void
srv_reading_put_results (GString *out,
                         const char *path,
                         const MeriloWorkbook *reading,
                         const SrvReadingCounts *counts,
                         gboolean works)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_string_append_c (out, '{');
  merilo_json_put_text_member (out, "path", shown);
  merilo_workbook_put_json (reading, out);
  put_changes (out, counts);
  if (reading->results != NULL)
    put_outcomes (out, reading->results);
  if (works && reading->results != NULL)
    put_works (out, reading->results);
  g_string_append_c (out, '}');
}

static gint64
add (gint64 sum, gint64 value)
{
  return sum == MERILO_NONE || value == MERILO_NONE ? MERILO_NONE : sum + value;
}

static void
put_totals (GString *out, const SrvReadingCounts *counts, guint n)
{
  SrvReadingCounts sum = { 0 };

  for (guint i = 0; i < n; i++)
    {
      sum.rows = add (sum.rows, counts[i].rows);
      sum.fresh = add (sum.fresh, counts[i].fresh);
      sum.same = add (sum.same, counts[i].same);
      sum.changed = add (sum.changed, counts[i].changed);
      sum.marked = add (sum.marked, counts[i].marked);
      sum.refused = add (sum.refused, counts[i].refused);
    }
  merilo_json_put_count_member (out, "rows", sum.rows);
  put_changes (out, &sum);
}

void
srv_reading_put_document (GString *out,
                          const char *const *paths,
                          const GPtrArray *files,
                          const SrvReadingCounts *counts,
                          gboolean works)
{
  g_string_append (out, "{\"files\":[");
  for (guint i = 0; i < files->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      srv_reading_put_results (out, paths[i], g_ptr_array_index (files, i), &counts[i], works);
    }
  g_string_append (out, "],\"totals\":{");
  put_totals (out, counts, files->len);
  g_string_append (out, "}}");
}

#define G_LOG_DOMAIN "srv-reading"

#include "reading/results-copy.h"

#include "model/json-writer.h"

/* COPY's text format: tabs, \N for null, backslashes doubled. A million short texts and figures of
 * a digit stand in a large file: they are put by g_string_append_c(), which is no call. */

/* what stands behind a backslash for @c; '\0': it stands for itself */
static char
get_escaped (char c)
{
  switch (c)
    {
    case '\t':
      return 't';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\\':
      return '\\';
    default:
      return '\0';
    }
}

static void
put_text (GString *out, const char *text, char after)
{
  for (; *text != '\0'; text++)
    {
      char escaped = get_escaped (*text);

      if (escaped != '\0')
        g_string_append_c (out, '\\');
      g_string_append_c (out, escaped != '\0' ? escaped : *text);
    }
  g_string_append_c (out, after);
}

static void
put_whole (GString *out, int value)
{
  if (value >= 0 && value <= 9)
    g_string_append_c (out, (char) ('0' + value));
  else
    merilo_json_put_whole (out, value);
}

static void
put_result (GString *out, int value)
{
  if (value == MERILO_RESULT_NONE)
    g_string_append_len (out, "\\N", 2);
  else
    put_whole (out, value);
  g_string_append_c (out, '\t');
}

static void
put_flag (GString *out, gboolean value)
{
  g_string_append_c (out, value ? 't' : 'f');
  g_string_append_c (out, '\t');
}

static void
put_scores (GString *out, const MeriloResultRow *row, guint n)
{
  g_string_append_c (out, '{');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (row->scores[i] == MERILO_NO_SCORE)
        g_string_append_len (out, "NULL", 4);
      else
        put_whole (out, row->scores[i]);
    }
  g_string_append_c (out, '}');
  g_string_append_c (out, '\t');
}

static void
put_work (GString *out, const MeriloResultRow *row, guint n_items)
{
  put_result (out, (int) row->row);
  put_text (out, row->org_digits, '\t');
  put_text (out, row->code, '\t');
  put_text (out, row->class_name, '\t');
  put_text (out, row->variant, '\t');
  put_scores (out, row, n_items);
  put_result (out, row->total);
  put_result (out, row->mark);
  put_result (out, row->journal_mark);
  put_flag (out, row->absent);
  put_flag (out, row->faulty);
  put_text (out, row->award, '\n');
}

guint
srv_reading_put_copy (GString *out, const MeriloResults *results, guint from, gsize enough)
{
  while (from < results->rows->len && out->len < enough)
    put_work (out, g_ptr_array_index (results->rows, from++), results->items->len);
  return from;
}

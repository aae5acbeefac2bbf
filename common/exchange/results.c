#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/results.h"

#include <string.h>

#include "exchange/layout-private.h"
#include "exchange/names.h"
#include "exchange/norms.h"
#include "exchange/text.h"
#include "model/json-writer.h"

void
merilo_result_item_free (gpointer data)
{
  MeriloResultItem *item = data;

  g_free (item->code);
  g_free (item->level);
  g_free (item);
}

MeriloResults *
merilo_results_new (const char *layout, const char *sheet)
{
  MeriloResults *self = g_new0 (MeriloResults, 1);

  self->layout = layout;
  self->sheet = g_strdup (sheet);
  merilo_procedure_init (&self->procedure);
  self->items = g_ptr_array_new_with_free_func (merilo_result_item_free);
  self->rows = g_ptr_array_new ();
  self->issues = merilo_issues_new ();
  self->excerpt = merilo_excerpt_new ();
  self->memory = merilo_arena_new ();
  self->texts = g_string_chunk_new (16 * 1024);
  return self;
}

void
merilo_results_free (MeriloResults *self)
{
  g_free (self->sheet);
  merilo_procedure_clear (&self->procedure);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->issues);
  merilo_excerpt_free (self->excerpt);
  merilo_arena_free (self->memory);
  g_string_chunk_free (self->texts);
  g_free (self);
}

const char *
merilo_results_keep (MeriloResults *self, const char *text)
{
  return text[0] != '\0' ? g_string_chunk_insert_const (self->texts, text) : "";
}

/* of codes and awards any word may be a name; where a sheet says itself which column is of schools,
 * they are schools */
static gboolean
may_be_name (const MeriloResults *self, const char *code, const MeriloCell *cell)
{
  if (g_str_equal (code, "bad-org") && !g_str_equal (self->layout, merilo_layout_map.id))
    return FALSE;
  return merilo_may_be_name (cell,
                             g_str_equal (code, "bad-code") || g_str_equal (code, "bad-award"));
}

const char *
merilo_results_keep_own (MeriloResults *self, const char *text)
{
  return text[0] != '\0' ? g_string_chunk_insert (self->texts, text) : "";
}

void
merilo_results_add_issue (MeriloResults *self,
                          MeriloResultRow *row,
                          guint column,
                          const char *code,
                          const MeriloCell *cell)
{
  static const MeriloCell silent = { .kind = MERILO_CELL_EMPTY };

  row->faulty = TRUE;
  merilo_issues_add (self->issues, row->row, column, code,
                     may_be_name (self, code, cell) ? &silent : cell);
}

MeriloResultRow *
merilo_results_add_row (MeriloResults *self, guint sheet_row)
{
  MeriloResultRow *row = merilo_arena_take (self->memory, sizeof *row);

  *row = (MeriloResultRow){ .row = sheet_row };
  row->org_login = row->org_digits = row->org_name = row->municipality = row->region = "";
  row->code = row->class_name = row->variant = row->gender = row->loaded = "";
  row->textbook = row->note = row->award = "";
  row->scores = merilo_arena_take (self->memory, self->items->len * sizeof *row->scores);
  row->total = row->mark = row->journal_mark = MERILO_RESULT_NONE;
  g_ptr_array_add (self->rows, row);
  return row;
}

/* Items */

/* "12 (1)" -> "12.1", "4k1" -> "4К1" */
static char *
normalize_code (const char *text)
{
  GString *code = g_string_new (text);
  static gsize slot = 0;
  const GRegex *regex = merilo_text_regex (&slot, "^(.+)\\((\\d{1,2})\\)$", 0);
  g_autofree char *tight = NULL;

  g_string_replace (code, " ", "", 0);
  g_string_replace (code, "K", "К", 0); /* Latin to Cyrillic */
  g_string_replace (code, "k", "К", 0);
  g_string_replace (code, "к", "К", 0);
  tight = g_string_free (code, FALSE);
  return g_regex_replace (regex, tight, -1, 0, "\\1.\\2", 0, NULL);
}

MeriloResultItem *
merilo_result_item_new (const char *code, int max)
{
  MeriloResultItem *item = g_new (MeriloResultItem, 1);

  item->code = normalize_code (code);
  item->max = max;
  item->level = g_strdup ("");
  return item;
}

MeriloResultItem *
merilo_result_item_parse (const char *heading)
{
  static gsize slot = 0;
  const GRegex *regex
      = merilo_text_regex (&slot, "^\\s*(\\S.*?)\\s*\\(\\s*(\\d{1,3})\\s*б\\.?\\s*\\)\\s*$", 0);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *code = NULL, *max = NULL;

  if (!g_regex_match (regex, heading, 0, &match))
    return NULL;
  code = g_match_info_fetch (match, 1);
  max = g_match_info_fetch (match, 2);
  return merilo_result_item_new (code, (int) g_ascii_strtoull (max, NULL, 10));
}

int
merilo_results_add_maxima (const MeriloResults *self)
{
  int sum = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const MeriloResultItem *item = g_ptr_array_index (self->items, i);

      if (item->max == MERILO_RESULT_NONE)
        return MERILO_RESULT_NONE;
      sum += item->max;
    }
  return self->items->len > 0 ? sum : MERILO_RESULT_NONE;
}

/* Scales */

void
merilo_results_check_scale (MeriloResults *self, const int bounds[3])
{
  if (self->mark_column == 0)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      MeriloResultRow *row = g_ptr_array_index (self->rows, i);
      MeriloCell cell = { .kind = MERILO_CELL_NUMBER, .number = row->mark };
      int mark = 2;

      if (row->total == MERILO_RESULT_NONE || row->mark == MERILO_RESULT_NONE)
        continue;
      for (guint k = 0; k < 3; k++)
        mark += row->total >= bounds[k] ? 1 : 0;
      if (mark != row->mark)
        merilo_results_add_issue (self, row, self->mark_column, "mark-off-scale", &cell);
    }
  merilo_issues_sort (self->issues);
}

static gboolean
is_work (const MeriloResults *self, const MeriloNorm *norm)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const MeriloResultItem *item = g_ptr_array_index (self->items, i);

      if (item->max != g_array_index (norm->maxima, int, i)
          || !g_str_equal (item->code, g_ptr_array_index (norm->codes, i)))
        return FALSE;
    }
  return TRUE;
}

void
merilo_results_check_norm (MeriloResults *self)
{
  const MeriloProcedure *procedure = &self->procedure;
  const MeriloNorm *norm
      = merilo_norm_find (procedure->year, procedure->subject, procedure->grade, self->items->len);
  const int *bounds = norm != NULL ? merilo_norm_get_bounds (norm, procedure->year) : NULL;

  if (bounds != NULL && g_str_equal (procedure->kind, "vpr") && is_work (self, norm))
    merilo_results_check_scale (self, bounds);
}

/* JSON */

static void
put_items (const MeriloResults *self, GString *out)
{
  merilo_json_put_key (out, "items");
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->items->len; i++)
    {
      const MeriloResultItem *item = g_ptr_array_index (self->items, i);

      g_string_append (out, i > 0 ? ",{" : "{");
      merilo_json_put_text_member (out, "code", item->code);
      merilo_json_put_count_member (out, "max",
                                    item->max != MERILO_RESULT_NONE ? item->max : MERILO_NONE);
      merilo_json_put_text_member (out, "level", item->level);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

void
merilo_results_put_json (const MeriloResults *self, GString *out)
{
  merilo_json_put_text_member (out, "layout", self->layout);
  merilo_procedure_begin_json (&self->procedure, out);
  put_items (self, out);
  g_string_append_c (out, '}');
  merilo_json_put_whole_member (out, "rows", self->rows->len);
  merilo_issues_put_json (self->issues, out);
  merilo_excerpt_put_json (self->excerpt, out);
}

#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/layout-private.h"
#include "exchange/text.h"
#include "exchange/xlsx.h"
#include "model/error.h"
#include "model/json-writer.h"

#define MAX_ISSUES 100000

/* a further layout is one more file and one more line here */
static const MeriloLayout *const layouts[] = {
  &merilo_layout_f1,
};

/* Results */

static void
free_item (gpointer data)
{
  MeriloResultItem *item = data;

  g_free (item->code);
  g_free (item->level);
  g_free (item);
}

static void
free_row (gpointer data)
{
  MeriloResultRow *row = data;

  g_free (row->org_login);
  g_free (row->org_digits);
  g_free (row->org_name);
  g_free (row->municipality);
  g_free (row->code);
  g_free (row->class_name);
  g_free (row->variant);
  g_free (row->scores);
  g_free (row);
}

static void
clear_issue (gpointer data)
{
  g_free (((MeriloResultIssue *) data)->value);
}

static MeriloResults *
new_results (const MeriloLayout *layout, const char *sheet)
{
  MeriloResults *self = g_new0 (MeriloResults, 1);

  self->layout = layout->id;
  self->sheet = g_strdup (sheet);
  self->kind = g_strdup ("");
  self->subject = g_strdup ("");
  self->subject_code = g_strdup ("");
  self->date = MERILO_NONE;
  self->items = g_ptr_array_new_with_free_func (free_item);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->issues = g_array_new (FALSE, FALSE, sizeof (MeriloResultIssue));
  g_array_set_clear_func (self->issues, clear_issue);
  return self;
}

void
merilo_results_free (MeriloResults *self)
{
  g_free (self->sheet);
  g_free (self->kind);
  g_free (self->subject);
  g_free (self->subject_code);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->issues);
  g_free (self);
}

void
merilo_results_add_issue (MeriloResults *self,
                          MeriloResultRow *row,
                          guint sheet_row,
                          guint column,
                          const char *code,
                          const MeriloCell *cell)
{
  MeriloResultIssue issue = { .row = sheet_row, .column = column, .code = code };

  if (row != NULL)
    row->faulty = TRUE;
  if (self->issues->len >= MAX_ISSUES)
    return; /* the row is faulty all the same */
  issue.value = merilo_cell_to_text (cell);
  g_array_append_val (self->issues, issue);
}

MeriloResultRow *
merilo_results_add_row (MeriloResults *self, guint sheet_row)
{
  MeriloResultRow *row = g_new0 (MeriloResultRow, 1);

  row->row = sheet_row;
  row->scores = g_new (gint16, MAX (self->items->len, 1));
  row->total = row->mark = row->journal_mark = MERILO_RESULT_NONE;
  g_ptr_array_add (self->rows, row);
  return row;
}

MeriloResultItem *
merilo_result_item_parse (const char *heading)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("^\\s*(\\S.*?)\\s*\\(\\s*(\\d{1,3})\\s*б\\.?\\s*\\)\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *code = NULL, *max = NULL;
  GString *tight;
  MeriloResultItem *item;

  if (!g_regex_match (regex, heading, 0, &match))
    return NULL;
  code = g_match_info_fetch (match, 1);
  max = g_match_info_fetch (match, 2);
  tight = g_string_new (code);
  g_string_replace (tight, " ", "", 0);
  g_string_replace (tight, "K", "К", 0); /* Latin to Cyrillic */
  item = g_new (MeriloResultItem, 1);
  item->code = g_string_free (tight, FALSE);
  item->max = (int) g_ascii_strtoull (max, NULL, 10);
  item->level = g_strdup ("");
  return item;
}

/* Reading */

const MeriloLayout *
merilo_layout_recognise (const MeriloGrid *grid)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (layouts[i]->recognise (grid))
      return layouts[i];
  return NULL;
}

static int
compare_issues (gconstpointer a, gconstpointer b)
{
  const MeriloResultIssue *one = a, *other = b;

  if (one->row != other->row)
    return one->row < other->row ? -1 : 1;
  return one->column < other->column ? -1 : one->column > other->column;
}

MeriloResults *
merilo_results_from_grid (const MeriloGrid *grid, GError **error)
{
  const MeriloLayout *layout = merilo_layout_recognise (grid);
  g_autoptr (MeriloResults) self = NULL;

  if (layout == NULL)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                   _ ("лист «%s» не похож ни на один известный отчёт; выгрузите из ФИС ОКО отчёт "
                      "«Индивидуальные результаты» и загрузите его без изменений"),
                   grid->name);
      return NULL;
    }
  self = new_results (layout, grid->name);
  if (!layout->read (grid, self, error))
    return NULL;
  g_array_sort (self->issues, compare_issues);
  return g_steal_pointer (&self);
}

static MeriloResults *
read_book (MeriloXlsx *book, GError **error)
{
  guint n = merilo_xlsx_get_n_sheets (book);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MeriloGrid) grid = NULL;

      if (merilo_xlsx_is_sheet_hidden (book, i))
        continue;
      grid = merilo_xlsx_read_grid (book, i, error);
      if (grid == NULL)
        return NULL;
      if (merilo_layout_recognise (grid) != NULL)
        return merilo_results_from_grid (grid, error);
    }
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
               _ ("в книге нет известного отчёта (листов: %u); выгрузите из ФИС ОКО отчёт "
                  "«Индивидуальные результаты» и загрузите его без изменений"),
               n);
  return NULL;
}

MeriloResults *
merilo_results_read (GBytes *bytes, GError **error)
{
  g_autoptr (MeriloXlsx) book = merilo_xlsx_new (bytes, error);

  return book != NULL ? read_book (book, error) : NULL;
}

MeriloResults *
merilo_results_open (const char *path, GError **error)
{
  g_autoptr (MeriloXlsx) book = merilo_xlsx_open (path, error);

  return book != NULL ? read_book (book, error) : NULL;
}

void
merilo_results_check_scale (MeriloResults *self, const int bounds[3])
{
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
        merilo_results_add_issue (self, row, row->row, self->mark_column, "mark-off-scale", &cell);
    }
  g_array_sort (self->issues, compare_issues);
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
      merilo_json_put_whole_member (out, "max", item->max);
      merilo_json_put_text_member (out, "level", item->level);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
put_procedure (const MeriloResults *self, GString *out)
{
  merilo_json_put_key (out, "procedure");
  g_string_append_c (out, '{');
  merilo_json_put_text_member (out, "kind", self->kind);
  merilo_json_put_whole_member (out, "year", self->year);
  merilo_json_put_text_member (out, "subject", self->subject);
  merilo_json_put_text_member (out, "subject_code", self->subject_code);
  merilo_json_put_whole_member (out, "grade", self->grade);
  merilo_json_put_key (out, "date");
  if (self->date != MERILO_NONE)
    merilo_json_put_date (out, self->date);
  else
    merilo_json_put_text (out, NULL);
  merilo_json_put_whole_member (out, "max", self->max);
  put_items (self, out);
  g_string_append_c (out, '}');
}

void
merilo_results_put_json (const MeriloResults *self, GString *out)
{
  merilo_json_put_text_member (out, "layout", self->layout);
  put_procedure (self, out);
  merilo_json_put_whole_member (out, "rows", self->rows->len);
  merilo_json_put_key (out, "issues");
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->issues->len; i++)
    {
      const MeriloResultIssue *issue = &g_array_index (self->issues, MeriloResultIssue, i);

      g_string_append (out, i > 0 ? ",{" : "{");
      merilo_json_put_whole_member (out, "row", issue->row);
      merilo_json_put_whole_member (out, "column", issue->column);
      merilo_json_put_text_member (out, "code", issue->code);
      merilo_json_put_text_member (out, "value", issue->value);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-remarks-private.h"

#include <string.h>

#include "net/json.h"

static void
read_columns (AppRemarks *self, JsonArray *columns)
{
  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      JsonObject *object = json_array_get_object_element (columns, i);
      RemarkColumn column
          = { (guint) app_json_whole (object, "column", 0), app_json_dup_text (object, "heading"),
              app_json_dup_text (object, "is") };

      g_array_append_val (self->columns, column);
    }
}

/* where a fault stands that only the base could find: it knows no cells */
static int
find_place (AppRemarks *self, guint column, const char *code)
{
  static const struct
  {
    const char *code, *is;
  } places[] = { { "class-changed", "code" },
                 { "doubled-code", "code" },
                 { "mark-off-scale", "mark" },
                 { "total-above-max", "total" } };

  for (guint i = 0; column != 0 && i < self->columns->len; i++)
    if (g_array_index (self->columns, RemarkColumn, i).column == column)
      return (int) i;
  for (guint i = 0; column == 0 && i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].code, code))
      return app_remarks_find_column (self, places[i].is);
  return -1;
}

static AppRemark *
take_remark (AppRemarks *self, GHashTable *by_row, guint row)
{
  AppRemark *remark = g_hash_table_lookup (by_row, GUINT_TO_POINTER (row));

  if (remark != NULL)
    return remark;
  remark = _app_remark_new (row);
  g_hash_table_insert (by_row, GUINT_TO_POINTER (row), remark);
  g_ptr_array_add (self->rows, remark);
  return remark;
}

static void
read_issues (AppRemarks *self, GHashTable *by_row, JsonArray *issues)
{
  for (guint i = 0; issues != NULL && i < json_array_get_length (issues); i++)
    {
      JsonObject *issue = json_array_get_object_element (issues, i);
      AppRemark *remark
          = take_remark (self, by_row, (guint) MAX (0, app_json_whole (issue, "row", 0)));
      AppFault fault
          = { -1, app_json_dup_text (issue, "code"), g_strdup (app_json_text (issue, "value")) };

      fault.column
          = find_place (self, (guint) MAX (0, app_json_whole (issue, "column", 0)), fault.code);
      g_array_append_val (remark->faults, fault);
    }
}

static void
read_cells (AppRemarks *self, GHashTable *by_row, JsonArray *excerpt)
{
  for (guint i = 0; excerpt != NULL && i < json_array_get_length (excerpt); i++)
    {
      JsonObject *line = json_array_get_object_element (excerpt, i);
      JsonArray *cells = app_json_array (line, "cells");
      AppRemark *remark
          = g_hash_table_lookup (by_row, GUINT_TO_POINTER (
                                             (guint) MAX (0, app_json_whole (line, "row", 0))));

      if (remark == NULL || cells == NULL || remark->cells != NULL)
        continue;
      remark->cells = g_new0 (char *, self->columns->len + 1);
      for (guint k = 0; k < self->columns->len; k++)
        {
          const char *text
              = k < json_array_get_length (cells) ? json_array_get_string_element (cells, k) : NULL;

          remark->cells[k] = g_strdup (text != NULL ? text : "");
        }
    }
}

static int
compare_remarks (gconstpointer a, gconstpointer b)
{
  const AppRemark *one = *(AppRemark *const *) a, *other = *(AppRemark *const *) b;

  return one->row < other->row ? -1 : one->row > other->row;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* the reasons in one order, each once */
static char *
make_key (const AppRemark *remark)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < remark->faults->len; i++)
    g_ptr_array_add (codes, g_array_index (remark->faults, AppFault, i).code);
  g_ptr_array_sort (codes, compare_texts);
  for (guint i = 0; i < codes->len; i++)
    if (i == 0 || !g_str_equal (codes->pdata[i], codes->pdata[i - 1]))
      g_string_append_printf (key, " %s", (char *) codes->pdata[i]);
  return g_string_free (key, FALSE);
}

static void
read_choices (GHashTable *by_row, JsonArray *choices)
{
  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++)
    {
      AppRemark *remark
          = g_hash_table_lookup (by_row, GUINT_TO_POINTER (
                                             (guint) json_array_get_int_element (choices, i)));

      if (remark != NULL)
        remark->can_take = TRUE;
    }
}

void
_app_remarks_read (AppRemarks *self, JsonObject *file)
{
  g_autoptr (GHashTable) by_row = g_hash_table_new (NULL, NULL);

  read_columns (self, app_json_array (file, "columns"));
  read_issues (self, by_row, app_json_array (file, "issues"));
  read_cells (self, by_row, app_json_array (file, "excerpt"));
  read_choices (by_row, app_json_array (file, "choices"));
  for (guint i = 0; i < self->rows->len; i++)
    {
      AppRemark *remark = self->rows->pdata[i];

      remark->key = make_key (remark);
    }
  g_ptr_array_sort (self->rows, compare_remarks);
}

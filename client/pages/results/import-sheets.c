#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-sheets.h"

#include <glib/gi18n.h>

#include "model/issue-words.h"
#include "net/json.h"
#include "pages/bits.h"
#include "store/names.h"

/* Who it is: the school's own names stand beside the codes of its own pupils */

static char *
dup_name (const AppImportOf *of, const char *code)
{
  int year = of->procedure != NULL
                 ? (int) merilo_record_get_whole (of->procedure, MERILO_PROCEDURE_YEAR)
                 : 0;

  return code != NULL ? app_names_dup (app_context_get_store (of->context), year, code) : NULL;
}

static gboolean
has_names (const AppImportOf *of)
{
  return of->procedure != NULL
         && app_names_count (app_context_get_store (of->context),
                             (int) merilo_record_get_whole (of->procedure, MERILO_PROCEDURE_YEAR))
                > 0;
}

static void
add_names_column (AppSheet *sheet)
{
  app_sheet_add_column (sheet, "", _ ("Участник"));
  app_sheet_keep_private (sheet, app_sheet_get_n_columns (sheet) - 1);
}

/* Values, in words */

static char *
show_score (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup (_ ("пусто"));
  if (json_node_get_int (node) < 0)
    return g_strdup ("X");
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

/* numbers by their codes: «4К1» and not «5-е» */
static char *
name_item (char **codes, guint i)
{
  for (guint k = 0; codes != NULL && codes[k] != NULL; k++)
    if (*codes[k] != 0 && i-- == 0)
      return g_strdup (codes[k]);
  return g_strdup ("?");
}

/* only what differs: «задание 5: 1 → 2, задание 7: X → 0» */
static void
describe_scores (
    const AppImportOf *of, JsonArray *was, JsonArray *now, char **ret_was, char **ret_now)
{
  GString *old = g_string_new (NULL), *new = g_string_new (NULL);
  const char *text = of->procedure != NULL
                         ? merilo_record_get_text (of->procedure, MERILO_PROCEDURE_ITEM_CODES)
                         : NULL;
  g_auto (GStrv) codes = text != NULL ? g_strsplit_set (text, " ,\"[]", -1) : NULL;
  guint n = MIN (json_array_get_length (was), json_array_get_length (now));

  for (guint i = 0; i < n; i++)
    {
      JsonNode *a = json_array_get_element (was, i), *b = json_array_get_element (now, i);
      g_autofree char *item = NULL, *first = NULL, *second = NULL;

      if (json_node_equal (a, b))
        continue;
      item = name_item (codes, i);
      first = show_score (a);
      second = show_score (b);
      g_string_append_printf (old, _ ("%s№ %s: %s"), old->len > 0 ? "; " : "", item, first);
      g_string_append_printf (new, _ ("%s№ %s: %s"), new->len > 0 ? "; " : "", item, second);
    }
  *ret_was = g_string_free (old, FALSE);
  *ret_now = g_string_free (new, FALSE);
}

static char *
show_value (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup (_ ("пусто"));
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (*json_node_get_string (node) != 0 ? json_node_get_string (node) : _ ("пусто"));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? _ ("да") : _ ("нет"));
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

/* Sheets */

static void
add_change (
    AppSheet *sheet, const AppImportOf *of, JsonObject *change, guint number, gboolean named)
{
  const char *code = app_json_text (change, "code"), *field = app_json_text (change, "field");
  JsonArray *was = app_json_array (change, "old"), *now = app_json_array (change, "new");
  int i = field != NULL ? merilo_entity_find (&merilo_work_entity, field) : -1;
  g_autofree char *name = dup_name (of, code);
  g_autofree char *old = NULL, *new = NULL;
  const char *cells[7] = { NULL };
  guint n = 0;

  if (was != NULL && now != NULL)
    describe_scores (of, was, now, &old, &new);
  else
    {
      old = show_value (json_object_get_member (change, "old"));
      new = show_value (json_object_get_member (change, "new"));
    }
  cells[n++] = app_context_get_org_name (of->context, app_json_whole (change, "org_id", 0));
  cells[n++] = code != NULL ? code : "";
  if (named)
    cells[n++] = name != NULL ? name : "";
  cells[n++] = i >= 0 ? _ (merilo_work_entity.fields[i].label) : field != NULL ? field : "";
  cells[n++] = old;
  cells[n++] = new;
  app_sheet_add_row (sheet, number, cells);
}

void
app_import_fill_changes (AppSheet *sheet, const AppImportOf *of, JsonArray *changes)
{
  gboolean named = has_names (of);
  guint n = changes != NULL ? json_array_get_length (changes) : 0;

  app_sheet_clear (sheet);
  app_sheet_add_column (sheet, "", _ ("Школа"));
  app_sheet_add_column (sheet, "", _ ("Код участника"));
  if (named)
    add_names_column (sheet);
  app_sheet_add_column (sheet, "", _ ("Что"));
  app_sheet_add_column (sheet, "", _ ("Было"));
  app_sheet_add_column (sheet, "", _ ("Стало"));
  for (guint i = 0; i < n; i++)
    add_change (sheet, of, json_array_get_object_element (changes, i), i + 1, named);
  app_sheet_tell (sheet);
}

static void
add_issue (
    AppSheet *sheet, const AppImportOf *of, JsonObject *issue, gboolean called, gboolean named)
{
  const char *value = app_json_text (issue, "value"), *code = app_json_text (issue, "code");
  const char *who = app_json_text (issue, "who");
  g_autofree char *column
      = app_sheet_name_column ((guint) MAX (0, app_json_whole (issue, "column", 0)));
  g_autofree char *words = app_capital (code != NULL ? merilo_issue_get_words (code) : "");
  g_autofree char *name = dup_name (of, who);
  const char *cells[7] = { NULL };
  guint n = 0, row;

  cells[n++] = column;
  if (called)
    cells[n++] = who != NULL ? who : "";
  if (named)
    cells[n++] = name != NULL ? name : "";
  cells[n++] = value != NULL ? value : "";
  cells[n++] = words;
  cells[n++] = app_json_flag (issue, "marked") ? _ ("с пометкой") : _ ("не взята");
  row = app_sheet_add_row (sheet, (guint) MAX (0, app_json_whole (issue, "row", 0)), cells);
  if (value != NULL && *value != 0)
    app_sheet_mark_cell (sheet, row, n - 3, APP_SHEET_FAULT);
}

guint
app_import_fill_issues (AppSheet *sheet, const AppImportOf *of, JsonArray *issues)
{
  guint n = issues != NULL ? json_array_get_length (issues) : 0;
  gboolean called = FALSE, named;
  guint reason;

  /* reports have no participants */
  for (guint i = 0; i < n && !called; i++)
    called = app_json_text (json_array_get_object_element (issues, i), "who") != NULL;
  named = called && has_names (of);
  app_sheet_clear (sheet);
  app_sheet_add_column (sheet, "", _ ("Столбец"));
  if (called)
    app_sheet_add_column (sheet, "", _ ("Код участника"));
  if (named)
    add_names_column (sheet);
  app_sheet_add_column (sheet, "", _ ("В ячейке"));
  reason = app_sheet_get_n_columns (sheet);
  app_sheet_add_column (sheet, "", _ ("Причина"));
  app_sheet_add_column (sheet, "", _ ("Строка"));
  for (guint i = 0; i < n; i++)
    add_issue (sheet, of, json_array_get_object_element (issues, i), called, named);
  app_sheet_tell (sheet);
  return reason;
}

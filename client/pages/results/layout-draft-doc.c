#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/layout-draft-private.h"

#include <string.h>

#include "net/json.h"

#define HEADING_WITHIN 30 /* rows: as the server looks */

/* Headings are compared as the server compares them: blanks and case do not count */

static char *
fold (const char *text)
{
  g_autofree char *down = g_utf8_casefold (text, -1);
  GString *folded = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *p = down; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          blank = folded->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (folded, ' ');
      blank = FALSE;
      g_string_append_unichar (folded, c == 0x451 ? 0x435 : c);
    }
  return g_string_free (folded, FALSE);
}

static gboolean
is_headed (AppLayoutDraft *self, guint row, guint column, const char *folded)
{
  g_autofree char *there = fold (app_layout_draft_get_cell (self, row, column));

  return g_str_equal (there, folded);
}

/* at its own place first; -1: nowhere in the row */
static int
find_column (AppLayoutDraft *self, guint row, JsonObject *column)
{
  const char *heading = app_json_text (column, "heading");
  g_autofree char *folded = fold (heading != NULL ? heading : "");
  gint64 own = app_json_whole (column, "column", 0) - 1;

  if (*folded == 0)
    return own >= 0 && own < (gint64) self->columns->len ? (int) own : -1;
  if (own >= 0 && own < (gint64) self->columns->len && is_headed (self, row, (guint) own, folded))
    return (int) own;
  for (guint i = 0; i < self->columns->len; i++)
    if (is_headed (self, row, i, folded))
      return (int) i;
  return -1;
}

static gboolean
fits_row (AppLayoutDraft *self, guint row, JsonArray *columns)
{
  guint headed = 0;

  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *column = json_array_get_object_element (columns, i);
      const char *heading = app_json_text (column, "heading");

      if (find_column (self, row, column) < 0)
        return FALSE;
      headed += heading != NULL && *heading != 0;
    }
  return headed > 0;
}

/* -1: in none of the rows */
static int
find_row (AppLayoutDraft *self, JsonObject *map)
{
  JsonArray *columns = app_json_array (map, "columns");
  guint until = MAX ((guint) MAX (0, app_json_whole (map, "row", 0)), HEADING_WITHIN);

  for (guint i = 0; columns != NULL && i < MIN (until, app_layout_draft_get_n_rows (self)); i++)
    if (fits_row (self, i, columns))
      return (int) i;
  return -1;
}

/* Taking */

void
_app_layout_draft_take_columns (AppLayoutDraft *self, guint row, JsonArray *columns)
{
  _app_layout_draft_forget_columns (self);
  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      JsonObject *object = json_array_get_object_element (columns, i);
      const char *code = app_json_text (object, "code");
      int at = find_column (self, row, object);
      LayoutColumn *column = at >= 0 ? _app_layout_draft_get_column (self, (guint) at) : NULL;

      if (column == NULL)
        continue;
      column->kind = _app_column_kind_find (app_json_text (object, "is"));
      column->code = g_strdup (code);
      column->max = (int) app_json_whole (object, "max", -1);
    }
}

void
_app_layout_draft_take_of (AppLayoutDraft *self, JsonObject *map)
{
  g_free (self->of.kind);
  g_free (self->of.subject);
  self->of.kind = app_json_dup_text (map, "kind");
  self->of.subject = app_json_dup_text (map, "subject");
  self->of.year = (int) app_json_whole (map, "year", 0);
  self->of.grade = (int) app_json_whole (map, "grade", 0);
  self->of.max = (int) MAX (0, app_json_whole (map, "max", 0));
}

int
app_layout_doc_get_year (const char *doc)
{
  g_autoptr (JsonNode) node = app_json_parse_text (doc, NULL);

  return (int) app_json_whole (app_json_root (node), "year", 0);
}

gboolean
app_layout_draft_fits (AppLayoutDraft *self, const char *doc)
{
  g_autoptr (JsonNode) node = app_json_parse_text (doc, NULL);

  return find_row (self, app_json_root (node)) >= 0;
}

gboolean
app_layout_draft_take (AppLayoutDraft *self, const char *doc)
{
  g_autoptr (JsonNode) node = app_json_parse_text (doc, NULL);
  JsonObject *map = app_json_root (node);
  int row = find_row (self, map);

  if (row < 0)
    return FALSE;
  self->row = (guint) row + 1;
  _app_layout_draft_take_columns (self, (guint) row, app_json_array (map, "columns"));
  _app_layout_draft_take_of (self, map);
  app_layout_draft_touch (self);
  return TRUE;
}

/* Writing */

static void
put_column (AppLayoutDraft *self, JsonBuilder *builder, guint i)
{
  LayoutColumn *column = _app_layout_draft_get_column (self, i);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "column");
  json_builder_add_int_value (builder, i + 1);
  json_builder_set_member_name (builder, "heading");
  json_builder_add_string_value (builder, self->row > 0
                                              ? app_layout_draft_get_cell (self, self->row - 1, i)
                                              : "");
  json_builder_set_member_name (builder, "is");
  json_builder_add_string_value (builder, column->kind);
  if (g_str_equal (column->kind, "item"))
    {
      json_builder_set_member_name (builder, "code");
      json_builder_add_string_value (builder, column->code != NULL ? column->code : "");
      if (column->max >= 0)
        {
          json_builder_set_member_name (builder, "max");
          json_builder_add_int_value (builder, column->max);
        }
    }
  json_builder_end_object (builder);
}

static void
put_of (AppLayoutDraft *self, JsonBuilder *builder)
{
  const struct
  {
    const char *name;
    int value;
  } numbers[] = { { "year", self->of.year }, { "grade", self->of.grade }, { "max", self->of.max } };

  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, self->of.kind);
  json_builder_set_member_name (builder, "subject");
  json_builder_add_string_value (builder, self->of.subject);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i].value > 0)
      {
        json_builder_set_member_name (builder, numbers[i].name);
        json_builder_add_int_value (builder, numbers[i].value);
      }
}

char *
app_layout_draft_write (AppLayoutDraft *self, const char *name)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  put_of (self, builder);
  json_builder_set_member_name (builder, "row");
  json_builder_add_int_value (builder, self->row);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->columns->len; i++)
    if (*_app_layout_draft_get_column (self, i)->kind != 0)
      put_column (self, builder, i);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return json_to_string (node, FALSE);
}

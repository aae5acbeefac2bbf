#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-map.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "exchange/layout-private.h"
#include "exchange/procedure.h"
#include "model/error.h"
#include "model/json-depth.h"

#define MAX_BYTES (64 * 1024)
#define MAX_DEPTH 4
#define MAX_TEXT  300 /* bytes of a name or a heading */
#define MAX_ROW   1000
#define MAX_SCORE 1000

static gboolean
refuse (GError **error, const char *where, const char *what)
{
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, _ ("описание столбцов, «%s»: %s"), where,
               what);
  return FALSE;
}

/* Members */

static gboolean
check_members (JsonObject *object, const char *const *allowed, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (allowed, l->data))
      return refuse (error, l->data, _ ("такого поля нет"));
  return TRUE;
}

static gboolean
read_text (JsonObject *object, const char *key, char **into, GError **error)
{
  JsonNode *node = json_object_get_member (object, key);
  const char *text;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (error, key, _ ("нужен текст"));
  text = json_node_get_string (node);
  if (strlen (text) > MAX_TEXT || !g_utf8_validate (text, -1, NULL))
    return refuse (error, key, _ ("текст слишком длинный"));
  g_free (*into);
  *into = g_strdup (text);
  return TRUE;
}

static gboolean
read_whole (JsonObject *object, const char *key, int least, int most, int *into, GError **error)
{
  JsonNode *node = json_object_get_member (object, key);
  gint64 value;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return refuse (error, key, _ ("нужно целое число"));
  value = json_node_get_int (node);
  if (value < least || value > most)
    return refuse (error, key, _ ("число вне допустимых границ"));
  *into = (int) value;
  return TRUE;
}

static gboolean
read_column (MeriloLayoutMap *self, JsonObject *object, GError **error)
{
  static const char *const allowed[] = { "column", "heading", "is", "code", "max", NULL };
  g_autofree char *heading = g_strdup (""), *is = g_strdup (""), *code = NULL;
  int column = 0, max = MERILO_RESULT_NONE, found;
  MeriloMapColumn *added;

  if (!check_members (object, allowed, error)
      || !read_whole (object, "column", 1, MERILO_GRID_MAX_COLUMNS, &column, error)
      || !read_text (object, "heading", &heading, error) || !read_text (object, "is", &is, error)
      || !read_text (object, "code", &code, error)
      || !read_whole (object, "max", 0, MAX_SCORE, &max, error))
    return FALSE;
  found = merilo_column_find (is);
  if (found < 0)
    return refuse (error, "is", _ ("такого вида столбца нет"));
  if (column == 0)
    return refuse (error, "column", _ ("не указан номер столбца"));
  if (found == MERILO_COLUMN_ITEM && (code == NULL || code[0] == '\0'))
    return refuse (error, "code", _ ("у столбца задания нужен номер задания"));
  if (found != MERILO_COLUMN_ITEM && (code != NULL || max != MERILO_RESULT_NONE))
    return refuse (error, "code", _ ("номер и максимум бывают только у задания"));
  added = merilo_layout_map_add (self, (guint) column, heading, (MeriloColumn) found);
  added->code = g_steal_pointer (&code);
  added->max = max;
  return TRUE;
}

static gboolean
read_columns (MeriloLayoutMap *self, JsonObject *object, GError **error)
{
  JsonNode *node = json_object_get_member (object, "columns");
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, "columns", _ ("нужен список столбцов"));
  array = json_node_get_array (node);
  if (json_array_get_length (array) > MERILO_MAX_ITEMS)
    return refuse (error, "columns", _ ("столбцов слишком много"));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *column = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (column))
        return refuse (error, "columns", _ ("нужен список столбцов"));
      if (!read_column (self, json_node_get_object (column), error))
        return FALSE;
    }
  return TRUE;
}

/* The whole */

/* each thing and each place once, items excepted; a code, and something to know of it */
static gboolean
check_map (const MeriloLayoutMap *self, GError **error)
{
  gboolean taken[MERILO_N_COLUMNS] = { FALSE };
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean headed = FALSE;

  if (self->row == 0)
    return refuse (error, "row", _ ("не указана строка заголовков"));
  for (guint i = 0; i < self->columns->len; i++)
    {
      const MeriloMapColumn *column = g_ptr_array_index (self->columns, i);

      if (!g_hash_table_add (places, GUINT_TO_POINTER (column->column)))
        return refuse (error, "column", _ ("столбец указан дважды"));
      if (column->is == MERILO_COLUMN_ITEM ? !g_hash_table_add (codes, column->code)
                                           : taken[column->is])
        return refuse (error, "is", _ ("одно и то же указано в двух столбцах"));
      if (column->is != MERILO_COLUMN_ITEM)
        taken[column->is] = TRUE;
      headed |= column->heading[0] != '\0';
    }
  if (!taken[MERILO_COLUMN_CODE])
    return refuse (error, "columns", _ ("не указан столбец с кодом участника"));
  if (!taken[MERILO_COLUMN_TOTAL] && !taken[MERILO_COLUMN_MARK] && !taken[MERILO_COLUMN_NOTE]
      && g_hash_table_size (codes) == 0)
    return refuse (error, "columns", _ ("не указано, где результат: баллы, отметка или пометка"));
  if (!headed)
    return refuse (error, "heading", _ ("ни у одного столбца нет заголовка, лист не узнать"));
  return TRUE;
}

static gboolean
read_object (MeriloLayoutMap *self, JsonObject *object, GError **error)
{
  static const char *const allowed[]
      = { "name", "kind", "year", "subject", "grade", "max", "row", "columns", NULL };
  int row = 0;

  if (!check_members (object, allowed, error) || !read_text (object, "name", &self->name, error)
      || !read_text (object, "kind", &self->kind, error)
      || !read_whole (object, "year", 2000, 2100, &self->year, error)
      || !read_text (object, "subject", &self->subject, error)
      || !read_whole (object, "grade", 1, 12, &self->grade, error)
      || !read_whole (object, "max", 0, MAX_SCORE, &self->max, error)
      || !read_whole (object, "row", 1, MAX_ROW, &row, error))
    return FALSE;
  if (self->kind[0] != '\0' && !merilo_procedure_is_kind (self->kind))
    return refuse (error, "kind", _ ("такой процедуры нет"));
  self->row = (guint) row;
  return read_columns (self, object, error) && check_map (self, error);
}

MeriloLayoutMap *
merilo_layout_map_read (const char *json, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (json) : (gsize) length;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (MeriloLayoutMap) self = NULL;
  JsonNode *root = NULL;

  if (size > 0 && size <= MAX_BYTES && g_utf8_validate (json, (gssize) size, NULL)
      && merilo_json_is_shallow (json, size, MAX_DEPTH)
      && json_parser_load_from_data (parser, json, (gssize) size, NULL))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_JSON,
                           _ ("это не описание столбцов; укажите столбцы заново"));
      return NULL;
    }
  self = merilo_layout_map_new ();
  return read_object (self, json_node_get_object (root), error) ? g_steal_pointer (&self) : NULL;
}

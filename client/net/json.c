#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/error.h"
#include "model/json-depth.h"
#include "net/json.h"

void
app_json_refuse (GError **error)
{
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_JSON,
                       _ ("ответ сервера не удалось прочитать"));
}

gpointer
app_json_retell (GError **error)
{
  if (error != NULL && *error != NULL)
    g_debug ("an answer was not read: %s", (*error)->message);
  g_clear_error (error);
  app_json_refuse (error);
  return NULL;
}

JsonNode *
app_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local = NULL;
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  JsonNode *root;

  if (length == 0 || !g_utf8_validate (text, length, NULL)
      || !merilo_json_is_shallow (text, length, APP_JSON_MAX_DEPTH))
    {
      app_json_refuse (error);
      return NULL;
    }
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, &local)
      || (root = json_parser_get_root (parser)) == NULL)
    {
      g_message ("no JSON: %s", local != NULL ? local->message : "nothing in it");
      app_json_refuse (error);
      return NULL;
    }
  return json_node_ref (root);
}

JsonNode *
app_json_parse_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;

  return app_json_parse (bytes, error);
}

static JsonNode *
find_member (JsonObject *object, const char *name, JsonNodeType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_TYPE (node) == type ? node : NULL;
}

const char *
app_json_text (JsonObject *object, const char *name)
{
  JsonNode *node = find_member (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

gint64
app_json_whole (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = find_member (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : fallback;
}

gboolean
app_json_flag (JsonObject *object, const char *name)
{
  JsonNode *node = find_member (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
         && json_node_get_boolean (node);
}

JsonArray *
app_json_array (JsonObject *object, const char *name)
{
  JsonNode *node = find_member (object, name, JSON_NODE_ARRAY);

  return node != NULL ? json_node_get_array (node) : NULL;
}

JsonObject *
app_json_object (JsonObject *object, const char *name)
{
  JsonNode *node = find_member (object, name, JSON_NODE_OBJECT);

  return node != NULL ? json_node_get_object (node) : NULL;
}

char *
app_json_dup_text (JsonObject *object, const char *name)
{
  const char *text = app_json_text (object, name);

  return g_strdup (text != NULL ? text : "");
}

JsonObject *
app_json_root (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonObject *
app_json_take_object (JsonArray *array, guint i)
{
  return array != NULL && i < json_array_get_length (array)
             ? app_json_root (json_array_get_element (array, i))
             : NULL;
}

GPtrArray *
app_json_read_list (
    JsonNode *node, guint most, AppJsonReadFunc read, GDestroyNotify destroy, GError **error)
{
  GPtrArray *list;
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      app_json_refuse (error);
      return NULL;
    }
  array = json_node_get_array (node);
  list = g_ptr_array_new_with_free_func (destroy);
  for (guint i = 0; i < MIN (json_array_get_length (array), most); i++)
    {
      JsonObject *object = app_json_take_object (array, i);

      if (object != NULL)
        g_ptr_array_add (list, read (object));
    }
  return list;
}

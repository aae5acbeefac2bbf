#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include "api/fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SrvFields
{
  GHashTable *texts;
};

static char *
show_node (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return json_to_string (node, FALSE);
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return json_node_dup_string (node);
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    default:
      return json_to_string (node, FALSE);
    }
}

static JsonObject *
parse_object (SrvRequest *req, JsonParser *parser)
{
  gsize n;
  const char *json = g_bytes_get_data (srv_request_get_body (req), &n);

  if (n > 0 && json_parser_load_from_data (parser, json, (gssize) n, NULL)
      && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return json_node_get_object (json_parser_get_root (parser));
  srv_request_reply_problem (req, 400, "bad-json", _ ("Тело запроса: нужен объект JSON"), NULL);
  return NULL;
}

/* every name given is known, every needed name is given */
static gboolean
check_names (SrvRequest *req, JsonObject *object, const char *const *names)
{
  guint known = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean optional = g_str_has_suffix (names[i], "?");
      g_autofree char *name = g_strndup (names[i], strlen (names[i]) - optional);

      gboolean given = json_object_has_member (object, name);

      known += given;
      if (!optional && (!given || json_object_get_null_member (object, name)))
        {
          srv_request_reply_problem (req, 422, "invalid", _ ("Поле нужно заполнить"), names[i]);
          return FALSE;
        }
    }
  if (known == json_object_get_size (object))
    return TRUE;
  srv_request_reply_problem (req, 400, "bad-json", _ ("В запросе есть неизвестное поле"), NULL);
  return FALSE;
}

SrvFields *
srv_fields_read (SrvRequest *req, const char *const *names)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObject *object = parse_object (req, parser);
  g_autoptr (GList) members = NULL;
  SrvFields *self;

  if (object == NULL || !check_names (req, object, names))
    return NULL;
  self = g_new0 (SrvFields, 1);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    {
      char *text = show_node (json_object_get_member (object, l->data));

      if (text != NULL)
        g_hash_table_insert (self->texts, g_strdup (l->data), text);
    }
  return self;
}

void
srv_fields_free (SrvFields *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->texts);
  g_free (self);
}

const char *
srv_fields_get (SrvFields *self, const char *name)
{
  return g_hash_table_lookup (self->texts, name);
}

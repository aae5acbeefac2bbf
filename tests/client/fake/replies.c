#define G_LOG_DOMAIN "fake"

#include <string.h>

#include "client/fake/fake-private.h"

char *
fake_show_id (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "id");

  if (node == NULL)
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

char *
fake_show_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return json_to_string (node, FALSE);
}

JsonObject *
fake_find_record (Fake *fake, const char *path, const char *id)
{
  JsonArray *array = g_hash_table_lookup (fake->resources, path);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      g_autofree char *other = fake_show_id (object);

      if (g_str_equal (other, id))
        return object;
    }
  return NULL;
}

char *
fake_print_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

void
fake_reply (SoupServerMessage *message, guint status, const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message,
                                      status >= 400 ? "application/problem+json"
                                                    : "application/json",
                                      SOUP_MEMORY_COPY, body, strlen (body));
}

void
fake_reply_problem (SoupServerMessage *message, guint status, const char *code, const char *more)
{
  g_autofree char *body
      = g_strdup_printf ("{\"status\":%u,\"code\":\"%s\",\"title\":\"Отказ %s\"%s}", status, code,
                         code, more);

  fake_reply (message, status, body);
}

void
fake_reply_record (SoupServerMessage *message, guint status, JsonObject *object)
{
  g_autofree char *body = fake_print_object (object);
  g_autofree char *etag
      = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"",
                         json_object_get_int_member_with_default (object, "version", 0));

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", etag);
  fake_reply (message, status, body);
}

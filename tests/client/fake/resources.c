#define G_LOG_DOMAIN "fake"

#include <string.h>

#include "client/fake/fake-private.h"

static gboolean
matches (JsonObject *object, GHashTable *query)
{
  GHashTableIter iter;
  gpointer name, value;

  if (query == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_autofree char *shown = NULL;

      if (g_str_equal (name, "limit") || g_str_equal (name, "after") || g_str_equal (name, "sort"))
        continue;
      shown = fake_show_member (object, name);
      if (json_object_has_member (object, name) && !g_str_equal (shown, value))
        return FALSE;
    }
  return TRUE;
}

static void
list_records (Fake *fake, SoupServerMessage *message, JsonArray *array, GHashTable *query)
{
  const char *limit = query != NULL ? g_hash_table_lookup (query, "limit") : NULL;
  const char *after = query != NULL ? g_hash_table_lookup (query, "after") : NULL;
  guint most = limit != NULL ? (guint) atoi (limit) : 200, from = after ? (guint) atoi (after) : 0;
  g_autoptr (GString) body = g_string_new ("[");
  g_autofree char *etag = NULL;
  const char *known
      = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                      "If-None-Match");
  guint i, n = 0;

  for (i = from; i < json_array_get_length (array) && n < most; i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      g_autofree char *text = fake_print_object (object);

      if (!matches (object, query))
        continue;
      g_string_append_printf (body, "%s%s", n++ > 0 ? "," : "", text);
    }
  g_string_append_c (body, ']');
  if (i < json_array_get_length (array))
    {
      g_autofree char *next = g_strdup_printf ("%u", i);

      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "X-Next-After", next);
    }
  etag = g_strdup_printf ("\"%u\"", g_str_hash (body->str));
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", etag);
  if (g_strcmp0 (known, etag) == 0)
    fake_reply (message, 304, NULL);
  else
    fake_reply (message, 200, body->str);
}

static void
create_record (Fake *fake, SoupServerMessage *message, const char *path, JsonObject *body)
{
  JsonArray *array = g_hash_table_lookup (fake->resources, path);

  if (array == NULL)
    {
      array = json_array_new ();
      g_hash_table_insert (fake->resources, g_strdup (path), array);
    }
  json_object_set_int_member (body, "id", fake->next_id++);
  json_object_set_int_member (body, "version", 1);
  json_array_add_object_element (array, json_object_ref (body));
  fake_reply_record (message, 201, body);
}

static gboolean
is_current (SoupServerMessage *message, JsonObject *object)
{
  const char *guard
      = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                      "If-Match");
  g_autofree char *etag
      = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"",
                         json_object_get_int_member_with_default (object, "version", 0));

  if (guard == NULL)
    {
      fake_reply_problem (message, 428, "precondition-required", "");
      return FALSE;
    }
  if (!g_str_equal (guard, etag))
    {
      g_autofree char *current = fake_print_object (object);
      g_autofree char *more = g_strdup_printf (",\"current\":%s", current);

      fake_reply_problem (message, 412, "version-conflict", more);
      return FALSE;
    }
  return TRUE;
}

static void
patch_record (SoupServerMessage *message, JsonObject *object, JsonObject *body)
{
  g_autoptr (GList) names = NULL;

  if (!is_current (message, object))
    return;
  names = json_object_get_members (body);
  for (GList *l = names; l != NULL; l = l->next)
    {
      if (g_str_equal (l->data, "refused"))
        {
          fake_reply_problem (message, 422, "invalid",
                              ",\"field\":\"refused\",\"detail\":\"нельзя\"");
          return;
        }
      json_object_set_member (object, l->data,
                              json_node_copy (json_object_get_member (body, l->data)));
    }
  json_object_set_int_member (object, "version",
                              json_object_get_int_member_with_default (object, "version", 0) + 1);
  fake_reply_record (message, 200, object);
}

static void
delete_record (Fake *fake, SoupServerMessage *message, const char *path, JsonObject *object)
{
  JsonArray *array = g_hash_table_lookup (fake->resources, path);

  if (!is_current (message, object))
    return;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (json_array_get_object_element (array, i) == object)
      {
        json_array_remove_element (array, i);
        break;
      }
  fake_reply (message, 204, NULL);
}

/* whole names alone: "results" is no "recheck-results" */
static gboolean
ends_so (const char *path, const char *suffix)
{
  gsize length = strlen (path), tail = strlen (suffix);

  if (!g_str_has_suffix (path, suffix))
    return FALSE;
  return tail == length || *suffix == '/' || path[length - tail - 1] == '/';
}

/* as an action of the server does it */
static void
change_record (Fake *fake, SoupServerMessage *message, Route *r)
{
  JsonObject *object = fake_find_record (fake, r->path, r->id);
  g_autoptr (JsonNode) fields = json_from_string (r->body, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_assert (object != NULL && fields != NULL && JSON_NODE_HOLDS_OBJECT (fields));
  json_object_iter_init (&iter, json_node_get_object (fields));
  while (json_object_iter_next (&iter, &name, &node))
    json_object_set_member (object, name, json_node_copy (node));
  json_object_set_int_member (object, "version",
                              json_object_get_int_member_with_default (object, "version", 0) + 1);
  fake_reply_record (message, r->status, object);
}

gboolean
fake_run_route (Fake *fake, SoupServerMessage *message, const char *path, const char *text)
{
  for (guint i = fake->routes->len; i-- > 0;)
    {
      Route *r = fake->routes->pdata[i];
      guint status = r->status;
      g_autofree char *body = NULL;

      if (!g_str_equal (r->method, soup_server_message_get_method (message))
          || !ends_so (path, r->suffix))
        continue;
      if (r->path != NULL)
        {
          change_record (fake, message, r);
          return TRUE;
        }
      if (r->action != NULL)
        {
          g_mutex_unlock (&fake->lock);
          body = r->action (fake, path, text, &status, r->data);
          g_mutex_lock (&fake->lock);
        }
      fake_reply (message, status, r->action != NULL ? body : r->body);
      return TRUE;
    }
  return FALSE;
}

void
fake_serve_session (Fake *fake, SoupServerMessage *message, const char *text)
{
  g_autofree char *body = NULL;

  if (soup_server_message_get_method (message) == SOUP_METHOD_DELETE)
    {
      fake_reply (message, 204, NULL);
      return;
    }
  if (soup_server_message_get_method (message) == SOUP_METHOD_GET)
    {
      if (soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                        "Authorization")
          == NULL)
        fake_reply_problem (message, 401, "unauthenticated", "");
      else
        fake_reply (message, 200, fake->user);
      return;
    }
  if (strstr (text, "верный-пароль") == NULL)
    {
      fake_reply_problem (message, 401, "bad-credentials", "");
      return;
    }
  body = g_strdup_printf ("{\"token\":\"t-1\",\"expires_at\":\"2030-01-01T00:00:00Z\",\"user\":%s}",
                          fake->user);
  fake_reply (message, 201, body);
}

void
fake_serve_resource (
    Fake *fake, SoupServerMessage *message, const char *path, const char *text, GHashTable *query)
{
  const char *method = soup_server_message_get_method (message), *slash = strrchr (path, '/');
  JsonArray *array = g_hash_table_lookup (fake->resources, path);
  g_autoptr (JsonNode) node = *text != 0 ? json_from_string (text, NULL) : NULL;
  JsonObject *body
      = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *parent = slash != NULL ? g_strndup (path, (gsize) (slash - path)) : NULL;
  JsonObject *object = parent != NULL ? fake_find_record (fake, parent, slash + 1) : NULL;

  if (array != NULL && g_str_equal (method, "GET"))
    list_records (fake, message, array, query);
  else if (object == NULL && parent == NULL && g_str_equal (method, "POST") && body != NULL)
    create_record (fake, message, path, body);
  else if (object == NULL)
    fake_reply_problem (message, 404, "not-found", "");
  else if (g_str_equal (method, "GET"))
    fake_reply_record (message, 200, object);
  else if (g_str_equal (method, "PATCH") && body != NULL)
    patch_record (message, object, body);
  else if (g_str_equal (method, "DELETE"))
    delete_record (fake, message, parent, object);
  else
    fake_reply_problem (message, 405, "invalid", "");
}

#define G_LOG_DOMAIN "fake"

#include <string.h>

#include "client/fake/fake.h"

#define PREFIX "/api/v1/"

typedef struct
{
  char *part;
  FakeManner manner;
  guint status;
  guint times;
} Mood;

typedef struct
{
  char *method;
  char *suffix;
  FakeAction action;
  gpointer data;
  guint status;
  char *body;
} Route;

typedef struct
{
  char *method, *path, *body;
} Heard;

struct _Fake
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  guint port;
  GTlsCertificate *certificate; /* NULL: plain */
  GMutex lock;                  /* guards all below */
  GHashTable *resources;        /* path -> JsonArray */
  GHashTable *keys;             /* Idempotency-Key -> answer */
  GPtrArray *moods, *routes, *heard;
  GPtrArray *listeners; /* SoupServerMessage of /events */
  char *user;
  gint64 next_id;
};

/* Helpers */

static void
mood_free (Mood *m)
{
  g_free (m->part);
  g_free (m);
}

static void
route_free (Route *r)
{
  g_free (r->method);
  g_free (r->suffix);
  g_free (r->body);
  g_free (r);
}

static void
heard_free (Heard *h)
{
  g_free (h->method);
  g_free (h->path);
  g_free (h->body);
  g_free (h);
}

static char *
show_id (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "id");

  if (node == NULL)
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

static char *
show_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return json_to_string (node, FALSE);
}

static JsonObject *
find_record (Fake *fake, const char *path, const char *id)
{
  JsonArray *array = g_hash_table_lookup (fake->resources, path);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      g_autofree char *other = show_id (object);

      if (g_str_equal (other, id))
        return object;
    }
  return NULL;
}

static char *
print_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

static void
reply (SoupServerMessage *message, guint status, const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message,
                                      status >= 400 ? "application/problem+json"
                                                    : "application/json",
                                      SOUP_MEMORY_COPY, body, strlen (body));
}

static void
reply_problem (SoupServerMessage *message, guint status, const char *code, const char *more)
{
  g_autofree char *body
      = g_strdup_printf ("{\"status\":%u,\"code\":\"%s\",\"title\":\"Отказ %s\"%s}", status, code,
                         code, more);

  reply (message, status, body);
}

static void
reply_record (SoupServerMessage *message, guint status, JsonObject *object)
{
  g_autofree char *body = print_object (object);
  g_autofree char *etag
      = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"",
                         json_object_get_int_member_with_default (object, "version", 0));

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", etag);
  reply (message, status, body);
}

/* Resources */

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
      shown = show_member (object, name);
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
      g_autofree char *text = print_object (object);

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
    reply (message, 304, NULL);
  else
    reply (message, 200, body->str);
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
  reply_record (message, 201, body);
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
      reply_problem (message, 428, "precondition-required", "");
      return FALSE;
    }
  if (!g_str_equal (guard, etag))
    {
      g_autofree char *current = print_object (object);
      g_autofree char *more = g_strdup_printf (",\"current\":%s", current);

      reply_problem (message, 412, "version-conflict", more);
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
          reply_problem (message, 422, "invalid", ",\"field\":\"refused\",\"detail\":\"нельзя\"");
          return;
        }
      json_object_set_member (object, l->data,
                              json_node_copy (json_object_get_member (body, l->data)));
    }
  json_object_set_int_member (object, "version",
                              json_object_get_int_member_with_default (object, "version", 0) + 1);
  reply_record (message, 200, object);
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
  reply (message, 204, NULL);
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

static gboolean
run_route (Fake *fake, SoupServerMessage *message, const char *path, const char *text)
{
  for (guint i = fake->routes->len; i-- > 0;)
    {
      Route *r = fake->routes->pdata[i];
      guint status = r->status;
      g_autofree char *body = NULL;

      if (!g_str_equal (r->method, soup_server_message_get_method (message))
          || !ends_so (path, r->suffix))
        continue;
      if (r->action != NULL)
        {
          g_mutex_unlock (&fake->lock);
          body = r->action (fake, path, text, &status, r->data);
          g_mutex_lock (&fake->lock);
        }
      reply (message, status, r->action != NULL ? body : r->body);
      return TRUE;
    }
  return FALSE;
}

static void
serve_session (Fake *fake, SoupServerMessage *message, const char *text)
{
  g_autofree char *body = NULL;

  if (soup_server_message_get_method (message) == SOUP_METHOD_DELETE)
    {
      reply (message, 204, NULL);
      return;
    }
  if (soup_server_message_get_method (message) == SOUP_METHOD_GET)
    {
      if (soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                        "Authorization")
          == NULL)
        reply_problem (message, 401, "unauthenticated", "");
      else
        reply (message, 200, fake->user);
      return;
    }
  if (strstr (text, "верный-пароль") == NULL)
    {
      reply_problem (message, 401, "bad-credentials", "");
      return;
    }
  body = g_strdup_printf ("{\"token\":\"t-1\",\"expires_at\":\"2030-01-01T00:00:00Z\",\"user\":%s}",
                          fake->user);
  reply (message, 201, body);
}

static void
serve_resource (
    Fake *fake, SoupServerMessage *message, const char *path, const char *text, GHashTable *query)
{
  const char *method = soup_server_message_get_method (message), *slash = strrchr (path, '/');
  JsonArray *array = g_hash_table_lookup (fake->resources, path);
  g_autoptr (JsonNode) node = *text != 0 ? json_from_string (text, NULL) : NULL;
  JsonObject *body
      = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *parent = slash != NULL ? g_strndup (path, (gsize) (slash - path)) : NULL;
  JsonObject *object = parent != NULL ? find_record (fake, parent, slash + 1) : NULL;

  if (array != NULL && g_str_equal (method, "GET"))
    list_records (fake, message, array, query);
  else if (object == NULL && parent == NULL && g_str_equal (method, "POST") && body != NULL)
    create_record (fake, message, path, body);
  else if (object == NULL)
    reply_problem (message, 404, "not-found", "");
  else if (g_str_equal (method, "GET"))
    reply_record (message, 200, object);
  else if (g_str_equal (method, "PATCH") && body != NULL)
    patch_record (message, object, body);
  else if (g_str_equal (method, "DELETE"))
    delete_record (fake, message, parent, object);
  else
    reply_problem (message, 405, "invalid", "");
}

/* Requests */

static Mood *
find_mood (Fake *fake, const char *path)
{
  for (guint i = 0; i < fake->moods->len; i++)
    {
      Mood *m = fake->moods->pdata[i];

      if (m->times > 0 && strstr (path, m->part) != NULL)
        {
          m->times--;
          return m;
        }
    }
  return NULL;
}

static gboolean
unpause_cb (gpointer data)
{
  soup_server_message_unpause (data);
  return G_SOURCE_REMOVE;
}

static void
pause_for (Fake *fake, SoupServerMessage *message, guint ms)
{
  GSource *source = g_timeout_source_new (ms);

  soup_server_message_pause (message);
  g_source_set_callback (source, unpause_cb, g_object_ref (message), g_object_unref);
  g_source_attach (source, fake->context);
  g_source_unref (source);
}

static void
cut (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = NULL;

  stream = soup_server_message_steal_connection (message);
  g_io_stream_close (stream, NULL, NULL);
}

/* TRUE: the message is dealt with */
static gboolean
misbehave (Fake *fake, SoupServerMessage *message, Mood *mood)
{
  g_autoptr (GString) deep = NULL;

  switch (mood->manner)
    {
    case FAKE_DROP:
      cut (message);
      return TRUE;
    case FAKE_BAD_JSON:
      reply (message, 200, "[{\"id\":1,\"title\":\"пол");
      return TRUE;
    case FAKE_DEEP:
      deep = g_string_new (NULL);
      for (guint i = 0; i < 100000; i++)
        g_string_append_c (deep, '[');
      reply (message, 200, deep->str);
      return TRUE;
    case FAKE_SLOW:
      pause_for (fake, message, 400);
      return FALSE;
    case FAKE_STATUS:
      reply_problem (message, mood->status, "told-so", "");
      return TRUE;
    case FAKE_WELL:
    case FAKE_LOSE:
    default:
      return FALSE;
    }
}

static void
listen_for (Fake *fake, SoupServerMessage *message)
{
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Type",
                                "text/event-stream");
  soup_server_message_set_status (message, 200, NULL);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC,
                            ": hello\n\n", 9);
  g_ptr_array_add (fake->listeners, g_object_ref (message));
}

/* a write that came before gives the same answer */
static gboolean
repeat (Fake *fake, SoupServerMessage *message, const char *key)
{
  const char *known = key != NULL ? g_hash_table_lookup (fake->keys, key) : NULL;

  if (known == NULL)
    return FALSE;
  reply (message, (guint) atoi (known), known + 4);
  return TRUE;
}

static void
remember (Fake *fake, SoupServerMessage *message, const char *key)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) bytes = NULL;

  if (key == NULL || soup_server_message_get_status (message) >= 300)
    return;
  bytes = soup_message_body_flatten (body);
  g_hash_table_insert (fake->keys, g_strdup (key),
                       g_strdup_printf ("%3u %.*s", soup_server_message_get_status (message),
                                        (int) g_bytes_get_size (bytes),
                                        (const char *) g_bytes_get_data (bytes, NULL)));
}

static void
note (Fake *fake, SoupServerMessage *message, const char *path, const char *text)
{
  Heard *h = g_new0 (Heard, 1);

  h->method = g_strdup (soup_server_message_get_method (message));
  h->path = g_strdup (path);
  h->body = g_strdup (text);
  g_ptr_array_add (fake->heard, h);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *full,
            GHashTable *query,
            gpointer data)
{
  Fake *fake = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);
  const char *path = g_str_has_prefix (full, PREFIX) ? full + strlen (PREFIX) : full;
  g_autoptr (GBytes) bytes
      = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  const char *key = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                  "Idempotency-Key");
  const char *asked = g_uri_get_query (soup_server_message_get_uri (message));
  Mood *mood = find_mood (fake, path);

  if (soup_server_message_get_method (message) == SOUP_METHOD_GET)
    {
      g_free (text);
      text = g_strdup (asked);
    }
  note (fake, message, path, text != NULL ? text : "");
  if (mood != NULL && misbehave (fake, message, mood))
    return;
  if (g_str_has_prefix (path, "sessions"))
    serve_session (fake, message, text != NULL ? text : "");
  else if (g_str_equal (path, "events"))
    listen_for (fake, message);
  else if (!repeat (fake, message, key)
           && !run_route (fake, message, path, text != NULL ? text : ""))
    serve_resource (fake, message, path, text != NULL ? text : "", query);
  remember (fake, message, key);
  if (mood != NULL && mood->manner == FAKE_LOSE)
    cut (message);
}

/* The thread */

static gpointer
run (gpointer data)
{
  Fake *fake = data;

  g_main_context_push_thread_default (fake->context);
  g_main_loop_run (fake->loop);
  g_main_context_pop_thread_default (fake->context);
  return NULL;
}

typedef struct
{
  Fake *fake;
  void (*func) (Fake *fake, const char *text);
  const char *text;
  gboolean done;
  GMutex lock;
  GCond cond;
} Order;

static gboolean
order_cb (gpointer data)
{
  Order *order = data;

  order->func (order->fake, order->text);
  g_mutex_lock (&order->lock);
  order->done = TRUE;
  g_cond_signal (&order->cond);
  g_mutex_unlock (&order->lock);
  return G_SOURCE_REMOVE;
}

/* in the server's thread; waits for it */
static void
tell_thread (Fake *fake, void (*func) (Fake *, const char *), const char *text)
{
  Order order = { .fake = fake, .func = func, .text = text };

  g_mutex_init (&order.lock);
  g_cond_init (&order.cond);
  g_main_context_invoke (fake->context, order_cb, &order);
  g_mutex_lock (&order.lock);
  while (!order.done)
    g_cond_wait (&order.cond, &order.lock);
  g_mutex_unlock (&order.lock);
  g_mutex_clear (&order.lock);
  g_cond_clear (&order.cond);
}

static void
open_port (Fake *fake, const char *text)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fake->server = soup_server_new ("tls-certificate", fake->certificate, NULL);
  soup_server_add_handler (fake->server, NULL, request_cb, fake, NULL);
  soup_server_listen_local (fake->server, fake->port,
                            SOUP_SERVER_LISTEN_IPV4_ONLY
                                | (fake->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0),
                            &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fake->server);
  fake->port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
close_port (Fake *fake, const char *text)
{
  g_mutex_lock (&fake->lock);
  g_ptr_array_set_size (fake->listeners, 0);
  g_mutex_unlock (&fake->lock);
  soup_server_disconnect (fake->server);
  g_clear_object (&fake->server);
}

static void
send_line (Fake *fake, const char *text)
{
  g_autofree char *line = g_strdup_printf ("data: %s\n\n", text);

  g_mutex_lock (&fake->lock);
  for (guint i = 0; i < fake->listeners->len; i++)
    {
      SoupServerMessage *message = fake->listeners->pdata[i];

      soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY,
                                line, strlen (line));
      soup_server_message_unpause (message);
    }
  g_mutex_unlock (&fake->lock);
}

/* Public API */

static Fake *
start (GTlsCertificate *take)
{
  Fake *fake = g_new0 (Fake, 1);

  fake->certificate = take;
  g_mutex_init (&fake->lock);
  fake->context = g_main_context_new ();
  fake->loop = g_main_loop_new (fake->context, FALSE);
  fake->resources
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_array_unref);
  fake->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fake->moods = g_ptr_array_new_with_free_func ((GDestroyNotify) mood_free);
  fake->routes = g_ptr_array_new_with_free_func ((GDestroyNotify) route_free);
  fake->heard = g_ptr_array_new_with_free_func ((GDestroyNotify) heard_free);
  fake->listeners = g_ptr_array_new_with_free_func (g_object_unref);
  fake->next_id = 1000;
  fake->user = g_strdup ("{\"id\":1,\"login\":\"metodist\",\"name\":\"Анна Орлова\","
                         "\"role\":\"methodologist\",\"org_id\":2,\"org_name\":\"Управление\"}");
  fake->thread = g_thread_new ("fake", run, fake);
  tell_thread (fake, open_port, NULL);
  return fake;
}

Fake *
fake_start (void)
{
  return start (NULL);
}

Fake *
fake_start_tls (const char *certificate_path, const char *key_path)
{
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate
      = g_tls_certificate_new_from_files (certificate_path, key_path, &error);

  g_assert_no_error (error);
  return start (certificate);
}

void
fake_stop (Fake *fake)
{
  if (fake->server != NULL)
    tell_thread (fake, close_port, NULL);
  g_main_loop_quit (fake->loop);
  g_thread_join (fake->thread);
  while (g_main_context_iteration (fake->context, FALSE))
    ;
  g_main_loop_unref (fake->loop);
  g_main_context_unref (fake->context);
  g_hash_table_unref (fake->resources);
  g_hash_table_unref (fake->keys);
  g_ptr_array_unref (fake->moods);
  g_ptr_array_unref (fake->routes);
  g_ptr_array_unref (fake->heard);
  g_ptr_array_unref (fake->listeners);
  g_mutex_clear (&fake->lock);
  g_clear_object (&fake->certificate);
  g_free (fake->user);
  g_free (fake);
}

char *
fake_get_url (Fake *fake)
{
  return g_strdup_printf ("%s://127.0.0.1:%u", fake->certificate != NULL ? "https" : "http",
                          fake->port);
}

void
fake_sleep (Fake *fake)
{
  tell_thread (fake, close_port, NULL);
}

void
fake_wake (Fake *fake)
{
  tell_thread (fake, open_port, NULL);
}

void
fake_misbehave (Fake *fake, const char *part, FakeManner manner, guint status, guint times)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);
  Mood *m = g_new0 (Mood, 1);

  m->part = g_strdup (part);
  m->manner = manner;
  m->status = status;
  m->times = times;
  g_ptr_array_add (fake->moods, m);
}

static void
take_records (Fake *fake, const char *path, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (!json_object_has_member (object, "version"))
        json_object_set_int_member (object, "version", 1);
    }
  g_hash_table_insert (fake->resources, g_strdup (path), json_array_ref (array));
}

void
fake_load (Fake *fake, const char *path, const char *json)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);

  g_assert_no_error (error);
  take_records (fake, path, json_node_get_array (node));
}

void
fake_load_file (Fake *fake, const char *file)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_parser_load_from_file (parser, file, &error);
  g_assert_no_error (error);
  json_object_iter_init (&iter, json_node_get_object (json_parser_get_root (parser)));
  while (json_object_iter_next (&iter, &name, &node))
    take_records (fake, name, json_node_get_array (node));
}

void
fake_change (Fake *fake, const char *path, const char *id, const char *field, const char *value)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);
  JsonObject *object = find_record (fake, path, id);

  g_assert_nonnull (object);
  json_object_set_string_member (object, field, value);
  json_object_set_int_member (object, "version",
                              json_object_get_int_member_with_default (object, "version", 0) + 1);
}

static void
add_route (Fake *fake, Route *route)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);

  g_ptr_array_add (fake->routes, route);
}

void
fake_act (Fake *fake, const char *method, const char *suffix, FakeAction action, gpointer data)
{
  Route *r = g_new0 (Route, 1);

  *r = (Route){ g_strdup (method), g_strdup (suffix), action, data, 200, NULL };
  add_route (fake, r);
}

void
fake_answer (Fake *fake, const char *method, const char *suffix, guint status, const char *body)
{
  Route *r = g_new0 (Route, 1);

  *r = (Route){ g_strdup (method), g_strdup (suffix), NULL, NULL, status, g_strdup (body) };
  add_route (fake, r);
}

void
fake_tell (Fake *fake, const char *json)
{
  tell_thread (fake, send_line, json);
}

void
fake_set_user (Fake *fake, const char *json)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);

  g_free (fake->user);
  fake->user = g_strdup (json);
}

guint
fake_count (Fake *fake, const char *method, const char *part)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);
  guint n = 0;

  for (guint i = 0; i < fake->heard->len; i++)
    {
      Heard *h = fake->heard->pdata[i];

      n += g_str_equal (h->method, method) && strstr (h->path, part) != NULL;
    }
  return n;
}

char *
fake_dup_last (Fake *fake, const char *method, const char *part)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);

  for (guint i = fake->heard->len; i-- > 0;)
    {
      Heard *h = fake->heard->pdata[i];

      if (g_str_equal (h->method, method) && strstr (h->path, part) != NULL)
        return g_strdup (h->body);
    }
  return NULL;
}

char *
fake_dup_field (Fake *fake, const char *path, const char *id, const char *field)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);
  JsonObject *object = find_record (fake, path, id);

  return object != NULL ? show_member (object, field) : NULL;
}

JsonArray *
fake_lock_records (Fake *fake, const char *path)
{
  JsonArray *array;

  g_mutex_lock (&fake->lock);
  array = g_hash_table_lookup (fake->resources, path);
  if (array == NULL)
    {
      array = json_array_new ();
      g_hash_table_insert (fake->resources, g_strdup (path), array);
    }
  return array;
}

void
fake_unlock_records (Fake *fake)
{
  g_mutex_unlock (&fake->lock);
}

gint64
fake_take_id (Fake *fake)
{
  return fake->next_id++;
}

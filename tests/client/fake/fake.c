#define G_LOG_DOMAIN "fake"

#include <string.h>

#include "client/fake/fake-private.h"

/* Parts */

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
  g_free (r->path);
  g_free (r->id);
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
  soup_server_add_handler (fake->server, NULL, fake_request_cb, fake, NULL);
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
  g_ptr_array_set_size (fake->held, 0);
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

static void
let_go (Fake *fake, const char *text)
{
  g_mutex_lock (&fake->lock);
  for (guint i = 0; i < fake->moods->len; i++)
    {
      Mood *m = fake->moods->pdata[i];

      if (m->manner == FAKE_HELD)
        m->times = 0;
    }
  for (guint i = 0; i < fake->held->len; i++)
    soup_server_message_unpause (fake->held->pdata[i]);
  g_ptr_array_set_size (fake->held, 0);
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
  fake->held = g_ptr_array_new_with_free_func (g_object_unref);
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
  g_ptr_array_unref (fake->held);
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

void
fake_release (Fake *fake)
{
  tell_thread (fake, let_go, NULL);
}

guint
fake_count_held (Fake *fake)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);

  return fake->held->len;
}

void
fake_behave (Fake *fake)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);

  g_ptr_array_set_size (fake->moods, 0);
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

static void
change (Fake *fake, const char *path, const char *id, const char *field, JsonNode *take_value)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);
  JsonObject *object = fake_find_record (fake, path, id);

  g_assert_nonnull (object);
  json_object_set_member (object, field, take_value);
  json_object_set_int_member (object, "version",
                              json_object_get_int_member_with_default (object, "version", 0) + 1);
}

void
fake_change (Fake *fake, const char *path, const char *id, const char *field, const char *value)
{
  change (fake, path, id, field, json_node_init_string (json_node_alloc (), value));
}

void
fake_change_whole (Fake *fake, const char *path, const char *id, const char *field, gint64 value)
{
  change (fake, path, id, field, json_node_init_int (json_node_alloc (), value));
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

  *r = (Route){ g_strdup (method), g_strdup (suffix), action, data, 200, NULL, NULL, NULL };
  add_route (fake, r);
}

void
fake_answer (Fake *fake, const char *method, const char *suffix, guint status, const char *body)
{
  Route *r = g_new0 (Route, 1);

  *r = (Route){
    g_strdup (method), g_strdup (suffix), NULL, NULL, status, g_strdup (body), NULL, NULL
  };
  add_route (fake, r);
}

void
fake_answer_changed (Fake *fake,
                     const char *method,
                     const char *suffix,
                     const char *path,
                     const char *id,
                     const char *fields)
{
  Route *r = g_new0 (Route, 1);

  *r = (Route){ g_strdup (method), g_strdup (suffix), NULL,         NULL, 200,
                g_strdup (fields), g_strdup (path),   g_strdup (id) };
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
  JsonObject *object = fake_find_record (fake, path, id);

  return object != NULL ? fake_show_member (object, field) : NULL;
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

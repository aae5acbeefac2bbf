#define G_LOG_DOMAIN "fake"

#include <string.h>

#include "client/fake/fake-private.h"

#define PREFIX "/api/v1/"

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

/* who asked has given it up */
static void
gone_cb (SoupServerMessage *message, Fake *fake)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fake->lock);

  g_ptr_array_remove (fake->held, message);
}

static void
hold (Fake *fake, SoupServerMessage *message)
{
  soup_server_message_pause (message);
  g_signal_connect (message, "finished", G_CALLBACK (gone_cb), fake);
  g_ptr_array_add (fake->held, g_object_ref (message));
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
      fake_reply (message, 200, "[{\"id\":1,\"title\":\"пол");
      return TRUE;
    case FAKE_DEEP:
      deep = g_string_new (NULL);
      for (guint i = 0; i < 100000; i++)
        g_string_append_c (deep, '[');
      fake_reply (message, 200, deep->str);
      return TRUE;
    case FAKE_SLOW:
      pause_for (fake, message, 400);
      return FALSE;
    case FAKE_HELD:
      hold (fake, message);
      return FALSE;
    case FAKE_STATUS:
      fake_reply_problem (message, mood->status, "told-so", "");
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
  fake_reply (message, (guint) atoi (known), known + 4);
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

void
fake_request_cb (SoupServer *server,
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
    fake_serve_session (fake, message, text != NULL ? text : "");
  else if (g_str_equal (path, "events"))
    listen_for (fake, message);
  else if (!repeat (fake, message, key)
           && !fake_run_route (fake, message, path, text != NULL ? text : ""))
    fake_serve_resource (fake, message, path, text != NULL ? text : "", query);
  remember (fake, message, key);
  if (mood != NULL && mood->manner == FAKE_LOSE)
    cut (message);
}

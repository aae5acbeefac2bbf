#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "model/json-writer.h"
#include "net/exchange.h"
#include "net/secret.h"

#define MAX_BODY    (64 * 1024 * 1024)
#define CHUNK       (64 * 1024)
#define FIRST_PAUSE 200 /* ms */
#define MAX_PAUSE   8000

typedef struct
{
  AppSession *session;
  AppCall *call;
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;
  GSource *pause;
  guint attempt;
  gboolean went_out; /* the head of the question, at some try */
  goffset sent;
} Exchange;

static void ask (GTask *task);

/* Helpers */

AppCall *
app_call_new (const char *method, const char *path_format, ...)
{
  AppCall *call = g_new0 (AppCall, 1);
  va_list args;

  call->method = method;
  va_start (args, path_format);
  call->path = g_strdup_vprintf (path_format, args);
  va_end (args);
  return call;
}

void
app_call_free (AppCall *call)
{
  g_free (call->path);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_free (call->if_match);
  g_free (call->key);
  g_free (call->etag);
  g_free (call);
}

void
app_call_set_text (AppCall *call, const char *json)
{
  g_clear_pointer (&call->body, g_bytes_unref);
  call->body = g_bytes_new (json, strlen (json));
}

void
app_call_set_secrets (AppCall *call,
                      const char *first_name,
                      const char *first,
                      const char *second_name,
                      const char *second)
{
  GString *json = app_secret_text_new (first, second);

  g_string_append_c (json, '{');
  if (first != NULL)
    merilo_json_put_text_member (json, first_name, first);
  merilo_json_put_text_member (json, second_name, second);
  g_string_append_c (json, '}');
  g_clear_pointer (&call->body, g_bytes_unref);
  call->body = app_secret_take (json);
}

void
app_reply_free (AppReply *reply)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_free (reply->etag);
  g_free (reply->next_after);
  g_free (reply);
}

char *
app_key_new (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  GString *key = g_string_new (NULL);

  for (const char *p = uuid; *p != 0; p++)
    if (*p != '-')
      g_string_append_c (key, *p);
  return g_string_free (key, FALSE);
}

static void
exchange_free (Exchange *x)
{
  if (x->pause != NULL)
    g_source_destroy (x->pause);
  g_clear_pointer (&x->pause, g_source_unref);
  if (x->message != NULL)
    g_signal_handlers_disconnect_by_data (x->message, x);
  g_clear_object (&x->message);
  g_clear_object (&x->stream);
  g_clear_pointer (&x->body, g_byte_array_unref);
  app_call_free (x->call);
  g_object_unref (x->session);
  g_free (x);
}

/* words that say what to look at */
static const char *
describe_absence (const GError *error)
{
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return _ ("сертификату сервера нельзя доверять");
  if (error->domain == G_TLS_ERROR)
    return _ ("нет связи с сервером: защищённое соединение не получилось");
  if (error->domain == G_RESOLVER_ERROR)
    return _ ("нет связи с сервером: такого имени в сети нет, проверьте адрес");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return _ ("нет связи с сервером: по этому адресу никто не отвечает");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE))
    return _ ("нет связи с сервером: проверьте сеть этого компьютера");
  g_message ("no connection: %s", error->message);
  return _ ("нет связи с сервером: соединение прервалось");
}

GError *
app_net_translate (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_new_literal (MERILO_ERROR, MERILO_ERROR_CANCELLED, _ ("отменено"));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new_literal (MERILO_ERROR, MERILO_ERROR_TIMEOUT,
                                _ ("сервер не ответил за отведённое время"));
  return g_error_new (MERILO_ERROR, MERILO_ERROR_UNAVAILABLE, "%s", describe_absence (error));
}

/* Trying again */

static gboolean
pause_ended_cb (gpointer data)
{
  GTask *task = data;
  Exchange *x = g_task_get_task_data (task);

  g_clear_pointer (&x->pause, g_source_unref);
  ask (g_object_ref (task));
  return G_SOURCE_REMOVE;
}

static gboolean
is_passing (guint status)
{
  return status == 429 || (status >= 502 && status <= 504);
}

/* Takes @task when another try is due. */
static gboolean
try_again (GTask *task, guint retry_after)
{
  Exchange *x = g_task_get_task_data (task);
  guint tries = x->call->tries != 0 ? x->call->tries : 3;
  guint pause = MIN (FIRST_PAUSE << (2 * x->attempt), MAX_PAUSE);

  if (x->attempt + 1 >= tries || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return FALSE;
  if (retry_after * 1000 > MAX_PAUSE)
    return FALSE;
  x->attempt++;
  /* not all clients at once after the server's return */
  pause = MAX (retry_after * 1000, pause + (guint) g_random_int_range (0, (gint32) pause / 2 + 1));
  x->pause = g_timeout_source_new (pause);
  g_source_set_callback (x->pause, pause_ended_cb, task, g_object_unref);
  if (g_task_get_cancellable (task) != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (g_task_get_cancellable (task));

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (x->pause, cancelled);
    }
  g_source_attach (x->pause, g_task_get_context (task));
  return TRUE;
}

static void
fail (GTask *task, const GError *error)
{
  Exchange *x = g_task_get_task_data (task);
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gboolean refused = g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);

  if (!cancelled && !refused && try_again (task, 0))
    return;
  if (!cancelled)
    app_session_note (x->session, FALSE);
  g_task_return_error (task, app_net_translate (error));
  g_object_unref (task);
}

/* Callbacks */

static void
refuse (GTask *task, guint status, GBytes *body)
{
  Exchange *x = g_task_get_task_data (task);
  AppProblem *problem = app_problem_parse (status, body);
  GError *error = app_problem_to_error (problem);

  if (status == 401 && !x->call->anonymous)
    app_session_end (x->session);
  app_problem_attach (task, problem);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
answer (GTask *task)
{
  Exchange *x = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (x->message);
  guint status = soup_message_get_status (x->message);
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&x->body));
  const char *after = soup_message_headers_get_one (headers, "Retry-After");
  AppReply *reply;

  if (is_passing (status)
      && try_again (task, after != NULL ? (guint) g_ascii_strtoull (after, NULL, 10) : 0))
    return;
  /* a proxy that speaks for a server that is away */
  app_session_note (x->session, status < 502 || status > 504);
  if ((status < 200 || status > 299) && status != 304)
    {
      refuse (task, status, body);
      return;
    }
  reply = g_new0 (AppReply, 1);
  reply->status = status;
  reply->body = g_bytes_ref (body);
  reply->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  reply->next_after = g_strdup (soup_message_headers_get_one (headers, "X-Next-After"));
  g_task_return_pointer (task, reply, (GDestroyNotify) app_reply_free);
  g_object_unref (task);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Exchange *x = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);

  if (chunk == NULL)
    {
      fail (task, error);
      return;
    }
  if (g_bytes_get_size (chunk) == 0)
    {
      answer (task);
      return;
    }
  if (x->body->len + g_bytes_get_size (chunk) > MAX_BODY)
    {
      g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
                               _ ("ответ сервера слишком велик"));
      g_object_unref (task);
      return;
    }
  g_byte_array_append (x->body, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
  g_input_stream_read_bytes_async (x->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, task);
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Exchange *x = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  x->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (x->stream == NULL)
    {
      fail (task, error);
      return;
    }
  x->body = g_byte_array_new ();
  g_input_stream_read_bytes_async (x->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, task);
}

static void
wrote_cb (SoupMessage *message, guint chunk, Exchange *x)
{
  x->sent += chunk;
  x->call->progress (x->sent, (gint64) g_bytes_get_size (x->call->body), x->call->progress_data);
}

static void
wrote_head_cb (SoupMessage *message, Exchange *x)
{
  x->went_out = TRUE;
}

static void
put_headers (Exchange *x)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (x->message);

  soup_message_headers_replace (headers, "Accept", "application/json");
  if (x->call->anonymous)
    soup_message_headers_remove (headers, "Authorization");
  if (x->call->key != NULL)
    soup_message_headers_replace (headers, "Idempotency-Key", x->call->key);
  if (x->call->etag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", x->call->etag);
  if (x->call->if_match != NULL)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", x->call->if_match);

      soup_message_headers_replace (headers, "If-Match", quoted);
    }
}

/* takes @task */
static void
ask (GTask *task)
{
  Exchange *x = g_task_get_task_data (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_CANCELLED, _ ("отменено"));
      g_object_unref (task);
      return;
    }
  g_clear_object (&x->message);
  g_clear_object (&x->stream);
  g_clear_pointer (&x->body, g_byte_array_unref);
  x->sent = 0;
  x->message = app_session_make_message (x->session, x->call->method, x->call->path);
  if (x->message == NULL)
    {
      g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE,
                               _ ("адрес сервера не задан"));
      g_object_unref (task);
      return;
    }
  put_headers (x);
  g_signal_connect (x->message, "wrote-headers", G_CALLBACK (wrote_head_cb), x);
  if (x->call->body != NULL)
    soup_message_set_request_body_from_bytes (x->message,
                                              x->call->media != NULL ? x->call->media
                                                                     : "application/json",
                                              x->call->body);
  if (x->call->body != NULL && x->call->progress != NULL)
    g_signal_connect (x->message, "wrote-body-data", G_CALLBACK (wrote_cb), x);
  soup_session_send_async (app_session_get_soup (x->session), x->message, G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (task), sent_cb, task);
}

/* Public API */

void
app_exchange_async (AppSession *session,
                    AppCall *call,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  GTask *task = g_task_new (session, cancellable, callback, data);
  Exchange *x = g_new0 (Exchange, 1);

  g_task_set_source_tag (task, app_exchange_async);
  g_task_set_check_cancellable (task, FALSE); /* errors of one domain: ours */
  x->session = g_object_ref (session);
  x->call = call;
  g_task_set_task_data (task, x, (GDestroyNotify) exchange_free);
  ask (task);
}

AppReply *
app_exchange_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
app_exchange_went_out (GAsyncResult *result)
{
  Exchange *x = g_task_get_task_data (G_TASK (result));

  return x->went_out;
}

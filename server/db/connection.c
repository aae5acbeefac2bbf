#define G_LOG_DOMAIN "srv-db"

#include "config.h"

#include "db/connection.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "db/request-private.h"
#include "model/error.h"

#define MAX_UNDER_WAY 64
#define MAX_QUEUED    4096
#define MAX_PREPARED  1000 /* of shapes of lists and masks of fields there are many */
#define MAX_TRIES     5    /* a name may be missed by each of some neighbours in turn */
#define BACK_OFF_MAX  5000 /* ms */
#define GIVEN_UP      1000 /* ms of back-off, after which nobody is kept waiting */
#define PATIENCE      30   /* s without a word of the base: past its own statement_timeout */

struct _SrvConnection
{
  char *conninfo, *options;
  PGconn *conn;
  guint fd_source, flush_source, retry_source, kick_source, watch_source;
  guint back_off; /* ms */
  guint patience; /* s */
  gint64 heard;   /* monotonic: the last word of the base, or the first question since */
  gboolean ready;
  gboolean renew;   /* nothing is sent until the connection is made anew */
  GQueue queue;     /* SrvDbRequest, to be sent */
  GQueue under_way; /* sent, in order */
  GQueue failed;    /* refused before they were sent: answered from the loop */
  GHashTable *prepared;
};

static void connect_now (SrvConnection *self);

static void
answer (SrvDbRequest *request)
{
  if (request->error == NULL && request->rows != NULL
      && !srv_shape_fits (request->shape, srv_rows_get_n (request->rows)))
    request->error = g_error_new (MERILO_ERROR, MERILO_ERROR_INTERNAL, "'%s' gave %u rows",
                                  request->name, srv_rows_get_n (request->rows));
  if (request->error == NULL && request->rows == NULL)
    request->error
        = g_error_new (MERILO_ERROR, MERILO_ERROR_INTERNAL, "'%s' gave no answer", request->name);
  request->reply (request->error == NULL ? request->rows : NULL, request->error, request->data);
  _srv_db_request_free (request);
}

static void
fail (SrvDbRequest *request)
{
  g_clear_error (&request->error);
  request->error = g_error_new_literal (MERILO_ERROR, MERILO_ERROR_UNAVAILABLE,
                                        _ ("Нет связи с базой данных. Повторите через минуту"));
  answer (request);
}

/* refused without a question, or lost with their connection */
static void
answer_failed (SrvConnection *self)
{
  for (SrvDbRequest *request; (request = g_queue_pop_head (&self->failed)) != NULL;)
    if (request->error != NULL)
      answer (request);
    else
      fail (request);
}

static void
drop_sources (SrvConnection *self)
{
  g_clear_handle_id (&self->fd_source, g_source_remove);
  g_clear_handle_id (&self->flush_source, g_source_remove);
  g_clear_handle_id (&self->retry_source, g_source_remove);
  g_clear_handle_id (&self->watch_source, g_source_remove);
}

static gboolean
retry_cb (gpointer data)
{
  SrvConnection *self = data;

  self->retry_source = 0;
  connect_now (self);
  return G_SOURCE_REMOVE;
}

static void
drop_connection (SrvConnection *self)
{
  drop_sources (self);
  g_hash_table_remove_all (self->prepared);
  g_clear_pointer (&self->conn, PQfinish);
  self->ready = self->renew = FALSE;
}

/* writes may have been done: their keys tell when they come again */
static void
sort_lost (SrvConnection *self)
{
  for (SrvDbRequest *request; (request = g_queue_pop_tail (&self->under_way)) != NULL;)
    {
      gboolean over = request->writes || request->tries > 0;

      _srv_db_request_rewind (request);
      if (over)
        g_queue_push_head (&self->failed, request);
      else
        g_queue_push_head (&self->queue, request);
    }
}

/* reads that were under way go back to the head of the queue, once. When the base does not come
 * back soon nobody is kept waiting for it */
static void
lose (SrvConnection *self)
{
  drop_connection (self);
  sort_lost (self);
  self->back_off = CLAMP (self->back_off * 2, 50, BACK_OFF_MAX);
  self->retry_source = g_timeout_add (self->back_off, retry_cb, self);
  if (self->back_off >= GIVEN_UP)
    for (SrvDbRequest *request; (request = g_queue_pop_head (&self->queue)) != NULL;)
      g_queue_push_tail (&self->failed, request);
  answer_failed (self);
}

static gboolean
watch_cb (gpointer data)
{
  SrvConnection *self = data;
  gboolean waits = !self->ready || !g_queue_is_empty (&self->under_way);

  if (waits && g_get_monotonic_time () - self->heard < self->patience * G_USEC_PER_SEC)
    return G_SOURCE_CONTINUE;
  self->watch_source = 0;
  if (waits)
    {
      g_message ("the database has been silent for %u s, connecting anew", self->patience);
      lose (self);
    }
  return G_SOURCE_REMOVE;
}

/* something is asked: an answer must come in time, even when the other machine has vanished */
static void
watch (SrvConnection *self)
{
  if (self->watch_source != 0)
    return;
  self->heard = g_get_monotonic_time ();
  self->watch_source = g_timeout_add_seconds (1, watch_cb, self);
}

static gboolean
writable_cb (int fd, GIOCondition condition, gpointer data)
{
  SrvConnection *self = data;
  int left = PQflush (self->conn);

  if (left > 0)
    return G_SOURCE_CONTINUE;
  self->flush_source = 0;
  if (left < 0)
    lose (self);
  return G_SOURCE_REMOVE;
}

static void
flush (SrvConnection *self)
{
  int left = PQflush (self->conn);

  if (left < 0)
    lose (self);
  else if (left > 0 && self->flush_source == 0)
    self->flush_source = g_unix_fd_add (PQsocket (self->conn), G_IO_OUT, writable_cb, self);
}

static void
pump (SrvConnection *self)
{
  gboolean sent = FALSE;

  if (self->renew && g_queue_is_empty (&self->under_way))
    {
      drop_connection (self);
      connect_now (self);
    }
  while (self->ready && !self->renew && !g_queue_is_empty (&self->queue)
         && g_queue_get_length (&self->under_way) < MAX_UNDER_WAY)
    {
      SrvDbRequest *request = g_queue_pop_head (&self->queue);

      g_queue_push_tail (&self->under_way, request);
      if (!_srv_db_request_send (request, self->conn, self->prepared))
        {
          lose (self);
          return;
        }
      sent = TRUE;
      self->renew = g_hash_table_size (self->prepared) > MAX_PREPARED;
    }
  if (sent)
    {
      watch (self);
      flush (self);
    }
}

/* the Sync of the first request has come back: it is done, or nothing of it is */
static void
finish_first (SrvConnection *self)
{
  SrvDbRequest *request = g_queue_pop_head (&self->under_way);

  if (request->retry == SRV_RETRY_NONE || request->tries >= MAX_TRIES)
    {
      answer (request);
      return;
    }
  self->renew = self->renew || request->retry == SRV_RETRY_ANEW;
  _srv_db_request_rewind (request);
  g_queue_push_head (&self->queue, request);
}

static void
take_results (SrvConnection *self)
{
  while (!g_queue_is_empty (&self->under_way) && !PQisBusy (self->conn))
    {
      SrvDbRequest *request = g_queue_peek_head (&self->under_way);
      PGresult *result = PQgetResult (self->conn);

      if (result == NULL)
        {
          if (PQstatus (self->conn) == CONNECTION_BAD)
            return;
          request->step = MIN (request->step + 1, request->n_steps - 1);
        }
      else if (PQresultStatus (result) == PGRES_PIPELINE_SYNC)
        {
          PQclear (result);
          finish_first (self);
        }
      else
        _srv_db_request_take (request, result, self->prepared);
    }
}

static gboolean
readable_cb (int fd, GIOCondition condition, gpointer data)
{
  SrvConnection *self = data;

  self->heard = g_get_monotonic_time ();
  if (!PQconsumeInput (self->conn))
    {
      g_message ("lost a connection to the database: %s", PQerrorMessage (self->conn));
      self->fd_source = 0;
      lose (self);
      return G_SOURCE_REMOVE;
    }
  take_results (self);
  if (PQstatus (self->conn) == CONNECTION_BAD)
    {
      self->fd_source = 0;
      lose (self);
      return G_SOURCE_REMOVE;
    }
  pump (self);
  return self->fd_source != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
notice_cb (void *data, const PGresult *result)
{
  g_debug ("%s", PQresultErrorMessage (result));
}

/* may recurse, which it never does: else GLib takes the descriptor out of the poll and puts it back
 * around each dispatch, each with a write to its own eventfd */
static guint
watch_fd (SrvConnection *self, GUnixFDSourceFunc func)
{
  g_autoptr (GSource) source = g_unix_fd_source_new (PQsocket (self->conn), G_IO_IN);

  g_source_set_callback (source, G_SOURCE_FUNC (func), self, NULL);
  g_source_set_can_recurse (source, TRUE);
  return g_source_attach (source, NULL);
}

static void
connected (SrvConnection *self)
{
  PQsetNoticeReceiver (self->conn, notice_cb, NULL);
  PQsetnonblocking (self->conn, 1);
  PQenterPipelineMode (self->conn);
  self->ready = TRUE;
  self->back_off = 0;
  self->fd_source = watch_fd (self, readable_cb);
  pump (self);
}

static gboolean
connecting_cb (int fd, GIOCondition condition, gpointer data)
{
  SrvConnection *self = data;
  PostgresPollingStatusType status = PQconnectPoll (self->conn);

  self->fd_source = 0;
  if (status == PGRES_POLLING_OK)
    connected (self);
  else if (status == PGRES_POLLING_FAILED)
    {
      g_message ("cannot reach the database: %s", PQerrorMessage (self->conn));
      lose (self);
    }
  else
    self->fd_source
        = g_unix_fd_add (PQsocket (self->conn),
                         status == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT, connecting_cb, self);
  return G_SOURCE_REMOVE;
}

static void
connect_now (SrvConnection *self)
{
  const char *keywords[] = { "dbname", "options", "fallback_application_name", NULL };
  const char *values[] = { self->conninfo, self->options, "merilo-server", NULL };

  self->conn = PQconnectStartParams (keywords, values, 1);
  if (self->conn == NULL || PQstatus (self->conn) == CONNECTION_BAD || PQsocket (self->conn) < 0)
    {
      g_message ("cannot reach the database: %s",
                 self->conn != NULL ? PQerrorMessage (self->conn) : "no memory");
      lose (self);
      return;
    }
  watch (self);
  self->fd_source = g_unix_fd_add (PQsocket (self->conn), G_IO_OUT, connecting_cb, self);
}

SrvConnection *
srv_connection_new (const char *conninfo, const char *options)
{
  SrvConnection *self = g_new0 (SrvConnection, 1);

  self->conninfo = g_strdup (conninfo);
  self->options = g_strdup (options);
  self->patience = PATIENCE;
  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  connect_now (self);
  return self;
}

void
srv_connection_free (SrvConnection *self)
{
  if (self == NULL)
    return;
  drop_connection (self);
  g_clear_handle_id (&self->kick_source, g_source_remove);
  for (SrvDbRequest *request; (request = g_queue_pop_head (&self->under_way)) != NULL;)
    fail (request);
  for (SrvDbRequest *request; (request = g_queue_pop_head (&self->queue)) != NULL;)
    fail (request);
  answer_failed (self);
  /* whoever asked again from an answer is answered too */
  for (SrvDbRequest *request; (request = g_queue_pop_head (&self->queue)) != NULL;)
    fail (request);
  g_clear_handle_id (&self->kick_source, g_source_remove);
  g_hash_table_unref (self->prepared);
  g_free (self->conninfo);
  g_free (self->options);
  g_free (self);
}

static gboolean
kick_cb (gpointer data)
{
  SrvConnection *self = data;

  self->kick_source = 0;
  answer_failed (self);
  pump (self);
  return G_SOURCE_REMOVE;
}

void
srv_connection_ask (SrvConnection *self, const SrvAsk *ask, SrvReplyFunc reply, gpointer data)
{
  GError *error = NULL;
  const char *sql = ask->sql != NULL ? ask->sql : srv_statement_text (ask->name, &error);
  SrvDbRequest *request = _srv_db_request_new (ask, sql, reply, data);

  request->error = error;
  if (error != NULL || (!self->ready && self->back_off >= GIVEN_UP)
      || g_queue_get_length (&self->queue) >= MAX_QUEUED)
    g_queue_push_tail (&self->failed, request);
  else
    g_queue_push_tail (&self->queue, request);
  /* sent from the loop: requests of one turn leave in one packet */
  if (self->kick_source == 0)
    self->kick_source = g_idle_add_full (G_PRIORITY_DEFAULT, kick_cb, self, NULL);
}

void
srv_connection_set_patience (SrvConnection *self, guint seconds)
{
  self->patience = seconds;
}

gboolean
srv_connection_is_ready (SrvConnection *self)
{
  return self->ready;
}

guint
srv_connection_get_load (SrvConnection *self)
{
  return g_queue_get_length (&self->queue) + g_queue_get_length (&self->under_way);
}

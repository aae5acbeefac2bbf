#define G_LOG_DOMAIN "srv-db"

#include "db/notify.h"

#include <glib-unix.h>
#include <libpq-fe.h>

#define RETRY_MS 1000

struct _SrvNotify
{
  char *conninfo;
  PGconn *conn;
  guint source, retry;
  gboolean listening;
  void (*notify) (const char *payload, gboolean listening, gpointer data);
  gpointer data;
};

static void connect_now (SrvNotify *self);

static void
tell (SrvNotify *self, const char *payload)
{
  if (self->notify != NULL)
    self->notify (payload, self->listening, self->data);
}

static gboolean
retry_cb (gpointer data)
{
  SrvNotify *self = data;

  self->retry = 0;
  connect_now (self);
  return G_SOURCE_REMOVE;
}

static void
lose (SrvNotify *self)
{
  gboolean heard = self->listening;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->conn, PQfinish);
  self->listening = FALSE;
  self->retry = g_timeout_add (RETRY_MS, retry_cb, self);
  if (heard)
    tell (self, NULL);
}

static void
take (SrvNotify *self)
{
  while (self->conn != NULL && !PQisBusy (self->conn))
    {
      PGresult *result = PQgetResult (self->conn);

      if (result == NULL)
        break;
      if (PQresultStatus (result) == PGRES_COMMAND_OK && !self->listening)
        {
          self->listening = TRUE;
          tell (self, NULL);
        }
      PQclear (result);
    }
  for (PGnotify *n; self->conn != NULL && (n = PQnotifies (self->conn)) != NULL; PQfreemem (n))
    tell (self, n->extra);
}

static gboolean
readable_cb (int fd, GIOCondition condition, gpointer data)
{
  SrvNotify *self = data;

  if (!PQconsumeInput (self->conn))
    {
      self->source = 0;
      lose (self);
      return G_SOURCE_REMOVE;
    }
  take (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
connecting_cb (int fd, GIOCondition condition, gpointer data)
{
  SrvNotify *self = data;
  PostgresPollingStatusType status = PQconnectPoll (self->conn);

  self->source = 0;
  if (status == PGRES_POLLING_OK)
    {
      if (!PQsendQuery (self->conn, "listen merilo"))
        lose (self);
      else
        self->source = g_unix_fd_add (PQsocket (self->conn), G_IO_IN, readable_cb, self);
    }
  else if (status == PGRES_POLLING_FAILED)
    lose (self);
  else
    self->source
        = g_unix_fd_add (PQsocket (self->conn),
                         status == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT, connecting_cb, self);
  return G_SOURCE_REMOVE;
}

static void
connect_now (SrvNotify *self)
{
  const char *keywords[] = { "dbname", "fallback_application_name", NULL };
  const char *values[] = { self->conninfo, "merilo-listen", NULL };

  self->conn = PQconnectStartParams (keywords, values, 1);
  if (self->conn == NULL || PQstatus (self->conn) == CONNECTION_BAD || PQsocket (self->conn) < 0)
    lose (self);
  else
    self->source = g_unix_fd_add (PQsocket (self->conn), G_IO_OUT, connecting_cb, self);
}

SrvNotify *
srv_notify_new (const char *conninfo)
{
  SrvNotify *self = g_new0 (SrvNotify, 1);

  self->conninfo = g_strdup (conninfo);
  connect_now (self);
  return self;
}

void
srv_notify_free (SrvNotify *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_pointer (&self->conn, PQfinish);
  g_free (self->conninfo);
  g_free (self);
}

void
srv_notify_set_func (SrvNotify *self,
                     void (*notify) (const char *payload, gboolean listening, gpointer data),
                     gpointer data)
{
  self->notify = notify;
  self->data = data;
  if (self->listening)
    tell (self, NULL);
}

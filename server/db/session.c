#define G_LOG_DOMAIN "srv-db"

#include "config.h"

#include "db/session.h"

#include <glib/gi18n-lib.h>
#include <poll.h>
#include <string.h>

#include "db/errors.h"
#include "db/rows-private.h"

struct _SrvSession
{
  PGconn *conn;
};

static void
notice_cb (void *data, const PGresult *result)
{
  g_debug ("%s", PQresultErrorMessage (result));
}

SrvSession *
srv_session_open (const char *conninfo, GError **error)
{
  const char *keywords[] = { "dbname", "options", "fallback_application_name", NULL };
  const char *values[] = { conninfo, "-c DateStyle=ISO -c TimeZone=UTC", "merilo-admin", NULL };
  SrvSession *self = g_new0 (SrvSession, 1);

  self->conn = PQconnectdbParams (keywords, values, 1);
  if (PQstatus (self->conn) == CONNECTION_OK)
    {
      PQsetNoticeReceiver (self->conn, notice_cb, NULL);
      return self;
    }
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE, _ ("нет связи с базой данных: %s"),
               PQerrorMessage (self->conn));
  srv_session_close (self);
  return NULL;
}

void
srv_session_close (SrvSession *self)
{
  if (self == NULL)
    return;
  PQfinish (self->conn);
  g_free (self);
}

gboolean
srv_session_is_alive (SrvSession *self)
{
  return PQstatus (self->conn) == CONNECTION_OK;
}

static gboolean
is_good (SrvSession *self, PGresult *result, GError **error)
{
  ExecStatusType status = PQresultStatus (result);

  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_COPY_IN)
    return TRUE;
  if (PQstatus (self->conn) == CONNECTION_BAD)
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE,
                 _ ("связь с базой данных прервалась: %s"), PQerrorMessage (self->conn));
  else
    g_propagate_error (error, _srv_error_from_result (result));
  return FALSE;
}

/* @format: of what comes back, 1 is binary; NULL on error */
static PGresult *
execute (SrvSession *self,
         const char *statement,
         const char *sql,
         SrvParams *params,
         int format,
         GError **error)
{
  PGresult *result = PQexecParams (self->conn, sql, (int) srv_params_get_n (params), NULL,
                                   srv_params_get_values (params), srv_params_get_lengths (params),
                                   srv_params_get_formats (params), format);

  if (is_good (self, result, error))
    return result;
  g_prefix_error (error, "%s: ", statement);
  PQclear (result);
  return NULL;
}

SrvRows *
srv_session_ask_sql (SrvSession *self,
                     const char *statement,
                     const char *sql,
                     SrvParams *take,
                     SrvShape shape,
                     GError **error)
{
  g_autoptr (SrvParams) params = take;
  g_autoptr (SrvRows) rows = NULL;
  PGresult *result = execute (self, statement, sql, params, 0, error);

  if (result == NULL)
    return NULL;
  rows = _srv_rows_new (result);
  if (srv_shape_fits (shape, srv_rows_get_n (rows)))
    return g_steal_pointer (&rows);
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INTERNAL, "'%s' gave %u rows", statement,
               srv_rows_get_n (rows));
  return NULL;
}

SrvRows *
srv_session_ask (
    SrvSession *self, const char *statement, SrvParams *take, SrvShape shape, GError **error)
{
  const char *sql = srv_statement_text (statement, error);

  if (sql != NULL)
    return srv_session_ask_sql (self, statement, sql, take, shape, error);
  srv_params_free (take);
  return NULL;
}

GBytes *
srv_session_ask_bytes (SrvSession *self, const char *statement, SrvParams *take, GError **error)
{
  g_autoptr (SrvParams) params = take;
  const char *sql = srv_statement_text (statement, error);
  PGresult *result = sql != NULL ? execute (self, statement, sql, params, 1, error) : NULL;

  if (result == NULL)
    return NULL;
  if (PQntuples (result) == 1)
    return g_bytes_new_with_free_func (PQgetvalue (result, 0, 0),
                                       (gsize) PQgetlength (result, 0, 0), (GDestroyNotify) PQclear,
                                       result);
  PQclear (result);
  return g_bytes_new (NULL, 0);
}

gboolean
srv_session_run_script (SrvSession *self, const char *sql, GError **error)
{
  PGresult *result = PQexec (self->conn, sql);
  gboolean good = is_good (self, result, error);

  PQclear (result);
  return good;
}

gboolean
srv_session_begin (SrvSession *self, GError **error)
{
  return srv_session_run_script (self, "begin", error);
}

gboolean
srv_session_commit (SrvSession *self, GError **error)
{
  return srv_session_run_script (self, "commit", error);
}

void
srv_session_rollback (SrvSession *self)
{
  PQclear (PQexec (self->conn, "rollback"));
}

gboolean
srv_session_enter (SrvSession *self, const SrvIdentity *who, GError **error)
{
  g_autofree char *role = g_strconcat ("merilo_", merilo_role_code (who->role), NULL);
  const char *values[] = { role, who->user_id, who->org_id, who->orgs };
  PGresult *result = PQexecParams (
      self->conn,
      "select set_config ('merilo.user_id', $2, true),"
      " set_config ('merilo.org_id', $3, true), set_config ('merilo.orgs', $4, true),"
      " set_config ('role', $1, true)",
      4, NULL, values, NULL, NULL, 0);
  gboolean good = is_good (self, result, error);

  PQclear (result);
  return good;
}

gboolean
srv_session_copy (
    SrvSession *self, const char *statement, const char *data, gsize length, GError **error)
{
  const char *sql = srv_statement_text (statement, error);
  PGresult *result;
  gboolean good;

  if (sql == NULL)
    return FALSE;
  result = PQexec (self->conn, sql);
  good = is_good (self, result, error);
  PQclear (result);
  if (!good)
    return FALSE;
  for (gsize sent = 0; sent < length;)
    {
      gsize n = MIN (length - sent, 1 << 16);

      PQputCopyData (self->conn, data + sent, (int) n);
      sent += n;
    }
  PQputCopyEnd (self->conn, NULL);
  result = PQgetResult (self->conn);
  good = is_good (self, result, error);
  PQclear (result);
  while ((result = PQgetResult (self->conn)) != NULL)
    PQclear (result);
  return good;
}

gboolean
srv_session_wait (SrvSession *self, int seconds, GError **error)
{
  struct pollfd fd = { PQsocket (self->conn), POLLIN, 0 };
  gboolean heard = FALSE;

  poll (&fd, 1, seconds * 1000);
  if (!PQconsumeInput (self->conn))
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE, "%s",
                   PQerrorMessage (self->conn));
      return FALSE;
    }
  for (PGnotify *n; (n = PQnotifies (self->conn)) != NULL; PQfreemem (n))
    heard = TRUE;
  return heard;
}

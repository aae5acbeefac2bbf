#define G_LOG_DOMAIN "srv-db"

#include "db/errors.h"
#include "db/request-private.h"
#include "db/rows-private.h"

/* the role is set last: settings before it belong to whoever enters */
#define ENTER_SQL                                                                                  \
  "select set_config ('merilo.user_id', $2, true), set_config ('merilo.org_id', $3, true),"        \
  " set_config ('merilo.orgs', $4, true), set_config ('merilo.request_id', $5, true),"             \
  " set_config ('role', $1, true)"
#define KEY_SQL "select idem_begin ($1, $2)"

static SrvParams *
make_enter (const SrvAsk *ask)
{
  SrvParams *params;
  g_autofree char *role = NULL;

  if (ask->who == NULL)
    return NULL;
  params = srv_params_new ();
  role = g_strconcat ("merilo_", merilo_role_code (ask->who->role), NULL);
  srv_params_add_text (params, role);
  srv_params_add_text (params, ask->who->user_id);
  srv_params_add_text (params, ask->who->org_id);
  srv_params_add_text (params, ask->who->orgs);
  srv_params_add_text (params, ask->request_id != NULL ? ask->request_id : "");
  return params;
}

static SrvParams *
make_key (const SrvAsk *ask)
{
  SrvParams *params;

  if (ask->key == NULL)
    return NULL;
  params = srv_params_new ();
  srv_params_add_text (params, ask->key->key);
  srv_params_add_blob (params, ask->key->digest, sizeof ask->key->digest);
  return params;
}

/* a plan is of one role: the same text under another role is another statement */
static char *
name_for (const SrvAsk *ask, const char *name)
{
  return ask->who != NULL ? g_strconcat (name, "@", merilo_role_code (ask->who->role), NULL)
                          : g_strdup (name);
}

SrvDbRequest *
_srv_db_request_new (const SrvAsk *ask, const char *sql, SrvReplyFunc reply, gpointer data)
{
  SrvDbRequest *self = g_new0 (SrvDbRequest, 1);

  self->name = name_for (ask, ask->name);
  self->sql = g_strdup (sql);
  if (ask->read_name != NULL)
    {
      self->read_name = name_for (ask, ask->read_name);
      self->read_sql = g_strdup (ask->read_sql);
    }
  self->params = ask->params;
  self->enter = make_enter (ask);
  self->key = make_key (ask);
  self->shape = ask->shape;
  self->writes = ask->writes;
  self->reply = reply;
  self->data = data;
  return self;
}

void
_srv_db_request_free (SrvDbRequest *self)
{
  g_free (self->name);
  g_free (self->sql);
  g_free (self->read_name);
  g_free (self->read_sql);
  srv_params_free (self->params);
  srv_params_free (self->enter);
  srv_params_free (self->key);
  srv_rows_free (self->rows);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
send_one (SrvDbRequest *self,
          PGconn *conn,
          GHashTable *prepared,
          const char *name,
          const char *sql,
          SrvParams *params,
          SrvStep prepare)
{
  if (!g_hash_table_contains (prepared, name))
    {
      if (!PQsendPrepare (conn, name, sql, 0, NULL))
        return FALSE;
      g_hash_table_add (prepared, g_strdup (name));
      self->steps[self->n_steps++] = prepare;
    }
  if (!PQsendQueryPrepared (conn, name, (int) srv_params_get_n (params),
                            srv_params_get_values (params), srv_params_get_lengths (params),
                            srv_params_get_formats (params), 0))
    return FALSE;
  self->steps[self->n_steps++] = prepare + 1;
  return TRUE;
}

gboolean
_srv_db_request_send (SrvDbRequest *self, PGconn *conn, GHashTable *prepared)
{
  self->n_steps = self->step = 0;
  if (self->enter != NULL
      && !send_one (self, conn, prepared, "enter", ENTER_SQL, self->enter, STEP_PREPARE_ENTER))
    return FALSE;
  if (self->key != NULL
      && !send_one (self, conn, prepared, "key", KEY_SQL, self->key, STEP_PREPARE_KEY))
    return FALSE;
  if (!send_one (self, conn, prepared, self->name, self->sql, self->params, STEP_PREPARE))
    return FALSE;
  if (self->read_name != NULL
      && !send_one (self, conn, prepared, self->read_name, self->read_sql, NULL, STEP_PREPARE_READ))
    return FALSE;
  if (!PQpipelineSync (conn))
    return FALSE;
  self->steps[self->n_steps++] = STEP_SYNC;
  return TRUE;
}

static const char *
name_of_step (SrvDbRequest *self, SrvStep step)
{
  switch (step)
    {
    case STEP_PREPARE_ENTER:
      return "enter";
    case STEP_PREPARE_KEY:
      return "key";
    case STEP_PREPARE:
      return self->name;
    case STEP_PREPARE_READ:
      return self->read_name;
    case STEP_ENTER:
    case STEP_KEY:
    case STEP_QUERY:
    case STEP_READ:
    case STEP_SYNC:
    default:
      return NULL;
    }
}

/* What was prepared before the error stays prepared: a rollback does not touch it. What stands at
 * the error or after it never was, so the next one to use the name prepares it again */
static void
forget_names (SrvDbRequest *self, GHashTable *prepared)
{
  for (guint i = self->step; i < self->n_steps; i++)
    {
      const char *name = name_of_step (self, self->steps[i]);

      if (name != NULL)
        g_hash_table_remove (prepared, name);
    }
}

/* 26000: a request ahead of us, sent with us, failed before it could prepare the name we use. By
 * now it has been forgotten, so that asking again prepares it.
 * 0A000: a migration changed what the statement gives ("cached plan must not change result type").
 * 42P05: a name is there that we did not know of */
static SrvRetry
choose_retry (PGresult *result)
{
  const char *where = PQresultErrorField (result, PG_DIAG_SOURCE_FUNCTION);

  if (_srv_result_has_state (result, "26000"))
    return SRV_RETRY_AGAIN;
  if (_srv_result_has_state (result, "42P05")
      || (_srv_result_has_state (result, "0A000")
          && g_strcmp0 (where, "RevalidateCachedQuery") == 0))
    return SRV_RETRY_ANEW;
  return SRV_RETRY_NONE;
}

void
_srv_db_request_take (SrvDbRequest *self, PGresult *take, GHashTable *prepared)
{
  ExecStatusType status = PQresultStatus (take);
  SrvStep step = self->steps[self->step];

  if (status == PGRES_FATAL_ERROR && self->error == NULL)
    {
      self->error = _srv_error_from_result (take);
      self->retry = choose_retry (take);
      forget_names (self, prepared);
    }
  else if ((status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
           && (step == STEP_QUERY || step == STEP_READ))
    {
      srv_rows_free (self->rows);
      self->rows = _srv_rows_new (take);
      return;
    }
  PQclear (take);
}

void
_srv_db_request_rewind (SrvDbRequest *self)
{
  g_clear_error (&self->error);
  g_clear_pointer (&self->rows, srv_rows_free);
  self->retry = SRV_RETRY_NONE;
  self->tries++;
}

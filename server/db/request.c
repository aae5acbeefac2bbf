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
name_of (SrvDbRequest *self, SrvStep step)
{
  switch (step)
    {
    case STEP_PREPARE_ENTER:
    case STEP_ENTER:
      return "enter";
    case STEP_PREPARE_KEY:
    case STEP_KEY:
      return "key";
    case STEP_PREPARE_READ:
    case STEP_READ:
      return self->read_name;
    case STEP_PREPARE:
    case STEP_QUERY:
    case STEP_SYNC:
    default:
      return self->name;
    }
}

static gboolean
prepares (SrvStep step)
{
  return step == STEP_PREPARE_ENTER || step == STEP_PREPARE_KEY || step == STEP_PREPARE
         || step == STEP_PREPARE_READ;
}

/* what was to be prepared from step @from on has not been: the next request prepares it again */
static void
forget_names (SrvDbRequest *self, guint from, GHashTable *prepared)
{
  for (guint i = from; i < self->n_steps; i++)
    if (prepares (self->steps[i]))
      g_hash_table_remove (prepared, name_of (self, self->steps[i]));
}

static void
take_error (SrvDbRequest *self, PGresult *result, GHashTable *prepared, gboolean *ret_stale)
{
  if (self->error != NULL)
    return;
  self->error = _srv_error_from_result (result);
  if (_srv_result_has_state (result, "42P05"))
    {
      /* a neighbour sent the same preparing: the name is there, what comes after it is not */
      forget_names (self, self->step + 1, prepared);
      *ret_stale = TRUE;
      return;
    }
  forget_names (self, self->step, prepared);
  if (_srv_result_has_state (result, "26000"))
    {
      /* a neighbour ahead failed before it could prepare the name for us */
      g_hash_table_remove (prepared, name_of (self, self->steps[self->step]));
      *ret_stale = TRUE;
    }
}

void
_srv_db_request_take (SrvDbRequest *self,
                      PGresult *result,
                      GHashTable *prepared,
                      gboolean *ret_stale)
{
  ExecStatusType status = PQresultStatus (result);

  if (status == PGRES_FATAL_ERROR)
    take_error (self, result, prepared, ret_stale);
  else if ((status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
           && (self->steps[self->step] == STEP_QUERY || self->steps[self->step] == STEP_READ))
    {
      srv_rows_free (self->rows);
      self->rows = _srv_rows_new (result);
      return;
    }
  PQclear (result);
}

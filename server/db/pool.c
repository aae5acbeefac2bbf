#define G_LOG_DOMAIN "srv-db"

#include "db/pool.h"

#include "db/notify.h"

/* policies within policies look dear to the planner, and compiling them took a second where reading
 * takes a millisecond: no JIT */
#define BOUNDS                                                                                     \
  "-c statement_timeout=20000 -c idle_in_transaction_session_timeout=20000"                        \
  " -c DateStyle=ISO -c TimeZone=UTC -c jit=off"
#define N_WRITERS 2

struct _SrvDb
{
  SrvConnection *key, *list;
  SrvConnection *writers[N_WRITERS];
  SrvNotify *notify;
};

SrvDb *
srv_db_new (const char *conninfo)
{
  SrvDb *self = g_new0 (SrvDb, 1);

  self->key = srv_connection_new (conninfo, BOUNDS);
  self->list = srv_connection_new (conninfo, BOUNDS " -c plan_cache_mode=force_custom_plan");
  for (guint i = 0; i < N_WRITERS; i++)
    self->writers[i] = srv_connection_new (conninfo, BOUNDS);
  self->notify = srv_notify_new (conninfo);
  return self;
}

void
srv_db_free (SrvDb *self)
{
  if (self == NULL)
    return;
  srv_notify_free (self->notify);
  srv_connection_free (self->key);
  srv_connection_free (self->list);
  for (guint i = 0; i < N_WRITERS; i++)
    srv_connection_free (self->writers[i]);
  g_free (self);
}

static SrvConnection *
choose_writer (SrvDb *self)
{
  SrvConnection *best = self->writers[0];

  for (guint i = 1; i < N_WRITERS; i++)
    if (srv_connection_get_load (self->writers[i]) < srv_connection_get_load (best))
      best = self->writers[i];
  return best;
}

void
srv_db_ask (SrvDb *self, SrvDbKind kind, const SrvAsk *ask, SrvReplyFunc reply, gpointer data)
{
  SrvConnection *connection = kind == SRV_DB_KEY    ? self->key
                              : kind == SRV_DB_LIST ? self->list
                                                    : choose_writer (self);

  srv_connection_ask (connection, ask, reply, data);
}

void
srv_db_set_notify (SrvDb *self, SrvNotifyFunc notify, gpointer data)
{
  srv_notify_set_func (self->notify, notify, data);
}

gboolean
srv_db_is_ready (SrvDb *self)
{
  for (guint i = 0; i < N_WRITERS; i++)
    if (!srv_connection_is_ready (self->writers[i]))
      return FALSE;
  return srv_connection_is_ready (self->key) && srv_connection_is_ready (self->list);
}

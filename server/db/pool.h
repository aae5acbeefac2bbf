/* The connections of one worker: rows by key (plans kept), lists (planned anew each time, since a
 * kept plan parses the list of orgs for every row), writes, and one that listens. */
#pragma once

#include "db/connection.h"

G_BEGIN_DECLS

typedef enum
{
  SRV_DB_KEY,
  SRV_DB_LIST,
  SRV_DB_WRITE,
} SrvDbKind;

typedef struct _SrvDb SrvDb;

/* @payload: of a notification; NULL: the listener was lost, or has come back (@listening) */
typedef void (*SrvNotifyFunc) (const char *payload, gboolean listening, gpointer data);

SrvDb *srv_db_new (const char *conninfo);
void srv_db_free (SrvDb *self);

void srv_db_ask (SrvDb *self, SrvDbKind kind, const SrvAsk *ask, SrvReplyFunc reply, gpointer data);
void srv_db_set_notify (SrvDb *self, SrvNotifyFunc notify, gpointer data);

/* all kinds can be asked now */
gboolean srv_db_is_ready (SrvDb *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvDb, srv_db_free)

G_END_DECLS

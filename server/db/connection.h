/* One pipelined connection in the worker's main loop.
 *
 * A request is: enter as the user, (look at the idempotency key,) the statement, one Sync. The
 * implicit transaction up to the Sync holds all of it; an error there touches no neighbour, and
 * the answer is given only after the Sync has come back. Requests of many users lie in the pipe
 * at once. The connection comes back by itself; a read that was under way is asked again, a
 * write is answered MERILO_ERROR_UNAVAILABLE (its key makes the repeat safe).
 *
 *   queue ──send──▶ pipe ──Sync──▶ done
 *     ▲               │ lost: reads go back, writes fail
 *     └───────────────┘
 */
#pragma once

#include <gio/gio.h>

#include "db/identity.h"
#include "db/params.h"
#include "db/rows.h"
#include "db/statement.h"

G_BEGIN_DECLS

typedef struct _SrvConnection SrvConnection;

/* Beside MERILO_ERROR: the write was done before under the same key (the message is its record);
 * a refusal with more to tell (the message is its HTTP status, a JSON object and the words for
 * people, a line each) */
#define SRV_DB_ERROR (srv_db_error_quark ())
typedef enum
{
  SRV_DB_ERROR_REPEATED,
  SRV_DB_ERROR_DETAILED,
} SrvDbErrorCode;
GQuark srv_db_error_quark (void);

/* Idempotency of a write: asked before it in the same transaction */
typedef struct
{
  const char *key;
  guint8 digest[32];
} SrvKey;

/* @rows: (transfer none) (nullable); @error: (transfer none) (nullable): one of the two */
typedef void (*SrvReplyFunc) (SrvRows *rows, const GError *error, gpointer data);

typedef struct
{
  const char *name;       /* of the prepared statement */
  const char *sql;        /* NULL: srv_statement_text (name) */
  SrvParams *params;      /* taken */
  const SrvIdentity *who; /* copied; NULL: nobody signed in */
  const SrvKey *key;      /* copied; NULL: none */
  const char *read_name;  /* a second statement of the same transaction, without parameters: */
  const char *read_sql;   /* its rows are the answer; NULL: none */
  const char *request_id;
  SrvShape shape;
  gboolean writes;
} SrvAsk;

SrvConnection *srv_connection_new (const char *conninfo, const char *options);
void srv_connection_free (SrvConnection *self);

/* @reply is called exactly once, never from inside this call */
void srv_connection_ask (SrvConnection *self, const SrvAsk *ask, SrvReplyFunc reply, gpointer data);

/* how long the base may be silent while something is asked before the connection is given up: 30;
 * longer than the statement_timeout, which ends what is merely slow */
void srv_connection_set_patience (SrvConnection *self, guint seconds);

gboolean srv_connection_is_ready (SrvConnection *self);
guint srv_connection_get_load (SrvConnection *self); /* requests queued and under way */

G_END_DECLS

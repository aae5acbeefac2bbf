/* One request of a connection: what is sent, and which answers are awaited. */
#pragma once

#include <libpq-fe.h>

#include "db/connection.h"

G_BEGIN_DECLS

typedef enum
{
  STEP_PREPARE_ENTER,
  STEP_ENTER,
  STEP_PREPARE_KEY,
  STEP_KEY,
  STEP_PREPARE,
  STEP_QUERY,
  STEP_PREPARE_READ,
  STEP_READ,
  STEP_SYNC,
} SrvStep;

#define SRV_MAX_STEPS (STEP_SYNC + 1)

typedef struct
{
  char *name; /* with the role: a plan is of one role */
  char *sql;
  char *read_name, *read_sql;
  SrvParams *params, *enter, *key;
  SrvShape shape;
  gboolean writes, again; /* was asked again once */
  SrvReplyFunc reply;
  gpointer data;
  SrvStep steps[SRV_MAX_STEPS];
  guint n_steps, step;
  SrvRows *rows;
  GError *error;
} SrvDbRequest;

SrvDbRequest *
_srv_db_request_new (const SrvAsk *ask, const char *sql, SrvReplyFunc reply, gpointer data);
void _srv_db_request_free (SrvDbRequest *self);

/* puts the steps into the pipe; @prepared: names known to the connection, completed here */
gboolean _srv_db_request_send (SrvDbRequest *self, PGconn *conn, GHashTable *prepared);

/* one answer of the pipe, taken; NULL ends a step */
void _srv_db_request_take (SrvDbRequest *self,
                           PGresult *result,
                           GHashTable *prepared,
                           gboolean *ret_stale);

G_END_DECLS

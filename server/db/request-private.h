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

/* what an error calls for */
typedef enum
{
  SRV_RETRY_NONE,
  SRV_RETRY_AGAIN, /* nothing was done: ask again */
  SRV_RETRY_ANEW,  /* the same, on a new connection: what it prepared is out of date */
} SrvRetry;

typedef struct
{
  char *name; /* with the role: a plan is of one role */
  char *sql;
  char *read_name, *read_sql;
  SrvParams *params, *enter, *key;
  SrvShape shape;
  gboolean writes;
  guint tries; /* times it was asked again */
  SrvReplyFunc reply;
  gpointer data;
  SrvStep steps[SRV_MAX_STEPS];
  guint n_steps, step;
  SrvRows *rows;
  GError *error;
  SrvRetry retry; /* found with @error */
} SrvDbRequest;

SrvDbRequest *
_srv_db_request_new (const SrvAsk *ask, const char *sql, SrvReplyFunc reply, gpointer data);
void _srv_db_request_free (SrvDbRequest *self);

/* puts the steps into the pipe; @prepared: names known to the connection, completed here */
gboolean _srv_db_request_send (SrvDbRequest *self, PGconn *conn, GHashTable *prepared);

/* one answer of the pipe, taken; NULL ends a step */
void _srv_db_request_take (SrvDbRequest *self, PGresult *take, GHashTable *prepared);

/* forgets what came so far: the request is to be sent once more */
void _srv_db_request_rewind (SrvDbRequest *self);

G_END_DECLS

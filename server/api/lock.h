/* Why a record that is there cannot be changed by who asks, and who can open it. */
#pragma once

#include "db/identity.h"
#include "db/rows.h"

G_BEGIN_DECLS

typedef struct
{
  guint status;     /* 403: not this user's to change; 409: not in this state */
  const char *code; /* of the problem */
  const char *reason;
} SrvLock;

/* @rows: one row of @entity, as it stands */
SrvLock srv_lock_explain (const MeriloEntity *entity, SrvRows *rows, const SrvIdentity *who);

G_END_DECLS

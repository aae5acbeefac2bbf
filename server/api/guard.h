/* Who asks, and may they ask that at all: before any handler. */
#pragma once

#include "api/app.h"

G_BEGIN_DECLS

/* Bits of SrvRoute.permission: the roles of model/role.h, and these */
#define SRV_GUARD_NO_KEY (1u << 30) /* a write without an Idempotency-Key: bytes, previews */

void srv_guard (SrvRequest *req, gpointer app);

G_END_DECLS

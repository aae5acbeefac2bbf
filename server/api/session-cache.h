/* Sessions a worker has seen lately: who a token stands for, for a few seconds. Sign-out,
 * a new password and a closed account clear it through the base's notifications; while those
 * cannot be heard, nothing is remembered. */
#pragma once

#include "auth/token.h"
#include "db/identity.h"

G_BEGIN_DECLS

#define SRV_SESSION_CACHE_SECONDS 20

typedef struct _SrvSessionCache SrvSessionCache;

SrvSessionCache *srv_session_cache_new (void);
void srv_session_cache_free (SrvSessionCache *self);

/* (transfer none) (nullable): until the next call here */
const SrvIdentity *srv_session_cache_find (SrvSessionCache *self,
                                           const guint8 hash[SRV_TOKEN_HASH_SIZE]);

/* copies @who */
void srv_session_cache_put (SrvSessionCache *self,
                            const guint8 hash[SRV_TOKEN_HASH_SIZE],
                            const SrvIdentity *who);

void srv_session_cache_clear (SrvSessionCache *self);

/* %FALSE: notifications are not heard now, remember nothing */
void srv_session_cache_set_trusted (SrvSessionCache *self, gboolean trusted);

G_END_DECLS

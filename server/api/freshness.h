/* ETags of lists without a query: they name the state of the whole base as this worker has heard
 * of it. Every notification makes a new state; while notifications cannot be heard there are no
 * tags. Coarse on purpose: a view draws on several tables, and a stale list is worse than a
 * list sent again. */
#pragma once

#include "http/request.h"

G_BEGIN_DECLS

typedef struct _SrvFreshness SrvFreshness;

SrvFreshness *srv_freshness_new (void);
void srv_freshness_free (SrvFreshness *self);

/* something was written, here or elsewhere */
void srv_freshness_bump (SrvFreshness *self);
void srv_freshness_set_trusted (SrvFreshness *self, gboolean trusted);

/* of this user's list at this address; (transfer full) (nullable): not trusted now */
char *srv_freshness_etag (SrvFreshness *self, SrvRequest *req);

G_END_DECLS

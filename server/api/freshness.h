/* ETags of lists without a query: they name the state of the whole base as the workers have heard
 * of it. Made before them and shared: a tag holds whatever worker the next request goes to. Every
 * notification that any of them hears makes a new state; a worker that cannot hear gives no tags.
 * Coarse on purpose: a view draws on several tables, and a stale list is worse than a list sent
 * again. */
#pragma once

#include "http/request.h"

G_BEGIN_DECLS

typedef struct _SrvFreshness SrvFreshness;

/* in memory that processes made after it share */
SrvFreshness *srv_freshness_new (GError **error);
void srv_freshness_free (SrvFreshness *self);

/* something was written, here or elsewhere; to be called before the writer is answered */
void srv_freshness_bump (SrvFreshness *self);
void srv_freshness_set_trusted (SrvFreshness *self, gboolean trusted);

/* of this user's list at this address; (transfer full) (nullable): not trusted now */
char *srv_freshness_etag (SrvFreshness *self, SrvRequest *req);

/* TRUE after a 304: the client has it. Else the answer to come bears the tag */
gboolean srv_freshness_spares (SrvFreshness *self, SrvRequest *req) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

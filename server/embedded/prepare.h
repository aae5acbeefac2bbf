/* The private cluster made ready: the database is there, the migrations have run, and the way to
 * it is written down for merilo-admin. */
#pragma once

#include "embedded/cluster.h"

G_BEGIN_DECLS

gboolean srv_prepare_database (SrvCluster *cluster,
                               const char *owner,
                               const char *data,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* the owner's connection string of a running embedded server on @data; transfer full, NULL: none
 * runs */
char *srv_prepare_find_owner (const char *data);

G_END_DECLS

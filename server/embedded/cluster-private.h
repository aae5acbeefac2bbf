#pragma once

#include "embedded/cluster.h"

G_BEGIN_DECLS

struct _SrvCluster
{
  char *bin; /* folder of initdb and postgres */
  char *data;
  char *socket; /* folder of the socket, short: sun_path holds 107 bytes */
  char *log;
  uid_t uid;
  gid_t gid;
  pid_t postmaster;
  int lock;
  gboolean durable;
};

/* initdb beside, then renamed: a half-made cluster is never taken for a whole one */
gboolean _srv_cluster_make (SrvCluster *self, GError **error);

/* the program as the unprivileged user, ended with us; -1 when it cannot be started */
pid_t _srv_cluster_spawn (SrvCluster *self, char *const argv[]);

G_END_DECLS

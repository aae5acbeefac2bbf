#pragma once

#include "embedded/cluster.h"

G_BEGIN_DECLS

struct _SrvCluster
{
  char *bin; /* folder of initdb and postgres */
  char *data;
  char *socket; /* folder of the socket, short: sun_path holds 107 bytes */
  char *log;
  goffset log_start; /* what stands before it is of earlier starts */
  uid_t uid;
  gid_t gid;
  pid_t postmaster;
  int lock;
  gboolean durable;
};

/* initdb beside, then renamed: a half-made cluster is never taken for a whole one */
gboolean _srv_cluster_make (SrvCluster *self, GError **error);

/* our own users by the name of the system's user, written at each start: it may be another one */
gboolean _srv_cluster_write_users (SrvCluster *self, const char *folder, GError **error);

/* starts PostgreSQL and waits until it answers; one left on the same data is stopped first */
gboolean _srv_cluster_start (SrvCluster *self, GError **error);
void _srv_cluster_stop (pid_t postmaster, gboolean is_child);

/* the log since this start says @what */
gboolean _srv_cluster_log_says (SrvCluster *self, const char *what);

/* an error with the last complaint of the log, in words when the disk is full */
gboolean _srv_cluster_fail_by_log (SrvCluster *self, const char *doing, GError **error);

/* the program as the unprivileged user, ended with us; -1 when it cannot be started */
pid_t _srv_cluster_spawn (SrvCluster *self, char *const argv[]);

G_END_DECLS

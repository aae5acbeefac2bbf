/* A private PostgreSQL for the one-command start: found, made, started and stopped with the server.
 *
 * Plain POSIX apart from strings: the supervisor calls it before and between forks and starts no
 * thread. As root the programs run as an unprivileged user (merilo, postgres or nobody), since
 * PostgreSQL refuses root. The cluster listens on a unix socket alone; the owner and the
 * application enter by the name of the system's user (peer). */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

typedef struct _SrvCluster SrvCluster;

/* folder of the newest PostgreSQL that has @program: where the base is on another machine there is
 * pg_dump but no initdb; NULL: none has; transfer full */
char *srv_cluster_find_programs (const char *program);

/**
 * srv_cluster_open:
 * @data: folder of the cluster; made at the first start
 * @durable: commits wait for the disk; %FALSE is for the clusters of tests alone
 *
 * Takes the lock, makes the cluster if there is none, starts it and waits until it answers.
 *
 * Returns: (nullable): %NULL with a message for people: another server keeps it, the disk is full,
 *   PostgreSQL is not installed
 */
SrvCluster *
srv_cluster_open (const char *data, gboolean durable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* in a child process, after fork: the cluster is the parent's; its lock must not outlive it here */
void srv_cluster_forget (SrvCluster *self);

/* fast stop, waited for; harder when it does not come */
void srv_cluster_close (SrvCluster *self);

pid_t srv_cluster_get_pid (SrvCluster *self);

/* has PostgreSQL ended by itself; reaps it then */
gboolean srv_cluster_is_alive (SrvCluster *self);

/* connection strings; transfer full */
char *srv_cluster_conninfo_owner (SrvCluster *self, const char *database);
char *srv_cluster_conninfo_app (SrvCluster *self, const char *database);

G_END_DECLS

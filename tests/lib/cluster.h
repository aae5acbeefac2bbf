/* A PostgreSQL of the tests' own: made in a folder of its own, on a unix socket alone, without
 * waiting for the disk, gone with the test. What initdb made is kept in the build folder, so that
 * the next test copies it instead of making it anew. Used from the main thread. */
#pragma once

#include "db/session.h"

G_BEGIN_DECLS

typedef struct _TestsCluster TestsCluster;

/* Never fails: a test without its base has nothing to say and aborts with the reason */
TestsCluster *tests_cluster_start (void);
void tests_cluster_stop (TestsCluster *self);

/* A database with all migrations, policies and reference data; @returns: its name. Each is a copy
 * of one template: tests keep apart from each other by having one each. */
char *tests_cluster_new_database (TestsCluster *self) G_GNUC_WARN_UNUSED_RESULT;

/* a database with nothing in it */
char *tests_cluster_new_empty_database (TestsCluster *self) G_GNUC_WARN_UNUSED_RESULT;

/* connection strings; transfer full. The application's role exists after the first migration */
char *tests_cluster_conninfo_owner (TestsCluster *self, const char *database);
char *tests_cluster_conninfo_app (TestsCluster *self, const char *database);

/* a session as the owner (who is a superuser here) or as the application; never NULL */
SrvSession *tests_cluster_open (TestsCluster *self, const char *database);
SrvSession *tests_cluster_open_app (TestsCluster *self, const char *database);

/* runs a script and aborts the test when it fails */
void tests_run_sql (SrvSession *session, const char *sql);

/* kill -9 of PostgreSQL; and its return, with recovery, in the same socket folder */
void tests_cluster_crash (TestsCluster *self);
void tests_cluster_restart (TestsCluster *self);

pid_t tests_cluster_get_pid (TestsCluster *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestsCluster, tests_cluster_stop)

G_END_DECLS

/* Processes that are started again when they end: the workers and the job process. Plain POSIX;
 * the caller has blocked SIGCHLD, SIGTERM and SIGINT and waits for them itself.
 *
 * A child ends with its parent (SIGTERM, the kernel sees to it). One that ends by itself comes
 * back, at once if it had lived for a while, else after a pause that grows to 5 s. One that does
 * not end when asked to is killed. */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

#define SRV_MAX_CHILDREN 65

/* a child's exit status that says: another would fare no better (a bad certificate, say) */
#define SRV_EXIT_HOPELESS 78

typedef struct _SrvChildren SrvChildren;

/* the life of child @index; its return is the exit status */
typedef int (*SrvChildFunc) (guint index, gpointer data);

SrvChildren *srv_children_new (guint n, SrvChildFunc run, gpointer data);
void srv_children_free (SrvChildren *self); /* ends what is left, without mercy */

/* asks all to end and starts no more; @patience ms later they are killed */
void srv_children_stop (SrvChildren *self, guint patience);

/* Starts, reaps, starts again, kills: to be called first, after each SIGCHLD, and when the time of
 * srv_children_get_wait() is over. Returns: FALSE when all have ended after a stop */
gboolean srv_children_tend (SrvChildren *self);

/* ms until tending is due without a signal; at most a minute */
guint srv_children_get_wait (SrvChildren *self);

/* one has ended with SRV_EXIT_HOPELESS */
gboolean srv_children_are_hopeless (SrvChildren *self);

/* 0: it is to be started later */
pid_t srv_children_get_pid (SrvChildren *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvChildren, srv_children_free)

G_END_DECLS

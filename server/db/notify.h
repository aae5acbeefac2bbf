/* The connection that listens: notifications of the base, and word of when they cannot be heard. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SrvNotify SrvNotify;

SrvNotify *srv_notify_new (const char *conninfo);
void srv_notify_free (SrvNotify *self);

/* see SrvNotifyFunc of pool.h; told at once when it listens already */
void srv_notify_set_func (SrvNotify *self,
                          void (*notify) (const char *payload, gboolean listening, gpointer data),
                          gpointer data);

G_END_DECLS

/* The engine's epoll descriptor as a source of a main loop. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

struct MHD_Daemon;

typedef struct _SrvDaemonSource SrvDaemonSource;

/* attached to the thread-default main context; @tls: bound the spin on half handshakes */
SrvDaemonSource *srv_daemon_source_new (struct MHD_Daemon *daemon, gboolean tls);
void srv_daemon_source_free (SrvDaemonSource *source);

/* somebody was resumed: run the engine in this turn of the loop */
void srv_daemon_source_wake (SrvDaemonSource *source);

G_END_DECLS

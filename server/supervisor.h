/* The parent: plain POSIX, without threads, so that it may fork workers that use GLib. Holds the
 * socket, the private cluster, the workers and the job process; ends with all of them. */
#pragma once

#include "settings.h"

G_BEGIN_DECLS

/* until SIGTERM or SIGINT; the exit status of the process */
int srv_supervise (SrvSettings *settings);

G_END_DECLS

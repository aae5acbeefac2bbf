/* One worker process: a main loop, its connections to the base, its engine on the shared socket. */
#pragma once

#include "api/freshness.h"
#include "http/metrics.h"
#include "settings.h"

G_BEGIN_DECLS

/* until SIGTERM; the exit status of the process */
int srv_worker_run (const SrvSettings *settings,
                    int listen_fd,
                    SrvFreshness *freshness,
                    SrvMetrics *metrics,
                    guint index);

G_END_DECLS

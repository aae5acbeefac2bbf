/* Counters of all workers in one shared mapping, so that any worker can tell the whole.
 *
 * Made before the workers fork; each writes its own part without locks, and all read all. */
#pragma once

#include "http/router.h"

G_BEGIN_DECLS

#define SRV_NO_ROUTE (-1)

typedef struct _SrvMetrics SrvMetrics;

/* @n_workers: 1–64. NULL if there is no memory for it. */
SrvMetrics *srv_metrics_new (guint n_workers, GError **error);
void srv_metrics_free (SrvMetrics *metrics);

/* which part this process writes; 0 until then */
void srv_metrics_attach (SrvMetrics *metrics, guint worker);

/* of srv_router_list(); the router must outlive the metrics */
void srv_metrics_set_routes (SrvMetrics *metrics, SrvRouter *router);

/* @route: its index, or SRV_NO_ROUTE */
void srv_metrics_count_request (SrvMetrics *metrics, int route, guint status, gint64 microseconds);

/* Further figures: registered before the fork, in the same order by everybody; names and help are
 * static. Gauges of the workers are summed. */
guint srv_metrics_add_counter (SrvMetrics *metrics, const char *name, const char *help);
guint srv_metrics_add_gauge (SrvMetrics *metrics, const char *name, const char *help);
void srv_metrics_count (SrvMetrics *metrics, guint id, gint64 delta);
void srv_metrics_set (SrvMetrics *metrics, guint id, gint64 value);

/* the text exposition format of Prometheus, version 0.0.4 */
#define SRV_METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"
void srv_metrics_write (SrvMetrics *metrics, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvMetrics, srv_metrics_free)

G_END_DECLS

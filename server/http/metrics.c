#define G_LOG_DOMAIN "srv-http"

#include "http/metrics.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "model/error.h"

#define MAX_ROUTES  512 /* the last one counts what has no route, and routes past the bound */
#define MAX_FIGURES 64
#define MAX_WORKERS 64

static const guint statuses[] = {
  200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 408,
  409, 412, 413, 415, 422, 428, 429, 499, 500, 503, 0, /* 0: others */
};

/* upper bounds in microseconds; +Inf follows */
static const gint64 bounds[]
    = { 250, 500, 1000, 2500, 5000, 10000, 50000, 250000, 1000000, 5000000 };

typedef struct
{
  guint64 by_status[G_N_ELEMENTS (statuses)];
  guint64 by_time[G_N_ELEMENTS (bounds) + 1];
  guint64 microseconds;
} RouteCounts;

typedef struct
{
  RouteCounts routes[MAX_ROUTES];
  gint64 figures[MAX_FIGURES];
} Part;

typedef struct
{
  const char *name, *help, *type;
} Figure;

struct _SrvMetrics
{
  Part *parts; /* shared; untouched pages cost nothing */
  guint n_workers, worker;
  SrvRouter *router;
  Figure figures[MAX_FIGURES];
  guint n_figures;
};

SrvMetrics *
srv_metrics_new (guint n_workers, GError **error)
{
  guint n = CLAMP (n_workers, 1, MAX_WORKERS);
  void *parts
      = mmap (NULL, n * sizeof (Part), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  SrvMetrics *metrics;

  if (parts == MAP_FAILED)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE, "no memory for metrics: %s",
                   g_strerror (errno));
      return NULL;
    }
  metrics = g_new0 (SrvMetrics, 1);
  metrics->parts = parts;
  metrics->n_workers = n;
  return metrics;
}

void
srv_metrics_free (SrvMetrics *metrics)
{
  if (metrics == NULL)
    return;
  munmap (metrics->parts, metrics->n_workers * sizeof (Part));
  g_clear_pointer (&metrics->router, srv_router_unref);
  g_free (metrics);
}

void
srv_metrics_attach (SrvMetrics *metrics, guint worker)
{
  g_return_if_fail (worker < metrics->n_workers);
  metrics->worker = worker;
}

void
srv_metrics_set_routes (SrvMetrics *metrics, SrvRouter *router)
{
  srv_router_ref (router);
  g_clear_pointer (&metrics->router, srv_router_unref);
  metrics->router = router;
}

static guint
find_status (guint status)
{
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (statuses) && statuses[i] != status)
    i++;
  return i;
}

static guint
find_bound (gint64 microseconds)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (bounds) && microseconds > bounds[i])
    i++;
  return i;
}

void
srv_metrics_count_request (SrvMetrics *metrics, int route, guint status, gint64 microseconds)
{
  guint slot = route < 0 || route >= MAX_ROUTES - 1 ? MAX_ROUTES - 1 : (guint) route;
  RouteCounts *counts = &metrics->parts[metrics->worker].routes[slot];

  counts->by_status[find_status (status)]++;
  counts->by_time[find_bound (microseconds)]++;
  counts->microseconds += microseconds;
}

static guint
add_figure (SrvMetrics *metrics, const char *name, const char *help, const char *type)
{
  g_return_val_if_fail (metrics->n_figures < MAX_FIGURES, MAX_FIGURES - 1);
  metrics->figures[metrics->n_figures] = (Figure){ name, help, type };
  return metrics->n_figures++;
}

guint
srv_metrics_add_counter (SrvMetrics *metrics, const char *name, const char *help)
{
  return add_figure (metrics, name, help, "counter");
}

guint
srv_metrics_add_gauge (SrvMetrics *metrics, const char *name, const char *help)
{
  return add_figure (metrics, name, help, "gauge");
}

void
srv_metrics_count (SrvMetrics *metrics, guint id, gint64 delta)
{
  metrics->parts[metrics->worker].figures[id] += delta;
}

void
srv_metrics_set (SrvMetrics *metrics, guint id, gint64 value)
{
  metrics->parts[metrics->worker].figures[id] = value;
}

/* Exposition */

static void
sum_route (SrvMetrics *metrics, guint route, RouteCounts *ret_sum)
{
  *ret_sum = (RouteCounts){ 0 };
  for (guint w = 0; w < metrics->n_workers; w++)
    {
      const RouteCounts *counts = &metrics->parts[w].routes[route];

      for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
        ret_sum->by_status[i] += counts->by_status[i];
      for (guint i = 0; i <= G_N_ELEMENTS (bounds); i++)
        ret_sum->by_time[i] += counts->by_time[i];
      ret_sum->microseconds += counts->microseconds;
    }
}

/* "GET /api/v1/plans/:id" as labels; patterns hold no quote and no backslash */
static char *
label_route (SrvMetrics *metrics, guint route)
{
  const SrvRoute *const *routes = NULL;
  gsize n = 0;

  if (metrics->router != NULL)
    routes = srv_router_list (metrics->router, &n);
  if (route >= n || route == MAX_ROUTES - 1)
    return g_strdup ("method=\"\",route=\"\"");
  return g_strdup_printf ("method=\"%s\",route=\"%s\"", routes[route]->method,
                          routes[route]->pattern);
}

static void
write_statuses (GString *out, const char *label, const RouteCounts *sum)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (sum->by_status[i] > 0)
      g_string_append_printf (out,
                              "merilo_requests_total{%s,status=\"%u\"} %" G_GUINT64_FORMAT "\n",
                              label, statuses[i], sum->by_status[i]);
}

static void
write_times (GString *out, const char *label, const RouteCounts *sum)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  guint64 n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      n += sum->by_time[i];
      g_ascii_formatd (number, sizeof number, "%g", bounds[i] / 1e6);
      g_string_append_printf (out,
                              "merilo_request_seconds_bucket{%s,le=\"%s\"} %" G_GUINT64_FORMAT "\n",
                              label, number, n);
    }
  n += sum->by_time[G_N_ELEMENTS (bounds)];
  if (n == 0)
    return;
  g_ascii_formatd (number, sizeof number, "%.6f", sum->microseconds / 1e6);
  g_string_append_printf (out,
                          "merilo_request_seconds_bucket{%s,le=\"+Inf\"} %" G_GUINT64_FORMAT
                          "\nmerilo_request_seconds_sum{%s} %s"
                          "\nmerilo_request_seconds_count{%s} %" G_GUINT64_FORMAT "\n",
                          label, n, label, number, label, n);
}

typedef void (*WriteFunc) (GString *out, const char *label, const RouteCounts *sum);

static void
write_routes (SrvMetrics *metrics, GString *out, WriteFunc write)
{
  static const RouteCounts none;

  for (guint i = 0; i < MAX_ROUTES; i++)
    {
      g_autofree char *label = NULL;
      RouteCounts sum;

      sum_route (metrics, i, &sum);
      if (memcmp (&sum, &none, sizeof sum) == 0)
        continue;
      label = label_route (metrics, i);
      write (out, label, &sum);
    }
}

void
srv_metrics_write (SrvMetrics *metrics, GString *out)
{
  g_string_append (out, "# HELP merilo_requests_total Requests answered\n"
                        "# TYPE merilo_requests_total counter\n");
  write_routes (metrics, out, write_statuses);
  g_string_append (out, "# HELP merilo_request_seconds From the whole request to the reply\n"
                        "# TYPE merilo_request_seconds histogram\n");
  write_routes (metrics, out, write_times);
  for (guint i = 0; i < metrics->n_figures; i++)
    {
      const Figure *figure = &metrics->figures[i];
      gint64 sum = 0;

      for (guint w = 0; w < metrics->n_workers; w++)
        sum += metrics->parts[w].figures[i];
      g_string_append_printf (out, "# HELP %s %s\n# TYPE %s %s\n%s %" G_GINT64_FORMAT "\n",
                              figure->name, figure->help, figure->name, figure->type, figure->name,
                              sum);
    }
}

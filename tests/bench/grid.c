#define G_LOG_DOMAIN "bench"

#include "bench/grid.h"

AppScoreModel *
bench_make_model (void)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_auto (GStrv) strv = NULL;
  gint16 max[BENCH_COLS];

  for (guint c = 0; c < BENCH_COLS; c++)
    {
      g_autofree char *code = g_strdup_printf ("%u", c + 1);

      g_strv_builder_add (codes, code);
      max[c] = 9;
    }
  strv = g_strv_builder_end (codes);
  return app_score_model_new (BENCH_ROWS, (const char *const *) strv, max);
}

char *
bench_make_tsv (guint seed)
{
  GString *out = g_string_new (NULL);

  for (guint r = 0; r < BENCH_ROWS; r++)
    for (guint c = 0; c < BENCH_COLS; c++)
      g_string_append_printf (out, "%u%c", (r * 7 + c * 13 + seed) % 11,
                              c == BENCH_COLS - 1 ? '\n' : '\t');
  return g_string_free (out, FALSE);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

void
bench_judge (const char *what, GArray *values, double most)
{
  double p50, p95, max;

  g_assert_cmpuint (values->len, >, 0);
  g_array_sort (values, compare_cb);
  p50 = g_array_index (values, double, values->len / 2);
  p95 = g_array_index (values, double, values->len * 95 / 100);
  max = g_array_index (values, double, values->len - 1);
  g_test_message ("%s: CPU ms p50 %.2f p95 %.2f max %.2f of %u, p95 may be %.1f%s", what, p50, p95,
                  max, values->len, most, SANITIZED ? ", sanitized: not judged" : "");
  if (!SANITIZED)
    g_assert_cmpfloat (p95, <=, most);
}

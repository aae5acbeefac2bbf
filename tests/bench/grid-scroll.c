#define G_LOG_DOMAIN "bench"

#include "bench/grid.h"

static void
bench_grid (void)
{
  g_autoptr (AppScoreModel) model = bench_make_model ();
  g_autofree char *tsv = bench_make_tsv (0);

  app_score_model_paste (model, 0, 0, 0, 0, tsv, NULL);
  bench_scroll (app_score_grid_new (model), TRUE, 28, "a frame of scrolling 200 × 25", 5);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/bench/grid-scroll", bench_grid);
  return g_test_run ();
}

#define G_LOG_DOMAIN "bench"

#include "bench/grid.h"

static void
bench_paste (void)
{
  g_autoptr (AppScoreModel) model = bench_make_model ();
  GtkWidget *grid = app_score_grid_new (model), *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GArray) pastes = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWindow *window;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  window = ui_open (scrolled, 1280, 800);
  for (guint i = 0; i < 21; i++)
    {
      g_autofree char *tsv = bench_make_tsv (i);
      double started = ui_cpu_ms (), took;

      g_assert_cmpuint (app_score_grid_paste (APP_SCORE_GRID (grid), tsv), ==,
                        BENCH_ROWS * BENCH_COLS);
      ui_wait_for_frame (grid); /* until it is seen */
      took = ui_cpu_ms () - started;
      g_array_append_val (pastes, took);
    }
  ui_close (window);
  bench_judge ("a paste of 200 × 25", pastes, 100);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/bench/grid-paste", bench_paste);
  return g_test_run ();
}

/* A matrix of 1 000 items and 300 schools: from the model to the first frame, then scrolled down
 * and across. */
#define G_LOG_DOMAIN "bench"

#include "bench/grid.h"
#include "widgets/matrix-view.h"

#define ITEMS     1000
#define REPORTERS 300

static AppMatrixModel *
make_model (guint seed)
{
  static const char letters[] = "dldwd?o-nxr.dd";
  AppMatrixModel *model = app_matrix_model_new ();

  for (guint c = 0; c < REPORTERS; c++)
    {
      g_autofree char *name = g_strdup_printf ("Школа № %u", c + 1);

      app_matrix_model_add_reporter (model, c + 1, name);
    }
  for (guint i = 0; i < ITEMS; i++)
    {
      g_autofree char *no = g_strdup_printf ("%u.%u", i / 20 + 1, i % 20 + 1);
      g_autofree char *section = g_strdup_printf ("Раздел %u", i / 20 + 1);
      g_autofree char *title = g_strdup_printf ("Мероприятие дорожной карты, строка %u", i + 1);
      char cells[REPORTERS + 1] = { 0 };

      for (guint c = 0; c < REPORTERS; c++)
        cells[c] = letters[(i * 7 + c * 13 + seed + i * c % 3) % (sizeof letters - 1)];
      app_matrix_model_add_item (model, i + 1, no, title, section, cells);
    }
  app_matrix_model_filter (model, NULL, 0, APP_MATRIX_N_STATES, NULL);
  return model;
}

static void
bench_open (void)
{
  g_autoptr (GArray) opens = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < 7; i++)
    {
      double started = ui_cpu_ms (), took;
      g_autoptr (AppMatrixModel) model = make_model (i);
      GtkWidget *scrolled = gtk_scrolled_window_new (), *view = app_matrix_view_new (model);
      GtkWindow *window;

      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
      window = ui_open (scrolled, 1280, 800);
      took = ui_cpu_ms () - started;
      g_array_append_val (opens, took);
      ui_close (window);
    }
  bench_judge ("a matrix of 1000 × 300 opened", opens, 600);
}

static void
scroll_along (gboolean down, int step, const char *what)
{
  g_autoptr (AppMatrixModel) model = make_model (1);

  bench_scroll (app_matrix_view_new (model), down, step, what, 8);
}

static void
bench_down (void)
{
  scroll_along (TRUE, 28, "a frame of the matrix scrolled down");
}

static void
bench_across (void)
{
  scroll_along (FALSE, 38, "a frame of the matrix scrolled across");
}

/* a page at a time: every row is seen for the first time */
static void
bench_far (void)
{
  scroll_along (TRUE, 90, "a frame of the matrix scrolled by leaps");
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/bench/matrix/open", bench_open);
  g_test_add_func ("/bench/matrix/down", bench_down);
  g_test_add_func ("/bench/matrix/across", bench_across);
  g_test_add_func ("/bench/matrix/far", bench_far);
  return g_test_run ();
}

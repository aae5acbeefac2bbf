#define G_LOG_DOMAIN "bench"

#include "bench/grid.h"

#define FRAMES 300

typedef struct
{
  GtkAdjustment *down;
  double started;
  GArray *frames; /* of double, ms */
  int step;
} Scroll;

static void
before_paint_cb (GdkFrameClock *clock, Scroll *scroll)
{
  scroll->started = ui_cpu_ms ();
}

static void
after_paint_cb (GdkFrameClock *clock, Scroll *scroll)
{
  double took = ui_cpu_ms () - scroll->started;

  g_array_append_val (scroll->frames, took);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Scroll *scroll = data;
  double top
      = gtk_adjustment_get_upper (scroll->down) - gtk_adjustment_get_page_size (scroll->down);
  double at = gtk_adjustment_get_value (scroll->down) + scroll->step;

  if (at < 0 || at > top)
    scroll->step = -scroll->step;
  gtk_adjustment_set_value (scroll->down, CLAMP (at, 0, top));
  return G_SOURCE_CONTINUE;
}

static void
bench_scroll (void)
{
  g_autoptr (AppScoreModel) model = bench_make_model ();
  g_autofree char *tsv = bench_make_tsv (0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  Scroll scroll = { .frames = g_array_new (FALSE, FALSE, sizeof (double)), .step = 28 };
  GdkFrameClock *clock;
  GtkWindow *window;

  app_score_model_paste (model, 0, 0, 0, 0, tsv, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), app_score_grid_new (model));
  window = ui_open (scrolled, 1280, 800);
  scroll.down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  clock = gtk_widget_get_frame_clock (scrolled);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &scroll);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), &scroll);
  gtk_widget_add_tick_callback (scrolled, tick_cb, &scroll, NULL);
  UI_WAIT (scroll.frames->len >= FRAMES);
  g_assert_cmpfloat (gtk_adjustment_get_value (scroll.down), >, 0);
  g_signal_handlers_disconnect_by_data (clock, &scroll);
  ui_close (window);
  bench_judge ("a frame of scrolling 200 × 25", scroll.frames, 5);
  g_array_unref (scroll.frames);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/bench/grid-scroll", bench_scroll);
  return g_test_run ();
}

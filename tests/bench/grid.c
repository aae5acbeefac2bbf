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

/* Scrolling */

#define FRAMES 300

typedef struct
{
  GtkAdjustment *adjustment;
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

/* to and fro */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Scroll *scroll = data;
  double end = gtk_adjustment_get_upper (scroll->adjustment)
               - gtk_adjustment_get_page_size (scroll->adjustment);
  double at = gtk_adjustment_get_value (scroll->adjustment) + scroll->step;

  if (at < 0 || at > end)
    scroll->step = -scroll->step;
  gtk_adjustment_set_value (scroll->adjustment, CLAMP (at, 0, end));
  return G_SOURCE_CONTINUE;
}

void
bench_scroll (GtkWidget *child, gboolean down, int step, const char *what, double most)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  Scroll scroll = { .frames = g_array_new (FALSE, FALSE, sizeof (double)), .step = step };
  GdkFrameClock *clock;
  GtkWindow *window;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  window = ui_open (scrolled, 1280, 800);
  scroll.adjustment = down ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled))
                           : gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled));
  clock = gtk_widget_get_frame_clock (scrolled);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &scroll);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), &scroll);
  gtk_widget_add_tick_callback (scrolled, tick_cb, &scroll, NULL);
  UI_WAIT (scroll.frames->len >= FRAMES);
  g_assert_cmpfloat (gtk_adjustment_get_value (scroll.adjustment), >, 0);
  g_signal_handlers_disconnect_by_data (clock, &scroll);
  ui_close (window);
  bench_judge (what, scroll.frames, most);
  g_array_unref (scroll.frames);
}

/* CPU from exec to the first frame: the client, signed in, against an empty Adwaita window. Each
 * start is a process of its own; the two kinds take turns, so that a busy machine hits both alike.
 */
#define G_LOG_DOMAIN "bench"

#include "lib/ui.h"
#include "pages/application.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STARTS 7
#define MOST   1.6
/* nobody listens there: the first frame is drawn before anybody could answer */
#define SESSION "{\"server\":\"http://127.0.0.1:9\",\"token\":\"t\"}"

/* what is torn down after is not a start's cost */
static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  printf ("%.3f\n", t.tv_sec * 1e3 + t.tv_nsec / 1e6);
  fflush (stdout);
  _Exit (0);
}

static void
realized_cb (GtkWidget *window, gpointer data)
{
  g_signal_connect_after (gtk_widget_get_frame_clock (window), "after-paint",
                          G_CALLBACK (painted_cb), NULL);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, gpointer data)
{
  g_signal_connect_after (window, "realize", G_CALLBACK (realized_cb), NULL);
}

static void
open_empty_cb (GApplication *application, gpointer data)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
}

static int
start_empty (void)
{
  g_autoptr (AdwApplication) application
      = adw_application_new ("ru.merilo.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_signal_connect (application, "activate", G_CALLBACK (open_empty_cb), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}

static int
start_client (char *name)
{
  g_autofree char *session = g_build_filename (g_get_user_runtime_dir (), "session", NULL);
  char *argv[] = { name, "--session", session, NULL };
  g_autoptr (AppApplication) application = NULL;

  g_assert_true (g_file_set_contents (session, SESSION, -1, NULL));
  app_application_prepare ();
  application = app_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (G_APPLICATION (application), 3, argv);
}

static const char *program;

static double
measure_start (const char *kind)
{
  const char *argv[] = { program, kind, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  double ms;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL,
                               NULL, &error));
  g_assert_no_error (error);
  ms = g_ascii_strtod (out, NULL);
  g_assert_cmpfloat (ms, >, 0);
  return ms;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
bench_first_frame (void)
{
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));
  double median;

  for (guint i = 0; i < STARTS; i++)
    {
      double empty = measure_start ("empty"), client = measure_start ("client");
      double ratio = client / empty;

      g_test_message ("empty %.0f ms, client %.0f ms, ratio %.2f", empty, client, ratio);
      g_array_append_val (ratios, ratio);
    }
  g_array_sort (ratios, compare_cb);
  median = g_array_index (ratios, double, STARTS / 2);
  g_test_message ("median %.2f, may be %.1f", median, MOST);
  if (!SANITIZED)
    g_assert_cmpfloat (median, <=, MOST);
}

int
main (int argc, char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "empty"))
    return start_empty ();
  if (argc == 2 && g_str_equal (argv[1], "client"))
    return start_client (argv[0]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bench/first-frame", bench_first_frame);
  return g_test_run ();
}

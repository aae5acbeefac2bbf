#define G_LOG_DOMAIN "bench"

#include "bench/grid.h"

#include "pages/results/results-tree.h"

/* The tree of results of one year: 60 procedures × 30 schools × 3 classes. */

#define PROCEDURES 60
#define SCHOOLS    30
#define TURNS      20

static char *
make_tree (void)
{
  GString *text = g_string_new ("[{\"year\":2026,\"procedures\":[");

  for (guint p = 0; p < PROCEDURES; p++)
    {
      g_string_append_printf (text,
                              "%s{\"id\":%u,\"title\":\"ВПР 2026 Предмет %u\",\"kind\":\"vpr\","
                              "\"subject\":\"Предмет %u\",\"grade\":%u,\"n\":2400,\"schools\":[",
                              p > 0 ? "," : "", p + 1, p, p, 4 + p % 5);
      for (guint s = 0; s < SCHOOLS; s++)
        g_string_append_printf (text,
                                "%s{\"org_id\":%u,\"name\":\"Школа № %u\",\"n\":80,\"classes\":["
                                "{\"class\":\"4А\",\"n\":27},{\"class\":\"4Б\",\"n\":27},"
                                "{\"class\":\"4В\",\"n\":26}]}",
                                s > 0 ? "," : "", s + 1, s + 1);
      g_string_append (text, "]}");
    }
  g_string_append (text, "]}]");
  return g_string_free (text, FALSE);
}

static void
add_since (GArray *values, double start)
{
  double took = ui_cpu_ms () - start;

  g_array_append_val (values, took);
}

static void
bench_tree (void)
{
  g_autofree char *text = make_tree ();
  GtkWidget *tree = app_results_tree_new ();
  GtkWindow *window = ui_open (tree, 300, 800);
  g_autoptr (GArray) read = g_array_new (FALSE, FALSE, sizeof (double)),
                     filled = g_array_new (FALSE, FALSE, sizeof (double)),
                     searched = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < TURNS; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (text, NULL);
      double start = ui_cpu_ms ();
      g_autoptr (AppOutline) outline = app_outline_read (node, NULL);

      add_since (read, start);
      start = ui_cpu_ms ();
      app_results_tree_set_outline (APP_RESULTS_TREE (tree), outline);
      add_since (filled, start);
      start = ui_cpu_ms ();
      app_results_tree_search (APP_RESULTS_TREE (tree), i % 2 == 0 ? "школа № 17" : "");
      add_since (searched, start);
    }
  bench_judge ("results of a year read", read, 50);
  bench_judge ("results of a year shown as a tree", filled, 50);
  bench_judge ("the tree of results searched", searched, 50);
  ui_close (window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/bench/results-tree", bench_tree);
  return g_test_run ();
}

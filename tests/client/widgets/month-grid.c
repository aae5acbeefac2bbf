#define G_LOG_DOMAIN "test-month-grid"

#include "lib/ui.h"
#include "model/value.h"
#include "widgets/month-grid.h"
#include "widgets/widgets.h"

static guint turns;
static gint64 last;

static void
turned_cb (AppMonthGrid *grid)
{
  turns++;
}

static void
chosen_cb (AppMonthGrid *grid, gint64 day)
{
  last = day;
}

static AppMonthGrid *
make_grid (GtkWindow **ret_window)
{
  GtkWidget *grid = app_month_grid_new ();

  turns = 0;
  g_signal_connect (grid, "turned", G_CALLBACK (turned_cb), NULL);
  g_signal_connect (grid, "chosen", G_CALLBACK (chosen_cb), NULL);
  *ret_window = ui_open (grid, 800, 600);
  return APP_MONTH_GRID (grid);
}

/* months whose first day is a Monday, a Sunday, of a leap February, over New Year */
static void
test_spans (void)
{
  static const struct
  {
    int year, month, day;     /* chosen */
    int from_month, from_day; /* the Monday of the first week */
  } cases[] = {
    { 2026, 6, 15, 6, 1 },  { 2026, 11, 10, 10, 26 }, { 2028, 2, 29, 1, 31 },
    { 2027, 1, 1, 12, 28 }, { 1970, 1, 1, 12, 29 },
  };
  GtkWindow *window;
  AppMonthGrid *grid = make_grid (&window);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 from, until;
      int year, month, day;

      app_month_grid_choose (grid, merilo_date_join (cases[i].year, cases[i].month, cases[i].day));
      app_month_grid_get_span (grid, &from, &until);
      merilo_date_split (from, &year, &month, &day);
      g_assert_cmpint (month, ==, cases[i].from_month);
      g_assert_cmpint (day, ==, cases[i].from_day);
      g_assert_cmpint (until - from, ==, 41);
    }
  ui_close (window);
}

static void
test_keys (void)
{
  GtkWindow *window;
  AppMonthGrid *grid = make_grid (&window);
  gint64 start = merilo_date_join (2026, 11, 30);
  guint before;

  app_month_grid_choose (grid, start);
  before = turns;
  g_assert_true (ui_press (GTK_WIDGET (grid), GDK_KEY_Left, 0));
  g_assert_cmpint (last, ==, start - 1);
  g_assert_cmpuint (turns, ==, before);
  g_assert_true (ui_press (GTK_WIDGET (grid), GDK_KEY_Down, 0)); /* into December */
  g_assert_cmpint (last, ==, start + 6);
  g_assert_cmpuint (turns, ==, before + 1);
  g_assert_true (ui_press (GTK_WIDGET (grid), GDK_KEY_Page_Up, 0));
  g_assert_cmpint (last, ==, merilo_date_join (2026, 11, 6));
  g_assert_false (ui_press (GTK_WIDGET (grid), GDK_KEY_Tab, 0));
  ui_close (window);
}

static void
test_days (void)
{
  GtkWindow *window;
  AppMonthGrid *grid = make_grid (&window);
  const AppMonthDay what = { 1, 38, 50, 2 }; /* forms of plurals come with the catalogue */
  g_autofree char *title = NULL;

  app_month_grid_choose (grid, merilo_date_join (2026, 11, 10));
  app_month_grid_set_day (grid, merilo_date_join (2026, 11, 2), &what);
  app_month_grid_set_day (grid, merilo_date_join (2031, 1, 1), &what); /* not seen: left alone */
  g_assert_nonnull (ui_find (GTK_WIDGET (grid), GTK_TYPE_BUTTON,
                             "02.11.2026, 1 срок, исполнено 38 из 50, просрочено 2"));
  g_assert_nonnull (ui_find (GTK_WIDGET (grid), GTK_TYPE_BUTTON, "03.11.2026, сроков нет"));
  title = app_month_grid_dup_title (grid);
  g_assert_cmpstr (title, ==, "ноябрь 2026");
  ui_assert_named (GTK_WIDGET (grid));
  app_month_grid_clear (grid);
  g_assert_nonnull (ui_find (GTK_WIDGET (grid), GTK_TYPE_BUTTON, "02.11.2026, сроков нет"));
  ui_close (window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  app_widgets_init ();
  g_test_add_func ("/month-grid/spans", test_spans);
  g_test_add_func ("/month-grid/keys", test_keys);
  g_test_add_func ("/month-grid/days", test_days);
  return g_test_run ();
}

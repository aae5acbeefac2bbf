#include "client/pages/paper-desk.h"

#include <string.h>

#include "pages/objectivity/objectivity-page.h"
#include "pages/objectivity/trend.h"
#include "widgets/chart-view.h"

/* Ctrl+P on the pages that the department looks at: the paper says what the screen says. */

#define NOTHING "Здесь печатать нечего: откройте план, отчёт или таблицу"

static void
set_up (Desk *desk, gconstpointer data)
{
  desk_open (desk, data != NULL ? data : "methodologist");
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  desk_close (desk);
}

/* Objectivity */

static AppPage *
go_to_trend (Desk *desk)
{
  AppPage *page = desk_go (desk, "objectivity", NULL);

  UI_WAIT (app_objectivity_page_choose (APP_OBJECTIVITY_PAGE (page), "13", "Русский язык", 4));
  UI_WAIT (app_objectivity_page_get_n_points (APP_OBJECTIVITY_PAGE (page)) == 6);
  desk_settle (desk);
  return page;
}

/* each chart of the screen is on the paper, in the same words */
static guint
compare_charts (GtkWidget *root, const MeriloDocument *paper, guint n)
{
  if (APP_IS_CHART (root))
    {
      g_autofree char *shown = merilo_chart_describe (app_chart_get_chart (APP_CHART (root)));
      g_autofree char *printed = NULL;

      g_assert_nonnull (paper_chart (paper, n));
      printed = merilo_chart_describe (paper_chart (paper, n));
      g_assert_cmpstr (printed, ==, shown);
      return n + 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n = compare_charts (child, paper, n);
  return n;
}

static void
test_objectivity (Desk *desk, gconstpointer data)
{
  AppPage *page = go_to_trend (desk);
  g_autoptr (MeriloDocument) paper = paper_of (page);
  const MeriloTable *table = paper_table (paper, 0);
  g_autofree char *words = NULL;
  guint n;

  g_assert_cmpstr (paper->title, ==, "Объективность: Школа № 4, Русский язык, 4 класс");
  n = compare_charts (GTK_WIDGET (page), paper, 0);
  g_assert_cmpuint (n, >=, 3);
  g_assert_null (paper_chart (paper, n));
  g_assert_true (paper_says (paper, "Официальный список"));
  g_assert_true (paper_says (paper, "Черта у точки — интервал Уилсона на уровне 95 %"));
  g_assert_cmpuint (table->rows->len, ==, 6);
  g_assert_cmpstr (table->columns[2].heading, ==, "n");
  for (guint r = 0; r < table->rows->len; r++)
    {
      const MeriloTableRow *row = merilo_table_get_row (table, r);

      g_assert_cmpstr (row->cells[2], !=, "");
      for (guint c = 3; c < table->n_columns; c++) /* as the screen's table has it */
        g_assert_true (*row->cells[c] == 0
                       || ui_find (GTK_WIDGET (page), GTK_TYPE_LABEL, row->cells[c]) != NULL);
    }
  words = paper_write (desk, page, "paper-objectivity");
  g_assert_nonnull (strstr (words, "15 % (9 из 61)"));
  /* what is folded is not seen */
  gtk_expander_set_expanded (GTK_EXPANDER (ui_find (GTK_WIDGET (page), GTK_TYPE_EXPANDER, "how")),
                             FALSE);
  g_clear_pointer (&paper, merilo_document_free);
  paper = paper_of (page);
  g_assert_false (paper_says (paper, "интервал Уилсона"));
}

/* a year whose school is hidden has no point, and no made-up nought */
static void
test_unknown_years (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "objectivity", NULL);

  fake_load (desk->fake, "objectivity/trend", "[]");
  app_page_load (page);
  UI_WAIT (ui_says (page, "нет участников с отметкой по журналу"));
  paper_assert_nothing (desk, NOTHING);
}

static void
test_objectivity_states (Desk *desk, gconstpointer data)
{
  fake_misbehave (desk->fake, "procedures", FAKE_BAD_JSON, 0, 1);
  app_window_go (desk->window, "objectivity", NULL);
  UI_WAIT (ui_says (desk->window, "Не получилось загрузить"));
  paper_assert_nothing (desk, NOTHING);
  fake_load (desk->fake, "procedures", "[]");
  app_page_load (app_window_get_page (desk->window));
  UI_WAIT (ui_says (desk->window, "Результатов пока нет"));
  paper_assert_nothing (desk, NOTHING);
}

static void
fill (void)
{
#define ADD(name, func) g_test_add ("/print-department/" name, Desk, NULL, set_up, func, tear_down)
  ADD ("objectivity", test_objectivity);
  ADD ("unknown-years", test_unknown_years);
  ADD ("objectivity-states", test_objectivity_states);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-print-department", fill);
}

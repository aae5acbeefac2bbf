#include "client/pages/paper-desk.h"

#include <string.h>

#include "pages/objectivity/objectivity-page.h"
#include "pages/recheck/result-row.h"
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
  desk_go (desk, "today", NULL);
  fake_misbehave (desk->fake, "procedures", FAKE_BAD_JSON, 0, 1);
  app_window_go (desk->window, "objectivity", NULL);
  UI_WAIT (ui_says (desk->window, "Не получилось загрузить"));
  paper_assert_nothing (desk, NOTHING);
  fake_load (desk->fake, "procedures", "[]");
  app_page_load (app_window_get_page (desk->window));
  UI_WAIT (ui_says (desk->window, "Результатов пока нет"));
  paper_assert_nothing (desk, NOTHING);
}

/* Re-checks */

static void
test_rechecks (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "recheck", NULL);
  g_autoptr (MeriloDocument) paper = paper_of (page);
  const MeriloTable *table = paper_table (paper, 0);
  g_autofree char *words = NULL;
  guint n = 0;

  g_assert_cmpstr (paper->title, ==, "Перепроверки");
  g_assert_cmpint (merilo_table_get_row (table, 0)->kind, ==, MERILO_ROW_SECTION);
  for (guint r = 0; r < table->rows->len; r++)
    {
      const MeriloTableRow *row = merilo_table_get_row (table, r);

      if (row->kind == MERILO_ROW_SECTION)
        continue;
      n++;
      g_assert_nonnull (ui_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, row->cells[0]));
      g_assert_true (g_ascii_isdigit (*row->cells[3]) && g_ascii_isdigit (*row->cells[4]));
    }
  g_assert_cmpuint (n, ==, 3);
  words = paper_write (desk, page, "paper-rechecks");
  g_assert_nonnull (strstr (words, "С итогом"));
}

static AppPage *
open_campaign (Desk *desk)
{
  AppPage *page = desk_go (desk, "recheck", NULL);

  desk_act (page, "recheck.open", "70");
  UI_WAIT (ui_count (GTK_WIDGET (page), APP_TYPE_RESULT_ROW) == 10);
  desk_settle (desk);
  return page;
}

/* a campaign: its cards, its commission, its works; tasks of a work that is unfolded */
static void
test_campaign (Desk *desk, gconstpointer data)
{
  AppPage *page = open_campaign (desk);
  g_autoptr (MeriloDocument) paper = paper_of (page);
  g_autofree char *words = NULL;
  GtkWidget *row = ui_find (GTK_WIDGET (page), APP_TYPE_RESULT_ROW, NULL);
  const MeriloTable *works = paper_table (paper, 1);

  g_assert_nonnull (ui_find (GTK_WIDGET (page), GTK_TYPE_LABEL, paper->title));
  g_assert_true (paper_says (paper, "Состояние: "));
  g_assert_true (paper_says (paper, "работ с итогом: 8 из 10; отметка изменена комиссией: "));
  g_assert_cmpuint (paper_table (paper, 0)->rows->len, ==, 2); /* the commission */
  g_assert_cmpuint (works->rows->len, ==, 10);
  g_assert_null (paper_table (paper, 2));
  for (guint r = 0; r < works->rows->len; r++)
    {
      const char *const *cells = merilo_table_get_row (works, r)->cells;
      g_autofree char *title = g_strdup_printf ("Работа %s, код %s", cells[0], cells[1]);
      GtkWidget *shown = ui_find (GTK_WIDGET (page), APP_TYPE_RESULT_ROW, title);

      g_assert_nonnull (shown);
      g_assert_true (ui_says (shown, cells[7]));
    }
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_clear_pointer (&paper, merilo_document_free);
  paper = paper_of (page);
  g_assert_cmpuint (paper_table (paper, 2)->rows->len, ==, 5);
  g_assert_cmpuint (paper_table (paper, 2)->n_columns, ==, 11);
  g_assert_cmpstr (merilo_table_get_row (paper_table (paper, 2), 4)->cells[0], ==, "Итог");
  words = paper_write (desk, page, "paper-recheck");
  g_assert_nonnull (strstr (words, "Комиссия"));
}

/* another campaign's works are not printed under this one's name while its own are on their way */
static void
test_campaign_loading (Desk *desk, gconstpointer data)
{
  AppPage *page = open_campaign (desk);

  desk_act (page, "recheck.back", NULL);
  fake_misbehave (desk->fake, "recheck-results", FAKE_HELD, 0, 1);
  desk_act (page, "recheck.open", "71");
  desk_settle (desk);
  g_assert_cmpuint (ui_count (GTK_WIDGET (page), APP_TYPE_RESULT_ROW), ==, 0);
  paper_assert_nothing (desk, NOTHING);
  /* and an answer that comes too late is nobody's */
  desk_act (page, "recheck.back", NULL);
  desk_act (page, "recheck.open", "70");
  UI_WAIT (ui_count (GTK_WIDGET (page), APP_TYPE_RESULT_ROW) == 10);
  fake_release (desk->fake);
  desk_settle (desk);
  g_assert_cmpuint (ui_count (GTK_WIDGET (page), APP_TYPE_RESULT_ROW), ==, 10);
}

static void
test_recheck_states (Desk *desk, gconstpointer data)
{
  desk_go (desk, "today", NULL); /* it asks for them too */
  fake_misbehave (desk->fake, "rechecks", FAKE_BAD_JSON, 0, 1);
  app_window_go (desk->window, "recheck", NULL);
  UI_WAIT (ui_says (desk->window, "Не получилось загрузить"));
  paper_assert_nothing (desk, NOTHING);
  fake_load (desk->fake, "rechecks", "[]");
  app_page_load (app_window_get_page (desk->window));
  UI_WAIT (ui_says (desk->window, "Перепроверок пока нет"));
  paper_assert_nothing (desk, NOTHING);
}

/* codes and blind scores stay on the screen */
static void
test_member (Desk *desk, gconstpointer data)
{
  desk_go (desk, "works", NULL);
  paper_assert_nothing (desk, "Работы не печатаются: коды и баллы остаются на экране");
}

static void
fill (void)
{
#define ADD_AS(name, role, func)                                                                   \
  g_test_add ("/print-department/" name, Desk, role, set_up, func, tear_down)
#define ADD(name, func) ADD_AS (name, NULL, func)
  ADD ("objectivity", test_objectivity);
  ADD ("unknown-years", test_unknown_years);
  ADD ("objectivity-states", test_objectivity_states);
  ADD ("rechecks", test_rechecks);
  ADD ("campaign", test_campaign);
  ADD ("campaign-loading", test_campaign_loading);
  ADD ("recheck-states", test_recheck_states);
  ADD_AS ("member", "commission", test_member);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-print-department", fill);
}

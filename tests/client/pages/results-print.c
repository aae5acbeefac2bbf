#include "client/pages/paper-desk.h"
#include "client/pages/results-desk.h"
#include "client/pages/results-sample.h"

#include <string.h>

#include "widgets/chart-view.h"
#include "widgets/figure-table.h"
#include "widgets/skeleton.h"

/* Ctrl+P on the page of results: the paper says what the screen says, and not a figure more. */

#define NOTHING "Здесь печатать нечего: откройте план, отчёт или таблицу"

static const struct
{
  const char *name, *title;
  guint n_charts;
} tabs[] = {
  { "marks", "Отметки", 1 },     { "journal", "Журнал", 1 }, { "scores", "Баллы", 1 },
  { "items", "Задания", 2 },     { "skills", "Умения", 1 },  { "groups", "Группы", 1 },
  { "dynamics", "Динамика", 1 },
};

/* the years come from the server */
static gboolean
is_drawn (AppPage *page)
{
  return results_find_mapped (GTK_WIDGET (page), APP_TYPE_CHART) != NULL;
}

static gboolean
says_head (const MeriloDocument *paper, const char *head, const char *tab)
{
  g_autofree char *title = g_strdup_printf ("%s, %s", head, tab);
  g_autofree char *first = merilo_document_block_text (merilo_document_get (paper, 0));

  g_assert_cmpint (merilo_document_get (paper, 0)->kind, ==, MERILO_BLOCK_TITLE);
  g_assert_cmpstr (first, ==, title);
  return paper_says (paper, "Максимум 38, «3» с 14, «4» с 24, «5» с 33; шкала: описание работы "
                            "2026 года")
         && paper_says (paper, "n = 1\u202F722\u202F202, ОО: 35\u202F589");
}

/* each tab: the head, the charts that are seen, the table that is taken away */
static void
test_tabs (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autoptr (MeriloDocument) paper = NULL;
      g_autoptr (AppTable) table = NULL;
      g_autofree char *name = g_strdup_printf ("paper-%s", tabs[i].name), *words = NULL;

      g_test_message ("%s", tabs[i].name);
      results_show_tab (desk, page, tabs[i].name);
      UI_WAIT (is_drawn (page));
      paper = paper_of (page);
      g_assert_true (
          says_head (paper, "Гимназия № 3: ВПР 2026 Русский язык 4 класс", tabs[i].title));
      g_assert_true (paper_says (paper, "Гимназия № 3: n = 89; "));
      g_assert_nonnull (paper_chart (paper, tabs[i].n_charts - 1));
      g_assert_null (paper_chart (paper, tabs[i].n_charts));
      table = app_results_board_copy (results_board_of (page));
      paper_assert_cells (paper_table (paper, 0), table->cells);
      g_assert_null (paper_table (paper, 1));
      words = paper_write (desk, page, name);
      g_assert_nonnull (strstr (words, "Гимназия № 3"));
    }
}

/* the chart is the one on the screen, but not itself: another thread draws it */
static void
test_chart (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");
  g_autoptr (MeriloDocument) paper = NULL;
  g_autofree char *shown = NULL, *printed = NULL, *words = NULL;
  MeriloChart *chart;

  results_show_tab (desk, page, "marks");
  chart = app_chart_get_chart (results_find_mapped (GTK_WIDGET (page), APP_TYPE_CHART));
  paper = paper_of (page);
  g_assert_true (paper_chart (paper, 0) != chart);
  shown = merilo_chart_describe (chart);
  printed = merilo_chart_describe (paper_chart (paper, 0));
  g_assert_cmpstr (printed, ==, shown);
  /* the PDF has the chart's own counts, and the table's percents to the second decimal */
  words = paper_write (desk, page, "paper-chart");
  g_assert_nonnull (strstr (words, "Отметки"));
  g_assert_nonnull (strstr (words, "(6 из 89)"));
  g_assert_nonnull (strstr (words, "5,06"));
  g_assert_nonnull (strstr (words, "62,02"));
}

/* what a choice on the tab is set to, and the remark and the note beside the figures */
static void
test_words (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");
  GtkWidget *measure;

  results_show_tab (desk, page, "dynamics");
  UI_WAIT (is_drawn (page));
  measure = ui_find (GTK_WIDGET (page), GTK_TYPE_DROP_DOWN, "Какой показатель показать");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (measure), 1);
  desk_settle (desk);
  {
    g_autoptr (MeriloDocument) paper = paper_of (page);

    g_assert_true (paper_says (paper, "Показатель: Доля «2»"));
    g_assert_true (paper_says (paper, "выросла к прошлому году на 10 процентных пунктов"));
    g_assert_true (paper_says (paper, "Дети разных лет — разные дети."));
    g_assert_cmpstr (merilo_chart_get_title (paper_chart (paper, 0)), ==, "Доля «2»");
  }
  app_page_open (page, "54/12/4В");
  results_wait (page);
  results_show_tab (desk, page, "scores");
  {
    g_autoptr (MeriloDocument) paper = paper_of (page);

    g_assert_true (paper_says (paper, "Гимназия № 3, 4В: ВПР 2026 Русский язык 4 класс, Баллы"));
    g_assert_true (paper_says (paper, "Мало работ: читайте осторожно"));
    /* sections are sections */
    g_assert_cmpint (merilo_table_get_row (paper_table (paper, 0), 1)->kind, ==,
                     MERILO_ROW_SECTION);
    g_assert_cmpint (merilo_table_get_row (paper_table (paper, 0), 0)->kind, ==, MERILO_ROW_TOTAL);
  }
}

/* Who is not told: the row says that it is hidden, and has nothing else in it */
static void
test_hidden (Desk *desk, gconstpointer data)
{
  g_autofree char *text = results_sample_text (g_getenv ("MERILO_RESULTS"), "observer");
  g_autoptr (MeriloDocument) paper = NULL;
  const MeriloTable *table;
  g_autofree char *words = NULL;
  AppPage *page;
  guint hidden = 0;

  fake_answer (desk->fake, "GET", "results", 200, text);
  page = results_go (desk, "54");
  results_show_tab (desk, page, "marks");
  paper = paper_of (page);
  table = paper_table (paper, 0);
  for (guint r = 0; r < table->rows->len; r++)
    {
      const MeriloTableRow *row = merilo_table_get_row (table, r);

      if (row->kind == MERILO_ROW_SECTION || !g_str_equal (row->cells[1], "скрыто"))
        continue;
      hidden++;
      for (guint c = 2; c < table->n_columns; c++)
        g_assert_cmpstr (row->cells[c], ==, "");
    }
  g_assert_cmpuint (hidden, >=, 2);
  /* why: there is no tip on paper */
  g_assert_true (paper_says (paper, "«скрыто»: Участников меньше десяти"));
  words = paper_write (desk, page, "paper-hidden");
  g_assert_nonnull (strstr (words, "скрыто"));
}

/* where nothing is hidden there is no word of it */
static void
test_open (Desk *desk, gconstpointer data)
{
  g_autoptr (MeriloDocument) paper = NULL;
  AppPage *page = results_go (desk, "54");

  results_show_tab (desk, page, "marks");
  paper = paper_of (page);
  g_assert_false (paper_says (paper, "скрыто"));
}

/* a group that would tell of a small one is no line of the chart and no column of figures */
static void
test_groups (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");
  g_autoptr (MeriloDocument) paper = NULL;
  const MeriloTable *table;

  results_show_tab (desk, page, "groups");
  paper = paper_of (page);
  g_assert_true (paper_says (paper, "Чьи группы: Гимназия № 3 (n = 89)"));
  g_assert_true (paper_says (paper, "Не показаны группы меньше десяти человек: «2» (n = 6)"));
  g_assert_cmpuint (merilo_chart_get_n_series (paper_chart (paper, 0)), ==, 3);
  table = paper_table (paper, 0);
  for (guint r = 0; r < table->rows->len; r++)
    {
      g_assert_cmpstr (merilo_table_get_row (table, r)->cells[2], ==, "–");
      g_assert_cmpstr (merilo_table_get_row (table, r)->cells[3], ==, "");
    }
}

/* Who has sent what, and whom rules point at */

static void
test_views (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  static const struct
  {
    const char *view, *title, *says;
  } views[] = {
    { "complete", "Кто не сдал, 2026 год", "3 школы ещё не прислали; недостаёт результатов: " },
    { "rules", "Правила, 2026 год", "Качество («4» и «5») ниже 40 %, лет подряд: 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      AppYearView *view;
      g_autoptr (MeriloDocument) paper = NULL;
      g_autoptr (AppTable) table = NULL;
      g_autofree char *name = g_strdup_printf ("paper-%s", views[i].view), *words = NULL;

      desk_act (page, "results.view", views[i].view);
      view = results_find_mapped (GTK_WIDGET (page), APP_TYPE_YEAR_VIEW);
      UI_WAIT (app_year_view_get_state (view) == APP_STATE_CONTENT);
      desk_settle (desk);
      paper = paper_of (page);
      g_assert_cmpstr (paper->title, ==, views[i].title);
      g_assert_true (paper_says (paper, views[i].says));
      table = app_year_view_copy (view);
      paper_assert_cells (paper_table (paper, 0), table->cells);
      words = paper_write (desk, page, name);
      g_assert_nonnull (strstr (words, "2026 год"));
    }
}

/* a filter is said, and what it leaves is printed */
static void
test_missing (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  g_autoptr (MeriloDocument) all = NULL, missing = NULL;
  AppYearView *view;

  desk_act (page, "results.view", "complete");
  view = results_find_mapped (GTK_WIDGET (page), APP_TYPE_YEAR_VIEW);
  UI_WAIT (app_year_view_get_state (view) == APP_STATE_CONTENT);
  all = paper_of (page);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ui_find (GTK_WIDGET (page), GTK_TYPE_CHECK_BUTTON,
                                                          "Только недостающие")),
                               TRUE);
  desk_settle (desk);
  missing = paper_of (page);
  g_assert_true (paper_says (missing, "Только недостающие"));
  g_assert_cmpuint (paper_table (missing, 0)->rows->len, ==, 3);
  g_assert_cmpuint (paper_table (all, 0)->rows->len, ==, 8);
}

/* Nothing to print */

static void
test_empty (Desk *desk, gconstpointer data)
{
  fake_answer (desk->fake, "GET", "results-tree", 200, "[]");
  app_window_go (desk->window, "results", NULL);
  UI_WAIT (ui_says (desk->window, "Здесь появятся результаты"));
  paper_assert_nothing (desk, NOTHING);
}

static void
test_error (Desk *desk, gconstpointer data)
{
  fake_misbehave (desk->fake, "results-tree", FAKE_BAD_JSON, 0, 1);
  app_window_go (desk->window, "results", NULL);
  UI_WAIT (ui_says (desk->window, "Не получилось загрузить"));
  paper_assert_nothing (desk, NOTHING);
}

/* the page is there, its figures are not */
static void
test_no_figures (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");

  fake_misbehave (desk->fake, "results", FAKE_BAD_JSON, 0, 1);
  app_page_open (page, "54/12");
  UI_WAIT (app_results_board_get_state (results_board_of (page)) == APP_STATE_ERROR);
  paper_assert_nothing (desk, NOTHING);
}

static void
test_loading (Desk *desk, gconstpointer data)
{
  fake_misbehave (desk->fake, "results-tree", FAKE_HELD, 0, 1);
  app_window_go (desk->window, "results", NULL);
  UI_WAIT (ui_find_used (GTK_WIDGET (desk->window), APP_TYPE_SKELETON, NULL) != NULL);
  paper_assert_nothing (desk, NOTHING);
  fake_release (desk->fake);
  UI_WAIT (desk_is_shown (app_window_get_page (desk->window)));
}

/* a tab that says why it has no figures */
static void
test_no_table (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "70");

  results_show_tab (desk, page, "items");
  g_assert_true (ui_says (page, "Баллов за задания нет."));
  paper_assert_nothing (desk, NOTHING);
}

static void
fill (void)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/results-print/" name, Desk, NULL, results_set_up, func, results_tear_down)
  ADD ("tabs", test_tabs);
  ADD ("chart", test_chart);
  ADD ("words", test_words);
  ADD ("hidden", test_hidden);
  ADD ("open", test_open);
  ADD ("groups", test_groups);
  ADD ("views", test_views);
  ADD ("missing", test_missing);
  ADD ("empty", test_empty);
  ADD ("error", test_error);
  ADD ("no-figures", test_no_figures);
  ADD ("loading", test_loading);
  ADD ("no-table", test_no_table);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-results-print", fill);
}

#include "client/pages/results-desk.h"
#include "client/pages/results-sample.h"

#include "pages/procedures/procedures-page.h"
#include "pages/results/results-page.h"
#include "widgets/chart-view.h"
#include "widgets/figure-table.h"
#include "widgets/matrix-view.h"
#include "widgets/skeleton.h"

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

/* Helpers */

static MeriloChart *
chart_of (AppPage *page)
{
  AppChart *view = results_find_mapped (GTK_WIDGET (page), APP_TYPE_CHART);

  g_assert_nonnull (view);
  return app_chart_get_chart (view);
}

static AppFigureModel *
table_of (AppPage *page)
{
  AppFigureTable *table = results_find_mapped (GTK_WIDGET (page), APP_TYPE_FIGURE_TABLE);

  g_assert_nonnull (table);
  return app_figure_table_get_model (table);
}

static guint
find_row (AppFigureModel *model, const char *name)
{
  for (guint r = 0; r < app_figure_model_get_n_rows (model); r++)
    if (g_str_equal (app_figure_model_get_text (model, r, 0), name))
      return r;
  return G_MAXUINT;
}

/* Tabs */

static void
test_marks (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");
  AppFigureModel *table;
  guint row;

  results_show_tab (desk, page, "marks");
  g_assert_nonnull (ui_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "Муниципалитет"));
  g_assert_true (ui_says (page, "n = 1\u202F722\u202F202, ОО: 35\u202F589"));
  g_assert_cmpuint (merilo_chart_get_n_series (chart_of (page)), ==, 4);
  g_assert_cmpint (merilo_chart_get_point (chart_of (page), 0, 0)->n, ==, 89);
  table = table_of (page);
  row = find_row (table, "Вся выборка (РФ)");
  g_assert_cmpstr (app_figure_model_get_text (table, row, 2), ==, "5,06");
  g_assert_cmpstr (app_figure_model_get_note (table, row, 2), ==, "");
  g_assert_cmpstr (app_figure_model_get_text (table, row, 6), ==, "62,02"); /* quality */
  g_assert_cmpstr (app_figure_model_get_text (table, row, 7), ==, "94,94");
  row = find_row (table, "Классы");
  g_assert_cmpint (app_figure_model_get_kind (table, row), ==, APP_FIGURE_SECTION);
  desk_shot (desk, "results-marks");
}

static void
test_journal (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");
  AppFigureModel *table;

  results_show_tab (desk, page, "journal");
  /* the sample has no journal: it is no bar, and no made-up nought in the table */
  g_assert_cmpuint (merilo_chart_get_n_points (chart_of (page)), ==, 3);
  g_assert_cmpuint (merilo_chart_get_n_series (chart_of (page)), ==, 3);
  g_assert_cmpint (merilo_chart_get_point (chart_of (page), 0, 0)->n, ==, 86);
  table = table_of (page);
  g_assert_cmpstr (app_figure_model_get_text (table, find_row (table, "Вся выборка (РФ)"), 3), ==,
                   "–");
  g_assert_cmpstr (app_figure_model_get_text (table, find_row (table, "Регион"), 3), ==, "18,22");
  desk_shot (desk, "results-journal");
}

static void
test_scores (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");

  results_show_tab (desk, page, "scores");
  g_assert_cmpuint (merilo_chart_get_n_points (chart_of (page)), ==, 39);
  g_assert_cmpuint (merilo_chart_get_n_series (chart_of (page)), ==, 4);
  {
    g_autofree char *words = merilo_chart_describe (chart_of (page));

    g_assert_nonnull (strstr (words, "Граница «3» с 14."));
    g_assert_nonnull (strstr (words, "Граница «5» с 33."));
  }
  g_assert_false (ui_says (page, "Мало работ"));
  g_assert_cmpuint (find_row (table_of (page), "Отметка «4»"), !=, G_MAXUINT);
  desk_shot (desk, "results-scores");
}

/* a class of fourteen: figures are there, and said to be few */
static void
test_few (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12/4В");

  results_show_tab (desk, page, "marks");
  desk_shot (desk, "results-class");
  results_show_tab (desk, page, "scores");
  g_assert_true (ui_says (page, "Мало работ: читайте осторожно"));
  g_assert_cmpuint (merilo_chart_get_n_series (chart_of (page)), ==, 5);
  desk_shot (desk, "results-few");
  results_show_tab (desk, page, "groups");
  g_assert_true (ui_says (page, "Не показаны группы меньше десяти человек: "));
  desk_shot (desk, "results-groups-few");
}

static void
test_items (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");
  AppFigureModel *table;
  guint row, low = 0;

  results_show_tab (desk, page, "items");
  g_assert_cmpuint (merilo_chart_get_n_points (chart_of (page)), ==, 20);
  g_assert_cmpuint (merilo_chart_get_n_series (chart_of (page)), ==, 2); /* school, town */
  g_assert_cmpuint (ui_count (GTK_WIDGET (results_board_of (page)), APP_TYPE_CHART), >=, 2);
  table = table_of (page);
  row = find_row (table, "13.2");
  g_assert_cmpstr (app_figure_model_get_text (table, row, 1), ==, "Б");
  for (guint r = 0; r < app_figure_model_get_n_rows (table); r++)
    low += app_figure_model_get_tone (table, r, 5) == APP_TONE_BAD;
  g_assert_cmpuint (low, >, 0);
  desk_shot (desk, "results-items");
}

static void
test_skills (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  g_autoptr (AppTable) table = NULL;

  results_show_tab (desk, page, "skills");
  g_assert_true (ui_says (page, "системный дефицит"));
  desk_shot (desk, "results-skills");
  table = app_results_board_copy (results_board_of (page));
  g_assert_cmpuint (table->cells->len, ==, 7);
  g_assert_nonnull (strstr (table->title, "Умения"));
}

static void
test_groups (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");
  AppFigureModel *table;
  GtkWidget *whose;
  guint known;

  results_show_tab (desk, page, "groups");
  known = merilo_chart_get_n_series (chart_of (page));
  g_assert_cmpuint (known, <, 4); /* the school has few «2» */
  table = table_of (page);
  g_assert_cmpstr (app_figure_model_get_text (table, 0, 2), ==, "–");
  {
    g_autofree char *words = app_figure_model_describe (table, 0, 2);

    g_assert_nonnull (strstr (words, "меньше десяти"));
  }
  desk_shot (desk, "results-groups");
  whose = ui_find (GTK_WIDGET (page), GTK_TYPE_DROP_DOWN, "Чьи группы показать");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (whose), 1); /* the municipality's */
  desk_settle (desk);
  g_assert_cmpuint (merilo_chart_get_n_series (chart_of (page)), ==, 4);
}

static void
test_dynamics (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");
  g_autofree char *asked = NULL, *words = NULL;

  results_show_tab (desk, page, "dynamics");
  UI_WAIT (results_find_mapped (GTK_WIDGET (page), APP_TYPE_CHART) != NULL);
  asked = fake_dup_last (desk->fake, "GET", "results-dynamics");
  g_assert_nonnull (strstr (asked, "org_id=12"));
  g_assert_nonnull (strstr (asked, "grade=4"));
  words = merilo_chart_describe (chart_of (page));
  g_assert_nonnull (strstr (words, "С 2025 сравнивать с прежним нельзя: изменилась шкала."));
  g_assert_true (ui_says (page, "выросла к прошлому году на 10 процентных пунктов"));
  desk_shot (desk, "results-dynamics");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find (GTK_WIDGET (page), GTK_TYPE_DROP_DOWN,
                                                      "Какой показатель показать")),
                              1);
  desk_settle (desk);
  g_assert_cmpstr (merilo_chart_get_title (chart_of (page)), ==, "Доля «2»");
  g_assert_cmpuint (fake_count (desk->fake, "GET", "results-dynamics"), ==, 1);
}

/* years of an exam: the mean score, and who did not reach the minimum */
static void
test_exam_years (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "70/12");
  AppFigureModel *table;
  GtkWidget *measure;
  g_autofree char *words = NULL, *below = NULL;

  results_show_tab (desk, page, "dynamics");
  UI_WAIT (results_find_mapped (GTK_WIDGET (page), APP_TYPE_CHART) != NULL);
  g_assert_cmpstr (merilo_chart_get_title (chart_of (page)), ==, "Средний балл");
  words = merilo_chart_describe (chart_of (page));
  g_assert_nonnull (strstr (words, "61,7"));
  g_assert_nonnull (strstr (words, "С 2025 сравнивать с прежним нельзя: изменился максимум."));
  table = table_of (page);
  g_assert_cmpstr (app_figure_model_get_heading (table, 3), ==, "Средний балл");
  g_assert_cmpstr (app_figure_model_get_text (table, 0, 3), ==, "61,71");
  g_assert_cmpstr (app_figure_model_get_text (table, 0, 4), ==, "2,94");
  g_assert_cmpstr (app_figure_model_get_note (table, 0, 4), ==, "1");
  g_assert_cmpstr (app_figure_model_get_text (table, 4, 4), ==, "–"); /* 2025 had no minimum */
  g_assert_cmpstr (app_figure_model_get_text (table, 4, 5), ==, "изменился максимум");
  desk_shot (desk, "results-exam-years");
  measure = ui_find (GTK_WIDGET (page), GTK_TYPE_DROP_DOWN, "Какой показатель показать");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (measure))),
                    ==, 2);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (measure), 1);
  desk_settle (desk);
  below = merilo_chart_describe_point (chart_of (page), 0, 0);
  g_assert_nonnull (strstr (below, "(1 из 34)"));
  desk_shot (desk, "results-exam-below");
  /* a work with marks has its own measures again */
  app_page_open (page, "54/12");
  results_wait (page);
  UI_WAIT (g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (measure))) == 5);
}

/* an exam of a hundred points has no marks: its minimum and its upper bands stand in their place */
static void
test_exam (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "70");
  AppFigureModel *table;

  results_show_tab (desk, page, "marks");
  table = table_of (page);
  g_assert_cmpstr (app_figure_model_get_heading (table, 2), ==, "до 26, %");
  g_assert_cmpstr (app_figure_model_get_heading (table, 3), ==, "27–80, %");
  g_assert_cmpstr (app_figure_model_get_heading (table, 4), ==, "81–99, %");
  g_assert_cmpstr (app_figure_model_get_note (table, 0, 5), ==, "2"); /* a hundred points */
  desk_shot (desk, "results-exam");
  results_show_tab (desk, page, "scores");
  {
    g_autofree char *words = merilo_chart_describe (chart_of (page));

    g_assert_nonnull (strstr (words, "Граница минимум с 27."));
  }
  results_show_tab (desk, page, "items");
  g_assert_true (ui_says (page, "Баллов за задания нет."));
  desk_shot (desk, "results-nothing");
}

/* what an observer is not told is said to be hidden, and why */
static void
test_hidden (Desk *desk, gconstpointer data)
{
  g_autofree char *text = results_sample_text (g_getenv ("MERILO_RESULTS"), "observer");
  AppPage *page;
  AppFigureModel *table;
  guint row;

  fake_answer (desk->fake, "GET", "results", 200, text);
  page = results_go (desk, "54");
  results_show_tab (desk, page, "marks");
  table = table_of (page);
  row = find_row (table, "Школа № 7");
  g_assert_cmpstr (app_figure_model_get_text (table, row, 1), ==, "скрыто");
  g_assert_cmpstr (app_figure_model_get_text (table, row, 2), ==, "");
  {
    g_autofree char *words = app_figure_model_describe (table, row, 1);

    g_assert_nonnull (strstr (words, "никого нельзя узнать"));
  }
  desk_shot (desk, "results-hidden");
}

/* The tree */

static AppResultsTree *
tree_of (AppPage *page)
{
  return app_results_page_get_tree (APP_RESULTS_PAGE (page));
}

static void
assert_choice (AppPage *page, gint64 procedure, gint64 org, const char *class_name)
{
  AppResultsChoice choice;

  g_assert_true (app_results_tree_get_choice (tree_of (page), &choice));
  g_assert_cmpint (choice.procedure_id, ==, procedure);
  g_assert_cmpint (choice.org_id, ==, org);
  g_assert_cmpstr (choice.class_name, ==, class_name);
}

static void
test_tree (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, NULL);
  AppResultsTree *tree = tree_of (page);

  assert_choice (page, 54, 0, NULL); /* the newest */
  app_results_tree_search (tree, "лицей русский 2025");
  desk_settle (desk);
  g_assert_cmpuint (app_results_tree_get_n_rows (tree), ==, 3); /* year, procedure, school */
  desk_shot (desk, "results-search");
  app_results_tree_search (tree, "химия");
  desk_settle (desk);
  g_assert_true (ui_says (page, "Такой процедуры или школы здесь нет."));
  /* what was chosen is still on the screen */
  assert_choice (page, 54, 0, NULL);
  app_results_tree_search (tree, "");
  app_page_open (page, "procedure/52/14");
  results_wait (page);
  assert_choice (page, 52, 14, NULL);
  app_page_open (page, "999");
  desk_settle (desk);
  assert_choice (page, 52, 14, NULL);
}

/* the whole page without a mouse: into the tree, down, right, to a table, to its class, tab by tab
 */
static void
test_keyboard (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  GtkWidget *search = ui_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY, NULL), *focus, *table;
  const char *first;

  gtk_widget_grab_focus (search);
  g_assert_true (ui_press (search, GDK_KEY_Down, 0));
  focus = gtk_window_get_focus (GTK_WINDOW (desk->window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (tree_of (page))));
  g_assert_nonnull (gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW));
  results_show_tab (desk, page, "marks");
  first = app_results_board_get_tab (results_board_of (page));
  for (guint i = 0; i < 7; i++)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "results.next-tab", NULL));
      desk_settle (desk);
      focus = gtk_window_get_focus (GTK_WINDOW (desk->window));
      g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (results_board_of (page))));
      /* from there Tab leads on, and out again */
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (desk->window), GTK_DIR_TAB_FORWARD));
    }
  g_assert_cmpstr (app_results_board_get_tab (results_board_of (page)), ==, first);
  table = results_find_mapped (GTK_WIDGET (page), APP_TYPE_FIGURE_TABLE);
  gtk_widget_grab_focus (table);
  for (guint i = 0; i < 3; i++)
    ui_press (table, GDK_KEY_Down, 0); /* municipality, region, country; then the schools */
  ui_press (table, GDK_KEY_Down, 0);
  ui_press (table, GDK_KEY_Return, 0);
  UI_WAIT (fake_count (desk->fake, "GET", "results") > 1);
  results_wait (page);
  {
    AppResultsChoice choice;

    g_assert_true (app_results_tree_get_choice (tree_of (page), &choice));
    g_assert_cmpint (choice.org_id, !=, 0);
  }
}

/* Who has sent what */

static void
test_complete (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  AppResultsComplete *complete = app_results_page_get_complete (APP_RESULTS_PAGE (page));
  g_autoptr (AppTable) table = NULL;

  desk_act (page, "results.view", "complete");
  UI_WAIT (app_year_view_get_state (APP_YEAR_VIEW (complete)) == APP_STATE_CONTENT);
  desk_settle (desk);
  g_assert_cmpuint (app_results_complete_get_n_missing (complete), ==, 3);
  g_assert_true (ui_says (page, "3 школы ещё не прислали"));
  desk_shot (desk, "results-complete");
  table = app_year_view_copy (APP_YEAR_VIEW (complete));
  g_assert_cmpuint (table->cells->len, ==, 9);
  g_assert_cmpstr (table->title, ==, "Кто не сдал, 2026 год");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ui_find (GTK_WIDGET (page), GTK_TYPE_CHECK_BUTTON,
                                                          "Только недостающие")),
                               TRUE);
  desk_settle (desk);
  desk_shot (desk, "results-complete-missing");
}

/* who is not told how many is not told that there were none */
static void
test_complete_hidden (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  GtkWidget *matrix;

  fake_answer (
      desk->fake, "GET", "results-completeness", 200,
      "{\"procedures\":[{\"id\":54,\"title\":\"Русский язык 4 класс\",\"subject\":\"Русский "
      "язык\",\"grade\":4,\"kind\":\"vpr\"}],\"rows\":[{\"org_id\":12,\"name\":\"СОШ № "
      "2\",\"cells\":[{\"n\":null,\"absent\":null,\"state\":\"sent\",\"imported_at\":"
      "\"2026-05-20T10:00:00Z\"}]}]}");
  desk_act (page, "results.view", "complete");
  UI_WAIT (app_year_view_get_state (
               APP_YEAR_VIEW (app_results_page_get_complete (APP_RESULTS_PAGE (page))))
           == APP_STATE_CONTENT);
  matrix = results_find_mapped (GTK_WIDGET (page), APP_TYPE_MATRIX_VIEW);
  app_matrix_view_set_cursor (APP_MATRIX_VIEW (matrix), 0, 0);
  desk_settle (desk);
  g_assert_false (ui_says (page, "работ 0"));
  g_assert_true (ui_says (page, "число работ скрыто, загружено 20.05.2026"));
}

static void
test_complete_states (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  AppResultsComplete *complete = app_results_page_get_complete (APP_RESULTS_PAGE (page));

  fake_misbehave (desk->fake, "results-completeness", FAKE_BAD_JSON, 0, 1);
  desk_act (page, "results.view", "complete");
  UI_WAIT (app_year_view_get_state (APP_YEAR_VIEW (complete)) == APP_STATE_ERROR);
  fake_answer (desk->fake, "GET", "results-completeness", 200, "{\"procedures\":[],\"rows\":[]}");
  app_year_view_load (APP_YEAR_VIEW (complete));
  UI_WAIT (app_year_view_get_state (APP_YEAR_VIEW (complete)) == APP_STATE_EMPTY);
}

/* Rules */

static void
test_rules (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  AppResultsRules *rules = app_results_page_get_rules (APP_RESULTS_PAGE (page));
  g_autofree char *sent = NULL;
  g_autoptr (AppTable) table = NULL;
  GtkWindow *dialog;

  desk_act (page, "results.view", "rules");
  UI_WAIT (app_year_view_get_state (APP_YEAR_VIEW (rules)) == APP_STATE_CONTENT);
  desk_settle (desk);
  g_assert_cmpuint (app_results_rules_get_n_hits (rules), ==, 3);
  g_assert_true (ui_says (page, "Качество («4» и «5») ниже 40 %, лет подряд: 2"));
  desk_shot (desk, "results-rules");
  table = app_year_view_copy (APP_YEAR_VIEW (rules));
  g_assert_cmpuint (table->cells->len, ==, 6); /* the heading, two rules, three hits */
  desk_act (rules, "rules.edit", "2");
  dialog = desk_dialog (desk);
  desk_shot (desk, "results-rule");
  gtk_window_close (dialog);
  UI_WAIT (desk_dialog (desk) == NULL);
  /* the usual one is offered whole */
  desk_act (rules, "rules.add", NULL);
  dialog = desk_dialog (desk);
  fake_misbehave (desk->fake, "result-rules", FAKE_SLOW, 0, 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "record.store", NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "record.store", NULL); /* a second click */
  UI_WAIT (fake_count (desk->fake, "POST", "result-rules") == 1);
  sent = fake_dup_last (desk->fake, "POST", "result-rules");
  g_assert_nonnull (strstr (sent, "\"measure\":\"quality\""));
  g_assert_nonnull (strstr (sent, "\"comparison\":\"below\""));
  g_assert_nonnull (strstr (sent, "\"percent\":40"));
  g_assert_nonnull (strstr (sent, "\"years_in_row\":2"));
  g_assert_nonnull (strstr (sent, "\"since_year\":2026"));
  UI_WAIT (desk_dialog (desk) == NULL);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "result-rules"), ==, 1);
  desk_settle (desk);
}

static void
test_rules_none (Desk *desk, gconstpointer data)
{
  AppPage *page;
  AppResultsRules *rules;

  fake_load (desk->fake, "result-rules", "[]");
  fake_answer (desk->fake, "GET", "result-rule-hits", 200, "[]");
  page = results_go (desk, "54");
  rules = app_results_page_get_rules (APP_RESULTS_PAGE (page));
  desk_act (page, "results.view", "rules");
  UI_WAIT (app_year_view_get_state (APP_YEAR_VIEW (rules)) == APP_STATE_EMPTY);
  g_assert_true (ui_says (page, "качество ниже 40 % второй год"));
  desk_shot (desk, "results-rules-none");
}

/* States */

static void
test_empty (Desk *desk, gconstpointer data)
{
  AppPage *page;

  fake_answer (desk->fake, "GET", "results-tree", 200, "[]");
  app_window_go (desk->window, "results", NULL);
  page = app_window_get_page (desk->window);
  UI_WAIT (ui_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Загрузить файлы ФИС ОКО…") != NULL
           && ui_says (page, "Здесь появятся результаты"));
  desk_shot (desk, "results-empty");
}

/* an answer that is long in coming: what is waited for, where it will stand */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean open;
} Gate;

static char *
give_late (Fake *fake, const char *path, const char *query, guint *status, gpointer data)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  while (!gate->open)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return results_sample_text (g_getenv ("MERILO_RESULTS"), "town");
}

static void
test_loading (Desk *desk, gconstpointer data)
{
  static Gate gate;
  AppPage *page;

  fake_act (desk->fake, "GET", "results", give_late, &gate);
  page = desk_go (desk, "results", "54");
  g_assert_cmpint (app_results_board_get_state (results_board_of (page)), ==, APP_STATE_LOADING);
  g_assert_true (app_results_board_is_busy (results_board_of (page)));
  g_assert_nonnull (ui_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY, NULL)); /* it can be used */
  desk_shot (desk, "results-loading");
  g_mutex_lock (&gate.mutex);
  gate.open = TRUE;
  g_cond_broadcast (&gate.cond);
  g_mutex_unlock (&gate.mutex);
  results_wait (page);
}

/* the tree itself does not come, and is waited for */
static void
test_tree_states (Desk *desk, gconstpointer data)
{
  AppPage *page;

  fake_misbehave (desk->fake, "results-tree", FAKE_BAD_JSON, 0, 1);
  app_window_go (desk->window, "results", NULL);
  page = app_window_get_page (desk->window);
  UI_WAIT (ui_says (page, "Не получилось загрузить"));
  desk_shot (desk, "results-tree-error");
  fake_misbehave (desk->fake, "results-tree", FAKE_HELD, 0, 1);
  g_signal_emit_by_name (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Повторить"), "clicked");
  UI_WAIT (results_find_mapped (GTK_WIDGET (page), APP_TYPE_SKELETON) != NULL);
  desk_shot (desk, "results-tree-loading");
  fake_release (desk->fake);
  results_wait (page);
  UI_WAIT (desk_is_shown (page));
}

/* half a document, brackets without end, a document of another kind: said, and taken back */
static void
test_bad_json (Desk *desk, gconstpointer data)
{
  static const FakeManner manners[] = { FAKE_BAD_JSON, FAKE_DEEP };
  AppPage *page = results_go (desk, "54");

  for (guint i = 0; i < G_N_ELEMENTS (manners); i++)
    {
      g_autofree char *target = g_strdup_printf ("54/1%u", i);

      fake_misbehave (desk->fake, "results", manners[i], 0, 1);
      app_page_open (page, target);
      UI_WAIT (app_results_board_get_state (results_board_of (page)) == APP_STATE_ERROR);
      if (i == 0)
        desk_shot (desk, "results-error");
      app_page_open (page, "54");
      results_wait (page);
    }
  fake_answer (desk->fake, "GET", "results", 200, "{\"levels\":[]}");
  app_page_open (page, "55");
  UI_WAIT (app_results_board_get_state (results_board_of (page)) == APP_STATE_ERROR);
  fake_answer (desk->fake, "GET", "results", 200,
               "{\"procedure\":{\"id\":55,\"title\":\"Пусто\"},\"levels\":[]}");
  app_page_open (page, "54");
  results_wait (page);
  g_assert_true (ui_says (page, "Пусто"));
}

static void
test_no_rights (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");

  fake_misbehave (desk->fake, "results", FAKE_STATUS, 403, 1);
  app_page_open (page, "54/13");
  UI_WAIT (app_results_board_get_state (results_board_of (page)) == APP_STATE_NO_RIGHTS);
  desk_shot (desk, "results-no-rights");
}

/* what was read before the network went is still there, with its age */
static void
test_offline (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");

  fake_sleep (desk->fake);
  app_page_load (page);
  UI_WAIT (ui_says (page, "Нет связи с сервером: показаны данные от "));
  results_wait (page);
  g_assert_cmpuint (merilo_chart_get_n_series (chart_of (page)), >, 0);
  desk_shot (desk, "results-offline");
  fake_wake (desk->fake);
}

/* what is looked at is kept on another page, and back: by the keyboard, as all of it */
static void
test_about (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");
  GtkWidget *about;
  AppProcedureView *view;

  fake_load_file (desk->fake, g_getenv ("MERILO_PROCEDURES"));
  about = ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "О процедуре");
  g_assert_nonnull (about);
  g_assert_true (gtk_widget_grab_focus (about)); /* reachable without a mouse */
  desk_shot (desk, "results-about");
  g_signal_emit_by_name (about, "clicked");
  UI_WAIT (g_str_equal (app_window_get_page_name (desk->window), "procedures"));
  UI_WAIT (desk_is_shown (app_window_get_page (desk->window)));
  UI_WAIT (ui_says (app_window_get_page (desk->window), "Русский язык, 4 класс, 2026 год"));
  view = app_procedures_page_get_view (APP_PROCEDURES_PAGE (app_window_get_page (desk->window)));
  about = ui_find_used (GTK_WIDGET (view), GTK_TYPE_BUTTON, "Результаты");
  g_assert_nonnull (about);
  g_assert_true (gtk_widget_grab_focus (about));
  g_signal_emit_by_name (about, "clicked");
  UI_WAIT (g_str_equal (app_window_get_page_name (desk->window), "results"));
  results_wait (app_window_get_page (desk->window));
  g_assert_true (ui_says (app_window_get_page (desk->window), "ВПР 2026 Русский язык 4 класс"));
}

/* who keeps no procedures is not led there */
static void
test_no_about (Desk *desk, gconstpointer role)
{
  AppPage *page = results_go (desk, "54");

  g_assert_null (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "О процедуре"));
}

/* a school may not load the files of others, and sees itself */
static void
test_school (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54/12");

  g_assert_null (app_results_page_get_rules (APP_RESULTS_PAGE (page)));
  results_show_tab (desk, page, "marks");
  desk_shot (desk, "results-school");
}

static void
fill (void)
{
#define ADD(name, role, func) g_test_add ("/results/" name, Desk, role, set_up, func, tear_down)
  ADD ("marks", NULL, test_marks);
  ADD ("journal", NULL, test_journal);
  ADD ("scores", NULL, test_scores);
  ADD ("few", NULL, test_few);
  ADD ("items", NULL, test_items);
  ADD ("skills", NULL, test_skills);
  ADD ("groups", NULL, test_groups);
  ADD ("dynamics", NULL, test_dynamics);
  ADD ("exam", NULL, test_exam);
  ADD ("exam-years", NULL, test_exam_years);
  ADD ("hidden", "observer", test_hidden);
  ADD ("tree", NULL, test_tree);
  ADD ("keyboard", NULL, test_keyboard);
  ADD ("complete", NULL, test_complete);
  ADD ("complete-hidden", "observer", test_complete_hidden);
  ADD ("complete-states", NULL, test_complete_states);
  ADD ("rules", NULL, test_rules);
  ADD ("rules-none", NULL, test_rules_none);
  ADD ("empty", NULL, test_empty);
  ADD ("loading", NULL, test_loading);
  ADD ("tree-states", NULL, test_tree_states);
  ADD ("bad-json", NULL, test_bad_json);
  ADD ("no-rights", NULL, test_no_rights);
  ADD ("offline", NULL, test_offline);
  ADD ("school", "school", test_school);
  ADD ("about", NULL, test_about);
  ADD ("no-about", "observer", test_no_about);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-results", fill);
}

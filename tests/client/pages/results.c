#include "client/pages/results-desk.h"
#include "client/pages/results-sample.h"

#include "pages/results/results-page.h"
#include "widgets/chart-view.h"
#include "widgets/figure-table.h"

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

/* the figures of a school and its town, as who does not keep them is told of groups */
static char *
make_told_groups (void)
{
  g_autofree char *text = results_sample_text (g_getenv ("MERILO_RESULTS"), "school");
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonArray *levels = json_object_get_array_member (json_node_get_object (root), "levels");
  JsonArray *groups
      = json_object_get_array_member (json_array_get_object_element (levels, 1), "groups");

  json_object_set_null_member (json_array_get_object_element (levels, 0), "groups");
  json_object_set_null_member (json_array_get_object_element (groups, 3), "item_sums");
  json_object_set_null_member (json_array_get_object_element (groups, 3), "item_full");
  return json_to_string (root, FALSE);
}

static void
test_groups_told (Desk *desk, gconstpointer data)
{
  g_autofree char *text = make_told_groups ();
  AppPage *page;

  fake_answer (desk->fake, "GET", "results", 200, text);
  page = results_go (desk, "54/12");
  results_show_tab (desk, page, "groups");
  g_assert_true (ui_says (page, "видят она сама и методист"));
  g_assert_true (ui_says (page, "по которым их можно вычислить: «5»"));
  g_assert_cmpuint (merilo_chart_get_n_series (chart_of (page)), ==, 3);
  {
    g_autofree char *words = app_figure_model_describe (table_of (page), 0, 5);

    g_assert_nonnull (strstr (words, "можно вычислить"));
  }
  desk_shot (desk, "results-groups-told");
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
  g_assert_nonnull (strstr (words, "2023 61,71"));
  g_assert_nonnull (strstr (words, "2024 59,50")); /* as the table below has it */
  g_assert_nonnull (strstr (words, "С 2025 сравнивать с прежним нельзя: изменился максимум."));
  table = table_of (page);
  g_assert_cmpstr (app_figure_model_get_heading (table, 3), ==, "Средний балл");
  g_assert_cmpstr (app_figure_model_get_text (table, 0, 3), ==, "61,71");
  g_assert_cmpstr (app_figure_model_get_text (table, 2, 3), ==, "59,50");
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
#define ADD(name, role, func)                                                                      \
  g_test_add ("/results/" name, Desk, role, results_set_up, func, results_tear_down)
  ADD ("marks", NULL, test_marks);
  ADD ("journal", NULL, test_journal);
  ADD ("scores", NULL, test_scores);
  ADD ("few", NULL, test_few);
  ADD ("items", NULL, test_items);
  ADD ("skills", NULL, test_skills);
  ADD ("groups", NULL, test_groups);
  ADD ("groups-told", "observer", test_groups_told);
  ADD ("dynamics", NULL, test_dynamics);
  ADD ("exam", NULL, test_exam);
  ADD ("exam-years", NULL, test_exam_years);
  ADD ("hidden", "observer", test_hidden);
  ADD ("tree", NULL, test_tree);
  ADD ("keyboard", NULL, test_keyboard);
  ADD ("offline", NULL, test_offline);
  ADD ("school", "school", test_school);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-results", fill);
}

#include "client/pages/results-desk.h"
#include "client/pages/results-sample.h"

#include "pages/procedures/procedures-page.h"
#include "pages/results/results-page.h"
#include "widgets/matrix-view.h"
#include "widgets/skeleton.h"

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

/* figures of one year are not those of the year that is chosen, neither here nor in a file */
static void
test_complete_year (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  AppYearView *view = APP_YEAR_VIEW (app_results_page_get_complete (APP_RESULTS_PAGE (page)));
  GtkWidget *year = ui_find (GTK_WIDGET (view), GTK_TYPE_DROP_DOWN, "Год");
  g_autoptr (AppTable) table = NULL;

  desk_act (page, "results.view", "complete");
  UI_WAIT (app_year_view_get_state (view) == APP_STATE_CONTENT);
  desk_settle (desk);
  fake_misbehave (desk->fake, "results-completeness", FAKE_HELD, 0, 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (year), 1);
  g_assert_cmpint (app_year_view_get_state (view), ==, APP_STATE_LOADING);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ui_find (GTK_WIDGET (page), GTK_TYPE_CHECK_BUTTON,
                                                          "Только недостающие")),
                               TRUE);
  g_assert_cmpint (app_year_view_get_state (view), ==, APP_STATE_LOADING);
  g_assert_false (ui_says (page, "3 школы ещё не прислали"));
  g_assert_null (app_year_view_copy (view));
  fake_release (desk->fake);
  UI_WAIT (app_year_view_get_state (view) == APP_STATE_CONTENT);
  table = app_year_view_copy (view);
  g_assert_cmpstr (table->title, ==, "Кто не сдал, 2025 год");
}

/* the figures of what is not chosen any more do not come */
static void
test_unchosen (Desk *desk, gconstpointer data)
{
  AppPage *page = results_go (desk, "54");
  AppResultsBoard *board = results_board_of (page);
  const AppResultsChoice choice = { 54, 12, NULL };
  guint asked = fake_count (desk->fake, "GET", "results");

  fake_misbehave (desk->fake, "results", FAKE_HELD, 0, 1);
  app_results_board_show (board, &choice);
  UI_WAIT (fake_count (desk->fake, "GET", "results") == asked + 1);
  app_results_board_show (board, NULL);
  fake_release (desk->fake);
  desk_settle (desk);
  g_assert_cmpint (app_results_board_get_state (board), ==, APP_STATE_EMPTY);
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
  g_assert_cmpstr (((char **) table->cells->pdata[2])[1], ==, "Русский язык, 4 класс");
  g_assert_cmpstr (((char **) table->cells->pdata[5])[1], ==, "ОГЭ: Математика, 9 класс");
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

static void
fill (void)
{
#define ADD(name, role, func)                                                                      \
  g_test_add ("/results/" name, Desk, role, results_set_up, func, results_tear_down)
  ADD ("complete", NULL, test_complete);
  ADD ("complete-hidden", "observer", test_complete_hidden);
  ADD ("complete-states", NULL, test_complete_states);
  ADD ("complete-year", NULL, test_complete_year);
  ADD ("unchosen", NULL, test_unchosen);
  ADD ("rules", NULL, test_rules);
  ADD ("rules-none", NULL, test_rules_none);
  ADD ("empty", NULL, test_empty);
  ADD ("loading", NULL, test_loading);
  ADD ("tree-states", NULL, test_tree_states);
  ADD ("bad-json", NULL, test_bad_json);
  ADD ("no-rights", NULL, test_no_rights);
  ADD ("about", NULL, test_about);
  ADD ("no-about", "observer", test_no_about);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-results-views", fill);
}

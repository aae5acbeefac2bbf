#include "client/pages/desk.h"

#include "widgets/score-grid.h"

static void
set_up (Desk *desk, gconstpointer data)
{
  desk_open (desk, "commission");
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  desk_close (desk);
}

static AppScoreGrid *
open_grid (Desk *desk)
{
  AppPage *page = desk_go (desk, "works", NULL);

  return APP_SCORE_GRID (ui_find (GTK_WIDGET (page), APP_TYPE_SCORE_GRID, NULL));
}

/* nothing but the stack of works: no search, no other page, nobody else's list is asked for */
static void
test_alone (Desk *desk, gconstpointer data)
{
  AppScoreGrid *grid = open_grid (desk);

  g_assert_cmpuint (app_score_model_get_n_rows (app_score_grid_get_model (grid)), ==, 10);
  g_assert_false (
      gtk_widget_get_mapped (ui_find (GTK_WIDGET (desk->window), GTK_TYPE_SEARCH_ENTRY, NULL)));
  app_window_go (desk->window, "plans", NULL);
  g_assert_cmpstr (app_window_get_page_name (desk->window), ==, "works");
  g_assert_cmpuint (fake_count (desk->fake, "GET", "orgs"), ==, 0);
  g_assert_cmpuint (fake_count (desk->fake, "GET", "tasks"), ==, 0);
  g_assert_cmpuint (fake_count (desk->fake, "GET", "history"), ==, 0);
  desk_shot (desk, "commission");
}

static void
test_scores (Desk *desk, gconstpointer data)
{
  AppScoreGrid *grid = open_grid (desk);
  AppScoreModel *model = app_score_grid_get_model (grid);
  g_autofree char *scores = NULL;

  g_assert_true (app_score_model_set_text (model, 6, 4, "2"));
  g_assert_true (app_score_model_set_text (model, 6, 5, "x"));
  UI_WAIT (app_outbox_get_waiting (app_context_get_outbox (desk->context)) == 0);
  scores = fake_dup_field (desk->fake, "expert-scores", "e-06", "scores");
  g_assert_nonnull (strstr (scores, ",2,-1,null,null,null,null]"));
  app_score_grid_set_cursor (grid, 7, 0);
  app_score_grid_paste (grid, "4\t3\t3\t1\t3\t2\t1\t2\t3\t2\n4\t3\t9\t1\t3\t2\t1\t2\t3\t2\n");
  UI_WAIT (app_outbox_get_waiting (app_context_get_outbox (desk->context)) == 0);
  g_assert_cmpuint (app_score_model_count_invalid (model), ==, 1);
  app_score_grid_set_cursor (grid, 8, 2);
  desk_shot (desk, "commission-invalid");
}

/* the client dies while scores are typed without a network: all is there, invalid texts too */
static void
test_killed (Desk *desk, gconstpointer data)
{
  AppScoreGrid *grid = open_grid (desk);
  AppScoreModel *model = app_score_grid_get_model (grid);
  char buffer[8];

  fake_misbehave (desk->fake, "expert-scores/", FAKE_DROP, 0, 1000);
  g_assert_true (app_score_model_set_text (model, 9, 0, "3"));
  g_assert_false (app_score_model_set_text (model, 9, 1, "пять"));
  desk_settle (desk);
  desk_restart (desk);
  grid = open_grid (desk);
  model = app_score_grid_get_model (grid);
  g_assert_cmpint (app_score_model_get (model, 9, 0), ==, 3);
  g_assert_cmpint (app_score_model_get (model, 9, 1), ==, APP_SCORE_INVALID);
  g_assert_cmpstr (app_score_model_get_text (model, 9, 1, buffer), ==, "пять");
  g_assert_cmpuint (app_outbox_get_waiting (app_context_get_outbox (desk->context)), >=, 1);
  desk_shot (desk, "commission-offline");
}

static void
test_submit (Desk *desk, gconstpointer data)
{
  AppScoreGrid *grid = open_grid (desk);
  AppScoreModel *model = app_score_grid_get_model (grid);
  AppScoreCell cell;

  fake_answer (desk->fake, "POST", "/submission", 200, "{\"submitted\":10}");
  app_score_grid_set_cursor (grid, 0, 0);
  desk_act (app_window_get_page (desk->window), "works.submit", NULL);
  cell = app_score_grid_get_cursor (grid); /* leads to the first hole */
  g_assert_cmpuint (cell.row, ==, 6);
  g_assert_cmpuint (cell.col, ==, 4);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "/submission"), ==, 0);
  for (guint row = 6; row < 10; row++)
    for (guint col = 0; col < 10; col++)
      g_assert_true (app_score_model_set_text (model, row, col, "1"));
  desk_act (app_window_get_page (desk->window), "works.submit", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "/submission") == 1);
  g_assert_cmpuint (app_outbox_get_waiting (app_context_get_outbox (desk->context)), ==, 0);
  desk_settle (desk);
}

static void
fill (void)
{
#define ADD(name, func) g_test_add ("/commission/" name, Desk, NULL, set_up, func, tear_down)
  ADD ("alone", test_alone);
  ADD ("scores", test_scores);
  ADD ("killed", test_killed);
  ADD ("submit", test_submit);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-commission", fill);
}

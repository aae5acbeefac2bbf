#define G_LOG_DOMAIN "merilo-walk"

#include <stdlib.h>

#include "e2e/walk.h"
#include "pages/recheck/recheck-new.h"
#include "pages/recheck/result-row.h"
#include "widgets/score-grid.h"

/* 5. Ten works of one school are marked anew, blind, by two members of a commission. */

#define N_WORKS 10

static void
add_member (Walk *walk, AppPage *page, const char *login, int n)
{
  g_autofree char *name = walk_ask ("select name from app_user where login = '%s'", login);

  walk_choose (walk, page, "Кого добавить", name);
  walk_click (walk, page, "Добавить");
  WALK_WAIT (walk, walk_count ("select count (*) from recheck_member") == n);
  walk_settle (walk);
}

void
walk_deal_recheck (Walk *walk)
{
  AppPage *page = walk_go (walk, "recheck");
  g_autofree char *school = walk_ask ("select org_id from app_user where login = 'school1'");
  g_autofree char *procedure = walk_ask (
      "select id from procedure where subject = 'Русский язык' and grade = 4 order by year desc"
      " limit 1");

  walk_act (walk, page, "recheck.new", NULL);
  WALK_WAIT (walk, APP_IS_RECHECK_NEW (walk_dialog (walk)));
  WALK_WAIT (walk, app_recheck_new_choose (APP_RECHECK_NEW (walk_dialog (walk)), school, procedure,
                                           N_WORKS));
  walk_shot (walk, "5-new-recheck", FALSE);
  walk_click (walk, walk_dialog (walk), "Создать");
  WALK_WAIT (walk, walk_dialog (walk) == NULL);
  WALK_WAIT (walk, walk_count ("select count (*) from recheck") == 1);
  add_member (walk, page, "expert1", 1);
  add_member (walk, page, "expert2", 2);
  walk_click (walk, page, "Раздать работы");
  WALK_WAIT (walk, walk_count ("select count (*) from recheck where state = 'dealt'") == 1);
  walk_settle (walk);
  walk_point (walk, walk_count ("select count (*) from recheck_work") == N_WORKS,
              "5: ten works are drawn");
  walk_point (walk, walk_count ("select count (*) from expert_score") == 2 * N_WORKS,
              "5: each work is dealt to two members");
  walk_shot (walk, "5-dealt", FALSE);
}

/* What a member reads in the works: the school's scores but for a few. Work 3 both mark lower, and
 * strictly; in works 2 and 7 the second member is stricter in one task. X is -1. */
static int
read_score (guint work, guint task, gboolean second)
{
  int score = (int)
      walk_count ("select coalesce (school_scores[%u], 0) from recheck_work where blind_no = %u",
                  task + 1, work);

  if (work == 3 && score > 0)
    return 0;
  if (second && (work == 2 || work == 7) && task == 0)
    return score > 0 ? score - 1 : 1;
  return score;
}

static AppScoreGrid *
open_works (Walk *walk)
{
  AppPage *page = walk_go (walk, "works");
  GtkWidget *grid = ui_find (GTK_WIDGET (page), APP_TYPE_SCORE_GRID, NULL);

  WALK_WAIT (walk, grid != NULL && app_score_grid_get_model (APP_SCORE_GRID (grid)) != NULL);
  walk_point (walk,
              app_score_model_get_n_rows (app_score_grid_get_model (APP_SCORE_GRID (grid)))
                  == N_WORKS,
              "5: a member has ten works");
  app_window_go (walk->window, "plans", NULL);
  walk_point (walk, g_str_equal (app_window_get_page_name (walk->window), "works"),
              "5: and nothing else: no plans, no schools");
  walk_point (walk, walk_label (walk->window, "СОШ") == NULL,
              "5: blind: no school is named on the screen");
  return APP_SCORE_GRID (grid);
}

static void
submit_works (Walk *walk, const char *login)
{
  walk_click (walk, app_window_get_page (walk->window), "Сдать все работы");
  WALK_WAIT (walk,
             walk_count ("select count (*) from expert_score s join app_user u on u.id = s.user_id"
                         " where u.login = '%s' and s.state = 'submitted'",
                         login)
                 == N_WORKS);
  walk_point (walk, TRUE, "5: %s submits ten works", login);
}

void
walk_type_scores (Walk *walk)
{
  AppScoreGrid *grid = open_works (walk);
  AppScoreModel *model = app_score_grid_get_model (grid);
  guint n_tasks = app_score_model_get_n_tasks (model);

  app_score_grid_set_cursor (grid, 0, 0);
  for (guint row = 0; row < N_WORKS; row++)
    {
      for (guint task = 0; task < n_tasks; task++)
        {
          int score = read_score (row + 1, task, FALSE);

          ui_press (GTK_WIDGET (grid), score < 0 ? GDK_KEY_x : GDK_KEY_0 + (guint) score, 0);
          ui_press (GTK_WIDGET (grid), GDK_KEY_Tab, 0);
        }
      if (row == 6)
        {
          walk_shot (walk, "5-scores", FALSE);
          walk_shot (walk, "5-scores", TRUE);
        }
    }
  walk_sent (walk);
  walk_point (walk,
              app_score_model_count_empty (model) == 0 && app_score_model_count_invalid (model) == 0
                  && walk_count ("select count (*) from expert_score s join app_user u on u.id ="
                                 " s.user_id where u.login = 'expert1' and"
                                 " array_position (s.scores, null) is null and"
                                 " cardinality (s.scores) = %u",
                                 n_tasks)
                         == N_WORKS,
              "5: scores per task, typed by keys, are in the base");
  submit_works (walk, "expert1");
}

void
walk_paste_scores (Walk *walk)
{
  AppScoreGrid *grid = open_works (walk);
  AppScoreModel *model = app_score_grid_get_model (grid);
  g_autoptr (GString) tsv = g_string_new (NULL);

  for (guint row = 0; row < N_WORKS; row++)
    for (guint task = 0; task < app_score_model_get_n_tasks (model); task++)
      {
        int score = read_score (row + 1, task, TRUE);
        g_autofree char *text = score < 0 ? g_strdup ("X") : g_strdup_printf ("%d", score);
        gboolean last = task + 1 == app_score_model_get_n_tasks (model);

        g_string_append_printf (tsv, "%s%c", text, last ? '\n' : '\t');
      }
  app_score_grid_set_cursor (grid, 0, 0);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (grid)), tsv->str);
  ui_press (GTK_WIDGET (grid), GDK_KEY_v, GDK_CONTROL_MASK);
  WALK_WAIT (walk, app_score_model_count_empty (model) == 0);
  walk_sent (walk);
  walk_point (walk, app_score_model_count_invalid (model) == 0,
              "5: scores pasted from a spreadsheet are in the base");
  submit_works (walk, "expert2");
}

/* the first work that waits for a decision, on the screen; NULL: none */
static AppResultRow *
find_open (AppPage *page)
{
  GtkWidget *row = ui_find (GTK_WIDGET (page), APP_TYPE_RESULT_ROW, NULL);

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (merilo_record_get_whole (app_result_row_get_result (APP_RESULT_ROW (row)),
                                 MERILO_RECHECK_RESULT_OPEN_ITEMS)
        > 0)
      return APP_RESULT_ROW (row);
  return NULL;
}

/* the deciding word is the first member's */
static void
decide (Walk *walk, AppResultRow *row)
{
  const MeriloScores *first = merilo_record_get_scores (app_result_row_get_result (row),
                                                        MERILO_RECHECK_RESULT_FIRST_SCORES);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  for (guint task = 0; task < first->n; task++)
    {
      g_autofree char *score = g_strdup_printf ("%d", first->at[task]);

      app_result_row_type (row, task, first->at[task] < 0 ? "X" : score);
    }
}

static gint64
count_open (void)
{
  return walk_count ("select count (*) from recheck_work where open_items > 0");
}

void
walk_close_recheck (Walk *walk)
{
  AppPage *page = walk_go (walk, "recheck");
  g_autofree char *title = walk_ask ("select title from recheck");
  gint64 open = count_open ();

  walk_open_row (walk, page, title);
  WALK_WAIT (walk, ui_count (GTK_WIDGET (page), APP_TYPE_RESULT_ROW) == N_WORKS);
  walk_point (walk, open == 2 && find_open (page) != NULL,
              "5: works where the members differ wait for a decision, %" G_GINT64_FORMAT, open);
  for (guint n = 0; open > 0; n++)
    {
      WALK_WAIT (walk, find_open (page) != NULL);
      decide (walk, find_open (page));
      if (n == 0)
        walk_shot (walk, "5-differing", FALSE);
      walk_click (walk, find_open (page), "Записать решение");
      WALK_WAIT (walk, count_open () < open);
      open = count_open ();
      walk_settle (walk);
    }
  walk_click (walk, page, "Завершить");
  WALK_WAIT (walk, walk_count ("select count (*) from recheck where state = 'closed'") == 1);
  walk_settle (walk);
  walk_point (walk,
              walk_count ("select count (*) from recheck_work where total is not null and outcome"
                          " is not null")
                  == N_WORKS,
              "5: each work has its result");
  walk_point (walk, walk_count ("select count (*) from recheck_conclusion where works = 10") == 1,
              "5: so has the school");
  walk_shot (walk, "5-closed", FALSE);
}

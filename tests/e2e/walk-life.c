#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-life.h"
#include "pages/field.h"
#include "pages/plans/plan-approval.h"
#include "pages/plans/plan-conflict.h"
#include "pages/plans/plan-mapping.h"
#include "pages/plans/plan-reason.h"

/* 1. A workbook becomes a plan by the columns that were chosen; 2. two write one item. */

#define MINE   "Отдел оценки качества"
#define THEIRS "Отдел общего образования"

/* What the sittings share */

AppPage *
walk_life_open (Walk *walk, const char *title, AppPlanView **ret_view)
{
  AppPage *page = walk_go (walk, "plans");
  g_autofree char *id = walk_ask ("select id from plan where title = '%s' and base_id is null and"
                                  " deleted_at is null",
                                  title);
  AppPlanView *view;

  walk_act (walk, page, "plans.open", id);
  view = APP_PLAN_VIEW (ui_find (GTK_WIDGET (page), APP_TYPE_PLAN_VIEW, NULL));
  WALK_WAIT (walk, app_plan_view_get_plan (view) != NULL
                       && app_plan_model_count_items (app_plan_view_get_model (view)) > 0);
  walk_settle (walk);
  if (ret_view != NULL)
    *ret_view = view;
  return page;
}

void
walk_life_select (Walk *walk, AppPlanView *view, const char *no)
{
  gint64 plan = merilo_record_get_whole (app_plan_view_get_plan (view), MERILO_PLAN_ID);
  g_autofree char *id = walk_ask ("select id from plan_item where plan_id = %" G_GINT64_FORMAT
                                  " and no = '%s' and deleted_at is null",
                                  plan, no);

  WALK_WAIT (walk, app_plan_view_select (view, id));
  walk_settle (walk);
}

void
walk_life_reason (Walk *walk, AppPage *page, const char *action, const char *text)
{
  walk_act (walk, page, action, NULL);
  WALK_WAIT (walk, APP_IS_PLAN_REASON (walk_dialog (walk)));
  app_plan_reason_type (APP_PLAN_REASON (walk_dialog (walk)), text);
  walk_act (walk, walk_dialog (walk), "reason.give", NULL);
}

void
walk_life_approve (Walk *walk, AppPage *page, const char *number)
{
  g_autofree char *today = walk_life_today ();

  walk_act (walk, page, "plans.approve", NULL);
  WALK_WAIT (walk, APP_IS_PLAN_APPROVAL (walk_dialog (walk)));
  app_plan_approval_type (APP_PLAN_APPROVAL (walk_dialog (walk)), number, today);
  walk_act (walk, walk_dialog (walk), "approval.give", NULL);
  WALK_WAIT (walk, walk_count ("select count (*) from plan where state = 'approved' and"
                               " act_number = '%s' and deleted_at is null",
                               number)
                       == 1);
  walk_settle (walk);
}

char *
walk_life_today (void)
{
  return walk_ask ("select to_char (today_of ((select min (org_id) from app_user)), 'DD.MM.YYYY')");
}

/* 1 */

void
walk_life_import (Walk *walk)
{
  AppPage *page = walk_go (walk, "plans");
  g_autofree char *path = g_build_filename (g_getenv ("MERILO_WALK_STATE"), "карта.xlsx", NULL);
  g_autofree char *from = walk_ask ("select '01.01.' || extract (year from now ())::int - 1");
  g_autofree char *until = walk_ask ("select '31.12.' || extract (year from now ())::int + 1");
  GtkWindow *dialog;

  walk_act (walk, page, "plans.import-file", path);
  WALK_WAIT (walk, (dialog = walk_dialog (walk)) != NULL
                       && walk_label (dialog, "Разделов: 2, пунктов: 5") != NULL);
  walk_settle (walk);
  walk_shot (walk, "life-1-columns", FALSE);
  app_plan_mapping_choose (APP_PLAN_MAPPING (
                               ui_find (GTK_WIDGET (dialog), APP_TYPE_PLAN_MAPPING, NULL)),
                           4, "result");
  WALK_WAIT (walk, walk_count ("select count (*) from job where kind = 'read-roadmap' and state ="
                               " 'done'")
                       == 2);
  WALK_WAIT (walk, walk_label (dialog, "Разделов: 2, пунктов: 5") != NULL);
  walk_settle (walk);
  app_field_type (walk_field (dialog, "title"), LIFE_TOWN);
  app_field_type (walk_field (dialog, "period_from"), from);
  app_field_type (walk_field (dialog, "period_until"), until);
  walk_shot (walk, "life-1-chosen", TRUE);
  walk_click (walk, dialog, "Создать план");
  WALK_WAIT (walk, walk_dialog (walk) == NULL);
  walk_sent (walk);
  walk_point (walk,
              walk_count ("select count (*) from plan_item i join plan p on p.id = i.plan_id where"
                          " p.title = '" LIFE_TOWN "' and i.result like 'пометка %%'")
                  == 5,
              "1: a column of a workbook is kept where it was chosen to be");
  walk_point (walk,
              walk_count ("select count (*) from plan_item where no in ('1.1', '1.2', '2.2') and"
                          " audience = 'schools'")
                  == 3,
              "1: and who reports is read");
}

/* 2 */

/* what one sitting tells the other */
static char *
mark_path (const char *name)
{
  return g_build_filename (g_getenv ("MERILO_WALK_STATE"), name, NULL);
}

static gint64
count_item (const char *responsible)
{
  return walk_count ("select count (*) from plan_item where no = '1.3' and responsible = '%s'",
                     responsible);
}

void
walk_life_second (Walk *walk)
{
  AppPlanView *view;
  AppPage *page = walk_life_open (walk, LIFE_TOWN, &view);
  g_autofree char *typed = mark_path ("typed");

  walk_life_select (walk, view, "1.3");
  WALK_WAIT (walk, g_file_test (typed, G_FILE_TEST_EXISTS));
  app_field_type (walk_field (page, "responsible"), THEIRS);
  walk_click (walk, page, "Записать");
  walk_sent (walk);
  walk_point (walk, count_item (THEIRS) == 1, "2: the other methodologist writes the item");
}

void
walk_life_first (Walk *walk)
{
  AppPlanView *view;
  AppPage *page = walk_life_open (walk, LIFE_TOWN, &view);
  g_autofree char *typed = mark_path ("typed");
  GtkWindow *dialog;

  walk_life_select (walk, view, "1.3");
  app_field_type (walk_field (page, "responsible"), MINE);
  if (!g_file_set_contents (typed, "", 0, NULL))
    g_error ("%s is not written", typed);
  WALK_WAIT (walk, count_item (THEIRS) == 1);
  walk_look (walk, 1600); /* the news of it comes, and the plan is read anew */
  walk_click (walk, page, "Записать");
  WALK_WAIT (walk, app_outbox_get_stuck (app_context_get_outbox (walk->context)) == 1
                       || count_item (MINE) == 1);
  walk_point (walk, count_item (THEIRS) == 1, "2: what was half typed does not overwrite it");
  walk_shot (walk, "life-2-conflict", FALSE);
  walk_act (walk, view, "view.resolve", NULL);
  WALK_WAIT (walk, APP_IS_PLAN_CONFLICT (dialog = walk_dialog (walk)));
  walk_point (walk, walk_label (dialog, MINE) != NULL && walk_label (dialog, THEIRS) != NULL,
              "2: both texts are shown");
  walk_shot (walk, "life-2-both", TRUE);
  walk_act (walk, dialog, "conflict.apply", NULL);
  WALK_WAIT (walk, count_item (MINE) == 1);
  walk_sent (walk);
  walk_point (walk,
              walk_count (
                  "select count (*) from plan_item where no = '1.3' and responsible = '" MINE
                  "' and deadline = 'декабрь'")
                  == 1,
              "2: the text that was chosen is in the base");
}

#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-life.h"
#include "pages/field.h"
#include "pages/plans/plan-side.h"

/* 7. A school makes its own plan of the town's; both sides see them beside each other. */

#define OWN "(select id from plan where title = '" LIFE_SCHOOL "')"

static GtkWindow *
open_side (Walk *walk)
{
  AppPage *page = walk_life_open (walk, LIFE_TOWN, NULL);
  GtkWindow *dialog;

  walk_act (walk, page, "plans.side-by-side", NULL);
  WALK_WAIT (walk, APP_IS_PLAN_SIDE (dialog = walk_dialog (walk)));
  return dialog;
}

static void
see_side (Walk *walk, GtkWindow *dialog, const char *who)
{
  WALK_WAIT (walk, walk_label (dialog, "изменён школой") != NULL);
  walk_point (walk,
              walk_label (dialog, "= как в муниципальном: 2   ± изменён школой: 1") != NULL
                  && walk_label (dialog, "1.2  Разбор причин со всеми учителями") != NULL,
              "7: %s sees what is the same and what was changed", who);
}

void
walk_life_own (Walk *walk)
{
  AppPlanView *view;
  AppPage *page = walk_life_open (walk, LIFE_TOWN, &view);
  gint64 concern = walk_count (
      "select count (*) from plan_item where audience <> 'department' and deleted_at is"
      " null and plan_id ="
      " (select id from plan where title = '" LIFE_TOWN "' and base_id is null)");
  GtkWindow *dialog;

  walk_life_reason (walk, page, "plans.school-plan", LIFE_SCHOOL);
  WALK_WAIT (walk, walk_count ("select count (*) from plan where id = " OWN) == 1);
  WALK_WAIT (walk, app_plan_view_get_plan (view) != NULL && app_plan_view_is_writable (view));
  walk_point (walk,
              walk_count ("select count (*) from plan_item i join plan_item t on t.lineage ="
                          " i.source_lineage and t.plan_id = (select source_id from plan where id ="
                          " " OWN ") where i.plan_id = " OWN " and t.title = i.title")
                      == concern
                  && concern == 3,
              "7: a school's own plan has the items that concern it");
  walk_life_select (walk, view, "1.2");
  app_field_type (walk_field (page, "title"), "Разбор причин со всеми учителями");
  walk_click (walk, page, "Записать");
  walk_sent (walk);
  walk_point (walk,
              walk_count ("select count (*) from plan_item where plan_id = " OWN
                          " and title = 'Разбор причин со всеми учителями'")
                  == 1,
              "7: which it writes as its own");
  walk_shot (walk, "life-7-own", FALSE);
  walk_life_approve (walk, page, "12-Ш");
  walk_act (walk, page, "plans.back", NULL);
  dialog = open_side (walk);
  see_side (walk, dialog, "the school");
  walk_shot (walk, "life-7-school", FALSE);
}

void
walk_life_beside (Walk *walk)
{
  g_autofree char *school = walk_ask ("select short_name from org o join app_user u on u.org_id ="
                                      " o.id where u.login = 'school1'");
  GtkWindow *dialog = open_side (walk);

  walk_settle (walk);
  walk_shot (walk, "life-7-first", FALSE);
  walk_choose (walk, dialog, "Школа", school);
  see_side (walk, dialog, "the department");
  walk_shot (walk, "life-7-department", TRUE);
}

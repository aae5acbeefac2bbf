#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-life.h"
#include "pages/field.h"
#include "pages/plans/plan-closing.h"
#include "pages/plans/plan-event.h"
#include "pages/plans/plan-new.h"
#include "pages/plans/plan-versions.h"
#include "pages/plans/rule-editor.h"
#include "widgets/plan-acts.h"

/* 3. A rule by hand, approval; 4. an event; 5. a version; 6. a decision; 12. the archive. */

#define TOWN "(select id from plan where title = '" LIFE_TOWN "' and base_id is null)"

static gint64
count_dates (const char *no)
{
  return walk_count ("select count (*) from item_date d join plan_item i on i.id = d.item_id where"
                     " i.plan_id = " TOWN " and i.no = '%s'",
                     no);
}

/* 3 */

void
walk_life_rule (Walk *walk)
{
  AppPlanView *view;
  AppPage *page = walk_life_open (walk, LIFE_TOWN, &view);
  AppRuleEditor *editor;

  walk_life_select (walk, view, "2.1");
  walk_click (walk, page, "Задать правило…");
  WALK_WAIT (walk, APP_IS_RULE_EDITOR (walk_dialog (walk)));
  editor = APP_RULE_EDITOR (walk_dialog (walk));
  while (app_rule_editor_get_n_rules (editor) > 1)
    g_signal_emit_by_name (app_rule_editor_get_rule (editor, 1), "removed");
  app_rule_form_choose (app_rule_editor_get_rule (editor, 0), APP_RULE_NTH);
  app_rule_form_type (app_rule_editor_get_rule (editor, 0), "nth", "1");
  app_rule_form_type (app_rule_editor_get_rule (editor, 0), "weekday", "1");
  app_rule_form_type (app_rule_editor_get_rule (editor, 0), "month", "9");
  /* the server's dates of the rule */
  WALK_WAIT (walk, walk_label (editor, "Контрольные даты") != NULL);
  walk_settle (walk);
  walk_shot (walk, "life-3-rule", FALSE);
  walk_act (walk, editor, "rule.give", NULL);
  walk_sent (walk);
  walk_point (walk,
              walk_count ("select count (*) from plan_item where plan_id = " TOWN
                          " and no = '2.1' and rule = 'yearly(on=2.tue.10)'"
                          " and deadline = 'по отдельному графику'")
                  == 1,
              "3: a rule set by hand is in the base, the words stay");
  walk_life_approve (walk, page, "41-О");
  walk_point (walk,
              count_dates ("2.1") > 0
                  && walk_count ("select count (*) from item_date d join plan_item i on i.id ="
                                 " d.item_id where i.no = '2.1' and extract (year from"
                                 " nominal_due) = extract (year from now ()) + 1")
                         == 1,
              "3: the rule gives a date a year");
  walk_point (walk,
              walk_count ("select count (*) from item_date d join plan_item i on i.id = d.item_id"
                          " where i.no = '2.1' and extract (month from nominal_due) = 10 and"
                          " extract (isodow from nominal_due) = 2 and"
                          " extract (day from nominal_due) between 8 and 14")
                  == count_dates ("2.1"),
              "3: and they are second Tuesdays of October");
  walk_shot (walk, "life-3-approved", TRUE);
}

/* 4 */

void
walk_life_event (Walk *walk)
{
  AppPage *page = walk_life_open (walk, LIFE_TOWN, NULL);
  g_autofree char *today = walk_life_today ();
  GtkWindow *dialog;

  walk_point (walk, count_dates ("1.2") == 0, "4: an item that waits for an event has no dates");
  walk_act (walk, page, "plans.event", NULL);
  WALK_WAIT (walk, APP_IS_PLAN_EVENT (dialog = walk_dialog (walk)));
  app_plan_event_type (APP_PLAN_EVENT (dialog), MERILO_RECORDED_EVENT_EVENT, "federal-list");
  app_plan_event_type (APP_PLAN_EVENT (dialog), MERILO_RECORDED_EVENT_FIRST, today);
  walk_act (walk, dialog, "event.give", NULL);
  WALK_WAIT (walk,
             ui_find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, "получение федерального списка")
                 != NULL);
  walk_settle (walk);
  walk_shot (walk, "life-4-event", FALSE);
  walk_point (walk,
              walk_count ("select count (*) from recorded_event where event = 'federal-list' and"
                          " withdrawn_at is null")
                  == 1,
              "4: the event is recorded");
  walk_point (walk,
              walk_count ("select count (*) from item_date d join plan_item i on i.id = d.item_id"
                          " join recorded_event e on e.first + 10 = d.nominal_due"
                          " where i.plan_id = " TOWN " and i.no = '1.2'")
                  == 1,
              "4: and the item has its date, ten days after");
  gtk_window_close (dialog);
}

/* 5 */

static void
see_difference (Walk *walk, AppPage *page)
{
  GtkWindow *dialog;

  walk_act (walk, page, "plans.versions", NULL);
  WALK_WAIT (walk, APP_IS_PLAN_VERSIONS (dialog = walk_dialog (walk)));
  WALK_WAIT (walk, walk_label (dialog, "до 22 декабря") != NULL);
  walk_point (walk, walk_label (dialog, "до 20 декабря") != NULL,
              "5: a draft shows what it changes, old and new");
  walk_shot (walk, "life-5-difference", FALSE);
  gtk_window_close (dialog);
  WALK_WAIT (walk, walk_dialog (walk) == NULL);
}

static void
see_versions (Walk *walk, AppPage *page)
{
  GtkWindow *dialog;

  walk_act (walk, page, "plans.versions", NULL);
  WALK_WAIT (walk, APP_IS_PLAN_VERSIONS (dialog = walk_dialog (walk)));
  WALK_SEE (walk,
            walk_label (dialog, "Редакция 1 → редакция 2") != NULL
                && walk_label (dialog, "до 22 декабря") != NULL,
            "5: two versions are compared");
  walk_shot (walk, "life-5-versions", TRUE);
  gtk_window_close (dialog);
}

void
walk_life_version (Walk *walk)
{
  AppPlanView *view;
  AppPage *page = walk_life_open (walk, LIFE_TOWN, &view);
  g_autofree char *id = walk_ask ("select " TOWN);
  g_autofree char *item
      = walk_ask ("select id from plan_item where plan_id = " TOWN " and no = '2.2'");

  walk_life_reason (walk, page, "plans.revise", "Уточнён срок самоанализа");
  WALK_WAIT (walk, walk_count ("select count (*) from plan where base_id = %s", id) == 1);
  WALK_WAIT (walk, app_plan_view_get_plan (view) != NULL && app_plan_view_is_writable (view));
  walk_point (walk,
              walk_count ("select count (*) from plan where base_id = %s and state = 'draft' and"
                          " reason = 'Уточнён срок самоанализа'",
                          id)
                  == 1,
              "5: a new version is begun with its reason");
  walk_life_select (walk, view, "2.2");
  app_field_type (walk_field (page, "deadline"), "до 22 декабря");
  walk_click (walk, page, "Записать");
  walk_sent (walk);
  see_difference (walk, page);
  walk_life_approve (walk, page, "55-О");
  walk_point (walk,
              walk_count ("select count (*) from plan where id = %s and revision = 2 and"
                          " act_number = '55-О'",
                          id)
                  == 1,
              "5: it is approved into the same plan");
  walk_point (walk,
              walk_count ("select count (*) from plan_item where id = %s and plan_id = %s and"
                          " deadline = 'до 22 декабря'",
                          item, id)
                      == 1
                  && walk_count ("select count (*) from plan_version where plan_id = %s", id) == 2,
              "5: the item keeps its number, both versions are kept");
  WALK_SEE (walk,
            app_plan_view_get_plan (view) != NULL
                && merilo_record_get_whole (app_plan_view_get_plan (view), MERILO_PLAN_ID)
                       == g_ascii_strtoll (id, NULL, 10)
                && merilo_record_get_whole (app_plan_view_get_plan (view), MERILO_PLAN_REVISION)
                       == 2,
            "5: the plan is on the screen in its new version");
  walk_settle (walk);
  see_versions (walk, page);
}

/* 6 */

static guint
count_labels (GtkWidget *root, const char *prefix)
{
  guint n = GTK_IS_LABEL (root) && gtk_widget_get_mapped (root)
            && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (root)), prefix);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_labels (child, prefix);
  return n;
}

static AppPage *
make_decision (Walk *walk)
{
  AppPage *page = walk_go (walk, "plans");
  AppPlanView *view = APP_PLAN_VIEW (ui_find (GTK_WIDGET (page), APP_TYPE_PLAN_VIEW, NULL));
  g_autofree char *from = walk_ask ("select '01.01.' || extract (year from now ())::int");
  g_autofree char *until = walk_ask ("select '31.12.' || extract (year from now ())::int");
  AppPlanModel *model = app_plan_view_get_model (view);
  AppPlanLine *line;
  AppPlanNew *dialog;

  walk_act (walk, page, "plans.new", NULL);
  WALK_WAIT (walk, APP_IS_PLAN_NEW (walk_dialog (walk)));
  dialog = APP_PLAN_NEW (walk_dialog (walk));
  app_plan_new_type (dialog, MERILO_PLAN_KIND, "decision");
  app_plan_new_type (dialog, MERILO_PLAN_TITLE, LIFE_DECISION);
  app_plan_new_type (dialog, MERILO_PLAN_PERIOD_FROM, from);
  app_plan_new_type (dialog, MERILO_PLAN_PERIOD_UNTIL, until);
  walk_act (walk, dialog, "new.create", NULL);
  WALK_WAIT (walk, app_plan_view_get_plan (view) != NULL && app_plan_view_is_writable (view));
  walk_settle (walk);
  line = app_plan_model_get (model, app_plan_add_item (model, G_MAXUINT));
  app_plan_model_begin (model, "title");
  app_plan_model_set (model, line, MERILO_PLAN_ITEM_NO, "1");
  app_plan_model_set (model, line, MERILO_PLAN_ITEM_TITLE, "Подготовить справку о наблюдении");
  app_plan_model_set (model, line, MERILO_PLAN_ITEM_DEADLINE, "до 20 декабря");
  app_plan_model_end (model);
  walk_sent (walk);
  if (walk_count ("select count (*) from plan_item where title = 'Подготовить справку о"
                  " наблюдении'")
      == 0) /* a heading that came with it waits for its words */
    {
      app_plan_model_begin (model, "title");
      app_plan_model_set (model, app_plan_model_get (model, 0), MERILO_PLAN_SECTION_TITLE,
                          "Решили");
      app_plan_model_end (model);
      walk_sent (walk);
    }
  walk_point (walk,
              walk_count ("select count (*) from plan_item i join plan p on p.id = i.plan_id where"
                          " p.kind = 'decision' and i.title like 'Подготовить справку%%'")
                  == 1,
              "6: a decision is written point by point");
  return page;
}

void
walk_life_decision (Walk *walk)
{
  AppPage *page = make_decision (walk);
  AppPlanView *view = APP_PLAN_VIEW (ui_find (GTK_WIDGET (page), APP_TYPE_PLAN_VIEW, NULL));
  g_autofree char *today = walk_life_today ();
  static const char closed[]
      = "select count (*) from plan_item i join plan p on p.id = i.plan_id where p.kind ="
        " 'decision' and i.closed_on = today_of (p.org_id) and i.closed_by = 'Отдел оценки'"
        " and i.closed_with = 'справка № 4'";

  walk_life_approve (walk, page, "7-С");
  WALK_WAIT (walk, !app_plan_view_is_writable (view));
  walk_life_select (walk, view, "1");
  walk_act (walk, page, "plans.close-point", NULL);
  WALK_WAIT (walk, APP_IS_PLAN_CLOSING (walk_dialog (walk)));
  app_plan_closing_type (APP_PLAN_CLOSING (walk_dialog (walk)), today, "Отдел оценки",
                         "справка № 4");
  walk_shot (walk, "life-6-closing", FALSE);
  walk_act (walk, walk_dialog (walk), "closing.give", NULL);
  WALK_WAIT (walk, walk_count (closed) == 1);
  walk_point (walk, TRUE, "6: a point is closed: when, by whom, with what");
  WALK_SEE (walk,
            app_plan_view_get_item (view) != NULL
                && merilo_record_has (app_plan_view_get_item (view), MERILO_PLAN_ITEM_CLOSED_ON),
            "6: and is seen closed");
  walk_settle (walk);
  walk_point (walk, count_labels (GTK_WIDGET (page), "20.12.") == 1,
              "6: its date is told once, however many report by it");
  walk_shot (walk, "life-6-closed", FALSE);
  walk_life_reason (walk, page, "plans.close-point", "Справка возвращена");
  WALK_WAIT (walk, walk_count (closed) == 0);
  walk_point (walk, TRUE, "6: it is opened again with a reason");
}

/* 12 */

void
walk_life_archive (Walk *walk)
{
  AppPlanView *view;
  AppPage *page = walk_life_open (walk, LIFE_TOWN, &view);
  gint64 reports = walk_count ("select count (*) from quarter_report");

  walk_life_reason (walk, page, "plans.archive", "Карта исполнена");
  WALK_WAIT (walk, walk_count ("select count (*) from plan where id = " TOWN
                               " and state = 'archived' and archived_at is not null")
                       == 1);
  WALK_SEE (walk, walk_label (page, "План в архиве") != NULL, "12: the plan is in the archive");
  walk_settle (walk);
  walk_shot (walk, "life-12-archived", FALSE);
  walk_life_reason (walk, page, "plans.reopen", "Срок продлён");
  WALK_WAIT (walk, walk_count ("select count (*) from plan where id = " TOWN
                               " and state = 'approved' and archived_at is null")
                       == 1);
  WALK_SEE (walk, walk_label (page, "План утверждён") != NULL, "12: and comes back");
  walk_point (walk, walk_count ("select count (*) from quarter_report") == reports && reports > 0,
              "12: reports stay");
}

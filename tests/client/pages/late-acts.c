/* Writes whose answer comes when another record is looked at by then: they are of the record that
 * they were made for, and what is looked at stays. */
#include "client/pages/plan-desk.h"

#include "pages/plans/plan-approval.h"
#include "pages/plans/plan-event.h"
#include "pages/reports/report-line.h"
#include "widgets/record-form.h"
#include "widgets/score-grid.h"

static void
set_up (Desk *desk, gconstpointer role)
{
  desk_open (desk, role != NULL ? role : "methodologist");
  fake_serve_edits (desk->fake);
}

static void
tear_down (Desk *desk, gconstpointer role)
{
  desk_close (desk);
}

static void
hold (Desk *desk, const char *part)
{
  fake_misbehave (desk->fake, part, FAKE_HELD, 0, 1);
}

static void
release (Desk *desk)
{
  fake_release (desk->fake);
  desk_settle (desk);
}

/* The commission: the scores go out, then the campaign that was handed in is, not the chosen one */

#define WORK(id, recheck, title)                                                                            \
  "{\"id\":\"" id "\",\"recheck_id\":" recheck ",\"recheck_title\":\"" title                                \
  "\",\"subject\":\"Русский язык\",\"grade\":4,\"blind_no\":1,\"variant\":\"1\",\"item_codes\":" \
  "\"[\\\"1\\\",\\\"2\\\"]\",\"item_max\":[4,3],\"scores\":[4,2],\"state\":\"open\",\"version\":1}"

static void
test_submission (Desk *desk, gconstpointer role)
{
  AppPage *page;
  AppScoreGrid *grid;
  GtkDropDown *campaign;

  fake_load (desk->fake, "expert-scores",
             "[" WORK ("e-1", "70", "Русский язык, ноябрь") "," WORK ("e-2", "71",
                                                                      "Русский язык, декабрь") "]");
  fake_answer (desk->fake, "POST", "/submission", 200, "{\"submitted\":1}");
  page = desk_go (desk, "works", NULL);
  desk_act (page, "page.load", NULL); /* it may have begun with other works */
  UI_WAIT (ui_says (page, "Русский язык, ноябрь"));
  grid = APP_SCORE_GRID (ui_find (GTK_WIDGET (page), APP_TYPE_SCORE_GRID, NULL));
  campaign = GTK_DROP_DOWN (ui_find (GTK_WIDGET (page), GTK_TYPE_DROP_DOWN, NULL));
  hold (desk, "expert-scores/e-1");
  g_assert_true (app_score_model_set_text (app_score_grid_get_model (grid), 0, 0, "3"));
  UI_WAIT (fake_count (desk->fake, "PATCH", "expert-scores/e-1") == 1);
  desk_act (page, "works.submit", NULL);
  gtk_drop_down_set_selected (campaign, 1);
  release (desk);
  UI_WAIT (fake_count (desk->fake, "POST", "/submission") == 1);
  assert_sent (desk, "POST", "/submission", "\"recheck_id\":70");
}

/* Directories */

static MeriloRecord *
form_of (AppPage *page)
{
  return app_record_form_get_record (
      APP_RECORD_FORM (ui_find (GTK_WIDGET (page), APP_TYPE_RECORD_FORM, NULL)));
}

static gboolean
is_of (MeriloRecord *record, const MeriloEntity *entity)
{
  return record != NULL && merilo_record_get_entity (record) == entity;
}

/* what is being made after it stays in the form */
static void
test_created (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "directories", NULL);
  MeriloRecord *act;

  desk_act (page, "directories.show", "acts");
  UI_WAIT (desk_is_shown (page));
  desk_settle (desk);
  desk_act (page, "directories.add", NULL);
  act = form_of (page);
  merilo_record_set_whole (act, MERILO_ACT_KIND, MERILO_ACT_KIND_ORDER);
  merilo_record_set_text (act, MERILO_ACT_NUMBER, "117");
  merilo_record_set_text (act, MERILO_ACT_TITLE, "О перепроверке работ");
  g_assert_true (merilo_record_parse (act, MERILO_ACT_DATE, "12.01.2026", NULL));
  hold (desk, "acts");
  app_page_save (page);
  UI_WAIT (fake_count (desk->fake, "POST", "acts") == 1);
  desk_act (page, "directories.show", "classes");
  desk_act (page, "directories.add", NULL);
  g_assert_true (is_of (form_of (page), &merilo_class_entity));
  release (desk);
  g_assert_true (is_of (form_of (page), &merilo_class_entity));
}

/* Reports */

/* a report that is accepted does not come in place of the one that is read by then */
static void
test_accepted (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "reports", NULL);

  desk_act (page, "reports.open", "300");
  UI_WAIT (ui_count (GTK_WIDGET (page), APP_TYPE_REPORT_LINE) == 8);
  fake_answer_changed (desk->fake, "POST", "/acceptance", "quarter-reports", "300",
                       "{\"state\":\"accepted\",\"accepted_at\":\"2026-12-30T10:15:00Z\"}");
  hold (desk, "acceptance");
  desk_act (page, "reports.accept", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "/acceptance") == 1);
  desk_act (page, "reports.open", "304");
  UI_WAIT (ui_says (page, "Лицей № 5"));
  release (desk);
  g_assert_true (ui_says (page, "Лицей № 5"));
}

/* who goes back to the list has handed in all the same */
static void
test_handed_in (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "reports", "304");
  GtkWidget *line;

  UI_WAIT (ui_count (GTK_WIDGET (page), APP_TYPE_REPORT_LINE) == 8);
  fake_answer_changed (desk->fake, "POST", "/submission", "quarter-reports", "304",
                       "{\"state\":\"submitted\",\"answered\":8}");
  hold (desk, "quarter-reports/304");
  line = ui_find (GTK_WIDGET (page), APP_TYPE_REPORT_LINE, NULL);
  g_assert_nonnull (line);
  desk_act (page, "reports.submit", NULL);
  UI_WAIT (fake_count (desk->fake, "GET", "quarter-reports/304") == 2);
  desk_act (page, "reports.back", NULL);
  release (desk);
  UI_WAIT (fake_count (desk->fake, "POST", "/submission") == 1);
  desk_settle (desk);
  g_assert_cmpuint (ui_count (GTK_WIDGET (page), APP_TYPE_REPORT_LINE), ==, 0);
}

/* Plans */

static gint64
open_plan (AppPage *page)
{
  MeriloRecord *plan = app_plan_view_get_plan (view_of (page));

  return plan != NULL ? merilo_record_get_whole (plan, MERILO_PLAN_ID) : 0;
}

/* what was typed goes out first; the plan that is opened meanwhile is not the one to approve */
static void
test_approval (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "plans", "plan/1");

  UI_WAIT (open_plan (page) == 1);
  fake_answer (desk->fake, "POST", "/approval", 200,
               "{\"id\":1,\"version\":4,\"state\":\"approved\",\"act_number\":\"31-п\"}");
  hold (desk, "plans/1/edits");
  set_title (view_of (page), 103, "Перед утверждением");
  desk_act (page, "plans.approve", NULL);
  app_plan_approval_type (APP_PLAN_APPROVAL (desk_dialog (desk)), "31-п", "25.11.2026");
  desk_act (desk_dialog (desk), "approval.give", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "plans/1/edits") == 1);
  desk_act (page, "plans.open", "3");
  UI_WAIT (open_plan (page) == 3);
  release (desk);
  UI_WAIT (fake_count (desk->fake, "POST", "/approval") == 1);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "plans/1/approval"), ==, 1);
  desk_settle (desk);
  g_assert_cmpint (open_plan (page), ==, 3);
}

/* what has just been recorded is not lost from the list that was asked for before it */
static void
test_event (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "plans", "plan/2");
  GtkWidget *dialog;

  hold (desk, "recorded-events");
  desk_act (page, "plans.event", NULL);
  dialog = GTK_WIDGET (desk_dialog (desk));
  UI_WAIT (fake_count_held (desk->fake) == 1);
  app_plan_event_type (APP_PLAN_EVENT (dialog), MERILO_RECORDED_EVENT_EVENT, "federal-list");
  app_plan_event_type (APP_PLAN_EVENT (dialog), MERILO_RECORDED_EVENT_FIRST, "25.11.2026");
  desk_act (dialog, "event.give", NULL);
  UI_WAIT (fake_count (desk->fake, "GET", "recorded-events") == 2);
  UI_WAIT (ui_find (dialog, ADW_TYPE_ACTION_ROW, "получение федерального списка") != NULL);
  release (desk);
  g_assert_nonnull (ui_find (dialog, ADW_TYPE_ACTION_ROW, "получение федерального списка"));
}

/* an item's plan is looked up; whoever opened another plan meanwhile reads on */
static void
test_item (Desk *desk, gconstpointer role)
{
  AppPage *page = desk_go (desk, "plans", NULL);

  hold (desk, "plan-items/104");
  app_page_open (page, "item/104");
  UI_WAIT (fake_count (desk->fake, "GET", "plan-items/104") == 1);
  desk_act (page, "plans.open", "2");
  UI_WAIT (open_plan (page) == 2);
  release (desk);
  g_assert_cmpint (open_plan (page), ==, 2);
}

static void
fill (void)
{
#define ADD(name, role, func) g_test_add ("/late-acts/" name, Desk, role, set_up, func, tear_down)
  ADD ("submission", "commission", test_submission);
  ADD ("created", NULL, test_created);
  ADD ("accepted", NULL, test_accepted);
  ADD ("handed-in", "school", test_handed_in);
  ADD ("approval", NULL, test_approval);
  ADD ("event", NULL, test_event);
  ADD ("item", NULL, test_item);
#undef ADD
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-late-acts", fill);
}

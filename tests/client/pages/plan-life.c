#include "client/pages/plan-desk.h"

#include "pages/plans/plan-approval.h"
#include "pages/plans/plan-closing.h"
#include "pages/plans/plan-event.h"
#include "pages/plans/plan-mapping.h"
#include "pages/plans/plan-new.h"
#include "pages/plans/plan-reason.h"
#include "pages/plans/plans-page.h"
#include "pages/plans/rule-editor.h"

/* The rule */

static void
test_rule (Desk *desk, gconstpointer data)
{
  AppPlanView *view = open_draft (desk);
  AppRuleEditor *editor;
  g_autofree char *canon = NULL;

  fake_answer (desk->fake, "POST", "/reading", 200,
               "{\"canon\":\"yearly(on=2.tue.10)\",\"reading\":\"ежегодно\",\"warnings\":[],"
               "\"dates\":[{\"nominal_from\":\"2026-10-13\",\"nominal_due\":\"2026-10-13\","
               "\"due\":\"2026-10-13\",\"quarter\":\"2026-Q4\"}]}");
  app_plan_view_select (view, "104");
  desk_settle (desk);
  g_signal_emit_by_name (ui_find (GTK_WIDGET (view), GTK_TYPE_BUTTON, "Задать правило…"),
                         "clicked");
  editor = APP_RULE_EDITOR (desk_dialog (desk));
  app_rule_form_choose (app_rule_editor_get_rule (editor, 0), APP_RULE_NTH);
  app_rule_form_type (app_rule_editor_get_rule (editor, 0), "nth", "1");
  app_rule_form_type (app_rule_editor_get_rule (editor, 0), "weekday", "1");
  app_rule_form_type (app_rule_editor_get_rule (editor, 0), "month", "9");
  while (app_rule_editor_get_n_rules (editor) > 1)
    g_signal_emit_by_name (app_rule_editor_get_rule (editor, 1), "removed");
  canon = app_rule_editor_dup_canon (editor);
  g_assert_cmpstr (canon, ==, "yearly(on=2.tue.10)");
  UI_WAIT (ui_find (GTK_WIDGET (editor), GTK_TYPE_LABEL, "13.10.2026, 4 квартал 2026 года")
           != NULL);
  assert_sent (desk, "POST", "plan-items/104/reading", "\"rule\":\"yearly(on=2.tue.10)\"");
  desk_shot (desk, "rule-editor");
  desk_act (editor, "rule.give", NULL);
  wait_saved (desk);
  assert_sent (desk, "POST", "plans/1/edits", "\"rule\":\"yearly(on=2.tue.10)\"");
  desk_shot (desk, "plan-rule");
}

/* every form gives the canon of its kind, and refuses what is no day */
static void
test_rule_forms (Desk *desk, gconstpointer data)
{
  static const struct
  {
    AppRuleForms form;
    const char *fields[8];
    const char *canon; /* NULL: something is missing */
  } rows[] = {
    { APP_RULE_ONCE, { "until", "15.05.2027" }, "once(until=2027-05-15)" },
    { APP_RULE_ONCE,
      { "from", "01.10.2026", "until", "31.12.2026" },
      "once(from=2026-10-01,until=2026-12-31)" },
    { APP_RULE_ONCE, { "until", "" }, NULL },
    { APP_RULE_ONCE, { "until", "31.02.2027" }, NULL },
    { APP_RULE_ONCE, { "from", "01.10.2027", "until", "31.12.2026" }, NULL },
    { APP_RULE_YEARLY, { "until-day", "15.05" }, "yearly(until=05-15)" },
    { APP_RULE_YEARLY,
      { "from-day", "01.02", "until-day", "последний.02" },
      "yearly(from=02-01,until=02-last)" },
    { APP_RULE_YEARLY, { "until-day", "15.13" }, NULL },
    { APP_RULE_MONTHS, { "months", "5", "months", "12" }, "yearly(months=5,12)" },
    { APP_RULE_MONTHS, { "years", "3" }, NULL },
    { APP_RULE_NTH,
      { "nth", "4", "weekday", "0", "month", "2", "working", "1" },
      "yearly(on=last.mon.03.working)" },
    { APP_RULE_QUARTERLY, { "day", "5" }, "quarterly(day=5)" },
    { APP_RULE_MONTHLY, { "day", "7", "lag", "1" }, "monthly(day=7,lag=1)" },
    { APP_RULE_SCHOOL_YEAR, { "school-year", "2026" }, "sy(2026/2027)" },
    { APP_RULE_EVERY, { "years", "3" }, "every(years=3,per=school)" },
    { APP_RULE_EVENT,
      { "event", "2", "when", "2", "offset", "10", "unit", "0" },
      "event(id=federal-list,when=after,offset=+10d)" },
    { APP_RULE_EVENT,
      { "event", "9", "name", "утверждения бюджета", "when", "2" },
      "event(id=other,name=\"утверждения бюджета\",when=after)" },
    { APP_RULE_EVENT, { "event", "9", "name", "" }, NULL },
    { APP_RULE_EXTERNAL, { "who", "УО" }, "external(who=\"УО\")" },
    { APP_RULE_CONTINUOUS, { "who", "" }, "continuous" },
    { APP_RULE_ON_DEMAND, { "who", "" }, "ondemand" },
  };
  g_autoptr (MeriloRecord) blank = g_object_new (app_type_of (&merilo_plan_item_entity), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AppRuleEditor *editor
          = APP_RULE_EDITOR (app_rule_editor_new (GTK_WINDOW (desk->window), desk->context, blank));
      AppRuleForm *form = app_rule_editor_get_rule (editor, 0);
      g_autofree char *canon = NULL;

      app_rule_form_choose (form, rows[i].form);
      app_rule_form_type (form, "from-day", "");
      for (guint k = 0; k < 8 && rows[i].fields[k] != NULL; k += 2)
        app_rule_form_type (form, rows[i].fields[k], rows[i].fields[k + 1]);
      canon = app_rule_editor_dup_canon (editor);
      g_test_message ("row %u", i);
      if (rows[i].canon == NULL)
        g_assert_null (canon);
      else
        {
          if (canon != NULL && strchr (canon, ';') != NULL)
            *strchr (canon, ';') = 0; /* warnings are the reading's own */
          g_assert_cmpstr (canon, ==, rows[i].canon);
        }
      gtk_window_destroy (GTK_WINDOW (editor));
    }
}

/* The plan's life */

static void
test_versions (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "plans", "plan/2");
  GtkWindow *dialog;

  fake_answer (desk->fake, "GET", "/versions", 200,
               "[{\"id\":2,\"revision\":2,\"act_kind\":\"order\",\"act_number\":\"40-п\","
               "\"act_date\":\"2026-03-01\",\"reason\":\"Изменились сроки ВПР\",\"items\":14},"
               "{\"id\":1,\"revision\":1,\"act_kind\":\"order\",\"act_number\":\"12-п\","
               "\"act_date\":\"2026-01-12\",\"items\":13}]");
  fake_answer (desk->fake, "GET", "/diff", 200,
               "[{\"lineage\":1,\"no\":\"1.1\",\"title\":\"Приказ о наблюдении\",\"change\":"
               "\"changed\",\"field\":\"deadline\",\"old\":\"февраль\",\"new\":\"март\"},"
               "{\"lineage\":2,\"no\":\"1.4\",\"title\":\"Совещание с директорами\",\"change\":"
               "\"added\"},{\"lineage\":3,\"no\":\"2.2\",\"title\":\"Сверка журналов\","
               "\"change\":\"removed\"},{\"lineage\":4,\"no\":\"3.1\",\"title\":\"Отчёт\","
               "\"change\":\"moved\",\"field\":\"section\",\"old\":\"Раздел 2\",\"new\":"
               "\"Раздел 3\"},{\"lineage\":null,\"no\":null,\"title\":\"План на год\",\"change\":"
               "\"changed\",\"field\":\"period_until\",\"old\":\"2026-12-31\",\"new\":"
               "\"2027-05-31\"},{\"lineage\":5,\"no\":\"3.2\",\"title\":\"Семинар\",\"change\":"
               "\"changed\",\"field\":\"audience\",\"old\":\"schools\",\"new\":\"both\"},"
               "{\"lineage\":5,\"no\":\"3.2\",\"title\":\"Семинар\",\"change\":\"changed\","
               "\"field\":\"rule\",\"old\":null,\"new\":\"yearly(until=05-15)\"}]");
  desk_act (page, "plans.versions", NULL);
  dialog = desk_dialog (desk);
  UI_WAIT (ui_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "Редакция 1 → редакция 2") != NULL);
  UI_WAIT (ui_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL,
                    "+ добавлен: 1   − исключён: 1   ± изменён: 3   ↕ перенесён: 1")
           != NULL);
  /* in words, as the fields are called: nothing of how the server writes it */
  g_assert_nonnull (ui_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "Раздел"));
  g_assert_nonnull (ui_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "Период по"));
  g_assert_nonnull (ui_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "31.05.2027"));
  g_assert_nonnull (ui_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "ежегодно, до 15 мая"));
  g_assert_null (ui_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "both"));
  desk_shot (desk, "plan-versions");
  gtk_window_destroy (dialog);
  fake_answer (desk->fake, "POST", "/revision", 201, "{\"id\":1,\"version\":1,\"base_id\":2}");
  desk_shot (desk, "plan-approved");
  desk_act (page, "plans.revise", NULL);
  dialog = desk_dialog (desk);
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (dialog), "reason.give", NULL)
                  && fake_count (desk->fake, "POST", "/revision") > 0);
  app_plan_reason_type (APP_PLAN_REASON (dialog), "Изменились сроки");
  desk_shot (desk, "plan-revise");
  desk_act (dialog, "reason.give", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "plans/2/revision") == 1);
  assert_sent (desk, "POST", "plans/2/revision", "\"reason\":\"Изменились сроки\"");
  desk_settle (desk);
}

static void
test_archive (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "plans", "plan/2");
  GtkWindow *dialog;

  fake_answer (desk->fake, "POST", "/archiving", 200, "{\"id\":2,\"version\":9}");
  desk_act (page, "plans.archive", NULL);
  dialog = desk_dialog (desk);
  app_plan_reason_type (APP_PLAN_REASON (dialog), "План выполнен");
  desk_act (dialog, "reason.give", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "plans/2/archiving") == 1);
  assert_sent (desk, "POST", "plans/2/archiving", "План выполнен");
  desk_settle (desk);
}

static void
test_event (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "plans", "plan/2");
  AppPlanEvent *dialog;

  fake_load (desk->fake, "recorded-events",
             "[{\"id\":1,\"org_id\":2,\"event\":\"vpr-results\",\"first\":\"2026-05-20\"}]");
  desk_act (page, "plans.event", NULL);
  dialog = APP_PLAN_EVENT (desk_dialog (desk));
  UI_WAIT (ui_find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, "получение результатов ВПР") != NULL);
  app_plan_event_type (dialog, MERILO_RECORDED_EVENT_EVENT, "federal-list");
  app_plan_event_type (dialog, MERILO_RECORDED_EVENT_FIRST, "25.11.2026");
  desk_shot (desk, "plan-event");
  desk_act (dialog, "event.give", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "recorded-events") == 1);
  assert_sent (desk, "POST", "recorded-events", "\"event\":\"federal-list\"");
  assert_sent (desk, "POST", "recorded-events", "\"first\":\"2026-11-25\"");
  UI_WAIT (ui_find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, "получение федерального списка")
           != NULL);
}

static void
test_side (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "plans", "plan/2");

  fake_answer (
      desk->fake, "GET", "/side-by-side", 200,
      "[{\"lineage\":1,\"no\":\"1.1\",\"title\":\"Приказ о наблюдении\",\"deadline\":"
      "\"февраль\",\"responsible\":\"Директор\",\"school_no\":\"1\",\"school_title\":"
      "\"Приказ о наблюдении\",\"school_deadline\":\"до 10 февраля\",\"state\":\"changed\"},"
      "{\"lineage\":2,\"no\":\"1.2\",\"title\":\"График\",\"state\":\"missing\"}]");
  desk_act (page, "plans.side-by-side", NULL);
  UI_WAIT (ui_find (GTK_WIDGET (desk_dialog (desk)), GTK_TYPE_LABEL, "изменён школой") != NULL);
  desk_shot (desk, "plan-side");
}

static void
test_export (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "plans", "plan/2");
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "план.docx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;

  fake_answer (desk->fake, "GET", "/document", 200, "документ");
  app_plans_export (APP_PLANS_PAGE (page), "docx", file);
  UI_WAIT (g_file_test (path, G_FILE_TEST_EXISTS));
  desk_settle (desk); /* until it is whole */
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "документ");
}

static void
test_new (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "plans", NULL);
  AppPlanNew *dialog;

  desk_act (page, "plans.new", NULL);
  dialog = APP_PLAN_NEW (desk_dialog (desk));
  app_plan_new_type (dialog, MERILO_PLAN_TITLE, "Решение коллегии от 20.11.2026");
  app_plan_new_type (dialog, MERILO_PLAN_KIND, "decision");
  desk_shot (desk, "plan-new");
  desk_act (dialog, "new.create", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "plans") == 1);
  assert_sent (desk, "POST", "plans", "\"kind\":\"decision\"");
  desk_settle (desk);
}

/* a decision: a point is closed by somebody with something */
static void
test_decision (Desk *desk, gconstpointer data)
{
  AppPage *page;
  AppPlanView *view;
  AppPlanClosing *dialog;

  fake_load (desk->fake, "plans",
             "[{\"id\":7,\"org_id\":2,\"kind\":\"decision\",\"title\":\"Решение коллегии\","
             "\"period_from\":\"2026-01-01\",\"period_until\":\"2026-12-31\",\"state\":"
             "\"approved\",\"items\":3,\"sections\":1,\"version\":1}]");
  fake_load (desk->fake, "plan-sections",
             "[{\"id\":70,\"plan_id\":7,\"position\":1,\"title\":\"Решили\",\"plan_state\":"
             "\"approved\"}]");
  fake_load (
      desk->fake, "plan-items",
      "[{\"id\":701,\"plan_id\":7,\"section_id\":70,\"position\":1,\"no\":\"1\",\"title\":"
      "\"Руководителям школ обеспечить наблюдение\",\"responsible\":\"директора\",\"deadline\":"
      "\"до 1 декабря\",\"plan_state\":\"approved\"},{\"id\":702,\"plan_id\":7,\"section_id\":70,"
      "\"position\":2,\"no\":\"1.1\",\"title\":\"назначить ответственных\",\"plan_state\":"
      "\"approved\",\"closed_on\":\"2026-11-12\",\"closed_by\":\"Орлова А. П.\",\"closed_with\":"
      "\"справка № 4\"},{\"id\":703,\"plan_id\":7,\"section_id\":70,\"position\":3,\"no\":\"2\","
      "\"title\":\"Отделу подготовить отчёт\",\"plan_state\":\"approved\"}]");
  fake_answer (desk->fake, "POST", "/closing", 200, "{\"id\":701,\"version\":2}");
  page = desk_go (desk, "plans", "plan/7");
  view = view_of (page);
  app_plan_view_select (view, "701");
  desk_settle (desk);
  desk_shot (desk, "plan-decision");
  desk_act (page, "plans.close-point", NULL);
  dialog = APP_PLAN_CLOSING (desk_dialog (desk));
  app_plan_closing_type (dialog, "20.11.2026", "Орлова А. П.", "справка о наблюдении");
  desk_shot (desk, "plan-closing");
  desk_act (dialog, "closing.give", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "plan-items/701/closing") == 1);
  assert_sent (desk, "POST", "closing", "\"date\":\"2026-11-20\"");
  assert_sent (desk, "POST", "closing", "\"with_what\":\"справка о наблюдении\"");
  desk_settle (desk);
}

static GtkWidget *
find_notice (AppPage *page)
{
  return ui_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "notice_text");
}

/* the school looks at the municipal plan and makes its own of it */
static void
test_school (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "plans", "plan/2");
  GtkWindow *dialog;

  fake_answer (desk->fake, "POST", "/school-plan", 201, "{\"id\":3,\"version\":1}");
  g_assert_false (app_plan_view_is_writable (view_of (page)));
  /* what only the town may do is not there at all, not even greyed */
  g_assert_null (ui_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "Новая редакция…"));
  g_assert_null (ui_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "В архив…"));
  g_assert_nonnull (ui_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "Школьный план по этому плану…"));
  g_assert_false (gtk_widget_get_mapped (find_notice (page)));
  desk_shot (desk, "plan-school");
  desk_act (page, "plans.school-plan", NULL);
  dialog = desk_dialog (desk);
  app_plan_reason_type (APP_PLAN_REASON (dialog), "План лицея № 5 на 2026 год");
  desk_act (dialog, "reason.give", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "plans/2/school-plan") == 1);
  assert_sent (desk, "POST", "school-plan", "\"title\":\"План лицея № 5 на 2026 год\"");
  desk_settle (desk);
}

static void
test_approval (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "plans", "plan/1");
  GtkWindow *dialog;

  fake_answer (desk->fake, "POST", "/approval", 200,
               "{\"id\":1,\"version\":4,\"state\":\"approved\",\"act_number\":\"31-п\"}");
  set_title (view_of (page), 103, "Перед утверждением");
  desk_act (page, "plans.approve", NULL);
  dialog = desk_dialog (desk);
  g_assert_true (APP_IS_PLAN_APPROVAL (dialog));
  app_plan_approval_type (APP_PLAN_APPROVAL (dialog), "31-п", "25.11.2026");
  desk_shot (desk, "plan-approval");
  desk_act (dialog, "approval.give", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "plans/1/approval") == 1);
  /* what was typed is written first */
  g_assert_cmpuint (fake_count (desk->fake, "POST", "plans/1/edits"), ==, 1);
  assert_sent (desk, "POST", "plans/1/approval", "\"act_number\":\"31-п\"");
  assert_sent (desk, "POST", "plans/1/approval", "\"act_date\":\"2026-11-25\"");
}

/* a version becomes the plan that it was made of: that one is open then, not the draft that was */
static void
test_approval_version (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "plans", "plan/1");

  fake_answer (desk->fake, "POST", "/approval", 200,
               "{\"id\":2,\"version\":9,\"state\":\"approved\",\"revision\":2}");
  desk_act (page, "plans.approve", NULL);
  app_plan_approval_type (APP_PLAN_APPROVAL (desk_dialog (desk)), "31-п", "25.11.2026");
  desk_act (desk_dialog (desk), "approval.give", NULL);
  UI_WAIT (app_plan_view_get_plan (view_of (page)) != NULL
           && merilo_record_get_whole (app_plan_view_get_plan (view_of (page)), MERILO_PLAN_ID)
                  == 2);
  g_assert_false (app_plan_view_is_writable (view_of (page)));
  desk_settle (desk);
}

static const char ROADMAP[]
    = "{\"act\":null,\"plans\":[{\"kind\":\"municipal-roadmap\",\"title\":\"Дорожная карта на "
      "2024–2026 годы\",\"plan_kind\":\"municipal-roadmap\",\"count\":2,\"tables\":[{\"table\":0}],\"columns\":[{\"column\":1,\"heading\":\"№\",\"role\":\"no\"},{\"column\":2,\"heading\":\"Что делаем\",\"role\":\"\"},{\"column\":3,\"heading\":\"Срок\",\"role\":\"deadline\"}],\"sections\":[{\"title\":\"Раздел 1. Организация\","
      "\"items\":[{\"no\":\"1.1\",\"cells\":{\"no\":\"1.1\",\"activity\":\"Приказ о наблюдении\","
      "\"responsible\":\"Методисты\",\"deadline\":\"февраль\"},\"source_rows\":[\"0.2\"],"
      "\"state\":\"whole\",\"why\":\"\",\"reading\":\"ежегодно, февраль\"},{\"no\":\"1.5\","
      "\"cells\":{\"no\":\"1.5\",\"activity\":\"Контроль порядка\",\"responsible\":\"Управление\","
      "\"deadline\":\"октябрь март-апрель сентябрь\"},\"source_rows\":[\"0.6\",\"1.1\"],"
      "\"state\":\"doubtful\",\"why\":\"blank-deadline\",\"reading\":\"три "
      "окна: октябрь; март–апрель; сентябрь\",\"warnings\":[\"no-date\"]}]}]}],"
      "\"tables\":[{\"table\":0,\"kind\":\"municipal-roadmap\",\"count\":2},{\"table\":1,\"kind\":\"not-a-plan\"}],\"dropped\":[\"1.0\"]}";

static void
test_import (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "plans", NULL);
  g_autofree char *file = g_build_filename (g_get_user_data_dir (), "карта.docx", NULL);
  GtkWindow *dialog;

  g_assert_true (g_file_set_contents (file, "docx", -1, NULL));
  fake_answer (desk->fake, "POST", "files", 201, "{\"id\":\"f-9\"}");
  fake_answer (desk->fake, "POST", "jobs", 202, "{\"id\":9,\"state\":\"queued\"}");
  fake_answer (desk->fake, "GET", "jobs/9", 200, "{\"id\":9,\"state\":\"done\"}");
  fake_answer (desk->fake, "GET", "jobs/9/result", 200, ROADMAP);
  fake_answer (desk->fake, "POST", "plans/from-job", 201, "{\"id\":2,\"version\":1}");
  desk_act (page, "plans.import", NULL);
  desk_shot (desk, "import-choose");
  gtk_window_destroy (desk_dialog (desk));
  desk_act (page, "plans.import-file", file);
  dialog = desk_dialog (desk);
  UI_WAIT (
      ui_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "Разделов: 1, пунктов: 2, из них проверить: 1")
      != NULL);
  /* reasons and places in words, not codes */
  g_assert_nonnull (ui_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "срок не указан"));
  g_assert_nonnull (
      ui_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "таблица 1, строка 7\nтаблица 2, строка 2"));
  desk_shot (desk, "import-preview");
  assert_sent (desk, "POST", "jobs", "\"kind\":\"read-roadmap\"");
  /* another column is the measure: the table is read again by it */
  app_plan_mapping_choose (APP_PLAN_MAPPING (
                               ui_find (GTK_WIDGET (dialog), APP_TYPE_PLAN_MAPPING, NULL)),
                           1, "activity");
  UI_WAIT (fake_count (desk->fake, "GET", "jobs/9/result") == 2);
  desk_settle (desk);
  if (merilo_entity_find (&merilo_job_entity, "columns") >= 0)
    assert_sent (desk, "POST", "jobs", "\"columns\":\"no,activity,deadline\"");
  desk_act (dialog, "import.create", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "plans/from-job") == 1);
  assert_sent (desk, "POST", "plans/from-job", "\"job_id\":9,\"table\":0");
  assert_sent (desk, "POST", "plans/from-job", "\"period_from\":\"2024-01-01\"");
  UI_WAIT (desk_dialog (desk) == NULL);
  desk_settle (desk);
}

static void
test_import_refused (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "plans", NULL);
  g_autofree char *file = g_build_filename (g_get_user_data_dir (), "старый.docx", NULL);

  g_assert_true (g_file_set_contents (file, "doc", -1, NULL));
  fake_answer (desk->fake, "POST", "files", 201, "{\"id\":\"f-9\"}");
  fake_answer (desk->fake, "POST", "jobs", 202, "{\"id\":9,\"state\":\"queued\"}");
  fake_answer (desk->fake, "GET", "jobs/9", 200,
               "{\"id\":9,\"state\":\"failed\",\"message\":\"это файл старого Word: сохраните его "
               "как .docx\"}");
  desk_act (page, "plans.import-file", file);
  UI_WAIT (ui_find (GTK_WIDGET (desk_dialog (desk)), GTK_TYPE_LABEL, "Файл не прочитан") != NULL);
  desk_shot (desk, "import-refused");
}

static void
fill (void)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/plan-life/" name, Desk, NULL, plan_desk_set_up, func, plan_desk_tear_down)
  ADD ("rule", test_rule);
  ADD ("rule-forms", test_rule_forms);
  ADD ("versions", test_versions);
  ADD ("archive", test_archive);
  ADD ("event", test_event);
  ADD ("side", test_side);
  ADD ("export", test_export);
  ADD ("new", test_new);
  ADD ("decision", test_decision);
  ADD ("approval", test_approval);
  ADD ("approval-version", test_approval_version);
  ADD ("import", test_import);
  ADD ("import-refused", test_import_refused);
#undef ADD
  g_test_add ("/plan-life/school", Desk, "school", plan_desk_set_up, test_school,
              plan_desk_tear_down);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-plan-life", fill);
}

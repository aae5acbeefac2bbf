#include "client/pages/procedures-desk.h"

#include <string.h>

#include "pages/procedures/scale-dialog.h"
#include "pages/results/import-journal.h"
#include "widgets/chart-view.h"
#include "widgets/record-table.h"

static AppProcedureScales *
scales_of (AppProceduresPage *page)
{
  return app_procedure_view_get_scales (app_procedures_page_get_view (page));
}

static AppProceduresPage *
go (Desk *desk, const char *id)
{
  g_autofree char *target = g_strdup_printf ("%s/scales", id);
  AppProceduresPage *page = procedures_desk_go (desk, target);

  UI_WAIT (app_procedure_scales_get_state (scales_of (page)) != APP_STATE_LOADING);
  return page;
}

/* Scales: which is in force, and those before it */
static void
test_list (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = go (desk, "54");
  g_autoptr (GPtrArray) cells = NULL;
  char **first;

  g_assert_cmpuint (app_procedure_scales_get_n (scales_of (page)), ==, 3);
  cells = app_procedure_scales_copy_cells (scales_of (page));
  first = cells->pdata[1];
  g_assert_cmpstr (first[0], ==, "да");
  g_assert_cmpstr (first[1], ==, "14");
  g_assert_cmpstr (first[4], ==, "01.03.2026");
  g_assert_cmpstr (first[5], ==, "проверено");
  g_assert_cmpstr (first[6], ==, "Описание проверочной работы 2026 года, раздел 8");
  g_assert_cmpstr (((char **) cells->pdata[3])[0], ==, "нет");
  /* the source in whole, whatever its length */
  g_assert_true (ui_says (page, "Описание проверочной работы 2026 года, раздел 8"));
  g_assert_true (ui_says (page, "шкала города, введена 01.03.2026"));
  g_assert_true (ui_says (page, "«3» с 14, «4» с 24, «5» с 33"));
  g_assert_true (ui_says (page, "Отметки, которые выставил ФИС ОКО, не меняются никогда."));
  desk_shot (desk, "procedures-scales");
  go (desk, "55");
  UI_WAIT (ui_says (page, "Действующая шкала не проверена"));
  desk_shot (desk, "procedures-scales-unchecked");
  go (desk, "56");
  UI_WAIT (ui_says (page, "Шкалы ещё нет"));
  desk_shot (desk, "procedures-scales-none");
  g_assert_null (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Пересчитать отметки…"));
  go (desk, "58");
  UI_WAIT (ui_says (page, "У этой процедуры нет отметок"));
  desk_shot (desk, "procedures-scales-no-marks");
  desk_settle (desk);
  fake_misbehave (desk->fake, "scales", FAKE_BAD_JSON, 0, 1);
  app_page_open (APP_PAGE (page), "54/scales");
  UI_WAIT (app_procedure_scales_get_state (scales_of (page)) == APP_STATE_ERROR);
  g_assert_true (ui_says (scales_of (page), "Ответ сервера не удалось прочитать"));
  desk_shot (desk, "procedures-scales-error");
  procedures_desk_press (scales_of (page), "Повторить");
  UI_WAIT (app_procedure_scales_get_state (scales_of (page)) == APP_STATE_CONTENT);
}

/* A new one */

static AppRecordForm *
open_dialog (Desk *desk, AppProceduresPage *page)
{
  desk_act (scales_of (page), "scales.add", NULL);
  return APP_RECORD_FORM (ui_find (GTK_WIDGET (desk_dialog (desk)), APP_TYPE_RECORD_FORM, NULL));
}

static void
type (AppRecordForm *form, guint field, const char *text)
{
  app_record_edits_set_text (app_record_form_get_edits (form), app_record_form_get_record (form),
                             field, text);
}

static void
type_bounds (AppRecordForm *form, const char *from3, const char *from4, const char *from5)
{
  type (form, MERILO_SCALE_FROM3, from3);
  type (form, MERILO_SCALE_FROM4, from4);
  type (form, MERILO_SCALE_FROM5, from5);
}

static void
test_bounds (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *from3, *from4, *from5, *words;
  } rows[] = {
    { "0", "7", "10", "«3» с" },
    { "4", "4", "10", "«4» начинается выше, чем «3»: больше 4" },
    { "4", "7", "7", "«5» начинается выше, чем «4»: больше 7" },
    { "4", "7", "13", "«5» начинается не выше максимума процедуры: 12" },
    { "", "7", "10", "«3» с" },
    { "пять", "7", "10", "«3» с: нужно целое число, а введено «пять»" },
  };
  AppProceduresPage *page = go (desk, "57");
  AppRecordForm *form = open_dialog (desk, page);
  GtkWindow *dialog = desk_dialog (desk);

  type (form, MERILO_SCALE_SOURCE, "Приказ № 118");
  type (form, MERILO_SCALE_CONFIDENCE, "checked");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].words);
      type_bounds (form, rows[i].from3, rows[i].from4, rows[i].from5);
      desk_act (dialog, "record.store", NULL);
      UI_WAIT (ui_says (dialog, rows[i].words));
    }
  desk_shot (desk, "procedures-scale-bounds");
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "scales"), ==, 0);
}

static void
test_add (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = go (desk, "54");
  AppRecordForm *form = open_dialog (desk, page);
  GtkWindow *dialog = desk_dialog (desk);

  type_bounds (form, "15", "25", "34");
  type (form, MERILO_SCALE_SOURCE, "Приказ № 119");
  type (form, MERILO_SCALE_CONFIDENCE, "checked");
  /* what it makes of the works that there are */
  UI_WAIT (ui_says (dialog, "По этим границам: «2» "));
  g_assert_true (ui_says (dialog, "По действующей шкале: «2» "));
  g_assert_true (ui_says (dialog, "Другая отметка выйдет у "));
  g_assert_nonnull (ui_find (GTK_WIDGET (dialog), APP_TYPE_CHART, NULL));
  desk_shot (desk, "procedures-scale");
  procedures_desk_refuse (desk, "POST", "scales", 422, "invalid",
                          "Границы отметок должны расти: «3», «4», «5» — от 1 до 38", NULL);
  desk_act (dialog, "record.store", NULL);
  UI_WAIT (ui_says (dialog, "Границы отметок должны расти"));
  fake_answer (desk->fake, "POST", "scales", 201,
               "{\"id\":905969674,\"procedure_id\":54,\"from3\":15,\"from4\":25,\"from5\":34,"
               "\"source\":\"Приказ № 119\",\"confidence\":\"checked\",\"current\":true}");
  fake_misbehave (desk->fake, "scales", FAKE_SLOW, 0, 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "record.store", NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "record.store", NULL); /* a second click */
  UI_WAIT (ui_says (desk->window, "Шкала записана"));
  g_assert_cmpuint (fake_count (desk->fake, "POST", "scales"), ==, 2);
  procedures_desk_assert_sent (desk, "POST", "scales", "\"procedure_id\":54");
  procedures_desk_assert_sent (desk, "POST", "scales", "\"from3\":15,\"from4\":25,\"from5\":34");
  desk_settle (desk);
}

/* Counted anew */

static void
test_recount (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = go (desk, "57");
  GtkWindow *dialog;
  GtkWidget *entry;

  desk_act (scales_of (page), "scales.recount", NULL);
  dialog = desk_dialog (desk);
  entry = ui_find (GTK_WIDGET (dialog), GTK_TYPE_ENTRY, "Почему отметки пересчитываются");
  g_assert_true (ui_says (dialog, "«3» с 4, «4» с 7, «5» с 10"));
  g_assert_true (ui_says (dialog, "Отметки, которые выставил ФИС ОКО, останутся как есть"));
  desk_shot (desk, "procedures-recount");
  gtk_editable_set_text (GTK_EDITABLE (entry), "   "); /* no reason: nothing */
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "do");
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "/recount"), ==, 0);
  gtk_window_close (dialog);
  fake_answer (desk->fake, "POST", "/recount", 201,
               "{\"id\":901,\"layout\":\"recount\",\"rows\":120,\"changed_rows\":17}");
  fake_misbehave (desk->fake, "57/recount", FAKE_SLOW, 0, 1);
  app_procedure_scales_recount (scales_of (page), "Приказ № 117");
  app_procedure_scales_recount (scales_of (page), "Приказ № 117"); /* a second click */
  UI_WAIT (ui_says (page, "Отметка изменилась у 17 из 120 работ"));
  g_assert_true (ui_says (page, "Это можно отменить в журнале загрузок"));
  g_assert_cmpuint (fake_count (desk->fake, "POST", "/recount"), ==, 1);
  procedures_desk_assert_sent (desk, "POST", "/recount", "{\"reason\":\"Приказ № 117\"}");
  desk_settle (desk);
  desk_shot (desk, "procedures-recounted");
  fake_load (desk->fake, "imports",
             "[{\"id\":901,\"name\":\"Пересчёт отметок\",\"layout\":\"recount\","
             "\"procedure_id\":57,\"rows\":120,\"changed_rows\":17}]");
  procedures_desk_press (scales_of (page), "Открыть журнал…");
  UI_WAIT (ui_window (APP_TYPE_IMPORT_JOURNAL) != NULL);
  UI_WAIT (app_import_journal_get_n (ui_window (APP_TYPE_IMPORT_JOURNAL)) == 1);
}

static void
test_recount_refused (Desk *desk, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *code, *title, *words;
  } rows[] = {
    { 409, "no-scale", "У этой процедуры нет шкалы", "Пересчитывать не по чему" },
    { 409, "nothing-to-recount", "Все отметки уже по этой шкале", "Менять нечего" },
    { 422, "invalid", "Напишите, почему отметки пересчитываются: до 1000 знаков",
      "Напишите, почему" },
    { 403, "forbidden", "Недостаточно прав", "Недостаточно прав" },
    { 500, "internal", "Внутренняя ошибка сервера", "Внутренняя ошибка сервера" },
  };
  AppProceduresPage *page = go (desk, "57");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].code);
      procedures_desk_refuse (desk, "POST", "/recount", rows[i].status, rows[i].code, rows[i].title,
                              NULL);
      app_procedure_scales_recount (scales_of (page), "Проверка");
      UI_WAIT (ui_says (scales_of (page), rows[i].words));
      g_assert_true ((
          ui_find_used (GTK_WIDGET (ui_find (GTK_WIDGET (scales_of (page)), GTK_TYPE_WIDGET, NULL)),
                        GTK_TYPE_BUTTON, "Пересчитать отметки…")
          != NULL));
      if (i < 2)
        desk_shot (desk, i == 0 ? "procedures-no-scale" : "procedures-nothing");
    }
  fake_sleep (desk->fake);
  app_procedure_scales_recount (scales_of (page), "Проверка");
  UI_WAIT (!ui_says (scales_of (page), "Внутренняя ошибка сервера"));
  desk_settle (desk);
  fake_wake (desk->fake);
}

/* Limits of the preliminary check */

static AppPrecheckLimits *
go_limits (Desk *desk)
{
  AppProceduresPage *page = procedures_desk_go (desk, "limits");
  AppPrecheckLimits *limits = app_procedures_page_get_limits (page);

  UI_WAIT (app_precheck_limits_get_state (limits) != APP_STATE_LOADING);
  desk_settle (desk);
  return limits;
}

static void
test_limits (Desk *desk, gconstpointer data)
{
  AppPrecheckLimits *limits = go_limits (desk);
  AppRecordTable *table
      = APP_RECORD_TABLE (ui_find (GTK_WIDGET (limits), APP_TYPE_RECORD_TABLE, NULL));
  AppPage *page = app_window_get_page (desk->window);

  g_assert_cmpuint (app_precheck_limits_get_n (limits), ==, 3);
  desk_shot (desk, "procedures-limits");
  app_record_table_set_cursor (table, 1, 2); /* «Русский язык, 4», «Проверять» */
  app_record_table_paste (table, "да\t4\t\t30\n");
  UI_WAIT (ui_says (limits, "Изменения ещё не записаны"));
  desk_shot (desk, "procedures-limits-edited");
  gtk_widget_activate_action (GTK_WIDGET (table), "table.undo", NULL);
  gtk_widget_activate_action (GTK_WIDGET (table), "table.redo", NULL);
  app_page_save (page);
  app_page_save (page); /* a second click */
  UI_WAIT (fake_count (desk->fake, "PATCH", "precheck-limits/2") == 1);
  procedures_desk_assert_sent (desk, "PATCH", "precheck-limits/2", "\"min2\":4");
  procedures_desk_assert_sent (desk, "PATCH", "precheck-limits/2", "\"max5\":30");
  procedures_desk_assert_sent (desk, "PATCH", "precheck-limits/2", "\"active\":true");
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "PATCH", "precheck-limits"), ==, 1);
  /* past 100 %: it stays here */
  app_record_table_set_cursor (table, 0, 3);
  app_record_table_paste (table, "101");
  app_page_save (page);
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "PATCH", "precheck-limits/1"), ==, 0);
  g_assert_true (ui_says (desk->window, "«2» не меньше, %: не больше 100"));
  desk_shot (desk, "procedures-limits-refused");
  procedures_desk_press (limits, "Вернуть");
  UI_WAIT (!ui_says (limits, "Изменения ещё не записаны"));
}

static void
test_limits_add (Desk *desk, gconstpointer data)
{
  AppPrecheckLimits *limits = go_limits (desk);
  AppRecordTable *table
      = APP_RECORD_TABLE (ui_find (GTK_WIDGET (limits), APP_TYPE_RECORD_TABLE, NULL));
  AppRecordForm *form;
  GtkWindow *dialog;

  desk_act (limits, "limits.add", NULL);
  dialog = desk_dialog (desk);
  form = APP_RECORD_FORM (ui_find (GTK_WIDGET (dialog), APP_TYPE_RECORD_FORM, NULL));
  type (form, MERILO_PRECHECK_LIMIT_SUBJECT, "Физика");
  type (form, MERILO_PRECHECK_LIMIT_GRADE, "7");
  type (form, MERILO_PRECHECK_LIMIT_MAX5, "20");
  desk_shot (desk, "procedures-limit-new");
  fake_misbehave (desk->fake, "precheck-limits", FAKE_SLOW, 0, 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "record.store", NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "record.store", NULL); /* a second click */
  UI_WAIT (app_precheck_limits_get_n (limits) == 4);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "precheck-limits"), ==, 1);
  app_record_table_set_cursor (table, 0, 0);
  desk_act (limits, "limits.remove", NULL);
  UI_WAIT (app_precheck_limits_get_n (limits) == 3);
  desk_shot (desk, "procedures-limits-removed");
  /* the toast's button */
  procedures_desk_press (desk->window, "Отменить");
  UI_WAIT (app_precheck_limits_get_n (limits) == 4);
  procedures_desk_assert_sent (desk, "POST", "precheck-limits", "\"subject\":\"Математика\"");
  desk_settle (desk);
}

static void
test_limits_states (Desk *desk, gconstpointer data)
{
  AppPrecheckLimits *limits;
  AppRecordTable *table;

  fake_misbehave (desk->fake, "precheck-limits", FAKE_STATUS, 403, 1);
  limits = go_limits (desk);
  g_assert_cmpint (app_precheck_limits_get_state (limits), ==, APP_STATE_NO_RIGHTS);
  fake_misbehave (desk->fake, "precheck-limits", FAKE_BAD_JSON, 0, 1);
  app_precheck_limits_load (limits);
  UI_WAIT (app_precheck_limits_get_state (limits) == APP_STATE_ERROR);
  desk_shot (desk, "procedures-limits-error");
  procedures_desk_press (limits, "Повторить");
  UI_WAIT (app_precheck_limits_get_state (limits) == APP_STATE_CONTENT);
  table = APP_RECORD_TABLE (ui_find (GTK_WIDGET (limits), APP_TYPE_RECORD_TABLE, NULL));
  procedures_desk_refuse (desk, "PATCH", "precheck-limits/1", 409, "locked",
                          "Такой предел уже есть", NULL);
  app_record_table_set_cursor (table, 0, 0);
  app_record_table_paste (table, "Русский язык");
  app_page_save (app_window_get_page (desk->window));
  UI_WAIT (ui_says (limits, "Не записано: Такой предел уже есть"));
  desk_shot (desk, "procedures-limits-there");
  procedures_desk_press (limits, "Вернуть как было");
  UI_WAIT (!ui_says (limits, "Не записано"));
  fake_load (desk->fake, "precheck-limits", "[]");
  app_precheck_limits_load (limits);
  UI_WAIT (app_precheck_limits_get_state (limits) == APP_STATE_EMPTY);
  desk_shot (desk, "procedures-limits-none");
}

/* another procedure is looked at when the marks are counted, and its scales are on their way */
static void
test_recount_left (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = go (desk, "57");

  fake_answer (desk->fake, "POST", "/recount", 201,
               "{\"id\":901,\"layout\":\"recount\",\"rows\":120,\"changed_rows\":17}");
  fake_misbehave (desk->fake, "57/recount", FAKE_HELD, 0, 1);
  app_procedure_scales_recount (scales_of (page), "Приказ № 117");
  UI_WAIT (fake_count (desk->fake, "POST", "/recount") == 1);
  fake_misbehave (desk->fake, "scales", FAKE_SLOW, 0, 1);
  app_page_open (APP_PAGE (page), "54/scales");
  fake_release (desk->fake);
  UI_WAIT (app_procedure_scales_get_state (scales_of (page)) == APP_STATE_CONTENT);
  desk_settle (desk);
  g_assert_false (ui_says (page, "Отметка изменилась у 17"));
}

static void
fill (void)
{
#define ADD(name, func)                                                                            \
  g_test_add (name, Desk, NULL, procedures_desk_open, func, procedures_desk_close)
  ADD ("/scales/list", test_list);
  ADD ("/scales/bounds", test_bounds);
  ADD ("/scales/add", test_add);
  ADD ("/scales/recount", test_recount);
  ADD ("/scales/recount-refused", test_recount_refused);
  ADD ("/scales/recount-left", test_recount_left);
  ADD ("/limits/table", test_limits);
  ADD ("/limits/add", test_limits_add);
  ADD ("/limits/states", test_limits_states);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-procedures-scales", fill);
}

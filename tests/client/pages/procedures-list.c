#include "client/pages/procedures-desk.h"
#include "client/pages/results-desk.h"

#include "widgets/filter-bar.h"
#include "widgets/record-form.h"
#include "widgets/skeleton.h"

static AppProcedureList *
list_of (AppProceduresPage *page)
{
  return app_procedures_page_get_list (page);
}

static AppProcedureView *
view_of (AppProceduresPage *page)
{
  return app_procedures_page_get_view (page);
}

/* What there is */

static void
test_list (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *id, *code;
    guint n;
  } filters[] = {
    { "year", "2026", 7 },      { "year", "2025", 3 }, { "kind", "ВПР", 6 },
    { "subject", "Физика", 2 }, { "grade", "4", 6 },   { "state", "free", 2 },
    { "state", "used", 10 },    { "scope", "own", 3 }, { "scope", "all", 9 },
  };
  AppProceduresPage *page = procedures_desk_go (desk, NULL);
  AppProcedureList *list = list_of (page);
  g_autoptr (GPtrArray) cells = NULL;
  GtkWidget *bar = app_procedure_list_get_bar (list);

  g_assert_cmpuint (app_procedure_list_get_n_shown (list), ==, 12);
  /* the newest year first, then by subject and grade */
  procedures_desk_form (page, 55);
  g_assert_true (ui_says (list, "ВПР · общая · работ: 398"));
  g_assert_true (ui_says (list, "диагностика · города · работ нет"));
  g_assert_true (ui_says (list, "шкала не проверена"));
  desk_shot (desk, "procedures");
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_test_message ("%s %s", filters[i].id, filters[i].code);
      g_assert_true (app_procedure_list_filter (list, filters[i].id, filters[i].code));
      g_assert_cmpuint (app_procedure_list_get_n_shown (list), ==, filters[i].n);
      g_assert_true (app_procedure_list_filter (list, filters[i].id, NULL));
    }
  /* what is looked at stays, though it is filtered away */
  app_procedure_list_filter (list, "kind", "ЕГЭ");
  g_assert_cmpuint (app_procedure_list_get_n_shown (list), ==, 2);
  procedures_desk_form (page, 55);
  cells = app_procedure_list_copy_cells (list);
  g_assert_cmpuint (cells->len, ==, 3); /* the heading and what is shown */
  gtk_editable_set_text (GTK_EDITABLE (ui_find (GTK_WIDGET (bar), GTK_TYPE_SEARCH_ENTRY, NULL)),
                         "химия");
  UI_WAIT (app_procedure_list_get_n_shown (list) == 0);
  g_assert_true (ui_says (list, "Таких процедур нет"));
  desk_shot (desk, "procedures-none-found");
  app_filter_bar_reset (APP_FILTER_BAR (bar));
  g_assert_cmpuint (app_procedure_list_get_n_shown (list), ==, 12);
}

/* the filter is remembered, and a procedure that it hides can be led to */
static void
test_remembered (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = procedures_desk_go (desk, NULL);

  app_procedure_list_filter (list_of (page), "scope", "own");
  desk_restart (desk);
  page = procedures_desk_go (desk, NULL);
  g_assert_cmpuint (app_procedure_list_get_n_shown (list_of (page)), ==, 3);
  app_page_open (APP_PAGE (page), "60/items");
  procedures_desk_go (desk, NULL);
  g_assert_cmpuint (app_procedure_list_get_n_shown (list_of (page)), ==, 12);
  g_assert_cmpstr (app_procedure_view_get_tab (view_of (page)), ==, "items");
  g_assert_true (ui_says (page, "Математика, 11 класс, базовый уровень, 2026 год"));
  app_page_open (APP_PAGE (page), "999");
  UI_WAIT (ui_says (desk->window, "Такой процедуры нет"));
}

/* The description */

static AppRecordForm *
form_of (AppProceduresPage *page)
{
  return APP_RECORD_FORM (ui_find (GTK_WIDGET (app_procedure_view_get_form (view_of (page))),
                                   APP_TYPE_RECORD_FORM, NULL));
}

static void
type (AppProceduresPage *page, guint field, const char *text)
{
  app_record_edits_set_text (app_record_form_get_edits (form_of (page)),
                             app_record_form_get_record (form_of (page)), field, text);
}

static void
test_used (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = procedures_desk_go (desk, "54");
  MeriloRecord *record = procedures_desk_form (page, 54);
  AppRecordForm *form = form_of (page);

  g_assert_true (ui_says (page, "По этой процедуре есть работы: вид, год, предмет"));
  g_assert_false (app_record_form_focus_field (form, MERILO_PROCEDURE_SUBJECT));
  g_assert_false (app_record_form_focus_field (form, MERILO_PROCEDURE_MAX));
  g_assert_true (app_record_form_focus_field (form, MERILO_PROCEDURE_MINIMUM));
  g_assert_null (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Удалить…"));
  type (page, MERILO_PROCEDURE_MINIMUM, "12");
  gtk_switch_set_active (GTK_SWITCH (ui_find (GTK_WIDGET (page), GTK_TYPE_SWITCH,
                                              "Ждать результаты от всех школ")),
                         TRUE);
  g_assert_cmpstr (merilo_record_get_text (record, MERILO_PROCEDURE_EXPECTED), ==, "all");
  g_assert_true (ui_says (page, "Изменения ещё не записаны"));
  desk_shot (desk, "procedures-used");
  /* each taken back, and done again */
  desk_act (form, "form.undo", NULL);
  g_assert_cmpstr (merilo_record_get_text (record, MERILO_PROCEDURE_EXPECTED), !=, "all");
  g_assert_false (gtk_switch_get_active (
      GTK_SWITCH (ui_find (GTK_WIDGET (page), GTK_TYPE_SWITCH, "Ждать результаты от всех школ"))));
  desk_act (form, "form.redo", NULL);
  app_page_save (APP_PAGE (page));
  app_page_save (APP_PAGE (page)); /* a second click */
  UI_WAIT (fake_count (desk->fake, "PATCH", "procedures/54") == 1);
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "PATCH", "procedures/54"), ==, 1);
  procedures_desk_assert_sent (desk, "PATCH", "procedures/54", "\"minimum\":12");
  procedures_desk_assert_sent (desk, "PATCH", "procedures/54", "\"expected\":\"all\"");
  UI_WAIT (!app_procedure_form_is_dirty (app_procedure_view_get_form (view_of (page))));
}

/* what was typed and not written is there after a crash, and can be given up */
static void
test_draft (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = procedures_desk_go (desk, "56");
  MeriloRecord *record = procedures_desk_form (page, 56);

  g_assert_true (app_record_form_focus_field (form_of (page), MERILO_PROCEDURE_SUBJECT));
  type (page, MERILO_PROCEDURE_SUBJECT, "Химия");
  type (page, MERILO_PROCEDURE_MAX, "двадцать");
  app_page_save (APP_PAGE (page)); /* no number: it stays here */
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "PATCH", "procedures/56"), ==, 0);
  desk_shot (desk, "procedures-refused");
  desk_restart (desk);
  page = procedures_desk_go (desk, "56");
  record = procedures_desk_form (page, 56);
  g_assert_cmpstr (merilo_record_get_text (record, MERILO_PROCEDURE_SUBJECT), ==, "Химия");
  g_assert_true (ui_says (page, "Изменения ещё не записаны"));
  procedures_desk_press (app_procedure_view_get_form (view_of (page)), "Вернуть");
  UI_WAIT (!app_procedure_form_is_dirty (app_procedure_view_get_form (view_of (page))));
  record = procedures_desk_form (page, 56);
  g_assert_cmpstr (merilo_record_get_text (record, MERILO_PROCEDURE_SUBJECT), ==, "Физика");
}

/* of several towns: no word of a code, and the way back */
static void
test_shared (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = procedures_desk_go (desk, "58");

  procedures_desk_form (page, 58);
  procedures_desk_refuse (desk, "PATCH", "procedures/58", 409, "locked",
                          "Этой процедурой пользуются и другие муниципалитеты: одному из них "
                          "менять её нельзя",
                          NULL);
  type (page, MERILO_PROCEDURE_MINIMUM, "40");
  app_page_save (APP_PAGE (page));
  UI_WAIT (ui_says (page, "Не записано: Этой процедурой пользуются и другие муниципалитеты"));
  desk_shot (desk, "procedures-shared");
  procedures_desk_press (app_procedure_view_get_form (view_of (page)), "Вернуть как было");
  UI_WAIT (!ui_says (page, "Не записано"));
  UI_WAIT (merilo_record_get_whole (procedures_desk_form (page, 58), MERILO_PROCEDURE_MINIMUM)
           == 36);
  g_assert_cmpuint (app_outbox_get_waiting (app_context_get_outbox (desk->context)), ==, 0);
}

static void
test_conflict (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = procedures_desk_go (desk, "58");

  procedures_desk_form (page, 58);
  type (page, MERILO_PROCEDURE_MINIMUM, "40");
  fake_change (desk->fake, "procedures", "58", "level", "профильный");
  app_page_save (APP_PAGE (page));
  UI_WAIT (ui_says (page, "Пока вы правили, описание изменил кто-то другой."));
  desk_shot (desk, "procedures-conflict");
  procedures_desk_press (app_procedure_view_get_form (view_of (page)), "Записать моё");
  UI_WAIT (fake_count (desk->fake, "PATCH", "procedures/58") == 2);
  UI_WAIT (app_outbox_get_waiting (app_context_get_outbox (desk->context)) == 0);
  g_assert_false (ui_says (page, "Пока вы правили"));
}

/* A new one */

static void
test_new (Desk *desk, gconstpointer data)
{
  static const struct
  {
    guint field;
    const char *text;
  } typed[] = { { MERILO_PROCEDURE_SUBJECT, "Химия" },
                { MERILO_PROCEDURE_GRADE, "9" },
                { MERILO_PROCEDURE_MAX, "20" } };
  AppProceduresPage *page = procedures_desk_go (desk, NULL);
  AppRecordForm *form;
  GtkWindow *dialog;

  desk_act (page, "procedures.add", NULL);
  dialog = desk_dialog (desk);
  form = APP_RECORD_FORM (ui_find (GTK_WIDGET (dialog), APP_TYPE_RECORD_FORM, NULL));
  desk_act (dialog, "record.store", NULL); /* nothing is named: nothing is sent */
  desk_shot (desk, "procedures-new");
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    app_record_edits_set_text (app_record_form_get_edits (form), app_record_form_get_record (form),
                               typed[i].field, typed[i].text);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "procedures"), ==, 0);
  procedures_desk_refuse (desk, "POST", "procedures", 409, "locked", "Такая процедура уже есть",
                          NULL);
  desk_act (dialog, "record.store", NULL);
  UI_WAIT (ui_says (dialog, "Такая процедура уже есть"));
  procedures_desk_refuse (desk, "POST", "procedures", 422, "invalid", "Такого предмета нет",
                          "subject");
  desk_act (dialog, "record.store", NULL);
  UI_WAIT (ui_says (dialog, "Такого предмета нет"));
  desk_shot (desk, "procedures-new-refused");
  fake_answer (desk->fake, "POST", "procedures", 201,
               "{\"id\":70,\"kind\":\"own\",\"year\":2026,\"subject\":\"Химия\",\"grade\":9,"
               "\"max\":20,\"level\":\"\",\"state\":\"free\",\"org_id\":2,\"version\":1}");
  fake_load (desk->fake, "procedures",
             "[{\"id\":70,\"kind\":\"own\",\"year\":2026,\"subject\":\"Химия\",\"grade\":9,"
             "\"max\":20,\"level\":\"\",\"state\":\"free\",\"org_id\":2,\"version\":1}]");
  fake_misbehave (desk->fake, "procedures", FAKE_SLOW, 0, 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "record.store", NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "record.store", NULL); /* a second click */
  UI_WAIT (desk_dialog (desk) == NULL);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "procedures"), ==, 3);
  /* it opens where its items are entered */
  UI_WAIT (ui_says (page, "Химия, 9 класс, 2026 год"));
  g_assert_cmpstr (app_procedure_view_get_tab (view_of (page)), ==, "items");
  UI_WAIT (ui_says (page, "Заданий ещё нет"));
  desk_shot (desk, "procedures-items-none");
}

static void
test_remove (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = procedures_desk_go (desk, "56");

  procedures_desk_form (page, 56);
  desk_act (view_of (page), "procedure.remove", NULL);
  desk_shot (desk, "procedures-remove");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (desk_dialog (desk)), "cancel");
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "DELETE", "procedures/56"), ==, 0);
  desk_act (view_of (page), "procedure.remove", NULL);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (desk_dialog (desk)), "do");
  UI_WAIT (app_procedure_list_get_n_shown (list_of (page)) == 11);
  g_assert_cmpuint (fake_count (desk->fake, "DELETE", "procedures/56"), ==, 1);
}

/* States */

static AppPage *
go_nowhere (Desk *desk)
{
  app_window_go (desk->window, "procedures", NULL);
  return app_window_get_page (desk->window);
}

static void
test_empty (Desk *desk, gconstpointer data)
{
  AppPage *page;

  fake_load (desk->fake, "procedures", "[]");
  page = go_nowhere (desk);
  UI_WAIT (ui_says (page, "Процедур ещё нет"));
  desk_shot (desk, "procedures-empty");
  desk_act (page, "procedures.add", NULL);
  UI_WAIT (desk_dialog (desk) != NULL);
}

/* the page, and each part of it: lines where it will be, and nothing of what was there before */
static void
test_loading (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *tab, *held, *come;
  } parts[] = { { "items", "procedure-items", "10 заданий" },
                { "scales", "scales", "Описание проверочной работы" },
                { "history", "history", "Изменений не было" } };
  AppPage *page;

  fake_misbehave (desk->fake, "procedures", FAKE_HELD, 0, 1);
  page = go_nowhere (desk);
  UI_WAIT (results_find_mapped (GTK_WIDGET (page), APP_TYPE_SKELETON) != NULL);
  desk_shot (desk, "procedures-loading");
  g_assert_false (desk_is_shown (page));
  fake_release (desk->fake);
  UI_WAIT (desk_is_shown (page));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *target = g_strdup_printf ("54/%s", parts[i].tab);
      g_autofree char *before = g_strdup_printf ("57/%s", parts[i].tab);
      g_autofree char *shot = g_strdup_printf ("procedures-loading-%s", parts[i].tab);

      g_test_message ("%s", parts[i].tab);
      app_page_open (page, before);
      desk_settle (desk);
      fake_misbehave (desk->fake, parts[i].held, FAKE_HELD, 0, 1);
      app_page_open (page, target);
      UI_WAIT (
          results_find_mapped (GTK_WIDGET (view_of (APP_PROCEDURES_PAGE (page))), APP_TYPE_SKELETON)
          != NULL);
      desk_shot (desk, shot);
      g_assert_false (ui_says (page, parts[i].come));
      g_assert_false (ui_says (page, "5 заданий"));
      g_assert_null (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Добавить"));
      g_assert_null (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Пересчитать отметки…"));
      fake_release (desk->fake);
      UI_WAIT (ui_says (page, parts[i].come));
    }
  fake_misbehave (desk->fake, "precheck-limits", FAKE_HELD, 0, 1);
  desk_act (page, "procedures.view", "limits");
  UI_WAIT (
      results_find_mapped (GTK_WIDGET (app_procedures_page_get_limits (APP_PROCEDURES_PAGE (page))),
                           APP_TYPE_SKELETON)
      != NULL);
  desk_shot (desk, "procedures-loading-limits");
  fake_release (desk->fake);
  UI_WAIT (app_precheck_limits_get_n (app_procedures_page_get_limits (APP_PROCEDURES_PAGE (page)))
           == 3);
}

static void
test_bad (Desk *desk, gconstpointer data)
{
  static const struct
  {
    FakeManner manner;
    guint status;
    const char *words;
  } rows[] = {
    { FAKE_STATUS, 403, "Нет прав" },
    { FAKE_STATUS, 500, "Не получилось загрузить" },
    { FAKE_BAD_JSON, 0, "Не получилось загрузить" },
    { FAKE_DEEP, 0, "Не получилось загрузить" },
  };
  AppPage *page = go_nowhere (desk);

  UI_WAIT (desk_is_shown (page));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].words);
      fake_misbehave (desk->fake, "procedures", rows[i].manner, rows[i].status, 1);
      app_page_load (page);
      UI_WAIT (ui_says (page, rows[i].words));
      if (i == 0)
        desk_shot (desk, "procedures-no-rights");
      if (i == 1)
        desk_shot (desk, "procedures-error");
      procedures_desk_press (page, "Повторить");
      UI_WAIT (desk_is_shown (page));
    }
}

static void
test_offline (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = procedures_desk_go (desk, "54");

  procedures_desk_form (page, 54);
  fake_sleep (desk->fake);
  app_page_load (APP_PAGE (page));
  UI_WAIT (ui_says (page, "Нет связи с сервером: показаны данные от "));
  g_assert_cmpuint (app_procedure_list_get_n_shown (list_of (page)), ==, 12);
  type (page, MERILO_PROCEDURE_MINIMUM, "11");
  app_page_save (APP_PAGE (page));
  desk_shot (desk, "procedures-offline");
  g_assert_cmpuint (app_outbox_get_waiting (app_context_get_outbox (desk->context)), ==, 1);
  fake_wake (desk->fake);
  app_outbox_retry (app_context_get_outbox (desk->context),
                    app_outbox_find (app_context_get_outbox (desk->context), "procedure", "54"));
  UI_WAIT (fake_count (desk->fake, "PATCH", "procedures/54") == 1);
}

/* who only reads is offered nothing to write */
static void
test_reader (Desk *desk, gconstpointer role)
{
  AppProceduresPage *page = procedures_desk_go (desk, "57");
  static const char *const tabs[] = { "form", "items", "scales", "history" };
  static const char *const buttons[]
      = { "Новая процедура…", "Новая шкала…", "Пересчитать отметки…", "Добавить", "Удалить…",
          "Добавить предел…", "Записать" };

  procedures_desk_form (page, 57);
  g_assert_false (app_record_form_focus_field (form_of (page), MERILO_PROCEDURE_MINIMUM));
  g_assert_true ((app_procedures_page_get_limits (page) != NULL) == g_str_equal (role, "observer"));
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      desk_act (page, "procedures.tab", tabs[i]);
      desk_settle (desk);
      for (guint k = 0; k < G_N_ELEMENTS (buttons); k++)
        g_assert_null (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, buttons[k]));
      /* nor shown it switched off */
      g_assert_false (ui_says (page, "Вставить из Excel"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autofree char *shot = g_strdup_printf ("procedures-%s-%s", (const char *) role, tabs[i]);

      desk_act (page, "procedures.tab", tabs[i]);
      desk_shot (desk, shot);
    }
}

/* without a mouse: to the page, over the tabs, down the list */
static void
test_keyboard (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = procedures_desk_go (desk, "54");
  static const char *const tabs[] = { "items", "scales", "history", "form" };
  GtkWidget *list = ui_find (GTK_WIDGET (list_of (page)), GTK_TYPE_LIST_VIEW, NULL);

  procedures_desk_form (page, 54);
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      desk_act (page, "procedures.next-tab", NULL);
      g_assert_cmpstr (app_procedure_view_get_tab (view_of (page)), ==, tabs[i]);
    }
  desk_act (page, "procedures.previous-tab", NULL);
  g_assert_cmpstr (app_procedure_view_get_tab (view_of (page)), ==, "history");
  gtk_widget_grab_focus (list);
  g_assert_true (gtk_widget_activate_action (list, "list.select-item", "(ubb)", 2, FALSE, FALSE));
  UI_WAIT (
      merilo_record_get_whole (app_procedure_list_get_chosen (list_of (page)), MERILO_PROCEDURE_ID)
      != 54);
  ui_assert_named (GTK_WIDGET (page));
}

static void
fill (void)
{
#define ADD(name, role, func)                                                                      \
  g_test_add ("/procedures/" name, Desk, role, procedures_desk_open, func, procedures_desk_close)
  ADD ("list", NULL, test_list);
  ADD ("remembered", NULL, test_remembered);
  ADD ("used", NULL, test_used);
  ADD ("draft", NULL, test_draft);
  ADD ("shared", NULL, test_shared);
  ADD ("conflict", NULL, test_conflict);
  ADD ("new", NULL, test_new);
  ADD ("remove", NULL, test_remove);
  ADD ("empty", NULL, test_empty);
  ADD ("loading", NULL, test_loading);
  ADD ("bad", NULL, test_bad);
  ADD ("offline", NULL, test_offline);
  ADD ("school", "school", test_reader);
  ADD ("observer", "observer", test_reader);
  ADD ("keyboard", NULL, test_keyboard);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-procedures-list", fill);
}

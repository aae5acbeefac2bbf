#include "client/pages/procedures-desk.h"

#include <string.h>

#include "pages/procedures/copy-dialog.h"

static AppProcedureView *
view_of (AppProceduresPage *page)
{
  return app_procedures_page_get_view (page);
}

/* the question, with @id chosen on the page, read */
static AppCopyDialog *
ask (Desk *desk, const char *id)
{
  AppProceduresPage *page = procedures_desk_go (desk, id);
  AppCopyDialog *dialog;

  procedures_desk_form (page, g_ascii_strtoll (id, NULL, 10));
  procedures_desk_press (page, "Создать по прошлогодней…");
  UI_WAIT (APP_IS_COPY_DIALOG (desk_dialog (desk)));
  dialog = APP_COPY_DIALOG (desk_dialog (desk));
  UI_WAIT (app_copy_dialog_is_ready (dialog));
  return dialog;
}

/* POST /procedures, as the server does it: a free one of the town's own */
static char *
take_procedure (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  g_autoptr (JsonNode) node = json_from_string (body, NULL);
  JsonObject *procedure = json_object_ref (json_node_get_object (node));
  JsonArray *all = fake_lock_records (fake, path);

  json_object_set_int_member (procedure, "id", fake_take_id (fake));
  json_object_set_int_member (procedure, "version", 1);
  json_object_set_int_member (procedure, "org_id", 2);
  json_object_set_string_member (procedure, "state", "free");
  json_array_add_object_element (all, procedure);
  fake_unlock_records (fake);
  *status = 201;
  return json_to_string (node, FALSE);
}

/* POST /procedures/:id/items; @data: how often they are refused first */
static char *
take_items (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  guint *refused = data;

  if (*refused > 0)
    {
      (*refused)--;
      *status = 422;
      return g_strdup ("{\"status\":422,\"code\":\"invalid\",\"title\":\"Больше 200 заданий не "
                       "бывает\"}");
    }
  *status = 200;
  return g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",\"kind\":\"own\",\"year\":2027,"
                          "\"subject\":\"Математика\",\"grade\":6,\"level\":\"\",\"max\":12,"
                          "\"state\":\"free\",\"org_id\":2,\"version\":2}",
                          g_ascii_strtoll (path + strlen ("procedures/"), NULL, 10));
}

static void
serve (Desk *desk, guint times)
{
  static guint refused;

  refused = times;
  fake_act (desk->fake, "POST", "procedures", take_procedure, NULL);
  fake_act (desk->fake, "POST", "/items", take_items, &refused);
}

static void
make (AppCopyDialog *dialog)
{
  procedures_desk_press (dialog, "Создать");
}

static gboolean
is_new (AppProceduresPage *page)
{
  return ui_says (page, "Математика, 6 класс, 2027 год");
}

/* All of it, without a scale: nobody asked for one */
static void
test_whole (Desk *desk, gconstpointer data)
{
  AppCopyDialog *dialog = ask (desk, "57");
  AppProceduresPage *page = APP_PROCEDURES_PAGE (app_window_get_page (desk->window));
  g_autofree char *sent = NULL;

  g_assert_true (ui_says (dialog,
                          "диагностика · Математика, 6 класс · максимум 12 · результаты ждут от "
                          "всех школ"));
  g_assert_true (ui_says (dialog, "5 заданий, с баллами"));
  g_assert_true (ui_says (dialog, "«3» с 4, «4» с 7, «5» с 10. Источник: Приказ управления № 117, "
                                  "введена 15.09.2026. В новой процедуре она будет непроверенной"));
  desk_shot (desk, "procedures-copy");
  serve (desk, 0);
  fake_misbehave (desk->fake, "procedures", FAKE_SLOW, 0, 1);
  make (dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "copy.make", NULL); /* a second click */
  UI_WAIT (desk_dialog (desk) == NULL);
  UI_WAIT (ui_says (desk->window, "Процедура создана."));
  g_assert_cmpuint (fake_count (desk->fake, "POST", "procedures"), ==, 2); /* and its items */
  g_assert_cmpuint (fake_count (desk->fake, "POST", "/items"), ==, 1);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "scales"), ==, 0);
  sent = fake_dup_last (desk->fake, "POST", "/items");
  g_assert_null (strstr (sent, "\"id\"")); /* they are items of another procedure */
  g_assert_nonnull (strstr (sent, "\"code\":\"1\",\"max\":"));
  /* it opens where the items are */
  UI_WAIT (is_new (page));
  g_assert_cmpstr (app_procedure_view_get_tab (view_of (page)), ==, "items");
  desk_settle (desk);
}

static void
test_sent (Desk *desk, gconstpointer data)
{
  AppCopyDialog *dialog = ask (desk, "59");
  GtkWidget *year = ui_find (GTK_WIDGET (dialog), GTK_TYPE_SPIN_BUTTON, NULL);
  static const char *const parts[]
      = { "\"kind\":\"oge\"", "\"year\":2028", "\"subject\":\"Математика\"",
          "\"grade\":9",      "\"max\":31",    "\"minimum\":8" };

  serve (desk, 0);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (year)), ==, 2027);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (year), 2028);
  make (dialog);
  UI_WAIT (desk_dialog (desk) == NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    procedures_desk_assert_sent (desk, "POST", "procedures", parts[i]);
  desk_settle (desk);
}

/* asked for, the scale goes too: unchecked, with where and when it is from */
static void
test_scale (Desk *desk, gconstpointer data)
{
  AppCopyDialog *dialog = ask (desk, "57");
  GtkWidget *take = ui_find (GTK_WIDGET (dialog), GTK_TYPE_SWITCH, "Взять и шкалу");

  serve (desk, 0);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (take)));
  gtk_switch_set_active (GTK_SWITCH (take), TRUE);
  desk_shot (desk, "procedures-copy-scale");
  make (dialog);
  UI_WAIT (desk_dialog (desk) == NULL);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "scales"), ==, 1);
  procedures_desk_assert_sent (desk, "POST", "scales", "\"confidence\":\"unchecked\"");
  procedures_desk_assert_sent (desk, "POST", "scales", "\"from3\":4,\"from4\":7,\"from5\":10");
  procedures_desk_assert_sent (desk, "POST", "scales",
                               "По шкале 2026 года, введённой 15.09.2026: Приказ управления № 117");
  desk_settle (desk);
}

/* a scale that is of several years is in force already: none is laid over it */
static void
test_scale_kept (Desk *desk, gconstpointer data)
{
  AppCopyDialog *dialog = ask (desk, "57");

  gtk_switch_set_active (GTK_SWITCH (
                             ui_find (GTK_WIDGET (dialog), GTK_TYPE_SWITCH, "Взять и шкалу")),
                         TRUE);
  serve (desk, 0);
  fake_answer (desk->fake, "POST", "/items", 200,
               "{\"id\":1000,\"kind\":\"own\",\"year\":2027,\"subject\":\"Математика\",\"grade\":6,"
               "\"max\":12,\"state\":\"free\",\"org_id\":2,\"version\":2,\"from3\":5,\"from4\":8,"
               "\"from5\":11}");
  make (dialog);
  UI_WAIT (ui_says (desk->window, "Шкала для неё уже есть: прежняя не взята."));
  g_assert_cmpuint (fake_count (desk->fake, "POST", "scales"), ==, 0);
  desk_settle (desk);
}

/* it is there already: said before anything is sent; and by the server, when another was quicker */
static void
test_there (Desk *desk, gconstpointer data)
{
  AppCopyDialog *dialog = ask (desk, "52");
  GtkWidget *year = ui_find (GTK_WIDGET (dialog), GTK_TYPE_SPIN_BUTTON, NULL);

  make (dialog);
  UI_WAIT (ui_says (dialog, "Такая процедура этого года уже есть: выберите другой год."));
  g_assert_cmpuint (fake_count (desk->fake, "POST", "procedures"), ==, 0);
  desk_shot (desk, "procedures-copy-there");
  procedures_desk_refuse (desk, "POST", "procedures", 409, "locked", "Такая процедура уже есть",
                          NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (year), 2029);
  make (dialog);
  UI_WAIT (ui_says (dialog, "Не создано: "));
  g_assert_true (gtk_widget_is_sensitive (year)); /* another year can be chosen */
  make (dialog);
  UI_WAIT (fake_count (desk->fake, "POST", "procedures") == 2);
  desk_settle (desk);
}

/* Broken off: what is made is said, and it goes on from there */

static void
test_stopped (Desk *desk, gconstpointer data)
{
  AppCopyDialog *dialog = ask (desk, "57");

  serve (desk, 1);
  gtk_switch_set_active (GTK_SWITCH (
                             ui_find (GTK_WIDGET (dialog), GTK_TYPE_SWITCH, "Взять и шкалу")),
                         TRUE);
  make (dialog);
  UI_WAIT (ui_says (dialog, "Процедура создана, задания не записаны: Больше 200 заданий"));
  desk_shot (desk, "procedures-copy-stopped");
  procedures_desk_refuse (desk, "POST", "scales", 500, "internal", "Внутренняя ошибка сервера",
                          NULL);
  procedures_desk_press (dialog, "Продолжить");
  UI_WAIT (ui_says (dialog, "Процедура и её задания записаны, шкала нет: Внутренняя ошибка"));
  fake_answer (desk->fake, "POST", "scales", 201, "{\"id\":9,\"procedure_id\":71}");
  procedures_desk_press (dialog, "Продолжить");
  UI_WAIT (desk_dialog (desk) == NULL);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "procedures"), ==, 3); /* one, items twice */
  g_assert_cmpuint (fake_count (desk->fake, "POST", "/items"), ==, 2);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "scales"), ==, 2);
  desk_settle (desk);
}

/* left in the midst: what is there is shown, where the rest is entered */
static void
test_left (Desk *desk, gconstpointer data)
{
  AppCopyDialog *dialog = ask (desk, "57");
  AppProceduresPage *page = APP_PROCEDURES_PAGE (app_window_get_page (desk->window));

  serve (desk, 1);
  make (dialog);
  UI_WAIT (ui_says (dialog, "задания не записаны"));
  procedures_desk_press (dialog, "Закрыть");
  UI_WAIT (is_new (page));
  UI_WAIT (ui_says (page, "Заданий ещё нет"));
  /* and can be taken away again, as any without works */
  g_assert_nonnull (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Удалить…"));
}

/* the answer is lost, the procedure is not: it is found, not made a second time */
static void
test_lost (Desk *desk, gconstpointer data)
{
  AppCopyDialog *dialog = ask (desk, "57");
  AppProceduresPage *page = APP_PROCEDURES_PAGE (app_window_get_page (desk->window));

  serve (desk, 0);
  fake_misbehave (desk->fake, "procedures", FAKE_LOSE, 0, 3); /* each try of the first call */
  make (dialog);
  UI_WAIT (ui_says (dialog, "Не создано: "));
  procedures_desk_press (dialog, "Продолжить");
  UI_WAIT (desk_dialog (desk) == NULL);
  /* whatever was sent how often, there is one more */
  UI_WAIT (app_procedure_list_get_n_shown (app_procedures_page_get_list (page)) == 13);
  UI_WAIT (is_new (page));
  desk_settle (desk);
}

/* what it is made after does not load */
static void
test_unread (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = procedures_desk_go (desk, "57");
  GtkWidget *dialog;

  fake_misbehave (desk->fake, "procedure-items", FAKE_BAD_JSON, 0, 1);
  desk_act (page, "procedures.copy", NULL);
  UI_WAIT ((dialog = GTK_WIDGET (desk_dialog (desk))) != NULL);
  UI_WAIT (ui_says (dialog, "Ответ сервера не удалось прочитать"));
  g_assert_null (ui_find_used (dialog, GTK_TYPE_BUTTON, "Создать"));
  desk_shot (desk, "procedures-copy-unread");
  procedures_desk_press (dialog, "Повторить");
  UI_WAIT (ui_find_used (dialog, GTK_TYPE_BUTTON, "Создать") != NULL);
  /* another is chosen: its own is shown */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (
                                  ui_find (dialog, GTK_TYPE_DROP_DOWN, "По какой процедуре")),
                              0);
  UI_WAIT (app_copy_dialog_is_ready (APP_COPY_DIALOG (dialog)));
  g_assert_true (ui_says (dialog, "ВПР · Математика, 4 класс · максимум 20"));
  ui_assert_named (dialog);
}

static void
fill (void)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/procedure-copy/" name, Desk, NULL, procedures_desk_open, func,                     \
              procedures_desk_close)
  ADD ("whole", test_whole);
  ADD ("sent", test_sent);
  ADD ("scale", test_scale);
  ADD ("scale-kept", test_scale_kept);
  ADD ("there", test_there);
  ADD ("stopped", test_stopped);
  ADD ("left", test_left);
  ADD ("lost", test_lost);
  ADD ("unread", test_unread);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-procedures-copy", fill);
}

#include "client/pages/procedures-desk.h"

#include <string.h>

#include "pages/procedures/item-table.h"

#define PASTED                                                                                     \
  "1\t4\tБ\tЧитать график\t1.1\n2\t6\tП\tСтроить график\t1.2\n3\t8\tВ\tОбъяснять явление\t2.4\n"
#define BODY                                                                                                    \
  "{\"items\":[{\"code\":\"1\",\"max\":4,\"level\":\"Б\",\"skill\":\"Читать график\","             \
  "\"codifier\":\"1.1\"},{\"code\":\"2\",\"max\":6,\"level\":\"П\",\"skill\":\"Строить график\"," \
  "\"codifier\":\"1.2\"},{\"code\":\"3\",\"max\":8,\"level\":\"В\",\"skill\":\"Объяснять "            \
  "явление\",\"codifier\":\"2.4\"}]}"
#define STORED                                                                                     \
  "{\"id\":56,\"kind\":\"own\",\"year\":2026,\"subject\":\"Физика\",\"grade\":9,\"max\":18," \
  "\"level\":\"\",\"state\":\"free\",\"org_id\":2,\"version\":2}"

static AppProcedureItems *
items_of (AppProceduresPage *page)
{
  return app_procedure_view_get_items (app_procedures_page_get_view (page));
}

static AppRecordTable *
table_of (AppProceduresPage *page)
{
  return APP_RECORD_TABLE (ui_find (GTK_WIDGET (items_of (page)), APP_TYPE_RECORD_TABLE, NULL));
}

static gpointer
item_table_of (AppProceduresPage *page)
{
  return ui_find (GTK_WIDGET (items_of (page)), APP_TYPE_ITEM_TABLE, NULL);
}

static guint
count (AppProceduresPage *page)
{
  return g_list_model_get_n_items (
      app_item_rows_get_model (app_procedure_items_get_rows (items_of (page))));
}

static char *
show (AppProceduresPage *page, guint row, guint field)
{
  g_autoptr (MeriloRecord) item
      = g_list_model_get_item (app_item_rows_get_model (
                                   app_procedure_items_get_rows (items_of (page))),
                               row);

  return item != NULL ? merilo_record_show (item, field) : g_strdup ("");
}

static gboolean
is_code (AppProceduresPage *page, guint row, const char *code)
{
  g_autofree char *text = show (page, row, MERILO_PROCEDURE_ITEM_CODE);

  return g_str_equal (text, code);
}

/* the items of @id, read */
static AppProceduresPage *
go (Desk *desk, const char *id)
{
  g_autofree char *target = g_strdup_printf ("%s/items", id);
  AppProceduresPage *page = procedures_desk_go (desk, target);

  UI_WAIT (app_procedure_items_get_state (items_of (page)) != APP_STATE_LOADING);
  return page;
}

static void
paste (AppProceduresPage *page, const char *text, guint rows)
{
  app_record_table_paste (table_of (page), text);
  UI_WAIT (count (page) == rows);
}

/* what is said floats above the bar to save, and hides none of it */
static void
assert_free_bar (Desk *desk, AppProceduresPage *page)
{
  GtkWidget *toast = ui_find (GTK_WIDGET (desk->window), g_type_from_name ("AdwToastWidget"), NULL);
  GtkWidget *store = ui_find_used (GTK_WIDGET (items_of (page)), GTK_TYPE_BUTTON, "Вернуть");
  GtkWidget *bar = gtk_widget_get_ancestor (store, GTK_TYPE_ACTION_BAR);
  graphene_rect_t said, below;

  g_assert_nonnull (toast);
  g_assert_true (gtk_widget_compute_bounds (toast, GTK_WIDGET (desk->window), &said));
  g_assert_true (gtk_widget_compute_bounds (bar, GTK_WIDGET (desk->window), &below));
  g_assert_cmpfloat (said.size.height, >, 0);
  g_assert_cmpfloat (said.origin.y + said.size.height, <=, below.origin.y);
}

/* An empty table: pasted into, taken back, done again, written once */
static void
test_paste (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = go (desk, "56");
  g_autofree char *sent = NULL;

  g_assert_cmpint (app_procedure_items_get_state (items_of (page)), ==, APP_STATE_EMPTY);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (page)), PASTED);
  procedures_desk_press (items_of (page), "Вставить из Excel");
  UI_WAIT (count (page) == 3);
  UI_WAIT (ui_says (page, "3 задания, вместе баллов: 18"));
  g_assert_true (ui_says (page, "Задания ещё не записаны"));
  desk_shot (desk, "procedures-items-pasted");
  assert_free_bar (desk, page);
  gtk_widget_activate_action (GTK_WIDGET (table_of (page)), "table.undo", NULL);
  UI_WAIT (count (page) == 0);
  g_assert_false (app_item_rows_is_dirty (app_procedure_items_get_rows (items_of (page))));
  gtk_widget_activate_action (GTK_WIDGET (table_of (page)), "table.redo", NULL);
  UI_WAIT (count (page) == 3);
  fake_answer (desk->fake, "POST", "/items", 200, STORED);
  fake_misbehave (desk->fake, "56/items", FAKE_SLOW, 0, 1);
  app_page_save (APP_PAGE (page));
  app_page_save (APP_PAGE (page)); /* a second click */
  UI_WAIT (ui_says (desk->window, "Задания записаны"));
  g_assert_cmpuint (fake_count (desk->fake, "POST", "procedures/56/items"), ==, 1);
  sent = fake_dup_last (desk->fake, "POST", "procedures/56/items");
  g_assert_cmpstr (sent, ==, BODY);
}

/* rows one by one, in the midst too; one taken away comes back with all that it had */
static void
test_rows (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = go (desk, "56");
  g_autofree char *skill = NULL, *json = NULL;

  procedures_desk_press (items_of (page), "Добавить задание");
  UI_WAIT (count (page) == 1 && is_code (page, 0, "1"));
  desk_act (item_table_of (page), "items.add", NULL);
  UI_WAIT (count (page) == 2 && is_code (page, 1, "2"));
  app_record_table_set_cursor (table_of (page), 0, 0);
  paste (page, PASTED, 3);
  g_assert_true (is_code (page, 2, "3"));
  app_record_table_set_cursor (table_of (page), 0, 0);
  desk_act (item_table_of (page), "items.add", NULL); /* after the first: there is a 2 already */
  UI_WAIT (count (page) == 4 && is_code (page, 1, ""));
  app_record_table_set_cursor (table_of (page), 1, 0);
  app_record_table_paste (table_of (page), "1а");
  UI_WAIT (is_code (page, 1, "1а"));
  UI_WAIT (ui_says (page, "4 задания, вместе баллов: 19, а максимум процедуры 18"));
  desk_shot (desk, "procedures-items-free");
  app_record_table_set_cursor (table_of (page), 2, 0);
  desk_act (item_table_of (page), "items.remove", NULL);
  UI_WAIT (count (page) == 3 && is_code (page, 2, "3"));
  gtk_widget_activate_action (GTK_WIDGET (table_of (page)), "table.undo", NULL);
  UI_WAIT (count (page) == 4 && is_code (page, 2, "2"));
  skill = show (page, 2, MERILO_PROCEDURE_ITEM_SKILL);
  g_assert_cmpstr (skill, ==, "Строить график");
  json = app_item_rows_to_json (app_procedure_items_get_rows (items_of (page)));
  g_assert_nonnull (strstr (json, "{\"code\":\"1а\",\"max\":1},{\"code\":\"2\""));
}

/* With works: what an item is of, and nothing else */
static void
test_used (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = go (desk, "54");
  AppRecordTable *table = table_of (page);

  g_assert_cmpuint (count (page), ==, 10);
  g_assert_true (ui_says (page, "задания, их порядок и баллы уже не меняются"));
  g_assert_null (ui_find_used (GTK_WIDGET (items_of (page)), GTK_TYPE_BUTTON, "Добавить"));
  g_assert_null (ui_find_used (GTK_WIDGET (items_of (page)), GTK_TYPE_BUTTON, "Убрать"));
  desk_shot (desk, "procedures-items-used");
  app_record_table_set_cursor (table, 9, 0);
  app_record_table_paste (table, "8а\t5\tП\tСтроить высказывание\t3.3\n9\t1\tБ\tЛишнее\t1\n");
  desk_settle (desk);
  g_assert_cmpuint (count (page), ==, 10);
  g_assert_true (is_code (page, 9, "8"));
  fake_answer (desk->fake, "POST", "/items", 200,
               "{\"id\":54,\"subject\":\"Русский язык\",\"state\":\"used\",\"version\":2}");
  app_page_save (APP_PAGE (page));
  UI_WAIT (fake_count (desk->fake, "POST", "procedures/54/items") == 1);
  procedures_desk_assert_sent (desk, "POST", "procedures/54/items",
                               "{\"id\":5409,\"code\":\"8\",\"max\":3,\"level\":\"П\","
                               "\"skill\":\"Строить высказывание\",\"codifier\":\"3.3\"}]}");
  desk_settle (desk);
}

/* What cannot be written: said here, or by the server, with its row */
static void
test_faults (Desk *desk, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *code, *title, *field, *words;
  } rows[] = {
    { 422, "invalid", "Максимум — целое число от 1 до 100", "items[1].max", "Строка 2: Максимум" },
    { 409, "locked", "Этой процедурой пользуются и другие муниципалитеты", NULL,
      "Этой процедурой пользуются и другие" },
    { 403, "forbidden", "Недостаточно прав", NULL, "Недостаточно прав" },
  };
  AppProceduresPage *page = go (desk, "56");

  paste (page, "1\tмного\nя\t2\tЯ\n", 2);
  app_page_save (APP_PAGE (page));
  UI_WAIT (ui_says (page, "Строка 1: "));
  desk_shot (desk, "procedures-items-refused");
  app_record_table_set_cursor (table_of (page), 0, 0);
  paste (page, "1\t2\tБ\n1\t2\tБ\n", 2);
  app_page_save (APP_PAGE (page));
  UI_WAIT (ui_says (page, "Строка 2: задание «1» уже есть в строке 1"));
  g_assert_cmpuint (fake_count (desk->fake, "POST", "/items"), ==, 0);
  app_record_table_set_cursor (table_of (page), 1, 0);
  app_record_table_paste (table_of (page), "2");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%u", rows[i].status);
      procedures_desk_refuse (desk, "POST", "/items", rows[i].status, rows[i].code, rows[i].title,
                              rows[i].field);
      app_page_save (APP_PAGE (page));
      UI_WAIT (ui_says (page, rows[i].words));
      UI_WAIT (fake_count (desk->fake, "POST", "/items") == i + 1);
      desk_settle (desk);
    }
  g_assert_cmpuint (count (page), ==, 2); /* what was typed is there */
}

/* another has written meanwhile: either stands, as the user says */
static void
test_conflict (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = go (desk, "56");

  paste (page, PASTED, 3);
  procedures_desk_refuse (desk, "POST", "/items", 412, "version-conflict", "Запись изменилась",
                          NULL);
  app_page_save (APP_PAGE (page));
  UI_WAIT (ui_says (page, "процедуру изменил кто-то другой"));
  desk_shot (desk, "procedures-items-conflict");
  fake_answer (desk->fake, "POST", "/items", 200, STORED);
  procedures_desk_press (items_of (page), "Записать моё");
  UI_WAIT (ui_says (desk->window, "Задания записаны"));
  UI_WAIT (count (page) == 0); /* as the server has them */
  paste (page, PASTED, 3);
  procedures_desk_refuse (desk, "POST", "/items", 412, "version-conflict", "Запись изменилась",
                          NULL);
  app_page_save (APP_PAGE (page));
  procedures_desk_press (items_of (page), "Показать, как сейчас");
  UI_WAIT (count (page) == 0);
}

/* typed while the table comes anew: it stays, whatever comes */
static void
test_meanwhile (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = go (desk, "56");

  fake_change (desk->fake, "procedures", "56", "level", "профильный");
  fake_misbehave (desk->fake, "procedure-items", FAKE_SLOW, 0, 1);
  app_page_load (APP_PAGE (page));
  UI_WAIT (fake_count (desk->fake, "GET", "procedure-items") == 2);
  paste (page, PASTED, 3);
  desk_settle (desk);
  g_assert_cmpuint (count (page), ==, 3);
  procedures_desk_refuse (desk, "POST", "/items", 412, "version-conflict", "Запись изменилась",
                          NULL);
  app_page_save (APP_PAGE (page));
  UI_WAIT (ui_says (page, "процедуру изменил кто-то другой"));
  fake_answer (desk->fake, "POST", "/items", 200, STORED);
  fake_misbehave (desk->fake, "procedures/56/items", FAKE_SLOW, 0, 1);
  procedures_desk_press (items_of (page), "Записать моё");
  UI_WAIT (fake_count (desk->fake, "POST", "/items") == 2);
  app_record_table_set_cursor (table_of (page), 0, 0);
  app_record_table_paste (table_of (page), "1а"); /* and while it is being written */
  UI_WAIT (ui_says (desk->window, "Задания записаны"));
  desk_settle (desk);
  UI_WAIT (is_code (page, 0, "1а"));
  g_assert_true (ui_says (page, "Задания ещё не записаны"));
}

/* the network goes: what is typed is on the disk, and is there after a crash */
static void
test_away (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = go (desk, "56");

  paste (page, PASTED, 3);
  fake_sleep (desk->fake);
  app_page_save (APP_PAGE (page));
  UI_WAIT (ui_says (page, "Введённое остаётся на этом компьютере"));
  desk_shot (desk, "procedures-items-away");
  fake_wake (desk->fake);
  desk_restart (desk);
  page = go (desk, "56");
  UI_WAIT (count (page) == 3);
  g_assert_true (is_code (page, 2, "3"));
  g_assert_true (ui_says (page, "Задания ещё не записаны"));
  procedures_desk_press (items_of (page), "Вернуть");
  UI_WAIT (count (page) == 0);
  desk_restart (desk);
  page = go (desk, "56");
  desk_settle (desk);
  g_assert_cmpuint (count (page), ==, 0);
}

/* a table that was typed before another changed the procedure says so */
static void
test_old_draft (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = go (desk, "56");

  paste (page, PASTED, 3);
  UI_WAIT (ui_says (page, "Задания ещё не записаны")); /* and are on the disk */
  fake_change (desk->fake, "procedures", "56", "level", "профильный");
  desk_restart (desk);
  page = go (desk, "56");
  UI_WAIT (count (page) == 3);
  g_assert_true (ui_says (page, "С тех пор процедуру изменили"));
  desk_shot (desk, "procedures-items-draft");
}

static void
test_bad (Desk *desk, gconstpointer data)
{
  static const FakeManner manners[] = { FAKE_BAD_JSON, FAKE_DEEP, FAKE_STATUS };
  AppProceduresPage *page = go (desk, "57");

  desk_settle (desk);
  for (guint i = 0; i < G_N_ELEMENTS (manners); i++)
    {
      fake_misbehave (desk->fake, "procedure-items", manners[i], 500, 1);
      app_page_open (APP_PAGE (page), "54/items");
      UI_WAIT (app_procedure_items_get_state (items_of (page)) == APP_STATE_ERROR);
      if (i == 0)
        desk_shot (desk, "procedures-items-error");
      procedures_desk_press (items_of (page), "Повторить");
      UI_WAIT (count (page) == 10);
      app_page_open (APP_PAGE (page), "57/items");
      UI_WAIT (count (page) == 5);
    }
}

/* of the item that was looked at; then of the procedure */
static void
test_history (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = go (desk, "54");
  AppProcedureHistory *history
      = app_procedure_view_get_history (app_procedures_page_get_view (page));
  GtkWidget *what = ui_find (GTK_WIDGET (history), GTK_TYPE_DROP_DOWN, "Чья история");

  fake_answer (desk->fake, "GET", "history", 200,
               "[{\"id\":9,\"at\":\"2026-11-20T09:12:00Z\",\"who\":\"Орлова А. П.\","
               "\"action\":\"update\",\"field\":\"skill\",\"old\":\"Знать\",\"new\":\"Уметь\"}]");
  app_record_table_set_cursor (table_of (page), 2, 3);
  desk_act (page, "procedures.tab", "history");
  UI_WAIT (ui_says (history, "Проверяемое умение: Знать → Уметь"));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (what)), ==, 3);
  desk_shot (desk, "procedures-history");
  procedures_desk_assert_sent (desk, "GET", "history", "resource=procedure_item");
  procedures_desk_assert_sent (desk, "GET", "history", "id=5402");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (what), 0);
  UI_WAIT (fake_count (desk->fake, "GET", "history") == 2);
  procedures_desk_assert_sent (desk, "GET", "history", "id=54");
  desk_settle (desk);
  fake_misbehave (desk->fake, "history", FAKE_BAD_JSON, 0, 1);
  fake_answer (desk->fake, "GET", "history", 200, "[]");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (what), 1);
  UI_WAIT (app_procedure_history_get_state (history) == APP_STATE_ERROR);
  procedures_desk_press (history, "Повторить");
  UI_WAIT (ui_says (history, "Изменений не было."));
}

/* the answers to one table come when another is read: that one stays, and nothing is written there
 */
static void
test_left (Desk *desk, gconstpointer data)
{
  AppProceduresPage *page = go (desk, "56");

  paste (page, PASTED, 3);
  fake_answer (desk->fake, "POST", "/items", 200, STORED);
  fake_misbehave (desk->fake, "procedures/56/items", FAKE_HELD, 0, 1);
  app_page_save (APP_PAGE (page));
  UI_WAIT (fake_count (desk->fake, "POST", "procedures/56/items") == 1);
  app_page_open (APP_PAGE (page), "54/items");
  UI_WAIT (count (page) == 10);
  fake_release (desk->fake);
  UI_WAIT (fake_count (desk->fake, "GET", "procedures") >= 2); /* read anew: it is stored */
  desk_settle (desk);
  g_assert_cmpuint (count (page), ==, 10);
  g_assert_false (app_item_rows_is_dirty (app_procedure_items_get_rows (items_of (page))));
  app_page_open (APP_PAGE (page), "56/items");
  UI_WAIT (app_procedure_items_get_state (items_of (page)) != APP_STATE_LOADING);
  desk_settle (desk);
  g_assert_cmpuint (count (page), ==, 0); /* neither the other's rows, nor a draft of what went */
  fake_misbehave (desk->fake, "procedures/56", FAKE_HELD, 0, 1);
  desk_act (items_of (page), "items.overwrite", NULL);
  UI_WAIT (fake_count (desk->fake, "GET", "procedures/56") == 1);
  app_page_open (APP_PAGE (page), "54/items");
  UI_WAIT (count (page) == 10);
  fake_release (desk->fake);
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "/items"), ==, 1);
  g_assert_cmpuint (count (page), ==, 10);
}

static void
fill (void)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/procedure-items/" name, Desk, NULL, procedures_desk_open, func,                    \
              procedures_desk_close)
  ADD ("paste", test_paste);
  ADD ("rows", test_rows);
  ADD ("used", test_used);
  ADD ("faults", test_faults);
  ADD ("conflict", test_conflict);
  ADD ("meanwhile", test_meanwhile);
  ADD ("away", test_away);
  ADD ("old-draft", test_old_draft);
  ADD ("left", test_left);
  ADD ("bad", test_bad);
  ADD ("history", test_history);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-procedures-items", fill);
}

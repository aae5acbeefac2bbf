/* Directories: what is deleted, by another or by us, while the form stands open. */
#include "client/pages/directories-desk.h"

/* What another deletes */

static void
delete_act (Desk *desk)
{
  json_array_remove_element (fake_lock_records (desk->fake, "acts"), 0);
  fake_unlock_records (desk->fake);
}

static void
tell_deleted (Desk *desk, AppRecordTable *table)
{
  fake_tell (desk->fake, "{\"resource\":\"act\",\"id\":1,\"version\":2}");
  UI_WAIT (app_record_table_get_n_records (table) == 1);
  desk_settle (desk);
}

static void
assert_lost (Desk *desk)
{
  GtkWidget *page = GTK_WIDGET (app_window_get_page (desk->window));

  g_assert_true (ui_says (page, "Эту запись удалил кто-то ещё. Введённое останется здесь"));
  g_assert_null (ui_find_used (page, GTK_TYPE_BUTTON, "Записать"));
  g_assert_null (ui_find_used (page, GTK_TYPE_BUTTON, "Удалить"));
}

/* only read: there is nothing to keep */
static void
test_gone (Desk *desk, gconstpointer role)
{
  AppRecordTable *table = directories_open_act (desk);

  delete_act (desk);
  tell_deleted (desk, table);
  g_assert_null (directories_get_shown (desk));
  g_assert_true (ui_says (desk->window, "Открытую запись удалил кто-то ещё, форма закрыта"));
}

/* what was typed is read on, refused texts too, and goes nowhere; the others are saved as ever */
static void
test_gone_typed (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = directories_open_act (desk);
  AppStore *store = app_context_get_store (desk->context);
  g_autoptr (MeriloRecord) other = NULL;

  directories_type (desk, "Номер", "218-п");
  directories_type (desk, "Дата", "скоро");
  delete_act (desk);
  tell_deleted (desk, table);
  assert_lost (desk);
  directories_type (desk, "Кто издал", "Школа № 4"); /* no draft of it: nobody would see it */
  g_assert_cmpuint (app_store_count_drafts (store, "act", "1"), ==, 2);
  desk_act (page, "page.load", NULL);
  desk_settle (desk);
  assert_lost (desk);
  desk_shot (desk, "directories-gone");
  g_assert_cmpstr (directories_get_line (desk, "Номер"), ==, "218-п");
  g_assert_cmpstr (directories_get_line (desk, "Дата"), ==, "скоро");
  other = app_record_table_dup_record (table, 0);
  merilo_record_set_text (other, MERILO_ACT_NUMBER, "5");
  app_page_save (page);
  g_assert_true (ui_says (desk->window, "Записать некуда: эту запись удалил кто-то ещё"));
  UI_WAIT (fake_count (desk->fake, "PATCH", "acts/2") == 1);
  g_assert_cmpuint (fake_count (desk->fake, "PATCH", "acts/1"), ==, 0);
  directories_select (desk, table, 0);
  g_assert_false (ui_says (page, "Эту запись удалил кто-то ещё"));
  g_assert_nonnull (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Записать"));
  g_assert_cmpuint (app_store_count_drafts (store, "act", "1"), ==, 0);
}

/* it is saved before the page knows: the server says so, and the page after it */
static void
test_gone_saved (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = directories_open_act (desk);

  directories_type (desk, "Номер", "218-п");
  delete_act (desk);
  app_page_save (page);
  UI_WAIT (app_record_table_get_n_records (table) == 1);
  assert_lost (desk);
  g_assert_cmpstr (directories_get_line (desk, "Номер"), ==, "218-п");
  g_assert_cmpuint (app_outbox_get_stuck (app_context_get_outbox (desk->context)), ==, 1);
}

/* one's own deletion is not another's, in whatever order the answers come; two are one */
static void
test_gone_own (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = directories_open_act (desk);

  directories_type (desk, "Номер", "218-п");
  fake_misbehave (desk->fake, "acts/1", FAKE_HELD, 0, 1);
  desk_act (page, "directories.remove", NULL);
  desk_act (page, "directories.remove", NULL);
  UI_WAIT (fake_count_held (desk->fake) == 1); /* it is done; the answer is on its way */
  tell_deleted (desk, table);
  g_assert_nonnull (directories_get_shown (desk));
  g_assert_false (ui_says (desk->window, "удалил кто-то ещё"));
  fake_release (desk->fake);
  UI_WAIT (directories_get_shown (desk) == NULL);
  g_assert_cmpuint (fake_count (desk->fake, "DELETE", "acts/1"), ==, 1);
}

/* both delete it: that it is gone is what was asked for */
static void
test_gone_both (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = directories_open_act (desk);

  delete_act (desk);
  desk_act (page, "directories.remove", NULL);
  UI_WAIT (app_record_table_get_n_records (table) == 1);
  g_assert_null (directories_get_shown (desk));
  g_assert_true (ui_says (desk->window, "Эту запись уже удалил кто-то ещё"));
}

/* Deleting what was just written: nobody told the page that its version is another by now */

static void
type_and_save (Desk *desk)
{
  directories_type (desk, "Номер", "218-п");
  app_page_save (app_window_get_page (desk->window));
}

static void
assert_deleted (Desk *desk, AppRecordTable *table)
{
  UI_WAIT (app_record_table_get_n_records (table) == 1);
  g_assert_null (directories_get_shown (desk));
  g_assert_cmpuint (fake_count (desk->fake, "DELETE", "acts/1"), ==, 1);
}

static void
test_delete_written (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = directories_open_act (desk);

  type_and_save (desk);
  UI_WAIT (fake_count (desk->fake, "PATCH", "acts/1") == 1);
  desk_settle (desk);
  desk_act (page, "directories.remove", NULL);
  assert_deleted (desk, table);
}

/* the write goes first */
static void
test_delete_writing (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = directories_open_act (desk);

  fake_misbehave (desk->fake, "acts/1", FAKE_HELD, 0, 1);
  type_and_save (desk);
  UI_WAIT (fake_count_held (desk->fake) == 1);
  desk_act (page, "directories.remove", NULL);
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "DELETE", "acts/1"), ==, 0);
  fake_release (desk->fake);
  assert_deleted (desk, table);
}

/* nor is it deleted when that is not done: it is another's by now */
static void
test_delete_conflict (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = directories_open_act (desk);

  fake_change (desk->fake, "acts", "1", "issuer", "Школа № 4");
  fake_misbehave (desk->fake, "acts/1", FAKE_HELD, 0, 1);
  type_and_save (desk);
  UI_WAIT (fake_count_held (desk->fake) == 1);
  desk_act (page, "directories.remove", NULL);
  fake_release (desk->fake);
  UI_WAIT (directories_is_refused (desk));
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "DELETE", "acts/1"), ==, 0);
  g_assert_cmpuint (app_record_table_get_n_records (table), ==, 2);
}

static char *
write_silently (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  fake_change (fake, "acts", "1", "number", "218-п");
  *status = 204;
  return NULL;
}

/* the answer tells no version: the list does, or the deletion is given up */
static void
test_delete_reloaded (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = directories_open_act (desk);

  fake_act (desk->fake, "PATCH", "acts/1", write_silently, NULL);
  fake_misbehave (desk->fake, "acts/1", FAKE_HELD, 0, 1);
  type_and_save (desk);
  UI_WAIT (fake_count_held (desk->fake) == 1);
  desk_act (page, "directories.remove", NULL);
  fake_misbehave (desk->fake, "acts", FAKE_STATUS, 500, 1);
  fake_release (desk->fake);
  UI_WAIT (!directories_is_listed (desk));
  g_assert_cmpuint (fake_count (desk->fake, "DELETE", "acts/1"), ==, 0);
  desk_act (page, "page.load", NULL);
  UI_WAIT (directories_is_listed (desk));
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "DELETE", "acts/1"), ==, 0);
  directories_type (desk, "Номер", "219-п");
  app_page_save (page);
  desk_act (page, "directories.remove", NULL);
  assert_deleted (desk, table);
}

static void
fill (void)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/directories-gone/" name, Desk, "methodologist", directories_set_up, func,          \
              directories_tear_down)
  ADD ("read", test_gone);
  ADD ("typed", test_gone_typed);
  ADD ("saved", test_gone_saved);
  ADD ("own", test_gone_own);
  ADD ("both", test_gone_both);
  ADD ("delete-written", test_delete_written);
  ADD ("delete-writing", test_delete_writing);
  ADD ("delete-conflict", test_delete_conflict);
  ADD ("delete-reloaded", test_delete_reloaded);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-directories-gone", fill);
}

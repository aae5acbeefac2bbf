/* Directories: what a record refers to stands there by its name, not by a number. */
#include "client/pages/desk.h"

#include "widgets/record-cell.h"
#include "widgets/record-form.h"
#include "widgets/record-table.h"

static void
set_up (Desk *desk, gconstpointer role)
{
  desk_open (desk, role);
  desk_go (desk, "directories", NULL);
}

static void
tear_down (Desk *desk, gconstpointer role)
{
  desk_close (desk);
}

static AppRecordTable *
open_directory (Desk *desk, const char *directory)
{
  AppPage *page = app_window_get_page (desk->window);

  desk_act (page, "directories.show", directory);
  UI_WAIT (desk_is_shown (page));
  desk_settle (desk);
  return APP_RECORD_TABLE (ui_find (GTK_WIDGET (page), APP_TYPE_RECORD_TABLE, NULL));
}

/* a column of what is copied and written into files, after its heading, by « | » */
static char *
read_column (AppRecordTable *table, const char *heading)
{
  g_autoptr (GPtrArray) cells = app_record_table_copy_cells (table, TRUE);
  char **heads = cells->pdata[0];
  GString *text = g_string_new (NULL);
  guint at = 0;

  while (g_strcmp0 (heads[at], heading) != 0)
    g_assert_nonnull (heads[at++]);
  for (guint i = 1; i < cells->len; i++)
    g_string_append_printf (text, "%s%s", i > 1 ? " | " : "", ((char **) cells->pdata[i])[at]);
  return g_string_free (text, FALSE);
}

static void
assert_column (AppRecordTable *table, const char *heading, const char *text)
{
  g_autofree char *read = read_column (table, heading);

  g_assert_cmpstr (read, ==, text);
}

static gboolean
is_column (AppRecordTable *table, const char *heading, const char *text)
{
  g_autofree char *read = read_column (table, heading);

  return g_str_equal (read, text);
}

static void
select_row (Desk *desk, AppRecordTable *table, guint at)
{
  g_autoptr (MeriloRecord) record = app_record_table_dup_record (table, at);

  g_assert_true (app_record_table_select (table, record));
  desk_settle (desk);
}

static void
type_needle (Desk *desk, const char *text)
{
  GtkWidget *entry = ui_find (GTK_WIDGET (app_window_get_page (desk->window)),
                              GTK_TYPE_SEARCH_ENTRY, "Найти в справочнике");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

static AdwComboRow *
find_choice (Desk *desk, const char *title)
{
  return ADW_COMBO_ROW (
      ui_find (GTK_WIDGET (app_window_get_page (desk->window)), ADW_TYPE_COMBO_ROW, title));
}

static void
choose (AdwComboRow *row, const char *word)
{
  GListModel *words = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (words); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (words, i);

      if (!g_str_equal (gtk_string_object_get_string (item), word))
        continue;
      adw_combo_row_set_selected (row, i);
      return;
    }
  g_error ("no «%s» to choose", word);
}

/* a toast says something; a success of these pages shows by itself */
static gboolean
is_refused (Desk *desk)
{
  GtkWidget *toast = ui_find (GTK_WIDGET (desk->window), g_type_from_name ("AdwToastWidget"), NULL);

  return toast != NULL && gtk_widget_get_mapped (toast);
}

static void
test_users (Desk *desk, gconstpointer role)
{
  AppRecordTable *table = open_directory (desk, "users");
  GtkWidget *page = GTK_WIDGET (app_window_get_page (desk->window));

  assert_column (table, "Организация",
                 "Управление образования | Управление образования | Управление образования | "
                 "Школа № 4");
  select_row (desk, table, 3);
  g_assert_true (ui_says (page, "Школа № 4"));
  g_assert_false (ui_says (page, "13"));
  desk_shot (desk, "directories-users");
  type_needle (desk, "школа 4");
  assert_column (table, "Логин", "school4");
  type_needle (desk, "13"); /* the number is nobody's name */
  g_assert_cmpuint (app_record_table_get_n_shown (table), ==, 0);
  type_needle (desk, "");
  app_record_table_sort_by (table, MERILO_USER_ORG_ID, TRUE);
  assert_column (table, "Логин", "school4 | metodist | expert1 | expert2");
}

static void
test_new_user (Desk *desk, gconstpointer role)
{
  static const struct
  {
    guint field;
    const char *text;
  } typed[] = { { MERILO_USER_LOGIN, "gimnazia3" },
                { MERILO_USER_NAME, "Зуева Нина Львовна" },
                { MERILO_USER_ROLE, "school" } };
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = open_directory (desk, "users");
  MeriloRecord *user;
  g_autofree char *body = NULL;

  desk_act (page, "directories.add", NULL);
  user = app_record_form_get_record (
      APP_RECORD_FORM (ui_find (GTK_WIDGET (page), APP_TYPE_RECORD_FORM, NULL)));
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    g_assert_true (merilo_record_parse (user, typed[i].field, typed[i].text, NULL));
  app_page_save (page); /* nobody guesses whose the user is */
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "users"), ==, 0);
  choose (find_choice (desk, "Организация"), "Гимназия № 3");
  desk_shot (desk, "directories-new-user");
  app_page_save (page);
  UI_WAIT (fake_count (desk->fake, "POST", "users") == 1);
  body = fake_dup_last (desk->fake, "POST", "users");
  g_assert_nonnull (strstr (body, "\"org_id\":12"));
  desk_settle (desk);
  assert_column (table, "Организация",
                 "Управление образования | Управление образования | Управление образования | "
                 "Школа № 4 | Гимназия № 3");
}

#define ACT                                                                                                                              \
  "приказ № 217-п от 12.02.2024: Об утверждении дорожной карты по оценке качества " \
  "подготовки обучающихся"

/* the act of a status is chosen from the register; one that is not there keeps its number */
static void
test_statuses (Desk *desk, gconstpointer role)
{
  AppRecordTable *table = open_directory (desk, "org-statuses");
  AppPage *page = app_window_get_page (desk->window);
  AdwComboRow *row;

  assert_column (table, "Организация", "Школа № 4 | Школа № 4 | Школа № 8 | Школа № 2");
  assert_column (table, "Акт", " |  |  | ");
  select_row (desk, table, 0);
  choose (find_choice (desk, "Акт"), ACT);
  assert_column (table, "Акт", ACT " |  |  | ");
  desk_shot (desk, "directories-statuses");
  app_page_save (page);
  UI_WAIT (fake_count (desk->fake, "PATCH", "org-statuses/1") == 1);
  desk_settle (desk);
  json_object_set_int_member (json_array_get_object_element (fake_lock_records (desk->fake,
                                                                                "org-statuses"),
                                                             1),
                              "act_id", 77);
  fake_unlock_records (desk->fake);
  fake_change (desk->fake, "org-statuses", "2", "status", "at-risk");
  fake_tell (desk->fake, "{\"resource\":\"org_status\",\"id\":2,\"version\":9}");
  UI_WAIT (is_column (table, "Акт", ACT " | 77 |  | "));
  select_row (desk, table, 1);
  row = find_choice (desk, "Акт");
  g_assert_cmpstr (gtk_string_object_get_string (
                       GTK_STRING_OBJECT (adw_combo_row_get_selected_item (row))),
                   ==, "77");
  g_assert_cmpuint (fake_count (desk->fake, "PATCH", "org-statuses/2"), ==, 0);
}

/* a school that is renamed meanwhile goes by its new name */
static void
test_renamed (Desk *desk, gconstpointer role)
{
  AppRecordTable *table = open_directory (desk, "classes");

  assert_column (table, "Школа", "Школа № 4 | Школа № 4 | Школа № 4");
  fake_change (desk->fake, "orgs", "13", "short_name", "Лицей № 4");
  fake_tell (desk->fake, "{\"resource\":\"org\",\"id\":13,\"version\":2}");
  UI_WAIT (is_column (table, "Школа", "Лицей № 4 | Лицей № 4 | Лицей № 4"));
  UI_WAIT (ui_find (GTK_WIDGET (table), APP_TYPE_RECORD_CELL, "Школа: Лицей № 4") != NULL);
  desk_shot (desk, "directories-classes");
}

/* a school adds what is its own */
static void
test_own (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  MeriloRecord *made;

  open_directory (desk, "classes");
  desk_act (page, "directories.add", NULL);
  made = app_record_form_get_record (
      APP_RECORD_FORM (ui_find (GTK_WIDGET (page), APP_TYPE_RECORD_FORM, NULL)));
  g_assert_cmpint (merilo_record_get_whole (made, MERILO_CLASS_ORG_ID), ==,
                   app_context_get_user (desk->context)->org_id);
  g_assert_cmpuint (adw_combo_row_get_selected (find_choice (desk, "Школа")), >, 0);
}

/* what was refused is no longer said when it is done */
static void
test_refused (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = open_directory (desk, "orgs");
  guint n = app_record_table_get_n_records (table);
  MeriloRecord *org;

  desk_act (page, "directories.add", NULL);
  org = app_record_form_get_record (
      APP_RECORD_FORM (ui_find (GTK_WIDGET (page), APP_TYPE_RECORD_FORM, NULL)));
  g_assert_true (merilo_record_parse (org, MERILO_ORG_KIND, "school", NULL));
  g_assert_true (merilo_record_parse (org, MERILO_ORG_NAME, "Школа № 90", NULL));
  g_assert_true (merilo_record_parse (org, MERILO_ORG_SHORT_NAME, "Школа № 90", NULL));
  fake_misbehave (desk->fake, "orgs", FAKE_STATUS, 403, 1);
  app_page_save (page);
  UI_WAIT (is_refused (desk));
  desk_shot (desk, "directories-refused");
  app_page_save (page);
  UI_WAIT (app_record_table_get_n_records (table) == n + 1);
  desk_settle (desk);
  g_assert_false (is_refused (desk)); /* by itself it would go in five seconds */
}

/* What another deletes */

static AppRecordForm *
form_of (Desk *desk)
{
  return APP_RECORD_FORM (
      ui_find (GTK_WIDGET (app_window_get_page (desk->window)), APP_TYPE_RECORD_FORM, NULL));
}

static MeriloRecord *
shown_of (Desk *desk)
{
  return app_record_form_get_record (form_of (desk));
}

/* the first act, in the form */
static AppRecordTable *
open_act (Desk *desk)
{
  AppRecordTable *table = open_directory (desk, "acts");

  select_row (desk, table, 0);
  g_assert_cmpstr (merilo_record_get_text (shown_of (desk), MERILO_ACT_NUMBER), ==, "217-п");
  return table;
}

static void
type_line (Desk *desk, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (
                             ui_find (GTK_WIDGET (form_of (desk)), ADW_TYPE_ENTRY_ROW, title)),
                         text);
}

static const char *
line_says (Desk *desk, const char *title)
{
  return gtk_editable_get_text (
      GTK_EDITABLE (ui_find (GTK_WIDGET (form_of (desk)), ADW_TYPE_ENTRY_ROW, title)));
}

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
  AppRecordTable *table = open_act (desk);

  delete_act (desk);
  tell_deleted (desk, table);
  g_assert_null (shown_of (desk));
  g_assert_true (ui_says (desk->window, "Открытую запись удалил кто-то ещё, форма закрыта"));
}

/* what was typed is read on, refused texts too, and goes nowhere; the others are saved as ever */
static void
test_gone_typed (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = open_act (desk);
  AppStore *store = app_context_get_store (desk->context);
  g_autoptr (MeriloRecord) other = NULL;

  type_line (desk, "Номер", "218-п");
  type_line (desk, "Дата", "скоро");
  delete_act (desk);
  tell_deleted (desk, table);
  assert_lost (desk);
  type_line (desk, "Кто издал", "Школа № 4"); /* no draft of it: nobody would see it */
  g_assert_cmpuint (app_store_count_drafts (store, "act", "1"), ==, 2);
  desk_act (page, "page.load", NULL);
  desk_settle (desk);
  assert_lost (desk);
  desk_shot (desk, "directories-gone");
  g_assert_cmpstr (line_says (desk, "Номер"), ==, "218-п");
  g_assert_cmpstr (line_says (desk, "Дата"), ==, "скоро");
  other = app_record_table_dup_record (table, 0);
  merilo_record_set_text (other, MERILO_ACT_NUMBER, "5");
  app_page_save (page);
  g_assert_true (ui_says (desk->window, "Записать некуда: эту запись удалил кто-то ещё"));
  UI_WAIT (fake_count (desk->fake, "PATCH", "acts/2") == 1);
  g_assert_cmpuint (fake_count (desk->fake, "PATCH", "acts/1"), ==, 0);
  select_row (desk, table, 0);
  g_assert_false (ui_says (page, "Эту запись удалил кто-то ещё"));
  g_assert_nonnull (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Записать"));
  g_assert_cmpuint (app_store_count_drafts (store, "act", "1"), ==, 0);
}

/* it is saved before the page knows: the server says so, and the page after it */
static void
test_gone_saved (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = open_act (desk);

  type_line (desk, "Номер", "218-п");
  delete_act (desk);
  app_page_save (page);
  UI_WAIT (app_record_table_get_n_records (table) == 1);
  assert_lost (desk);
  g_assert_cmpstr (line_says (desk, "Номер"), ==, "218-п");
  g_assert_cmpuint (app_outbox_get_stuck (app_context_get_outbox (desk->context)), ==, 1);
}

/* one's own deletion is not another's, in whatever order the answers come; two are one */
static void
test_gone_own (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = open_act (desk);

  type_line (desk, "Номер", "218-п");
  fake_misbehave (desk->fake, "acts/1", FAKE_HELD, 0, 1);
  desk_act (page, "directories.remove", NULL);
  desk_act (page, "directories.remove", NULL);
  UI_WAIT (fake_count_held (desk->fake) == 1); /* it is done; the answer is on its way */
  tell_deleted (desk, table);
  g_assert_nonnull (shown_of (desk));
  g_assert_false (ui_says (desk->window, "удалил кто-то ещё"));
  fake_release (desk->fake);
  UI_WAIT (shown_of (desk) == NULL);
  g_assert_cmpuint (fake_count (desk->fake, "DELETE", "acts/1"), ==, 1);
}

/* both delete it: that it is gone is what was asked for */
static void
test_gone_both (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = open_act (desk);

  delete_act (desk);
  desk_act (page, "directories.remove", NULL);
  UI_WAIT (app_record_table_get_n_records (table) == 1);
  g_assert_null (shown_of (desk));
  g_assert_true (ui_says (desk->window, "Эту запись уже удалил кто-то ещё"));
}

/* Deleting what was just written: nobody told the page that its version is another by now */

static void
type_and_save (Desk *desk)
{
  type_line (desk, "Номер", "218-п");
  app_page_save (app_window_get_page (desk->window));
}

static void
assert_deleted (Desk *desk, AppRecordTable *table)
{
  UI_WAIT (app_record_table_get_n_records (table) == 1);
  g_assert_null (shown_of (desk));
  g_assert_cmpuint (fake_count (desk->fake, "DELETE", "acts/1"), ==, 1);
}

static void
test_delete_written (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  AppRecordTable *table = open_act (desk);

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
  AppRecordTable *table = open_act (desk);

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
  AppRecordTable *table = open_act (desk);

  fake_change (desk->fake, "acts", "1", "issuer", "Школа № 4");
  fake_misbehave (desk->fake, "acts/1", FAKE_HELD, 0, 1);
  type_and_save (desk);
  UI_WAIT (fake_count_held (desk->fake) == 1);
  desk_act (page, "directories.remove", NULL);
  fake_release (desk->fake);
  UI_WAIT (is_refused (desk));
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
  AppRecordTable *table = open_act (desk);

  fake_act (desk->fake, "PATCH", "acts/1", write_silently, NULL);
  fake_misbehave (desk->fake, "acts/1", FAKE_HELD, 0, 1);
  type_and_save (desk);
  UI_WAIT (fake_count_held (desk->fake) == 1);
  desk_act (page, "directories.remove", NULL);
  fake_misbehave (desk->fake, "acts", FAKE_STATUS, 500, 1);
  fake_release (desk->fake);
  UI_WAIT (ui_says (page, "Не получилось загрузить"));
  g_assert_cmpuint (fake_count (desk->fake, "DELETE", "acts/1"), ==, 0);
  desk_act (page, "page.load", NULL);
  UI_WAIT (desk_is_shown (page));
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "DELETE", "acts/1"), ==, 0);
  type_line (desk, "Номер", "219-п");
  app_page_save (page);
  desk_act (page, "directories.remove", NULL);
  assert_deleted (desk, table);
}

static void
fill (void)
{
#define ADD(name, role, func) g_test_add ("/directories/" name, Desk, role, set_up, func, tear_down)
  ADD ("users", "admin", test_users);
  ADD ("new-user", "admin", test_new_user);
  ADD ("statuses", "methodologist", test_statuses);
  ADD ("renamed", "methodologist", test_renamed);
  ADD ("own", "school", test_own);
  ADD ("refused", "methodologist", test_refused);
  ADD ("gone", "methodologist", test_gone);
  ADD ("gone-typed", "methodologist", test_gone_typed);
  ADD ("gone-saved", "methodologist", test_gone_saved);
  ADD ("gone-own", "methodologist", test_gone_own);
  ADD ("gone-both", "methodologist", test_gone_both);
  ADD ("delete-written", "methodologist", test_delete_written);
  ADD ("delete-writing", "methodologist", test_delete_writing);
  ADD ("delete-conflict", "methodologist", test_delete_conflict);
  ADD ("delete-reloaded", "methodologist", test_delete_reloaded);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-directories", fill);
}

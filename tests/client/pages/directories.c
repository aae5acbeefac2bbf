/* Directories: what a record refers to stands there by its name, not by a number; a list that does
 * not come says so in its place. */
#include "client/pages/directories-desk.h"
#include "client/pages/results-desk.h"

#include "widgets/record-cell.h"
#include "widgets/record-form.h"
#include "widgets/skeleton.h"

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

static void
test_users (Desk *desk, gconstpointer role)
{
  AppRecordTable *table = directories_show (desk, "users");
  GtkWidget *page = GTK_WIDGET (app_window_get_page (desk->window));

  assert_column (table, "Организация",
                 "Управление образования | Управление образования | Управление образования | "
                 "Школа № 4");
  directories_select (desk, table, 3);
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
  AppRecordTable *table = directories_show (desk, "users");
  MeriloRecord *user;
  GtkSwitch *enters;
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
  enters = GTK_SWITCH (ui_find (GTK_WIDGET (page), GTK_TYPE_SWITCH, "Может входить"));
  g_assert_true (gtk_switch_get_active (enters)); /* for what else is a user made */
  desk_shot (desk, "directories-new-user");
  app_page_save (page);
  UI_WAIT (fake_count (desk->fake, "POST", "users") == 1);
  body = fake_dup_last (desk->fake, "POST", "users");
  g_assert_nonnull (strstr (body, "\"org_id\":12"));
  g_assert_nonnull (strstr (body, "\"active\":true"));
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
  AppRecordTable *table = directories_show (desk, "org-statuses");
  AppPage *page = app_window_get_page (desk->window);
  AdwComboRow *row;

  assert_column (table, "Организация", "Школа № 4 | Школа № 4 | Школа № 8 | Школа № 2");
  assert_column (table, "Акт", " |  |  | ");
  directories_select (desk, table, 0);
  choose (find_choice (desk, "Акт"), ACT);
  assert_column (table, "Акт", ACT " |  |  | ");
  desk_shot (desk, "directories-statuses");
  app_page_save (page);
  UI_WAIT (fake_count (desk->fake, "PATCH", "org-statuses/1") == 1);
  desk_settle (desk);
  fake_change_whole (desk->fake, "org-statuses", "2", "act_id", 77);
  fake_change (desk->fake, "org-statuses", "2", "status", "at-risk");
  fake_tell (desk->fake, "{\"resource\":\"org_status\",\"id\":2,\"version\":9}");
  UI_WAIT (is_column (table, "Акт", ACT " | 77 |  | "));
  directories_select (desk, table, 1);
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
  AppRecordTable *table = directories_show (desk, "classes");

  assert_column (table, "Школа", "Школа № 4 | Школа № 4 | Школа № 4");
  fake_change (desk->fake, "orgs", "13", "short_name", "Лицей № 4");
  fake_tell (desk->fake, "{\"resource\":\"org\",\"id\":13,\"version\":2}");
  UI_WAIT (is_column (table, "Школа", "Лицей № 4 | Лицей № 4 | Лицей № 4"));
  UI_WAIT (ui_find (GTK_WIDGET (table), APP_TYPE_RECORD_CELL, "Школа: Лицей № 4") != NULL);
  desk_shot (desk, "directories-classes");
}

/* the names of acts that were asked for first come last */
static void
test_late_names (Desk *desk, gconstpointer role)
{
  AppRecordTable *table = directories_show (desk, "org-statuses");
  AppPage *page = app_window_get_page (desk->window);
  guint asked;

  fake_change_whole (desk->fake, "org-statuses", "1", "act_id", 2);
  fake_change (desk->fake, "acts", "2", "title", "Первое");
  asked = fake_count (desk->fake, "GET", "acts");
  fake_misbehave (desk->fake, "acts", FAKE_HELD, 0, 1);
  app_page_load (page);
  UI_WAIT (fake_count (desk->fake, "GET", "acts") == asked + 1);
  fake_change (desk->fake, "acts", "2", "title", "Второе");
  app_page_load (page);
  UI_WAIT (is_column (table, "Акт", "протокол № 4 от 30.05.2023: Второе |  |  | "));
  fake_release (desk->fake);
  desk_settle (desk);
  assert_column (table, "Акт", "протокол № 4 от 30.05.2023: Второе |  |  | ");
}

/* nor does the name that a school had before the last come over it */
static void
test_late_orgs (Desk *desk, gconstpointer role)
{
  AppRecordTable *table = directories_show (desk, "classes");
  guint asked = fake_count (desk->fake, "GET", "orgs");

  fake_change (desk->fake, "orgs", "13", "short_name", "Лицей № 4");
  fake_misbehave (desk->fake, "orgs", FAKE_HELD, 0, 1);
  fake_tell (desk->fake, "{\"resource\":\"org\",\"id\":13,\"version\":2}");
  UI_WAIT (fake_count (desk->fake, "GET", "orgs") == asked + 1);
  fake_change (desk->fake, "orgs", "13", "short_name", "Гимназия № 4");
  fake_tell (desk->fake, "{\"resource\":\"org\",\"id\":13,\"version\":3}");
  UI_WAIT (is_column (table, "Школа", "Гимназия № 4 | Гимназия № 4 | Гимназия № 4"));
  fake_release (desk->fake);
  desk_settle (desk);
  assert_column (table, "Школа", "Гимназия № 4 | Гимназия № 4 | Гимназия № 4");
}

/* a school adds what is its own */
static void
test_own (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);
  MeriloRecord *made;

  directories_show (desk, "classes");
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
  AppRecordTable *table = directories_show (desk, "orgs");
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
  UI_WAIT (directories_is_refused (desk));
  desk_shot (desk, "directories-refused");
  app_page_save (page);
  UI_WAIT (app_record_table_get_n_records (table) == n + 1);
  desk_settle (desk);
  g_assert_false (directories_is_refused (desk)); /* by itself it would go in five seconds */
}

/* States */

static void
set_up_away (Desk *desk, gconstpointer role)
{
  desk_open (desk, role);
  desk_settle (desk);
}

/* lines where the list will be: the way to other directories is there, and nothing of the list that
 * was there before */
static void
assert_awaited (Desk *desk, AppPage *page)
{
  g_autoptr (GPtrArray) cells = NULL;
  g_auto (AppPaper) paper = { NULL };

  UI_WAIT (results_find_mapped (GTK_WIDGET (page), APP_TYPE_SKELETON) != NULL);
  desk_settle (desk);
  g_assert_nonnull (ui_find_used (GTK_WIDGET (page), GTK_TYPE_TOGGLE_BUTTON, "Статусы"));
  g_assert_null (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Добавить…"));
  g_assert_null (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Выгрузить таблицу"));
  g_assert_false (ui_says (page, " из "));
  g_assert_false (app_page_describe_paper (page, &paper));
}

static void
test_loading (Desk *desk, gconstpointer role)
{
  AppPage *page;
  GtkWidget *table;

  fake_misbehave (desk->fake, "orgs", FAKE_HELD, 0, 1);
  app_window_go (desk->window, "directories", NULL);
  page = app_window_get_page (desk->window);
  assert_awaited (desk, page);
  desk_shot (desk, "directories-loading");
  fake_release (desk->fake);
  UI_WAIT (directories_is_listed (desk));
  g_assert_true (ui_says (page, "9 из 9"));
  g_assert_nonnull (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Добавить…"));
  fake_misbehave (desk->fake, "acts", FAKE_HELD, 0, 1);
  desk_act (page, "directories.show", "acts");
  assert_awaited (desk, page);
  desk_shot (desk, "directories-loading-next");
  fake_release (desk->fake);
  UI_WAIT (directories_is_listed (desk));
  g_assert_true (ui_says (page, "2 из 2"));
  table = ui_find (GTK_WIDGET (page), APP_TYPE_RECORD_TABLE, NULL);
  UI_WAIT (gtk_widget_get_height (table) > 500); /* down to the status line */
}

/* what does not come takes neither the way to the others nor what is typed beside it */
static void
test_bad (Desk *desk, gconstpointer role)
{
  static const struct
  {
    FakeManner manner;
    guint status;
    const char *words, *shot;
  } rows[] = {
    { FAKE_STATUS, 403, "У вас нет прав на эту страницу", "directories-no-rights" },
    { FAKE_STATUS, 500, "Код для администратора", "directories-error" },
    { FAKE_BAD_JSON, 0, "Код для администратора", NULL },
    { FAKE_DEEP, 0, "Код для администратора", NULL },
  };
  AppPage *page = app_window_get_page (desk->window);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s %u", rows[i].words, rows[i].status);
      directories_open_act (desk);
      directories_type (desk, "Номер", "218-п");
      fake_misbehave (desk->fake, "acts", rows[i].manner, rows[i].status, 1);
      app_page_load (page);
      UI_WAIT (ui_says (page, rows[i].words));
      if (rows[i].shot != NULL)
        desk_shot (desk, rows[i].shot);
      g_assert_cmpstr (directories_get_line (desk, "Номер"), ==, "218-п");
      g_assert_null (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Добавить…"));
      if (i > 0)
        g_signal_emit_by_name (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Повторить"),
                               "clicked");
      else
        desk_act (page, "page.load", NULL);
      UI_WAIT (directories_is_listed (desk));
      g_assert_cmpstr (directories_get_line (desk, "Номер"), ==, "218-п");
      directories_type (desk, "Номер", "217-п");
      directories_show (desk, "classes");
    }
}

static void
test_empty (Desk *desk, gconstpointer role)
{
  AppPage *page = app_window_get_page (desk->window);

  fake_load (desk->fake, "classes", "[]");
  directories_show (desk, "classes");
  g_assert_true (ui_says (page, "Записей пока нет"));
  desk_shot (desk, "directories-empty");
  g_assert_nonnull (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Добавить…"));
}

static void
fill (void)
{
#define ADD(name, role, func)                                                                      \
  g_test_add ("/directories/" name, Desk, role, directories_set_up, func, directories_tear_down)
  ADD ("users", "admin", test_users);
  ADD ("new-user", "admin", test_new_user);
  ADD ("statuses", "methodologist", test_statuses);
  ADD ("renamed", "methodologist", test_renamed);
  ADD ("late-names", "methodologist", test_late_names);
  ADD ("late-orgs", "methodologist", test_late_orgs);
  ADD ("own", "school", test_own);
  ADD ("refused", "methodologist", test_refused);
  g_test_add ("/directories/loading", Desk, "methodologist", set_up_away, test_loading,
              directories_tear_down);
  ADD ("bad", "methodologist", test_bad);
  ADD ("empty", "methodologist", test_empty);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-directories", fill);
}

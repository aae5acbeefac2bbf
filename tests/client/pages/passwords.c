/* A new password: one's own from the menu, another's from the directory. */
#include "client/pages/desk.h"

#include "pages/password-dialog.h"
#include "store/secrets.h"
#include "widgets/record-table.h"

#define OLD "прежний-пароль"
#define NEW "новые слова подряд"

/* as the server keeps it: what is in force, and what it answers */
static char *
answer_password (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  GString *password = data;
  g_autoptr (JsonNode) node = json_from_string (body, NULL);
  JsonObject *object = json_node_get_object (node);

  if (json_object_has_member (object, "old")
      && !g_str_equal (json_object_get_string_member (object, "old"), password->str))
    {
      *status = 403;
      return g_strdup ("{\"code\":\"bad-credentials\",\"title\":\"Прежний пароль неверен\","
                       "\"field\":\"old\"}");
    }
  g_string_assign (password, json_object_get_string_member (object, "new"));
  *status = 204;
  return NULL;
}

typedef struct
{
  Desk desk;
  GString *password;
} Ground;

static void
set_up (Ground *ground, gconstpointer role)
{
  ground->password = g_string_new (OLD);
  desk_open (&ground->desk, role);
  fake_act (ground->desk.fake, "POST", "password", answer_password, ground->password);
  desk_go (&ground->desk, g_str_equal (role, "admin") ? "directories" : "today", NULL);
}

static void
tear_down (Ground *ground, gconstpointer role)
{
  desk_close (&ground->desk);
  g_string_free (ground->password, TRUE);
}

static GtkWidget *
open_dialog (Ground *ground)
{
  GtkWindow *dialog;

  desk_act (ground->desk.window, "win.password", NULL);
  dialog = desk_dialog (&ground->desk);
  g_assert_true (APP_IS_PASSWORD_DIALOG (dialog));
  desk_settle (&ground->desk);
  return GTK_WIDGET (dialog);
}

static GtkWidget *
row_of (GtkWidget *dialog, const char *title)
{
  return ui_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, title);
}

static void
type (GtkWidget *dialog, const char *old, const char *new, const char *again)
{
  if (old != NULL)
    gtk_editable_set_text (GTK_EDITABLE (row_of (dialog, "Прежний пароль")), old);
  gtk_editable_set_text (GTK_EDITABLE (row_of (dialog, "Новый пароль")), new);
  gtk_editable_set_text (GTK_EDITABLE (row_of (dialog, "Новый пароль ещё раз")), again);
}

static guint
count_asked (Ground *ground)
{
  return fake_count (ground->desk.fake, "POST", "password");
}

static gboolean
has_focus (GtkWidget *dialog, const char *title)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));

  return focus != NULL && gtk_widget_is_ancestor (focus, row_of (dialog, title));
}

/* the button, twice as a hasty hand does */
static void
press (GtkWidget *dialog, const char *label)
{
  GtkWidget *button = ui_find (dialog, GTK_TYPE_BUTTON, label);

  g_signal_emit_by_name (button, "clicked");
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_said (Ground *ground, const char *words)
{
  return ui_find (GTK_WIDGET (ground->desk.window), GTK_TYPE_LABEL, words) != NULL;
}

/* from the menu; said before, asked once, told after; the session goes on, also at a new start */
static void
test_changed (Ground *ground, gconstpointer role)
{
  GtkWidget *dialog = open_dialog (ground);
  Desk *desk = &ground->desk;
  g_autofree char *token = NULL, *url = fake_get_url (desk->fake);

  app_context_keep_session (desk->context);
  g_assert_true (ui_says (dialog, "от 10 до 200 знаков"));
  g_assert_true (ui_says (dialog, "на других устройствах нужно будет войти заново"));
  g_assert_true (has_focus (dialog, "Прежний пароль"));
  g_assert_null (ui_find_used (dialog, GTK_TYPE_BUTTON, "Сменить"));
  desk_shot (desk, "password");
  type (dialog, OLD, NEW, NEW);
  fake_misbehave (desk->fake, "password", FAKE_HELD, 0, 1);
  press (dialog, "Сменить");
  UI_WAIT (count_asked (ground) == 1);
  UI_WAIT (ui_find_used (dialog, GTK_TYPE_SPINNER, NULL) != NULL);
  g_assert_false (gtk_widget_is_sensitive (row_of (dialog, "Новый пароль")));
  g_assert_null (ui_find_used (dialog, GTK_TYPE_BUTTON, "Сменить"));
  desk_shot (desk, "password-waiting");
  fake_release (desk->fake);
  UI_WAIT (desk_dialog (desk) == NULL);
  UI_WAIT (is_said (ground, "Пароль сменён. На других устройствах нужно войти заново"));
  desk_shot (desk, "password-changed");
  g_assert_cmpstr (ground->password->str, ==, NEW);
  g_assert_cmpuint (count_asked (ground), ==, 1);
  token = app_secrets_look (url, "user");
  g_assert_cmpstr (token, ==, app_session_get_token (app_context_get_session (desk->context)));
  desk_restart (desk);
  g_assert_nonnull (app_context_get_user (desk->context));
}

/* what can be told here is not asked of the server */
static void
test_checked (Ground *ground, gconstpointer role)
{
  static const struct
  {
    const char *old, *new, *again, *row, *words;
  } rows[] = {
    { OLD, "девятьчас", "девятьчас", "Новый пароль", "не меньше 10 знаков, сейчас 9" },
    { OLD, OLD, OLD, "Новый пароль", "совпадает с прежним" },
    { OLD, NEW, NEW " ", "Новый пароль ещё раз", "по-разному" },
    { OLD, NULL, NULL, "Новый пароль", "не больше 200 знаков, сейчас 201" },
  };
  GtkWidget *dialog = open_dialog (ground);
  g_autofree char *shot = NULL, *endless = g_strnfill (201, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *new = rows[i].new != NULL ? rows[i].new : endless;
      g_autofree char *name = g_strdup_printf ("password-checked-%u", i);

      type (dialog, rows[i].old, new, rows[i].again != NULL ? rows[i].again : endless);
      press (dialog, "Сменить");
      g_assert_true (ui_says (dialog, rows[i].words));
      g_assert_true (has_focus (dialog, rows[i].row));
      g_assert_true (gtk_widget_has_css_class (row_of (dialog, rows[i].row), "error"));
      desk_shot (&ground->desk, name);
      type (dialog, "", "", "");
      g_assert_false (ui_says (dialog, rows[i].words)); /* typing takes it back */
      g_assert_false (gtk_widget_has_css_class (row_of (dialog, rows[i].row), "error"));
    }
  g_assert_cmpuint (count_asked (ground), ==, 0);
}

static void
test_wrong_old (Ground *ground, gconstpointer role)
{
  GtkWidget *dialog = open_dialog (ground);
  Desk *desk = &ground->desk;

  type (dialog, "не тот", NEW, NEW);
  press (dialog, "Сменить");
  UI_WAIT (ui_says (dialog, "Прежний пароль неверен: проверьте раскладку и Caps Lock"));
  g_assert_true (has_focus (dialog, "Прежний пароль"));
  desk_shot (desk, "password-wrong-old");
  g_assert_nonnull (app_context_get_user (desk->context));
  /* by the one in the way of many */
  fake_misbehave (desk->fake, "password", FAKE_STATUS, 429, 1);
  press (dialog, "Сменить");
  UI_WAIT (ui_says (dialog, "told-so") || ui_says (dialog, "Слишком часто"));
  type (dialog, OLD, NEW, NEW);
  press (dialog, "Сменить");
  UI_WAIT (desk_dialog (desk) == NULL);
  g_assert_cmpstr (ground->password->str, ==, NEW);
}

/* nothing waits in the outbox for a connection */
static void
test_offline (Ground *ground, gconstpointer role)
{
  GtkWidget *dialog = open_dialog (ground);
  Desk *desk = &ground->desk;

  type (dialog, OLD, NEW, NEW);
  fake_sleep (desk->fake);
  press (dialog, "Сменить");
  UI_WAIT (ui_says (dialog,
                    "Нет связи с сервером: по этому адресу никто не отвечает. Пароль не сменён"));
  g_assert_true (ui_says (dialog, "повторите, когда связь появится"));
  desk_shot (desk, "password-offline");
  g_assert_cmpuint (app_outbox_get_waiting (app_context_get_outbox (desk->context)), ==, 0);
  fake_wake (desk->fake);
  g_assert_cmpuint (count_asked (ground), ==, 0);
  press (dialog, "Сменить"); /* what was typed is still there */
  UI_WAIT (desk_dialog (desk) == NULL);
  g_assert_cmpstr (ground->password->str, ==, NEW);
}

/* it was set, and nobody heard of it: asked again, the old one is wrong, and that is explained */
static void
test_answer_lost (Ground *ground, gconstpointer role)
{
  GtkWidget *dialog = open_dialog (ground);
  Desk *desk = &ground->desk;

  type (dialog, OLD, NEW, NEW);
  fake_misbehave (desk->fake, "password", FAKE_LOSE, 0, 1);
  press (dialog, "Сменить");
  UI_WAIT (ui_says (dialog, "неизвестно, сменился ли пароль"));
  desk_shot (desk, "password-lost");
  g_assert_cmpstr (ground->password->str, ==, NEW);
  press (dialog, "Сменить");
  UI_WAIT (ui_says (dialog, "похоже, с прошлой попытки действует новый"));
  g_assert_cmpuint (count_asked (ground), ==, 2);
}

static void
test_session_ends (Ground *ground, gconstpointer role)
{
  GtkWidget *dialog = open_dialog (ground);
  Desk *desk = &ground->desk;

  type (dialog, OLD, NEW, NEW);
  fake_misbehave (desk->fake, "password", FAKE_STATUS, 401, 1);
  press (dialog, "Сменить");
  UI_WAIT (app_context_get_outbox (desk->context) == NULL && desk_dialog (desk) == NULL);
  UI_WAIT (is_said (ground, "Пароль не сменён: сеанс закончился. Войдите и смените его ещё раз."));
  desk_shot (desk, "password-session-ended");
  g_assert_cmpstr (ground->password->str, ==, OLD);
  desk_act (desk->window, "win.password", NULL); /* nobody is signed in */
  g_assert_null (desk_dialog (desk));
}

/* left while the server thinks: it is told all the same how it went */
static void
test_left (Ground *ground, gconstpointer role)
{
  GtkWidget *dialog = open_dialog (ground);
  Desk *desk = &ground->desk;
  g_autoptr (GtkEditable) row = g_object_ref (GTK_EDITABLE (row_of (dialog, "Новый пароль")));

  type (dialog, OLD, NEW, NEW);
  fake_misbehave (desk->fake, "password", FAKE_HELD, 0, 1);
  press (dialog, "Сменить");
  UI_WAIT (count_asked (ground) == 1);
  g_assert_true (ui_press_bound (dialog, GDK_KEY_Escape, 0));
  UI_WAIT (desk_dialog (desk) == NULL);
  g_assert_cmpstr (gtk_editable_get_text (row), ==, ""); /* at once, not when the server has done */
  fake_release (desk->fake);
  UI_WAIT (is_said (ground, "Пароль сменён. На других устройствах нужно войти заново"));
  dialog = open_dialog (ground);
  type (dialog, "не тот", NEW, NEW);
  fake_misbehave (desk->fake, "password", FAKE_HELD, 0, 1);
  press (dialog, "Сменить");
  UI_WAIT (count_asked (ground) == 2);
  g_assert_true (ui_press_bound (dialog, GDK_KEY_Escape, 0));
  UI_WAIT (desk_dialog (desk) == NULL);
  fake_release (desk->fake);
  UI_WAIT (is_said (ground, "Прежний пароль неверен"));
}

static GtkWidget *
find_text (GtkWidget *row)
{
  return ui_find (row, GTK_TYPE_TEXT, NULL);
}

/* Enter leads on, Esc leaves and asks nothing; what is typed lies in memory that is wiped, and the
 * clipboard has no way to it */
static void
test_keys (Ground *ground, gconstpointer role)
{
  GtkWidget *dialog = open_dialog (ground), *row, *text;
  Desk *desk = &ground->desk;

  gtk_editable_set_text (GTK_EDITABLE (row_of (dialog, "Прежний пароль")), OLD);
  g_signal_emit_by_name (row_of (dialog, "Прежний пароль"), "entry-activated");
  g_assert_true (has_focus (dialog, "Новый пароль"));
  row = row_of (dialog, "Новый пароль");
  gtk_editable_set_text (GTK_EDITABLE (row), NEW);
  g_signal_emit_by_name (row, "entry-activated");
  g_assert_true (has_focus (dialog, "Новый пароль ещё раз"));
  text = find_text (row);
  g_assert_true (GTK_IS_PASSWORD_ENTRY_BUFFER (gtk_text_get_buffer (GTK_TEXT (text))));
  g_assert_false (gtk_text_get_visibility (GTK_TEXT (text)));
  g_assert_true (ui_press_bound (dialog, GDK_KEY_Escape, 0));
  UI_WAIT (desk_dialog (desk) == NULL);
  g_assert_cmpuint (count_asked (ground), ==, 0);
  dialog = open_dialog (ground);
  type (dialog, OLD, NEW, NEW);
  g_signal_emit_by_name (row_of (dialog, "Новый пароль ещё раз"), "entry-activated");
  UI_WAIT (desk_dialog (desk) == NULL);
  g_assert_cmpuint (count_asked (ground), ==, 1);
}

/* The administrator */

static AppPage *
select_record (Ground *ground, const char *directory, guint at)
{
  AppPage *page = app_window_get_page (ground->desk.window);
  AppRecordTable *table;
  g_autoptr (MeriloRecord) record = NULL;

  desk_act (page, "directories.show", directory);
  UI_WAIT (desk_is_shown (page));
  desk_settle (&ground->desk);
  table = APP_RECORD_TABLE (ui_find (GTK_WIDGET (page), APP_TYPE_RECORD_TABLE, NULL));
  g_assert_cmpuint (app_record_table_get_n_shown (table), >, 3);
  record = app_record_table_dup_record (table, at);
  g_assert_true (app_record_table_select (table, record));
  desk_settle (&ground->desk);
  return page;
}

static void
test_given (Ground *ground, gconstpointer role)
{
  AppPage *page = select_record (ground, "users", 3);
  Desk *desk = &ground->desk;
  GtkWidget *dialog;

  desk_shot (desk, "password-user");
  g_assert_nonnull (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Задать пароль…"));
  desk_act (page, "directories.password", NULL);
  dialog = GTK_WIDGET (desk_dialog (desk));
  g_assert_true (ui_says (dialog, "Ёлкин Пётр Сергеевич (school4)"));
  g_assert_null (row_of (dialog, "Прежний пароль"));
  desk_shot (desk, "password-give");
  type (dialog, NULL, "коротко", "коротко");
  press (dialog, "Задать");
  g_assert_true (ui_says (dialog, "не меньше 10 знаков, сейчас 7"));
  type (dialog, NULL, NEW, NEW);
  fake_sleep (desk->fake);
  press (dialog, "Задать");
  UI_WAIT (ui_says (dialog, "Пароль не задан: повторите, когда связь появится"));
  fake_wake (desk->fake);
  press (dialog, "Задать");
  UI_WAIT (desk_dialog (desk) == NULL);
  UI_WAIT (is_said (ground, "Пароль для «school4» задан, прежние сеансы завершены"));
  g_assert_cmpuint (fake_count (desk->fake, "POST", "users/7/password"), ==, 1);
  g_assert_cmpstr (ground->password->str, ==, NEW);
  /* one who is being added has no record yet */
  desk_act (page, "directories.add", NULL);
  g_assert_null (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Задать пароль…"));
  desk_act (page, "directories.password", NULL);
  g_assert_null (desk_dialog (desk));
  select_record (ground, "orgs", 2); /* nor has a school a password */
  g_assert_nonnull (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Удалить"));
  g_assert_null (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Задать пароль…"));
}

/* one's own is changed, the old one asked for */
static void
test_given_own (Ground *ground, gconstpointer role)
{
  AppPage *page = select_record (ground, "users", 0);
  GtkWidget *dialog;

  desk_act (page, "directories.password", NULL);
  dialog = GTK_WIDGET (desk_dialog (&ground->desk));
  g_assert_nonnull (row_of (dialog, "Прежний пароль"));
  type (dialog, OLD, NEW, NEW);
  press (dialog, "Сменить");
  UI_WAIT (desk_dialog (&ground->desk) == NULL);
  g_assert_cmpuint (fake_count (ground->desk.fake, "POST", "users/1/password"), ==, 0);
  g_assert_cmpstr (ground->password->str, ==, NEW);
}

/* who only reads the directory, and other directories */
static void
test_given_not (Ground *ground, gconstpointer role)
{
  AppPage *page;

  desk_go (&ground->desk, "directories", NULL);
  page = select_record (ground, "users", 3);
  g_assert_null (ui_find_used (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Задать пароль…"));
}

static void
fill (void)
{
#define ADD(name, role, func) g_test_add ("/password/" name, Ground, role, set_up, func, tear_down)
  ADD ("changed", "methodologist", test_changed);
  ADD ("checked", "methodologist", test_checked);
  ADD ("wrong-old", "school", test_wrong_old);
  ADD ("offline", "methodologist", test_offline);
  ADD ("answer-lost", "methodologist", test_answer_lost);
  ADD ("session-ends", "methodologist", test_session_ends);
  ADD ("left", "methodologist", test_left);
  ADD ("keys", "methodologist", test_keys);
  ADD ("given", "admin", test_given);
  ADD ("given-own", "admin", test_given_own);
  ADD ("given-not", "methodologist", test_given_not);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-passwords", fill);
}

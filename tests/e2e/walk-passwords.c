#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-passwords.h"

#include "e2e/walk-press.h"
#include "pages/frame/sign-in.h"
#include "pages/password-dialog.h"
#include "widgets/record-table.h"

#define OLD   "merilo-demo-2026"
#define NEW   "three new words"
#define GIVEN "words for the school"

static void
look (Walk *walk, const char *what)
{
  g_autofree char *nameless = walk_find_nameless (GTK_WIDGET (walk_front (walk)));
  g_autofree char *shot = g_strconcat ("passwords-", what, NULL);

  walk_point (walk, nameless == NULL, "%s: all that takes the focus has a name%s%s", what,
              nameless != NULL ? ", but not " : "", nameless != NULL ? nameless : "");
  walk_shot (walk, shot, FALSE);
  walk_shot (walk, shot, TRUE);
}

/* a row of the dialog, whatever stood in it */
static void
fill (Walk *walk, const char *row, const char *text)
{
  WALK_WAIT (walk, walk_is_on (walk, row));
  walk_press (walk, "ctrl+a");
  walk_type (walk, text);
}

static gint64
count_sessions (const char *login)
{
  return walk_count ("select count (*) from session s join app_user u on u.id = s.user_id "
                     "where u.login = '%s' and s.revoked_at is null",
                     login);
}

/* One's own */

static void
open_dialog (Walk *walk)
{
  walk_press (walk, "F10");
  walk_settle (walk);
  walk_key_to (walk, "Down", "Сменить пароль…", 8);
  look (walk, "menu");
  walk_press (walk, "Return");
  WALK_WAIT (walk, APP_IS_PASSWORD_DIALOG (walk_front (walk)));
  walk_settle (walk);
}

static void
see_refusals (Walk *walk)
{
  GtkWindow *dialog = walk_front (walk);

  fill (walk, "Прежний пароль", "not the old one");
  walk_press (walk, "Return");
  fill (walk, "Новый пароль", "short");
  walk_press (walk, "Return");
  fill (walk, "Новый пароль ещё раз", "short");
  walk_press (walk, "Return");
  WALK_SEE (walk, ui_says (dialog, "не меньше 10 знаков, сейчас 5"), "too short: said at once");
  fill (walk, "Новый пароль", NEW);
  walk_key_to (walk, "Tab", "Новый пароль ещё раз", 4);
  fill (walk, "Новый пароль ещё раз", NEW);
  walk_press (walk, "Return");
  WALK_SEE (walk, ui_says (dialog, "Прежний пароль неверен"), "a wrong old password is told");
  WALK_SEE (walk, walk_is_on (walk, "Прежний пароль"), "and the focus is where it is mended");
  look (walk, "wrong-old");
  walk_point (walk, count_sessions ("metodist") == 3, "no session has ended by it");
}

void
walk_passwords_change (Walk *walk)
{
  walk_park_pointer (walk);
  open_dialog (walk);
  walk_press (walk, "Escape");
  WALK_SEE (walk, walk_dialog (walk) == NULL, "Esc leaves");
  open_dialog (walk);
  see_refusals (walk);
  fill (walk, "Прежний пароль", OLD);
  walk_press (walk, "Return");
  WALK_SEE (walk, walk_dialog (walk) == NULL, "the right one is taken, Enter is enough");
  WALK_SEE (walk, ui_says (walk->window, "Пароль сменён. На других устройствах"),
            "a word says that others must sign in anew");
  look (walk, "changed");
  walk_go (walk, "plans");
  walk_press (walk, "F5");
  walk_settle (walk);
  walk_point (walk,
              app_context_get_user (walk->context) != NULL
                  && app_session_get_online (app_context_get_session (walk->context)),
              "this session goes on");
}

/* the same person's other computer */
void
walk_passwords_away (Walk *walk)
{
  g_autofree char *sign = g_build_filename (g_getenv ("MERILO_WALK_STATE"), "away-is-in", NULL);
  GtkWidget *form;

  walk_go (walk, "plans");
  g_assert_true (g_file_set_contents (sign, "", 0, NULL));
  WALK_SEE (walk, app_context_get_outbox (walk->context) == NULL, "the other device is put out");
  form = ui_find (GTK_WIDGET (walk->window), APP_TYPE_SIGN_IN, NULL);
  WALK_SEE (walk, ui_says (form, "Сеанс закончился: войдите снова"), "and says what to do");
  gtk_editable_set_text (GTK_EDITABLE (ui_find (form, ADW_TYPE_ENTRY_ROW, "Логин")), "metodist");
  gtk_editable_set_text (GTK_EDITABLE (ui_find (form, ADW_TYPE_PASSWORD_ENTRY_ROW, "Пароль")), OLD);
  walk_act (walk, form, "sign-in.go", NULL);
  WALK_SEE (walk, ui_says (form, "Неверный логин или пароль"), "the old password lets nobody in");
  gtk_editable_set_text (GTK_EDITABLE (ui_find (form, ADW_TYPE_PASSWORD_ENTRY_ROW, "Пароль")), NEW);
  walk_act (walk, form, "sign-in.go", NULL);
  WALK_SEE (walk, app_context_get_outbox (walk->context) != NULL, "the new one does");
}

/* Another's */

static void
choose_school (Walk *walk)
{
  AppPage *page = walk_go (walk, "directories");
  AppRecordTable *table;

  walk_act (walk, page, "directories.show", "users");
  table = APP_RECORD_TABLE (ui_find (GTK_WIDGET (page), APP_TYPE_RECORD_TABLE, NULL));
  WALK_WAIT (walk, app_record_table_get_n_records (table) > 5);
  app_record_table_set_text (table, "school1");
  for (guint i = 0; i < app_record_table_get_n_shown (table); i++)
    {
      g_autoptr (MeriloRecord) user = app_record_table_dup_record (table, i);

      if (g_str_equal (merilo_record_get_text (user, MERILO_USER_LOGIN), "school1"))
        walk_point (walk, app_record_table_select (table, user), "a school is found");
    }
  gtk_widget_activate_action (GTK_WIDGET (page), "directories.password", NULL);
}

void
walk_passwords_give (Walk *walk)
{
  walk_park_pointer (walk);
  walk_point (walk, count_sessions ("school1") == 1, "a school is signed in");
  choose_school (walk);
  WALK_WAIT (walk, APP_IS_PASSWORD_DIALOG (walk_front (walk)));
  walk_point (walk, ui_says (walk_front (walk), "(school1)"), "it is said whose password it is");
  fill (walk, "Новый пароль", GIVEN);
  walk_press (walk, "Return");
  fill (walk, "Новый пароль ещё раз", GIVEN);
  look (walk, "give");
  walk_press (walk, "Return");
  WALK_SEE (walk, walk_dialog (walk) == NULL, "the administrator sets a password");
  WALK_SEE (walk, ui_says (walk->window, "Пароль для «school1» задан"), "and is told so");
  walk_point (walk, count_sessions ("school1") == 0, "the school is put out");
}

#include "client/pages/import-desk.h"

#include <string.h>

#include "net/exchange.h"
#include "pages/results/import-confirm.h"

/* The head's word, and what can come between it and the base. */

/* The paper base: a job is stored once, a first submission waits for the word */

enum
{
  NONE,
  FIRST,
  SECOND
};

static gint submission; /* the last one that is in */
static gint n_imports;
static gint waits;      /* the first one, for the word */
static gint mended;     /* the corrected form is in */
static gint stored_job; /* the one of the second submission */

#define SAID                                                                                       \
  "\"precheck\":[{\"measure\":\"min2\",\"percent\":\"2.20\",\"limit\":12,\"count\":2,\"n\":90}]"
#define READ                                                                                             \
  "{\"files\":[{\"layout\":\"form-2022\",\"procedure\":{\"title\":\"ВПР 2022 Математика 4 " \
  "класс\",\"year\":2022},\"rows\":90,\"new\":%d,\"same\":%d,\"changed\":%d,\"refused\":0,"         \
  "\"issues\":[]%s}]}"

/* a file that holds "good" is the corrected form */
static char *
result_cb (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  gboolean corrected = atoi (path + strlen ("jobs/")) < 1000;
  gint in = g_atomic_int_get (&submission);
  int changed = corrected && in != NONE && !g_atomic_int_get (&mended) ? 2 : 0;

  return g_strdup_printf (READ, in == NONE ? 90 : 0, in == NONE ? 0 : 90 - changed, changed,
                          g_atomic_int_get (&waits)
                              ? ",\"first_submission\":{\"import_id\":31," SAID "}"
                              : "");
}

static char *
tell_import (gint number)
{
  return g_strdup_printf ("{\"id\":%d,\"rows\":90,\"new_rows\":%d,\"same_rows\":%d,"
                          "\"changed_rows\":0,\"marked_rows\":0,\"refused_rows\":0,"
                          "\"submission\":%d,\"state\":\"%s\"%s}",
                          30 + number, number == 1 ? 90 : 0, number == 1 ? 0 : 90, number,
                          number == 1 ? "to-recheck" : "confirmed", number == 1 ? "," SAID : "");
}

static char *
store_cb (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  gint job = atoi (strchr (body, ':') + 1);
  gboolean said = strstr (body, "\"confirmation\"") != NULL;

  *status = 201;
  if (job == g_atomic_int_get (&stored_job))
    return tell_import (2);
  if (said == g_atomic_int_get (&waits))
    {
      g_atomic_int_inc (&n_imports);
      g_atomic_int_set (&waits, !said);
      g_atomic_int_set (&submission, said ? SECOND : FIRST);
      if (said)
        {
          g_atomic_int_set (&stored_job, job);
          g_atomic_int_set (&mended, job < 1000);
        }
      return tell_import (said ? 2 : 1);
    }
  *status = 409;
  return g_strdup (
      said ? "{\"code\":\"nothing-to-confirm\",\"title\":\"Слово руководителя не нужно: "
             "его уже сказали или ту загрузку отменили\"}"
           : "{\"code\":\"confirmation-needed\",\"title\":\"Нужно слово "
             "руководителя\"," SAID "}");
}

/* a colleague in the same school */
static void
say_elsewhere (void)
{
  g_atomic_int_inc (&n_imports);
  g_atomic_int_set (&waits, FALSE);
  g_atomic_int_set (&submission, SECOND);
}

static void
open_desk (Desk *desk, gconstpointer how)
{
  import_desk_open (desk, "school");
  n_imports = waits = stored_job = mended = 0;
  submission = NONE;
  fake_act (desk->fake, "GET", "/result", result_cb, NULL);
  fake_act (desk->fake, "POST", "imports/from-job", store_cb, NULL);
}

static void
close_desk (Desk *desk, gconstpointer how)
{
  desk_close (desk);
}

/* The desk */

static const char *const form[] = { "Форма Математика 4 класс.xlsx", NULL };
static const char *const other[] = { "Форма исправленная.xlsx", NULL };

static gboolean
is_idle (AppResultsImport *dialog)
{
  return !app_import_queue_is_busy (app_results_import_get_queue (dialog));
}

static void
wait_for (AppResultsImport *dialog, guint i, AppImportState state)
{
  UI_WAIT (import_desk_get_file (dialog, i)->state == state && is_idle (dialog));
}

/* the form that waits for the word, the last one of the dialog: "now" it was read and stored in it,
 * "closed": before, the dialog was closed then; "corrected": another was stored before it */
static AppResultsImport *
begin (Desk *desk, const char *how)
{
  AppResultsImport *dialog;
  g_autoptr (GFile) file = NULL;

  if (!g_str_equal (how, "now"))
    {
      n_imports = waits = TRUE;
      submission = FIRST;
    }
  dialog = import_desk_read (desk, g_str_equal (how, "corrected") ? other : form,
                             g_str_equal (how, "corrected") ? "good" : "waiting");
  if (!g_str_equal (how, "closed"))
    desk_act (dialog, "import.store", NULL);
  wait_for (dialog, 0, APP_IMPORT_TO_CONFIRM);
  return dialog;
}

static AppImportConfirm *
open_word (AppResultsImport *dialog)
{
  import_desk_press (dialog,
                     import_desk_get_file (dialog, 0)->repeated ? "Подтвердить…" : "Что делать…");
  return ui_window (APP_TYPE_IMPORT_CONFIRM);
}

static void
say (AppResultsImport *dialog)
{
  AppImportConfirm *word = open_word (dialog);

  app_import_confirm_type (word, "Кузнецова Ольга Сергеевна", "директор");
  desk_act (word, "confirm.send", NULL);
}

static void
assert_word (Desk *desk)
{
  g_autofree char *body = import_desk_dup_sent (desk, "imports/from-job");

  import_desk_assert_has (body,
                          "\"confirmation\":{\"name\":\"Кузнецова Ольга Сергеевна\",\"position\":"
                          "\"директор\"}");
}

/* what was typed is there still; the one thing that is said anew is that it is so. Then it is in,
 * once */
static void
say_again (Desk *desk, AppResultsImport *dialog)
{
  AppImportConfirm *word = open_word (dialog);
  GtkWidget *sure = ui_find (GTK_WIDGET (word), GTK_TYPE_CHECK_BUTTON, NULL);

  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (sure)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (sure), TRUE);
  desk_act (word, "confirm.send", NULL);
  wait_for (dialog, 0, APP_IMPORT_STORED);
  assert_word (desk);
  g_assert_cmpint (g_atomic_int_get (&n_imports), ==, 2);
}

/* it did not get through: the form waits on, and says why */
static void
say_in_vain (AppResultsImport *dialog, const char *why)
{
  say (dialog);
  wait_for (dialog, 0, APP_IMPORT_TO_CONFIRM);
  g_assert_true (ui_says (dialog, why));
}

/* The connection is lost */

#define SAY_AGAIN                                                                                  \
  "Дошло ли слово руководителя, неизвестно: подтвердите ещё раз, дважды форма не запишется."

/* whatever became of it there: said again, it is there once */
static void
lose (Desk *desk, const char *how, FakeManner manner, guint n_after)
{
  AppResultsImport *dialog = begin (desk, how);
  g_autofree char *shot = g_strdup_printf ("import-word-%s-%s", n_after == 1 ? "cut" : "lost", how);

  fake_misbehave (desk->fake, "imports/from-job", manner, 0, G_MAXUINT);
  say_in_vain (dialog, SAY_AGAIN);
  g_assert_cmpint (g_atomic_int_get (&n_imports), ==, n_after);
  g_assert_true (ui_says (dialog, "ждёт подтверждения"));
  g_assert_true (ui_says (dialog, g_str_equal (how, "corrected")
                                      ? "Загрузка остановлена. Точно записано файлов: 0 из 1"
                                      : "Загрузка остановлена. Записано файлов: 1 из 1"));
  g_assert_true (ui_says (dialog, "Нужно слово руководителя: «"));
  g_assert_false (ui_says (dialog, "Не записаны"));
  desk_shot (desk, shot);
  fake_behave (desk->fake);
  say_again (desk, dialog);
  g_assert_false (ui_says (dialog, SAY_AGAIN));
  g_assert_true (ui_says (dialog, "Записано файлов: 1 из 1"));
}

static void
test_cut (Desk *desk, gconstpointer how)
{
  lose (desk, how, FAKE_DROP, 1);
}

static void
test_lost (Desk *desk, gconstpointer how)
{
  lose (desk, how, FAKE_LOSE, 2);
}

/* it was heard, and no answer ever comes */
static void
test_silent (Desk *desk, gconstpointer how)
{
  SoupSession *soup = app_session_get_soup (app_context_get_session (desk->context));

  soup_session_abort (soup);
  g_object_set (soup, "timeout", 1, NULL);
  lose (desk, how, FAKE_HELD, 2);
}

/* the server knows of it, the window never hears: read once more, the form is as the base has it,
 * and nobody is asked */
static void
test_lost_left (Desk *desk, gconstpointer how)
{
  AppResultsImport *dialog = begin (desk, how);

  fake_misbehave (desk->fake, "imports/from-job", FAKE_LOSE, 0, G_MAXUINT);
  say (dialog);
  wait_for (dialog, 0, APP_IMPORT_TO_CONFIRM);
  fake_behave (desk->fake);
  gtk_window_close (GTK_WINDOW (dialog));
  UI_WAIT (ui_window (APP_TYPE_RESULTS_IMPORT) == NULL);
  dialog = import_desk_read (desk, form, "waiting");
  g_assert_cmpint (import_desk_get_file (dialog, 0)->state, ==, APP_IMPORT_READ);
  g_assert_true (ui_says (dialog, "уже загружен"));
}

/* lost before that: the first submission is read once more for the word */
static void
test_read_cut (Desk *desk, gconstpointer how)
{
  AppResultsImport *dialog = begin (desk, how);

  fake_misbehave (desk->fake, "jobs", FAKE_DROP, 0, G_MAXUINT);
  say_in_vain (dialog, "Слово руководителя не отправлено: подтвердите ещё раз.");
  fake_behave (desk->fake);
  say_again (desk, dialog);
}

/* stopped by the user before it was sent */
static void
test_stopped (Desk *desk, gconstpointer how)
{
  AppResultsImport *dialog = begin (desk, how);

  fake_misbehave (desk->fake, "jobs", FAKE_HELD, 0, 1);
  say (dialog);
  import_desk_press (dialog, "Остановить");
  fake_release (desk->fake);
  wait_for (dialog, 0, APP_IMPORT_TO_CONFIRM);
  g_assert_cmpint (g_atomic_int_get (&n_imports), ==, 1);
  g_assert_true (ui_says (dialog, "Слово руководителя не отправлено: подтвердите ещё раз."));
  say_again (desk, dialog);
}

/* Twice, and left */

static void
test_twice (Desk *desk, gconstpointer how)
{
  AppResultsImport *dialog = begin (desk, how);
  guint before = fake_count (desk->fake, "POST", "imports/from-job");
  AppImportConfirm *word = open_word (dialog);
  GtkWidget *send = ui_find (GTK_WIDGET (word), GTK_TYPE_BUTTON,
                             g_str_equal (how, "now") ? "Подтвердить как есть" : "Сдать");

  app_import_confirm_type (word, "Кузнецова Ольга Сергеевна", "директор");
  desk_settle (desk);
  g_object_ref (word);
  g_object_ref (send);
  fake_misbehave (desk->fake, "imports/from-job", FAKE_HELD, 0, 9);
  g_signal_emit_by_name (send, "clicked");
  g_signal_emit_by_name (send, "clicked");
  gtk_widget_activate_action (GTK_WIDGET (word), "confirm.send", NULL);
  g_object_unref (send);
  g_object_unref (word);
  UI_WAIT (fake_count (desk->fake, "POST", "imports/from-job") == before + 1);
  /* nor is there a way to it while it is on its way */
  g_assert_null (ui_window (APP_TYPE_IMPORT_CONFIRM));
  g_assert_false (ui_press_bound (GTK_WIDGET (dialog), GDK_KEY_Return, GDK_CONTROL_MASK));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "import.confirm", "u", 0);
  desk_settle (desk);
  g_assert_null (ui_window (APP_TYPE_IMPORT_CONFIRM));
  desk_shot (desk, "import-word-sent");
  fake_release (desk->fake);
  wait_for (dialog, 0, APP_IMPORT_STORED);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, before + 1);
  g_assert_cmpint (g_atomic_int_get (&n_imports), ==, 2);
}

/* something else is read or written: said where it was pressed, and nothing typed is lost */
static void
test_busy (Desk *desk, gconstpointer how)
{
  AppResultsImport *dialog = begin (desk, how);
  g_autoptr (GFile) late = import_desk_file (other[0], "good");
  AppImportConfirm *word = open_word (dialog);

  app_import_confirm_type (word, "Кузнецова Ольга Сергеевна", "директор");
  fake_misbehave (desk->fake, "files", FAKE_HELD, 0, 1);
  app_results_import_take (dialog, late);
  desk_act (word, "confirm.send", NULL);
  desk_settle (desk);
  g_assert_true (ui_window (APP_TYPE_IMPORT_CONFIRM) == (gpointer) word);
  g_assert_true (ui_says (word, "Подождите, пока прочитаются и запишутся другие файлы"));
  import_desk_shot (desk, word, "import-word-busy");
  fake_release (desk->fake);
  UI_WAIT (is_idle (dialog));
  desk_act (word, "confirm.send", NULL);
  wait_for (dialog, 0, APP_IMPORT_STORED);
  assert_word (desk);
}

/* the file goes from the disk, and is chosen again meanwhile: the server has what was read */
static void
test_gone_file (Desk *desk, gconstpointer how)
{
  AppResultsImport *dialog = begin (desk, how);
  AppImportFile *file = import_desk_get_file (dialog, 0);

  fake_misbehave (desk->fake, "imports/from-job", FAKE_HELD, 0, 1);
  say (dialog);
  UI_WAIT (file->state == APP_IMPORT_STORES);
  g_object_unref (import_desk_file (file->shown, "dirty by now"));
  app_results_import_take (dialog, file->file);
  g_assert_cmpint (file->state, ==, APP_IMPORT_STORES); /* not read anew under the word */
  g_assert_true (g_file_delete (file->file, NULL, NULL));
  app_results_import_take (dialog, file->file);
  fake_release (desk->fake);
  wait_for (dialog, 0, APP_IMPORT_STORED);
  g_assert_cmpuint (g_list_model_get_n_items (
                        app_import_queue_get_files (app_results_import_get_queue (dialog))),
                    ==, 1);
  g_assert_cmpint (g_atomic_int_get (&n_imports), ==, 2);
}

static void
leave (AppResultsImport *dialog)
{
  gpointer question = NULL;

  gtk_window_close (GTK_WINDOW (dialog));
  UI_WAIT ((question = ui_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_true (ui_says (question, "Вошёл ли тот, что пишется сейчас, покажет журнал загрузок"));
  import_desk_press (question, "Закрыть");
  UI_WAIT (ui_window (APP_TYPE_RESULTS_IMPORT) == NULL);
}

/* the window is closed over it, then the page left: asked about, sent once, and read again the form
 * says how it stands */
static void
test_left (Desk *desk, gconstpointer how)
{
  AppResultsImport *dialog = begin (desk, how);
  guint before = fake_count (desk->fake, "POST", "imports/from-job");

  fake_misbehave (desk->fake, "imports/from-job", FAKE_HELD, 0, 9);
  say (dialog);
  UI_WAIT (fake_count (desk->fake, "POST", "imports/from-job") == before + 1);
  leave (dialog);
  desk_go (desk, "today", NULL);
  fake_release (desk->fake);
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, before + 1);
  dialog = import_desk_read (desk, form, "waiting");
  g_assert_cmpint (import_desk_get_file (dialog, 0)->state, ==, APP_IMPORT_READ);
  g_assert_true (ui_says (dialog, "уже загружен"));
}

/* The server refuses */

static void
assert_storing (AppResultsImport *dialog, gboolean can)
{
  GtkWidget *button = ui_find_used (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "Записать результаты");
  gboolean told = ui_says (dialog, "1 файл · записывать нечего: эти результаты уже загружены");

  g_assert_cmpint (button != NULL, ==, can);
  g_assert_cmpint (told, !=, can);
}

/* somebody else has said it: the word is not asked for any more, and the form says how it stands */
static void
test_elsewhere (Desk *desk, gconstpointer how)
{
  AppResultsImport *dialog = begin (desk, how);
  gboolean corrected = g_str_equal (how, "corrected");
  g_autofree char *shot = g_strdup_printf ("import-word-elsewhere-%s", (const char *) how);

  say_elsewhere ();
  say (dialog);
  wait_for (dialog, 0, APP_IMPORT_READ);
  g_assert_true (ui_says (dialog, "Слово руководителя не нужно: его уже сказали"));
  g_assert_true (ui_says (dialog, corrected ? "распознан" : "уже загружен"));
  g_assert_true (
      ui_says (dialog, corrected ? "Записано файлов: 0 из 1" : "Записано файлов: 1 из 1"));
  g_assert_cmpint (g_atomic_int_get (&n_imports), ==, 2);
  /* what is all in cannot be stored, and it is said; the corrected form can */
  assert_storing (dialog, corrected);
  desk_shot (desk, shot);
}

static void
refuse (Desk *desk, const char *how, guint status, const char *why)
{
  AppResultsImport *dialog = begin (desk, how);

  fake_misbehave (desk->fake, "imports/from-job", FAKE_STATUS, status, 1);
  say_in_vain (dialog, why);
  desk_shot (desk, "import-word-refused");
  say_again (desk, dialog);
}

/* what was read is not kept any more: it is read again, and the word asked for again */
static void
test_gone_job (Desk *desk, gconstpointer how)
{
  refuse (desk, how, 404, "Прочитанное раньше на сервере уже не хранилось");
}

/* the word itself is no good: said, and mended */
static void
test_refused (Desk *desk, gconstpointer how)
{
  refuse (desk, how, 422, "Отказ told-so");
}

/* the session has ended meanwhile: the page goes, the window stays and says so */
static void
test_session (Desk *desk, gconstpointer how)
{
  AppResultsImport *dialog = begin (desk, how);

  fake_misbehave (desk->fake, "imports/from-job", FAKE_STATUS, 401, 1);
  say (dialog);
  wait_for (dialog, 0, APP_IMPORT_TO_CONFIRM);
  g_assert_null (app_window_get_page (desk->window));
  g_assert_cmpint (g_atomic_int_get (&n_imports), ==, 1);
  gtk_window_close (GTK_WINDOW (dialog));
  UI_WAIT (ui_window (APP_TYPE_RESULTS_IMPORT) == NULL);
}

static void
fill (void)
{
#define ADD(name, how, func)                                                                       \
  g_test_add ("/word/" name "/" how, Desk, how, open_desk, func, close_desk)
#define ADD_ALL(name, func)                                                                        \
  ADD (name, "now", func);                                                                         \
  ADD (name, "closed", func);                                                                      \
  ADD (name, "corrected", func)
  ADD_ALL ("cut", test_cut);
  ADD_ALL ("lost", test_lost);
  ADD ("silent", "now", test_silent);
  ADD ("silent", "closed", test_silent);
  ADD ("lost-left", "now", test_lost_left);
  ADD ("lost-left", "closed", test_lost_left);
  ADD ("read-cut", "now", test_read_cut);
  ADD ("stopped", "now", test_stopped);
  ADD_ALL ("twice", test_twice);
  ADD ("busy", "closed", test_busy);
  ADD ("gone-file", "now", test_gone_file);
  ADD ("gone-file", "closed", test_gone_file);
  ADD ("left", "now", test_left);
  ADD ("left", "closed", test_left);
  ADD_ALL ("elsewhere", test_elsewhere);
  ADD ("gone-job", "now", test_gone_job);
  ADD ("gone-job", "closed", test_gone_job);
  ADD ("refused", "closed", test_refused);
  ADD ("session", "closed", test_session);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-import-word", fill);
}

#include "client/pages/import-desk.h"

#include <string.h>

#include "pages/results/import-confirm.h"
#include "pages/results/import-review.h"

/* A form that is past a limit */

#define PRECHECK                                                                                    \
  "\"precheck\":[{\"measure\":\"min2\",\"percent\":\"2.2\",\"limit\":\"12\",\"count\":2,\"n\":90}," \
  "{\"measure\":\"max5\",\"percent\":\"31.1\",\"limit\":\"8\",\"count\":28,\"n\":90}]"

static void
test_submission (Desk *desk, gconstpointer data)
{
  const char *names[] = { "Форма Математика 4 класс.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, names, "dirty");
  g_autoptr (GFile) second = import_desk_file ("Форма исправленная.xlsx", "good");
  AppImportConfirm *confirm;
  g_autofree char *body = NULL;

  fake_answer (
      desk->fake, "POST", "imports/from-job", 201,
      "{\"id\":31,\"rows\":90,\"new_rows\":90,\"same_rows\":0,\"changed_rows\":0,"
      "\"marked_rows\":0,\"refused_rows\":0,\"submission\":1,\"state\":\"to-"
      "recheck\",\"precheck\":\"[{\\\"measure\\\":\\\"min2\\\",\\\"percent\\\":\\\"2.20\\\","
      "\\\"limit\\\":12,\\\"count\\\":2,\\\"n\\\":90},{\\\"measure\\\":\\\"max5\\\","
      "\\\"percent\\\":\\\"31.10\\\",\\\"limit\\\":8,\\\"count\\\":28,\\\"n\\\":90}]\"}");
  desk_act (dialog, "import.store", NULL);
  UI_WAIT (app_import_queue_count (app_results_import_get_queue (dialog), APP_IMPORT_TO_CONFIRM)
           == 1);
  g_assert_true (ui_says (dialog, "Записано файлов: 1 из 1")); /* it is in the base */
  desk_shot (desk, "import-precheck");
  import_desk_press (dialog, "Что делать…");
  confirm = ui_window (APP_TYPE_IMPORT_CONFIRM);
  g_assert_nonnull (ui_find (GTK_WIDGET (confirm), ADW_TYPE_ACTION_ROW,
                             "«2»: 2,20 % (2 из 90), ожидается не меньше 12 %"));
  import_desk_shot (desk, confirm, "import-confirm-first");
  desk_act (confirm, "confirm.send", NULL); /* without a word nothing is sent */
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, 1);
  gtk_window_close (GTK_WINDOW (confirm));
  /* the corrected form: the server wants the head's word first */
  fake_answer (desk->fake, "POST", "imports/from-job", 409,
               "{\"code\":\"confirmation-needed\",\"title\":\"Нужно слово руководителя\"," PRECHECK
               "}");
  app_results_import_take (dialog, second);
  UI_WAIT (app_results_import_get_n_read (dialog) == 1);
  desk_act (dialog, "import.store", NULL);
  UI_WAIT (import_desk_get_file (dialog, 1)->state == APP_IMPORT_TO_CONFIRM
           && import_desk_get_file (dialog, 1)->repeated);
  import_desk_press (dialog, "Подтвердить…");
  confirm = ui_window (APP_TYPE_IMPORT_CONFIRM);
  app_import_confirm_type (confirm, "Кузнецова Ольга Сергеевна", "директор");
  /* the same share, whatever it was sent as */
  g_assert_nonnull (ui_find (GTK_WIDGET (confirm), ADW_TYPE_ACTION_ROW,
                             "«2»: 2,20 % (2 из 90), ожидается не меньше 12 %"));
  import_desk_shot (desk, confirm, "import-confirm-second");
  fake_answer (desk->fake, "POST", "imports/from-job", 201,
               "{\"id\":32,\"rows\":90,\"new_rows\":0,\"same_rows\":88,\"changed_rows\":2,"
               "\"marked_rows\":0,\"refused_rows\":0,\"submission\":2,\"state\":\"confirmed\"}");
  g_assert_true (ui_press_bound (GTK_WIDGET (confirm), GDK_KEY_Return, GDK_CONTROL_MASK));
  UI_WAIT (import_desk_get_file (dialog, 1)->state == APP_IMPORT_STORED);
  body = import_desk_dup_sent (desk, "imports/from-job");
  import_desk_assert_has (body,
                          "\"confirmation\":{\"name\":\"Кузнецова Ольга Сергеевна\",\"position\":"
                          "\"директор\"}");
  desk_shot (desk, "import-confirmed");
  g_assert_true (
      gtk_widget_has_css_class (gtk_widget_get_parent (ui_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL,
                                                                "Записано файлов: 2 из 2")),
                                "results-remark")); /* all is in: no warning */
}

/* What was decided about its rows */

#define TO_RECHECK                                                                                 \
  "{\"id\":31,\"rows\":90,\"new_rows\":86,\"same_rows\":0,\"changed_rows\":0,\"marked_rows\":1,"   \
  "\"refused_rows\":4,\"submission\":1,\"state\":\"to-recheck\",\"precheck\":\"[]\"}"
#define CONFIRMED                                                                                  \
  "{\"id\":32,\"rows\":90,\"new_rows\":0,\"same_rows\":86,\"changed_rows\":0,\"marked_rows\":1,"   \
  "\"refused_rows\":4,\"submission\":2,\"state\":\"confirmed\"}"

static AppImportFile *
wait_for_word (AppResultsImport *dialog)
{
  AppImportFile *file = import_desk_get_file (dialog, 0);

  UI_WAIT (file->state == APP_IMPORT_TO_CONFIRM
           && !app_import_queue_is_busy (app_results_import_get_queue (dialog)));
  return file;
}

/* a form of which row 30 alone is taken; it waits for the head's word */
static AppResultsImport *
store_decided (Desk *desk)
{
  const char *names[] = { "Форма Математика 4 класс.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, names, "dirty");
  AppImportReview *review;

  import_desk_set_policy (dialog, APP_IMPORT_ASK);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "import.review", "u", 0);
  review = APP_IMPORT_REVIEW (ui_find (GTK_WIDGET (dialog), APP_TYPE_IMPORT_REVIEW, NULL));
  desk_act (review, "review.take-alike", NULL); /* rows 17 and 30 */
  desk_act (review, "review.leave", NULL);      /* 17 */
  desk_act (dialog, "import.back", NULL);
  fake_answer (desk->fake, "POST", "imports/from-job", 201, TO_RECHECK);
  desk_act (dialog, "import.store", NULL);
  wait_for_word (dialog);
  return dialog;
}

static void
confirm (AppResultsImport *dialog, const char *button)
{
  import_desk_press (dialog, button);
  app_import_confirm_type (ui_window (APP_TYPE_IMPORT_CONFIRM), "Кузнецова Ольга Сергеевна",
                           "директор");
  desk_act (ui_window (APP_TYPE_IMPORT_CONFIRM), "confirm.send", NULL);
}

#define DECIDED                                                                                    \
  "\"policy\":\"ask\",\"decisions\":[{\"row\":17,\"take\":false},{\"row\":21,\"take\":false},"     \
  "{\"row\":30,\"take\":true}]"

/* «Подтвердить как есть» reads the file again, for a job is stored once: what the user decided row
 * by row goes with it, whatever is chosen for other files by then */
static void
test_decided (Desk *desk, gconstpointer data)
{
  AppResultsImport *dialog = store_decided (desk);
  g_autofree char *first = import_desk_dup_sent (desk, "imports/from-job");
  g_autofree char *second = NULL;

  import_desk_assert_has (first, DECIDED);
  import_desk_set_policy (dialog, GPOINTER_TO_UINT (data));
  fake_answer (desk->fake, "POST", "imports/from-job", 201, CONFIRMED);
  confirm (dialog, "Что делать…");
  UI_WAIT (import_desk_get_file (dialog, 0)->state == APP_IMPORT_STORED);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "jobs"), ==, 2); /* read twice */
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, 2);
  second = import_desk_dup_sent (desk, "imports/from-job");
  import_desk_assert_has (second, DECIDED ",\"confirmation\":{\"name\":\"Кузнецова");
}

static void
test_decided_ask (Desk *desk, gconstpointer role)
{
  test_decided (desk, GUINT_TO_POINTER (APP_IMPORT_ASK));
}

static void
test_decided_mark (Desk *desk, gconstpointer role)
{
  test_decided (desk, GUINT_TO_POINTER (APP_IMPORT_MARK));
}

/* read again, the form has a row more that can be taken: the scale was changed meanwhile. It is not
 * sent before somebody has decided about it, and what was decided stays */
static void
test_undecided (Desk *desk, gconstpointer role)
{
  AppResultsImport *dialog = store_decided (desk);
  AppImportReview *review;
  g_autofree char *body = NULL;

  import_desk_change_scale ();
  confirm (dialog, "Что делать…");
  wait_for_word (dialog);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, 1);
  review = APP_IMPORT_REVIEW (ui_find_used (GTK_WIDGET (dialog), APP_TYPE_IMPORT_REVIEW, NULL));
  g_assert_cmpuint (app_remarks_count_taken (import_desk_get_file (dialog, 0)->remarks), ==, 1);
  desk_shot (desk, "import-undecided");
  app_import_review_filter (review, "mark-off-scale");
  desk_act (review, "review.take", NULL);
  desk_act (dialog, "import.back", NULL);
  fake_answer (desk->fake, "POST", "imports/from-job", 201, CONFIRMED);
  confirm (dialog, "Подтвердить…");
  UI_WAIT (import_desk_get_file (dialog, 0)->state == APP_IMPORT_STORED);
  body = import_desk_dup_sent (desk, "imports/from-job");
  import_desk_assert_has (body, "{\"row\":30,\"take\":true},{\"row\":61,\"take\":true}]");
}

/* the window was closed before the word was said: the form is as the base has it, and is asked of
 */
static void
test_closed (Desk *desk, gconstpointer data)
{
  const char *names[] = { "Форма Математика 4 класс.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, names, "waiting");
  g_autofree char *body = NULL;

  g_assert_cmpint (import_desk_get_file (dialog, 0)->state, ==, APP_IMPORT_TO_CONFIRM);
  desk_shot (desk, "import-waiting");
  desk_act (dialog, "import.store", NULL); /* the word is wanted, not a button's press */
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, 0);
  fake_answer (desk->fake, "POST", "imports/from-job", 201, CONFIRMED);
  import_desk_press (dialog, "Подтвердить…");
  g_assert_nonnull (ui_find (ui_window (APP_TYPE_IMPORT_CONFIRM), ADW_TYPE_ACTION_ROW,
                             "«2»: 2,20 % (2 из 90), ожидается не меньше 12 %"));
  gtk_window_close (ui_window (APP_TYPE_IMPORT_CONFIRM));
  confirm (dialog, "Подтвердить…");
  UI_WAIT (import_desk_get_file (dialog, 0)->state == APP_IMPORT_STORED);
  body = import_desk_dup_sent (desk, "imports/from-job");
  import_desk_assert_has (body, "\"confirmation\":{\"name\":");
}

static void
fill (void)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/confirm/" name, Desk, "school", import_desk_open, func, import_desk_close)
  ADD ("submission", test_submission);
  ADD ("decided", test_decided_ask);
  ADD ("decided-mark", test_decided_mark);
  ADD ("undecided", test_undecided);
  ADD ("closed", test_closed);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-import-confirm", fill);
}

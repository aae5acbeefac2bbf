#include "client/pages/import-desk.h"

#include <string.h>

#include "pages/results/import-review.h"

/* A form brings a code that another file of the school has in another class. */

static void
set_up (Desk *desk, gconstpointer role)
{
  import_desk_open (desk, role);
}

static void
tear_down (Desk *desk, gconstpointer role)
{
  desk_close (desk);
}

/* it is said who has the code, and the user decides */
static void
test_ask (Desk *desk, gconstpointer data)
{
  const char *form[] = { "Форма 4Б.xlsx", NULL };
  AppResultsImport *dialog = import_desk_read (desk, form, "moved");
  AppImportReview *review;
  g_autofree char *body = NULL;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find (GTK_WIDGET (dialog), GTK_TYPE_DROP_DOWN,
                                                      "Строки с замечаниями")),
                              APP_IMPORT_ASK);
  desk_act (dialog, "import.store", NULL);
  review = APP_IMPORT_REVIEW (ui_find (GTK_WIDGET (dialog), APP_TYPE_IMPORT_REVIEW, NULL));
  g_assert_true (ui_says (review, "толбец A: код уже стоит за участником другого класса; "
                                  "проверьте, не один ли код у двоих (4А, файл «Форма 4А.xlsx»)"));
  desk_shot (desk, "import-moved");
  desk_act (review, "review.take", NULL);
  desk_act (dialog, "import.back", NULL);
  desk_act (dialog, "import.store", NULL);
  UI_WAIT (app_results_import_get_n_stored (dialog) == 1);
  body = fake_dup_last (desk->fake, "POST", "imports/from-job");
  g_assert_nonnull (body);
  g_assert_nonnull (strstr (body, "\"decisions\":[{\"row\":12,\"take\":true}]"));
}

static void
fill (void)
{
  g_test_add ("/import-moved/ask", Desk, "school", set_up, test_ask, tear_down);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-import-moved", fill);
}

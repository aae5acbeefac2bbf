#include "client/pages/import-desk.h"

#include "pages/results/import-row.h"

/* A year of a town at once */

#define MANY 1000

static void
assert_shown (AppResultsImport *dialog, guint i, const char *name)
{
  g_assert_cmpstr (import_desk_get_file (dialog, i)->shown, ==, name);
}

/* the list has lines for those that are seen, in the order in which people count */
static void
test_add (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "results", NULL);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "vpr", NULL);
  AppResultsImport *dialog;
  GListModel *files;

  for (guint i = 1; i <= MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("Форма %u.xlsx", i);

      g_object_unref (import_desk_file (name, "good"));
    }
  fake_sleep (desk->fake); /* it is the list that is looked at */
  desk_act (page, "results.import-folder", path);
  dialog = APP_RESULTS_IMPORT (desk_dialog (desk));
  files = app_import_queue_get_files (app_results_import_get_queue (dialog));
  UI_WAIT (g_list_model_get_n_items (files) == MANY
           && !app_import_queue_is_busy (app_results_import_get_queue (dialog)));
  ui_wait_for_frame (GTK_WIDGET (dialog));
  g_assert_true (ui_says (dialog, "1000 файлов"));
  g_assert_cmpuint (ui_count (GTK_WIDGET (dialog), APP_TYPE_IMPORT_ROW), <=, 40);
  assert_shown (dialog, 1, "Форма 2.xlsx");
  assert_shown (dialog, 9, "Форма 10.xlsx");
  assert_shown (dialog, MANY - 1, "Форма 1000.xlsx");
  desk_shot (desk, "import-many");
  fake_wake (desk->fake);
}

static void
fill (void)
{
  g_test_add ("/many/add", Desk, "methodologist", import_desk_open, test_add, import_desk_close);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-import-many", fill);
}

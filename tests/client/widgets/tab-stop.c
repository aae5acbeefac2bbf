#define G_LOG_DOMAIN "test-tab-stop"

#include "lib/ui.h"
#include "sample.h"
#include "widgets/record-table.h"
#include "widgets/tab-stop.h"

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                              gtk_label_new (gtk_string_object_get_string (item)));
  return row;
}

/* a button, a list of three rows, a switcher of three, a button */
static GtkWindow *
open (GtkWidget **before, GtkWidget **list, GtkWidget *toggles[3], GtkWidget **after)
{
  g_autoptr (GtkStringList) names
      = gtk_string_list_new ((const char *const[]){ "раз", "два", "три", NULL });
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *switcher = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  *before = gtk_button_new_with_label ("до");
  *after = gtk_button_new_with_label ("после");
  *list = gtk_list_box_new ();
  gtk_list_box_bind_model (GTK_LIST_BOX (*list), G_LIST_MODEL (names), make_row, NULL, NULL);
  for (guint i = 0; i < 3; i++)
    {
      toggles[i] = gtk_toggle_button_new_with_label ("вид");
      gtk_box_append (GTK_BOX (switcher), toggles[i]);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggles[1]), TRUE);
  gtk_box_append (GTK_BOX (box), *before);
  gtk_box_append (GTK_BOX (box), app_tab_stop_new (*list));
  gtk_box_append (GTK_BOX (box), switcher);
  gtk_box_append (GTK_BOX (box), *after);
  app_tab_stop_wrap (switcher);
  return ui_open (box, 300, 300);
}

static GtkWidget *
tab (GtkWindow *window, GtkDirectionType direction)
{
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (window), direction));
  return gtk_window_get_focus (window);
}

static void
test_once (void)
{
  GtkWidget *before, *list, *after, *toggles[3];
  GtkWindow *window = open (&before, &list, toggles, &after);
  GtkListBoxRow *second;

  gtk_widget_grab_focus (before);
  second = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1);
  gtk_list_box_select_row (GTK_LIST_BOX (list), second);
  g_assert_true (tab (window, GTK_DIR_TAB_FORWARD) == GTK_WIDGET (second));
  g_assert_true (tab (window, GTK_DIR_TAB_FORWARD) == toggles[1]);
  g_assert_true (tab (window, GTK_DIR_RIGHT) == toggles[2]);
  g_assert_true (tab (window, GTK_DIR_TAB_FORWARD) == after);
  g_assert_true (tab (window, GTK_DIR_TAB_BACKWARD) == toggles[1]);
  g_assert_true (gtk_widget_is_ancestor (tab (window, GTK_DIR_TAB_BACKWARD), list));
  g_assert_true (tab (window, GTK_DIR_TAB_BACKWARD) == before);
  ui_close (window);
}

/* what is hidden is no stop, and leaves no empty room behind */
static void
test_hidden (void)
{
  GtkWidget *before, *list, *after, *toggles[3];
  GtkWindow *window = open (&before, &list, toggles, &after);
  GtkWidget *switcher = gtk_widget_get_parent (toggles[0]);

  gtk_widget_set_visible (switcher, FALSE);
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (switcher)));
  gtk_widget_grab_focus (after);
  g_assert_true (gtk_widget_is_ancestor (tab (window, GTK_DIR_TAB_BACKWARD), list));
  gtk_widget_set_sensitive (toggles[1], FALSE); /* the one that is pressed cannot be come to */
  gtk_widget_set_visible (switcher, TRUE);
  ui_wait_for_frame (GTK_WIDGET (window));
  g_assert_true (tab (window, GTK_DIR_TAB_FORWARD) == toggles[0]);
  ui_close (window);
}

/* so is a table of records: out of it from any row, and back to the same one */
static void
test_table (void)
{
  g_autoptr (GListStore) records = g_list_store_new (MERILO_TYPE_RECORD);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *before = gtk_button_new_with_label ("до"),
            *after = gtk_button_new_with_label ("после");
  AppRecordTable *table;
  GtkWindow *window;
  guint row, column;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (MeriloRecord) record = sample_make (i);

      g_list_store_append (records, record);
    }
  table = APP_RECORD_TABLE (app_record_table_new (&sample_entity));
  app_record_table_set_records (table, G_LIST_MODEL (records));
  gtk_widget_set_vexpand (GTK_WIDGET (table), TRUE);
  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (table));
  gtk_box_append (GTK_BOX (box), after);
  window = ui_open (box, 1180, 400);
  app_record_table_set_cursor (table, 2, 1);
  ui_wait_for_frame (GTK_WIDGET (window));
  g_assert_true (tab (window, GTK_DIR_TAB_BACKWARD) == before);
  g_assert_true (gtk_widget_is_ancestor (tab (window, GTK_DIR_TAB_FORWARD), GTK_WIDGET (table)));
  app_record_table_get_cursor (table, &row, &column);
  g_assert_true (row == 2 && column == 1);
  g_assert_true (tab (window, GTK_DIR_TAB_FORWARD) == after);
  g_assert_true (gtk_widget_is_ancestor (tab (window, GTK_DIR_TAB_BACKWARD), GTK_WIDGET (table)));
  app_record_table_get_cursor (table, &row, &column);
  g_assert_true (row == 2 && column == 1);
  /* rows that come anew leave the focus where it was */
  app_record_table_set_cursor (table, 2, 1);
  g_list_store_remove (records, 2);
  ui_wait_for_frame (GTK_WIDGET (window));
  g_assert_true (gtk_window_get_focus (window) != NULL
                 && gtk_widget_is_ancestor (gtk_window_get_focus (window), GTK_WIDGET (table)));
  /* without rows there is still somewhere to go */
  g_list_store_remove_all (records);
  ui_wait_for_frame (GTK_WIDGET (window));
  gtk_widget_grab_focus (before);
  g_assert_true (tab (window, GTK_DIR_TAB_FORWARD) != NULL);
  ui_close (window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/tab-stop/once", test_once);
  g_test_add_func ("/tab-stop/hidden", test_hidden);
  g_test_add_func ("/tab-stop/table", test_table);
  return g_test_run ();
}

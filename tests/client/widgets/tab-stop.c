#define G_LOG_DOMAIN "test-tab-stop"

#include "lib/ui.h"
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

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/tab-stop/once", test_once);
  g_test_add_func ("/tab-stop/hidden", test_hidden);
  return g_test_run ();
}

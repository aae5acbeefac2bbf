#define G_LOG_DOMAIN "test-choice-row"

#include "lib/ui.h"
#include "widgets/choice-row.h"

static const char *const words[] = { "доля «2»", "подтвердили отметку по журналу", NULL };

/* the label that shows @text below @widget, NULL if none is on screen */
static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
open_row (GtkWindow **ret_window)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (words);
  GtkWidget *row = app_choice_row_new (list), *box = gtk_list_box_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Показатель");
  gtk_list_box_append (GTK_LIST_BOX (box), row);
  *ret_window = ui_open (box, 520, 400);
  return row;
}

static gboolean
is_cut (GtkWidget *label)
{
  return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)));
}

static void
test_row (void)
{
  GtkWindow *window;
  GtkWidget *row = open_row (&window), *label;

  g_assert_nonnull (find_label (row, words[0]));
  g_assert_null (find_label (row, words[1]));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  ui_wait_for_frame (GTK_WIDGET (window));
  label = find_label (row, words[1]);
  g_assert_nonnull (label);
  g_assert_false (is_cut (label));
  /* where there is no room the word is cut, and the row stays within */
  gtk_window_set_default_size (window, 240, 400);
  UI_WAIT (gtk_widget_get_allocated_width (row) < 300);
  ui_wait_for_frame (GTK_WIDGET (window));
  g_assert_true (is_cut (label));
  ui_close (window);
}

static double
get_tick (GtkWidget *label)
{
  return gtk_widget_get_opacity (gtk_widget_get_next_sibling (label));
}

static void
test_list (void)
{
  GtkWindow *window;
  GtkWidget *row = open_row (&window), *popover = NULL, *first, *second;

  adw_action_row_activate (ADW_ACTION_ROW (row));
  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL && popover == NULL;)
    {
      popover = GTK_IS_POPOVER (child) ? child : NULL;
      child = gtk_widget_get_next_sibling (child) != NULL ? gtk_widget_get_next_sibling (child)
                                                          : gtk_widget_get_first_child (child);
    }
  g_assert_nonnull (popover);
  UI_WAIT (find_label (popover, words[1]) != NULL);
  first = find_label (popover, words[0]);
  second = find_label (popover, words[1]);
  g_assert_false (is_cut (second));
  g_assert_cmpfloat (get_tick (first), ==, 1);
  g_assert_cmpfloat (get_tick (second), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  g_assert_cmpfloat (get_tick (first), ==, 0);
  g_assert_cmpfloat (get_tick (second), ==, 1);
  ui_close (window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/choice-row/row", test_row);
  g_test_add_func ("/choice-row/list", test_list);
  return g_test_run ();
}

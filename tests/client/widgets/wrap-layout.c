#define G_LOG_DOMAIN "test-wrap-layout"

#include "lib/ui.h"
#include "widgets/wrap-layout.h"

/* five buttons of 90 each, 6 between */
static GtkWidget *
make_box (GtkWidget *buttons[5])
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, app_wrap_layout_new (6, 6));
  for (guint i = 0; i < 5; i++)
    {
      buttons[i] = gtk_button_new ();
      gtk_widget_set_size_request (buttons[i], 90, 40);
      gtk_box_append (GTK_BOX (box), buttons[i]);
    }
  return box;
}

static void
assert_at (GtkWidget *button, int x, int y)
{
  GtkAllocation at;

  gtk_widget_get_allocation (button, &at);
  g_assert_cmpint (at.x, ==, x);
  g_assert_cmpint (at.y, ==, y);
  g_assert_cmpint (at.width, ==, 90);
}

static int
measure (GtkWidget *box, GtkOrientation orientation, int for_size, int *ret_minimum)
{
  int natural;

  gtk_widget_measure (box, orientation, for_size, ret_minimum, &natural, NULL, NULL);
  return natural;
}

static void
test_lines (void)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *buttons[5];
  GtkWidget *box = make_box (buttons), *below = gtk_label_new ("ниже");
  GtkWindow *window;
  int minimum;

  gtk_box_append (GTK_BOX (outer), box);
  gtk_box_append (GTK_BOX (outer), below);
  window = ui_open (outer, 300, 300);
  g_assert_cmpint (measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum), ==, 5 * 90 + 4 * 6);
  g_assert_cmpint (minimum, ==, 90);
  g_assert_cmpint (measure (box, GTK_ORIENTATION_VERTICAL, 474, NULL), ==, 40);
  g_assert_cmpint (measure (box, GTK_ORIENTATION_VERTICAL, 473, NULL), ==, 86);
  assert_at (buttons[2], 192, 0);
  assert_at (buttons[3], 0, 46); /* four of them want 378 */
  assert_at (buttons[4], 96, 46);
  g_assert_cmpint (gtk_widget_get_allocated_height (box), ==, 86);
  /* what is hidden takes no room */
  gtk_widget_set_visible (buttons[1], FALSE);
  gtk_widget_set_visible (buttons[2], FALSE);
  ui_wait_for_frame (GTK_WIDGET (window));
  assert_at (buttons[4], 192, 0);
  g_assert_cmpint (gtk_widget_get_allocated_height (box), ==, 40);
  ui_close (window);
}

/* a text that is wider than all the room is cut by itself, not by the edge */
static void
test_wide (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new ("Дорожная карта по оценке качества образования на три года");
  GtkWindow *window;
  int width;

  gtk_widget_set_layout_manager (box, app_wrap_layout_new (6, 6));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("План"));
  gtk_box_append (GTK_BOX (box), label);
  window = ui_open (box, 200, 100);
  width = gtk_widget_get_allocated_width (box);
  g_assert_cmpint (gtk_widget_get_allocated_width (label), ==, width);
  ui_close (window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/wrap-layout/lines", test_lines);
  g_test_add_func ("/wrap-layout/wide", test_wide);
  return g_test_run ();
}

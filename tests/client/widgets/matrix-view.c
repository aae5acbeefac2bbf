#define G_LOG_DOMAIN "test-matrix-view"

#include "lib/ui.h"
#include "widgets/matrix-view.h"

#include <string.h>

#define SECTIONS 6
#define ITEMS    12 /* a section */

typedef struct
{
  AppMatrixModel *model;
  AppMatrixView *view;
  GtkWidget *scrolled;
  GtkWindow *window;
  guint activated, row, col;
} Fixture;

static AppMatrixModel *
make_model (guint reporters)
{
  static const char letters[] = "dddldwd?o-nxr.d";
  AppMatrixModel *model = app_matrix_model_new ();

  for (guint c = 0; c < reporters; c++)
    {
      g_autofree char *name = c == 3 ? g_strdup ("Гимназия имени А. М. Горького")
                                     : g_strdup_printf ("Школа № %u", c + 1);

      app_matrix_model_add_reporter (model, 10 + c, name);
    }
  for (guint i = 0; i < SECTIONS * ITEMS; i++)
    {
      g_autofree char *no = g_strdup_printf ("%u.%u", i / ITEMS + 1, i % ITEMS + 1);
      g_autofree char *section = g_strdup_printf ("Раздел %u. Обеспечение объективности на этапе "
                                                  "проверки работ",
                                                  i / ITEMS + 1);
      g_autofree char *title
          = g_strdup_printf ("Проведение семинара для школьных координаторов, тема %u", i + 1);
      g_autofree char *cells = g_new0 (char, reporters + 1);

      for (guint c = 0; c < reporters; c++)
        cells[c] = letters[(i * 7 + c * 3 + i * c % 5) % (sizeof letters - 1)];
      app_matrix_model_add_item (model, 100 + i, no, title, section, cells);
    }
  app_matrix_model_filter (model, NULL, 0, APP_MATRIX_N_STATES, NULL);
  return model;
}

static void
activated_cb (AppMatrixView *view, guint row, guint col, Fixture *f)
{
  f->activated++;
  f->row = row;
  f->col = col;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->model = make_model (GPOINTER_TO_UINT (data));
  f->view = APP_MATRIX_VIEW (app_matrix_view_new (f->model));
  g_signal_connect (f->view, "activated", G_CALLBACK (activated_cb), f);
  f->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (f->scrolled), GTK_WIDGET (f->view));
  f->window = ui_open (f->scrolled, 1280, 800);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  ui_close (f->window);
  g_object_unref (f->model);
}

static void
press (Fixture *f, guint key, GdkModifierType state)
{
  g_assert_true (ui_press (GTK_WIDGET (f->view), key, state));
}

static void
assert_at (Fixture *f, guint row, guint col)
{
  guint at_row, at_col;

  g_assert_true (app_matrix_view_get_cursor (f->view, &at_row, &at_col));
  g_assert_cmpuint (at_row, ==, row);
  g_assert_cmpuint (at_col, ==, col);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  guint last = SECTIONS * (ITEMS + 1) - 1, cols = GPOINTER_TO_UINT (data);

  assert_at (f, 1, 0); /* not on the section's heading */
  press (f, GDK_KEY_Down, 0);
  press (f, GDK_KEY_Right, 0);
  assert_at (f, 2, 1);
  press (f, GDK_KEY_End, 0);
  assert_at (f, 2, cols - 1);
  press (f, GDK_KEY_Home, 0);
  press (f, GDK_KEY_End, GDK_CONTROL_MASK);
  assert_at (f, last, cols - 1);
  press (f, GDK_KEY_Home, GDK_CONTROL_MASK);
  assert_at (f, 1, 0);
  press (f, GDK_KEY_Up, 0);
  assert_at (f, 1, 0); /* nothing above: back to the item */
  app_matrix_view_set_cursor (f->view, ITEMS, 0);
  press (f, GDK_KEY_Down, 0); /* over the next heading */
  assert_at (f, ITEMS + 2, 0);
  press (f, GDK_KEY_Up, 0);
  assert_at (f, ITEMS, 0);
  press (f, GDK_KEY_Page_Down, 0);
  ui_wait_for_frame (f->scrolled);
  g_assert_cmpfloat (gtk_adjustment_get_value (
                         gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (f->scrolled))),
                     >, 0);
  /* the page's own keys go on to it */
  g_assert_false (ui_press (GTK_WIDGET (f->view), GDK_KEY_Page_Down, GDK_CONTROL_MASK));
  g_assert_false (ui_press (GTK_WIDGET (f->view), GDK_KEY_Tab, 0));
  g_assert_false (ui_press (GTK_WIDGET (f->view), GDK_KEY_1, GDK_ALT_MASK));
}

static void
assert_scrolled (GtkAdjustment *adjustment, gboolean end)
{
  double most = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  g_assert_cmpfloat (most, >, 0);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), end ? most : 0, 1.5);
}

/* the view follows the cursor, across and by leaps, and back */
static void
test_scrolled (Fixture *f, gconstpointer data)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (f->scrolled);
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (scrolled);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (scrolled);
  double step = gtk_adjustment_get_step_increment (across);

  assert_scrolled (across, FALSE);
  press (f, GDK_KEY_End, 0);
  assert_scrolled (across, TRUE);
  assert_scrolled (down, FALSE);
  press (f, GDK_KEY_Left, 0); /* still in sight: nothing moves */
  assert_scrolled (across, TRUE);
  press (f, GDK_KEY_Home, 0);
  assert_scrolled (across, FALSE);
  /* a column at a time, past the last one seen */
  for (guint i = 0; i < GPOINTER_TO_UINT (data) && gtk_adjustment_get_value (across) == 0; i++)
    press (f, GDK_KEY_Right, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (across), >, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (across), <=, step);
  press (f, GDK_KEY_End, GDK_CONTROL_MASK);
  assert_scrolled (across, TRUE);
  assert_scrolled (down, TRUE);
  press (f, GDK_KEY_Page_Up, 0);
  press (f, GDK_KEY_Page_Up, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (down), <,
                     gtk_adjustment_get_upper (down) - 1.5 * gtk_adjustment_get_page_size (down));
  press (f, GDK_KEY_Home, GDK_CONTROL_MASK);
  assert_scrolled (across, FALSE);
  assert_scrolled (down, FALSE);
}

static void
test_type_ahead (Fixture *f, gconstpointer data)
{
  press (f, GDK_KEY_3, 0);
  press (f, GDK_KEY_period, 0);
  press (f, GDK_KEY_5, 0);
  assert_at (f, 2 * (ITEMS + 1) + 5, 0);
  /* a walk by keys ends the word; one that grows stays where it fits */
  app_matrix_view_set_cursor (f->view, 1, 0);
  press (f, GDK_KEY_Right, 0);
  press (f, GDK_KEY_1, 0);
  press (f, GDK_KEY_period, 0);
  assert_at (f, 2, 1);
}

static void
test_activate (Fixture *f, gconstpointer data)
{
  app_matrix_view_set_cursor (f->view, 3, 2);
  press (f, GDK_KEY_Return, 0);
  g_assert_cmpuint (f->activated, ==, 1);
  g_assert_cmpuint (f->row, ==, 3);
  g_assert_cmpuint (f->col, ==, 2);
}

/* the widget says its current cell */
static void
test_spoken (Fixture *f, gconstpointer data)
{
  app_matrix_view_set_cursor (f->view, 1, 3);
  ui_assert_called (GTK_WIDGET (f->view),
                    "1.1 Проведение семинара для школьных координаторов, тема 1, Гимназия имени "
                    "А. М. Горького: срок впереди");
  app_matrix_model_filter (f->model, "нет такого", 0, APP_MATRIX_N_STATES, NULL);
  ui_assert_called (GTK_WIDGET (f->view), "Матрица исполнения пуста");
  g_assert_false (ui_press (GTK_WIDGET (f->view), GDK_KEY_Down, 0));
}

static void
test_copy (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) cells = NULL;

  app_matrix_view_set_cursor (f->view, 1, 0);
  press (f, GDK_KEY_Right, GDK_SHIFT_MASK);
  press (f, GDK_KEY_Down, GDK_SHIFT_MASK);
  cells = app_matrix_view_copy_cells (f->view);
  g_assert_cmpuint (cells->len, ==, 3);
  g_assert_cmpuint (g_strv_length (cells->pdata[1]), ==, 4);
  g_assert_cmpstr (((char **) cells->pdata[0])[3], ==, "Школа № 2");
  press (f, GDK_KEY_a, GDK_CONTROL_MASK);
  press (f, GDK_KEY_Cyrillic_es, GDK_CONTROL_MASK); /* «с» is the same key */
  g_ptr_array_unref (g_steal_pointer (&cells));
  cells = app_matrix_view_copy_cells (f->view);
  g_assert_cmpuint (cells->len, ==, SECTIONS * (ITEMS + 1) + 1);
}

static void
test_picture (Fixture *f, gconstpointer data)
{
  g_autofree char *name = g_strdup_printf ("matrix-view-%u", GPOINTER_TO_UINT (data));
  g_autoptr (GdkTexture) light = NULL, dark = NULL;

  gtk_widget_grab_focus (GTK_WIDGET (f->view));
  app_matrix_view_set_cursor (f->view, 4, 2);
  light = ui_take (f->window, FALSE);
  dark = ui_take (f->window, TRUE);
  g_assert_cmpint (gdk_texture_get_width (light), ==, gdk_texture_get_width (dark));
  ui_shot (f->window, name);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(name, cols, func)                                                                      \
  g_test_add ("/matrix-view/" name, Fixture, GUINT_TO_POINTER (cols), set_up, func, tear_down)
  ADD ("keys", 30, test_keys);
  ADD ("scrolled", 30, test_scrolled);
  ADD ("type-ahead", 30, test_type_ahead);
  ADD ("activate", 30, test_activate);
  ADD ("spoken", 30, test_spoken);
  ADD ("copy", 30, test_copy);
  ADD ("turned", 30, test_picture);
  ADD ("upright", 7, test_picture);
  return g_test_run ();
}

#define G_LOG_DOMAIN "test-figure-table"

#include "lib/ui.h"
#include "widgets/cells.h"
#include "widgets/figure-table.h"
#include "widgets/widgets.h"

static AppFigureModel *
make (guint rows)
{
  static const AppFigureColumn columns[] = {
    { "Кто", NULL, FALSE },       { "n", NULL, TRUE },          { "«2»", "«2», чел.", TRUE },
    { "«3»", "«3», чел.", TRUE }, { "«4»", "«4», чел.", TRUE }, { "«5»", "«5», чел.", TRUE },
  };
  AppFigureModel *model = app_figure_model_new (columns, G_N_ELEMENTS (columns));
  guint row = app_figure_model_add_row (model, APP_FIGURE_SECTION);

  app_figure_model_set (model, row, 0, "Школы", NULL, APP_TONE_PLAIN);
  for (guint i = 0; i < rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("Школа № %u", i + 1);
      g_autofree char *count = g_strdup_printf ("%u", 7 * i % 23);

      row = app_figure_model_add_row (model, i == 0 ? APP_FIGURE_STRONG : APP_FIGURE_ROW);
      app_figure_model_set (model, row, 0, name, NULL, APP_TONE_PLAIN);
      app_figure_model_set (model, row, 1, "89", NULL, APP_TONE_PLAIN);
      for (guint c = 2; c < G_N_ELEMENTS (columns); c++)
        app_figure_model_set (model, row, c, "38,46 %", count, c == 2 ? APP_TONE_BAD : 0);
      app_figure_model_set_id (model, row, i + 1);
    }
  return model;
}

static GtkWidget *
scroll (GtkWidget *table)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), table);
  return scrolled;
}

static void
assert_cursor (GtkWidget *table, guint row, guint column)
{
  guint r = 99, c = 99;

  g_assert_true (app_figure_table_get_cursor (APP_FIGURE_TABLE (table), &r, &c));
  g_assert_cmpuint (r, ==, row);
  g_assert_cmpuint (c, ==, column);
}

static void
test_keys (void)
{
  static const struct
  {
    guint key;
    GdkModifierType state;
    guint row, column;
  } cases[] = {
    { GDK_KEY_Down, 0, 2, 0 },  { GDK_KEY_Right, 0, 2, 1 },
    { GDK_KEY_Up, 0, 1, 1 },    { GDK_KEY_Up, 0, 1, 1 }, /* a section is no place to stand on */
    { GDK_KEY_End, 0, 1, 5 },   { GDK_KEY_Down, GDK_CONTROL_MASK, 40, 5 },
    { GDK_KEY_Down, 0, 40, 5 }, { GDK_KEY_Home, GDK_CONTROL_MASK, 1, 0 },
  };
  g_autoptr (AppFigureModel) model = make (40);
  GtkWidget *table = app_figure_table_new (model);
  GtkWindow *window = ui_open (scroll (table), 700, 400);

  gtk_widget_grab_focus (table);
  assert_cursor (table, 1, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (ui_press (table, cases[i].key, cases[i].state));
      assert_cursor (table, cases[i].row, cases[i].column);
    }
  g_assert_false (ui_press (table, GDK_KEY_Tab, 0));
  ui_press (table, GDK_KEY_End, 0);
  ui_assert_called (table, "Школа № 1, «5»: 38,46 %, 0");
  ui_close (window);
}

/* the row of the cursor is brought into sight */
static void
test_reveal (void)
{
  g_autoptr (AppFigureModel) model = make (60);
  GtkWidget *table = app_figure_table_new (model);
  GtkWidget *scrolled = scroll (table);
  GtkWindow *window = ui_open (scrolled, 700, 300);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  gtk_widget_grab_focus (table);
  ui_press (table, GDK_KEY_End, GDK_CONTROL_MASK);
  UI_WAIT (gtk_adjustment_get_value (down) > 1200);
  ui_press (table, GDK_KEY_Home, GDK_CONTROL_MASK);
  UI_WAIT (gtk_adjustment_get_value (down) < 40);
  ui_close (window);
}

static char *clipped;

static void
clip_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  clipped = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
test_clipboard (void)
{
  g_autoptr (AppFigureModel) model = make (3);
  GtkWidget *table = app_figure_table_new (model);
  GtkWindow *window = ui_open (scroll (table), 700, 300);
  g_autoptr (GPtrArray) all = NULL;

  gtk_widget_grab_focus (table);
  ui_press (table, GDK_KEY_Right, GDK_SHIFT_MASK);
  ui_press (table, GDK_KEY_Down, GDK_SHIFT_MASK);
  ui_press (table, GDK_KEY_Cyrillic_es, GDK_CONTROL_MASK);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (table), NULL, clip_cb, NULL);
  UI_WAIT (clipped != NULL);
  g_assert_cmpstr (clipped, ==, "Кто\tn\nШкола № 1\t89\nШкола № 2\t89\n");
  g_clear_pointer (&clipped, g_free);
  all = app_figure_table_copy_cells (APP_FIGURE_TABLE (table), TRUE);
  g_assert_cmpuint (all->len, ==, 5);
  g_assert_cmpuint (g_strv_length (all->pdata[0]), ==, 10);
  ui_close (window);
}

static void
activated_cb (GtkWidget *table, guint row, guint *ret)
{
  *ret = row;
}

static void
test_states (void)
{
  g_autoptr (AppFigureModel) model = make (12), empty = make (0), none = NULL;
  GtkWidget *table = app_figure_table_new (NULL);
  GtkWindow *window = ui_open (scroll (table), 700, 420);
  guint asked = 0, row, column;

  g_signal_connect (table, "activated", G_CALLBACK (activated_cb), &asked);
  ui_assert_called (table, "Таблица пуста");
  g_assert_false (ui_press (table, GDK_KEY_Down, 0));
  none = app_figure_model_new (NULL, 0);
  app_figure_table_set_model (APP_FIGURE_TABLE (table), none);
  ui_wait_for_frame (table);
  g_assert_false (app_figure_table_get_cursor (APP_FIGURE_TABLE (table), &row, &column));
  app_figure_table_set_model (APP_FIGURE_TABLE (table), empty);
  ui_press (table, GDK_KEY_Down, 0);
  app_figure_table_set_model (APP_FIGURE_TABLE (table), model);
  gtk_widget_grab_focus (table);
  ui_press (table, GDK_KEY_Down, 0);
  ui_press (table, GDK_KEY_Return, 0);
  g_assert_cmpuint (asked, ==, 2);
  ui_press (table, GDK_KEY_Down, GDK_SHIFT_MASK);
  ui_press (table, GDK_KEY_Right, GDK_SHIFT_MASK);
  ui_assert_named (GTK_WIDGET (window));
  ui_shot (window, "figure-table");
  ui_close (window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  app_widgets_init ();
  g_test_add_func ("/figure-table/keys", test_keys);
  g_test_add_func ("/figure-table/reveal", test_reveal);
  g_test_add_func ("/figure-table/clipboard", test_clipboard);
  g_test_add_func ("/figure-table/states", test_states);
  return g_test_run ();
}

#include "lib/ui.h"
#include "widgets/sheet-view.h"

#include <string.h>

#define ROWS    300
#define COLUMNS 30

typedef struct
{
  AppSheet *sheet;
  AppSheetView *view;
  GtkWindow *window;
  GtkScrolledWindow *scrolled;
  guint activated, row, column, head;
} Fixture;

static void
activated_cb (AppSheetView *view, guint row, guint column, Fixture *f)
{
  f->activated++;
  f->row = row;
  f->column = column;
}

static void
head_cb (AppSheetView *view, guint column, Fixture *f)
{
  f->head = column;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->sheet = app_sheet_new ();
  for (guint c = 0; c < COLUMNS; c++)
    {
      g_autofree char *letter = app_sheet_name_column (c + 1);

      app_sheet_add_column (f->sheet, letter, c == 1 ? "Участник" : "Задание");
    }
  app_sheet_keep_private (f->sheet, 1);
  for (guint r = 0; r < ROWS; r++)
    {
      static const char *const cells[] = { "11001", "Незабудкина", "2", "X", NULL };

      app_sheet_add_row (f->sheet, r + 10, cells);
    }
  app_sheet_mark_cell (f->sheet, 3, 2, APP_SHEET_FAULT);
  app_sheet_mark_row (f->sheet, 4, APP_SHEET_DIM);
  f->view = APP_SHEET_VIEW (app_sheet_view_new (f->sheet));
  app_sheet_view_set_frozen (f->view, 1);
  f->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_child (f->scrolled, GTK_WIDGET (f->view));
  g_signal_connect (f->view, "activated", G_CALLBACK (activated_cb), f);
  g_signal_connect (f->view, "head-pressed", G_CALLBACK (head_cb), f);
  f->head = 99;
  f->window = ui_open (GTK_WIDGET (f->scrolled), 800, 400);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  ui_close (f->window);
  g_object_unref (f->sheet);
}

static void
assert_at (Fixture *f, guint row, guint column)
{
  guint r = 999, c = 999;

  g_assert_true (app_sheet_view_get_cursor (f->view, &r, &c));
  g_assert_cmpuint (r, ==, row);
  g_assert_cmpuint (c, ==, column);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (f->view);

  assert_at (f, 0, 0);
  ui_assert_called (view, "Строка 10, столбец A, Задание: 11001");
  g_assert_true (ui_press (view, GDK_KEY_Down, 0));
  g_assert_true (ui_press (view, GDK_KEY_Right, 0));
  assert_at (f, 1, 1);
  g_assert_true (ui_press (view, GDK_KEY_End, GDK_CONTROL_MASK));
  assert_at (f, ROWS - 1, COLUMNS - 1);
  ui_assert_called (view, "Строка 309, столбец AD, Задание: пусто");
  g_assert_true (ui_press (view, GDK_KEY_Down, 0)); /* no further */
  assert_at (f, ROWS - 1, COLUMNS - 1);
  /* what the cursor is on can be seen */
  g_assert_cmpfloat (gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (f->scrolled)),
                     >, 1000);
  g_assert_cmpfloat (gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (f->scrolled)),
                     >, 1000);
  g_assert_true (ui_press (view, GDK_KEY_Home, GDK_CONTROL_MASK));
  assert_at (f, 0, 0);
  g_assert_true (ui_press (view, GDK_KEY_KP_Down, 0)); /* the number pad leads too */
  g_assert_true (ui_press (view, GDK_KEY_KP_Home, GDK_CONTROL_MASK));
  g_assert_true (ui_press (view, GDK_KEY_Return, 0));
  g_assert_cmpuint (f->activated, ==, 1);
  g_assert_true (ui_press (view, GDK_KEY_Right, 0));
  g_assert_true (ui_press (view, GDK_KEY_Down, GDK_ALT_MASK));
  g_assert_cmpuint (f->head, ==, 1);
  g_assert_false (ui_press (view, GDK_KEY_Escape, 0)); /* the window's */
}

/* the room that is left goes to whose text is cut; without room it is cut */
static void
test_widths (Fixture *f, gconstpointer data)
{
  static const struct
  {
    int width;
    gboolean whole;
  } rows[] = { { 1400, TRUE }, { 700, FALSE } };
  static const char *const headings[] = { "Столбец", "Причина", "Строка" };
  g_autofree char *reason = g_strnfill (90, 'n');
  const char *const cells[] = { "E", reason, "не взята", NULL };
  g_autoptr (AppSheet) sheet = app_sheet_new ();
  AppSheetView *view = APP_SHEET_VIEW (app_sheet_view_new (sheet));
  GtkWindow *window;

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    app_sheet_add_column (sheet, "", headings[i]);
  app_sheet_add_row (sheet, 17, cells);
  app_sheet_tell (sheet);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PangoLayout) text = gtk_widget_create_pango_layout (GTK_WIDGET (f->view), reason);
      int width;
      GdkRectangle place;

      g_test_message ("%d", rows[i].width);
      window
          = ui_open (i == 0 ? GTK_WIDGET (view) : app_sheet_view_new (sheet), rows[i].width, 300);
      pango_layout_get_pixel_size (text, &width, NULL);
      place = app_sheet_view_get_head_place (APP_SHEET_VIEW (gtk_window_get_child (window)), 1);
      g_assert_true ((place.width >= width) == rows[i].whole);
      /* the others have what they need, and all of it is in sight */
      place = app_sheet_view_get_head_place (APP_SHEET_VIEW (gtk_window_get_child (window)), 2);
      g_assert_true (!rows[i].whole || place.x + place.width <= rows[i].width);
      ui_close (window);
    }
}

/* a reason that has no room takes lines, and the columns beside it stay in sight; with room it is
 * as it was */
static void
test_wrapped (Fixture *f, gconstpointer data)
{
  static const struct
  {
    int width, column;
    gboolean higher, in_sight;
  } rows[] = { { 1400, 1, FALSE, TRUE }, { 520, 1, TRUE, TRUE }, { 520, -1, FALSE, FALSE } };
  static const char *const headings[] = { "Код участника", "Причина", "В ячейке", "Строка" };
  static const char *const cells[]
      = { "11044", "Код участника стоит дважды; чья это работа, знает только школа", "5",
          "не взята", NULL };
  g_autoptr (AppSheet) sheet = app_sheet_new ();

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    app_sheet_add_column (sheet, "", headings[i]);
  for (guint i = 0; i < 50; i++)
    app_sheet_add_row (sheet, i, cells);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *scroller = gtk_scrolled_window_new (), *view = app_sheet_view_new (sheet);
      GtkWindow *window;
      GdkRectangle last;
      double high;

      g_test_message ("%d, %d", rows[i].width, rows[i].column);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
      app_sheet_view_set_wrapped (APP_SHEET_VIEW (view), rows[i].column);
      window = ui_open (scroller, rows[i].width, 300);
      high = gtk_adjustment_get_upper (
          gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)));
      last = app_sheet_view_get_head_place (APP_SHEET_VIEW (view), 3);
      g_assert_true ((high >= 50 * 40) == rows[i].higher);
      g_assert_true ((last.x + last.width <= rows[i].width) == rows[i].in_sight);
      ui_close (window);
    }
}

/* names of pupils are shown and never copied */
static void
test_copy (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) one = app_sheet_copy (f->sheet, 3), all = app_sheet_copy (f->sheet, -1);

  g_assert_cmpuint (one->len, ==, 2);
  g_assert_cmpstr (((char **) one->pdata[1])[0], ==, "13");
  g_assert_cmpstr (((char **) one->pdata[1])[1], ==, "11001");
  g_assert_cmpstr (((char **) one->pdata[1])[2], ==, "2");
  g_assert_cmpuint (all->len, ==, ROWS + 1);
  g_assert_true (app_sheet_shows (f->sheet, "Незабудкина"));
  for (guint r = 0; r < all->len; r++)
    for (char **cell = all->pdata[r]; *cell != NULL; cell++)
      g_assert_null (strstr (*cell, "Незабудкина"));
}

static void
test_marks (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (app_sheet_get_mark (f->sheet, 3, 2), ==, APP_SHEET_FAULT);
  g_assert_cmpint (app_sheet_get_mark (f->sheet, 3, 1), ==, APP_SHEET_PLAIN);
  g_assert_cmpint (app_sheet_get_mark (f->sheet, 4, 9), ==, APP_SHEET_DIM);
  ui_shot (f->window, "sheet-view");
}

/* rows go while the cursor stands on them */
static void
test_fewer (Fixture *f, gconstpointer data)
{
  app_sheet_view_set_cursor (f->view, 200, 20);
  app_sheet_clear (f->sheet);
  app_sheet_add_column (f->sheet, "", "Одна");
  app_sheet_add_row (f->sheet, 1, NULL);
  app_sheet_tell (f->sheet);
  ui_wait_for_frame (GTK_WIDGET (f->view));
  assert_at (f, 0, 0);
  app_sheet_clear (f->sheet);
  app_sheet_tell (f->sheet);
  ui_wait_for_frame (GTK_WIDGET (f->view));
  g_assert_false (app_sheet_view_get_cursor (f->view, &f->row, &f->column));
  ui_assert_called (GTK_WIDGET (f->view), "Таблица пуста");
  g_assert_false (ui_press (GTK_WIDGET (f->view), GDK_KEY_Down, 0));
}

static void
test_columns (void)
{
  static const struct
  {
    guint column;
    const char *name;
  } rows[] = { { 0, "" }, { 1, "A" }, { 26, "Z" }, { 27, "AA" }, { 702, "ZZ" }, { 703, "AAA" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = app_sheet_name_column (rows[i].column);

      g_assert_cmpstr (name, ==, rows[i].name);
    }
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/sheet-view/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("keys", test_keys);
  ADD ("widths", test_widths);
  ADD ("wrapped", test_wrapped);
  ADD ("copy", test_copy);
  ADD ("marks", test_marks);
  ADD ("fewer", test_fewer);
  g_test_add_func ("/sheet-view/columns", test_columns);
  return g_test_run ();
}

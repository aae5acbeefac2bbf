#define G_LOG_DOMAIN "test-score-grid"

#include "lib/ui.h"
#include "widgets/clipboard.h"
#include "widgets/score-grid.h"

#define ROWS 60
#define COLS 20

typedef struct
{
  AppScoreModel *model;
  AppScoreGrid *grid;
  GtkWidget *widget, *scrolled;
  GtkWindow *window;
  guint edited;
} Fixture;

static void
edited_cb (AppScoreModel *model, GArray *cells, Fixture *f)
{
  f->edited++;
}

static AppScoreModel *
make_model (void)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_auto (GStrv) strv = NULL;
  gint16 max[COLS];
  AppScoreModel *model;

  for (guint c = 0; c < COLS; c++)
    {
      g_autofree char *code
          = c < 14 ? g_strdup_printf ("%u", c + 1) : g_strdup_printf ("15К%u", c - 13);

      g_strv_builder_add (codes, code);
      max[c] = (gint16) (1 + c % 3);
    }
  strv = g_strv_builder_end (codes);
  model = app_score_model_new (ROWS, (const char *const *) strv, max);
  for (guint r = 0; r < ROWS; r++)
    {
      gint16 at[COLS];

      for (guint c = 0; c < COLS; c++)
        at[c] = (r * 31 + c * 17) % 23 == 0 ? MERILO_SCORE_X
                : r > 6 && r % 5 == 0       ? MERILO_NO_SCORE
                                            : (gint16) ((r * 7 + c * 13) % (guint) (max[c] + 1));
      {
        g_autofree MeriloScores *scores = merilo_scores_new (at, COLS);

        app_score_model_load (model, r, scores);
      }
    }
  return model;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->model = make_model ();
  f->widget = app_score_grid_new (f->model);
  f->grid = APP_SCORE_GRID (f->widget);
  f->scrolled = gtk_scrolled_window_new ();
  f->edited = 0;
  g_signal_connect (f->model, "edited", G_CALLBACK (edited_cb), f);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (f->scrolled), f->widget);
  f->window = ui_open (f->scrolled, 900, 520);
  g_assert_true (gtk_widget_grab_focus (f->widget));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  GtkWidget *widget = f->widget;

  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &f->widget);
  ui_close (f->window);
  g_assert_null (f->widget); /* nothing holds the grid after its window */
  g_assert_finalize_object (f->model);
}

static void
assert_at (Fixture *f, guint row, guint col)
{
  AppScoreCell at = app_score_grid_get_cursor (f->grid);

  g_assert_cmpuint (at.row, ==, row);
  g_assert_cmpuint (at.col, ==, col);
}

static void
assert_text (Fixture *f, guint row, guint col, const char *expected)
{
  char buffer[8];

  g_assert_cmpstr (app_score_model_get_text (f->model, row, col, buffer), ==, expected);
}

static void
type (Fixture *f, const char *text)
{
  g_assert_true (ui_press (f->widget, gdk_unicode_to_keyval (g_utf8_get_char (text)), 0));
  g_assert_true (app_score_grid_is_editing (f->grid));
  if (*g_utf8_next_char (text) != 0)
    {
      GtkWidget *editor = ui_find (f->widget, GTK_TYPE_TEXT, NULL);
      int at = -1;

      gtk_editable_insert_text (GTK_EDITABLE (editor), g_utf8_next_char (text), -1, &at);
    }
}

/* Moving */

static void
test_moves (Fixture *f, gconstpointer data)
{
  static const struct
  {
    guint key;
    GdkModifierType state;
    guint row, col;
  } steps[] = {
    { GDK_KEY_Down, 0, 1, 0 },
    { GDK_KEY_Right, 0, 1, 1 },
    { GDK_KEY_Up, 0, 0, 1 },
    { GDK_KEY_Up, 0, 0, 1 }, /* the edge holds */
    { GDK_KEY_Left, 0, 0, 0 },
    { GDK_KEY_Left, 0, 0, 0 },
    { GDK_KEY_Tab, 0, 0, 1 },
    { GDK_KEY_Tab, 0, 0, 2 },
    { GDK_KEY_Return, 0, 1, 0 }, /* back under where the Tabs began */
    { GDK_KEY_Return, 0, 2, 0 },
    { GDK_KEY_Return, GDK_SHIFT_MASK, 1, 0 },
    { GDK_KEY_End, 0, 1, COLS - 1 },
    { GDK_KEY_Tab, 0, 2, 0 },
    { GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, 1, COLS - 1 },
    { GDK_KEY_Home, 0, 1, 0 },
    { GDK_KEY_End, GDK_CONTROL_MASK, ROWS - 1, COLS - 1 },
    { GDK_KEY_Home, GDK_CONTROL_MASK, 0, 0 },
    { GDK_KEY_Down, GDK_CONTROL_MASK, 9, 0 },  /* the end of the filled block */
    { GDK_KEY_Down, GDK_CONTROL_MASK, 11, 0 }, /* over the gap */
    { GDK_KEY_Right, GDK_CONTROL_MASK, 11, COLS - 1 },
    { GDK_KEY_KP_Left, 0, 11, COLS - 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_test_message ("step %u", i);
      g_assert_true (ui_press (f->widget, steps[i].key, steps[i].state));
      assert_at (f, steps[i].row, steps[i].col);
    }
  g_assert_true (ui_press (f->widget, GDK_KEY_Page_Down, 0));
  g_assert_cmpuint (app_score_grid_get_cursor (f->grid).row, >, 20);
}

static void
test_tab_leaves (Fixture *f, gconstpointer data)
{
  g_assert_false (ui_press (f->widget, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  app_score_grid_set_cursor (f->grid, ROWS - 1, COLS - 1);
  g_assert_false (ui_press (f->widget, GDK_KEY_Tab, 0));
  g_assert_false (ui_press (f->widget, GDK_KEY_Escape, 0));
  g_assert_false (ui_press (f->widget, GDK_KEY_Return, GDK_CONTROL_MASK)); /* the page's own */
}

static void
test_reveal (Fixture *f, gconstpointer data)
{
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (f->scrolled));
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (f->scrolled));

  ui_press (f->widget, GDK_KEY_End, GDK_CONTROL_MASK);
  UI_WAIT (gtk_adjustment_get_value (down) > 0 && gtk_adjustment_get_value (across) > 0);
  ui_shot (f->window, "grid-end");
  ui_press (f->widget, GDK_KEY_Home, GDK_CONTROL_MASK);
  g_assert_cmpfloat (gtk_adjustment_get_value (down), ==, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (across), ==, 0);
}

/* keys may come before the first allocation: the cursor is shown when there is a size */
static void
test_early_key (Fixture *f, gconstpointer data)
{
  g_autoptr (AppScoreModel) model = make_model ();
  GtkWidget *widget = app_score_grid_new (model), *scrolled = gtk_scrolled_window_new ();
  GtkWindow *window;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), widget);
  app_score_grid_set_cursor (APP_SCORE_GRID (widget), ROWS - 1, 0);
  window = ui_open (scrolled, 600, 300);
  UI_WAIT (gtk_adjustment_get_value (
               gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)))
           > 0);
  ui_close (window);
}

/* Editing */

static void
test_typing (Fixture *f, gconstpointer data)
{
  type (f, "1");
  ui_press (f->widget, GDK_KEY_Return, 0);
  g_assert_false (app_score_grid_is_editing (f->grid));
  assert_text (f, 0, 0, "1");
  assert_at (f, 1, 0);
  type (f, "Х"); /* Cyrillic */
  ui_press (f->widget, GDK_KEY_Right, 0);
  assert_text (f, 1, 0, "X");
  type (f, "12");
  ui_press (f->widget, GDK_KEY_Escape, 0);
  g_assert_false (app_score_grid_is_editing (f->grid));
  assert_at (f, 1, 1);
  ui_press (f->widget, GDK_KEY_F2, 0);
  g_assert_false (ui_press (f->widget, GDK_KEY_Left, 0)); /* within the text */
  g_assert_true (app_score_grid_is_editing (f->grid));
  ui_press (f->widget, GDK_KEY_Tab, 0);
  ui_press (f->widget, GDK_KEY_BackSpace, 0);
  g_assert_true (app_score_grid_is_editing (f->grid));
  ui_press (f->widget, GDK_KEY_Return, 0);
  assert_text (f, 1, 2, "");
}

static void
test_editor_place (Fixture *f, gconstpointer data)
{
  GtkWidget *editor = ui_find (f->widget, GTK_TYPE_TEXT, NULL);
  graphene_rect_t place;
  float cell_top, middle;

  app_score_grid_set_cursor (f->grid, 3, 2);
  type (f, "1");
  ui_wait_for_frame (f->widget);
  g_assert_true (gtk_widget_compute_bounds (editor, f->widget, &place));
  /* rows are of one height: the fourth's middle is the editor's */
  cell_top = place.origin.y;
  middle = cell_top + place.size.height / 2;
  ui_press (f->widget, GDK_KEY_Down, 0);
  type (f, "1");
  ui_wait_for_frame (f->widget);
  g_assert_true (gtk_widget_compute_bounds (editor, f->widget, &place));
  g_assert_cmpfloat (place.origin.y - cell_top, >=, 28);
  g_assert_cmpfloat (place.size.height, <=, place.origin.y - cell_top);
  g_assert_cmpfloat_with_epsilon (place.origin.y + place.size.height / 2 - middle,
                                  place.origin.y - cell_top, 0.5);
  ui_shot (f->window, "grid-editing");
}

static void
test_focus_out (Fixture *f, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *button;

  g_object_ref (f->scrolled);
  gtk_window_set_child (f->window, NULL);
  button = gtk_button_new_with_label ("Дальше");
  gtk_widget_set_vexpand (f->scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), f->scrolled);
  gtk_box_append (GTK_BOX (box), button);
  g_object_unref (f->scrolled);
  gtk_window_set_child (f->window, box);
  UI_WAIT (gtk_widget_get_mapped (f->widget));
  gtk_widget_grab_focus (f->widget);
  type (f, "0");
  gtk_widget_grab_focus (button);
  UI_WAIT (!app_score_grid_is_editing (f->grid));
  assert_text (f, 0, 0, "0");
  g_assert_true (gtk_widget_has_focus (button)); /* the grid does not take it back */
}

static void
test_invalid (Fixture *f, gconstpointer data)
{
  type (f, "9");
  ui_press (f->widget, GDK_KEY_Right, 0);
  type (f, "пять");
  ui_press (f->widget, GDK_KEY_Left, 0);
  assert_text (f, 0, 0, "9");
  assert_text (f, 0, 1, "пять");
  ui_assert_called (f->widget,
                    "Работа 1, задание 1, Введено «9», а в задании 1 бывает балл от 0 до 1 или X");
  ui_shot (f->window, "grid-invalid");
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  type (f, "1");
  ui_press (f->widget, GDK_KEY_Return, 0);
  app_score_grid_set_cursor (f->grid, 2, 2);
  ui_press (f->widget, GDK_KEY_Right, GDK_SHIFT_MASK);
  ui_press (f->widget, GDK_KEY_Down, GDK_SHIFT_MASK);
  ui_press (f->widget, GDK_KEY_Delete, 0);
  assert_text (f, 3, 3, "");
  g_assert_true (ui_press (f->widget, GDK_KEY_z, GDK_CONTROL_MASK));
  g_assert_cmpint (app_score_model_get (f->model, 3, 3), !=, MERILO_NO_SCORE);
  assert_at (f, 2, 2);
  /* the same key in the Russian layout */
  g_assert_true (ui_press (f->widget, GDK_KEY_Cyrillic_YA, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  assert_text (f, 3, 3, "");
  g_assert_true (ui_press (f->widget, GDK_KEY_Cyrillic_ya, GDK_CONTROL_MASK));
  g_assert_true (ui_press (f->widget, GDK_KEY_Cyrillic_ya, GDK_CONTROL_MASK));
  g_assert_false (app_score_model_can_undo (f->model));
}

/* Clipboard */

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static void
test_copy_paste (Fixture *f, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (f->widget);
  g_autofree char *text = NULL;

  gdk_clipboard_set_text (clipboard, "1\t2\r\n0\t77\r\n");
  g_assert_true (ui_press (f->widget, GDK_KEY_Cyrillic_em, GDK_CONTROL_MASK));
  UI_WAIT (f->edited == 1);
  assert_text (f, 1, 1, "77");
  ui_press (f->widget, GDK_KEY_Down, GDK_SHIFT_MASK);
  ui_press (f->widget, GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_true (ui_press (f->widget, GDK_KEY_Cyrillic_es, GDK_CONTROL_MASK));
  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &text);
  UI_WAIT (text != NULL);
  g_assert_cmpstr (text, ==, "1\t2\n0\t77\n");
  g_assert_true (
      gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html"));
  ui_press (f->widget, GDK_KEY_x, GDK_CONTROL_MASK);
  assert_text (f, 1, 1, "");
  ui_press (f->widget, GDK_KEY_a, GDK_CONTROL_MASK);
  ui_shot (f->window, "grid-selected");
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  app_score_grid_set_read_only (f->grid, TRUE);
  g_assert_false (ui_press (f->widget, GDK_KEY_1, 0));
  ui_press (f->widget, GDK_KEY_F2, 0);
  g_assert_false (app_score_grid_is_editing (f->grid));
  ui_press (f->widget, GDK_KEY_Delete, 0);
  g_assert_cmpuint (app_score_grid_paste (f->grid, "1\t1\n"), ==, 0);
  g_assert_cmpuint (f->edited, ==, 0);
  app_score_grid_set_read_only (f->grid, FALSE);
  app_score_model_set_col_read_only (f->model, 0, TRUE);
  g_assert_false (ui_press (f->widget, GDK_KEY_1, 0));
  ui_press (f->widget, GDK_KEY_Right, 0);
  type (f, "1");
}

/* Names and differences */

static void
test_words (Fixture *f, gconstpointer data)
{
  g_assert_true (
      gtk_test_accessible_has_role (GTK_ACCESSIBLE (f->widget), GTK_ACCESSIBLE_ROLE_GRID));
  app_score_model_set_text (f->model, 6, 2, "1");
  app_score_grid_set_cursor (f->grid, 6, 2);
  ui_assert_called (f->widget, "Работа 7, задание 3, балл 1 из 3");
  ui_assert_called (ui_find (f->widget, GTK_TYPE_TEXT, NULL), "Работа 7, задание 3, балл 1 из 3");
  ui_press (f->widget, GDK_KEY_Delete, 0);
  ui_assert_called (f->widget, "Работа 7, задание 3, балла нет, наибольший 3");
  app_score_model_set_text (f->model, 6, 2, "x");
  app_score_model_set_row_read_only (f->model, 6, TRUE);
  ui_assert_called (f->widget, "Работа 7, задание 3, X, не приступал, только чтение");
}

static void
test_compare (Fixture *f, gconstpointer data)
{
  gint16 at[COLS];

  for (guint r = 0; r < 4; r++)
    {
      g_autofree MeriloScores *scores = NULL;

      for (guint c = 0; c < COLS; c++)
        at[c] = app_score_model_get (f->model, r, c);
      at[r] = at[r] == 0 ? 1 : 0;
      at[r + 5] = MERILO_SCORE_X;
      scores = merilo_scores_new (at, COLS);
      app_score_model_set_other (f->model, r, scores);
    }
  app_score_model_set_row_read_only (f->model, 5, TRUE);
  app_score_model_set_text (f->model, 2, 2, "2");
  app_score_grid_set_compare (f->grid, TRUE);
  app_score_grid_set_cursor (f->grid, 2, 2);
  g_assert_true (app_score_model_differs (f->model, 2, 2));
  ui_assert_called (f->widget, "Работа 3, задание 3, балл 2 из 3, второй балл 1");
  ui_shot (f->window, "grid-compare");
}

static void
test_empty (void)
{
  static const char *const none[] = { NULL };
  static const char *const one[] = { "1", NULL };
  static const gint16 max[] = { 1 };
  AppScoreModel *models[]
      = { NULL, app_score_model_new (0, one, max), app_score_model_new (3, none, NULL) };

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      GtkWidget *widget = app_score_grid_new (models[i]);
      GtkWindow *window = ui_open (widget, 300, 200);
      static const guint keys[] = { GDK_KEY_Down,   GDK_KEY_1,  GDK_KEY_Delete, GDK_KEY_Tab,
                                    GDK_KEY_Return, GDK_KEY_F2, GDK_KEY_End,    GDK_KEY_c };

      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        {
          ui_press (widget, keys[k], 0);
          ui_press (widget, keys[k], GDK_CONTROL_MASK);
        }
      ui_assert_called (widget, "Таблица баллов пуста");
      app_score_grid_paste (APP_SCORE_GRID (widget), "1\t1\n");
      ui_close (window);
      g_clear_object (&models[i]);
    }
}

static void
test_template (void)
{
  static const char ui[]
      = "<interface><object class='GtkScrolledWindow' id='page'><property name='child'>"
        "<object class='AppScoreGrid' id='grid'><property name='read-only'>1</property></object>"
        "</property></object></interface>";
  g_autoptr (GtkBuilder) builder = NULL;
  gboolean read_only;

  g_type_ensure (APP_TYPE_SCORE_GRID);
  builder = gtk_builder_new_from_string (ui, -1);
  g_object_get (gtk_builder_get_object (builder, "grid"), "read-only", &read_only, NULL);
  g_assert_true (read_only);
}

static void
test_latin_keys (void)
{
  g_assert_cmpuint (app_key_latin (GDK_KEY_Cyrillic_ES), ==, GDK_KEY_c);
  g_assert_cmpuint (app_key_latin (GDK_KEY_V), ==, GDK_KEY_v);
  g_assert_cmpuint (app_key_latin (GDK_KEY_Cyrillic_be), ==, GDK_KEY_Cyrillic_be);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("/score-grid/moves", test_moves);
  ADD ("/score-grid/tab-leaves", test_tab_leaves);
  ADD ("/score-grid/reveal", test_reveal);
  ADD ("/score-grid/early-key", test_early_key);
  ADD ("/score-grid/typing", test_typing);
  ADD ("/score-grid/editor-place", test_editor_place);
  ADD ("/score-grid/focus-out", test_focus_out);
  ADD ("/score-grid/invalid", test_invalid);
  ADD ("/score-grid/undo", test_undo);
  ADD ("/score-grid/copy-paste", test_copy_paste);
  ADD ("/score-grid/read-only", test_read_only);
  ADD ("/score-grid/words", test_words);
  ADD ("/score-grid/compare", test_compare);
  g_test_add_func ("/score-grid/empty", test_empty);
  g_test_add_func ("/score-grid/template", test_template);
  g_test_add_func ("/score-grid/latin-keys", test_latin_keys);
  return g_test_run ();
}

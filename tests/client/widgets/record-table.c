#define G_LOG_DOMAIN "test-record-table"

#include "lib/ui.h"
#include "sample.h"
#include "widgets/cells.h"
#include "widgets/record-cell.h"
#include "widgets/record-table.h"
#include "widgets/widgets.h"

/* columns of the table, the hidden left out */
enum
{
  NO,
  TITLE,
  RESPONSIBLE,
  STAGE,
  DUE,
  COUNT,
  SHARE,
  URGENT,
  NOTE,
  CHANGED,
  N_COLUMNS,
};

typedef struct
{
  GListStore *records;
  GtkWidget *widget, *rows;
  AppRecordTable *table;
  AppRecordEdits *edits;
  GtkWindow *window;
  guint selected, exports;
  MeriloRecord *activated;
  guint written, refused;
} Fixture;

static void
count_cb (AppRecordTable *table, guint *n)
{
  (*n)++;
}

static void
activated_cb (AppRecordTable *table, MeriloRecord *record, Fixture *f)
{
  f->activated = record;
}

static void
pasted_cb (AppRecordTable *table, guint written, guint refused, Fixture *f)
{
  f->written = written;
  f->refused = refused;
}

static void
set_up (Fixture *f, gconstpointer n)
{
  f->records = g_list_store_new (MERILO_TYPE_RECORD);
  for (guint i = 0; i < GPOINTER_TO_UINT (n); i++)
    {
      g_autoptr (MeriloRecord) record = sample_make (i);

      g_list_store_append (f->records, record);
    }
  f->widget = app_record_table_new (&sample_entity);
  f->table = APP_RECORD_TABLE (f->widget);
  f->edits = app_record_table_get_edits (f->table);
  app_record_table_set_role (f->table, MERILO_ROLE_METHODOLOGIST, TRUE);
  app_record_table_set_records (f->table, G_LIST_MODEL (f->records));
  f->window = ui_open (f->widget, 1180, 560);
  f->rows = ui_find (f->widget, GTK_TYPE_LIST_VIEW, NULL);
  f->selected = f->exports = 0;
  f->activated = NULL;
  g_signal_connect (f->table, "selected", G_CALLBACK (count_cb), &f->selected);
  g_signal_connect (f->table, "export", G_CALLBACK (count_cb), &f->exports);
  g_signal_connect (f->table, "activated", G_CALLBACK (activated_cb), f);
  g_signal_connect (f->table, "pasted", G_CALLBACK (pasted_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer n)
{
  GtkWidget *widget = f->widget;

  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &f->widget);
  ui_close (f->window);
  g_assert_null (f->widget);
  g_assert_finalize_object (f->records);
}

static MeriloRecord *
record_at (Fixture *f, guint position)
{
  g_autoptr (MeriloRecord) record = app_record_table_dup_record (f->table, position);

  return record; /* the store keeps it */
}

static gboolean
press (Fixture *f, guint key, GdkModifierType state)
{
  return ui_press (f->rows, key, state);
}

static void
assert_at (Fixture *f, guint row, guint column)
{
  guint r, c;

  app_record_table_get_cursor (f->table, &r, &c);
  g_assert_cmpuint (r, ==, row);
  g_assert_cmpuint (c, ==, column);
}

static GtkWidget *
find_cell (Fixture *f, guint row, guint column, GtkWidget *under)
{
  if (APP_IS_RECORD_CELL (under) && app_record_cell_get_row (APP_RECORD_CELL (under)) == row
      && app_record_cell_get_column (APP_RECORD_CELL (under)) == column)
    return under;
  for (GtkWidget *child = gtk_widget_get_first_child (under); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_cell (f, row, column, child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
replace (Fixture *f, guint row, guint column, const char *text)
{
  GtkWidget *editor;

  app_record_table_set_cursor (f->table, row, column);
  g_assert_true (press (f, GDK_KEY_F2, 0));
  g_assert_true (app_record_table_is_editing (f->table));
  editor = ui_find (f->rows, GTK_TYPE_TEXT, NULL);
  gtk_editable_set_text (GTK_EDITABLE (editor), text);
}

static void
test_moves (Fixture *f, gconstpointer n)
{
  static const struct
  {
    guint key;
    GdkModifierType state;
    guint row, column;
  } steps[] = {
    { GDK_KEY_Down, 0, 1, 0 },
    { GDK_KEY_Right, 0, 1, 1 },
    { GDK_KEY_Tab, 0, 1, 2 },
    { GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, 1, 1 },
    { GDK_KEY_End, 0, 1, N_COLUMNS - 1 },
    { GDK_KEY_Right, 0, 1, N_COLUMNS - 1 },
    { GDK_KEY_Home, 0, 1, 0 },
    { GDK_KEY_Up, 0, 0, 0 },
    { GDK_KEY_Up, 0, 0, 0 },
    { GDK_KEY_End, GDK_CONTROL_MASK, 39, N_COLUMNS - 1 },
    { GDK_KEY_Home, GDK_CONTROL_MASK, 0, 0 },
  };

  app_record_table_set_cursor (f->table, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_true (press (f, steps[i].key, steps[i].state));
      assert_at (f, steps[i].row, steps[i].column);
      g_assert_true (app_record_table_get_selected (f->table) == record_at (f, steps[i].row));
    }
  g_assert_cmpuint (f->selected, ==, 4);
  g_assert_false (press (f, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK)); /* out of the table */
  UI_WAIT (find_cell (f, 0, 0, f->rows) != NULL);
  UI_WAIT (gtk_widget_has_focus (find_cell (f, 0, 0, f->rows)));
  ui_assert_called (find_cell (f, 0, 0, f->rows), "№: 1.1");
  press (f, GDK_KEY_Return, 0);
  g_assert_true (f->activated == record_at (f, 0));
  ui_shot (f->window, "table");
}

static void
click (Fixture *f, guint row, guint column)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (f->widget);
  GtkWidget *cell = find_cell (f, row, column, f->rows);
  graphene_point_t at;

  g_assert_true (
      gtk_widget_compute_point (cell, GTK_WIDGET (f->table), &GRAPHENE_POINT_INIT (9, 9), &at));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "pressed", 1, (double) at.x, (double) at.y);
    }
}

/* the cursor stands on the first row before anybody came there: who clicks on it chooses it */
static void
test_clicked (Fixture *f, gconstpointer n)
{
  UI_WAIT (find_cell (f, 1, 0, f->rows) != NULL);
  click (f, 0, 0);
  g_assert_cmpuint (f->selected, ==, 1);
  click (f, 0, 1);
  g_assert_cmpuint (f->selected, ==, 2);
  click (f, 1, 1);
  g_assert_cmpuint (f->selected, ==, 3);
  assert_at (f, 1, 1);
  g_assert_true (app_record_table_select (f->table, record_at (f, 1)));
  g_assert_cmpuint (f->selected, ==, 4);
  press (f, GDK_KEY_Right, 0); /* along a row: the same one */
  g_assert_cmpuint (f->selected, ==, 4);
}

static void
test_edit (Fixture *f, gconstpointer n)
{
  replace (f, 2, RESPONSIBLE, "Новый И. И.");
  ui_shot (f->window, "table-editing");
  press (f, GDK_KEY_Return, 0);
  g_assert_cmpstr (merilo_record_get_text (record_at (f, 2), SAMPLE_RESPONSIBLE), ==,
                   "Новый И. И.");
  assert_at (f, 3, RESPONSIBLE);
  replace (f, 3, RESPONSIBLE, "никто");
  press (f, GDK_KEY_Escape, 0);
  g_assert_cmpstr (merilo_record_get_text (record_at (f, 3), SAMPLE_RESPONSIBLE), ==,
                   "Петрова М. И.");
  replace (f, 3, DUE, "до осени");
  press (f, GDK_KEY_Tab, 0);
  assert_at (f, 3, COUNT);
  g_assert_cmpuint (app_record_edits_count_refused (f->edits), ==, 1);
  g_assert_true (gtk_widget_has_css_class (find_cell (f, 3, DUE, f->rows), "invalid"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (find_cell (f, 3, DUE, f->rows)), ==,
                   "«Срок»: нужна дата вида 02.09.2026, а введено «до осени»");
  ui_shot (f->window, "table-invalid");
  g_assert_true (press (f, GDK_KEY_7, 0)); /* typing replaces */
  g_assert_true (app_record_table_is_editing (f->table));
  app_record_table_commit (f->table);
  g_assert_cmpint (merilo_record_get_whole (record_at (f, 3), SAMPLE_COUNT), ==, 7);
  app_record_table_set_cursor (f->table, 3, URGENT);
  press (f, GDK_KEY_space, 0);
  g_assert_cmpint (merilo_record_get_whole (record_at (f, 3), SAMPLE_URGENT), ==, 1);
  for (guint i = 0; i < 4; i++)
    g_assert_true (press (f, GDK_KEY_Cyrillic_ya, GDK_CONTROL_MASK));
  g_assert_cmpuint (app_record_edits_count_refused (f->edits), ==, 0);
  g_assert_cmpstr (merilo_record_get_text (record_at (f, 2), SAMPLE_RESPONSIBLE), ==,
                   "Иванова Ю. С.");
}

static void
test_rights (Fixture *f, gconstpointer n)
{
  app_record_table_set_cursor (f->table, 1, NOTE); /* this record's state is closed */
  press (f, GDK_KEY_F2, 0);
  g_assert_false (app_record_table_is_editing (f->table));
  app_record_table_set_cursor (f->table, 0, CHANGED);
  press (f, GDK_KEY_F2, 0);
  g_assert_false (app_record_table_is_editing (f->table));
  app_record_table_set_role (f->table, MERILO_ROLE_OBSERVER, TRUE);
  app_record_table_set_cursor (f->table, 0, TITLE);
  press (f, GDK_KEY_F2, 0);
  g_assert_false (press (f, GDK_KEY_7, 0));
  press (f, GDK_KEY_Delete, 0);
  g_assert_cmpuint (app_record_table_paste (f->table, "а\tб\n"), ==, 0);
  app_record_table_set_role (f->table, MERILO_ROLE_METHODOLOGIST, FALSE);
  g_assert_false (press (f, GDK_KEY_7, 0));
  g_assert_false (app_record_edits_can_undo (f->edits));
}

static void
test_paste (Fixture *f, gconstpointer n)
{
  app_record_table_set_cursor (f->table, 1, DUE);
  g_assert_cmpuint (app_record_table_paste (f->table,
                                            "01.09.2026\t12\t1,5\nкогда-нибудь\t600\tпять\n"),
                    ==, 6);
  g_assert_cmpuint (f->written, ==, 6);
  g_assert_cmpuint (f->refused, ==, 2);
  g_assert_cmpfloat (merilo_record_get_real (record_at (f, 1), SAMPLE_SHARE), ==, 1.5);
  g_assert_cmpint (merilo_record_get_whole (record_at (f, 2), SAMPLE_COUNT), ==, 600);
  g_assert_true (gtk_widget_has_css_class (find_cell (f, 2, COUNT, f->rows), "invalid"));
  g_assert_true (press (f, GDK_KEY_z, GDK_CONTROL_MASK)); /* a paste is one step */
  g_assert_cmpint (merilo_record_get_whole (record_at (f, 2), SAMPLE_COUNT), ==, 106);
  g_assert_false (app_record_edits_can_undo (f->edits));
  /* what does not fit is left out */
  app_record_table_set_cursor (f->table, 39, NOTE);
  app_record_table_paste (f->table, "а\tб\tв\nг\n");
  g_assert_cmpuint (f->written, ==, 0); /* 39 is closed, the next columns are the server's */
  /* one line fills the block */
  app_record_table_set_cursor (f->table, 4, STAGE);
  press (f, GDK_KEY_Down, GDK_SHIFT_MASK);
  press (f, GDK_KEY_Down, GDK_SHIFT_MASK);
  app_record_table_paste (f->table, "исполнено\n");
  g_assert_cmpint (merilo_record_get_whole (record_at (f, 6), SAMPLE_STAGE), ==, 2);
}

static void
short_cb (AppRecordTable *table, guint n, Fixture *f)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MeriloRecord) record = sample_make (100 + i);

      g_list_store_append (f->records, record);
    }
}

/* whoever can adds the rows that a paste lacks: into an empty table too */
static void
test_short (Fixture *f, gconstpointer n)
{
  app_record_table_paste (f->table, "1\n2\n");
  g_assert_cmpuint (f->written, ==, 0);
  g_signal_connect (f->table, "short", G_CALLBACK (short_cb), f);
  app_record_table_set_role (f->table, MERILO_ROLE_METHODOLOGIST, FALSE);
  app_record_table_paste (f->table, "первая\nвторая\n");
  g_assert_cmpuint (app_record_table_get_n_records (f->table), ==, 0); /* nothing is edited here */
  app_record_table_set_role (f->table, MERILO_ROLE_METHODOLOGIST, TRUE);
  app_record_table_paste (f->table, "1.1\tпервая\n1.2\tвторая\n");
  g_assert_cmpuint (app_record_table_get_n_records (f->table), ==, 2);
  g_assert_cmpstr (merilo_record_get_text (record_at (f, 1), SAMPLE_TITLE), ==, "вторая");
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static void
test_copy (Fixture *f, gconstpointer n)
{
  g_autoptr (GPtrArray) whole = app_record_table_copy_cells (f->table, TRUE);
  g_autofree char *text = NULL;

  g_assert_cmpuint (whole->len, ==, 41);
  g_assert_cmpstr (((char **) whole->pdata[0])[TITLE], ==, "Мероприятие");
  app_record_table_set_cursor (f->table, 0, NO);
  press (f, GDK_KEY_Right, GDK_SHIFT_MASK);
  press (f, GDK_KEY_Down, GDK_SHIFT_MASK);
  g_assert_true (gtk_widget_has_css_class (find_cell (f, 1, NO, f->rows), "in-block"));
  ui_shot (f->window, "table-block");
  g_assert_true (press (f, GDK_KEY_Cyrillic_es, GDK_CONTROL_MASK));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (f->widget), NULL, read_cb, &text);
  UI_WAIT (text != NULL);
  g_assert_cmpstr (text, ==,
                   "1.1\tАнализ результатов ВПР по школам\n"
                   "1.2\tОбучение экспертов предметных комиссий\n");
  gtk_widget_activate_action (f->widget, "table.export", NULL);
  g_assert_cmpuint (f->exports, ==, 1);
}

static void
test_sort_and_filter (Fixture *f, gconstpointer n)
{
  app_record_table_sort_by (f->table, SAMPLE_COUNT, TRUE);
  for (guint i = 1; i < 40; i++)
    g_assert_cmpint (merilo_record_get_whole (record_at (f, i - 1), SAMPLE_COUNT), >=,
                     merilo_record_get_whole (record_at (f, i), SAMPLE_COUNT));
  app_record_table_set_cursor (f->table, 0, TITLE);
  g_assert_true (press (f, GDK_KEY_Up, GDK_ALT_MASK)); /* by the cursor's column */
  g_assert_cmpstr (merilo_record_get_text (record_at (f, 0), SAMPLE_TITLE), ==,
                   "Анализ результатов ВПР по школам");
  app_record_table_set_text (f->table, "емкость щеголев");
  g_assert_cmpuint (app_record_table_get_n_shown (f->table), ==, 3);
  g_assert_cmpuint (app_record_table_get_n_records (f->table), ==, 40);
  ui_shot (f->window, "table-filtered");
  app_record_table_set_text (f->table, "нет такого");
  g_assert_cmpuint (app_record_table_get_n_shown (f->table), ==, 0);
  g_assert_null (app_record_table_get_selected (f->table));
  g_assert_false (press (f, GDK_KEY_Down, 0));
  app_record_table_set_text (f->table, "");
  g_assert_true (app_record_table_select (f->table, record_at (f, 25)));
  assert_at (f, 25, TITLE);
  app_record_table_sort_by (f->table, -1, FALSE);
  g_assert_cmpint (merilo_record_get_whole (record_at (f, 39), SAMPLE_ID), ==, 39);
}

static void
test_from_elsewhere (Fixture *f, gconstpointer n)
{
  MeriloRecord *record = record_at (f, 0);

  merilo_record_set_text (record, SAMPLE_RESPONSIBLE, "С сервера");
  ui_assert_called (find_cell (f, 0, RESPONSIBLE, f->rows), "Ответственный: С сервера");
  replace (f, 0, RESPONSIBLE, "пишу");
  g_list_store_remove (f->records, 0); /* the row goes while it is edited: the text is taken */
  g_assert_false (app_record_table_is_editing (f->table));
  g_assert_cmpuint (app_record_table_get_n_shown (f->table), ==, 39);
  g_assert_true (app_record_edits_can_undo (f->edits));
}

/* however many records there are, rows are made for what is seen and a little around it */
static void
test_many (Fixture *f, gconstpointer n)
{
  double started = ui_cpu_ms (), sorted, filtered, again;

  app_record_table_sort_by (f->table, SAMPLE_DUE, FALSE);
  sorted = ui_cpu_ms () - started;
  started = ui_cpu_ms ();
  app_record_table_set_text (f->table, "щеголев");
  filtered = ui_cpu_ms () - started;
  started = ui_cpu_ms ();
  app_record_table_set_text (f->table, "щеголе");
  again = ui_cpu_ms () - started;
  g_test_message ("20 000 rows, CPU ms: sort %.0f, filter %.0f, next letter %.0f", sorted, filtered,
                  again);
  g_assert_cmpuint (app_record_table_get_n_shown (f->table), ==, 6667);
  g_assert_cmpuint (ui_count (f->rows, APP_TYPE_RECORD_CELL), <, 400 * N_COLUMNS);
}

#define ADD(path, n, func) g_test_add (path, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)

static gboolean
is_in_sight (Fixture *f, guint row, guint column)
{
  graphene_rect_t at = { 0 };
  GtkWidget *focus = gtk_window_get_focus (f->window);

  assert_at (f, row, column);
  return gtk_widget_compute_bounds (focus, f->widget, &at) && at.origin.x >= 0
         && at.origin.x + at.size.width <= gtk_widget_get_width (f->widget);
}

/* the cell of the cursor is seen, whatever the window's width */
static void
test_in_sight (Fixture *f, gconstpointer data)
{
  gtk_window_set_default_size (f->window, 400, 300);
  UI_WAIT (gtk_widget_get_width (f->widget) < 500);
  app_record_table_set_cursor (f->table, 1, NO);
  g_assert_true (is_in_sight (f, 1, NO));
  press (f, GDK_KEY_End, 0);
  ui_wait_for_frame (f->widget);
  g_assert_true (is_in_sight (f, 1, CHANGED));
  press (f, GDK_KEY_Home, 0);
  ui_wait_for_frame (f->widget);
  g_assert_true (is_in_sight (f, 1, NO));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  app_widgets_init ();
  ADD ("/record-table/in-sight", 3, test_in_sight);
  ADD ("/record-table/moves", 40, test_moves);
  ADD ("/record-table/clicked", 40, test_clicked);
  ADD ("/record-table/edit", 40, test_edit);
  ADD ("/record-table/rights", 40, test_rights);
  ADD ("/record-table/paste", 40, test_paste);
  ADD ("/record-table/short", 0, test_short);
  ADD ("/record-table/copy", 40, test_copy);
  ADD ("/record-table/sort-and-filter", 40, test_sort_and_filter);
  ADD ("/record-table/from-elsewhere", 40, test_from_elsewhere);
  ADD ("/record-table/many", 20000, test_many);
  return g_test_run ();
}

#define G_LOG_DOMAIN "app-sheet-view"

#include "config.h"

#include "widgets/sheet-view-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/cells.h"
#include "widgets/clipboard.h"
#include "widgets/grid-keys.h"

enum
{
  PROP_0,
  PROP_SCROLLS,
};

enum
{
  CURSOR_MOVED,
  ACTIVATED,
  NUMBERED,
  HEAD_PRESSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
get_border (GtkScrollable *scrollable, GtkBorder *border)
{
  AppSheetView *self = APP_SHEET_VIEW (scrollable);

  *border = (GtkBorder){ .left = (gint16) _app_sheet_view_left (self),
                         .top = (gint16) self->head_height };
  return TRUE;
}

static void
scrollable_init (GtkScrollableInterface *iface)
{
  iface->get_border = get_border;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AppSheetView,
                               app_sheet_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_init))

/* Geometry: column i lies from edges[i] to edges[i + 1], counted from the first one */

int
_app_sheet_view_edge (AppSheetView *self, guint column)
{
  return column < self->edges->len ? g_array_index (self->edges, int, column) : 0;
}

static guint
count_frozen (AppSheetView *self)
{
  return MIN (self->frozen, app_sheet_get_n_columns (self->sheet));
}

int
_app_sheet_view_left (AppSheetView *self)
{
  return self->number_width + _app_sheet_view_edge (self, count_frozen (self));
}

int
_app_sheet_view_offset (AppSheetView *self, int axis)
{
  return app_scrolls_offset (&self->scrolls, axis);
}

/* where a column is drawn */
int
_app_sheet_view_column_x (AppSheetView *self, guint column)
{
  int x = self->number_width + _app_sheet_view_edge (self, column);

  return column < count_frozen (self) ? x : x - _app_sheet_view_offset (self, 0);
}

int
_app_sheet_view_find_column (AppSheetView *self, double x)
{
  guint n = app_sheet_get_n_columns (self->sheet), frozen = count_frozen (self);
  double at = x - self->number_width;

  if (at < 0)
    return -1;
  if (x >= _app_sheet_view_left (self))
    at += _app_sheet_view_offset (self, 0);
  for (guint i = x >= _app_sheet_view_left (self) ? frozen : 0; i < n; i++)
    if (at < _app_sheet_view_edge (self, i + 1))
      return (int) i;
  return -1;
}

int
_app_sheet_view_find_row (AppSheetView *self, double y)
{
  int row = (int) (y - self->head_height + _app_sheet_view_offset (self, 1)) / self->row_height;

  return row < (int) app_sheet_get_n_rows (self->sheet) ? row : -1;
}

static void
configure_adjustments (AppSheetView *self)
{
  guint n = app_sheet_get_n_columns (self->sheet);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int size[] = { _app_sheet_view_edge (self, n) - _app_sheet_view_edge (self, count_frozen (self)),
                 (int) app_sheet_get_n_rows (self->sheet) * self->row_height };
  int page[]
      = { MAX (width - _app_sheet_view_left (self), 1), MAX (height - self->head_height, 1) };

  for (int i = 0; i < 2; i++)
    app_scrolls_configure (&self->scrolls, i, size[i], page[i], self->row_height);
}

static void
reveal_cursor (AppSheetView *self)
{
  guint frozen = count_frozen (self), column = (guint) self->cursor_column;
  int begin = _app_sheet_view_edge (self, frozen);

  if (column >= frozen)
    app_scrolls_reveal (&self->scrolls, ACROSS, _app_sheet_view_edge (self, column) - begin,
                        _app_sheet_view_edge (self, column + 1)
                            - _app_sheet_view_edge (self, column));
  app_scrolls_reveal (&self->scrolls, DOWN, self->cursor_row * self->row_height, self->row_height);
}

static void
app_sheet_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AppSheetView *self = APP_SHEET_VIEW (widget);

  _app_sheet_view_measure_texts (self);
  configure_adjustments (self);
  reveal_cursor (self);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
app_sheet_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = across ? 320 : 160;
  *natural = across ? 720 : 320;
}

/* The cursor */

/* «Строка 17, столбец E, 3 (2б): 5» */
char *
_app_sheet_view_describe (AppSheetView *self, guint row, guint column)
{
  const char *letter = app_sheet_get_letter (self->sheet, column);
  const char *heading = app_sheet_get_heading (self->sheet, column);
  const char *cell = app_sheet_get_cell (self->sheet, row, column);

  if (*letter == 0)
    return g_strdup_printf (_ ("Строка %u, %s: %s"), app_sheet_get_number (self->sheet, row),
                            heading, *cell != 0 ? cell : _ ("пусто"));
  return g_strdup_printf (_ ("Строка %u, столбец %s%s%s: %s"),
                          app_sheet_get_number (self->sheet, row), letter,
                          *heading != 0 ? ", " : "", heading, *cell != 0 ? cell : _ ("пусто"));
}

static void
announce (AppSheetView *self)
{
  guint row, column;
  g_autofree char *text = app_sheet_view_get_cursor (self, &row, &column)
                              ? _app_sheet_view_describe (self, row, column)
                              : g_strdup (_ ("Таблица пуста"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
_app_sheet_view_move (AppSheetView *self, int row, int column)
{
  int rows = (int) app_sheet_get_n_rows (self->sheet);
  int columns = (int) app_sheet_get_n_columns (self->sheet);

  if (rows == 0 || columns == 0)
    return;
  self->cursor_row = CLAMP (row, 0, rows - 1);
  self->cursor_column = CLAMP (column, 0, columns - 1);
  self->all = FALSE;
  reveal_cursor (self);
  announce (self);
  g_signal_emit (self, signals[CURSOR_MOVED], 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
changed_cb (AppSheetView *self)
{
  self->measured_for = 0;
  self->cursor_row = MIN (self->cursor_row, MAX ((int) app_sheet_get_n_rows (self->sheet) - 1, 0));
  self->cursor_column
      = MIN (self->cursor_column, MAX ((int) app_sheet_get_n_columns (self->sheet) - 1, 0));
  announce (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppSheetView *self = APP_SHEET_VIEW (widget);
  g_autoptr (GPtrArray) cells = app_sheet_copy (self->sheet, self->all ? -1 : self->cursor_row);

  app_clipboard_set_cells (widget, cells);
}

static void
app_sheet_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  app_scrolls_set (&APP_SHEET_VIEW (object)->scrolls, id - PROP_SCROLLS, value, NULL, object);
}

static void
app_sheet_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  app_scrolls_get (&APP_SHEET_VIEW (object)->scrolls, id - PROP_SCROLLS, value);
}

/* Class */

static void
app_sheet_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (app_sheet_view_parent_class)->css_changed (widget, change);
  g_hash_table_remove_all (APP_SHEET_VIEW (widget)->texts);
  APP_SHEET_VIEW (widget)->measured_for = 0;
  gtk_widget_queue_resize (widget);
}

static void
app_sheet_view_dispose (GObject *object)
{
  AppSheetView *self = APP_SHEET_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  app_scrolls_clear (&self->scrolls, self);
  G_OBJECT_CLASS (app_sheet_view_parent_class)->dispose (object);
}

static void
app_sheet_view_finalize (GObject *object)
{
  AppSheetView *self = APP_SHEET_VIEW (object);

  g_object_unref (self->sheet);
  g_array_unref (self->edges);
  g_array_unref (self->numbers);
  g_hash_table_unref (self->texts);
  G_OBJECT_CLASS (app_sheet_view_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n)
{
  GType types[] = { G_TYPE_UINT, G_TYPE_UINT };

  return g_signal_newv (name, APP_TYPE_SHEET_VIEW, G_SIGNAL_RUN_LAST, NULL, NULL, NULL, NULL,
                        G_TYPE_NONE, n, types);
}

static void
app_sheet_view_class_init (AppSheetViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = app_sheet_view_set_property;
  object_class->get_property = app_sheet_view_get_property;
  object_class->dispose = app_sheet_view_dispose;
  object_class->finalize = app_sheet_view_finalize;
  widget_class->measure = app_sheet_view_measure;
  widget_class->size_allocate = app_sheet_view_size_allocate;
  widget_class->snapshot = _app_sheet_view_snapshot;
  widget_class->css_changed = app_sheet_view_css_changed;
  app_scrolls_install (object_class, PROP_SCROLLS);
  signals[CURSOR_MOVED] = add_signal ("cursor-moved", 0);
  signals[ACTIVATED] = add_signal ("activated", 2);
  signals[NUMBERED] = add_signal ("numbered", 1);
  signals[HEAD_PRESSED] = add_signal ("head-pressed", 1);
  gtk_widget_class_install_action (widget_class, "sheet.copy", NULL, copy_action);
  gtk_widget_class_set_css_name (widget_class, "sheetview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
app_sheet_view_init (AppSheetView *self)
{
  self->edges = g_array_new (FALSE, TRUE, sizeof (int));
  self->numbers = g_array_new (FALSE, TRUE, sizeof (gboolean));
  self->texts = app_texts_new ();
  self->wrapped = -1;
  app_grid_set_up (GTK_WIDGET (self));
  _app_sheet_view_add_controllers (self);
}

/* Public API */

GtkWidget *
app_sheet_view_new (AppSheet *sheet)
{
  AppSheetView *self = g_object_new (APP_TYPE_SHEET_VIEW, NULL);

  self->sheet = g_object_ref (sheet);
  g_signal_connect_object (sheet, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}

void
app_sheet_view_set_frozen (AppSheetView *self, guint n)
{
  self->frozen = n;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
app_sheet_view_set_wrapped (AppSheetView *self, int column)
{
  self->wrapped = column;
  changed_cb (self);
}

void
app_sheet_view_set_head_menus (AppSheetView *self, gboolean menus)
{
  self->head_menus = menus;
  changed_cb (self);
}

gboolean
app_sheet_view_get_cursor (AppSheetView *self, guint *ret_row, guint *ret_column)
{
  if (app_sheet_get_n_rows (self->sheet) == 0 || app_sheet_get_n_columns (self->sheet) == 0)
    return FALSE;
  *ret_row = (guint) self->cursor_row;
  *ret_column = (guint) self->cursor_column;
  return TRUE;
}

void
app_sheet_view_set_cursor (AppSheetView *self, guint row, guint column)
{
  _app_sheet_view_move (self, (int) MIN (row, G_MAXINT / 2), (int) MIN (column, G_MAXINT / 2));
}

GdkRectangle
app_sheet_view_get_head_place (AppSheetView *self, guint column)
{
  return (GdkRectangle){ _app_sheet_view_column_x (self, column), 0,
                         _app_sheet_view_edge (self, column + 1)
                             - _app_sheet_view_edge (self, column),
                         self->head_height };
}

static char **
copy_row (AppSheet *sheet, int row)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_autofree char *number = row >= 0
                                ? g_strdup_printf ("%u", app_sheet_get_number (sheet, (guint) row))
                                : g_strdup (_ ("Строка"));

  g_strv_builder_add (cells, number);
  for (guint i = 0; i < app_sheet_get_n_columns (sheet); i++)
    if (!app_sheet_is_private (sheet, i))
      g_strv_builder_add (cells, row >= 0 ? app_sheet_get_cell (sheet, (guint) row, i)
                                          : app_sheet_get_heading (sheet, i));
  return g_strv_builder_end (cells);
}

GPtrArray *
app_sheet_copy (AppSheet *sheet, int row)
{
  GPtrArray *cells = app_cells_new ();
  guint rows = app_sheet_get_n_rows (sheet);

  g_ptr_array_add (cells, copy_row (sheet, -1));
  for (guint i = row >= 0 ? (guint) row : 0; i < (row >= 0 ? MIN ((guint) row + 1, rows) : rows);
       i++)
    g_ptr_array_add (cells, copy_row (sheet, (int) i));
  return cells;
}

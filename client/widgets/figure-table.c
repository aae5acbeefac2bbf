#define G_LOG_DOMAIN "app-figure-table"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "widgets/clipboard.h"
#include "widgets/figure-table-private.h"
#include "widgets/grid-keys.h"
#include "widgets/grid-menu.h"

G_DEFINE_FINAL_TYPE (AppFigureTable, app_figure_table, GTK_TYPE_WIDGET)

static guint activated;

/* Sizes */

static void
app_figure_table_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  AppFigureTable *self = APP_FIGURE_TABLE (widget);
  guint n = self->model != NULL ? app_figure_model_get_n_columns (self->model) : 0;

  *minimum = *natural = 0;
  if (n == 0)
    return;
  _app_figure_table_size (self);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural
          = self->head_height + (int) app_figure_model_get_n_rows (self->model) * self->row_height;
      return;
    }
  for (guint c = 0; c < n; c++)
    {
      int width = self->columns[c].natural;

      *natural += width;
      *minimum += app_figure_model_is_number (self->model, c) ? width : MIN (width, 150);
    }
}

static void
app_figure_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  _app_figure_table_allocate (APP_FIGURE_TABLE (widget), width);
  app_grid_present_menu (widget);
}

gboolean
_app_figure_table_cell_at (AppFigureTable *self, double x, double y, int *row, int *col)
{
  int r = self->row_height > 0 && y >= self->head_height
              ? (int) ((y - self->head_height) / self->row_height)
              : -1;

  if (self->model == NULL || r < 0 || r >= (int) app_figure_model_get_n_rows (self->model)
      || app_figure_model_get_kind (self->model, (guint) r) == APP_FIGURE_SECTION)
    return FALSE;
  for (guint c = 0; c < app_figure_model_get_n_columns (self->model); c++)
    if (x >= self->columns[c].left && x < self->columns[c].left + self->columns[c].width)
      {
        *row = r;
        *col = (int) c;
        return TRUE;
      }
  return FALSE;
}

/* The cursor */

/* the pages' viewports around it: down to the row, across to the column */
static void
reveal_cursor (AppFigureTable *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double width = self->columns[self->cursor.col].width, height = self->row_height;

  if (self->measured_for == 0)
    return;
  for (GtkWidget *view = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT); view != NULL;
       view = gtk_widget_get_ancestor (gtk_widget_get_parent (view), GTK_TYPE_VIEWPORT))
    {
      GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));
      GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
      double x, y;

      if (!gtk_widget_translate_coordinates (widget, gtk_viewport_get_child (GTK_VIEWPORT (view)),
                                             self->columns[self->cursor.col].left,
                                             self->head_height
                                                 + self->cursor.row * self->row_height,
                                             &x, &y))
        continue;
      gtk_adjustment_clamp_page (across, x, x + width);
      gtk_adjustment_clamp_page (down, y - height, y + height + 6);
    }
}

/* GTK 4.8 has no accessible children that are no widgets: the table speaks for its cell */
static void
announce (AppFigureTable *self)
{
  g_autofree char *text = NULL;

  if (self->model == NULL || app_figure_model_get_n_rows (self->model) == 0)
    text = g_strdup (_ ("Таблица пуста"));
  else
    text = app_figure_model_describe (self->model, (guint) self->cursor.row,
                                      (guint) self->cursor.col);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static gboolean
is_heading (gpointer model, guint row)
{
  return app_figure_model_get_kind (model, row) == APP_FIGURE_SECTION;
}

void
_app_figure_table_move (AppFigureTable *self, int row, int col, gboolean extend)
{
  int rows = self->model != NULL ? (int) app_figure_model_get_n_rows (self->model) : 0;
  int cols = rows > 0 ? (int) app_figure_model_get_n_columns (self->model) : 0;

  if (rows == 0 || cols == 0)
    return;
  row = CLAMP (row, 0, rows - 1);
  self->cursor.row
      = app_grid_find_row (row, rows, row < self->cursor.row ? -1 : 1, is_heading, self->model);
  self->cursor.col = CLAMP (col, 0, cols - 1);
  if (!extend)
    self->anchor = self->cursor;
  reveal_cursor (self);
  announce (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Class */

static void
app_figure_table_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (app_figure_table_parent_class)->css_changed (widget, change);
  _app_figure_table_drop_texts (APP_FIGURE_TABLE (widget));
  gtk_widget_queue_resize (widget);
}

static void
app_figure_table_dispose (GObject *object)
{
  g_clear_object (&APP_FIGURE_TABLE (object)->model);
  G_OBJECT_CLASS (app_figure_table_parent_class)->dispose (object);
}

static void
app_figure_table_finalize (GObject *object)
{
  AppFigureTable *self = APP_FIGURE_TABLE (object);

  for (guint i = 0; i < N_FIGURE_TEXTS; i++)
    g_hash_table_unref (self->texts[i]);
  g_free (self->columns);
  G_OBJECT_CLASS (app_figure_table_parent_class)->finalize (object);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) cells = app_figure_table_copy_cells (APP_FIGURE_TABLE (widget), FALSE);

  app_clipboard_set_cells (widget, cells);
}

static void
app_figure_table_class_init (AppFigureTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = app_figure_table_dispose;
  object_class->finalize = app_figure_table_finalize;
  widget_class->measure = app_figure_table_measure;
  widget_class->size_allocate = app_figure_table_size_allocate;
  widget_class->snapshot = _app_figure_table_snapshot;
  widget_class->css_changed = app_figure_table_css_changed;
  activated = g_signal_new ("activated", APP_TYPE_FIGURE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                            NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_install_action (widget_class, "figures.copy", NULL, copy_action);
  gtk_widget_class_set_css_name (widget_class, "figuretable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
app_figure_table_init (AppFigureTable *self)
{
  for (guint i = 0; i < N_FIGURE_TEXTS; i++)
    self->texts[i] = app_texts_new ();
  app_grid_set_up (GTK_WIDGET (self));
  _app_figure_table_add_controllers (self);
  announce (self);
}

/* Public API */

GtkWidget *
app_figure_table_new (AppFigureModel *model)
{
  AppFigureTable *self = g_object_new (APP_TYPE_FIGURE_TABLE, NULL);

  app_figure_table_set_model (self, model);
  return GTK_WIDGET (self);
}

void
app_figure_table_set_model (AppFigureTable *self, AppFigureModel *model)
{
  g_return_if_fail (APP_IS_FIGURE_TABLE (self));
  g_set_object (&self->model, model);
  g_clear_pointer (&self->columns, g_free);
  _app_figure_table_drop_texts (self);
  if (model != NULL)
    self->columns = g_new0 (FigureColumn, MAX (1, app_figure_model_get_n_columns (model)));
  self->cursor = self->anchor = (AppGridCell){ 0, 0 };
  _app_figure_table_move (self, 0, 0, FALSE);
  announce (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

AppFigureModel *
app_figure_table_get_model (AppFigureTable *self)
{
  g_return_val_if_fail (APP_IS_FIGURE_TABLE (self), NULL);
  return self->model;
}

/* the cell under the cursor */
static GdkRectangle
find_place (GtkWidget *widget)
{
  AppFigureTable *self = APP_FIGURE_TABLE (widget);

  if (self->model == NULL || app_figure_model_get_n_rows (self->model) == 0)
    return (GdkRectangle){ 0, 0, 1, 1 };
  return (GdkRectangle){ self->columns[self->cursor.col].left,
                         self->head_height + self->cursor.row * self->row_height,
                         self->columns[self->cursor.col].width, self->row_height };
}

void
app_figure_table_set_menu (AppFigureTable *self, GMenuModel *more)
{
  g_return_if_fail (APP_IS_FIGURE_TABLE (self));
  app_grid_add_menu (GTK_WIDGET (self), "figures.copy", more, find_place);
}

gboolean
app_figure_table_get_cursor (AppFigureTable *self, guint *ret_row, guint *ret_column)
{
  g_return_val_if_fail (APP_IS_FIGURE_TABLE (self), FALSE);
  if (self->model == NULL || app_figure_model_get_n_rows (self->model) == 0)
    return FALSE;
  *ret_row = (guint) self->cursor.row;
  *ret_column = (guint) self->cursor.col;
  return TRUE;
}

void
app_figure_table_set_cursor (AppFigureTable *self, guint row, guint column)
{
  g_return_if_fail (APP_IS_FIGURE_TABLE (self));
  _app_figure_table_move (self, (int) MIN (row, G_MAXINT), (int) MIN (column, G_MAXINT), FALSE);
}

GPtrArray *
app_figure_table_copy_cells (AppFigureTable *self, gboolean all)
{
  AppGridCell from, to;

  if (all)
    return app_figure_model_copy (self->model, 0, 0, G_MAXUINT - 1, G_MAXUINT - 1);
  app_grid_block (self->cursor, self->anchor, &from, &to);
  return app_figure_model_copy (self->model, (guint) from.row, (guint) from.col, (guint) to.row,
                                (guint) to.col);
}

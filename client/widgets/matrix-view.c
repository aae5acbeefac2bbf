#define G_LOG_DOMAIN "app-matrix-view"

#include "config.h"

#include "widgets/matrix-view-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/clipboard.h"
#include "widgets/grid-keys.h"
#include "widgets/grid-menu.h"

enum
{
  PROP_0,
  PROP_SCROLLS, /* and the three after it */
};

enum
{
  CURSOR_MOVED,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
get_border (GtkScrollable *scrollable, GtkBorder *border)
{
  AppMatrixView *self = APP_MATRIX_VIEW (scrollable);

  *border = (GtkBorder){ .left = (gint16) _app_matrix_view_left (self),
                         .top = (gint16) self->head_height,
                         .bottom = (gint16) self->foot_height };
  return TRUE;
}

static void
scrollable_init (GtkScrollableInterface *iface)
{
  iface->get_border = get_border;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AppMatrixView,
                               app_matrix_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_init))

/* Geometry */

int
_app_matrix_view_n_rows (AppMatrixView *self)
{
  return self->model != NULL ? (int) app_matrix_model_get_n_rows (self->model) : 0;
}

int
_app_matrix_view_n_cols (AppMatrixView *self)
{
  return self->model != NULL ? (int) app_matrix_model_get_n_cols (self->model) : 0;
}

int
_app_matrix_view_left (AppMatrixView *self)
{
  return self->no_width + self->title_width;
}

int
_app_matrix_view_right (AppMatrixView *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - self->total_width,
              _app_matrix_view_left (self));
}

int
_app_matrix_view_bottom (AppMatrixView *self)
{
  return MAX (gtk_widget_get_height (GTK_WIDGET (self)) - self->foot_height, self->head_height);
}

int
_app_matrix_view_offset (AppMatrixView *self, int axis)
{
  return app_scrolls_offset (&self->scrolls, axis);
}

graphene_rect_t
_app_matrix_view_cell_rect (AppMatrixView *self, AppGridCell cell)
{
  return GRAPHENE_RECT_INIT (_app_matrix_view_left (self) + cell.col * self->col_width
                                 - _app_matrix_view_offset (self, ACROSS),
                             self->head_height + cell.row * self->row_height
                                 - _app_matrix_view_offset (self, DOWN),
                             self->col_width, self->row_height);
}

/* a place over a title or a total has the column -1 */
gboolean
_app_matrix_view_cell_at (AppMatrixView *self, double x, double y, AppGridCell *ret)
{
  gboolean aside = x < _app_matrix_view_left (self) || x >= _app_matrix_view_right (self);
  double across = x - _app_matrix_view_left (self) + _app_matrix_view_offset (self, ACROSS);
  double down = y - self->head_height + _app_matrix_view_offset (self, DOWN);

  if (self->row_height == 0 || y < self->head_height || y >= _app_matrix_view_bottom (self))
    return FALSE;
  *ret = (AppGridCell){ (int) (down / self->row_height),
                        aside ? -1 : (int) (across / self->col_width) };
  return ret->row < _app_matrix_view_n_rows (self) && ret->col < _app_matrix_view_n_cols (self);
}

static void
configure_adjustments (AppMatrixView *self)
{
  int size[] = { _app_matrix_view_n_cols (self) * self->col_width + 1,
                 _app_matrix_view_n_rows (self) * self->row_height + 1 };
  int page[] = { MAX (_app_matrix_view_right (self) - _app_matrix_view_left (self), 1),
                 MAX (_app_matrix_view_bottom (self) - self->head_height, 1) };
  int step[] = { self->col_width, self->row_height };

  for (int i = 0; i < 2; i++)
    app_scrolls_configure (&self->scrolls, i, size[i], page[i], step[i]);
}

static void
reveal_cursor (AppMatrixView *self)
{
  int from[] = { self->cursor.col * self->col_width, self->cursor.row * self->row_height };
  int size[] = { self->col_width, self->row_height };

  self->reveal = FALSE;
  /* a section's heading is seen with its first item */
  if (self->cursor.row == 1)
    {
      from[DOWN] = 0;
      size[DOWN] *= 2;
    }
  for (int i = 0; i < 2; i++)
    app_scrolls_reveal (&self->scrolls, i, from[i], size[i]);
}

static void
app_matrix_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AppMatrixView *self = APP_MATRIX_VIEW (widget);

  _app_matrix_view_measure_texts (self, width);
  configure_adjustments (self);
  if (self->reveal)
    reveal_cursor (self);
  app_grid_present_menu (widget);
}

static void
app_matrix_view_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = across ? 420 : 220;
  *natural = across ? 900 : 480;
}

/* The cursor */

/* «исполнено 38 % (19 из 50)» */
static char *
describe_count (AppMatrixView *self, guint done, guint total, guint overdue)
{
  AppMatrixHeads heads = app_matrix_model_get_heads (self->model);
  GString *text = g_string_new (heads.done);

  if (total > 0)
    g_string_append_printf (text, _ (" %u %% (%u из %u)"), (200 * done + total) / (2 * total), done,
                            total); /* a half goes up */
  else
    g_string_append (text, _ (": нет данных"));
  if (overdue > 0)
    g_string_append_printf (text, _ (", просрочено %u"), overdue);
  return g_string_free (text, FALSE);
}

static char *
describe_state (AppMatrixView *self, guint row, guint col)
{
  const AppMatrixBar *bar = app_matrix_model_get_bar (self->model, row, col);

  if (bar != NULL && bar->total > 0)
    return describe_count (self, bar->done, bar->total, bar->overdue);
  return g_strdup (
      _ (app_matrix_model_get_word (self->model, app_matrix_model_get (self->model, row, col))
             ->label));
}

char *
_app_matrix_view_describe_cell (AppMatrixView *self, AppGridCell cell)
{
  guint row = (guint) cell.row;
  const char *no = app_matrix_model_get_no (self->model, row);
  const char *title = app_matrix_model_get_title (self->model, row);
  g_autofree char *head = *no != 0 ? g_strdup_printf ("%s %s", no, title) : g_strdup (title);
  AppMatrixCount count = app_matrix_model_count_row (self->model, row);
  g_autofree char *text = NULL;

  if (cell.col < 0 || app_matrix_model_is_section (self->model, row))
    {
      text = describe_count (self, count.done, count.due, 0);
      return g_strdup_printf ("%s\n%s", head, text);
    }
  text = describe_state (self, row, (guint) cell.col);
  /* Translators: an item, who reports, the state */
  return g_strdup_printf (_ ("%s, %s: %s"), head,
                          app_matrix_model_get_name (self->model, (guint) cell.col), text);
}

char *
app_matrix_view_describe (AppMatrixView *self)
{
  if (_app_matrix_view_n_rows (self) == 0 || _app_matrix_view_n_cols (self) == 0)
    return g_strdup (_ ("Матрица исполнения пуста"));
  return _app_matrix_view_describe_cell (self, self->cursor);
}

static void
announce (AppMatrixView *self)
{
  /* GTK 4.8 has no accessible children that are no widgets: the grid speaks for its cell */
  g_autofree char *text = app_matrix_view_describe (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* from a section's heading to the next item, in the direction of the move */
static int
find_item (AppMatrixView *self, int row, int direction)
{
  return app_grid_find_row (row, _app_matrix_view_n_rows (self), direction,
                            (AppGridIsHeading) app_matrix_model_is_section, self->model);
}

void
_app_matrix_view_move (AppMatrixView *self, int row, int col, gboolean extend)
{
  int rows = _app_matrix_view_n_rows (self), cols = _app_matrix_view_n_cols (self);

  if (rows == 0 || cols == 0)
    return;
  row = CLAMP (row, 0, rows - 1);
  self->cursor.row = find_item (self, row, row < self->cursor.row ? -1 : 1);
  self->cursor.col = CLAMP (col, 0, cols - 1);
  if (!extend)
    self->anchor = self->cursor;
  if (self->measured_for > 0)
    reveal_cursor (self);
  else
    self->reveal = TRUE;
  announce (self);
  g_signal_emit (self, signals[CURSOR_MOVED], 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
_app_matrix_view_get_selection (AppMatrixView *self, AppGridCell *ret_from, AppGridCell *ret_to)
{
  app_grid_block (self->cursor, self->anchor, ret_from, ret_to);
}

/* The model and the adjustments */

static void
changed_cb (AppMatrixModel *model, AppMatrixView *self)
{
  _app_matrix_view_drop_texts (self);
  /* now, not when it is allocated: a scrolled window whose bars come or go asks for a new size */
  _app_matrix_view_measure_texts (self, gtk_widget_get_width (GTK_WIDGET (self)));
  if (self->measured_for > 0)
    configure_adjustments (self);
  _app_matrix_view_move (self, self->cursor.row, self->cursor.col, FALSE);
  announce (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
app_matrix_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  app_scrolls_set (&APP_MATRIX_VIEW (object)->scrolls, id - PROP_SCROLLS, value, NULL, object);
}

static void
app_matrix_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  app_scrolls_get (&APP_MATRIX_VIEW (object)->scrolls, id - PROP_SCROLLS, value);
}

/* Class */

static void
app_matrix_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (app_matrix_view_parent_class)->css_changed (widget, change);
  _app_matrix_view_drop_texts (APP_MATRIX_VIEW (widget));
  gtk_widget_queue_resize (widget);
}

static void
app_matrix_view_dispose (GObject *object)
{
  AppMatrixView *self = APP_MATRIX_VIEW (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  app_scrolls_clear (&self->scrolls, self);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (app_matrix_view_parent_class)->dispose (object);
}

static void
app_matrix_view_finalize (GObject *object)
{
  AppMatrixView *self = APP_MATRIX_VIEW (object);

  for (guint i = 0; i < N_MATRIX_TEXTS; i++)
    g_hash_table_unref (self->texts[i]);
  g_hash_table_unref (self->tiles);
  g_string_free (self->typed, TRUE);
  G_OBJECT_CLASS (app_matrix_view_parent_class)->finalize (object);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) cells = app_matrix_view_copy_cells (APP_MATRIX_VIEW (widget));

  app_clipboard_set_cells (widget, cells);
}

static void
app_matrix_view_class_init (AppMatrixViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = app_matrix_view_set_property;
  object_class->get_property = app_matrix_view_get_property;
  object_class->dispose = app_matrix_view_dispose;
  object_class->finalize = app_matrix_view_finalize;
  widget_class->measure = app_matrix_view_measure;
  widget_class->size_allocate = app_matrix_view_size_allocate;
  widget_class->snapshot = _app_matrix_view_snapshot;
  widget_class->css_changed = app_matrix_view_css_changed;
  app_scrolls_install (object_class, PROP_SCROLLS);
  signals[CURSOR_MOVED] = g_signal_new ("cursor-moved", APP_TYPE_MATRIX_VIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", APP_TYPE_MATRIX_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  gtk_widget_class_install_action (widget_class, "matrix.copy", NULL, copy_action);
  gtk_widget_class_set_css_name (widget_class, "matrixview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
app_matrix_view_init (AppMatrixView *self)
{
  for (guint i = 0; i < N_MATRIX_TEXTS; i++)
    self->texts[i] = app_texts_new ();
  self->tiles = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gsk_render_node_unref);
  self->typed = g_string_new (NULL);
  app_grid_set_up (GTK_WIDGET (self));
  _app_matrix_view_add_controllers (self);
  announce (self);
}

/* Public API */

GtkWidget *
app_matrix_view_new (AppMatrixModel *model)
{
  AppMatrixView *self = g_object_new (APP_TYPE_MATRIX_VIEW, NULL);

  app_matrix_view_set_model (self, model);
  return GTK_WIDGET (self);
}

void
app_matrix_view_set_model (AppMatrixView *self, AppMatrixModel *model)
{
  g_return_if_fail (APP_IS_MATRIX_VIEW (self));
  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    {
      g_signal_connect (model, "changed", G_CALLBACK (changed_cb), self);
      changed_cb (model, self);
    }
}

AppMatrixModel *
app_matrix_view_get_model (AppMatrixView *self)
{
  return self->model;
}

static GdkRectangle
find_place (GtkWidget *widget)
{
  AppMatrixView *self = APP_MATRIX_VIEW (widget);
  graphene_rect_t at = _app_matrix_view_cell_rect (self, self->cursor);

  return (GdkRectangle){ (int) at.origin.x, (int) at.origin.y, (int) at.size.width,
                         (int) at.size.height };
}

void
app_matrix_view_set_menu (AppMatrixView *self, GMenuModel *more)
{
  g_return_if_fail (APP_IS_MATRIX_VIEW (self));
  app_grid_add_menu (GTK_WIDGET (self), "matrix.copy", more, find_place);
}

gboolean
app_matrix_view_get_cursor (AppMatrixView *self, guint *ret_row, guint *ret_col)
{
  if (_app_matrix_view_n_rows (self) == 0 || _app_matrix_view_n_cols (self) == 0)
    return FALSE;
  *ret_row = (guint) self->cursor.row;
  *ret_col = (guint) self->cursor.col;
  return TRUE;
}

void
app_matrix_view_set_cursor (AppMatrixView *self, guint row, guint col)
{
  g_return_if_fail (APP_IS_MATRIX_VIEW (self));
  _app_matrix_view_move (self, (int) MIN (row, G_MAXINT), (int) MIN (col, G_MAXINT), FALSE);
}

GPtrArray *
app_matrix_view_copy_cells (AppMatrixView *self)
{
  AppGridCell from, to;

  _app_matrix_view_get_selection (self, &from, &to);
  if (from.row == find_item (self, 0, 1) && to.row == _app_matrix_view_n_rows (self) - 1)
    from.row = 0; /* all of it: the first section's heading too */
  return app_matrix_model_copy (self->model, (guint) from.row, (guint) from.col, (guint) to.row,
                                (guint) to.col);
}

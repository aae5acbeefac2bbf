#define G_LOG_DOMAIN "app-score-grid"

#include "config.h"

#include "widgets/score-grid-private.h"

#include "widgets/grid-keys.h"

enum
{
  PROP_0,
  PROP_SCROLLS, /* and the three after it */
  PROP_MODEL = PROP_SCROLLS + APP_SCROLLS_N,
  PROP_COMPARE,
  PROP_READ_ONLY,
};

enum
{
  CURSOR_MOVED,
  PASTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
get_border (GtkScrollable *scrollable, GtkBorder *border)
{
  AppScoreGrid *self = APP_SCORE_GRID (scrollable);

  *border = (GtkBorder){ .left = (gint16) self->title_width, .top = (gint16) self->head_height };
  return TRUE;
}

static void
scrollable_init (GtkScrollableInterface *iface)
{
  iface->get_border = get_border;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AppScoreGrid,
                               app_score_grid,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_init))

/* Geometry */

guint
_app_score_grid_n_rows (AppScoreGrid *self)
{
  return self->model != NULL ? app_score_model_get_n_rows (self->model) : 0;
}

guint
_app_score_grid_n_cols (AppScoreGrid *self)
{
  return self->model != NULL ? app_score_model_get_n_tasks (self->model) : 0;
}

int
_app_score_grid_offset (AppScoreGrid *self, int axis)
{
  return app_scrolls_offset (&self->scrolls, axis);
}

int
_app_score_grid_view_right (AppScoreGrid *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - self->total_width, self->title_width);
}

graphene_rect_t
_app_score_grid_cell_rect (AppScoreGrid *self, AppScoreCell cell)
{
  return GRAPHENE_RECT_INIT (self->title_width + (int) cell.col * self->col_width
                                 - _app_score_grid_offset (self, ACROSS),
                             self->head_height + (int) cell.row * self->row_height
                                 - _app_score_grid_offset (self, DOWN),
                             self->col_width, self->row_height);
}

/* @clamp: the nearest cell for a place outside, as a drag asks */
gboolean
_app_score_grid_cell_at (AppScoreGrid *self, double x, double y, gboolean clamp, AppScoreCell *ret)
{
  int rows = (int) _app_score_grid_n_rows (self), cols = (int) _app_score_grid_n_cols (self);
  gboolean outside
      = x < self->title_width || y < self->head_height || x >= _app_score_grid_view_right (self);
  double across = x - self->title_width + _app_score_grid_offset (self, ACROSS);
  double down = y - self->head_height + _app_score_grid_offset (self, DOWN);
  int row = (int) (down / self->row_height), col = (int) (across / self->col_width);

  if (rows == 0 || cols == 0)
    return FALSE;
  if (!clamp && (outside || down < 0 || across < 0 || row >= rows || col >= cols))
    return FALSE;
  *ret = (AppScoreCell){ (guint) CLAMP (row, 0, rows - 1), (guint) CLAMP (col, 0, cols - 1) };
  return TRUE;
}

static void
configure_adjustments (AppScoreGrid *self)
{
  int width = _app_score_grid_view_right (self) - self->title_width;
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - self->head_height;
  int size[] = { (int) _app_score_grid_n_cols (self) * self->col_width + 1,
                 (int) _app_score_grid_n_rows (self) * self->row_height + 1 };
  int page[] = { MAX (width, 1), MAX (height, 1) };
  int step[] = { self->col_width, self->row_height };

  for (int i = 0; i < 2; i++)
    app_scrolls_configure (&self->scrolls, i, size[i], page[i], step[i]);
}

void
_app_score_grid_reveal (AppScoreGrid *self)
{
  int from[]
      = { (int) self->cursor.col * self->col_width, (int) self->cursor.row * self->row_height };
  int size[] = { self->col_width, self->row_height };

  self->reveal = FALSE;
  for (int i = 0; i < 2; i++)
    app_scrolls_reveal (&self->scrolls, i, from[i], size[i]);
}

static void
app_score_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AppScoreGrid *self = APP_SCORE_GRID (widget);

  _app_score_grid_measure_texts (self);
  configure_adjustments (self);
  if (self->reveal) /* a key may come before there is any size: remembered, done here */
    _app_score_grid_reveal (self);
  gtk_widget_set_child_visible (self->editor, self->editing);
  if (self->editing)
    _app_score_grid_place_editor (self);
}

static void
app_score_grid_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  AppScoreGrid *self = APP_SCORE_GRID (widget);

  _app_score_grid_measure_texts (self);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = self->title_width + self->total_width + 2 * self->col_width;
      *natural = self->title_width + self->total_width
                 + (int) _app_score_grid_n_cols (self) * self->col_width + 1;
    }
  else
    {
      *minimum = self->head_height + 2 * self->row_height;
      *natural = self->head_height + (int) _app_score_grid_n_rows (self) * self->row_height + 1;
    }
  *natural = MAX (*natural, *minimum);
}

/* Where the cursor is */

void
_app_score_grid_move (AppScoreGrid *self, int row, int col, gboolean extend)
{
  int rows = (int) _app_score_grid_n_rows (self), cols = (int) _app_score_grid_n_cols (self);

  _app_score_grid_end_edit (self, TRUE);
  if (rows == 0 || cols == 0)
    return;
  self->cursor.row = (guint) CLAMP (row, 0, rows - 1);
  self->cursor.col = (guint) CLAMP (col, 0, cols - 1);
  if (!extend)
    self->anchor = self->cursor;
  if (gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    _app_score_grid_reveal (self);
  else
    self->reveal = TRUE;
  _app_score_grid_announce (self);
  g_signal_emit (self, signals[CURSOR_MOVED], 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The model and the adjustments */

static void
changed_cb (AppScoreModel *model, guint r0, guint c0, guint r1, guint c1, AppScoreGrid *self)
{
  _app_score_grid_announce (self);
  _app_score_grid_update_actions (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
scrolled_cb (GtkAdjustment *adjustment, AppScoreGrid *self)
{
  if (self->editing) /* the editor moves with its cell */
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
app_score_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AppScoreGrid *self = APP_SCORE_GRID (object);

  switch (id)
    {
    case PROP_MODEL:
      app_score_grid_set_model (self, g_value_get_object (value));
      break;
    case PROP_COMPARE:
      app_score_grid_set_compare (self, g_value_get_boolean (value));
      break;
    case PROP_READ_ONLY:
      app_score_grid_set_read_only (self, g_value_get_boolean (value));
      break;
    default:
      app_scrolls_set (&self->scrolls, id - PROP_SCROLLS, value, G_CALLBACK (scrolled_cb), self);
    }
}

static void
app_score_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AppScoreGrid *self = APP_SCORE_GRID (object);

  switch (id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_COMPARE:
      g_value_set_boolean (value, self->compare);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    default:
      app_scrolls_get (&self->scrolls, id - PROP_SCROLLS, value);
    }
}

/* Class */

static void
app_score_grid_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (app_score_grid_parent_class)->css_changed (widget, change);
  _app_score_grid_drop_texts (APP_SCORE_GRID (widget));
  gtk_widget_queue_resize (widget);
}

static void
app_score_grid_dispose (GObject *object)
{
  AppScoreGrid *self = APP_SCORE_GRID (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  app_scrolls_clear (&self->scrolls, self);
  self->editing = FALSE;
  g_clear_pointer (&self->editor, gtk_widget_unparent);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (app_score_grid_parent_class)->dispose (object);
}

static void
app_score_grid_finalize (GObject *object)
{
  AppScoreGrid *self = APP_SCORE_GRID (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_hash_table_unref (self->texts[i]);
  G_OBJECT_CLASS (app_score_grid_parent_class)->finalize (object);
}

static void
app_score_grid_class_init (AppScoreGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->set_property = app_score_grid_set_property;
  object_class->get_property = app_score_grid_get_property;
  object_class->dispose = app_score_grid_dispose;
  object_class->finalize = app_score_grid_finalize;
  widget_class->measure = app_score_grid_measure;
  widget_class->size_allocate = app_score_grid_size_allocate;
  widget_class->snapshot = _app_score_grid_snapshot;
  widget_class->css_changed = app_score_grid_css_changed;
  app_scrolls_install (object_class, PROP_SCROLLS);
  g_object_class_install_property (object_class, PROP_MODEL,
                                   g_param_spec_object ("model", NULL, NULL, APP_TYPE_SCORE_MODEL,
                                                        flags));
  g_object_class_install_property (object_class, PROP_COMPARE,
                                   g_param_spec_boolean ("compare", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_READ_ONLY,
                                   g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags));
  signals[CURSOR_MOVED] = g_signal_new ("cursor-moved", APP_TYPE_SCORE_GRID, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PASTED] = g_signal_new ("pasted", APP_TYPE_SCORE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  _app_score_grid_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "scoregrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
app_score_grid_init (AppScoreGrid *self)
{
  for (guint i = 0; i < N_TEXTS; i++)
    self->texts[i] = app_texts_new ();
  app_grid_set_up (GTK_WIDGET (self));
  _app_score_grid_make_editor (self);
  _app_score_grid_add_controllers (self);
  _app_score_grid_update_actions (self);
  _app_score_grid_announce (self);
}

/* Public API */

GtkWidget *
app_score_grid_new (AppScoreModel *model)
{
  return g_object_new (APP_TYPE_SCORE_GRID, "model", model, NULL);
}

void
app_score_grid_set_model (AppScoreGrid *self, AppScoreModel *model)
{
  g_return_if_fail (APP_IS_SCORE_GRID (self));
  if (self->model == model)
    return;
  _app_score_grid_end_edit (self, TRUE);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect (model, "changed", G_CALLBACK (changed_cb), self);
  self->cursor = self->anchor = (AppScoreCell){ 0, 0 };
  self->tabbing = FALSE;
  _app_score_grid_drop_texts (self);
  _app_score_grid_update_actions (self);
  _app_score_grid_announce (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify (G_OBJECT (self), "model");
}

AppScoreModel *
app_score_grid_get_model (AppScoreGrid *self)
{
  g_return_val_if_fail (APP_IS_SCORE_GRID (self), NULL);
  return self->model;
}

void
app_score_grid_set_compare (AppScoreGrid *self, gboolean compare)
{
  g_return_if_fail (APP_IS_SCORE_GRID (self));
  if (self->compare == !!compare)
    return;
  self->compare = !!compare;
  _app_score_grid_announce (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify (G_OBJECT (self), "compare");
}

void
app_score_grid_set_read_only (AppScoreGrid *self, gboolean read_only)
{
  g_return_if_fail (APP_IS_SCORE_GRID (self));
  if (self->read_only == !!read_only)
    return;
  _app_score_grid_end_edit (self, TRUE);
  self->read_only = !!read_only;
  _app_score_grid_update_actions (self);
  _app_score_grid_announce (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify (G_OBJECT (self), "read-only");
}

AppScoreCell
app_score_grid_get_cursor (AppScoreGrid *self)
{
  return self->cursor;
}

void
app_score_grid_set_cursor (AppScoreGrid *self, guint row, guint col)
{
  g_return_if_fail (APP_IS_SCORE_GRID (self));
  _app_score_grid_move (self, (int) row, (int) col, FALSE);
}

void
app_score_grid_get_selection (AppScoreGrid *self, AppScoreCell *ret_from, AppScoreCell *ret_to)
{
  *ret_from = (AppScoreCell){ MIN (self->cursor.row, self->anchor.row),
                              MIN (self->cursor.col, self->anchor.col) };
  *ret_to = (AppScoreCell){ MAX (self->cursor.row, self->anchor.row),
                            MAX (self->cursor.col, self->anchor.col) };
}

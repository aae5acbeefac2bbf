#define G_LOG_DOMAIN "app-plan-editor"

#include "config.h"

#include "widgets/plan-editor-private.h"

#include "widgets/plan-acts.h"

#define SLICE 4 /* ms of measuring in one go */

/* Rows: the lines that are shown */

static gboolean
is_wanted (AppPlanEditor *self, AppPlanLine *line)
{
  guint fields[APP_PLAN_COLUMNS_MAX];

  for (guint i = 0; i < self->n_columns; i++)
    fields[i] = self->columns[i].field;
  return self->needle == NULL
         || app_plan_matches (line, fields, self->n_columns, self->needle, FALSE, NULL);
}

static void
pick_rows (AppPlanEditor *self)
{
  guint n = self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
  AppPlanLine *section = NULL;
  gboolean shown = FALSE;

  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < n; i++)
    {
      AppPlanLine *line = app_plan_model_get (self->model, i);

      if (app_plan_line_is_section (line))
        {
          section = line;
          shown = self->needle == NULL && (self->section == NULL || self->section == line);
          if (shown)
            g_ptr_array_add (self->rows, line);
          continue;
        }
      if ((self->section != NULL && self->section != section) || !is_wanted (self, line))
        continue;
      if (!shown && section != NULL)
        g_ptr_array_add (self->rows, section);
      shown = TRUE;
      g_ptr_array_add (self->rows, line);
    }
  self->rows_dirty = FALSE;
  self->tops_dirty = TRUE;
}

static GPtrArray *
get_rows (AppPlanEditor *self)
{
  if (self->rows_dirty)
    pick_rows (self);
  return self->rows;
}

guint
_app_plan_editor_n_rows (AppPlanEditor *self)
{
  return get_rows (self)->len;
}

AppPlanLine *
_app_plan_editor_row (AppPlanEditor *self, guint i)
{
  return i < get_rows (self)->len ? self->rows->pdata[i] : NULL;
}

int
_app_plan_editor_find_row (AppPlanEditor *self, AppPlanLine *line)
{
  guint i;

  return line != NULL && g_ptr_array_find (get_rows (self), line, &i) ? (int) i : -1;
}

/* Geometry */

int
_app_plan_editor_offset (AppPlanEditor *self)
{
  return app_scrolls_offset (&self->scrolls, DOWN);
}

static void
stack_rows (AppPlanEditor *self)
{
  GPtrArray *rows = get_rows (self);
  int y = 0;

  if (!self->tops_dirty)
    return;
  g_array_set_size (self->tops, rows->len + 1);
  for (guint i = 0; i < rows->len; i++)
    {
      AppPlanLine *line = rows->pdata[i];

      g_array_index (self->tops, int, i) = y;
      y += line->serial == self->serial ? line->height : _app_plan_editor_guess_row (self, line);
    }
  g_array_index (self->tops, int, rows->len) = y;
  self->tops_dirty = FALSE;
}

int
_app_plan_editor_top (AppPlanEditor *self, guint i)
{
  stack_rows (self);
  return g_array_index (self->tops, int, MIN (i, self->tops->len - 1));
}

/* @y: below the heading, with the scrolling taken in */
static guint
row_under (AppPlanEditor *self, int y)
{
  guint low = 0, high = _app_plan_editor_n_rows (self);

  stack_rows (self);
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->tops, int, middle) <= y)
        low = middle;
      else
        high = middle;
    }
  return low;
}

int
_app_plan_editor_row_at (AppPlanEditor *self, double y, gboolean clamp)
{
  int down = (int) y - self->head_height + _app_plan_editor_offset (self);
  guint n = _app_plan_editor_n_rows (self);

  if (n == 0 || (!clamp && (y < self->head_height || down >= _app_plan_editor_top (self, n))))
    return -1;
  return (int) row_under (self, MAX (0, down));
}

int
_app_plan_editor_column_at (AppPlanEditor *self, double x)
{
  for (guint i = self->n_columns; i-- > 0;)
    if (x >= self->x[i])
      return (int) i;
  return -1;
}

graphene_rect_t
_app_plan_editor_cell (AppPlanEditor *self, guint row, guint column)
{
  AppPlanLine *line = _app_plan_editor_row (self, row);
  int top = _app_plan_editor_top (self, row), bottom = _app_plan_editor_top (self, row + 1);
  int y = self->head_height + top - _app_plan_editor_offset (self);

  if (line != NULL && app_plan_line_is_section (line))
    return GRAPHENE_RECT_INIT (self->x[0], y, self->x[self->n_columns] - self->x[0], bottom - top);
  return GRAPHENE_RECT_INIT (self->x[column], y, self->x[column + 1] - self->x[column],
                             bottom - top);
}

static void
configure_adjustments (AppPlanEditor *self)
{
  int page = MAX (1, gtk_widget_get_height (GTK_WIDGET (self)) - self->head_height);
  int size = _app_plan_editor_top (self, _app_plan_editor_n_rows (self)) + 1;
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  app_scrolls_configure (&self->scrolls, DOWN, size, page, self->line_height * 2);
  app_scrolls_configure (&self->scrolls, ACROSS, width, width, 1);
}

/* a row above what is seen that turns out higher than guessed must not push what is read */
static gboolean
measure_row (AppPlanEditor *self, guint i, gboolean seen)
{
  AppPlanLine *line = self->rows->pdata[i];
  int before, top, offset = _app_plan_editor_offset (self);

  if (line->serial == self->serial)
    return FALSE;
  before = _app_plan_editor_top (self, i + 1) - _app_plan_editor_top (self, i);
  top = _app_plan_editor_top (self, i);
  line->height = _app_plan_editor_measure_row (self, line, seen);
  line->serial = self->serial;
  if (line->height == before)
    return FALSE;
  self->tops_dirty = TRUE;
  if (top < offset && self->scrolls.adjustments[DOWN] != NULL)
    {
      configure_adjustments (self);
      gtk_adjustment_set_value (self->scrolls.adjustments[DOWN], offset + line->height - before);
    }
  return TRUE;
}

void
_app_plan_editor_measure_seen (AppPlanEditor *self)
{
  int page = gtk_widget_get_height (GTK_WIDGET (self)) - self->head_height;
  guint n = _app_plan_editor_n_rows (self);
  gboolean changed = FALSE;

  if (n == 0 || page <= 0)
    return;
  for (guint i = row_under (self, _app_plan_editor_offset (self)); i < n; i++)
    {
      changed |= measure_row (self, i, TRUE);
      if (_app_plan_editor_top (self, i + 1) > _app_plan_editor_offset (self) + page)
        break;
    }
  if (changed)
    configure_adjustments (self);
}

/* the rest, a slice at a time, so that the scroll bar comes to tell the truth */
static gboolean
measure_rest_cb (gpointer data)
{
  AppPlanEditor *self = data;
  gint64 end = g_get_monotonic_time () + SLICE * G_TIME_SPAN_MILLISECOND;
  guint n = _app_plan_editor_n_rows (self), i;

  for (i = 0; i < n && g_get_monotonic_time () < end; i++)
    measure_row (self, i, FALSE);
  configure_adjustments (self);
  if (i < n)
    return G_SOURCE_CONTINUE;
  self->measure_id = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

void
_app_plan_editor_reveal_cursor (AppPlanEditor *self)
{
  int row = _app_plan_editor_find_row (self, self->cursor), above = 0;

  self->reveal = FALSE;
  if (row < 0 || self->scrolls.adjustments[DOWN] == NULL)
    return;
  for (int i = MAX (0, row - 1); i <= row; i++)
    measure_row (self, (guint) i, TRUE);
  configure_adjustments (self);
  /* the heading that stays in sight must not cover it */
  if (!app_plan_line_is_section (self->cursor))
    above = self->line_height + 2 * PLAN_ROOM;
  gtk_adjustment_clamp_page (self->scrolls.adjustments[DOWN],
                             MAX (0, _app_plan_editor_top (self, (guint) row) - above),
                             _app_plan_editor_top (self, (guint) row + 1) + 1);
}

void
_app_plan_editor_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AppPlanEditor *self = APP_PLAN_EDITOR (widget);

  self->allocating = TRUE;
  _app_plan_editor_measure_font (self);
  _app_plan_editor_lay_columns (self, width);
  configure_adjustments (self);
  _app_plan_editor_measure_seen (self);
  if (self->reveal)
    _app_plan_editor_reveal_cursor (self);
  if (self->measure_id == 0)
    self->measure_id = g_idle_add_full (G_PRIORITY_LOW, measure_rest_cb, self, NULL);
  if (self->editing)
    _app_plan_editor_place_text (self);
  self->allocating = FALSE;
}

void
_app_plan_editor_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  AppPlanEditor *self = APP_PLAN_EDITOR (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? PLAN_HANDLE : 120;
  for (guint i = 0; orientation == GTK_ORIENTATION_HORIZONTAL && i < self->n_columns; i++)
    *minimum += self->columns[i].least;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MAX (900, *minimum) : 480;
}

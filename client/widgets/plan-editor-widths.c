#define G_LOG_DOMAIN "app-plan-editor"

#include "config.h"

#include "widgets/plan-editor-private.h"

#define LEAST 44 /* px, of a column the user makes narrow */
#define GRAB  5  /* px on either side of an edge that take hold of it */
#define STEP  16 /* px of a key */

/* Widths are kept as shares of what the columns have past LEAST: the table is as wide as its place,
 * whatever the window's size. */

static int
get_spare (AppPlanEditor *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) - PLAN_HANDLE - (int) self->n_columns * LEAST;
}

static void
lay_designed (AppPlanEditor *self, int width)
{
  int spare = width - PLAN_HANDLE;

  for (guint i = 0; i < self->n_columns; i++)
    spare -= self->columns[i].least;
  spare = MAX (0, spare);
  for (guint i = 0; i < self->n_columns; i++)
    self->x[i + 1] = self->x[i] + self->columns[i].least + spare * self->columns[i].share / 100;
}

static void
lay_sized (AppPlanEditor *self)
{
  double spare = MAX (0, get_spare (self)), sum = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      sum += self->shares[i];
      self->x[i + 1] = PLAN_HANDLE + (int) (i + 1) * LEAST + (int) (spare * sum + 0.5);
    }
}

void
_app_plan_editor_lay_columns (AppPlanEditor *self, int width)
{
  if (self->laid_width == width)
    return;
  self->laid_width = width;
  self->serial++;
  self->tops_dirty = TRUE;
  g_hash_table_remove_all (self->cache);
  self->x[0] = PLAN_HANDLE;
  if (self->sized)
    lay_sized (self);
  else
    lay_designed (self, width);
  self->x[self->n_columns] = MAX (self->x[self->n_columns], width);
}

static void
lay_again (AppPlanEditor *self)
{
  self->laid_width = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* what is seen now becomes the user's own, to be changed from */
static void
take_shares (AppPlanEditor *self)
{
  double spare = get_spare (self), sum = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      self->shares[i] = MAX (0, (self->x[i + 1] - self->x[i] - LEAST) / spare);
      sum += self->shares[i];
    }
  for (guint i = 0; i < self->n_columns && sum > 0; i++)
    self->shares[i] /= sum;
  self->sized = sum > 0;
}

/* the edge right of @column goes by @by px: its neighbour gives or takes */
static gboolean
move_edge (AppPlanEditor *self, guint column, int by)
{
  double spare = get_spare (self), share;

  if (spare <= 0 || column + 1 >= self->n_columns)
    return FALSE;
  if (!self->sized)
    take_shares (self);
  share = CLAMP (by / spare, -self->shares[column], self->shares[column + 1]);
  if (share == 0)
    return FALSE;
  self->shares[column] += share;
  self->shares[column + 1] -= share;
  lay_again (self);
  return TRUE;
}

/* By the pointer */

int
_app_plan_editor_edge_at (AppPlanEditor *self, double x, double y)
{
  if (y < 0 || y >= self->head_height)
    return -1;
  for (guint i = 0; i + 1 < self->n_columns; i++)
    if (ABS (x - self->x[i + 1]) <= GRAB)
      return (int) i;
  return -1;
}

gboolean
_app_plan_editor_begin_resize (AppPlanEditor *self, double x, double y)
{
  self->resizing = _app_plan_editor_edge_at (self, x, y);
  if (self->resizing < 0)
    return FALSE;
  _app_plan_editor_end_edit (self, TRUE);
  self->resized_by = 0;
  return TRUE;
}

void
_app_plan_editor_resize_by (AppPlanEditor *self, double dx)
{
  int by = (int) dx - self->resized_by;

  if (self->resizing >= 0 && by != 0 && move_edge (self, (guint) self->resizing, by))
    self->resized_by = (int) dx;
}

void
_app_plan_editor_end_resize (AppPlanEditor *self)
{
  if (self->resizing >= 0 && self->resized_by != 0)
    _app_plan_editor_tell_resized (self);
  self->resizing = -1;
}

/* By keys */

/* the last column has its edge at the left */
void
_app_plan_editor_widen (AppPlanEditor *self, gboolean wider)
{
  gboolean last = self->column + 1 >= self->n_columns;
  int by = wider == !last ? STEP : -STEP;

  if (self->n_columns > 1 && move_edge (self, last ? self->column - 1 : self->column, by))
    _app_plan_editor_tell_resized (self);
}

void
_app_plan_editor_reset_widths (AppPlanEditor *self)
{
  if (!self->sized)
    return;
  self->sized = FALSE;
  lay_again (self);
  _app_plan_editor_tell_resized (self);
}

/* Kept */

char *
app_plan_editor_dup_widths (AppPlanEditor *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (APP_IS_PLAN_EDITOR (self), NULL);
  for (guint i = 0; self->sized && i < self->n_columns; i++)
    g_string_append_printf (text, "%s%s=%d", i > 0 ? " " : "",
                            merilo_plan_item_entity.fields[self->columns[i].field].name,
                            (int) (self->shares[i] * 10000 + 0.5));
  return g_string_free (text, text->len == 0);
}

/* FALSE: of other columns, or none of ours */
static gboolean
read_share (AppPlanEditor *self, guint i, const char *text, double *out)
{
  const char *name = merilo_plan_item_entity.fields[self->columns[i].field].name;
  guint64 share;

  if (!g_str_has_prefix (text, name) || text[strlen (name)] != '='
      || !g_ascii_string_to_unsigned (text + strlen (name) + 1, 10, 0, 10000, &share, NULL))
    return FALSE;
  *out = (double) share / 10000;
  return TRUE;
}

void
app_plan_editor_set_widths (AppPlanEditor *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", " ", -1);
  double shares[APP_PLAN_COLUMNS_MAX], sum = 0;
  gboolean good = g_strv_length (parts) == self->n_columns;

  g_return_if_fail (APP_IS_PLAN_EDITOR (self));
  for (guint i = 0; good && i < self->n_columns; i++)
    {
      good = read_share (self, i, parts[i], &shares[i]);
      sum += good ? shares[i] : 0;
    }
  self->sized = good && sum > 0;
  for (guint i = 0; self->sized && i < self->n_columns; i++)
    self->shares[i] = shares[i] / sum;
  lay_again (self);
}

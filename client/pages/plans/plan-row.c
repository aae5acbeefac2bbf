#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/plans/plan-row.h"

#define GAP     12
#define PAD     9
#define MIN_COL 48

const guint app_plan_fields[APP_PLAN_COLUMNS] = {
  MERILO_PLAN_ITEM_NO,       MERILO_PLAN_ITEM_TITLE,    MERILO_PLAN_ITEM_RESPONSIBLE,
  MERILO_PLAN_ITEM_DOCUMENT, MERILO_PLAN_ITEM_DEADLINE, MERILO_PLAN_ITEM_RESULT,
};

/* shares of the width past the minimum */
static const int weights[APP_PLAN_COLUMNS] = { 0, 30, 18, 14, 16, 22 };

struct _AppPlanRow
{
  GtkWidget parent_instance;

  MeriloRecord *item;
  GtkWidget *cells[APP_PLAN_COLUMNS];
};

G_DEFINE_FINAL_TYPE (AppPlanRow, app_plan_row, GTK_TYPE_WIDGET)

/* Layout */

static int
column_width (int width, guint column)
{
  int spare = width - 2 * PAD - (APP_PLAN_COLUMNS - 1) * GAP - APP_PLAN_COLUMNS * MIN_COL;

  return MIN_COL + MAX (0, spare) * weights[column] / 100;
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  AppPlanRow *self = APP_PLAN_ROW (widget);
  int least = 2 * PAD + (APP_PLAN_COLUMNS - 1) * GAP + APP_PLAN_COLUMNS * MIN_COL;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = 900;
      return;
    }
  *minimum = 0;
  for (guint i = 0; i < APP_PLAN_COLUMNS; i++)
    {
      int height;

      gtk_widget_measure (self->cells[i], GTK_ORIENTATION_VERTICAL,
                          column_width (MAX (for_size, least), i), &height, NULL, NULL, NULL);
      *minimum = MAX (*minimum, height);
    }
  *natural = *minimum += 2 * PAD - 6;
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AppPlanRow *self = APP_PLAN_ROW (widget);
  int x = PAD;

  for (guint i = 0; i < APP_PLAN_COLUMNS; i++)
    {
      GtkAllocation cell = { x, PAD - 3, column_width (width, i), height - 2 * PAD + 6 };

      gtk_widget_size_allocate (self->cells[i], &cell, -1);
      x += cell.width + GAP;
    }
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* GObject overrides */

static void
app_plan_row_dispose (GObject *object)
{
  AppPlanRow *self = APP_PLAN_ROW (object);

  for (guint i = 0; i < APP_PLAN_COLUMNS; i++)
    g_clear_pointer (&self->cells[i], gtk_widget_unparent);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (app_plan_row_parent_class)->dispose (object);
}

static void
app_plan_row_class_init (AppPlanRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_plan_row_dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->get_request_mode = get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "planrow");
}

static void
app_plan_row_init (AppPlanRow *self)
{
  for (guint i = 0; i < APP_PLAN_COLUMNS; i++)
    {
      self->cells[i] = app_label_new (NULL, NULL);
      gtk_label_set_yalign (GTK_LABEL (self->cells[i]), 0);
      gtk_widget_set_parent (self->cells[i], GTK_WIDGET (self));
    }
}

/* Public API */

GtkWidget *
app_plan_row_new (MeriloRecord *item)
{
  AppPlanRow *self = g_object_new (APP_TYPE_PLAN_ROW, NULL);

  if (item != NULL)
    app_plan_row_set_item (self, item);
  else
    for (guint i = 0; i < APP_PLAN_COLUMNS; i++)
      {
        gtk_label_set_text (GTK_LABEL (self->cells[i]),
                            _ (merilo_plan_item_entity.fields[app_plan_fields[i]].label));
        gtk_widget_add_css_class (self->cells[i], "caption-heading");
      }
  return GTK_WIDGET (self);
}

MeriloRecord *
app_plan_row_get_item (AppPlanRow *self)
{
  return self->item;
}

void
app_plan_row_set_item (AppPlanRow *self, MeriloRecord *item)
{
  const char *warnings = merilo_record_get_text (item, MERILO_PLAN_ITEM_WARNINGS);

  g_set_object (&self->item, item);
  for (guint i = 0; i < APP_PLAN_COLUMNS; i++)
    {
      g_autofree char *text = merilo_record_show (item, app_plan_fields[i]);

      gtk_label_set_text (GTK_LABEL (self->cells[i]), text);
    }
  if (warnings != NULL && *warnings != 0 && !g_str_equal (warnings, "[]"))
    gtk_widget_add_css_class (self->cells[4], "doubt");
  else
    gtk_widget_remove_css_class (self->cells[4], "doubt");
}

void
app_plan_row_set_cursor (AppPlanRow *self, int column)
{
  for (int i = 0; i < APP_PLAN_COLUMNS; i++)
    if (i == column)
      gtk_widget_add_css_class (self->cells[i], "cell-cursor");
    else
      gtk_widget_remove_css_class (self->cells[i], "cell-cursor");
}

GtkWidget *
app_plan_row_get_cell (AppPlanRow *self, guint column)
{
  return self->cells[column];
}

int
app_plan_row_column_at (AppPlanRow *self, double x)
{
  double left = PAD;

  for (guint i = 0; i < APP_PLAN_COLUMNS; i++)
    {
      int width = column_width (gtk_widget_get_width (GTK_WIDGET (self)), i);

      if (x >= left && x < left + width + GAP)
        return (int) i;
      left += width + GAP;
    }
  return -1;
}

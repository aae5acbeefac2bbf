#define G_LOG_DOMAIN "app-wrap-layout"

#include "config.h"

#include "widgets/wrap-layout.h"

struct _AppWrapLayout
{
  GtkLayoutManager parent_instance;
  int across, down;
};

G_DEFINE_FINAL_TYPE (AppWrapLayout, app_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
measure_width (GtkWidget *child, int *ret_natural)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, ret_natural, NULL, NULL);
  return minimum;
}

/* lays the children out in @width, or, for @apply FALSE, only asks; gives the height */
static int
lay_out (AppWrapLayout *self, GtkWidget *widget, int width, gboolean apply)
{
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int wide, high;

      if (!gtk_widget_should_layout (child))
        continue;
      measure_width (child, &wide);
      wide = MIN (wide, width);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, wide, NULL, &high, NULL, NULL);
      if (x > 0 && x + wide > width)
        {
          x = 0;
          y += line + self->down;
          line = 0;
        }
      if (apply)
        gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, wide, high }, -1);
      x += wide + self->across;
      line = MAX (line, high);
    }
  return y + line;
}

/* GtkLayoutManager overrides */

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* as narrow as its widest child, and best in one line */
static void
measure_line (AppWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int wide, narrow = measure_width (child, &wide);

        *minimum = MAX (*minimum, narrow);
        *natural += wide + (*natural > 0 ? self->across : 0);
      }
}

static void
measure (GtkLayoutManager *manager,
         GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  AppWrapLayout *self = APP_WRAP_LAYOUT (manager);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_line (self, widget, minimum, natural);
  else
    *minimum = *natural = lay_out (self, widget, for_size >= 0 ? for_size : G_MAXINT / 2, FALSE);
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (APP_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
app_wrap_layout_class_init (AppWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = get_request_mode;
  manager_class->measure = measure;
  manager_class->allocate = allocate;
}

static void
app_wrap_layout_init (AppWrapLayout *self)
{
}

/* Public API */

GtkLayoutManager *
app_wrap_layout_new (int across, int down)
{
  AppWrapLayout *self = g_object_new (APP_TYPE_WRAP_LAYOUT, NULL);

  self->across = across;
  self->down = down;
  return GTK_LAYOUT_MANAGER (self);
}

#define G_LOG_DOMAIN "app-month-grid"

#include "config.h"

#include "widgets/month-grid.h"

#include <glib/gi18n-lib.h>

#include "model/value.h"

#define WEEKS 6
#define DAYS  (WEEKS * 7)

typedef struct
{
  GtkWidget *button, *number, *count, *bar;
} Cell;

struct _AppMonthGrid
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  Cell cells[DAYS];
  gint64 first; /* the day of the first cell */
  gint64 chosen;
  int year, month;
};

enum
{
  CHOSEN,
  TURNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppMonthGrid, app_month_grid, GTK_TYPE_WIDGET)

static const char *const months[]
    = { N_ ("январь"),   N_ ("февраль"), N_ ("март"),   N_ ("апрель"),
        N_ ("май"),      N_ ("июнь"),    N_ ("июль"),   N_ ("август"),
        N_ ("сентябрь"), N_ ("октябрь"), N_ ("ноябрь"), N_ ("декабрь") };

/* Days */

static void
show_day (AppMonthGrid *self, guint i)
{
  gint64 day = self->first + i;
  int year, month, date;
  g_autofree char *text = NULL;

  merilo_date_split (day, &year, &month, &date);
  text = g_strdup_printf ("%d", date);
  gtk_label_set_text (GTK_LABEL (self->cells[i].number), text);
  gtk_widget_remove_css_class (self->cells[i].button, "other-month");
  gtk_widget_remove_css_class (self->cells[i].button, "chosen");
  if (month != self->month)
    gtk_widget_add_css_class (self->cells[i].button, "other-month");
  if (day == self->chosen)
    gtk_widget_add_css_class (self->cells[i].button, "chosen");
}

void
app_month_grid_set_day (AppMonthGrid *self, gint64 day, const AppMonthDay *what)
{
  gint64 i = day - self->first;
  Cell *cell;
  g_autofree char *date = merilo_date_show (day);
  g_autofree char *count = NULL, *spoken = NULL;

  if (i < 0 || i >= DAYS)
    return;
  cell = &self->cells[i];
  /* Translators: how many deadlines on a day */
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u срок", "%u срока", what->things),
                           what->things);
  gtk_label_set_text (GTK_LABEL (cell->count), what->things > 0 ? count : "");
  gtk_widget_set_visible (cell->bar, what->total > 0);
  gtk_level_bar_set_max_value (GTK_LEVEL_BAR (cell->bar), MAX (1, what->total));
  gtk_level_bar_set_value (GTK_LEVEL_BAR (cell->bar), what->done);
  gtk_widget_remove_css_class (cell->button, "late");
  if (what->overdue > 0)
    gtk_widget_add_css_class (cell->button, "late");
  spoken = what->things == 0
               ? g_strdup_printf (_ ("%s, сроков нет"), date)
               : g_strdup_printf (_ ("%s, %s, исполнено %u из %u, просрочено %u"), date, count,
                                  what->done, what->total, what->overdue);
  gtk_widget_set_tooltip_text (cell->button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

void
app_month_grid_clear (AppMonthGrid *self)
{
  const AppMonthDay none = { 0 };

  for (guint i = 0; i < DAYS; i++)
    {
      show_day (self, i);
      app_month_grid_set_day (self, self->first + i, &none);
    }
}

/* Moving */

static void
show_month (AppMonthGrid *self, int year, int month)
{
  gint64 first = merilo_date_join (year, month, 1);

  self->year = year;
  self->month = month;
  self->first = first - (first + 3) % 7; /* 1970 began on a Thursday */
  app_month_grid_clear (self);
}

void
app_month_grid_choose (AppMonthGrid *self, gint64 day)
{
  int year, month, date;
  gboolean turned;

  merilo_date_split (day, &year, &month, &date);
  turned = year != self->year || month != self->month;
  self->chosen = day;
  if (turned)
    {
      show_month (self, year, month);
      g_signal_emit (self, signals[TURNED], 0);
    }
  else
    for (guint i = 0; i < DAYS; i++)
      show_day (self, i);
  g_signal_emit (self, signals[CHOSEN], 0, day);
}

void
app_month_grid_turn (AppMonthGrid *self, int by)
{
  int year, month, date, all;

  merilo_date_split (self->chosen, &year, &month, &date);
  all = year * 12 + month - 1 + by;
  app_month_grid_choose (self, merilo_date_join (all / 12, all % 12 + 1, MIN (date, 28)));
}

static void
focus_chosen (AppMonthGrid *self)
{
  gint64 i = self->chosen - self->first;

  if (i >= 0 && i < DAYS)
    gtk_widget_grab_focus (self->cells[i].button);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                AppMonthGrid *self)
{
  int by = keyval == GDK_KEY_Left    ? -1
           : keyval == GDK_KEY_Right ? 1
           : keyval == GDK_KEY_Up    ? -7
           : keyval == GDK_KEY_Down  ? 7
                                     : 0;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  if (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_Page_Down)
    app_month_grid_turn (self, keyval == GDK_KEY_Page_Up ? -1 : 1);
  else if (by != 0)
    app_month_grid_choose (self, self->chosen + by);
  else
    return FALSE;
  focus_chosen (self);
  return TRUE;
}

static void
clicked_cb (GtkWidget *button, AppMonthGrid *self)
{
  for (guint i = 0; i < DAYS; i++)
    if (self->cells[i].button == button)
      {
        app_month_grid_choose (self, self->first + i);
        focus_chosen (self);
        return;
      }
}

/* Class */

static void
dispose (GObject *object)
{
  g_clear_pointer (&APP_MONTH_GRID (object)->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (app_month_grid_parent_class)->dispose (object);
}

static void
app_month_grid_class_init (AppMonthGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[CHOSEN] = g_signal_new ("chosen", APP_TYPE_MONTH_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[TURNED] = g_signal_new ("turned", APP_TYPE_MONTH_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "monthgrid");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
make_cell (AppMonthGrid *self, guint i)
{
  Cell *cell = &self->cells[i];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  cell->button = gtk_button_new ();
  cell->number = gtk_label_new (NULL);
  cell->count = gtk_label_new (NULL);
  cell->bar = gtk_level_bar_new ();
  /* one colour: the day's own tells that something is late */
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (cell->bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (cell->bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (cell->bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_label_set_xalign (GTK_LABEL (cell->number), 0);
  gtk_label_set_xalign (GTK_LABEL (cell->count), 0);
  gtk_widget_set_vexpand (cell->count, TRUE);
  gtk_widget_add_css_class (cell->number, "day-number");
  gtk_widget_add_css_class (cell->count, "caption");
  gtk_widget_add_css_class (cell->button, "flat");
  gtk_widget_add_css_class (cell->button, "day");
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Исполнено"), -1);
  gtk_box_append (GTK_BOX (box), cell->number);
  gtk_box_append (GTK_BOX (box), cell->count);
  gtk_box_append (GTK_BOX (box), cell->bar);
  gtk_button_set_child (GTK_BUTTON (cell->button), box);
  g_signal_connect (cell->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_grid_attach (GTK_GRID (self->grid), cell->button, (int) i % 7, (int) i / 7 + 1, 1, 1);
}

static void
app_month_grid_init (AppMonthGrid *self)
{
  static const char *const days[]
      = { N_ ("пн"), N_ ("вт"), N_ ("ср"), N_ ("чт"), N_ ("пт"), N_ ("сб"), N_ ("вс") };
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  for (guint i = 0; i < 7; i++)
    {
      GtkWidget *label = gtk_label_new (_ (days[i]));

      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "caption-heading");
      gtk_grid_attach (GTK_GRID (self->grid), label, (int) i, 0, 1, 1);
    }
  for (guint i = 0; i < DAYS; i++)
    {
      make_cell (self, i);
      gtk_widget_set_vexpand (self->cells[i].button, TRUE);
    }
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  show_month (self, 1970, 1);
}

/* Public API */

GtkWidget *
app_month_grid_new (void)
{
  return g_object_new (APP_TYPE_MONTH_GRID, NULL);
}

gint64
app_month_grid_get_chosen (AppMonthGrid *self)
{
  return self->chosen;
}

void
app_month_grid_get_span (AppMonthGrid *self, gint64 *ret_from, gint64 *ret_until)
{
  *ret_from = self->first;
  *ret_until = self->first + DAYS - 1;
}

char *
app_month_grid_dup_title (AppMonthGrid *self)
{
  return g_strdup_printf ("%s %d", _ (months[self->month - 1]), self->year);
}

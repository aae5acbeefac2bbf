#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/value.h"
#include "pages/bits.h"
#include "pages/reports/report-parts.h"
#include "pages/reports/view-months.h"

struct _AppViewMonths
{
  AppReportView parent_instance;

  GtkWidget *matrix;
  GPtrArray *rows; /* of MeriloPlanCalendar */
  AppMatrixModel *model;
  gint64 school; /* the rows are of; 0: all */
};

G_DEFINE_FINAL_TYPE (AppViewMonths, app_view_months, APP_TYPE_REPORT_VIEW)

/* Months: counted from the year 0 */

static int
month_of (gint64 day)
{
  int year, month, date;

  merilo_date_split (day, &year, &month, &date);
  return year * 12 + month - 1;
}

static char *
name_month (int month)
{
  static const char *const names[]
      = { N_ ("янв"), N_ ("фев"), N_ ("мар"), N_ ("апр"), N_ ("май"), N_ ("июн"),
          N_ ("июл"), N_ ("авг"), N_ ("сен"), N_ ("окт"), N_ ("ноя"), N_ ("дек") };

  return g_strdup_printf ("%s %d", _ (names[month % 12]), month / 12);
}

/* Rows: an item with its months */

typedef struct
{
  gint64 lineage;
  guint place;
  char *no, *title;
  AppMatrixBar *bars;
} Line;

static void
free_line (gpointer data)
{
  Line *line = data;

  g_free (line->no);
  g_free (line->title);
  g_free (line->bars);
  g_free (line);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *x = *(Line *const *) a, *y = *(Line *const *) b;

  if (x->place != y->place)
    return x->place < y->place ? -1 : 1;
  return g_strcmp0 (x->no, y->no);
}

static Line *
get_line (AppViewMonths *self, GPtrArray *lines, GHashTable *known, MeriloRecord *row, guint months)
{
  gint64 lineage = merilo_record_get_whole (row, MERILO_PLAN_CALENDAR_LINEAGE);
  Line *line = g_hash_table_lookup (known, &lineage);
  AppReportFilter *filter = app_report_view_get_filter (APP_REPORT_VIEW (self));

  if (line != NULL)
    return line;
  line = g_new0 (Line, 1);
  line->lineage = lineage;
  line->place = app_report_shape_get_place (app_report_filter_get_shape (filter), lineage);
  line->no = merilo_record_show (row, MERILO_PLAN_CALENDAR_NO);
  line->title = merilo_record_show (row, MERILO_PLAN_CALENDAR_TITLE);
  line->bars = g_new0 (AppMatrixBar, months);
  g_ptr_array_add (lines, line);
  g_hash_table_insert (known, &line->lineage, line);
  return line;
}

static void
add_to_bar (AppMatrixBar *bar, MeriloRecord *row)
{
  bar->total += (guint) MAX (0, merilo_record_get_whole (row, MERILO_PLAN_CALENDAR_REPORTERS));
  bar->done += (guint) MAX (0, merilo_record_get_whole (row, MERILO_PLAN_CALENDAR_DONE));
  bar->overdue += (guint) MAX (0, merilo_record_get_whole (row, MERILO_PLAN_CALENDAR_OVERDUE));
}

static GPtrArray *
collect_lines (AppViewMonths *self, int first, int last)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->rows->len; i++)
    {
      MeriloRecord *row = self->rows->pdata[i];
      int month = month_of (merilo_record_get_whole (row, MERILO_PLAN_CALENDAR_DUE));

      if (month >= first && month <= last)
        add_to_bar (&get_line (self, lines, known, row, (guint) (last - first + 1))
                         ->bars[month - first],
                    row);
    }
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

static void
make_model (AppViewMonths *self)
{
  AppReportFilter *filter = app_report_view_get_filter (APP_REPORT_VIEW (self));
  AppReportShape *shape = app_report_filter_get_shape (filter);
  const AppMatrixHeads heads = { .foot = _ ("Исполнено в месяце") };
  g_autoptr (GPtrArray) lines = NULL;
  gint64 from, until;

  g_clear_object (&self->model);
  self->model = app_matrix_model_new ();
  app_matrix_model_set_heads (self->model, &heads);
  app_report_filter_get_period (filter, &from, &until);
  for (int month = month_of (from); month <= month_of (until); month++)
    {
      g_autofree char *name = name_month (month);

      app_matrix_model_add_reporter (self->model, month, name);
    }
  lines = collect_lines (self, month_of (from), month_of (until));
  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = lines->pdata[i];

      app_matrix_model_add_bars (self->model, line->lineage, line->no, line->title,
                                 app_report_shape_get_section (shape, line->lineage), line->bars);
    }
}

static void
apply (AppReportView *view)
{
  AppViewMonths *self = APP_VIEW_MONTHS (view);
  AppReportFilter *filter = app_report_view_get_filter (view);

  if (app_report_filter_get_school (filter) != self->school)
    {
      app_report_view_reload (view, gtk_widget_get_mapped (GTK_WIDGET (view)));
      return;
    }
  if (self->rows == NULL)
    return;
  make_model (self);
  app_matrix_model_filter (self->model, app_report_filter_get_section (filter), 0,
                           app_report_filter_get_state (filter),
                           app_report_filter_get_text (filter));
  app_report_show_matrix (view, self->matrix, self->model, _ ("Сроков здесь нет"),
                          _ ("Выберите другой период или снимите отбор."));
}

/* Loading */

static void
rows_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppViewMonths) self = data;

  if (app_report_take_rows (APP_REPORT_VIEW (self), object, result, &self->rows))
    apply (APP_REPORT_VIEW (self));
}

static void
load (AppReportView *view)
{
  AppViewMonths *self = APP_VIEW_MONTHS (view);
  gint64 from, until;

  self->school = app_report_filter_get_school (app_report_view_get_filter (view));
  app_report_filter_get_period (app_report_view_get_filter (view), &from, &until);
  app_report_view_ask_calendar (view, from, until, self->school, rows_cb);
}

static GPtrArray *
copy_all (AppReportView *view)
{
  return app_report_copy_matrix (APP_VIEW_MONTHS (view)->model);
}

/* a month of an item: the calendar shows it day by day */
static void
activated_cb (AppViewMonths *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "reports.view", "s", "calendar");
}

static void
built (AppReportView *view)
{
  AppViewMonths *self = APP_VIEW_MONTHS (view);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->matrix = app_matrix_view_new (NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->matrix);
  g_signal_connect_object (self->matrix, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  app_report_view_set_content (view, scrolled);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppViewMonths *self = APP_VIEW_MONTHS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (app_view_months_parent_class)->dispose (object);
}

static void
app_view_months_class_init (AppViewMonthsClass *klass)
{
  AppReportViewClass *view_class = APP_REPORT_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  view_class->built = built;
  view_class->load = load;
  view_class->apply = apply;
  view_class->copy_all = copy_all;
}

static void
app_view_months_init (AppViewMonths *self)
{
}

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/value.h"
#include "pages/bits.h"
#include "pages/reports/report-parts.h"
#include "pages/reports/view-calendar.h"
#include "widgets/cells.h"
#include "widgets/month-grid.h"

struct _AppViewCalendar
{
  AppReportView parent_instance;

  AppMonthGrid *grid;
  GtkWidget *title, *day, *list;
  GPtrArray *rows; /* of MeriloPlanCalendar: the weeks that are seen */
  gint64 school;
};

G_DEFINE_FINAL_TYPE (AppViewCalendar, app_view_calendar, APP_TYPE_REPORT_VIEW)

static gint64
get_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return merilo_date_join (g_date_time_get_year (now), g_date_time_get_month (now),
                           g_date_time_get_day_of_month (now));
}

static gboolean
is_taken (AppViewCalendar *self, MeriloRecord *row)
{
  return app_report_filter_takes (app_report_view_get_filter (APP_REPORT_VIEW (self)),
                                  merilo_record_get_whole (row, MERILO_PLAN_CALENDAR_LINEAGE),
                                  merilo_record_get_text (row, MERILO_PLAN_CALENDAR_NO),
                                  merilo_record_get_text (row, MERILO_PLAN_CALENDAR_TITLE));
}

static guint
get_count (MeriloRecord *row, guint field)
{
  return (guint) MAX (0, merilo_record_get_whole (row, field));
}

/* The chosen day */

static char *
describe_row (MeriloRecord *row)
{
  guint done = get_count (row, MERILO_PLAN_CALENDAR_DONE);
  guint total = get_count (row, MERILO_PLAN_CALENDAR_REPORTERS);
  guint overdue = get_count (row, MERILO_PLAN_CALENDAR_OVERDUE);
  gint64 nominal = merilo_record_get_whole (row, MERILO_PLAN_CALENDAR_NOMINAL_DUE);
  g_autofree char *share = app_share_text (done, total);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("исполнили %s"), share);
  if (overdue > 0)
    g_string_append_printf (text, _ (", просрочили %u"), overdue);
  if (nominal != MERILO_NONE && nominal != merilo_record_get_whole (row, MERILO_PLAN_CALENDAR_DUE))
    {
      g_autofree char *date = merilo_date_show (nominal);

      g_string_append_printf (text, _ (" · по плану %s, перенесён с нерабочего дня"), date);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_row (MeriloRecord *row)
{
  GtkWidget *widget = adw_action_row_new ();
  g_autofree char *no = merilo_record_show (row, MERILO_PLAN_CALENDAR_NO);
  g_autofree char *name = merilo_record_show (row, MERILO_PLAN_CALENDAR_TITLE);
  g_autofree char *title = g_strdup_printf ("%s  %s", no, name);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *facts = describe_row (row);
  g_autofree char *target
      = g_strdup_printf ("item/%" G_GINT64_FORMAT,
                         merilo_record_get_whole (row, MERILO_PLAN_CALENDAR_ITEM_ID));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), escaped);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (widget), 3);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), facts);
  if (get_count (row, MERILO_PLAN_CALENDAR_OVERDUE) > 0)
    adw_action_row_add_prefix (ADW_ACTION_ROW (widget),
                               gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), "win.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (widget), "(ss)", "plans", target);
  app_name_it (widget, title);
  return widget;
}

static void
show_day (AppViewCalendar *self)
{
  gint64 day = app_month_grid_get_chosen (self->grid);
  g_autofree char *date = merilo_date_show (day);
  g_autofree char *title = app_month_grid_dup_title (self->grid);
  g_autofree char *capital = app_capital (title);
  guint n = 0;

  gtk_label_set_text (GTK_LABEL (self->title), capital);
  gtk_label_set_text (GTK_LABEL (self->day), date);
  app_list_clear (self->list);
  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    if (merilo_record_get_whole (self->rows->pdata[i], MERILO_PLAN_CALENDAR_DUE) == day
        && is_taken (self, self->rows->pdata[i]))
      {
        gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self->rows->pdata[i]));
        n++;
      }
  gtk_widget_set_visible (self->list, n > 0);
  if (n == 0)
    {
      g_autofree char *text = g_strdup_printf (_ ("%s: сроков нет"), date);

      gtk_label_set_text (GTK_LABEL (self->day), text);
    }
}

/* The month */

static void
apply (AppReportView *view)
{
  AppViewCalendar *self = APP_VIEW_CALENDAR (view);
  AppReportFilter *filter = app_report_view_get_filter (view);
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer day, what;
  guint shown = 0;

  if (app_report_filter_get_school (filter) != self->school)
    {
      app_report_view_reload (view, gtk_widget_get_mapped (GTK_WIDGET (view)));
      return;
    }
  if (self->rows == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      MeriloRecord *row = self->rows->pdata[i];
      gint64 due = merilo_record_get_whole (row, MERILO_PLAN_CALENDAR_DUE);
      AppMonthDay *sum = g_hash_table_lookup (days, &due);

      if (!is_taken (self, row))
        continue;
      if (sum == NULL)
        {
          sum = g_new0 (AppMonthDay, 1);
          g_hash_table_insert (days, g_memdup2 (&due, sizeof due), sum);
        }
      shown++;
      sum->things++;
      sum->done += get_count (row, MERILO_PLAN_CALENDAR_DONE);
      sum->total += get_count (row, MERILO_PLAN_CALENDAR_REPORTERS);
      sum->overdue += get_count (row, MERILO_PLAN_CALENDAR_OVERDUE);
    }
  app_month_grid_clear (self->grid);
  g_hash_table_iter_init (&iter, days);
  while (g_hash_table_iter_next (&iter, &day, &what))
    app_month_grid_set_day (self->grid, *(gint64 *) day, what);
  if (gtk_widget_get_mapped (GTK_WIDGET (view)))
    app_report_filter_set_count (filter, shown, self->rows->len);
  show_day (self);
  app_report_view_show_content (view);
}

/* Loading */

static void
rows_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppViewCalendar) self = data;

  if (app_report_take_rows (APP_REPORT_VIEW (self), object, result, &self->rows))
    apply (APP_REPORT_VIEW (self));
}

/* the chosen day follows the period of the filter */
static void
load (AppReportView *view)
{
  AppViewCalendar *self = APP_VIEW_CALENDAR (view);
  AppReportFilter *filter = app_report_view_get_filter (view);
  gint64 from, until, chosen = app_month_grid_get_chosen (self->grid);

  self->school = app_report_filter_get_school (filter);
  app_report_filter_get_period (filter, &from, &until);
  if (chosen == 0)
    chosen = get_today ();
  if (app_report_filter_has_year (filter))
    chosen = CLAMP (chosen, from, until);
  if (chosen != app_month_grid_get_chosen (self->grid))
    {
      g_signal_handlers_block_matched (self->grid, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
      app_month_grid_choose (self->grid, chosen);
      g_signal_handlers_unblock_matched (self->grid, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
    }
  app_month_grid_get_span (self->grid, &from, &until);
  app_report_view_ask_calendar (view, from, until, self->school, rows_cb);
}

static void
turned_cb (AppViewCalendar *self)
{
  gint64 from, until;

  app_month_grid_get_span (self->grid, &from, &until);
  app_report_view_ask_calendar (APP_REPORT_VIEW (self), from, until, self->school, rows_cb);
}

static GPtrArray *
copy_all (AppReportView *view)
{
  AppViewCalendar *self = APP_VIEW_CALENDAR (view);
  GPtrArray *cells = app_cells_new ();
  const int fields[]
      = { MERILO_PLAN_CALENDAR_DUE,  MERILO_PLAN_CALENDAR_NO,        MERILO_PLAN_CALENDAR_TITLE,
          MERILO_PLAN_CALENDAR_DONE, MERILO_PLAN_CALENDAR_REPORTERS, MERILO_PLAN_CALENDAR_OVERDUE };
  const guint n = G_N_ELEMENTS (fields);
  char **head = g_new0 (char *, n + 1);

  for (guint f = 0; f < n; f++)
    head[f] = g_strdup (_ (merilo_plan_calendar_entity.fields[fields[f]].label));
  g_ptr_array_add (cells, head);
  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    if (is_taken (self, self->rows->pdata[i]))
      {
        char **line = g_new0 (char *, n + 1);

        for (guint f = 0; f < n; f++)
          line[f] = merilo_record_show (self->rows->pdata[i], (guint) fields[f]);
        g_ptr_array_add (cells, line);
      }
  return cells;
}

/* Making */

static void
turn_cb (GtkWidget *button, AppViewCalendar *self)
{
  int by = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "by"));

  if (by != 0)
    app_month_grid_turn (self->grid, by);
  else
    app_month_grid_choose (self->grid, get_today ());
}

static GtkWidget *
make_button (AppViewCalendar *self, GtkWidget *button, int by, const char *name)
{
  g_object_set_data (G_OBJECT (button), "by", GINT_TO_POINTER (by));
  gtk_widget_set_tooltip_text (button, name);
  app_name_it (button, name);
  g_signal_connect_object (button, "clicked", G_CALLBACK (turn_cb), self, 0);
  return button;
}

static GtkWidget *
make_month (AppViewCalendar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = app_word_new (NULL, "title-3");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_box_append (GTK_BOX (bar), self->title);
  gtk_box_append (GTK_BOX (bar),
                  make_button (self, gtk_button_new_from_icon_name ("go-previous-symbolic"), -1,
                               _ ("Прошлый месяц (Page Up)")));
  gtk_box_append (GTK_BOX (bar), make_button (self, gtk_button_new_with_label (_ ("Сегодня")), 0,
                                              _ ("К сегодняшнему дню")));
  gtk_box_append (GTK_BOX (bar),
                  make_button (self, gtk_button_new_from_icon_name ("go-next-symbolic"), 1,
                               _ ("Следующий месяц (Page Down)")));
  self->grid = APP_MONTH_GRID (app_month_grid_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->grid), TRUE);
  g_signal_connect_object (self->grid, "chosen", G_CALLBACK (show_day), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "turned", G_CALLBACK (turned_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
  g_object_set (box, "margin-top", 12, "margin-bottom", 12, "margin-start", 12, "margin-end", 12,
                "hexpand", TRUE, NULL);
  return box;
}

static void
built (AppReportView *view)
{
  AppViewCalendar *self = APP_VIEW_CALENDAR (view);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->day = app_label_new (NULL, "title-4 numeric");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  app_name_it (self->list, _ ("Сроки выбранного дня"));
  gtk_box_append (GTK_BOX (side), self->day);
  gtk_box_append (GTK_BOX (side), self->list);
  g_object_set (side, "margin-top", 15, "margin-bottom", 18, "margin-start", 12, "margin-end", 12,
                NULL);
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "child", side, "width-request",
                340, NULL);
  gtk_box_append (GTK_BOX (box), make_month (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (box), scrolled);
  app_report_view_set_content (view, box);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  g_clear_pointer (&APP_VIEW_CALENDAR (object)->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (app_view_calendar_parent_class)->dispose (object);
}

static void
app_view_calendar_class_init (AppViewCalendarClass *klass)
{
  AppReportViewClass *view_class = APP_REPORT_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  view_class->built = built;
  view_class->load = load;
  view_class->apply = apply;
  view_class->copy_all = copy_all;
}

static void
app_view_calendar_init (AppViewCalendar *self)
{
}

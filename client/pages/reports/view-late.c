#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/value.h"
#include "pages/bits.h"
#include "pages/reports/report-parts.h"
#include "pages/reports/view-late.h"

struct _AppViewLate
{
  AppReportView parent_instance;

  AppReportTable list;
};

G_DEFINE_FINAL_TYPE (AppViewLate, app_view_late, APP_TYPE_REPORT_VIEW)

static const int columns[] = { MERILO_PLAN_LATE_ORG_NAME,
                               MERILO_PLAN_LATE_NO,
                               MERILO_PLAN_LATE_TITLE,
                               MERILO_PLAN_LATE_DUE,
                               MERILO_PLAN_LATE_DAYS,
                               MERILO_PLAN_LATE_STATE,
                               -1 };

/* the chip's state in the words of this list; -1: no such thing is late */
static gint64
late_state (AppMatrixState state)
{
  switch (state)
    {
    case APP_MATRIX_LATE:
      return MERILO_EXECUTION_STATE_DONE_LATE;
    case APP_MATRIX_WORK:
      return MERILO_EXECUTION_STATE_IN_PROGRESS;
    case APP_MATRIX_NOT_DONE:
      return MERILO_EXECUTION_STATE_NOT_DONE;
    case APP_MATRIX_OVERDUE:
    case APP_MATRIX_NO_ANSWER:
      return MERILO_EXECUTION_STATE_NOT_STARTED;
    default:
      return -1;
    }
}

static gboolean
match_row (MeriloRecord *row, gpointer data)
{
  AppReportFilter *filter = app_report_view_get_filter (data);
  gint64 school = app_report_filter_get_school (filter), from, until;
  gint64 due = merilo_record_get_whole (row, MERILO_PLAN_LATE_DUE);
  AppMatrixState state = app_report_filter_get_state (filter);

  if (school != 0 && merilo_record_get_whole (row, MERILO_PLAN_LATE_ORG_ID) != school)
    return FALSE;
  app_report_filter_get_period (filter, &from, &until);
  if (app_report_filter_has_year (filter) && (due < from || due > until))
    return FALSE;
  if (state != APP_MATRIX_N_STATES
      && merilo_record_get_whole (row, MERILO_PLAN_LATE_STATE) != late_state (state))
    return FALSE;
  return app_report_filter_takes (filter, merilo_record_get_whole (row, MERILO_PLAN_LATE_LINEAGE),
                                  merilo_record_get_text (row, MERILO_PLAN_LATE_NO),
                                  merilo_record_get_text (row, MERILO_PLAN_LATE_TITLE));
}

/* «опозданий 12: не исполнено 5, исполнено позже срока 7; у 4 школ» */
static void
show_summary (AppViewLate *self, guint shown)
{
  g_autoptr (GHashTable) orgs = g_hash_table_new (NULL, NULL);
  guint done = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < shown; i++)
    {
      g_autoptr (MeriloRecord) row = app_record_table_dup_record (self->list.table, i);

      done += merilo_record_get_whole (row, MERILO_PLAN_LATE_STATE)
              == MERILO_EXECUTION_STATE_DONE_LATE;
      g_hash_table_add (orgs,
                        GINT_TO_POINTER (merilo_record_get_whole (row, MERILO_PLAN_LATE_ORG_ID)));
    }
  text = g_strdup_printf (_ ("Ждёт исполнения %u, исполнено позже срока %u, организаций %u"),
                          shown - done, done, g_hash_table_size (orgs));
  gtk_label_set_text (GTK_LABEL (self->list.summary), text);
}

static void
apply (AppReportView *view)
{
  AppViewLate *self = APP_VIEW_LATE (view);
  guint shown;

  if (!self->list.read)
    return;
  shown = app_report_table_apply (&self->list, view);
  show_summary (self, shown);
  if (shown > 0)
    app_report_view_show_content (view);
  else if (app_record_table_get_n_records (self->list.table) == 0)
    app_report_view_show_empty (view, _ ("Опозданий нет"),
                                _ ("Всё, чей срок наступил, исполнено вовремя."));
  else
    app_report_view_show_empty (view, _ ("Под отбор ничего не подошло"),
                                _ ("Снимите один из отборов или нажмите «Сбросить»."));
}

/* Loading */

static void
rows_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppViewLate) self = data;

  if (app_report_table_take (&self->list, APP_REPORT_VIEW (self), object, result))
    apply (APP_REPORT_VIEW (self));
}

static void
load (AppReportView *view)
{
  g_autofree char *plan = app_report_filter_dup_plan_id (app_report_view_get_filter (view));
  const char *filters[] = { "plan_id", plan, NULL };

  if (*plan != 0)
    app_api_list_async (app_report_view_get_api (view), app_type_of (&merilo_plan_late_entity),
                        filters, app_report_view_get_cancellable (view), rows_cb,
                        g_object_ref (view));
}

static GPtrArray *
copy_all (AppReportView *view)
{
  return app_report_table_copy (&APP_VIEW_LATE (view)->list);
}

/* Callbacks */

static void
activated_cb (GtkWidget *table, MeriloRecord *row, AppViewLate *self)
{
  g_autofree char *report = merilo_record_show (row, MERILO_PLAN_LATE_REPORT_ID);
  g_autofree char *execution = merilo_record_show (row, MERILO_PLAN_LATE_EXECUTION_ID);
  g_autofree char *target
      = *execution != 0 ? g_strdup_printf ("%s/%s", report, execution) : g_strdup (report);

  if (*report != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "reports.open", "s", target);
  else
    app_context_toast (app_report_view_get_context (APP_REPORT_VIEW (self)),
                       _ ("Отчёта за этот квартал ещё нет: организация его не открывала."));
}

static void
built (AppReportView *view)
{
  AppViewLate *self = APP_VIEW_LATE (view);

  app_report_table_build (&self->list, view, &merilo_plan_late_entity, columns, match_row);
  app_record_table_sort_by (self->list.table, MERILO_PLAN_LATE_DAYS, TRUE);
  g_signal_connect_object (self->list.table, "activated", G_CALLBACK (activated_cb), self, 0);
  gtk_box_append (GTK_BOX (self->list.box), GTK_WIDGET (self->list.table));
  app_report_view_set_content (view, self->list.box);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  app_report_table_clear (&APP_VIEW_LATE (object)->list);
  G_OBJECT_CLASS (app_view_late_parent_class)->dispose (object);
}

static void
app_view_late_class_init (AppViewLateClass *klass)
{
  AppReportViewClass *view_class = APP_REPORT_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  view_class->built = built;
  view_class->load = load;
  view_class->apply = apply;
  view_class->copy_all = copy_all;
}

static void
app_view_late_init (AppViewLate *self)
{
}

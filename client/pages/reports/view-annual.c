#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/reports/annual-panel.h"
#include "pages/reports/report-parts.h"
#include "pages/reports/view-annual.h"

struct _AppViewAnnual
{
  AppReportView parent_instance;

  AppReportTable list;
  GtkWidget *edge, *panel;
  int year; /* of the rows */
};

G_DEFINE_FINAL_TYPE (AppViewAnnual, app_view_annual, APP_TYPE_REPORT_VIEW)

/* the figures stand where they are seen beside an open panel */
static const int columns[] = { MERILO_PLAN_ANNUAL_NO,         MERILO_PLAN_ANNUAL_TITLE,
                               MERILO_PLAN_ANNUAL_DONE,       MERILO_PLAN_ANNUAL_DONE_LATE,
                               MERILO_PLAN_ANNUAL_UNANSWERED, MERILO_PLAN_ANNUAL_REPORTERS,
                               MERILO_PLAN_ANNUAL_DEADLINE,   MERILO_PLAN_ANNUAL_CONCLUSION,
                               MERILO_PLAN_ANNUAL_PROPOSAL,   -1 };

static gboolean
match_row (MeriloRecord *row, gpointer data)
{
  AppReportFilter *filter = app_report_view_get_filter (data);
  const char *section = app_report_filter_get_section (filter);
  const char *own = merilo_record_get_text (row, MERILO_PLAN_ANNUAL_SECTION);
  g_autofree char *title = merilo_record_show (row, MERILO_PLAN_ANNUAL_TITLE);

  if (section != NULL && g_strcmp0 (own, section) != 0)
    return FALSE;
  return app_report_filter_takes (filter, merilo_record_get_whole (row, MERILO_PLAN_ANNUAL_LINEAGE),
                                  merilo_record_get_text (row, MERILO_PLAN_ANNUAL_NO), title);
}

static void
show_summary (AppViewAnnual *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list.rows)), concluded = 0, proposed = 0;
  g_autofree char *text = NULL, *share = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MeriloRecord) row = g_list_model_get_item (G_LIST_MODEL (self->list.rows), i);
      g_autofree char *conclusion = merilo_record_show (row, MERILO_PLAN_ANNUAL_CONCLUSION);
      g_autofree char *proposal = merilo_record_show (row, MERILO_PLAN_ANNUAL_PROPOSAL);

      concluded += *conclusion != 0;
      proposed += *proposal != 0;
    }
  share = app_share_text (concluded, n);
  text = g_strdup_printf (_ ("%d год: выводы написаны по %s пунктов, предложений %u"), self->year,
                          share, proposed);
  gtk_label_set_text (GTK_LABEL (self->list.summary), text);
}

static void
apply (AppReportView *view)
{
  AppViewAnnual *self = APP_VIEW_ANNUAL (view);
  guint shown;

  if (!self->list.read)
    return;
  shown = app_report_table_apply (&self->list, view);
  show_summary (self);
  if (shown > 0)
    app_report_view_show_content (view);
  else
    app_report_view_show_empty (view, _ ("За этот год анализировать нечего"),
                                _ ("Выберите другой год или снимите отбор."));
}

/* Loading */

static void
rows_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppViewAnnual) self = data;

  if (app_report_table_take (&self->list, APP_REPORT_VIEW (self), object, result))
    apply (APP_REPORT_VIEW (self));
}

static void
load (AppReportView *view)
{
  AppViewAnnual *self = APP_VIEW_ANNUAL (view);
  AppReportFilter *filter = app_report_view_get_filter (view);
  g_autofree char *plan = app_report_filter_dup_plan_id (filter);
  g_autofree char *year = g_strdup_printf ("%d", app_report_filter_get_year (filter));
  const char *filters[] = { "plan_id", plan, "year", year, NULL };

  self->year = app_report_filter_get_year (filter);
  if (*plan != 0)
    app_api_list_async (app_report_view_get_api (view), app_type_of (&merilo_plan_annual_entity),
                        filters, app_report_view_get_cancellable (view), rows_cb,
                        g_object_ref (view));
}

/* The panel */

static void
show_panel (AppViewAnnual *self, gboolean shown)
{
  gtk_widget_set_visible (self->panel, shown);
  gtk_widget_set_visible (self->edge, shown);
}

static void
show_row (AppViewAnnual *self)
{
  MeriloRecord *row = app_record_table_get_selected (self->list.table);
  MeriloRecord *plan
      = app_report_filter_get_plan (app_report_view_get_filter (APP_REPORT_VIEW (self)));

  if (row != NULL && plan != NULL)
    app_annual_panel_show (APP_ANNUAL_PANEL (self->panel), row,
                           merilo_record_get_whole (plan, MERILO_PLAN_ID), self->year);
}

static void
activated_cb (AppViewAnnual *self)
{
  show_panel (self, TRUE);
  show_row (self);
}

static void
selected_cb (AppViewAnnual *self)
{
  if (gtk_widget_get_visible (self->panel))
    show_row (self);
}

static void
kept_cb (AppViewAnnual *self)
{
  app_record_table_refresh (self->list.table);
  show_summary (self);
}

static gboolean
close_view (AppReportView *view)
{
  AppViewAnnual *self = APP_VIEW_ANNUAL (view);
  gboolean was = gtk_widget_get_visible (self->panel);

  app_annual_panel_save (APP_ANNUAL_PANEL (self->panel));
  show_panel (self, FALSE);
  if (was)
    gtk_widget_grab_focus (GTK_WIDGET (self->list.table));
  return was;
}

static void
closed_cb (AppReportView *view)
{
  close_view (view);
}

/* Ctrl+Enter: written, and to the next */
static void
save (AppReportView *view)
{
  AppViewAnnual *self = APP_VIEW_ANNUAL (view);
  guint row, column, n = app_record_table_get_n_shown (self->list.table);

  app_annual_panel_save (APP_ANNUAL_PANEL (self->panel));
  app_record_table_get_cursor (self->list.table, &row, &column);
  if (gtk_widget_get_visible (self->panel) && row + 1 < n)
    app_record_table_set_cursor (self->list.table, row + 1, column);
}

static GPtrArray *
copy_all (AppReportView *view)
{
  return app_report_table_copy (&APP_VIEW_ANNUAL (view)->list);
}

/* Making */

static void
built (AppReportView *view)
{
  AppViewAnnual *self = APP_VIEW_ANNUAL (view);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *table;

  app_report_table_build (&self->list, view, &merilo_plan_annual_entity, columns, match_row);
  table = GTK_WIDGET (self->list.table);
  self->panel = app_annual_panel_new (app_report_view_get_context (view));
  self->edge = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  g_signal_connect_object (table, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (side), table);
  gtk_box_append (GTK_BOX (side), self->edge);
  gtk_box_append (GTK_BOX (side), self->panel);
  gtk_box_append (GTK_BOX (self->list.box), side);
  show_panel (self, FALSE);
  app_report_view_set_content (view, self->list.box);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  app_report_table_clear (&APP_VIEW_ANNUAL (object)->list);
  G_OBJECT_CLASS (app_view_annual_parent_class)->dispose (object);
}

static void
app_view_annual_class_init (AppViewAnnualClass *klass)
{
  AppReportViewClass *view_class = APP_REPORT_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  view_class->built = built;
  view_class->load = load;
  view_class->apply = apply;
  view_class->save = save;
  view_class->close = close_view;
  view_class->copy_all = copy_all;
}

static void
app_view_annual_init (AppViewAnnual *self)
{
}

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/bits.h"
#include "pages/reports/report-parts.h"

gboolean
app_report_take_rows (AppReportView *view, GObject *api, GAsyncResult *result, GPtrArray **rows)
{
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) read = app_api_list_finish (APP_API (api), result, &as_of, &error);

  if (!app_report_view_check (view, read, error, as_of))
    return FALSE;
  g_clear_pointer (rows, g_ptr_array_unref);
  *rows = g_steal_pointer (&read);
  return TRUE;
}

/* Tables */

static void
export_cb (GtkWidget *view)
{
  gtk_widget_activate_action (view, "reports.export", NULL);
}

void
app_report_table_build (AppReportTable *self,
                        AppReportView *view,
                        const MeriloEntity *entity,
                        const int *columns,
                        AppRecordMatch match)
{
  const AppUser *user = app_context_get_user (app_report_view_get_context (view));

  self->rows = g_list_store_new (MERILO_TYPE_RECORD);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->summary = app_label_new (NULL, "dim-label numeric");
  g_object_set (self->summary, "margin-start", 12, "margin-end", 12, "margin-top", 6,
                "margin-bottom", 6, NULL);
  self->table = g_object_new (APP_TYPE_RECORD_TABLE, "vexpand", TRUE, "hexpand", TRUE, NULL);
  app_record_table_set_entity (self->table, entity, columns);
  app_record_table_set_role (self->table, user->role, FALSE);
  app_record_table_set_records (self->table, G_LIST_MODEL (self->rows));
  app_record_table_set_match (self->table, match, view, NULL);
  g_signal_connect_object (self->table, "export", G_CALLBACK (export_cb), view, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), self->summary);
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
}

gboolean
app_report_table_take (AppReportTable *self,
                       AppReportView *view,
                       GObject *api,
                       GAsyncResult *result)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (!app_report_take_rows (view, api, result, &rows))
    return FALSE;
  self->read = TRUE;
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata, rows->len);
  return TRUE;
}

guint
app_report_table_apply (AppReportTable *self, AppReportView *view)
{
  guint shown;

  app_record_table_refresh (self->table);
  shown = app_record_table_get_n_shown (self->table);
  if (gtk_widget_get_mapped (GTK_WIDGET (view)))
    app_report_filter_set_count (app_report_view_get_filter (view), shown,
                                 app_record_table_get_n_records (self->table));
  return shown;
}

GPtrArray *
app_report_table_copy (AppReportTable *self)
{
  return app_record_table_copy_cells (self->table, TRUE);
}

void
app_report_table_clear (AppReportTable *self)
{
  if (self->rows != NULL) /* the filter goes before the table */
    app_record_table_set_match (self->table, NULL, NULL, NULL);
  g_clear_object (&self->rows);
}

/* Matrices */

void
app_report_show_matrix (AppReportView *view,
                        GtkWidget *matrix,
                        AppMatrixModel *model,
                        const char *title,
                        const char *text)
{
  app_matrix_view_set_model (APP_MATRIX_VIEW (matrix), model);
  if (gtk_widget_get_mapped (GTK_WIDGET (view)))
    app_report_filter_set_count (app_report_view_get_filter (view),
                                 app_matrix_model_get_n_items (model, FALSE),
                                 app_matrix_model_get_n_items (model, TRUE));
  if (app_matrix_model_get_n_rows (model) > 0 && app_matrix_model_get_n_cols (model) > 0)
    app_report_view_show_content (view);
  else
    app_report_view_show_empty (view, title, text);
}

GPtrArray *
app_report_copy_matrix (AppMatrixModel *model)
{
  return model != NULL ? app_matrix_model_copy (model, 0, 0, G_MAXUINT - 1, G_MAXUINT - 1) : NULL;
}

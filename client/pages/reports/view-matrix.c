#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "net/json.h"
#include "pages/bits.h"
#include "pages/reports/cell-panel.h"
#include "pages/reports/report-parts.h"
#include "pages/reports/view-matrix.h"
#include "widgets/matrix-view.h"
#include "widgets/wrap-layout.h"

struct _AppViewMatrix
{
  AppReportView parent_instance;

  AppMatrixModel *model; /* NULL: not read yet */
  GtkWidget *legend, *matrix, *edge, *panel;
};

G_DEFINE_FINAL_TYPE (AppViewMatrix, app_view_matrix, APP_TYPE_REPORT_VIEW)

static AppReportFilter *
get_filter (AppViewMatrix *self)
{
  return app_report_view_get_filter (APP_REPORT_VIEW (self));
}

/* The legend: how many cells of each state; a click shows them alone */

static void
legend_cb (GtkWidget *button, AppViewMatrix *self)
{
  const char *code = g_object_get_data (G_OBJECT (button), "code");
  AppMatrixState now = app_report_filter_get_state (get_filter (self));

  app_report_filter_choose (get_filter (self), "state",
                            app_matrix_state_by_code (code) == now ? NULL : code);
}

static void
add_legend (AppViewMatrix *self, AppMatrixState state, guint count)
{
  const AppMatrixWord *word = &app_matrix_words[state];
  g_autofree char *text = g_strdup_printf ("%s %s %u", word->glyph, _ (word->label), count);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "legend");
  if (word->tone == APP_TONE_GOOD)
    gtk_widget_add_css_class (button, "success");
  else if (word->tone == APP_TONE_WARNING)
    gtk_widget_add_css_class (button, "warning");
  else if (word->tone == APP_TONE_BAD)
    gtk_widget_add_css_class (button, "error");
  else if (word->tone == APP_TONE_ACCENT)
    gtk_widget_add_css_class (button, "accent");
  gtk_widget_set_tooltip_text (button, _ ("Показать только их; ещё раз — все"));
  g_object_set_data (G_OBJECT (button), "code", (gpointer) word->code);
  g_signal_connect_object (button, "clicked", G_CALLBACK (legend_cb), self, 0);
  gtk_box_append (GTK_BOX (self->legend), button);
}

static void
show_legend (AppViewMatrix *self)
{
  app_box_clear (self->legend);
  for (guint i = 0; i < APP_MATRIX_NOTHING; i++)
    if (app_matrix_model_count_state (self->model, i) > 0)
      add_legend (self, i, app_matrix_model_count_state (self->model, i));
}

/* The panel */

static void
show_cell (AppViewMatrix *self)
{
  AppReportFilter *filter = get_filter (self);
  g_autofree char *plan = app_report_filter_dup_plan_id (filter);
  g_autofree char *item = NULL;
  guint row, col;

  if (!app_matrix_view_get_cursor (APP_MATRIX_VIEW (self->matrix), &row, &col))
    return;
  item = g_strdup_printf ("%s  %s", app_matrix_model_get_no (self->model, row),
                          app_matrix_model_get_title (self->model, row));
  app_cell_panel_show (APP_CELL_PANEL (self->panel), plan,
                       app_matrix_model_get_lineage (self->model, row),
                       app_matrix_model_get_reporter (self->model, col),
                       app_report_filter_get_quarter (filter), item,
                       app_matrix_model_get_name (self->model, col),
                       _ (app_matrix_words[app_matrix_model_get (self->model, row, col)].label));
}

static void
show_panel (AppViewMatrix *self, gboolean shown)
{
  gtk_widget_set_visible (self->panel, shown);
  gtk_widget_set_visible (self->edge, shown);
}

static void
activated_cb (AppViewMatrix *self)
{
  show_panel (self, TRUE);
  show_cell (self);
}

static void
moved_cb (AppViewMatrix *self)
{
  if (gtk_widget_get_visible (self->panel))
    show_cell (self);
}

static gboolean
close_view (AppReportView *view)
{
  AppViewMatrix *self = APP_VIEW_MATRIX (view);
  gboolean was = gtk_widget_get_visible (self->panel);

  show_panel (self, FALSE);
  if (was)
    gtk_widget_grab_focus (self->matrix);
  return was;
}

static void
closed_cb (AppReportView *view)
{
  close_view (view);
}

/* Reading */

static gboolean
read_items (AppMatrixModel *model, JsonArray *items, JsonArray *cells)
{
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonNode *node = json_array_get_element (items, i);
      JsonNode *row = json_array_get_element (cells, i);
      JsonObject *item;

      if (!JSON_NODE_HOLDS_OBJECT (node) || !JSON_NODE_HOLDS_VALUE (row))
        return FALSE;
      item = json_node_get_object (node);
      app_matrix_model_add_item (model, app_json_whole (item, "lineage", 0),
                                 app_json_text (item, "no"), app_json_text (item, "title"),
                                 app_json_text (item, "section"), json_node_get_string (row));
    }
  return TRUE;
}

/* NULL: no matrix */
static AppMatrixModel *
read_matrix (JsonNode *node)
{
  g_autoptr (AppMatrixModel) model = app_matrix_model_new ();
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *items = object != NULL ? app_json_array (object, "items") : NULL;
  JsonArray *reporters = object != NULL ? app_json_array (object, "reporters") : NULL;
  JsonArray *cells = object != NULL ? app_json_array (object, "cells") : NULL;

  if (items == NULL || reporters == NULL || cells == NULL
      || json_array_get_length (cells) != json_array_get_length (items))
    return NULL;
  for (guint i = 0; i < json_array_get_length (reporters); i++)
    {
      JsonNode *reporter = json_array_get_element (reporters, i);

      if (!JSON_NODE_HOLDS_OBJECT (reporter))
        return NULL;
      app_matrix_model_add_reporter (model,
                                     app_json_whole (json_node_get_object (reporter), "org_id", 0),
                                     app_json_text (json_node_get_object (reporter), "name"));
    }
  return read_items (model, items, cells) ? g_steal_pointer (&model) : NULL;
}

static void
apply (AppReportView *view)
{
  AppViewMatrix *self = APP_VIEW_MATRIX (view);
  AppReportFilter *filter = get_filter (self);

  if (self->model == NULL)
    return;
  app_matrix_model_filter (self->model, app_report_filter_get_section (filter),
                           app_report_filter_get_school (filter),
                           app_report_filter_get_state (filter),
                           app_report_filter_get_text (filter));
  show_legend (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (view)))
    app_report_filter_set_count (filter, app_matrix_model_get_n_items (self->model, FALSE),
                                 app_matrix_model_get_n_items (self->model, TRUE));
  app_report_view_set_notice (view, app_report_filter_get_quarter (filter) == NULL ? _ (
                                        "Показан весь срок плана до сегодняшнего дня: выберите "
                                        "квартал, чтобы сузить.")
                                                                                   : NULL);
  if (app_matrix_model_get_n_items (self->model, TRUE) == 0)
    app_report_view_show_empty (view, _ ("В этом квартале сроков нет"),
                                _ ("Выберите другой квартал или весь срок плана."));
  else if (app_matrix_model_get_n_rows (self->model) == 0
           || app_matrix_model_get_n_cols (self->model) == 0)
    app_report_view_show_empty (view, _ ("Под отбор ничего не подошло"),
                                _ ("Снимите один из отборов или нажмите «Сбросить»."));
  else
    app_report_view_show_content (view);
}

static void
matrix_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppViewMatrix) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_read_finish (APP_API (object), result, &error);
  g_autoptr (AppMatrixModel) model = NULL;

  if (!app_report_view_check (APP_REPORT_VIEW (self), node, error, 0))
    return;
  model = read_matrix (node);
  if (model == NULL)
    {
      app_report_view_show_empty (APP_REPORT_VIEW (self), _ ("Матрицу не удалось прочитать"),
                                  _ ("Обновите программу: сервер отвечает по-новому."));
      return;
    }
  g_set_object (&self->model, model);
  apply (APP_REPORT_VIEW (self));
  app_matrix_view_set_model (APP_MATRIX_VIEW (self->matrix), model);
  moved_cb (self);
}

static void
load (AppReportView *view)
{
  AppReportFilter *filter = app_report_view_get_filter (view);
  g_autofree char *plan = app_report_filter_dup_plan_id (filter);
  const char *quarter = app_report_filter_get_quarter (filter);
  g_autofree char *path = quarter != NULL
                              ? g_strdup_printf ("matrix?plan_id=%s&quarter=%s", plan, quarter)
                              : g_strdup_printf ("matrix?plan_id=%s", plan);

  if (*plan != 0)
    app_api_read_async (app_report_view_get_api (view), path,
                        app_report_view_get_cancellable (view), matrix_cb, g_object_ref (view));
}

static GPtrArray *
copy_all (AppReportView *view)
{
  return app_report_copy_matrix (APP_VIEW_MATRIX (view)->model);
}

static void
built (AppReportView *view)
{
  AppViewMatrix *self = APP_VIEW_MATRIX (view);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->legend = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->legend, app_wrap_layout_new (0, 0));
  g_object_set (self->legend, "margin-start", 6, "margin-top", 3, "margin-bottom", 3, NULL);
  self->matrix = app_matrix_view_new (NULL);
  self->panel = app_cell_panel_new (app_report_view_get_context (view));
  self->edge = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  g_object_set (scrolled, "child", self->matrix, "hexpand", TRUE, "vexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (side), scrolled);
  gtk_box_append (GTK_BOX (side), self->edge);
  gtk_box_append (GTK_BOX (side), self->panel);
  gtk_box_append (GTK_BOX (box), self->legend);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), side);
  show_panel (self, FALSE);
  g_signal_connect_object (self->matrix, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->matrix, "cursor-moved", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  app_report_view_set_content (view, box);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  g_clear_object (&APP_VIEW_MATRIX (object)->model);
  G_OBJECT_CLASS (app_view_matrix_parent_class)->dispose (object);
}

static void
app_view_matrix_class_init (AppViewMatrixClass *klass)
{
  AppReportViewClass *view_class = APP_REPORT_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  view_class->built = built;
  view_class->load = load;
  view_class->apply = apply;
  view_class->close = close_view;
  view_class->copy_all = copy_all;
}

static void
app_view_matrix_init (AppViewMatrix *self)
{
}

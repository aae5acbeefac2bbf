#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/reports/cell-panel.h"
#include "pages/reports/report-files.h"

struct _AppCellPanel
{
  AdwBin parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  GtkWidget *title, *name, *state, *list;
  guint n_shown;
};

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppCellPanel, app_cell_panel, ADW_TYPE_BIN)

/* One quarter */

static void
add_fact (GtkWidget *box, const char *head, MeriloRecord *record, guint field, const char *css)
{
  g_autofree char *text = merilo_record_show (record, field);
  GtkWidget *label;

  if (*text == 0)
    return;
  if (head != NULL)
    gtk_box_append (GTK_BOX (box), app_label_new (head, "caption-heading dim-label"));
  label = app_label_new (text, css);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_head (MeriloRecord *execution)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *quarter
      = app_quarter_text (merilo_record_get_text (execution, MERILO_EXECUTION_QUARTER));
  g_autofree char *due = merilo_record_show (execution, MERILO_EXECUTION_DUE);
  g_autofree char *when
      = *due != 0 ? g_strdup_printf (_ ("%s, до %s"), quarter, due) : g_strdup (quarter);
  g_autofree char *state = merilo_record_show (execution, MERILO_EXECUTION_STATE);
  GtkWidget *label = app_label_new (when, "heading");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), app_badge_new (*state != 0 ? state : _ ("нет ответа"), "dim"));
  return head;
}

static GtkWidget *
make_open_button (MeriloRecord *execution)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Открыть в отчёте"));
  g_autofree char *id = app_record_dup_id (execution);
  g_autofree char *report = merilo_record_show (execution, MERILO_EXECUTION_REPORT_ID);
  g_autofree char *target = g_strdup_printf ("%s/%s", report, id);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "reports.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  return button;
}

static GtkWidget *
make_quarter (AppCellPanel *self, MeriloRecord *execution)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *files = app_report_files_new (self->context);

  gtk_box_append (GTK_BOX (box), make_head (execution));
  add_fact (box, NULL, execution, MERILO_EXECUTION_REMARK, "notice");
  add_fact (box, NULL, execution, MERILO_EXECUTION_TEXT, NULL);
  add_fact (box, _ ("Дата исполнения"), execution, MERILO_EXECUTION_DATE_DONE, "numeric");
  add_fact (box, _ ("Причина"), execution, MERILO_EXECUTION_REASON, NULL);
  app_report_files_set_execution (APP_REPORT_FILES (files), execution, FALSE);
  gtk_box_append (GTK_BOX (box), files);
  if (merilo_record_get_whole (execution, MERILO_EXECUTION_FILES) > 0)
    app_report_files_load (APP_REPORT_FILES (files));
  if (merilo_record_has (execution, MERILO_EXECUTION_REPORT_ID))
    gtk_box_append (GTK_BOX (box), make_open_button (execution));
  return box;
}

/* Loading */

static void
say (AppCellPanel *self, const char *text)
{
  app_box_clear (self->list);
  gtk_box_append (GTK_BOX (self->list), app_label_new (text, "dim-label"));
}

static void
executions_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppCellPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) executions = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (self->context == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  if (executions == NULL)
    {
      say (self, error->message);
      return;
    }
  self->n_shown = executions->len;
  app_box_clear (self->list);
  if (executions->len == 0)
    say (self, _ ("По этому пункту ещё ничего не отвечено."));
  for (guint i = 0; i < executions->len; i++)
    {
      if (i > 0)
        gtk_box_append (GTK_BOX (self->list), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (GTK_BOX (self->list), make_quarter (self, executions->pdata[i]));
    }
}

void
app_cell_panel_show (AppCellPanel *self,
                     const char *plan,
                     gint64 lineage,
                     gint64 org,
                     const char *quarter,
                     const char *item,
                     const char *name,
                     const char *state)
{
  g_autofree char *lineage_text = g_strdup_printf ("%" G_GINT64_FORMAT, lineage);
  g_autofree char *org_text = g_strdup_printf ("%" G_GINT64_FORMAT, org);
  const char *filters[] = { "plan_id",
                            plan,
                            "lineage",
                            lineage_text,
                            "org_id",
                            org_text,
                            quarter != NULL ? "quarter" : NULL,
                            quarter,
                            NULL };

  gtk_label_set_text (GTK_LABEL (self->title), item);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  app_badge_set (self->state, state, "dim");
  self->n_shown = 0;
  app_asked_anew (&self->cancellable);
  app_api_list_at_async (app_context_get_api (self->context),
                         app_type_of (&merilo_execution_entity), "matrix/cell", filters,
                         self->cancellable, executions_cb, g_object_ref (self));
}

guint
app_cell_panel_get_n_shown (AppCellPanel *self)
{
  return self->n_shown;
}

/* GObject overrides */

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
dispose (GObject *object)
{
  AppCellPanel *self = APP_CELL_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_cell_panel_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_object_unref (APP_CELL_PANEL (object)->cancellable);
  G_OBJECT_CLASS (app_cell_panel_parent_class)->finalize (object);
}

static void
app_cell_panel_class_init (AppCellPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  signals[CLOSED] = g_signal_new ("closed", APP_TYPE_CELL_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "cell.close", NULL, close_action);
}

static GtkWidget *
make_top (AppCellPanel *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->name = app_label_new (NULL, "title-4");
  self->state = app_badge_new ("", "dim");
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_valign (close, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (close, _ ("Закрыть (Esc)"));
  app_name_it (close, _ ("Закрыть боковую панель"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "cell.close");
  gtk_box_append (GTK_BOX (top), self->name);
  gtk_box_append (GTK_BOX (top), close);
  return top;
}

static void
app_cell_panel_init (AppCellPanel *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->cancellable = g_cancellable_new ();
  self->title = app_label_new (NULL, "dim-label");
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 15);
  gtk_box_append (GTK_BOX (box), make_top (self));
  gtk_box_append (GTK_BOX (box), self->state);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->list);
  g_object_set (box, "margin-top", 12, "margin-bottom", 18, "margin-start", 15, "margin-end", 12,
                NULL);
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "child", box, "width-request", 360,
                NULL);
  gtk_widget_set_hexpand (scrolled, FALSE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

GtkWidget *
app_cell_panel_new (AppContext *context)
{
  AppCellPanel *self = g_object_new (APP_TYPE_CELL_PANEL, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

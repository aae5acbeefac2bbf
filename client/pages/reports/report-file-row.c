#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/ask.h"
#include "pages/bits.h"
#include "pages/reports/report-file-row.h"

struct _AppReportFileRow
{
  AdwBin parent_instance;

  AppContext *context;
  MeriloRecord *evidence;
  GCancellable *cancellable;
};

enum
{
  WITHDRAWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppReportFileRow, app_report_file_row, ADW_TYPE_BIN)

/* Opening */

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportFileRow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = app_api_download_finish (APP_API (object), result, &error);
  GFile *file = g_object_get_data (G_OBJECT (self), "file");
  g_autofree char *uri = g_file_get_uri (file);

  if (self->context == NULL)
    return;
  if (app_context_check_act (self->context, done, error))
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

static void
open_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AppReportFileRow *self = APP_REPORT_FILE_ROW (widget);
  g_autofree char *id = merilo_record_show (self->evidence, MERILO_EVIDENCE_FILE_ID);
  g_autofree char *name = merilo_record_show (self->evidence, MERILO_EVIDENCE_NAME);
  g_autofree char *clean = g_path_get_basename (*name != 0 ? name : "file");
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "merilo", NULL);
  g_autofree char *path = g_build_filename (folder, clean, NULL);
  GFile *file = g_file_new_for_path (path);

  g_mkdir_with_parents (folder, 0700);
  g_object_set_data_full (G_OBJECT (self), "file", file, g_object_unref);
  app_api_download_async (app_context_get_api (self->context), id, file, self->cancellable,
                          opened_cb, g_object_ref (self));
}

/* Withdrawal */

static void
withdrawn_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportFileRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) evidence = app_api_act_finish (APP_API (object), result, &error);

  if (self->context == NULL)
    return;
  if (app_context_check_act (self->context, evidence != NULL, error))
    g_signal_emit (self, signals[WITHDRAWN], 0);
}

static void
reason_cb (const char *reason, gpointer data)
{
  AppReportFileRow *self = data;
  g_autofree char *body = app_json_body ("reason", reason, NULL);

  app_api_act_async (app_context_get_api (self->context), app_type_of (&merilo_evidence_entity),
                     self->evidence, "withdrawal", body, self->cancellable, withdrawn_cb,
                     g_object_ref (self));
}

static void
withdraw_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  app_ask_reason (widget, _ ("Отозвать файл"),
                  _ ("Файл будет стёрт, в отчёте останутся его название и причина."),
                  _ ("Отозвать"), _ ("Причина отзыва"), reason_cb, g_object_ref (widget),
                  g_object_unref);
}

/* GObject overrides */

static void
app_report_file_row_dispose (GObject *object)
{
  AppReportFileRow *self = APP_REPORT_FILE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->evidence);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_report_file_row_parent_class)->dispose (object);
}

static void
app_report_file_row_finalize (GObject *object)
{
  g_object_unref (APP_REPORT_FILE_ROW (object)->cancellable);
  G_OBJECT_CLASS (app_report_file_row_parent_class)->finalize (object);
}

static void
app_report_file_row_class_init (AppReportFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_report_file_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_report_file_row_finalize;
  signals[WITHDRAWN] = g_signal_new ("withdrawn", APP_TYPE_REPORT_FILE_ROW, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "file.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "file.withdraw", NULL, withdraw_action);
}

static void
app_report_file_row_init (AppReportFileRow *self)
{
  self->cancellable = g_cancellable_new ();
}

static GtkWidget *
make_open_button (const char *label)
{
  GtkWidget *button = gtk_button_new (), *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "mail-attachment-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "file.open");
  app_name_it (button, label);
  return button;
}

static void
fill (AppReportFileRow *self, gboolean writable)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = merilo_record_show (self->evidence, MERILO_EVIDENCE_NAME);
  g_autofree char *title = merilo_record_show (self->evidence, MERILO_EVIDENCE_TITLE);
  gint64 size = MAX (0, merilo_record_get_whole (self->evidence, MERILO_EVIDENCE_SIZE));
  g_autofree char *length = g_format_size ((guint64) size);
  g_autofree char *label = g_strdup_printf ("%s, %s", *name != 0 ? name : title, length);

  adw_bin_set_child (ADW_BIN (self), box);
  if (merilo_record_has (self->evidence, MERILO_EVIDENCE_WITHDRAWN_AT))
    {
      g_autofree char *why = merilo_record_show (self->evidence, MERILO_EVIDENCE_WITHDRAWN_REASON);
      g_autofree char *text = g_strdup_printf (_ ("%s — отозван: %s"), title, why);

      gtk_box_append (GTK_BOX (box), app_label_new (text, "dim-label"));
      return;
    }
  gtk_box_append (GTK_BOX (box), make_open_button (label));
  if (writable)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Отозвать…"));
      g_autofree char *spoken = g_strdup_printf (_ ("Отозвать файл «%s»"), title);

      gtk_widget_add_css_class (button, "flat");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "file.withdraw");
      app_name_it (button, spoken);
      gtk_box_append (GTK_BOX (box), button);
    }
}

GtkWidget *
app_report_file_row_new (AppContext *context, MeriloRecord *evidence, gboolean writable)
{
  AppReportFileRow *self = g_object_new (APP_TYPE_REPORT_FILE_ROW, NULL);

  self->context = g_object_ref (context);
  self->evidence = g_object_ref (evidence);
  fill (self, writable);
  return GTK_WIDGET (self);
}

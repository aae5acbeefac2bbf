#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/reports/report-file-row.h"
#include "pages/reports/report-files.h"

struct _AppReportFiles
{
  AdwBin parent_instance;

  AppContext *context;
  MeriloRecord *execution;
  GCancellable *cancellable, *reading; /* of all it does; of the list */
  GtkWidget *list, *none, *busy, *tools;
  gboolean writable, loaded;
};

enum
{
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppReportFiles, app_report_files, ADW_TYPE_BIN)

/* What is taken */

static const char *const taken[]
    = { "pdf", "docx", "xlsx", "odt", "ods", "png", "jpg", "jpeg", "txt", "csv", NULL };

gboolean
app_report_file_check (const char *name, goffset size, GError **error)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *ending = dot != NULL ? g_ascii_strdown (dot + 1, -1) : g_strdup ("");
  g_autofree char *shown = g_filename_display_basename (name);

  if (!g_strv_contains (taken, ending))
    g_set_error (
        error, MERILO_ERROR, MERILO_ERROR_INVALID,
        _ ("«%s»: такой файл не принимается. Подойдут PDF, документ (.docx, .odt), таблица (.xlsx, .ods), снимок (PNG, JPEG) или текст."),
        shown);
  else if (size > APP_REPORT_FILE_MAX)
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                 _ ("«%s» больше 20 МБ. Уменьшите снимки или разделите файл на части."), shown);
  else if (size == 0)
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                 _ ("«%s» пуст: проверьте, что файл сохранён."), shown);
  else
    return TRUE;
  return FALSE;
}

/* The list */

static void
withdrawn_cb (AppReportFiles *self)
{
  app_report_files_load (self);
}

static void
evidence_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportFiles) self = data;
  g_autoptr (GPtrArray) list = app_api_list_finish (APP_API (object), result, NULL, NULL);
  guint standing = 0;

  if (list == NULL || self->context == NULL || app_asked_is_given_up (result))
    return;
  app_box_clear (self->list);
  for (guint i = 0; i < list->len; i++)
    {
      GtkWidget *row = app_report_file_row_new (self->context, list->pdata[i], self->writable);

      g_signal_connect_object (row, "withdrawn", G_CALLBACK (withdrawn_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->list), row);
      standing += !merilo_record_has (list->pdata[i], MERILO_EVIDENCE_WITHDRAWN_AT);
    }
  /* who can attach some sees the buttons */
  gtk_widget_set_visible (self->none, list->len == 0 && !self->writable);
  g_signal_emit (self, signals[COUNTED], 0, standing);
}

void
app_report_files_load (AppReportFiles *self)
{
  g_autofree char *id = app_record_dup_id (self->execution);
  const char *filters[] = { "execution_id", id, NULL };

  self->loaded = TRUE;
  app_api_list_async (app_context_get_api (self->context), app_type_of (&merilo_evidence_entity),
                      filters, app_asked_anew (&self->reading), evidence_cb, g_object_ref (self));
}

/* Sending */

typedef struct
{
  AppReportFiles *self;
  char *name;
  GFile *scratch; /* a picture's file, erased after; or NULL */
} Sending;

static void
free_sending (Sending *sending)
{
  if (sending->scratch != NULL)
    g_file_delete (sending->scratch, NULL, NULL);
  g_clear_object (&sending->scratch);
  g_object_unref (sending->self);
  g_free (sending->name);
  g_free (sending);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, free_sending)

static void
show_busy (AppReportFiles *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->busy), text != NULL ? text : "");
  gtk_widget_set_visible (self->busy, text != NULL);
}

static void
attached_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportFiles) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) evidence = app_api_write_finish (APP_API (object), result, &error);

  if (self->context == NULL)
    return;
  show_busy (self, NULL);
  if (app_context_check_act (self->context, evidence != NULL, error))
    app_report_files_load (self);
}

static void
uploaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Sending) sending = data;
  AppReportFiles *self = sending->self;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = app_api_upload_finish (APP_API (object), result, &error);
  g_autoptr (MeriloRecord) evidence = NULL;

  if (self->context == NULL)
    return;
  if (id == NULL)
    {
      show_busy (self, NULL);
      app_context_toast_error (self->context, error);
      return;
    }
  evidence = g_object_new (app_type_of (&merilo_evidence_entity), NULL);
  merilo_record_set_whole (evidence, MERILO_EVIDENCE_EXECUTION_ID,
                           merilo_record_get_whole (self->execution, MERILO_EXECUTION_ID));
  merilo_record_set_text (evidence, MERILO_EVIDENCE_FILE_ID, id);
  merilo_record_set_text (evidence, MERILO_EVIDENCE_TITLE, sending->name);
  app_api_create_async (APP_API (object), evidence, self->cancellable, attached_cb,
                        g_object_ref (self));
}

static void
send_file (AppReportFiles *self, GFile *file, gboolean scratch)
{
  g_autofree char *name = g_file_get_basename (file);
  Sending *sending = g_new0 (Sending, 1);
  g_autofree char *text = NULL;

  sending->self = g_object_ref (self);
  sending->name = g_filename_display_name (name);
  sending->scratch = scratch ? g_object_ref (file) : NULL;
  text = g_strdup_printf (_ ("Загружается «%s»"), sending->name);
  show_busy (self, text);
  app_api_upload_async (app_context_get_api (self->context), file, NULL, NULL, self->cancellable,
                        uploaded_cb, sending);
}

void
app_report_files_attach (AppReportFiles *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, &error);

  if (info != NULL && app_report_file_check (name, g_file_info_get_size (info), &error))
    send_file (self, file, FALSE);
  else
    app_context_refuse (self->context, error->message);
}

void
app_report_files_attach_picture (AppReportFiles *self, GdkTexture *picture)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, _ ("Снимок %d.%m.%Y %H-%M-%S.png"));
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "merilo", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_mkdir_with_parents (folder, 0700);
  if (gdk_texture_save_to_png (picture, path))
    send_file (self, file, TRUE);
  else
    app_context_refuse (self->context,
                        _ ("Картинку из буфера обмена не удалось сохранить: проверьте "
                           "место на диске."));
}

/* Actions */

static void
files_cb (GListModel *files, gpointer data)
{
  AppReportFiles *self = data;

  for (guint i = 0; self->writable && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      app_report_files_attach (self, file);
    }
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_choose_files (widget, _ ("Подтверждающие документы"), NULL, NULL, TRUE, files_cb,
                    g_object_ref (widget), g_object_unref);
}

static void
texture_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportFiles) self = data;
  g_autoptr (GdkTexture) picture
      = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (object), result, NULL);

  if (self->context == NULL)
    return;
  if (picture != NULL)
    app_report_files_attach_picture (self, picture);
  else
    app_context_refuse (self->context, _ ("В буфере обмена нет картинки: скопируйте её и нажмите "
                                          "ещё раз."));
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_texture_async (gtk_widget_get_clipboard (widget), NULL, texture_cb,
                                    g_object_ref (widget));
}

/* GObject overrides */

static void
app_report_files_dispose (GObject *object)
{
  AppReportFiles *self = APP_REPORT_FILES (object);

  g_cancellable_cancel (self->cancellable);
  app_asked_give_up (&self->reading);
  g_clear_object (&self->execution);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_report_files_parent_class)->dispose (object);
}

static void
app_report_files_finalize (GObject *object)
{
  g_object_unref (APP_REPORT_FILES (object)->cancellable);
  G_OBJECT_CLASS (app_report_files_parent_class)->finalize (object);
}

/* a widget that was taken away may live on in the calls it made: they end here */
static void
app_report_files_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (APP_REPORT_FILES (widget)->cancellable);
  app_asked_give_up (&APP_REPORT_FILES (widget)->reading);
  GTK_WIDGET_CLASS (app_report_files_parent_class)->unroot (widget);
}

static void
app_report_files_class_init (AppReportFilesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_report_files_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_report_files_finalize;
  widget_class->unroot = app_report_files_unroot;
  signals[COUNTED] = g_signal_new ("counted", APP_TYPE_REPORT_FILES, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_install_action (widget_class, "files.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "files.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "files.paste", NULL);
}

static GtkWidget *
make_tools (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *choose = gtk_button_new_with_label (_ ("Приложить файлы…"));
  GtkWidget *paste = gtk_button_new_with_label (_ ("Вставить картинку"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (choose), "files.choose");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (paste), "files.paste");
  gtk_widget_set_tooltip_text (paste, _ ("Из буфера обмена (Ctrl+Shift+V)"));
  gtk_box_append (GTK_BOX (buttons), choose);
  gtk_box_append (GTK_BOX (buttons), paste);
  gtk_box_append (GTK_BOX (buttons), app_word_new (_ ("или перетащите файлы сюда"), "dim-label"));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (
      GTK_BOX (box),
      app_label_new (
          _ ("До 20 МБ каждый: PDF, документ, таблица, снимок или текст. Без персональных данных обучающихся."),
          "caption dim-label"));
  return box;
}

static void
app_report_files_init (AppReportFiles *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->cancellable = g_cancellable_new ();
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->none = app_label_new (_ ("Файлов нет"), "dim-label");
  self->busy = app_label_new (NULL, "dim-label");
  self->tools = make_tools ();
  gtk_widget_set_visible (self->none, FALSE);
  gtk_widget_set_visible (self->busy, FALSE);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->none);
  gtk_box_append (GTK_BOX (box), self->busy);
  gtk_box_append (GTK_BOX (box), self->tools);
  adw_bin_set_child (ADW_BIN (self), box);
  app_take_files (GTK_WIDGET (self), files_cb, self);
}

/* Public API */

GtkWidget *
app_report_files_new (AppContext *context)
{
  AppReportFiles *self = g_object_new (APP_TYPE_REPORT_FILES, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
app_report_files_set_execution (AppReportFiles *self, MeriloRecord *execution, gboolean writable)
{
  gboolean again = self->loaded && self->writable != writable;

  g_set_object (&self->execution, execution);
  self->writable = writable;
  gtk_widget_set_visible (self->tools, writable);
  if (again)
    app_report_files_load (self);
}

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/bits.h"
#include "pages/field.h"
#include "pages/reports/report-line.h"

struct _AppReportLine
{
  AdwExpanderRow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  MeriloRecord *execution;
  GtkWidget *badge, *body, *files, *attach, *busy, *remark, *remark_note;
  GPtrArray *fields;
  gboolean filled; /* the files were asked for */
};

G_DEFINE_FINAL_TYPE (AppReportLine, app_report_line, ADW_TYPE_EXPANDER_ROW)

static const guint form_fields[] = { MERILO_EXECUTION_STATE, MERILO_EXECUTION_TEXT,
                                     MERILO_EXECUTION_DATE_DONE, MERILO_EXECUTION_REASON };

/* Helpers */

static gboolean
is_open (AppReportLine *self)
{
  const char *state = merilo_record_get_text (self->execution, MERILO_EXECUTION_REPORT_STATE);

  return state == NULL || g_str_equal (state, "draft") || g_str_equal (state, "returned");
}

static gboolean
is_school (AppReportLine *self)
{
  return app_session_has_role (app_context_get_session (self->context), MERILO_BY_SCHOOL);
}

static const char *
tone_of (gint64 state)
{
  switch (state)
    {
    case MERILO_EXECUTION_STATE_DONE:
      return "success";
    case MERILO_EXECUTION_STATE_DONE_LATE:
    case MERILO_EXECUTION_STATE_NOT_DONE:
      return "warning";
    case MERILO_EXECUTION_STATE_IN_PROGRESS:
      return "accent";
    default:
      return "dim";
    }
}

static void
show_head (AppReportLine *self)
{
  MeriloRecord *e = self->execution;
  g_autofree char *no = merilo_record_show (e, MERILO_EXECUTION_ITEM_NO);
  g_autofree char *name = merilo_record_show (e, MERILO_EXECUTION_ITEM_TITLE);
  g_autofree char *title = g_strdup_printf ("%s  %s", no, name);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *deadline = merilo_record_show (e, MERILO_EXECUTION_DEADLINE);
  g_autofree char *due = merilo_record_show (e, MERILO_EXECUTION_DUE);
  g_autofree char *state = merilo_record_show (e, MERILO_EXECUTION_STATE);
  gint64 files = MAX (0, merilo_record_get_whole (e, MERILO_EXECUTION_FILES));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *subtitle = NULL;

  if (*due != 0)
    g_string_append_printf (text, _ ("до %s"), due);
  if (*deadline != 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", deadline);
  if (files > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              ngettext ("%d файл", "%d файла", (gulong) files), (int) files);
    }
  if (merilo_record_has (e, MERILO_EXECUTION_REMARK)
      && *merilo_record_get_text (e, MERILO_EXECUTION_REMARK) != 0)
    g_string_append_printf (text, "\n%s %s", _ ("Замечание:"),
                            merilo_record_get_text (e, MERILO_EXECUTION_REMARK));
  subtitle = g_markup_escape_text (text->str, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), escaped);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  app_badge_set (self->badge, *state != 0 ? state : _ ("нет ответа"),
                 tone_of (merilo_record_get_whole (e, MERILO_EXECUTION_STATE)));
  app_name_it (GTK_WIDGET (self), title);
}

static void
fill_fields (AppReportLine *self)
{
  const AppUser *user = app_context_get_user (self->context);

  for (guint i = 0; i < self->fields->len; i++)
    app_field_set_record (self->fields->pdata[i], self->execution, user->role, TRUE);
  gtk_widget_set_visible (self->attach, is_school (self) && is_open (self));
}

/* Files */

static void
show_busy (AppReportLine *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->busy), text != NULL ? text : "");
  gtk_widget_set_visible (self->busy, text != NULL);
}

static void
opened_file_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_file_get_uri (file);

  if (app_api_download_finish (APP_API (object), result, &error))
    gtk_show_uri (NULL, uri, GDK_CURRENT_TIME);
  else
    g_message ("%s", error->message);
}

static void
file_clicked_cb (GtkWidget *button, AppReportLine *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), "file");
  const char *name = g_object_get_data (G_OBJECT (button), "name");
  g_autofree char *clean = g_path_get_basename (name);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "merilo", NULL);
  g_autofree char *path = g_build_filename (folder, clean, NULL);
  GFile *file = g_file_new_for_path (path);

  g_mkdir_with_parents (folder, 0700);
  app_api_download_async (app_context_get_api (self->context), id, file, NULL, opened_file_cb,
                          file);
}

static void
add_file (AppReportLine *self, MeriloRecord *evidence)
{
  g_autofree char *name = merilo_record_show (evidence, MERILO_EVIDENCE_NAME);
  g_autofree char *title = merilo_record_show (evidence, MERILO_EVIDENCE_TITLE);
  g_autofree char *file = merilo_record_show (evidence, MERILO_EVIDENCE_FILE_ID);
  gint64 size = MAX (0, merilo_record_get_whole (evidence, MERILO_EVIDENCE_SIZE));
  g_autofree char *length = g_format_size ((guint64) size);
  g_autofree char *label = g_strdup_printf ("%s, %s", *name != 0 ? name : title, length);
  GtkWidget *button, *content;

  if (merilo_record_has (evidence, MERILO_EVIDENCE_WITHDRAWN_AT))
    {
      g_autofree char *text = g_strdup_printf (_ ("%s (отозван)"), title);

      gtk_box_append (GTK_BOX (self->files), app_label_new (text, "dim-label"));
      return;
    }
  button = gtk_button_new ();
  content = adw_button_content_new ();
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "mail-attachment-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "file", g_steal_pointer (&file), g_free);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (*name != 0 ? name : "file"), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (file_clicked_cb), self, 0);
  app_name_it (button, label);
  gtk_box_append (GTK_BOX (self->files), button);
}

static void
evidence_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportLine) self = data;
  g_autoptr (GPtrArray) list = app_api_list_finish (APP_API (object), result, NULL, NULL);

  if (list == NULL || self->context == NULL)
    return;
  app_box_clear (self->files);
  for (guint i = 0; i < list->len; i++)
    add_file (self, list->pdata[i]);
}

static void
ask_files (AppReportLine *self)
{
  g_autofree char *id = app_record_dup_id (self->execution);
  const char *filters[] = { "execution_id", id, NULL };

  self->filled = TRUE;
  app_api_list_async (app_context_get_api (self->context), app_type_of (&merilo_evidence_entity),
                      filters, self->cancellable, evidence_cb, g_object_ref (self));
}

static void
attached_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportLine) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) evidence = app_api_write_finish (APP_API (object), result, &error);

  if (self->context == NULL)
    return;
  show_busy (self, NULL);
  if (evidence == NULL)
    {
      app_context_toast_error (self->context, error);
      return;
    }
  merilo_record_load_whole (self->execution, MERILO_EXECUTION_FILES,
                            MAX (0,
                                 merilo_record_get_whole (self->execution, MERILO_EXECUTION_FILES))
                                + 1);
  show_head (self);
  ask_files (self);
}

static void
uploaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportLine) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = app_api_upload_finish (APP_API (object), result, &error);
  g_autoptr (MeriloRecord) evidence = NULL;
  const char *name = g_object_get_data (G_OBJECT (self), "upload-name");

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
  merilo_record_set_text (evidence, MERILO_EVIDENCE_TITLE, name);
  app_api_create_async (APP_API (object), evidence, self->cancellable, attached_cb,
                        g_object_ref (self));
}

static void
files_cb (GListModel *files, gpointer data)
{
  AppReportLine *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  if (file != NULL && is_school (self) && is_open (self))
    app_report_line_attach (self, file);
}

static void
attach_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_choose_files (widget, _ ("Подтверждающий документ"), NULL, NULL, FALSE, files_cb,
                    g_object_ref (widget), g_object_unref);
}

/* Callbacks */

static void
edited_cb (AppField *field, const char *text, AppReportLine *self)
{
  app_draft_keep (self->context, self->execution, app_field_get_field (field), text);
  if (app_field_get_field (field) == MERILO_EXECUTION_STATE)
    {
      app_report_line_save (self); /* a choice is whole: it need not wait */
      show_head (self);
    }
}

static void
expanded_cb (AppReportLine *self)
{
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    {
      if (!self->filled)
        ask_files (self);
    }
  else
    app_report_line_save (self);
}

static void
left_cb (AppReportLine *self)
{
  app_report_line_save (self);
}

/* GObject overrides */

static void
app_report_line_dispose (GObject *object)
{
  AppReportLine *self = APP_REPORT_LINE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->execution);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_report_line_parent_class)->dispose (object);
}

static void
app_report_line_finalize (GObject *object)
{
  g_object_unref (APP_REPORT_LINE (object)->cancellable);
  G_OBJECT_CLASS (app_report_line_parent_class)->finalize (object);
}

/* a widget that was taken away may live on in the calls it made: they end here */
static void
app_report_line_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (APP_REPORT_LINE (widget)->cancellable);
  GTK_WIDGET_CLASS (app_report_line_parent_class)->unroot (widget);
}

static void
app_report_line_class_init (AppReportLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_report_line_dispose;
  GTK_WIDGET_CLASS (klass)->unroot = app_report_line_unroot;
  G_OBJECT_CLASS (klass)->finalize = app_report_line_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "line.attach", NULL, attach_action);
}

static void
add_attach (AppReportLine *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Приложить файл…"));

  self->attach = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "line.attach");
  gtk_box_append (GTK_BOX (self->attach), button);
  gtk_box_append (GTK_BOX (self->attach),
                  app_label_new (_ ("или перетащите сюда; без персональных данных обучающихся"),
                                 "caption dim-label"));
  gtk_box_append (GTK_BOX (self->body), self->attach);
}

static void
app_report_line_init (AppReportLine *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->cancellable = g_cancellable_new ();
  self->fields = g_ptr_array_new ();
  self->badge = app_badge_new ("", "dim");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->badge);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_object_set (self->body, "margin-top", 12, "margin-bottom", 15, "margin-start", 15, "margin-end",
                15, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (form_fields); i++)
    {
      GtkWidget *field = app_field_new (&merilo_execution_entity, form_fields[i]);

      g_signal_connect (field, "edited", G_CALLBACK (edited_cb), self);
      if (form_fields[i] != MERILO_EXECUTION_TEXT && form_fields[i] != MERILO_EXECUTION_REASON)
        gtk_widget_set_halign (field, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (self->body), field);
      g_ptr_array_add (self->fields, field);
    }
  self->files = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (self->body), self->files);
  self->busy = app_label_new (NULL, "dim-label");
  gtk_widget_set_visible (self->busy, FALSE);
  gtk_box_append (GTK_BOX (self->body), self->busy);
  add_attach (self);
  self->remark_note = app_label_new (_ ("Замечание к пункту, если отчёт возвращается"),
                                     "caption-heading dim-label");
  self->remark = gtk_entry_new ();
  app_name_it (self->remark, _ ("Замечание к пункту"));
  gtk_box_append (GTK_BOX (self->body), self->remark_note);
  gtk_box_append (GTK_BOX (self->body), self->remark);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->body);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->body, focus);
  app_take_files (GTK_WIDGET (self), files_cb, self);
}

/* Public API */

GtkWidget *
app_report_line_new (AppContext *context, MeriloRecord *execution)
{
  AppReportLine *self = g_object_new (APP_TYPE_REPORT_LINE, NULL);

  self->context = g_object_ref (context);
  app_report_line_set_execution (self, execution);
  return GTK_WIDGET (self);
}

MeriloRecord *
app_report_line_get_execution (AppReportLine *self)
{
  return self->execution;
}

void
app_report_line_set_execution (AppReportLine *self, MeriloRecord *execution)
{
  const char *state = merilo_record_get_text (execution, MERILO_EXECUTION_REPORT_STATE);
  gboolean judged
      = app_session_has_role (app_context_get_session (self->context), MERILO_BY_METHODOLOGIST)
        && g_strcmp0 (state, "submitted") == 0;

  if (self->execution != NULL && merilo_record_get_dirty (self->execution) != 0
      && app_record_get_version (execution) == app_record_get_version (self->execution))
    return; /* typed and not yet saved */
  g_set_object (&self->execution, execution);
  app_draft_apply (self->context, execution);
  show_head (self);
  fill_fields (self);
  gtk_widget_set_visible (self->remark, judged);
  gtk_widget_set_visible (self->remark_note, judged);
}

gboolean
app_report_line_save (AppReportLine *self)
{
  g_autofree char *no = NULL, *label = NULL;

  if (self->context == NULL || app_context_get_outbox (self->context) == NULL)
    return TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    if (!app_field_is_valid (self->fields->pdata[i]))
      return FALSE;
  no = merilo_record_show (self->execution, MERILO_EXECUTION_ITEM_NO);
  label = g_strdup_printf (_ ("Отчёт, пункт %s"), no);
  app_outbox_push (app_context_get_outbox (self->context), self->execution, label);
  return TRUE;
}

gboolean
app_report_line_is_answered (AppReportLine *self)
{
  gint64 state = merilo_record_get_whole (self->execution, MERILO_EXECUTION_STATE);

  return state != MERILO_NONE && state != MERILO_EXECUTION_STATE_NOT_STARTED;
}

char *
app_report_line_dup_remark (AppReportLine *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->remark));

  return *text != 0 ? g_strdup (text) : NULL;
}

void
app_report_line_attach (AppReportLine *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *text = g_strdup_printf (_ ("Загружается «%s»"), shown);

  show_busy (self, text);
  g_object_set_data_full (G_OBJECT (self), "upload-name", g_steal_pointer (&shown), g_free);
  app_api_upload_async (app_context_get_api (self->context), file, NULL, NULL, self->cancellable,
                        uploaded_cb, g_object_ref (self));
}

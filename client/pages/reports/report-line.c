#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/field.h"
#include "pages/reports/report-files.h"
#include "pages/reports/report-line.h"
#include "pages/reports/report-links.h"

struct _AppReportLine
{
  AdwExpanderRow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  MeriloRecord *execution;
  GtkWidget *badge, *body, *carried, *told, *files, *links, *remark, *remark_note;
  GPtrArray *fields;
};

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

/* whose report it is answers in it: a school, or the department on its own items */
static gboolean
is_mine (AppReportLine *self)
{
  const AppUser *user = app_context_get_user (self->context);
  gint64 org = merilo_record_get_whole (self->execution, MERILO_EXECUTION_ORG_ID);

  return app_session_has_role (app_context_get_session (self->context),
                               merilo_execution_entity.writers)
         && (org == MERILO_NONE || org == user->org_id);
}

/* the department looks at what was handed in; what it accepted it may still return */
static gboolean
is_judged (AppReportLine *self)
{
  const char *state = merilo_record_get_text (self->execution, MERILO_EXECUTION_REPORT_STATE);

  return app_session_has_role (app_context_get_session (self->context), MERILO_BY_METHODOLOGIST)
         && (g_strcmp0 (state, "submitted") == 0 || g_strcmp0 (state, "accepted") == 0);
}

/* a reason is asked for where something is not done, or was done late */
static gboolean
needs_reason (AppReportLine *self)
{
  gint64 state = merilo_record_get_whole (self->execution, MERILO_EXECUTION_STATE);

  return state == MERILO_EXECUTION_STATE_NOT_DONE || state == MERILO_EXECUTION_STATE_DONE_LATE
         || state == MERILO_EXECUTION_STATE_NOT_APPLICABLE;
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
      g_string_append_printf (text, ngettext ("%d файл", "%d файла", (gulong) files), (int) files);
    }
  if (merilo_record_get_whole (e, MERILO_EXECUTION_PREFILLED) == 1)
    g_string_append_printf (text, " · %s", _ ("перенесено из прошлого квартала"));
  if (merilo_record_has (e, MERILO_EXECUTION_REMARK)
      && *merilo_record_get_text (e, MERILO_EXECUTION_REMARK) != 0)
    g_string_append_printf (text, " · %s", _ ("есть замечание"));
  app_badge_set (self->badge, *state != 0 ? state : _ ("нет ответа"),
                 tone_of (merilo_record_get_whole (e, MERILO_EXECUTION_STATE)));
  subtitle = g_markup_escape_text (text->str, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), escaped);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  app_name_it (GTK_WIDGET (self), title);
}

static AppField *
find_field (AppReportLine *self, guint field)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (app_field_get_field (self->fields->pdata[i]) == field)
      return self->fields->pdata[i];
  return NULL;
}

/* what the state asks for, and what is told about the line */
static void
show_notes (AppReportLine *self)
{
  const char *remark = merilo_record_get_text (self->execution, MERILO_EXECUTION_REMARK);
  const char *reason = merilo_record_get_text (self->execution, MERILO_EXECUTION_REASON);

  gtk_widget_set_visible (GTK_WIDGET (find_field (self, MERILO_EXECUTION_REASON)),
                          needs_reason (self) || (reason != NULL && *reason != 0));
  /* it asks to be mended: of who can */
  gtk_widget_set_visible (self->carried, is_mine (self) && is_open (self)
                                             && merilo_record_get_whole (self->execution,
                                                                         MERILO_EXECUTION_PREFILLED)
                                                    == 1);
  gtk_widget_set_visible (self->told, remark != NULL && *remark != 0);
  if (remark != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Замечание управления: %s"), remark);

      gtk_label_set_text (GTK_LABEL (self->told), text);
    }
}

static void
fill_fields (AppReportLine *self)
{
  const AppUser *user = app_context_get_user (self->context);
  gboolean writable = is_mine (self) && is_open (self);

  for (guint i = 0; i < self->fields->len; i++)
    app_field_set_record (self->fields->pdata[i], self->execution, user->role, is_mine (self));
  show_notes (self);
  gtk_widget_set_visible (self->remark, is_judged (self));
  gtk_widget_set_visible (self->remark_note, is_judged (self));
  app_report_files_set_execution (APP_REPORT_FILES (self->files), self->execution, writable);
  app_report_links_set_execution (APP_REPORT_LINKS (self->links), self->execution, writable);
}

/* Files */

static void
counted_cb (AppReportLine *self, guint count)
{
  merilo_record_load_whole (self->execution, MERILO_EXECUTION_FILES, count);
  show_head (self);
}

static void
files_cb (GListModel *files, gpointer data)
{
  AppReportLine *self = data;

  for (guint i = 0; is_mine (self) && is_open (self) && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      app_report_line_attach (self, file);
    }
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
      show_notes (self);
    }
  g_signal_emit (self, signals[ANSWERED], 0);
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
  signals[ANSWERED] = g_signal_new ("answered", APP_TYPE_REPORT_LINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_fields (AppReportLine *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (form_fields); i++)
    {
      GtkWidget *field = app_field_new (&merilo_execution_entity, form_fields[i]);

      g_signal_connect (field, "edited", G_CALLBACK (edited_cb), self);
      if (form_fields[i] != MERILO_EXECUTION_TEXT && form_fields[i] != MERILO_EXECUTION_REASON)
        gtk_widget_set_halign (field, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (self->body), field);
      if (form_fields[i] == MERILO_EXECUTION_TEXT)
        gtk_box_append (GTK_BOX (self->body), self->carried);
      g_ptr_array_add (self->fields, field);
    }
}

static void
add_remark (AppReportLine *self)
{
  self->remark_note = app_label_new (_ ("Замечание к пункту, если отчёт возвращается"),
                                     "caption-heading dim-label");
  self->remark = gtk_entry_new ();
  app_name_it (self->remark, _ ("Замечание к пункту"));
  gtk_box_append (GTK_BOX (self->body), self->remark_note);
  gtk_box_append (GTK_BOX (self->body), self->remark);
}

static void
app_report_line_init (AppReportLine *self)
{
  self->cancellable = g_cancellable_new ();
  self->fields = g_ptr_array_new ();
  self->badge = app_badge_new ("", "dim");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->badge);
  app_take_files (GTK_WIDGET (self), files_cb, self);
}

static void
build (AppReportLine *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_object_set (self->body, "margin-top", 12, "margin-bottom", 15, "margin-start", 15, "margin-end",
                15, NULL);
  self->told = app_label_new (NULL, "notice");
  self->carried
      = app_badge_new (_ ("перенесено из прошлого квартала: проверьте и поправьте"), "accent");
  gtk_box_append (GTK_BOX (self->body), self->told);
  add_fields (self);
  self->files = app_report_files_new (self->context);
  self->links = app_report_links_new (self->context);
  g_signal_connect_object (self->files, "counted", G_CALLBACK (counted_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->body),
                  app_label_new (_ ("Подтверждение"), "caption-heading dim-label"));
  gtk_box_append (GTK_BOX (self->body), self->files);
  gtk_box_append (GTK_BOX (self->body), self->links);
  add_remark (self);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->body);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->body, focus);
}

/* a quarter has dozens of lines: what is inside of one is made when it is first opened */
static void
make_whole (AppReportLine *self)
{
  if (self->body != NULL)
    return;
  build (self);
  fill_fields (self);
  app_report_files_load (APP_REPORT_FILES (self->files));
  app_report_links_load (APP_REPORT_LINKS (self->links));
}

static void
expanded_cb (AppReportLine *self)
{
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    make_whole (self);
  else
    app_report_line_save (self);
}

/* Public API */

GtkWidget *
app_report_line_new (AppContext *context, MeriloRecord *execution)
{
  AppReportLine *self = g_object_new (APP_TYPE_REPORT_LINE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
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
  if (self->execution != NULL && merilo_record_get_dirty (self->execution) != 0
      && app_record_get_version (execution) == app_record_get_version (self->execution))
    return; /* typed and not yet saved */
  g_set_object (&self->execution, execution);
  app_draft_apply (self->context, execution);
  show_head (self);
  if (self->body != NULL)
    fill_fields (self);
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

static gboolean
is_empty (AppReportLine *self, guint field)
{
  g_autofree char *text = merilo_record_show (self->execution, field);

  return *g_strstrip (text) == 0;
}

/* as the server asks when a report is handed in; -1: nothing */
static int
find_lack (AppReportLine *self)
{
  switch (merilo_record_get_whole (self->execution, MERILO_EXECUTION_STATE))
    {
    case MERILO_EXECUTION_STATE_IN_PROGRESS:
      return is_empty (self, MERILO_EXECUTION_TEXT) ? MERILO_EXECUTION_TEXT : -1;
    case MERILO_EXECUTION_STATE_DONE:
    case MERILO_EXECUTION_STATE_DONE_LATE:
      if (is_empty (self, MERILO_EXECUTION_TEXT))
        return MERILO_EXECUTION_TEXT;
      return merilo_record_has (self->execution, MERILO_EXECUTION_DUE)
                     && is_empty (self, MERILO_EXECUTION_DATE_DONE)
                 ? MERILO_EXECUTION_DATE_DONE
                 : -1;
    case MERILO_EXECUTION_STATE_NOT_DONE:
    case MERILO_EXECUTION_STATE_NOT_APPLICABLE:
      return is_empty (self, MERILO_EXECUTION_REASON) ? MERILO_EXECUTION_REASON : -1;
    default:
      return MERILO_EXECUTION_STATE;
    }
}

gboolean
app_report_line_is_answered (AppReportLine *self)
{
  return find_lack (self) < 0;
}

void
app_report_line_open (AppReportLine *self)
{
  int lack = find_lack (self);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  if (lack >= 0)
    gtk_widget_child_focus (GTK_WIDGET (find_field (self, (guint) lack)), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

char *
app_report_line_dup_remark (AppReportLine *self)
{
  const char *text = self->body != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->remark)) : "";

  return *text != 0 ? g_strdup (text) : NULL;
}

void
app_report_line_attach (AppReportLine *self, GFile *file)
{
  make_whole (self);
  app_report_files_attach (APP_REPORT_FILES (self->files), file);
}

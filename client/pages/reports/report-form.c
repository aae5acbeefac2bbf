#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/reports/report-form-private.h"

#include <glib/gi18n.h>

#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/document-menu.h"

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppReportForm, app_report_form, ADW_TYPE_BIN)

/* Helpers */

AppContext *
_app_report_form_get_context (AppReportForm *self)
{
  return app_page_get_context (self->page);
}

static gboolean
is_mine (AppReportForm *self)
{
  AppSession *session = app_context_get_session (_app_report_form_get_context (self));
  gint64 org = merilo_record_get_whole (self->report, MERILO_QUARTER_REPORT_ORG_ID);

  return app_session_has_role (session, merilo_quarter_report_entity.writers)
         && org == app_session_get_user (session)->org_id;
}

static gint64
get_state (AppReportForm *self)
{
  return merilo_record_get_whole (self->report, MERILO_QUARTER_REPORT_STATE);
}

static const char *
tone_of (gint64 state)
{
  return state == MERILO_QUARTER_REPORT_STATE_ACCEPTED    ? "success"
         : state == MERILO_QUARTER_REPORT_STATE_SUBMITTED ? "accent"
         : state == MERILO_QUARTER_REPORT_STATE_RETURNED  ? "warning"
                                                          : "dim";
}

/* The head */

static char *
describe_facts (AppReportForm *self, guint answered, guint total)
{
  g_autofree char *due = merilo_record_show (self->report, MERILO_QUARTER_REPORT_DUE);
  g_autofree char *handed = merilo_record_show (self->report, MERILO_QUARTER_REPORT_SUBMITTED_AT);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("отвечено %u из %u"), answered, total);
  if (*due != 0)
    g_string_append_printf (text, _ (" · сдать до %s"), due);
  if (*handed != 0)
    g_string_append_printf (text, _ (" · сдан %s"), handed);
  if (merilo_record_get_whole (self->report, MERILO_QUARTER_REPORT_LATE) == 1)
    g_string_append (text, _ (", позже срока"));
  return g_string_free (text, FALSE);
}

void
app_report_form_count (AppReportForm *self)
{
  guint answered = 0, total = 0;
  g_autofree char *text = NULL, *left = NULL;

  if (self->report == NULL)
    return;
  for
    EACH_LINE (row, self)
    {
      total++;
      answered += app_report_line_is_answered (APP_REPORT_LINE (row));
    }
  text = describe_facts (self, answered, total);
  left = g_strdup_printf (_ ("Без ответа: %u"), total - answered);
  gtk_label_set_text (GTK_LABEL (self->facts), text);
  gtk_button_set_label (GTK_BUTTON (self->unanswered), left);
  gtk_widget_set_visible (self->unanswered,
                          answered < total && gtk_widget_get_visible (self->submit));
  gtk_level_bar_set_max_value (GTK_LEVEL_BAR (self->progress), MAX (1, total));
  gtk_level_bar_set_value (GTK_LEVEL_BAR (self->progress), answered);
}

/* why nothing can be typed, and who opens it */
static void
show_locked (AppReportForm *self, gboolean open)
{
  gboolean school
      = app_session_has_role (app_context_get_session (_app_report_form_get_context (self)),
                              MERILO_BY_SCHOOL);
  const char *text = NULL;

  if (open && !is_mine (self))
    text = _ ("Отчёт ещё заполняется: вносить ответы может только сама организация.");
  else if (!open && get_state (self) == MERILO_QUARTER_REPORT_STATE_SUBMITTED && school)
    text = _ ("Отчёт сдан, правки закрыты. Если нужно что-то исправить, попросите методиста "
              "управления вернуть отчёт.");
  else if (!open && get_state (self) == MERILO_QUARTER_REPORT_STATE_ACCEPTED)
    text = _ ("Отчёт принят и больше не меняется. Открыть его может методист управления: вернуть с "
              "замечанием.");
  gtk_widget_set_visible (self->locked, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->locked), text != NULL ? text : "");
}

static void
show_remark (AppReportForm *self)
{
  const char *remark = merilo_record_get_text (self->report, MERILO_QUARTER_REPORT_REMARK);
  g_autofree char *text
      = remark != NULL ? g_strdup_printf (_ ("Замечание управления: %s"), remark) : g_strdup ("");

  gtk_widget_set_visible (self->remark, remark != NULL && *remark != 0);
  gtk_label_set_text (GTK_LABEL (self->remark), text);
}

static void
show_document (AppReportForm *self)
{
  g_autofree char *id = app_record_dup_id (self->report);
  g_autofree char *path = g_strdup_printf ("quarter-reports/%s/document?", id);
  g_autofree char *title = g_strdup (gtk_label_get_text (GTK_LABEL (self->title)));
  const AppDocument documents[] = { { title, path }, { NULL, NULL } };

  app_document_menu_fill (GTK_MENU_BUTTON (self->document), _app_report_form_get_context (self),
                          documents);
}

static void
show_head (AppReportForm *self)
{
  gint64 state = get_state (self);
  g_autofree char *word = merilo_record_show (self->report, MERILO_QUARTER_REPORT_STATE);
  g_autofree char *org = merilo_record_show (self->report, MERILO_QUARTER_REPORT_ORG_NAME);
  g_autofree char *quarter
      = app_quarter_text (merilo_record_get_text (self->report, MERILO_QUARTER_REPORT_QUARTER));
  g_autofree char *title = g_strdup_printf ("%s, %s", org, quarter);
  gboolean open
      = state == MERILO_QUARTER_REPORT_STATE_DRAFT || state == MERILO_QUARTER_REPORT_STATE_RETURNED;
  gboolean judge
      = app_session_has_role (app_context_get_session (_app_report_form_get_context (self)),
                              MERILO_BY_METHODOLOGIST)
        && !open;

  gtk_label_set_text (GTK_LABEL (self->title), title);
  app_badge_set (self->state, word, tone_of (state));
  gtk_widget_set_visible (self->submit, open && is_mine (self));
  gtk_widget_set_visible (self->send_back, judge);
  gtk_widget_set_visible (self->accept, judge && state == MERILO_QUARTER_REPORT_STATE_SUBMITTED);
  show_locked (self, open);
  show_remark (self);
  show_document (self);
  app_page_set_subtitle (self->page, title);
  app_report_form_count (self);
}

/* Lines */

/* @id: of an execution, or an item's number */
static AppReportLine *
find_line (AppReportForm *self, const char *id)
{
  for
    EACH_LINE (row, self)
    {
      MeriloRecord *execution = app_report_line_get_execution (APP_REPORT_LINE (row));
      g_autofree char *other = app_record_dup_id (execution);

      if (g_strcmp0 (other, id) == 0
          || g_strcmp0 (merilo_record_get_text (execution, MERILO_EXECUTION_ITEM_NO), id) == 0)
        return APP_REPORT_LINE (row);
    }
  return NULL;
}

static void
answered_cb (AppReportForm *self)
{
  app_report_form_count (self);
}

static void
put_line (AppReportForm *self, MeriloRecord *execution)
{
  AppContext *context = _app_report_form_get_context (self);
  g_autofree char *id = app_record_dup_id (execution);
  AppReportLine *line = find_line (self, id);
  GtkWidget *row;

  app_outbox_overlay (app_context_get_outbox (context), execution);
  merilo_record_set_clean (execution);
  if (line != NULL)
    {
      app_report_line_set_execution (line, execution);
      return;
    }
  row = app_report_line_new (context, execution);
  g_signal_connect_object (row, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (GTK_LIST_BOX (self->lines), row);
}

static void
lines_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportForm) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) lines = app_api_list_finish (APP_API (object), result, &as_of, &error);
  AppReportLine *wanted;

  if (!app_page_check (self->page, result, lines, error))
    return;
  app_page_set_as_of (self->page, as_of);
  for (guint i = 0; i < lines->len; i++)
    put_line (self, lines->pdata[i]);
  show_head (self);
  app_page_show_content (self->page);
  wanted = self->wanted != NULL ? find_line (self, self->wanted) : NULL;
  if (wanted != NULL)
    app_report_line_open (wanted);
  g_clear_pointer (&self->wanted, g_free);
}

static void
load_lines (AppReportForm *self)
{
  g_autofree char *id = app_record_dup_id (self->report);
  const char *filters[] = { "report_id", id, NULL };

  app_api_list_async (app_page_get_api (self->page), app_type_of (&merilo_execution_entity),
                      filters, app_page_ask (self->page, &self->reading), lines_cb,
                      g_object_ref (self));
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppReportForm *self = APP_REPORT_FORM (object);

  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->reading);
  g_clear_object (&self->report);
  g_clear_weak_pointer (&self->page);
  G_OBJECT_CLASS (app_report_form_parent_class)->dispose (object);
}

static void
app_report_form_class_init (AppReportFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[MOVED] = g_signal_new ("moved", APP_TYPE_REPORT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
app_report_form_init (AppReportForm *self)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/ru/merilo/reports/report-form.ui");

#define CHILD(name) self->name = (gpointer) gtk_builder_get_object (builder, #name)
  CHILD (view);
  CHILD (title);
  CHILD (state);
  CHILD (facts);
  CHILD (progress);
  CHILD (unanswered);
  CHILD (document);
  CHILD (submit);
  CHILD (send_back);
  CHILD (accept);
  CHILD (locked);
  CHILD (remark);
  CHILD (lines);
#undef CHILD
  adw_bin_set_child (ADW_BIN (self), self->view);
}

/* Public API */

GtkWidget *
app_report_form_new (AppPage *page)
{
  AppReportForm *self = g_object_new (APP_TYPE_REPORT_FORM, NULL);

  g_set_weak_pointer (&self->page, page);
  return GTK_WIDGET (self);
}

void
app_report_form_open (AppReportForm *self, MeriloRecord *report, const char *line)
{
  g_autofree char *old = self->report != NULL ? app_record_dup_id (self->report) : NULL;
  g_autofree char *new = app_record_dup_id (report);

  if (g_strcmp0 (old, new) != 0)
    app_list_clear (self->lines);
  g_set_object (&self->report, report);
  if (line != NULL)
    {
      g_free (self->wanted);
      self->wanted = g_strdup (line);
    }
  load_lines (self);
}

void
app_report_form_close (AppReportForm *self)
{
  app_report_form_save (self);
  app_asked_give_up (&self->reading);
  g_clear_object (&self->report);
  app_list_clear (self->lines);
}

MeriloRecord *
app_report_form_get_report (AppReportForm *self)
{
  return self->report;
}

const char *
app_report_form_get_title (AppReportForm *self)
{
  return gtk_label_get_text (GTK_LABEL (self->title));
}

gboolean
app_report_form_save (AppReportForm *self)
{
  for
    EACH_LINE (row, self)
  if (!app_report_line_save (APP_REPORT_LINE (row)))
    {
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
      return FALSE;
    }
  return TRUE;
}

gboolean
app_report_form_go_unanswered (AppReportForm *self)
{
  for
    EACH_LINE (row, self)
  if (!app_report_line_is_answered (APP_REPORT_LINE (row)))
    {
      app_report_line_open (APP_REPORT_LINE (row));
      return TRUE;
    }
  return FALSE;
}

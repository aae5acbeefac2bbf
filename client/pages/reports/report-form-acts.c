#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/reports/report-form-private.h"

#include <glib/gi18n.h>

#include "model/json-writer.h"
#include "pages/ask.h"
#include "pages/bits.h"

/* what is done to a report; another may be open when the answer comes */
typedef struct
{
  AppReportForm *form;
  MeriloRecord *report;
} Act;

static Act *
act_new (AppReportForm *self, MeriloRecord *report)
{
  Act *act = g_new (Act, 1);

  *act = (Act){ g_object_ref (self), g_object_ref (report) };
  return act;
}

static void
act_free (Act *act)
{
  g_object_unref (act->form);
  g_object_unref (act->report);
  g_free (act);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

static gboolean
is_open (Act *act)
{
  return act->form->report != NULL
         && merilo_record_compare (act->form->report, act->report, MERILO_QUARTER_REPORT_ID) == 0;
}

static void
acted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  AppReportForm *self = act->form;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) report = app_api_act_finish (APP_API (object), result, &error);
  const AppProblem *problem = app_problem_of (result);

  if (!app_page_is_closed (self->page) && problem != NULL
      && g_str_equal (problem->code, "unanswered"))
    {
      app_context_refuse (_app_report_form_get_context (self), error->message);
      if (is_open (act))
        app_report_form_go_unanswered (self);
      return;
    }
  if (!app_page_check_act (self->page, report != NULL, error))
    return;
  if (is_open (act))
    g_set_object (&self->report, report);
  g_signal_emit_by_name (self, "moved");
}

static void
send (AppReportForm *self, MeriloRecord *report, const char *action, const char *body)
{
  app_api_act_async (app_page_get_api (self->page), app_type_of (&merilo_quarter_report_entity),
                     report, action, body, app_page_get_cancellable (self->page), acted_cb,
                     act_new (self, report));
}

/* answers move the report's own version: it is read anew before it is handed in */
static void
fresh_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) report = app_api_get_finish (APP_API (object), result, &error);

  if (!app_page_check_act (act->form->page, report != NULL, error))
    return;
  if (is_open (act))
    g_set_object (&act->form->report, report);
  send (act->form, report, "submission", NULL);
}

static void
flushed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  AppPage *page = act->form->page;
  g_autoptr (GError) error = NULL;
  gboolean done = app_outbox_flush_finish (APP_OUTBOX (object), result, &error);
  g_autofree char *id = NULL;

  if (!app_page_check_act (page, done, error))
    return;
  id = app_record_dup_id (act->report);
  app_api_get_async (app_page_get_api (page), app_type_of (&merilo_quarter_report_entity), id,
                     app_page_get_cancellable (page), fresh_cb, g_steal_pointer (&act));
}

static char *
make_return (AppReportForm *self, const char *remark)
{
  g_autoptr (GString) body = g_string_new ("{");
  guint n = 0;

  merilo_json_put_text_member (body, "remark", remark);
  g_string_append (body, ",\"lines\":[");
  for
    EACH_LINE (row, self)
    {
      MeriloRecord *execution = app_report_line_get_execution (APP_REPORT_LINE (row));
      g_autofree char *text = app_report_line_dup_remark (APP_REPORT_LINE (row));

      if (text == NULL)
        continue;
      g_string_append (body, n++ > 0 ? ",{" : "{");
      merilo_json_put_whole_member (body, "execution_id",
                                    merilo_record_get_whole (execution, MERILO_EXECUTION_ID));
      merilo_json_put_text_member (body, "remark", text);
      g_string_append_c (body, '}');
    }
  g_string_append (body, "]}");
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static void
remark_cb (const char *remark, gpointer data)
{
  AppReportForm *self = data;
  g_autofree char *body = NULL;

  if (self->report == NULL)
    return;
  body = make_return (self, remark);
  send (self, self->report, "return", body);
}

/* Public API */

void
app_report_form_submit (AppReportForm *self)
{
  if (self->report != NULL && app_report_form_save (self))
    app_outbox_flush_async (app_context_get_outbox (_app_report_form_get_context (self)),
                            app_page_get_cancellable (self->page), flushed_cb,
                            act_new (self, self->report));
}

void
app_report_form_accept (AppReportForm *self)
{
  if (self->report != NULL)
    send (self, self->report, "acceptance", NULL);
}

void
app_report_form_send_back (AppReportForm *self)
{
  app_ask_reason (GTK_WIDGET (self), _ ("Вернуть отчёт школе"),
                  _ ("Напишите, что поправить. Замечания к отдельным пунктам пишутся в самих "
                     "пунктах."),
                  _ ("Вернуть"), _ ("Замечание к отчёту"), remark_cb, g_object_ref (self),
                  g_object_unref);
}

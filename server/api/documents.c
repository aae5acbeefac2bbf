#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/call.h"
#include "api/guard.h"
#include "api/query-check.h"
#include "api/report-calendar.h"
#include "documents/paper.h"

/* Papers as files. Rows are asked one question after another, each for who asks; then a thread
 * makes records, blocks and the file of them, and the loop only replies.
 *
 *   route -> steps of the paper -> rows -> thread -> bytes -> attachment
 */

typedef struct
{
  SrvApp *app;
  SrvRequest *req;
  SrvPaper *paper;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  srv_paper_unref (work->paper);
  srv_request_unref (work->req);
  g_free (work);
}

/* Rendering */

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GTask *task = G_TASK (result);
  Work *work = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (task, &error);
  g_autofree char *disposition = NULL;

  if (srv_request_is_answered (work->req))
    return;
  if (bytes == NULL)
    {
      srv_request_reply_error (work->req, error);
      return;
    }
  disposition = srv_document_disposition (work->paper->file_name);
  srv_request_set_header (work->req, "Content-Disposition", disposition);
  srv_request_set_header (work->req, "X-Content-Type-Options", "nosniff");
  srv_request_set_header (work->req, "Cache-Control", "no-store");
  srv_request_reply (work->req, 200, srv_document_form_media_type (work->paper->form),
                     g_steal_pointer (&bytes));
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  GBytes *bytes = srv_paper_make (work->paper, cancellable, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
render (SrvApp *app, SrvRequest *req, SrvPaper *paper)
{
  g_autoptr (GTask) task = g_task_new (NULL, srv_request_get_cancellable (req), made_cb, NULL);
  Work *work = g_new0 (Work, 1);

  work->app = app;
  work->req = srv_request_ref (req);
  work->paper = srv_paper_ref (paper);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, make_in_thread);
}

/* Rows */

static void ask_next (SrvApp *app, SrvRequest *req, SrvPaper *paper);

static void
rows_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  SrvPaper *paper = data;

  if (!srv_paper_take (paper, rows))
    srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
  else
    ask_next (app, req, paper);
}

static void
ask_next (SrvApp *app, SrvRequest *req, SrvPaper *paper)
{
  g_autoptr (GError) error = NULL;
  SrvPaperQuestion question = { 0 };

  if (!srv_paper_ask (paper, &question, &error))
    {
      if (error != NULL)
        srv_request_reply_error (req, error);
      else
        render (app, req, paper);
      return;
    }
  srv_call_read_sql (app, req, SRV_DB_LIST, question.name, question.sql, question.take,
                     SRV_SHAPE_MANY, rows_found_cb, srv_paper_ref (paper),
                     (GDestroyNotify) srv_paper_unref);
  srv_paper_question_clear (&question);
}

/* Routes */

static gboolean
read_form (SrvRequest *req, SrvDocumentForm *ret_form)
{
  const char *format = srv_request_get_query (req, "format");

  if (srv_document_form_parse (format != NULL ? format : "docx", ret_form))
    return TRUE;
  srv_request_reply_problem (req, 422, "invalid", _ ("Формат документа: docx, pdf, xlsx или html"),
                             "format");
  return FALSE;
}

static SrvPaper *
begin (SrvRequest *req, SrvPaperKind kind)
{
  const char *id = srv_request_get_param (req, "id");
  SrvDocumentForm form;

  if (!srv_call_is_whole (id))
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return NULL;
    }
  return read_form (req, &form) ? srv_paper_new (kind, form, id) : NULL;
}

/* a summary asks when the quarter's reports were due, which the base does not know */
static void
terms_found_cb (SrvApp *app, SrvRequest *req, const SrvReportTerms *terms, gpointer data)
{
  SrvPaper *paper = data;

  paper->closed = g_strdup (terms->closed);
  paper->due = merilo_report_due (paper->quarter, &terms->rule);
  ask_next (app, req, paper);
}

static void
begin_summary (SrvApp *app, SrvRequest *req, SrvPaper *paper)
{
  static const SrvQueryField fields[] = { { "quarter", SRV_QUERY_QUARTER, FALSE }, { NULL } };

  if (!srv_query_check (req, fields))
    return;
  paper->quarter = g_strdup (srv_query_get (req, "quarter"));
  srv_report_terms_find (app, req, paper->id, terms_found_cb, srv_paper_ref (paper),
                         (GDestroyNotify) srv_paper_unref);
}

/* the same who may read the year's rows, see views.c */
static void
begin_annual (SrvApp *app, SrvRequest *req, SrvPaper *paper)
{
  static const SrvQueryField fields[] = { { "year", SRV_QUERY_YEAR, FALSE }, { NULL } };

  if (srv_call_who (req)->role == MERILO_ROLE_SCHOOL)
    {
      srv_request_reply_problem (req, 403, "forbidden", NULL, NULL);
      return;
    }
  if (!srv_query_check (req, fields))
    return;
  paper->year = g_strdup (srv_query_get (req, "year"));
  ask_next (app, req, paper);
}

static void
get_plan (SrvRequest *req, gpointer context)
{
  const char *name = srv_request_get_query (req, "kind");
  g_autoptr (SrvPaper) paper = NULL;
  SrvPaperKind kind;

  if (!srv_paper_kind_parse (name != NULL ? name : "plan", &kind))
    {
      srv_request_reply_problem (req, 422, "invalid", _ ("Вид документа: plan, summary или annual"),
                                 "kind");
      return;
    }
  paper = begin (req, kind);
  if (paper == NULL)
    return;
  if (kind == SRV_PAPER_SUMMARY)
    begin_summary (context, req, paper);
  else if (kind == SRV_PAPER_ANNUAL)
    begin_annual (context, req, paper);
  else
    ask_next (context, req, paper);
}

static void
get_report (SrvRequest *req, gpointer context)
{
  g_autoptr (SrvPaper) paper = begin (req, SRV_PAPER_REPORT);

  if (paper != NULL)
    ask_next (context, req, paper);
}

#define READERS (MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER)

static const SrvRoute routes[] = {
  { "GET", "/api/v1/plans/:id/document", READERS, get_plan, N_ ("План как документ") },
  { "GET", "/api/v1/quarter-reports/:id/document", READERS, get_report,
    N_ ("Квартальный отчёт как документ") },
};

void
srv_api_add_documents (SrvApp *app)
{
  srv_paper_prepare ();
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}

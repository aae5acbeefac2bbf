#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "admin/call.h"
#include "admin/commands.h"
#include "documents/paper.h"
#include "model/error.h"

/* the form is what the file's name ends with */
static gboolean
read_form (const char *path, SrvDocumentForm *ret_form, GError **error)
{
  const char *ending = strrchr (path, '.');

  if (ending != NULL && srv_document_form_parse (ending + 1, ret_form))
    return TRUE;
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
               _ ("По имени «%s» не видно формата: нужен файл .docx, .pdf, .xlsx или .html"), path);
  return FALSE;
}

static gboolean
check_id (const char *id, GError **error)
{
  gsize n = strspn (id, "0123456789");

  if (n > 0 && n < 19 && id[n] == 0)
    return TRUE;
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, _ ("Номер плана «%s»: нужны цифры"), id);
  return FALSE;
}

/* all the paper's rows, as the owner sees them */
static gboolean
gather (SrvPaper *paper, SrvSession *session, const char *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  SrvPaperQuestion question = { 0 };

  while (srv_paper_ask (paper, &question, &problem))
    {
      g_autoptr (SrvRows) rows = srv_session_ask_sql (session, question.name, question.sql,
                                                      question.take, SRV_SHAPE_MANY, error);

      srv_paper_question_clear (&question);
      if (rows == NULL)
        return FALSE;
      if (!srv_paper_take (paper, rows))
        {
          g_set_error (error, MERILO_ERROR, MERILO_ERROR_NOT_FOUND, _ ("Нет плана с номером %s"),
                       id);
          return FALSE;
        }
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
write_file (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                           &problem))
    return TRUE;
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, _ ("Файл не записывается: %s"),
               problem->message);
  return FALSE;
}

static gboolean
export_plan (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { 0 };
  g_autoptr (SrvSession) session = NULL;
  g_autoptr (SrvPaper) paper = NULL;
  g_autoptr (GBytes) bytes = NULL;
  SrvDocumentForm form;

  if (!srv_admin_call_read (&call, words, "export plan ID FILE", NULL, 2, 2, error)
      || !check_id (call.arguments[0], error) || !read_form (call.arguments[1], &form, error))
    return FALSE;
  session = srv_admin_call_open (&call, error);
  if (session == NULL)
    return FALSE;
  paper = srv_paper_new (SRV_PAPER_PLAN, form, call.arguments[0]);
  if (!gather (paper, session, call.arguments[0], error))
    return FALSE;
  bytes = srv_paper_make (paper, NULL, error);
  return bytes != NULL && write_file (call.arguments[1], bytes, error);
}

SrvAdminStatus
srv_admin_export_plan (const char *const *words)
{
  GError *error = NULL;

  (void) !export_plan (words, &error);
  return srv_admin_end (error);
}

#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "admin/commands.h"
#include "model/error.h"

static SrvRows *
ask (SrvSession *session, const char *statement, SrvShape shape, GError **error)
{
  return srv_session_ask (session, statement, NULL, shape, error);
}

/* a seal takes a bounded number of rows */
static gboolean
seal_all (SrvSession *session, GError **error)
{
  gint64 n = 1;

  while (n > 0)
    {
      g_autoptr (SrvRows) rows = ask (session, "audit/seal", SRV_SHAPE_ONE, error);

      if (rows == NULL)
        return FALSE;
      n = srv_rows_get_whole (rows, 0, "sealed");
    }
  return TRUE;
}

/* Sealed first, so that the head covers all that was written: whoever keeps it elsewhere can tell
 * later that the whole chain was not made anew. */
static gboolean
head (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  g_autoptr (SrvSession) session = NULL;
  g_autoptr (SrvRows) rows = NULL;

  if (!srv_admin_call_read (&call, words, "audit head", NULL, 0, 0, error))
    return FALSE;
  session = srv_admin_call_open (&call, error);
  if (session == NULL || !seal_all (session, error))
    return FALSE;
  rows = ask (session, "audit/head", SRV_SHAPE_ONE, error);
  if (rows == NULL)
    return FALSE;
  if (srv_rows_is_null (rows, 0, "seal_id"))
    g_print ("%s\n", _ ("Журнал пуст: печатей ещё нет"));
  else
    g_print (_ ("%s  печать %s, записей %s, %s\n"), srv_rows_get_text (rows, 0, "sha256"),
             srv_rows_get_text (rows, 0, "seal_id"), srv_rows_get_text (rows, 0, "rows"),
             srv_rows_get_text (rows, 0, "sealed_at"));
  return TRUE;
}

static gboolean
find_seal (SrvSession *session, const char *sha256, GError **error)
{
  g_autoptr (SrvRows) rows = NULL;
  SrvParams *params;

  if (!g_regex_match_simple ("^[0-9a-f]{64}$", sha256, 0, 0))
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                   _ ("«%s» – не печать: нужны 64 шестнадцатеричные цифры"), sha256);
      return FALSE;
    }
  params = srv_params_new ();
  srv_params_add_text (params, sha256);
  rows = srv_session_ask (session, "audit/find_seal", params, SRV_SHAPE_ANY, error);
  if (rows == NULL)
    return FALSE;
  if (srv_rows_get_n (rows) == 0)
    g_print ("%s\n", _ ("Журнал повреждён: прежней печати в нём нет, цепочка создана заново"));
  return srv_rows_get_n (rows) > 0;
}

static const char *
explain (const char *problem)
{
  if (g_str_equal (problem, "removed"))
    return _ ("запись удалена");
  if (g_str_equal (problem, "inserted"))
    return _ ("запись вставлена");
  if (g_str_equal (problem, "seal"))
    return _ ("печать изменена или удалена");
  return _ ("запись изменена");
}

static gboolean
verify (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  g_autofree char *kept = NULL;
  const GOptionEntry options[] = {
    { "head", 0, 0, G_OPTION_ARG_FILENAME, &kept, _ ("печать, сохранённая раньше"), "SHA256" },
    { NULL },
  };
  g_autoptr (SrvSession) session = NULL;
  g_autoptr (SrvRows) rows = NULL;
  const char *problem;

  if (!srv_admin_call_read (&call, words, "audit verify [--head SHA256]", options, 0, 0, error))
    return FALSE;
  session = srv_admin_call_open (&call, error);
  rows = session != NULL ? ask (session, "audit/verify", SRV_SHAPE_ONE, error) : NULL;
  if (rows == NULL)
    return FALSE;
  problem = srv_rows_get_text (rows, 0, "problem");
  if (problem != NULL)
    {
      const char *id = srv_rows_get_text (rows, 0, "audit_id");
      const char *seal = srv_rows_get_text (rows, 0, "seal_id");

      g_print (_ ("Журнал повреждён: %s, запись %s, печать %s\n"), explain (problem),
               id != NULL ? id : "–", seal != NULL ? seal : "–");
      return FALSE;
    }
  if (kept != NULL && !find_seal (session, kept, error))
    return FALSE;
  g_print (_ ("Журнал цел, ещё не запечатано записей: %s\n"),
           srv_rows_get_text (rows, 0, "unsealed"));
  return TRUE;
}

SrvAdminStatus
srv_admin_audit_head (const char *const *words)
{
  GError *error = NULL;

  (void) !head (words, &error);
  return srv_admin_end (error);
}

/* a damaged record is said on the output, and is a failure */
SrvAdminStatus
srv_admin_audit_verify (const char *const *words)
{
  GError *error = NULL;
  gboolean whole = verify (words, &error);

  return error == NULL && !whole ? SRV_ADMIN_FAILED : srv_admin_end (error);
}

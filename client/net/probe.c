#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "net/exchange.h"
#include "net/json.h"
#include "net/probe.h"

const char *const app_probe_local[] = { "http://127.0.0.1:8642", "https://localhost:8642", NULL };

/* Ours says in JSON that nobody is signed in; that is what we asked without a token. */
static gboolean
is_ours (GAsyncResult *result, const GError *error)
{
  const AppProblem *problem = app_problem_of (result);
  JsonObject *object;

  if (problem == NULL || problem->body == NULL
      || !g_error_matches (error, MERILO_ERROR, MERILO_ERROR_UNAUTHENTICATED))
    return FALSE;
  object = json_node_get_object (problem->body);
  return app_json_text (object, "code") != NULL && app_json_text (object, "title") != NULL;
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);

  if (reply == NULL && is_ours (result, error))
    g_task_return_boolean (task, TRUE);
  else if (reply == NULL && app_problem_of (result) == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (reply == NULL && app_problem_of (result)->status >= 500)
    g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE,
                             _ ("сервер отвечает, но работать пока не может (код %u): подождите "
                                "минуту и проверьте снова"),
                             app_problem_of (result)->status);
  else
    g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_BAD_JSON,
                             _ ("по этому адресу отвечает не сервер «Мерило»: проверьте адрес"));
}

void
app_probe_async (AppSession *session,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer data)
{
  GTask *task = g_task_new (session, cancellable, callback, data);
  AppCall *call = app_call_new ("GET", "sessions/current");

  g_task_set_source_tag (task, app_probe_async);
  g_task_set_check_cancellable (task, FALSE);
  call->anonymous = TRUE;
  call->tries = 1;
  app_exchange_async (session, call, cancellable, answered_cb, task);
}

gboolean
app_probe_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

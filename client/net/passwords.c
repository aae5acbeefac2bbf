#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include "model/error.h"
#include "net/exchange.h"
#include "net/passwords.h"

/* a server or a proxy that gives up tells nothing of what was done by then */
static gboolean
is_doubtful (GAsyncResult *result, const GError *error)
{
  const AppProblem *problem = app_problem_of (result);

  return app_exchange_went_out (result)
         && !g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED)
         && (problem == NULL || problem->status >= 500);
}

static void
set_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);

  if (reply != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (is_doubtful (result, error))
    error->code = MERILO_ERROR_TIMEOUT;
  app_problem_return (task, result, error);
}

static void
set_password (AppApi *self,
              AppCall *call,
              const char *old,
              const char *new,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, set_password);
  g_task_set_check_cancellable (task, FALSE);
  app_call_set_secrets (call, "old", old, "new", new);
  call->key = app_key_new ();
  app_exchange_async (app_api_get_session (self), call, cancellable, set_cb, task);
}

/* asked once: the second time the old one would be wrong */
void
app_api_change_password_async (AppApi *self,
                               const char *old,
                               const char *new,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  AppCall *call = app_call_new ("POST", "password");

  call->tries = 1;
  set_password (self, call, old, new, cancellable, callback, data);
}

void
app_api_give_password_async (AppApi *self,
                             const char *user_id,
                             const char *new,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  set_password (self, app_call_new ("POST", "users/%s/password", user_id), NULL, new, cancellable,
                callback, data);
}

gboolean
app_api_password_finish (AppApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

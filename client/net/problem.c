#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "net/json.h"
#include "net/problem.h"

#define KEY "app-problem"

void
app_problem_free (AppProblem *problem)
{
  g_free (problem->code);
  g_free (problem->title);
  g_free (problem->detail);
  g_free (problem->field);
  g_free (problem->request_id);
  g_clear_pointer (&problem->body, json_node_unref);
  g_free (problem);
}

static char *
describe_status (guint status)
{
  if (status == 401)
    return g_strdup (_ ("Нужно войти снова"));
  if (status == 403)
    return g_strdup (_ ("Нет прав на это действие"));
  if (status == 404)
    return g_strdup (_ ("Такой записи нет"));
  if (status == 412)
    return g_strdup (_ ("Запись изменил кто-то ещё"));
  if (status == 429)
    return g_strdup (_ ("Слишком часто, подождите немного"));
  if (status >= 500)
    return g_strdup (_ ("Сервер не смог ответить"));
  return g_strdup_printf (_ ("Сервер отказал (код %u)"), status);
}

AppProblem *
app_problem_parse (guint status, GBytes *body)
{
  AppProblem *problem = g_new0 (AppProblem, 1);
  g_autoptr (JsonNode) node = app_json_parse (body, NULL);
  JsonObject *object = app_json_root (node);

  problem->status = status;
  if (object != NULL)
    problem->body = g_steal_pointer (&node);
  problem->code = g_strdup (app_json_text (object, "code"));
  problem->title = g_strdup (app_json_text (object, "title"));
  problem->detail = g_strdup (app_json_text (object, "detail"));
  problem->field = g_strdup (app_json_text (object, "field"));
  problem->request_id = g_strdup (app_json_text (object, "request_id"));
  if (problem->code == NULL)
    problem->code = g_strdup (merilo_error_code_name (merilo_error_code_from_problem ("", status)));
  if (problem->title == NULL)
    problem->title = describe_status (status);
  return problem;
}

GError *
app_problem_to_error (const AppProblem *problem)
{
  MeriloErrorCode code = merilo_error_code_from_problem (problem->code, problem->status);

  if (problem->detail == NULL || g_str_equal (problem->detail, problem->title))
    return g_error_new_literal (MERILO_ERROR, code, problem->title);
  return g_error_new (MERILO_ERROR, code, "%s: %s", problem->title, problem->detail);
}

char *
app_problem_get_current (const AppProblem *problem)
{
  JsonNode *node;

  if (problem->body == NULL)
    return NULL;
  node = json_object_get_member (json_node_get_object (problem->body), "current");
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_to_string (node, FALSE) : NULL;
}

const AppProblem *
app_problem_of (GAsyncResult *result)
{
  return g_object_get_data (G_OBJECT (result), KEY);
}

void
app_problem_attach (GTask *task, AppProblem *take)
{
  g_object_set_data_full (G_OBJECT (task), KEY, take, (GDestroyNotify) app_problem_free);
}

void
app_problem_return (GTask *task, GAsyncResult *from, GError *error)
{
  AppProblem *problem = g_object_steal_data (G_OBJECT (from), KEY);

  if (problem != NULL)
    app_problem_attach (task, problem);
  g_task_return_error (task, error);
}

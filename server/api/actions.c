#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "api/call.h"
#include "api/fields.h"
#include "api/guard.h"
#include "model/entities/all.h"

/* The workflow: every step is one statement (a function of the base that checks rights and states)
 * and answers with the record it moved. The table is the whole of it. */

typedef enum
{
  ON_RECORD = 1 << 0, /* `:id` of the path is the first parameter */
  IF_MATCH = 1 << 1,  /* the version the user saw is the second */
  MAKES_NEW = 1 << 2, /* 201 */
} ActionFlags;

typedef struct
{
  const char *pattern;
  guint permission;
  const MeriloEntity *entity;
  const char *statement;
  ActionFlags flags;
  const char *fields[8]; /* parameters in order; '?' at the end: may be absent */
  const char *description;
} Action;

static const Action actions[] = {
  { "/api/v1/plans/from-job",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
    &merilo_plan_entity,
    "plan/create_from_job",
    MAKES_NEW,
    { "job_id", "table", "kind", "title", "period_from", "period_until" },
    N_ ("План из прочитанного документа") },
  { "/api/v1/plans/:id/revision",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
    &merilo_plan_entity,
    "plan/revise",
    ON_RECORD | IF_MATCH | MAKES_NEW,
    { "reason" },
    N_ ("Начать новую редакцию плана") },
  { "/api/v1/plans/:id/archiving",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
    &merilo_plan_entity,
    "plan/archive",
    ON_RECORD | IF_MATCH,
    { "reason" },
    N_ ("Передать план в архив") },
  { "/api/v1/plans/:id/reopening",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
    &merilo_plan_entity,
    "plan/reopen",
    ON_RECORD | IF_MATCH,
    { "reason" },
    N_ ("Вернуть план из архива") },
  { "/api/v1/plans/:id/school-plan",
    MERILO_BY_SCHOOL,
    &merilo_plan_entity,
    "plan/copy_for_school",
    ON_RECORD | MAKES_NEW,
    { "title" },
    N_ ("Составить план школы по муниципальному") },
  { "/api/v1/plan-items/:id/closing",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
    &merilo_plan_item_entity,
    "plan_item/close",
    ON_RECORD | IF_MATCH,
    { "date", "who", "with_what", "act_id?" },
    N_ ("Закрыть пункт решения") },
  { "/api/v1/plan-items/:id/opening",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
    &merilo_plan_item_entity,
    "plan_item/open",
    ON_RECORD | IF_MATCH,
    { "reason" },
    N_ ("Открыть закрытый пункт") },
  { "/api/v1/quarter-reports/:id/submission",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
    &merilo_quarter_report_entity,
    "quarter_report/submit",
    ON_RECORD | IF_MATCH,
    { NULL },
    N_ ("Сдать отчёт") },
  { "/api/v1/quarter-reports/:id/return",
    MERILO_BY_METHODOLOGIST,
    &merilo_quarter_report_entity,
    "quarter_report/return",
    ON_RECORD | IF_MATCH,
    { "remark", "lines?" },
    N_ ("Вернуть отчёт с замечанием") },
  { "/api/v1/quarter-reports/:id/acceptance",
    MERILO_BY_METHODOLOGIST,
    &merilo_quarter_report_entity,
    "quarter_report/accept",
    ON_RECORD | IF_MATCH,
    { NULL },
    N_ ("Принять отчёт") },
  { "/api/v1/evidence/:id/withdrawal",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
    &merilo_evidence_entity,
    "evidence/withdraw",
    ON_RECORD | IF_MATCH,
    { "reason" },
    N_ ("Отозвать файл") },
  { "/api/v1/imports/from-job",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
    &merilo_import_entity,
    "import/from_job",
    MAKES_NEW,
    { "job_id", "policy?", "decisions?", "confirmation?" },
    N_ ("Сохранить прочитанные результаты") },
  { "/api/v1/imports/:id/withdrawal",
    MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
    &merilo_import_entity,
    "import/withdraw",
    ON_RECORD,
    { "reason" },
    N_ ("Отменить загрузку результатов") },
  { "/api/v1/procedures/:id/items",
    MERILO_BY_METHODOLOGIST,
    &merilo_procedure_entity,
    "procedure/items",
    ON_RECORD | IF_MATCH,
    { "items" },
    N_ ("Записать задания процедуры") },
  { "/api/v1/procedures/:id/recount",
    MERILO_BY_METHODOLOGIST,
    &merilo_import_entity,
    "import/recount",
    ON_RECORD | MAKES_NEW,
    { "reason" },
    N_ ("Пересчитать отметки по действующей шкале") },
  { "/api/v1/rechecks/:id/deal",
    MERILO_BY_METHODOLOGIST,
    &merilo_recheck_entity,
    "recheck/deal",
    ON_RECORD | IF_MATCH,
    { NULL },
    N_ ("Отобрать и раздать работы") },
  { "/api/v1/rechecks/:id/closure",
    MERILO_BY_METHODOLOGIST,
    &merilo_recheck_entity,
    "recheck/close",
    ON_RECORD | IF_MATCH,
    { NULL },
    N_ ("Завершить перепроверку") },
  { "/api/v1/recheck-results/:id/decision",
    MERILO_BY_METHODOLOGIST,
    &merilo_recheck_result_entity,
    "recheck_result/decide",
    ON_RECORD | IF_MATCH,
    { "scores" },
    N_ ("Решение ведущего эксперта") },
};

static const char *
scores_as_array (char *json)
{
  /* [1,null,2] of JSON is {1,null,2} of the base */
  if (json[0] == '[')
    {
      json[0] = '{';
      json[strlen (json) - 1] = '}';
    }
  return json;
}

static void
run (SrvRequest *req, gpointer context)
{
  const Action *action = srv_request_get_route (req)->data;
  const char *id = action->flags & ON_RECORD ? srv_call_id (req, action->entity) : NULL;
  g_autoptr (SrvFields) fields = NULL;
  SrvParams *params;
  gint64 version = 0;

  if ((action->flags & ON_RECORD) && id == NULL)
    return;
  if ((action->flags & IF_MATCH) && !srv_request_get_if_match (req, &version))
    return;
  fields = srv_fields_read (req, action->fields);
  if (fields == NULL)
    return;
  params = srv_params_new ();
  if (action->flags & ON_RECORD)
    srv_params_add_text (params, id);
  if (action->flags & IF_MATCH)
    srv_params_add_whole (params, version);
  for (guint i = 0; action->fields[i] != NULL; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (action->fields[i]), "?", 0);
      g_autofree char *value = g_strdup (srv_fields_get (fields, name));

      if (value != NULL && g_str_equal (name, "scores"))
        scores_as_array (value);
      srv_params_add_text (params, value);
    }
  srv_call_write (context, req, action->entity, action->statement, NULL, params,
                  action->flags & MAKES_NEW ? 201 : 200, id);
}

void
srv_api_add_actions (SrvApp *app)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      SrvRoute *route = g_new0 (SrvRoute, 1);

      route->method = "POST";
      route->pattern = actions[i].pattern;
      route->permission = actions[i].permission;
      route->handler = run;
      route->description = actions[i].description;
      route->response = actions[i].entity->name;
      route->data = &actions[i];
      g_ptr_array_add (app->patterns, route);
      srv_router_add (app->router, route, 1);
    }
}

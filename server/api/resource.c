#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/body.h"
#include "api/call.h"
#include "api/derive.h"
#include "api/guard.h"
#include "api/list.h"
#include "api/map-check.h"
#include "db/entity-sql.h"
#include "model/entities/all.h"
#include "model/error.h"

/* The generic resources: routes, rights and statements straight from the descriptions. */

static const MeriloEntity *
entity_of (SrvRequest *req)
{
  return srv_request_get_route (req)->data;
}

static void
list (SrvRequest *req, gpointer context)
{
  srv_list_reply (context, req, entity_of (req));
}

static void
get (SrvRequest *req, gpointer context)
{
  const char *id = srv_call_id (req, entity_of (req));

  if (id != NULL)
    srv_call_reply_record (context, req, entity_of (req), id);
}

static void
add_fields (SrvParams *params, const SrvBody *body)
{
  for (guint i = 0; i < merilo_record_get_entity (body->record)->n_fields; i++)
    if ((body->fields >> i) & 1)
      srv_params_add_field (params, body->record, i);
}

/* A body on its way to the base */
typedef struct
{
  SrvBody body;
  gint64 version;
} Write;

static void
write_free (gpointer data)
{
  Write *write = data;

  srv_body_clear (&write->body);
  g_free (write);
}

static void
insert (SrvApp *app, SrvRequest *req, const SrvBody *body)
{
  const MeriloEntity *entity = entity_of (req);
  g_autofree char *name = NULL;
  g_autofree char *sql = srv_entity_sql_insert (entity, body->fields, &name);
  SrvParams *params = srv_params_new ();

  add_fields (params, body);
  srv_call_write (app, req, entity, name, sql, params, 201, NULL);
}

static void
update (SrvApp *app, SrvRequest *req, const SrvBody *body, gint64 version)
{
  const MeriloEntity *entity = entity_of (req);
  const char *id = srv_request_get_param (req, "id");
  g_autofree char *name = NULL;
  g_autofree char *sql = srv_entity_sql_update (entity, body->fields, &name);
  SrvParams *params = srv_params_new ();

  srv_params_add_text (params, id);
  srv_params_add_whole (params, version);
  add_fields (params, body);
  srv_call_write (app, req, entity, name, sql, params, 200, id);
}

/* the item as it stands, and how its town counts: what follows from its words is made with them.
 * No row: the write itself is refused as it should be */
static void
terms_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  Write *write = data;
  g_auto (SrvTerms) terms = { 0 };
  gboolean found = srv_rows_get_n (rows) > 0;
  gboolean patches = g_str_equal (srv_request_get_method (req), "PATCH");

  if (found)
    srv_terms_init (&terms, rows, 0);
  write->body.fields
      = srv_derive_fields (write->body.record, write->body.fields, found ? &terms : NULL,
                           found && patches ? srv_rows_get_text (rows, 0, "deadline") : NULL,
                           found && patches ? srv_rows_get_text (rows, 0, "rule") : NULL);
  if (patches)
    update (app, req, &write->body, write->version);
  else
    insert (app, req, &write->body);
}

/* takes the body */
static void
derive (SrvApp *app, SrvRequest *req, SrvBody *body, gint64 version)
{
  gboolean patches = g_str_equal (srv_request_get_method (req), "PATCH");
  SrvParams *params;
  Write *write;

  if (!srv_derive_rule_is_good (merilo_record_get_text (body->record, MERILO_PLAN_ITEM_RULE)))
    {
      srv_request_reply_problem (req, 422, "invalid", _ ("Такого правила срока нет"), "rule");
      return;
    }
  params = srv_params_new ();
  if (patches)
    srv_params_add_text (params, srv_request_get_param (req, "id"));
  else
    srv_params_add_whole (params, merilo_record_get_whole (body->record, MERILO_PLAN_ITEM_PLAN_ID));
  write = g_new0 (Write, 1);
  write->body = *body;
  write->version = version;
  body->record = NULL;
  srv_call_read (app, req, SRV_DB_KEY, patches ? "plan_item/terms" : "plan/terms", params,
                 SRV_SHAPE_MAYBE_ONE, terms_found_cb, write, write_free);
}

static void
create (SrvRequest *req, gpointer context)
{
  const MeriloEntity *entity = entity_of (req);
  g_auto (SrvBody) body = { 0 };

  if (!srv_body_read_new (req, entity, srv_call_who (req)->role, &body)
      || !srv_map_check (req, &body))
    return;
  if (srv_derive_wants (entity, body.fields))
    derive (context, req, &body, 0);
  else
    insert (context, req, &body);
}

static void
patch (SrvRequest *req, gpointer context)
{
  const MeriloEntity *entity = entity_of (req);
  const char *id = srv_call_id (req, entity);
  g_auto (SrvBody) body = { 0 };
  gint64 version;

  if (id == NULL || !srv_request_get_if_match (req, &version)
      || !srv_body_read_patch (req, entity, srv_call_who (req)->role, &body)
      || !srv_map_check (req, &body))
    return;
  if (srv_derive_wants (entity, body.fields))
    derive (context, req, &body, version);
  else
    update (context, req, &body, version);
}

static void
remove_one (SrvRequest *req, gpointer context)
{
  const MeriloEntity *entity = entity_of (req);
  const char *id = srv_call_id (req, entity);
  g_autofree char *sql = NULL;
  g_autofree char *name = NULL;
  SrvParams *params;
  gint64 version;

  if (id == NULL || !srv_request_get_if_match (req, &version))
    return;
  params = srv_params_new ();
  srv_params_add_text (params, id);
  srv_params_add_whole (params, version);
  sql = srv_entity_sql_delete (entity, &name);
  srv_call_write (context, req, entity, name, sql, params, 204, id);
}

/* made by an action of their own, never by a bare POST */
static gboolean
is_made_by_action (const MeriloEntity *entity)
{
  static const char *const names[]
      = { "quarter_report", "execution", "expert_score", "job", "recheck_result",
          "recorded_event", NULL };

  return g_strv_contains (names, entity->name);
}

/* made once, and then it stands */
static gboolean
is_kept (const MeriloEntity *entity)
{
  return entity == &merilo_scale_entity;
}

/* a field that people may change once the record is there */
static gboolean
is_patched (const MeriloEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (!(entity->fields[i].flags & (MERILO_READ_ONLY | MERILO_CREATE_ONLY)))
      return TRUE;
  return FALSE;
}

/* computed, or with a route of their own */
static gboolean
has_own_list (const MeriloEntity *entity)
{
  static const char *const names[] = { "trend_point",   "change",    "task",
                                       "plan_version",  "plan_diff", "side_by_side",
                                       "plan_calendar", "plan_late", "plan_completeness",
                                       "plan_annual",   NULL };

  return g_strv_contains (names, entity->name);
}

static void
add_route (SrvApp *app,
           const MeriloEntity *entity,
           const char *method,
           const char *tail,
           SrvHandler handler)
{
  gboolean reads = g_str_equal (method, "GET");
  SrvRoute *route = g_new0 (SrvRoute, 1);
  char *pattern = g_strconcat ("/api/v1/", entity->path, tail, NULL);

  route->method = method;
  route->pattern = pattern;
  route->permission = reads ? entity->readers : entity->writers;
  route->handler = handler;
  route->description = entity->label;
  route->request = reads || g_str_equal (method, "DELETE") ? NULL : entity->name;
  route->response = entity->name;
  route->flags = reads && *tail == 0 ? SRV_ROUTE_LIST : SRV_ROUTE_PLAIN;
  route->data = entity;
  g_ptr_array_add (app->patterns, route);
  g_ptr_array_add (app->patterns, pattern);
  srv_router_add (app->router, route, 1);
}

void
srv_api_add_resources (SrvApp *app)
{
  const MeriloEntity *const *all = merilo_entities ();

  for (guint i = 0; all[i] != NULL; i++)
    {
      const MeriloEntity *entity = all[i];

      if (has_own_list (entity))
        continue;
      add_route (app, entity, "GET", "", list);
      if (g_str_equal (entity->fields[0].name, "id"))
        add_route (app, entity, "GET", "/:id", get);
      if (entity->writers == 0)
        continue;
      if (!is_made_by_action (entity))
        add_route (app, entity, "POST", "", create);
      if (!is_made_by_action (entity) && !is_kept (entity))
        add_route (app, entity, "DELETE", "/:id", remove_one);
      if (is_patched (entity))
        add_route (app, entity, "PATCH", "/:id", patch);
    }
}

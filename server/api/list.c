#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include "api/list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/call.h"
#include "api/freshness.h"
#include "api/list-file.h"
#include "api/list-query.h"
#include "db/entity-sql.h"
#include "model/error.h"

#define LIMIT_FILE 50000 /* a file is of the whole list, as far as a sheet is of use */

typedef struct
{
  const MeriloEntity *entity;
  guint limit;
  char *etag;
} List;

void
srv_list_reply_rows (SrvRequest *req, const MeriloEntity *entity, SrvRows *rows)
{
  guint n = srv_rows_get_n (rows);
  SrvListForm form = srv_list_form (req);
  GString *json;

  srv_request_set_header (req, "Vary", "Accept");
  if (form != SRV_LIST_JSON)
    {
      srv_list_reply_file (req, entity, rows, form);
      return;
    }
  json = g_string_sized_new (64 + n * 256);
  g_string_append_c (json, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      srv_rows_put_json (rows, i, entity, json);
    }
  g_string_append_c (json, ']');
  srv_request_reply_json (req, 200, json);
}

static void
found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  List *list = data;
  guint n = srv_rows_get_n (rows);

  if (n == list->limit && g_str_equal (list->entity->fields[0].name, "id"))
    srv_request_set_header (req, "X-Next-After", srv_rows_get_text (rows, n - 1, "id"));
  if (list->etag != NULL)
    srv_request_set_etag (req, list->etag);
  srv_list_reply_rows (req, list->entity, rows);
}

static void
list_free (gpointer data)
{
  List *list = data;

  g_free (list->etag);
  g_free (list);
}

void
srv_list_reply (SrvApp *app, SrvRequest *req, const MeriloEntity *entity)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *etag = srv_freshness_etag (app->freshness, req);
  const char *field = NULL;
  SrvListQuery query;
  SrvParams *params;
  List *list;

  if (!srv_list_query_read (req, entity, &query, &field, &error))
    {
      srv_request_reply_problem (req, 422, "invalid", error->message, field);
      return;
    }
  if (etag != NULL && srv_request_none_match (req, etag))
    {
      srv_request_reply_not_modified (req, etag);
      return;
    }
  if (srv_list_form (req) != SRV_LIST_JSON && srv_request_get_query (req, "limit") == NULL)
    query.limit = LIMIT_FILE;
  params = srv_params_new ();
  if (query.after != NULL)
    srv_params_add_text (params, query.after);
  for (guint i = 0; i < query.shape.n_filters; i++)
    srv_params_add_text (params, query.values[i]);
  srv_params_add_whole (params, query.limit);
  sql = srv_entity_sql_list (entity, &query.shape, &name);
  list = g_new0 (List, 1);
  list->entity = entity;
  list->limit = query.limit;
  list->etag = g_steal_pointer (&etag);
  srv_call_read_sql (app, req, SRV_DB_LIST, name, sql, params, SRV_SHAPE_MANY, found_cb, list,
                     list_free);
}

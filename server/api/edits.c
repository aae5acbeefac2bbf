#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "api/call.h"
#include "api/derive.h"
#include "api/edit-op.h"
#include "db/entity-sql.h"
#include "model/entities/all.h"
#include "model/json-writer.h"

/* Many edits of a draft in one transaction: all of them or none.
 *
 *   the body's ops, each held against the description ──▶ the items as they stand, for what follows
 *   from their words ──▶ the edits ──▶ the records they made or changed, whole
 */

#define MAX_OPS 2000

/* ---- the answer --------------------------------------------------------------------------- */

typedef struct
{
  JsonParser *parser; /* of what the base told: {"sections":[id],"items":[id],"temps":{}} */
  GString *json;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_object_unref (answer->parser);
  if (answer->json != NULL)
    g_string_free (answer->json, TRUE);
  g_free (answer);
}

/* "{1,2}" for the base */
static char *
show_ids (Answer *answer, const char *name)
{
  JsonObject *told = json_node_get_object (json_parser_get_root (answer->parser));
  JsonArray *ids = json_object_get_array_member (told, name);
  GString *out = g_string_new ("{");

  for (guint i = 0; i < json_array_get_length (ids); i++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            json_array_get_int_element (ids, i));
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static void
put_records (GString *json, const char *name, const MeriloEntity *entity, SrvRows *rows)
{
  merilo_json_put_key (json, name);
  g_string_append_c (json, '[');
  for (guint i = 0; i < srv_rows_get_n (rows); i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      srv_rows_put_json (rows, i, entity, json);
    }
  g_string_append_c (json, ']');
}

static void
ask_records (SrvApp *app,
             SrvRequest *req,
             Answer *answer,
             const char *name,
             const MeriloEntity *entity,
             SrvCallFunc done)
{
  g_autofree char *ids = show_ids (answer, name);
  g_autofree char *statement = NULL;
  g_autofree char *sql = srv_entity_sql_some (entity, &statement);
  SrvParams *params = srv_params_new ();

  srv_params_add_text (params, ids);
  srv_call_read_sql (app, req, SRV_DB_LIST, statement, sql, params, SRV_SHAPE_MANY, done, answer,
                     answer_free);
}

static void
items_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  Answer *answer = data;
  JsonObject *told = json_node_get_object (json_parser_get_root (answer->parser));
  g_autofree char *temps = json_to_string (json_object_get_member (told, "temps"), FALSE);

  put_records (answer->json, "items", &merilo_plan_item_entity, rows);
  merilo_json_put_key (answer->json, "temps");
  g_string_append (answer->json, temps);
  g_string_append_c (answer->json, '}');
  srv_request_reply_json (req, 200, g_steal_pointer (&answer->json));
}

static void
sections_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  Answer *before = data;
  Answer *answer = g_new0 (Answer, 1);

  answer->parser = g_object_ref (before->parser);
  answer->json = g_string_new ("{");
  put_records (answer->json, "sections", &merilo_plan_section_entity, rows);
  ask_records (app, req, answer, "items", &merilo_plan_item_entity, items_found_cb);
}

static void
edited_cb (SrvApp *app, SrvRequest *req, const char *text, gpointer data)
{
  Answer *answer = g_new0 (Answer, 1);

  srv_freshness_bump (app->freshness); /* this worker knows before it is told */
  answer->parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (answer->parser, text, -1, NULL))
    {
      answer_free (answer);
      srv_request_reply_problem (req, 500, "internal", NULL, NULL);
      return;
    }
  ask_records (app, req, answer, "sections", &merilo_plan_section_entity, sections_found_cb);
}

/* ---- what follows from the words ------------------------------------------------------------ */

/* the row of the item, or -1 */
static int
find_row (GHashTable *by_id, gint64 id)
{
  gpointer row;

  return g_hash_table_lookup_extended (by_id, &id, NULL, &row) ? GPOINTER_TO_INT (row) : -1;
}

static GHashTable *
index_rows (SrvRows *rows)
{
  GHashTable *by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < srv_rows_get_n (rows); i++)
    {
      gint64 id = srv_rows_get_whole (rows, i, "id");

      g_hash_table_insert (by_id, g_memdup2 (&id, sizeof id), GINT_TO_POINTER ((int) i));
    }
  return by_id;
}

static void
words_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  GPtrArray *ops = data;
  g_autoptr (GHashTable) by_id = index_rows (rows);
  g_autoptr (GString) json = g_string_new ("[");
  g_auto (SrvTerms) terms = { 0 };
  SrvParams *params;

  if (srv_rows_get_n (rows) == 0)
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  srv_terms_init (&terms, rows, 0);
  for (guint i = 0; i < ops->len; i++)
    {
      SrvEditOp *op = g_ptr_array_index (ops, i);

      if (op->record != NULL && srv_derive_wants (op->entity, op->fields))
        {
          int row = find_row (by_id, op->id);

          op->fields
              = srv_derive_fields (op->record, op->fields, &terms,
                                   row >= 0 ? srv_rows_get_text (rows, (guint) row, "deadline")
                                            : NULL,
                                   row >= 0 ? srv_rows_get_text (rows, (guint) row, "rule") : NULL);
        }
      if (i > 0)
        g_string_append_c (json, ',');
      srv_edit_op_put_json (op, json);
    }
  g_string_append_c (json, ']');
  params = srv_params_new ();
  srv_params_add_text (params, srv_request_get_param (req, "id"));
  srv_params_add_text (params, json->str);
  srv_call_write_text (app, req, "plan/edit", params, edited_cb, NULL, NULL);
}

/* ---- the request ---------------------------------------------------------------------------- */

static JsonArray *
find_ops (SrvRequest *req, JsonParser *parser)
{
  gsize n;
  const char *json = g_bytes_get_data (srv_request_get_body (req), &n);
  JsonNode *root, *ops;

  if (n == 0 || !json_parser_load_from_data (parser, json, (gssize) n, NULL))
    root = NULL;
  else
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)
      || json_object_get_size (json_node_get_object (root)) > 1)
    {
      srv_request_reply_problem (req, 400, "bad-json",
                                 _ ("Тело запроса: нужен объект JSON с правками"), NULL);
      return NULL;
    }
  ops = json_object_get_member (json_node_get_object (root), "ops");
  if (ops != NULL && JSON_NODE_HOLDS_ARRAY (ops)
      && json_array_get_length (json_node_get_array (ops)) > 0
      && json_array_get_length (json_node_get_array (ops)) <= MAX_OPS)
    return json_node_get_array (ops);
  srv_request_reply_problem (req, 422, "invalid", _ ("Правок должно быть от 1 до 2000"), "ops");
  return NULL;
}

static void
edit (SrvRequest *req, gpointer context)
{
  const char *id = srv_call_id (req, &merilo_plan_entity);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GPtrArray) ops = g_ptr_array_new_with_free_func (srv_edit_op_free);
  JsonArray *array = id != NULL ? find_ops (req, parser) : NULL;
  SrvParams *params;

  if (array == NULL)
    return;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      SrvEditOp *op = srv_edit_op_read (req, json_array_get_element (array, i), i);

      if (op == NULL)
        return;
      g_ptr_array_add (ops, op);
    }
  params = srv_params_new ();
  srv_params_add_text (params, id);
  srv_call_read (context, req, SRV_DB_LIST, "plan/words", params, SRV_SHAPE_MANY, words_found_cb,
                 g_steal_pointer (&ops), (GDestroyNotify) g_ptr_array_unref);
}

static const SrvRoute routes[] = {
  { "POST", "/api/v1/plans/:id/edits", MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL, edit,
    N_ ("Внести правки в проект плана"), .response = "plan_item" },
};

void
srv_api_add_edits (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}

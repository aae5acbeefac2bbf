#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <json-glib/json-glib.h>
#include <stdlib.h>

#include "api/call.h"
#include "db/entity-sql.h"
#include "model/entities/all.h"

/* Refusals of the base that have more to tell than words: a code, and members beside it. */

typedef struct
{
  guint status;
  char *code, *words;
  GString *members; /* beside the usual ones, or empty */
  const MeriloEntity *entity;
} Refusal;

static void
refusal_free (gpointer data)
{
  Refusal *self = data;

  g_free (self->code);
  g_free (self->words);
  g_string_free (self->members, TRUE);
  g_free (self);
}

static void
reply (SrvRequest *req, const Refusal *self)
{
  srv_request_reply_problem_full (req, self->status, self->code, self->words, NULL, NULL,
                                  self->members->len > 0 ? self->members->str : NULL);
}

static void
put_member (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  Refusal *self = data;
  g_autofree char *json = NULL;

  if (g_str_equal (name, "code"))
    return;
  json = json_to_string (node, FALSE);
  g_string_append_printf (self->members, "%s\"%s\":%s", self->members->len > 0 ? "," : "", name,
                          json);
}

/* @message: the status, an object, the words: a line each */
static Refusal *
read_refusal (const char *message, JsonObject **ret_object, JsonParser *parser)
{
  g_auto (GStrv) lines = g_strsplit (message, "\n", 3);
  Refusal *self = g_new0 (Refusal, 1);

  self->status = (guint) atoi (lines[0]);
  self->words = g_strdup (g_strv_length (lines) > 2 ? lines[2] : "");
  self->members = g_string_new (NULL);
  if (g_strv_length (lines) > 1 && json_parser_load_from_data (parser, lines[1], -1, NULL)
      && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      *ret_object = json_node_get_object (json_parser_get_root (parser));
      self->code = g_strdup (json_object_get_string_member_with_default (*ret_object, "code", ""));
      json_object_foreach_member (*ret_object, put_member, self);
    }
  if (self->code == NULL || *self->code == 0)
    {
      g_free (self->code);
      self->code = g_strdup ("locked");
    }
  return self;
}

static void
current_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  Refusal *self = data;

  if (srv_rows_get_n (rows) > 0)
    {
      g_string_append (self->members, ",\"current\":");
      srv_rows_put_json (rows, 0, self->entity, self->members);
    }
  reply (req, self);
}

/* the record that another has changed is part of the answer */
static void
reply_with_current (SrvApp *app, SrvRequest *req, Refusal *self, gint64 id)
{
  g_autofree char *name = NULL;
  g_autofree char *sql = srv_entity_sql_get (self->entity, &name);
  SrvParams *params = srv_params_new ();

  srv_params_add_whole (params, id);
  srv_call_read_sql (app, req, SRV_DB_KEY, name, sql, params, SRV_SHAPE_MAYBE_ONE, current_found_cb,
                     self, refusal_free);
}

void
srv_call_reply_error (SrvApp *app, SrvRequest *req, const GError *error)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *object = NULL;
  Refusal *self;

  if (!g_error_matches (error, SRV_DB_ERROR, SRV_DB_ERROR_DETAILED))
    {
      srv_request_reply_error (req, error);
      return;
    }
  parser = json_parser_new ();
  self = read_refusal (error->message, &object, parser);
  if (self->status == 412 && object != NULL && json_object_has_member (object, "resource"))
    self->entity = merilo_entity_by_name (json_object_get_string_member (object, "resource"));
  if (self->entity != NULL)
    {
      reply_with_current (app, req, self, json_object_get_int_member (object, "id"));
      return;
    }
  reply (req, self);
  refusal_free (self);
}

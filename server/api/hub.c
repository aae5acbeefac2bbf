#define G_LOG_DOMAIN "srv-api"

#include "api/hub.h"

#include <json-glib/json-glib.h>

#include "model/entities/all.h"

typedef struct
{
  SrvHub *hub;
  SrvStream *stream;
  SrvIdentity *who;
} Listener;

struct _SrvHub
{
  GPtrArray *listeners; /* of Listener */
};

static void
listener_free (gpointer data)
{
  Listener *listener = data;

  srv_stream_set_closed (listener->stream, NULL, NULL);
  srv_stream_unref (listener->stream);
  srv_identity_free (listener->who);
  g_free (listener);
}

SrvHub *
srv_hub_new (void)
{
  SrvHub *self = g_new0 (SrvHub, 1);

  self->listeners = g_ptr_array_new_with_free_func (listener_free);
  return self;
}

void
srv_hub_free (SrvHub *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->listeners);
  g_free (self);
}

static void
closed_cb (SrvStream *stream, gpointer data)
{
  Listener *listener = data;

  g_ptr_array_remove_fast (listener->hub->listeners, listener);
}

void
srv_hub_add (SrvHub *self, SrvStream *stream, const SrvIdentity *who)
{
  Listener *listener = g_new0 (Listener, 1);

  listener->hub = self;
  listener->stream = srv_stream_ref (stream);
  listener->who = srv_identity_copy (who);
  g_ptr_array_add (self->listeners, listener);
  srv_stream_set_closed (stream, closed_cb, listener);
}

/* the role must be one that reads the resource; then the org of the row decides, and where the row
 * is of one user (a member's works, a job), the user instead */
static gboolean
may_hear (const SrvIdentity *who, const MeriloEntity *entity, JsonObject *event)
{
  const char *org = json_object_get_string_member_with_default (event, "org_id", "");
  const char *user = json_object_get_string_member_with_default (event, "user_id", "");

  if (!(entity->readers & (1u << who->role)))
    return FALSE;
  if (*user != 0)
    return g_str_equal (user, who->user_id);
  return *org != 0 && srv_identity_sees (who, org);
}

/* a stream outlives no session: whose right to come in has changed must come in again */
static void
drop_user (SrvHub *self, const char *user_id)
{
  for (guint i = self->listeners->len; i > 0; i--)
    {
      Listener *listener = self->listeners->pdata[i - 1];

      if (g_str_equal (listener->who->user_id, user_id))
        srv_stream_end (listener->stream);
    }
}

static void
tell (SrvHub *self, const MeriloEntity *entity, JsonObject *event)
{
  g_autofree char *told
      = g_strdup_printf ("{\"resource\":\"%s\",\"id\":\"%s\",\"version\":%" G_GINT64_FORMAT "}",
                         entity->name, json_object_get_string_member_with_default (event, "id", ""),
                         json_object_get_int_member_with_default (event, "version", 0));

  for (guint i = self->listeners->len; i > 0; i--)
    {
      Listener *listener = self->listeners->pdata[i - 1];

      if (may_hear (listener->who, entity, event))
        srv_stream_send (listener->stream, "change", told);
    }
}

void
srv_hub_notify (SrvHub *self, const char *payload)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  const MeriloEntity *entity;
  const char *resource;
  JsonObject *event;

  if (self->listeners->len == 0 || !json_parser_load_from_data (parser, payload, -1, NULL)
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return;
  event = json_node_get_object (json_parser_get_root (parser));
  resource = json_object_get_string_member_with_default (event, "resource", "");
  entity = merilo_entity_by_name (resource);
  if (entity != NULL)
    tell (self, entity, event);
  if (g_str_equal (resource, "session"))
    drop_user (self, json_object_get_string_member_with_default (event, "user_id", ""));
  else if (g_str_equal (resource, "user"))
    drop_user (self, json_object_get_string_member_with_default (event, "id", ""));
}

#define G_LOG_DOMAIN "srv-api"

#include "api/hub.h"

#include <json-glib/json-glib.h>

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

/* the org of the row decides; the org itself is not told. A commission member hears of nothing
 * but the own works, which carry the user instead */
static gboolean
may_hear (const SrvIdentity *who, JsonObject *event)
{
  const char *org = json_object_get_string_member_with_default (event, "org_id", "");
  const char *user = json_object_get_string_member_with_default (event, "user_id", "");

  if (*user != 0)
    return g_str_equal (user, who->user_id);
  return *org != 0 && srv_identity_sees (who, org);
}

void
srv_hub_notify (SrvHub *self, const char *payload)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *told = NULL;
  JsonObject *event;

  if (self->listeners->len == 0 || !json_parser_load_from_data (parser, payload, -1, NULL)
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return;
  event = json_node_get_object (json_parser_get_root (parser));
  told = g_strdup_printf ("{\"resource\":\"%s\",\"id\":\"%s\",\"version\":%" G_GINT64_FORMAT "}",
                          json_object_get_string_member_with_default (event, "resource", ""),
                          json_object_get_string_member_with_default (event, "id", ""),
                          json_object_get_int_member_with_default (event, "version", 0));
  for (guint i = self->listeners->len; i > 0; i--)
    {
      Listener *listener = self->listeners->pdata[i - 1];

      if (may_hear (listener->who, event))
        srv_stream_send (listener->stream, "change", told);
    }
}

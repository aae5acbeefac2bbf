#define G_LOG_DOMAIN "test-calls"

#include "lib/calls.h"

struct _Calls
{
  SoupSession *session;
  GHashTable *asked; /* SoupMessage */
};

static void
asked_cb (SoupSession *session, SoupMessage *message, Calls *self)
{
  if (!g_str_has_suffix (g_uri_get_path (soup_message_get_uri (message)), "/events"))
    g_hash_table_add (self->asked, message);
}

static void
answered_cb (SoupSession *session, SoupMessage *message, Calls *self)
{
  g_hash_table_remove (self->asked, message);
}

Calls *
calls_watch (SoupSession *session)
{
  Calls *self = g_new0 (Calls, 1);

  self->session = g_object_ref (session);
  self->asked = g_hash_table_new (NULL, NULL);
  g_signal_connect (session, "request-queued", G_CALLBACK (asked_cb), self);
  g_signal_connect (session, "request-unqueued", G_CALLBACK (answered_cb), self);
  return self;
}

guint
calls_count (Calls *self)
{
  return g_hash_table_size (self->asked);
}

void
calls_free (Calls *self)
{
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_object_unref (self->session);
  g_hash_table_unref (self->asked);
  g_free (self);
}

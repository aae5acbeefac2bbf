#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include "net/events.h"
#include "net/exchange.h"
#include "net/json.h"

#define FIRST_PAUSE 1 /* s */
#define MAX_PAUSE   60
#define MAX_LINE    (64 * 1024)

struct _AppEvents
{
  GObject parent_instance;

  AppSession *session;
  GCancellable *cancellable; /* of the present connection; NULL: stopped */
  GDataInputStream *stream;
  guint pause_id;
  guint pause;
  gboolean was_away;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_RESUMED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppEvents, app_events, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void connect_now (AppEvents *self);
static void read_line (AppEvents *self);

/* Helpers */

static gboolean
pause_ended_cb (gpointer data)
{
  AppEvents *self = data;

  self->pause_id = 0;
  connect_now (self);
  return G_SOURCE_REMOVE;
}

static void
connect_later (AppEvents *self)
{
  g_clear_object (&self->stream);
  self->was_away = TRUE;
  if (self->pause_id != 0 || self->cancellable == NULL)
    return;
  self->pause_id = g_timeout_add_seconds (self->pause, pause_ended_cb, self);
  self->pause = MIN (self->pause * 2, MAX_PAUSE);
}

/* an id is a number or a uuid in quotes */
static void
tell (AppEvents *self, const char *text)
{
  g_autoptr (JsonNode) node = app_json_parse_text (text, NULL);
  JsonObject *object = app_json_root (node);
  g_autofree char *id = NULL;

  if (app_json_text (object, "resource") == NULL)
    return;
  if (app_json_text (object, "id") != NULL)
    id = g_strdup (app_json_text (object, "id"));
  else
    id = g_strdup_printf ("%" G_GINT64_FORMAT, app_json_whole (object, "id", 0));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, app_json_text (object, "resource"), id,
                 app_json_whole (object, "version", -1));
}

/* Callbacks */

static void
line_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppEvents) self = data;
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object),
                                                                result, &length, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  if (line == NULL || length > MAX_LINE)
    {
      app_session_note (self->session, FALSE);
      connect_later (self);
      return;
    }
  self->pause = FIRST_PAUSE;
  if (g_str_has_prefix (line, "data:"))
    tell (self, line + strlen ("data:"));
  read_line (self);
}

static void
read_line (AppEvents *self)
{
  g_data_input_stream_read_line_async (self->stream, G_PRIORITY_DEFAULT, self->cancellable, line_cb,
                                       g_object_ref (self));
}

static void
connected_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppEvents) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream
      = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (object), result);
  guint status = message != NULL ? soup_message_get_status (message) : 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  if (stream == NULL || status != 200)
    {
      if (stream == NULL)
        app_session_note (self->session, FALSE);
      if (status == 401)
        app_session_end (self->session);
      else
        connect_later (self);
      return;
    }
  app_session_note (self->session, TRUE);
  self->stream = g_data_input_stream_new (stream);
  g_data_input_stream_set_newline_type (self->stream, G_DATA_STREAM_NEWLINE_TYPE_ANY);
  if (self->was_away)
    g_signal_emit (self, signals[SIGNAL_RESUMED], 0);
  self->was_away = FALSE;
  read_line (self);
}

static void
connect_now (AppEvents *self)
{
  g_autoptr (SoupMessage) message = app_session_make_message (self->session, "GET", "events");

  if (message == NULL || self->cancellable == NULL)
    return;
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                "text/event-stream");
  soup_session_send_async (app_session_get_soup (self->session), message, G_PRIORITY_DEFAULT,
                           self->cancellable, connected_cb, g_object_ref (self));
}

/* GObject overrides */

static void
app_events_dispose (GObject *object)
{
  AppEvents *self = APP_EVENTS (object);

  app_events_stop (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (app_events_parent_class)->dispose (object);
}

static void
app_events_class_init (AppEventsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_events_dispose;
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", APP_TYPE_EVENTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT64);
  signals[SIGNAL_RESUMED] = g_signal_new ("resumed", APP_TYPE_EVENTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_events_init (AppEvents *self)
{
  self->pause = FIRST_PAUSE;
}

/* Public API */

AppEvents *
app_events_new (AppSession *session)
{
  AppEvents *self = g_object_new (APP_TYPE_EVENTS, NULL);

  self->session = g_object_ref (session);
  return self;
}

void
app_events_start (AppEvents *self)
{
  app_events_stop (self);
  self->cancellable = g_cancellable_new ();
  self->pause = FIRST_PAUSE;
  self->was_away = FALSE;
  connect_now (self);
}

void
app_events_stop (AppEvents *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  g_clear_handle_id (&self->pause_id, g_source_remove);
}

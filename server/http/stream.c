#define G_LOG_DOMAIN "srv-http"

#include "http/stream.h"

#include <microhttpd.h>
#include <string.h>

#include "http/listener-private.h"
#include "http/stream-private.h"

#define BLOCK 4096
#define RESET "event: reset\ndata: {}\n\n"

struct _SrvStream
{
  grefcount refs;
  GList node; /* in SrvListener.streams while open */
  SrvRequest *req;
  SrvListener *listener; /* NULL once closed */
  GString *pending;
  gsize taken; /* bytes of pending that the engine has */
  gint64 next_beat;
  gboolean asleep, ended;
  SrvStreamFunc closed;
  gpointer closed_data;
};

static gsize
count_left (SrvStream *stream)
{
  return stream->pending->len - stream->taken;
}

/* Called by the engine when the client has room: with nothing to say the connection sleeps. */
static ssize_t
read_cb (void *data, uint64_t position, char *buffer, size_t size)
{
  SrvStream *stream = data;
  gsize n = MIN (size, count_left (stream));

  if (n > 0)
    {
      memcpy (buffer, stream->pending->str + stream->taken, n);
      stream->taken += n;
      if (count_left (stream) == 0)
        {
          g_string_truncate (stream->pending, 0);
          stream->taken = 0;
        }
      return (ssize_t) n;
    }
  if (stream->ended)
    return MHD_CONTENT_READER_END_OF_STREAM;
  stream->asleep = TRUE;
  MHD_suspend_connection (stream->req->connection);
  return 0;
}

static void
wake (SrvStream *stream)
{
  if (!stream->asleep || stream->listener == NULL)
    return;
  stream->asleep = FALSE;
  _srv_listener_wake (stream->listener, stream->req->connection);
}

/* Where the event ends that the engine has taken in part. */
static gsize
find_boundary (SrvStream *stream)
{
  const char *text = stream->pending->str, *end;

  if (stream->taken == 0
      || (stream->taken >= 2 && memcmp (text + stream->taken - 2, "\n\n", 2) == 0))
    return stream->taken;
  end = strstr (text + stream->taken - 1, "\n\n");
  return end != NULL ? (gsize) (end + 2 - text) : stream->pending->len;
}

static gboolean
push (SrvStream *stream, GString *text)
{
  gboolean fits = count_left (stream) + text->len <= stream->listener->limits.stream_bytes;

  if (fits)
    {
      g_string_append_len (stream->pending, text->str, (gssize) text->len);
    }
  else
    {
      g_string_truncate (stream->pending, find_boundary (stream));
      g_string_append (stream->pending, RESET);
    }
  if (stream->taken > stream->listener->limits.stream_bytes) /* let go of what is sent */
    {
      g_string_erase (stream->pending, 0, (gssize) stream->taken);
      stream->taken = 0;
    }
  stream->next_beat
      = g_get_monotonic_time () + stream->listener->limits.heartbeat_seconds * G_TIME_SPAN_SECOND;
  wake (stream);
  return fits;
}

static SrvStream *
create_stream (SrvRequest *req)
{
  SrvStream *stream = g_new0 (SrvStream, 1);

  g_ref_count_init (&stream->refs);
  stream->node.data = stream;
  stream->req = srv_request_ref (req);
  stream->listener = req->listener;
  stream->pending = g_string_new (NULL);
  g_queue_push_tail_link (&req->listener->streams, &stream->node);
  return stream;
}

SrvStream *
srv_stream_open (SrvRequest *req)
{
  g_autoptr (GString) hello = g_string_new ("retry: 3000\n\n");
  struct MHD_Response *response;
  SrvStream *stream;

  if (req->phase != SRV_PHASE_HANDLER)
    return NULL;
  if (req->listener->streams.length >= req->listener->limits.max_streams)
    {
      srv_request_reply_problem (req, 503, "unavailable", NULL, NULL);
      return NULL;
    }
  stream = create_stream (req);
  req->stream = srv_stream_ref (stream);
  push (stream, hello);
  response = MHD_create_response_from_callback (MHD_SIZE_UNKNOWN, BLOCK, read_cb, stream, NULL);
  MHD_add_response_header (response, "Content-Type", "text/event-stream");
  MHD_add_response_header (response, "X-Accel-Buffering", "no"); /* nginx must not gather events */
  _srv_request_answer (req, 200, response);
  return stream;
}

SrvStream *
srv_stream_ref (SrvStream *stream)
{
  g_ref_count_inc (&stream->refs);
  return stream;
}

void
srv_stream_unref (SrvStream *stream)
{
  if (!g_ref_count_dec (&stream->refs))
    return;
  g_string_free (stream->pending, TRUE);
  srv_request_unref (stream->req);
  g_free (stream);
}

void
srv_stream_set_closed (SrvStream *stream, SrvStreamFunc closed, gpointer data)
{
  stream->closed = closed;
  stream->closed_data = data;
}

gboolean
srv_stream_send (SrvStream *stream, const char *event, const char *data)
{
  g_autoptr (GString) text = g_string_new ("event: ");

  if (!srv_stream_is_open (stream))
    return FALSE;
  g_string_append (text, event);
  g_string_append (text, "\ndata: ");
  for (; *data != 0; data++)
    if (*data == '\n')
      g_string_append (text, "\ndata: ");
    else if (*data != '\r')
      g_string_append_c (text, *data);
  g_string_append (text, "\n\n");
  return push (stream, text);
}

gboolean
srv_stream_is_open (SrvStream *stream)
{
  return stream->listener != NULL && !stream->ended;
}

SrvRequest *
srv_stream_get_request (SrvStream *stream)
{
  return stream->req;
}

void
srv_stream_end (SrvStream *stream)
{
  _srv_stream_end (stream);
}

void
_srv_stream_end (SrvStream *stream)
{
  stream->ended = TRUE;
  wake (stream);
}

void
_srv_stream_close (SrvStream *take_stream)
{
  g_autoptr (SrvStream) stream = take_stream;
  SrvStreamFunc closed = g_steal_pointer (&stream->closed);

  g_queue_unlink (&stream->listener->streams, &stream->node);
  stream->listener = NULL;
  stream->ended = TRUE;
  if (closed != NULL)
    closed (stream, stream->closed_data);
}

void
_srv_stream_end_all (SrvListener *listener)
{
  for (GList *l = listener->streams.head; l != NULL; l = l->next)
    _srv_stream_end (l->data);
}

void
_srv_stream_beat (SrvListener *listener)
{
  g_autoptr (GString) comment = g_string_new (":\n\n");
  gint64 now = g_get_monotonic_time ();

  for (GList *l = listener->streams.head; l != NULL; l = l->next)
    {
      SrvStream *stream = l->data;

      if (now >= stream->next_beat && !stream->ended && count_left (stream) == 0)
        push (stream, comment);
    }
}

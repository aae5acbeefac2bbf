/* Server-sent events to one client, bounded: a client that does not read loses events, never our
 * memory, and is told so by an event `reset`, after which it should fetch what it shows anew. */
#pragma once

#include "http/request.h"

G_BEGIN_DECLS

typedef struct _SrvStream SrvStream;

/**
 * srv_stream_open:
 *
 * Answers @req with a stream. Comments keep a quiet one alive and find clients that are gone.
 *
 * Returns: (transfer full) (nullable): %NULL after a refusal (too many streams: 503) or when @req
 *   can no more be answered
 */
SrvStream *srv_stream_open (SrvRequest *req) G_GNUC_WARN_UNUSED_RESULT;

SrvStream *srv_stream_ref (SrvStream *stream);
void srv_stream_unref (SrvStream *stream);

typedef void (*SrvStreamFunc) (SrvStream *stream, gpointer data);

/* @closed is called once, when the client or the listener has ended the stream, or srv_stream_end()
 * has come through; @data must live until then */
void srv_stream_set_closed (SrvStream *stream, SrvStreamFunc closed, gpointer data);

/**
 * srv_stream_send:
 * @event: a token, without line ends
 * @data: of any number of lines
 *
 * Returns: %FALSE if the event was dropped: the stream has ended, or was reset
 */
gboolean srv_stream_send (SrvStream *stream, const char *event, const char *data);

void srv_stream_end (SrvStream *stream);
gboolean srv_stream_is_open (SrvStream *stream);

/* of the request that opened it; lives as long as the stream */
SrvRequest *srv_stream_get_request (SrvStream *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvStream, srv_stream_unref)

G_END_DECLS

#pragma once

#include "http/request-private.h"
#include "http/stream.h"

G_BEGIN_DECLS

void _srv_stream_end (SrvStream *stream);         /* the engine will close it */
void _srv_stream_close (SrvStream *take_stream);  /* the engine has closed it */
void _srv_stream_end_all (SrvListener *listener); /* at the stop */
void _srv_stream_beat (SrvListener *listener);    /* once a second */

G_END_DECLS

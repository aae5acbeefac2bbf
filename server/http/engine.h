/* What the engine calls: connections opened and closed, requests begun, read and ended. Private. */
#pragma once

#include <microhttpd.h>

#include "http/listener-private.h"

G_BEGIN_DECLS

enum MHD_Result _srv_engine_handle_cb (void *data,
                                       struct MHD_Connection *connection,
                                       const char *url,
                                       const char *method,
                                       const char *version,
                                       const char *upload,
                                       size_t *upload_size,
                                       void **context);
void *_srv_engine_begun_cb (void *data, const char *target, struct MHD_Connection *connection);
void _srv_engine_completed_cb (void *data,
                               struct MHD_Connection *connection,
                               void **context,
                               enum MHD_RequestTerminationCode code);
void _srv_engine_connection_cb (void *data,
                                struct MHD_Connection *connection,
                                void **context,
                                enum MHD_ConnectionNotificationCode code);

G_END_DECLS

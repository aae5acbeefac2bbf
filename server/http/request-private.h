#pragma once

#include "http/http-limits.h"
#include "http/request.h"
#include "http/router-private.h"
#include "http/target.h"

G_BEGIN_DECLS

struct MHD_Connection;
struct MHD_Response;

typedef struct _SrvLink SrvLink;
typedef struct _SrvListener SrvListener;
typedef struct _SrvStream SrvStream;

typedef enum
{
  SRV_PHASE_HEAD,     /* the engine has not shown the headers yet */
  SRV_PHASE_BODY,     /* bytes are gathered */
  SRV_PHASE_DISCARD,  /* a refusal is ready, a small body is read away first */
  SRV_PHASE_REFUSED,  /* a refusal was written by hand, the connection ends */
  SRV_PHASE_HANDLER,  /* the guard or the handler owes the reply */
  SRV_PHASE_ANSWERED, /* the reply is ready for the engine, or with it */
  SRV_PHASE_GONE,     /* the engine has forgotten the request */
} SrvPhase;

struct _SrvRequest
{
  grefcount refs;
  SrvPhase phase;
  gboolean suspended;    /* the engine sleeps; whoever answers wakes it */
  gboolean given_up;     /* a late reply is dropped */
  SrvListener *listener; /* this and the next two: NULL once GONE */
  SrvLink *link;
  struct MHD_Connection *connection;

  char id[20];
  char *peer;
  gboolean local;
  char *method;
  char *raw_target;
  char *path;
  SrvTarget target;
  SrvMatch match;
  GByteArray *gathered;
  gsize max_body, n_discarded;
  GBytes *body;
  GCancellable *cancellable;

  gpointer session;
  GDestroyNotify session_destroy;
  char *user;

  GPtrArray *headers; /* name, value, … of the reply */
  char *etag;
  guint status;
  gsize reply_size;
  struct MHD_Response *response;
  SrvStream *stream;
  gint64 began, answered; /* monotonic: the body is whole; the reply is ready */
};

SrvRequest *_srv_request_new (SrvListener *listener,
                              SrvLink *link,
                              struct MHD_Connection *connection,
                              const char *raw_target);

/* takes the reply and wakes the engine; @take_response is destroyed if the request is answered or
 * gone */
void _srv_request_answer (SrvRequest *req, guint status, struct MHD_Response *take_response);

/* everything the reply carries beside its body */
void _srv_request_dress (SrvRequest *req, struct MHD_Response *response);

/* the client has gone (499) or may wait no more (503): answers in place of the handler and fires
 * the cancellable; ends a stream */
void _srv_request_give_up (SrvRequest *req, guint status);

/* the engine has forgotten it; drops the engine's reference */
void _srv_request_finish (SrvRequest *req);

G_END_DECLS

#pragma once

#include "http/router.h"

G_BEGIN_DECLS

#define SRV_MAX_PARAMS 6

typedef struct
{
  const SrvRoute *route; /* NULL: no such path, or another method */
  guint index;           /* of the route in srv_router_list() */
  char *allow;           /* methods of a known path, else NULL */
  guint n_params;
  const char *names[SRV_MAX_PARAMS];
  const char *values[SRV_MAX_PARAMS]; /* into the segments given */
} SrvMatch;

/* @segments: decoded, NULL-terminated, must outlive the match */
void _srv_router_match (SrvRouter *router,
                        const char *method,
                        const char *const *segments,
                        SrvMatch *ret_match);
void _srv_match_clear (SrvMatch *match);

/* the guard if there is one, else the handler */
void _srv_router_enter (SrvRouter *router, SrvRequest *req);
void _srv_router_handle (SrvRouter *router, SrvRequest *req);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SrvMatch, _srv_match_clear)

G_END_DECLS

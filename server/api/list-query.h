/* What a list request asks for, checked against the description: unknown names are refused, so
 * that a misspelt filter never shows too much. */
#pragma once

#include "db/entity-sql.h"
#include "http/request.h"

G_BEGIN_DECLS

#define SRV_LIST_LIMIT_DEFAULT 200
#define SRV_LIST_LIMIT_MAX     500

typedef struct
{
  SrvListShape shape;
  const char *after;                        /* of the request; NULL: from the beginning */
  const char *values[SRV_LIST_MAX_FILTERS]; /* of the request, as text for the parameter */
  guint limit;
} SrvListQuery;

/* %FALSE after MERILO_ERROR_INVALID; the field at fault in @ret_field */
gboolean srv_list_query_read (SrvRequest *req,
                              const MeriloEntity *entity,
                              SrvListQuery *ret_query,
                              const char **ret_field,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

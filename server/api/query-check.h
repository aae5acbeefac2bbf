/* Parameters of the query, checked before the base sees them: each refusal names its field. */
#pragma once

#include "db/params.h"
#include "http/request.h"

G_BEGIN_DECLS

typedef enum
{
  SRV_QUERY_WHOLE,
  SRV_QUERY_YEAR,    /* 2000…2100 */
  SRV_QUERY_QUARTER, /* 2025-Q1 */
  SRV_QUERY_DATE,
  SRV_QUERY_TEXT, /* up to 400 bytes */
} SrvQueryKind;

typedef struct
{
  const char *name; /* NULL ends a list */
  SrvQueryKind kind;
  gboolean optional; /* absent or empty is null */
} SrvQueryField;

/* FALSE after a 422 */
gboolean srv_query_check (SrvRequest *req, const SrvQueryField *fields) G_GNUC_WARN_UNUSED_RESULT;

/* as they were checked; NULL where there is none */
const char *srv_query_get (SrvRequest *req, const char *name);
void srv_query_add (SrvRequest *req, const SrvQueryField *fields, SrvParams *params);

G_END_DECLS

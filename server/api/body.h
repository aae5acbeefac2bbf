/* Bodies of writes, read into records and held against the description. */
#pragma once

#include "http/request.h"
#include "model/record.h"

G_BEGIN_DECLS

typedef struct
{
  MeriloRecord *record; /* transfer full */
  guint64 fields;       /* that the body named */
} SrvBody;

/* The new record of a POST, whole and checked. %FALSE after a reply. */
gboolean srv_body_read_new (SrvRequest *req,
                            const MeriloEntity *entity,
                            MeriloRole role,
                            SrvBody *ret_body) G_GNUC_WARN_UNUSED_RESULT;

/* The named fields of a PATCH; each must be writable for the role in some state (which state it is
 * in, the base knows). Values are checked one by one. %FALSE after a reply. */
gboolean srv_body_read_patch (SrvRequest *req,
                              const MeriloEntity *entity,
                              MeriloRole role,
                              SrvBody *ret_body) G_GNUC_WARN_UNUSED_RESULT;

void srv_body_clear (SrvBody *body);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SrvBody, srv_body_clear)

G_END_DECLS

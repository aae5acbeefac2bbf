/* A description of columns on its way to the base: held against what will read by it. */
#pragma once

#include "api/body.h"

G_BEGIN_DECLS

/* %FALSE after a reply; other records pass */
gboolean srv_map_check (SrvRequest *req, const SrvBody *body) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

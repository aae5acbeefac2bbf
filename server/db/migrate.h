/* Migrations: forward only, each once; policies and reference data after them, each time. */
#pragma once

#include "db/session.h"

G_BEGIN_DECLS

/* @ret_applied: (optional): how many were new. MERILO_ERROR_LOCKED when an applied file was changed
 */
gboolean
srv_migrate (SrvSession *session, guint *ret_applied, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* A password from the one who calls: typed unseen at a terminal, or a line of the input. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* its hash, to be stored; transfer full; MERILO_ERROR_INVALID when it is no good */
char *srv_admin_read_password (GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

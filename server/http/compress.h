/* gzip of answers: when the content is worth it and the client takes it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* bytes: below, the frame of gzip and the CPU cost more than they save */
#define SRV_PACK_MIN 1024

/* text of any kind: JSON, CSV, HTML; not what is packed already */
gboolean srv_type_packs (const char *content_type);

/* an Accept-Encoding value, or NULL; q=0 and `*` are understood */
gboolean srv_accepts_gzip (const char *accept_encoding);

/* (transfer full): NULL if it did not become smaller. Any thread. */
GBytes *srv_gzip (GBytes *bytes);

G_END_DECLS

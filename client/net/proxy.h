/* Through whom the network is reached: a twin a system. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* transfer full; NULL: GIO has its own that asks the desktop */
GProxyResolver *app_proxy_resolver_new (void);

G_END_DECLS

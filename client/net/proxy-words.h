/* Proxies in the words of Windows' settings, as GIO wants them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * app_proxy_words_pick:
 * @proxies: (nullable): "proxy:8080", or "http=a:80;https=b:8080;socks=c:1080"
 * @bypass: (nullable): "*.example.ru;10.*;<local>": whom to speak to without one
 * @uri: whom we want to reach
 *
 * Returns: (transfer full): what to try in order: "http://proxy:8080", "direct://"
 */
char **app_proxy_words_pick (const char *proxies, const char *bypass, const char *uri);

/* this very machine: no setting can mean it */
gboolean app_proxy_is_here (const char *uri);

G_END_DECLS

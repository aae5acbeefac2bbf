/* The first run: which server, can its certificate be trusted, and what to do when not. Then comes
 * the sign-in form. Also behind «Подключение…» of that form.
 *
 *   address ── probe ──> connected
 *      │ └─ local ─┴──> absent: how a server is installed here
 *      └──────────────> certificate: what is wrong with it, the department's file
 *
 * Signals: ::connected () the context's session has a server that answers; ::left () the user went
 * back. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_CONNECT (app_connect_get_type ())
G_DECLARE_FINAL_TYPE (AppConnect, app_connect, APP, CONNECT, AdwBin)

void app_connect_set_context (AppConnect *self, AppContext *context);

/* where a server on this computer is looked for; at first app_probe_local */
void app_connect_set_local (AppConnect *self, const char *const *urls);

/* @server: known already, or NULL at the first run. A certificate that was refused is explained at
 * once. */
void app_connect_begin (AppConnect *self, const char *server);

G_END_DECLS

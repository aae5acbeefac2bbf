/* Where a user signs in. Tells "signed-in" when the context is open. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_SIGN_IN (app_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (AppSignIn, app_sign_in, APP, SIGN_IN, AdwBin)

void app_sign_in_set_context (AppSignIn *self, AppContext *context);

/* fills in what is known; @notice: why one is here, or NULL */
void app_sign_in_prepare (AppSignIn *self, const char *notice);

/* nobody has ever connected from this computer: the server must be found first */
gboolean app_sign_in_is_first (AppContext *context);
const char *app_sign_in_get_server (AppSignIn *self); /* as it stands in the form */

G_END_DECLS

/* A new password: one's own, with the present one before it, or another's, set by an administrator.
 * Asked of the server at once: it waits in no outbox. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PASSWORD_DIALOG (app_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppPasswordDialog, app_password_dialog, APP, PASSWORD_DIALOG, AdwWindow)

/* @user: (nullable): whose; NULL: of who is signed in */
GtkWidget *app_password_dialog_new (GtkWindow *parent, AppContext *context, MeriloRecord *user);

G_END_DECLS

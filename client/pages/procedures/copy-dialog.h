/* «Создать по прошлогодней…»: an earlier procedure is chosen, what passes into the new one is
 * shown, the scale only when it is asked for. What was made when a write fails is said, and the
 * button goes on from there.
 *
 * Signal: "made" (MeriloRecord *procedure): it is there, when the dialog closes; whole, or as far
 * as it came. Action: copy.make. */
#pragma once

#include "pages/context.h"
#include "pages/procedures/copy-steps.h"

G_BEGIN_DECLS

#define APP_TYPE_COPY_DIALOG (app_copy_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppCopyDialog, app_copy_dialog, APP, COPY_DIALOG, AdwWindow)

/* @procedures: those that there are, as they are listed; @source: (nullable): chosen at first */
GtkWidget *app_copy_dialog_new (GtkWindow *parent,
                                AppContext *context,
                                GPtrArray *procedures,
                                MeriloRecord *source);

/* what it is made after is read */
gboolean app_copy_dialog_is_ready (AppCopyDialog *self);

G_END_DECLS

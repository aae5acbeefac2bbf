/* A new re-check: whose works of which procedure, how many, how judged. Tells ::created (char *id).
 */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_RECHECK_NEW (app_recheck_new_get_type ())
G_DECLARE_FINAL_TYPE (AppRecheckNew, app_recheck_new, APP, RECHECK_NEW, AdwWindow)

GtkWidget *app_recheck_new_dialog (GtkWindow *parent, AppContext *context);

/* chooses as a person would: ids of the school and the procedure, works in the sample */
gboolean app_recheck_new_choose (AppRecheckNew *self,
                                 const char *school,
                                 const char *procedure,
                                 guint sample_size);

/* Actions: recheck-new.create */

G_END_DECLS

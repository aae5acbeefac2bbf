/* The school's own list of codes and names: loaded from a file or from what was copied, kept on
 * this machine, deleted with one action. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_NAMES_DIALOG (app_names_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppNamesDialog, app_names_dialog, APP, NAMES_DIALOG, AdwWindow)

GtkWidget *app_names_dialog_new (GtkWindow *parent, AppContext *context);

void app_names_dialog_set_year (AppNamesDialog *self, int year);
/* %FALSE: what is wrong is said in the dialog */
gboolean app_names_dialog_take (AppNamesDialog *self, GBytes *bytes);
gboolean app_names_dialog_open (AppNamesDialog *self, GFile *file);

/* Actions: names.choose, names.paste, names.erase */

G_END_DECLS

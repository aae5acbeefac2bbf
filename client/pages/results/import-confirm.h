/* A school's form whose marks are past a limit that its municipality has set: said calmly, with the
 * figures; what to do; and the head's word for the second submission. */
#pragma once

#include "pages/results/import-queue.h"

G_BEGIN_DECLS

#define APP_TYPE_IMPORT_CONFIRM (app_import_confirm_get_type ())
G_DECLARE_FINAL_TYPE (AppImportConfirm, app_import_confirm, APP, IMPORT_CONFIRM, AdwWindow)

/* @file: in APP_IMPORT_TO_CONFIRM */
GtkWidget *app_import_confirm_new (GtkWindow *parent,
                                   AppContext *context,
                                   AppImportQueue *queue,
                                   AppImportFile *file);

void app_import_confirm_type (AppImportConfirm *self, const char *name, const char *position);

/* Actions: confirm.send, confirm.repeat */

G_END_DECLS

/* The procedure after which a new one is made: what passes from it, read and shown; its scale only
 * when that is asked for.
 *
 * Signal: "read" (): it can be made. Action: copy.read. */
#pragma once

#include "pages/context.h"
#include "pages/procedures/copy-steps.h"

G_BEGIN_DECLS

#define APP_TYPE_COPY_SOURCE (app_copy_source_get_type ())
G_DECLARE_FINAL_TYPE (AppCopySource, app_copy_source, APP, COPY_SOURCE, AdwBin)

GtkWidget *app_copy_source_new (AppContext *context);

void app_copy_source_set_procedure (AppCopySource *self, MeriloRecord *procedure);
/* the scale may be asked for */
void app_copy_source_set_open (AppCopySource *self, gboolean open);
gboolean app_copy_source_is_ready (AppCopySource *self);
/* what is to be written for @year; transfer full */
AppCopySteps *app_copy_source_make_steps (AppCopySource *self, gint64 year);

G_END_DECLS

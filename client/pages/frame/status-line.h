/* The line at the bottom: is the server there, when was something saved, what waits; the queue
 * itself opens from it. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_STATUS_LINE (app_status_line_get_type ())
G_DECLARE_FINAL_TYPE (AppStatusLine, app_status_line, APP, STATUS_LINE, AdwBin)

void app_status_line_set_context (AppStatusLine *self, AppContext *context);
void app_status_line_popup (AppStatusLine *self);

G_END_DECLS

/* A button with a list of what a line may refer to: procedures, re-checks, acts, events, found by
 * words. Asks the server when first opened. Signal: ::chosen (char *kind, gint64 target). */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_LINK_CHOOSER (app_link_chooser_get_type ())
G_DECLARE_FINAL_TYPE (AppLinkChooser, app_link_chooser, APP, LINK_CHOOSER, AdwBin)

GtkWidget *app_link_chooser_new (AppContext *context);
/* as the first opening does */
void app_link_chooser_load (AppLinkChooser *self);
guint app_link_chooser_get_n_shown (AppLinkChooser *self);
void app_link_chooser_search (AppLinkChooser *self, const char *text);

G_END_DECLS

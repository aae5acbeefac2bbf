/* The room's own: its templates, its style and the names of its types for .ui files. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* before the first template that names a widget of this room; again does nothing. The style is
 * added to the default display when there is one. */
void app_widgets_init (void);

/* says @text in the nearest AdwToastOverlay above @widget; %FALSE: there is none */
gboolean app_toast_show (GtkWidget *widget, const char *text);

G_END_DECLS

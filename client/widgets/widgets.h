/* The room's own: its templates, its style and the names of its types for .ui files. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* before the first template that names a widget of this room; again does nothing. The style is
 * added to the default display when there is one. */
void app_widgets_init (void);

/* how much larger than usual the letters are: by the screen's dots, where the system has no whole
 * multiple for them, or by the user's wish. What is drawn in pixels grows as much. 1…3 */
double app_text_scale (GtkWidget *widget);

/* @action: «plans.import», «win.page::results»: what a button does, which did another thing before.
 * GTK's own setter goes over the new name with the old target, and warns of it. The focus stays */
void app_set_action (GtkWidget *button, const char *action);

/* what has the focus in the window of @widget; NULL: nothing, or there is no window yet */
GtkWidget *app_focus_beside (GtkWidget *widget);

/* says @text in the nearest AdwToastOverlay above @widget; %FALSE: there is none */
gboolean app_toast_show (GtkWidget *widget, const char *text);

G_END_DECLS

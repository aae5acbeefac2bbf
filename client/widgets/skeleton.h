/* Grey lines where a list will be. Shown while the first answer is on its way, and only after
 * 300 ms: what comes sooner must not flicker. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_SKELETON (app_skeleton_get_type ())
G_DECLARE_FINAL_TYPE (AppSkeleton, app_skeleton, APP, SKELETON, GtkWidget)

#define APP_SKELETON_DELAY_MS 300

/* @delay: ms before it is drawn; 0: who shows it has waited */
GtkWidget *app_skeleton_new (guint delay);

G_END_DECLS

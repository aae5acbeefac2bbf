/* One stop of the Tab key: it leads into what lies within once, and from any place of it on. Arrows
 * move inside. Lists of GTK 4.8 make a stop of each of their rows, and switchers one of each
 * button: a town's tree would be pressed through row by row.
 *
 * It is entered where it is: at the row of the cursor, at the button that is pressed down. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_TAB_STOP (app_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (AppTabStop, app_tab_stop, APP, TAB_STOP, AdwBin)

GtkWidget *app_tab_stop_new (GtkWidget *child);

/* it takes the place of a child of a box */
void app_tab_stop_wrap (GtkWidget *child);

G_END_DECLS

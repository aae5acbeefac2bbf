/* Children side by side, as wide as they would like to be; those that find no room go on below.
 * Chips of a bar, a legend: nothing is cut off, nothing has to be scrolled to. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_WRAP_LAYOUT (app_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (AppWrapLayout, app_wrap_layout, APP, WRAP_LAYOUT, GtkLayoutManager)

/* px between two of a line, and between two lines */
GtkLayoutManager *app_wrap_layout_new (int across, int down);

G_END_DECLS

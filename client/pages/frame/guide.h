/* The user's guide in a window of its own, beside the work: sections by groups at the left, with a
 * search above them, the one that is read at the right. One window a program; asked for again, it
 * comes to the front. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_GUIDE (app_guide_get_type ())
G_DECLARE_FINAL_TYPE (AppGuide, app_guide, APP, GUIDE, AdwWindow)

/* @parent: it goes with it */
void app_guide_open (GtkWindow *parent);

G_END_DECLS

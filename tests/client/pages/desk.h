/* The real window at a desk: signed in to a paper server with sample data. */
#pragma once

#include "client/fake/fake.h"
#include "lib/calls.h"
#include "lib/ui.h"
#include "pages/frame/window.h"

G_BEGIN_DECLS

typedef struct
{
  Fake *fake;
  AppContext *context;
  AppWindow *window;
  Calls *calls;
} Desk;

/* a g_test program: @fill adds its cases; they run inside of a real application */
int desk_main (int argc, char **argv, const char *name, void (*fill) (void));

/* @role: "methodologist", "school", "commission"; the user's id is 1 */
void desk_open (Desk *desk, const char *role);
void desk_close (Desk *desk);

/* the very first start, on a computer that knows no server; @fake, taken, is somewhere out there */
void desk_open_first (Desk *desk, Fake *fake);

/* the client dies and comes back: a new window over the same disk and server */
void desk_restart (Desk *desk);

/* goes to a page and waits until it shows its content */
AppPage *desk_go (Desk *desk, const char *page, const char *target);
gboolean desk_is_shown (AppPage *page); /* its content, not a state */

/* turns the main loop until every question that is not held is answered and the program waits:
 * answers come, pages look again at what has changed, frames are drawn */
void desk_settle (Desk *desk);

/* the window that was opened last above the desk's; NULL: none */
GtkWindow *desk_dialog (Desk *desk);
void desk_act (gpointer widget, const char *action, const char *target);

/* a field of AppField by the entity's field name, under @root */
gpointer desk_field (gpointer root, const char *name);

/* picture of the window or of its dialog, with every control named */
void desk_shot (Desk *desk, const char *name);

G_END_DECLS

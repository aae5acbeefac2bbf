/* A person without a mouse: keys that the X server gives, so that focus, phases and shortcuts are
 * the real ones, and what has the focus, in words. After each key the focus must be somewhere, on
 * the screen, and seen to be there. */
#pragma once

#include "e2e/walk.h"

G_BEGIN_DECLS

/* the window that a person looks at now: the newest one above the program's */
GtkWindow *walk_front (Walk *walk);

/* keys as xdotool names them, by blanks: "ctrl+f Down Return" */
void walk_press (Walk *walk, const char *keys);
/* letters of the Latin alphabet and figures */
void walk_type (Walk *walk, const char *text);

/* where it points at nothing: the pictures have no bubbles */
void walk_park_pointer (Walk *walk);

/* what has the focus in the window in front: NULL when it fell to the window */
GtkWidget *walk_focus (Walk *walk);
/* it is on, or in, what is called so: accessible name, label or title */
gboolean walk_is_on (Walk *walk, const char *name);

/* a key, at most @most times, until the focus is there */
void walk_key_to (Walk *walk, const char *key, const char *name, guint most);

/* what takes the focus and has no name, in words; NULL: all has one. Transfer full. */
char *walk_find_nameless (GtkWidget *root);

G_END_DECLS

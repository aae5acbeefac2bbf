/* Whether the whole program waits: asked again and again it tells when there is nothing to come,
 * which a while of quiet on a loaded machine does not. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Turns the main loop until @is_done and, in @turns of it one after another, nothing is ready,
 * nothing of its clock will be in less than @ms, and every other thread is asleep. A turn is a
 * millisecond, or more on a loaded machine. No more than @most turns with nothing to do but to wait
 * for the clock: something may come by it for ever. */
void
still_wait (gboolean (*is_done) (gpointer data), gpointer data, guint ms, guint turns, guint most);

G_END_DECLS

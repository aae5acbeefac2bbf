/* The ring of the focus, for who works by keys. GTK 4 takes it away after three seconds without a
 * key: who looked at a table meanwhile no longer knows where he is. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* in every window there is and will be: it stays until the pointer is used */
void app_focus_ring_keep (void);

G_END_DECLS

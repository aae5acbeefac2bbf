/* Pages of memory, as the system lays them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Has pages laid under all of @memory at once: one by one, as they are touched, they cost twice as
 * much, and are a tenth of the reading of a large sheet. A system that cannot lays them as ever */
void merilo_pages_lay (char *memory, gsize size);

G_END_DECLS

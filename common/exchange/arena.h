/* Memory that lives as long as its owner: rows of a sheet, which come by tens of thousands and go
 * together. Pieces lie one behind the other in blocks; none is given back alone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MeriloArena MeriloArena;

MeriloArena *merilo_arena_new (void);
void merilo_arena_free (MeriloArena *self);

/* @size bytes, not cleared, aligned for any scalar; never NULL: without memory the program ends, as
 * by g_malloc() */
gpointer merilo_arena_take (MeriloArena *self, gsize size) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloArena, merilo_arena_free)

G_END_DECLS

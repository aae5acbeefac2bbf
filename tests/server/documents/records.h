/* Plans as the base would give them, out of what the reader of roadmaps found. */
#pragma once

#include "exchange/roadmap.h"

G_BEGIN_DECLS

typedef struct
{
  gpointer plan;       /* record */
  GPtrArray *sections; /* of records */
  GPtrArray *items;    /* of records */
} Records;

/* the first plan of @roadmap, stored the way the base stores it: numbers, cells with a field, the
 * rest as lines of the extra */
Records *records_from_roadmap (const MeriloRoadmap *roadmap);
Records *records_new (guint kind, const char *title);
gpointer records_add_section (Records *self, const char *title);
gpointer records_add_item (Records *self, const char *no, const char *title, const char *deadline);
void records_free (Records *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Records, records_free)

G_END_DECLS

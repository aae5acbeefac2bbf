/* Fields that the server makes of what people wrote: the reading of a deadline's words. */
#pragma once

#include "model/record.h"
#include "schedule/rule.h"

G_BEGIN_DECLS

typedef struct
{
  char *canon;
  char *words;    /* the rules for people */
  char *warnings; /* for people, parted by \n; NULL: none */
} SrvDerived;

void srv_derive_reading (const MeriloReading *reading, SrvDerived *ret_derived);
void srv_derived_clear (SrvDerived *derived);

/* completes what a body names: canon, reading and warnings with a deadline of a plan item.
 * Returns the fields with those it has set */
guint64 srv_derive_fields (MeriloRecord *record, guint64 fields);

G_END_DECLS

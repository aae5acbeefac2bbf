/* Fields that the server makes of what people wrote: the reading of a deadline's words. */
#pragma once

#include "api/terms.h"
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

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SrvDerived, srv_derived_clear)

/* nothing, or a canon that may be set by hand */
gboolean srv_derive_rule_is_good (const char *rule);

/* are there fields to make of what the body names: of a plan item, with its deadline or its rule */
gboolean srv_derive_wants (const MeriloEntity *entity, guint64 fields);

/**
 * srv_derive_fields:
 * @terms: (nullable): how the town counts; NULL: as the defaults say
 * @words, @rule: (nullable): of the record as it stands, for what the body does not name
 *
 * Completes what a body names: canon, reading and warnings of a plan item.
 * Returns: the fields with those it has set
 */
guint64 srv_derive_fields (
    MeriloRecord *record, guint64 fields, SrvTerms *terms, const char *words, const char *rule);

G_END_DECLS

/* The canonical form of a reading: one spelling, so two readings are equal when their canons are
 * equal as strings. It is what the database keeps; the parser makes rules of it again. */
#pragma once

#include "schedule/rule.h"

G_BEGIN_DECLS

/* transfer full */
char *merilo_reading_to_canon (const MeriloReading *self);
void merilo_reading_put_canon (const MeriloReading *self, GString *out);

/* Takes nothing but the canonical spelling. Error: MERILO_ERROR_INVALID; transfer full */
MeriloReading *merilo_reading_from_canon (const char *canon,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The texts of values, shared with the JSON */
void merilo_canon_put_day (GString *out, MeriloDay day);
void merilo_canon_put_until (GString *out, const MeriloRule *rule); /* with its time */
void merilo_canon_put_nth (GString *out, MeriloNth on);
void merilo_canon_put_offset (GString *out, const MeriloRule *rule);
void merilo_canon_put_time (GString *out, int minutes);

G_END_DECLS

/* A reading as one line of JSON: {"phrase":…,"rules":[…],"warnings":[…],"canon":…} */
#pragma once

#include "schedule/rule.h"

G_BEGIN_DECLS

/* without a line end; bytes of @phrase that are not UTF-8 become U+FFFD */
void
merilo_reading_put_json (const MeriloReading *self, const char *phrase, gsize length, GString *out);

/* one rule: its kind and the arguments it has */
void merilo_rule_put_json (const MeriloRule *self, GString *out);

G_END_DECLS

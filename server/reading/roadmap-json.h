/* The JSON that `import roadmap` prints and the base takes. */
#pragma once

#include <json-glib/json-glib.h>

#include "exchange/roadmap.h"

G_BEGIN_DECLS

/* plans with the canon of each deadline, the same in words, and what a person should look at */
JsonNode *srv_reading_make_roadmap (const MeriloRoadmap *roadmap,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

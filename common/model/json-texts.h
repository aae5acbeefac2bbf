/* A small object of named values as texts, without a tree, so that nothing of it is left behind in
 * memory but what is given: bodies of actions, passwords among them. */
#pragma once

#include "model/json-reader.h"

G_BEGIN_DECLS

/**
 * merilo_json_texts:
 * @destroy: of the texts: of secrets one that wipes them
 *
 * Returns: (transfer full): by name; a number, a flag, an array or an object as it is written,
 * %NULL for null; of two of one name the last. %NULL with MERILO_ERROR_BAD_JSON
 */
GHashTable *merilo_json_texts (const char *json,
                               gsize length,
                               const MeriloJsonBounds *bounds,
                               GDestroyNotify destroy,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* JSON from outside, checked before anybody makes a tree of it. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SRV_JSON_MAX_DEPTH  32
#define SRV_JSON_MAX_VALUES 100000 /* a tree costs up to 200 bytes a value */
#define SRV_JSON_MAX_KEYS   256    /* of one object */

/**
 * srv_json_check:
 *
 * Strict RFC 8259 within the bounds above: UTF-8 without U+0000 and lone surrogates, no key twice
 * in an object, whole numbers within gint64, others finite. One pass, no tree.
 *
 * Returns: %FALSE with MERILO_ERROR_BAD_JSON and the byte where it stands
 */
gboolean srv_json_check (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the tree of a checked text; for small documents only, records have
 * merilo_record_from_json() */
JsonNode *srv_json_parse_bounded (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

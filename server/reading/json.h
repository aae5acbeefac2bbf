/* A text of our own writers as json-glib's document. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* MERILO_ERROR_INTERNAL */
JsonNode *srv_reading_parse_json (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* Small JSON documents of the server (problems, results of jobs), within bounds. Lists of records
 * do not come here: model/json-reader.h reads them without a tree. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define APP_JSON_MAX_DEPTH 32

/* Returns: (transfer full): the document, or %NULL with MERILO_ERROR_BAD_JSON. The parser of
 * json-glib calls itself, so depth is counted before it sees the text. */
JsonNode *app_json_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* the same of a text, NULL is no document */
JsonNode *app_json_parse_text (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* MERILO_ERROR_BAD_JSON: the answer is not what was waited for */
void app_json_refuse (GError **error);
/* the same in place of what a reader of records says, which goes to the log; gives NULL */
gpointer app_json_retell (GError **error);

typedef gpointer (*AppJsonReadFunc) (JsonObject *object);

/* An answer that is an array: its objects, @most at the most, as @read makes them; what is no
 * object is passed over. @node: (nullable)
 *
 * Returns: (transfer full): freed by @destroy one by one; %NULL with MERILO_ERROR_BAD_JSON */
GPtrArray *app_json_read_list (JsonNode *node,
                               guint most,
                               AppJsonReadFunc read,
                               GDestroyNotify destroy,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* members that may be absent, null or of another type: then the fallback */
const char *app_json_text (JsonObject *object, const char *name); /* NULL when absent */
gint64 app_json_whole (JsonObject *object, const char *name, gint64 fallback);
gboolean app_json_flag (JsonObject *object, const char *name);
JsonArray *app_json_array (JsonObject *object, const char *name); /* NULL when absent */
JsonObject *app_json_object (JsonObject *object, const char *name);
char *app_json_dup_text (JsonObject *object, const char *name); /* "" when absent */

/* the object that a document is; NULL: it is none, or there is no @node */
JsonObject *app_json_root (JsonNode *node);

/* an element of an array; NULL: it is no object, there is no such element or no @array */
JsonObject *app_json_take_object (JsonArray *array, guint i);

G_END_DECLS

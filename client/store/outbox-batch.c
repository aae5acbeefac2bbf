#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include "store/outbox-batch.h"

#include <json-glib/json-glib.h>

#include "net/json.h"

/* versions of the answer's records: "section 7", "item 7" → version */
static void
note_records (GHashTable *versions, JsonObject *answer, const char *member, const char *kind)
{
  JsonArray *records = app_json_array (answer, member);

  for (guint i = 0; records != NULL && i < json_array_get_length (records); i++)
    {
      JsonObject *record = app_json_take_object (records, i);

      if (record != NULL)
        g_hash_table_insert (versions,
                             g_strdup_printf ("%s %" G_GINT64_FORMAT, kind,
                                              app_json_whole (record, "id", 0)),
                             GINT_TO_POINTER ((int) app_json_whole (record, "version", 0)));
    }
}

static gboolean
give_id (JsonObject *op, JsonObject *temps, const char *from, const char *to)
{
  const char *temp = app_json_text (op, from);
  gint64 id = temp != NULL && temps != NULL ? app_json_whole (temps, temp, 0) : 0;

  if (id == 0)
    return FALSE;
  json_object_remove_member (op, from);
  json_object_set_int_member (op, to, id);
  return TRUE;
}

static gboolean
hand_on_op (JsonObject *op, JsonObject *temps, GHashTable *versions)
{
  const char *what = app_json_text (op, "op");
  gboolean changed = give_id (op, temps, "section_temp", "section_id");
  g_autofree char *key = NULL;
  int version;

  if (what == NULL || g_str_has_prefix (what, "insert-"))
    return changed;
  changed |= give_id (op, temps, "temp", "id");
  key = g_strdup_printf ("%s %" G_GINT64_FORMAT,
                         g_str_has_suffix (what, "-section") ? "section" : "item",
                         app_json_whole (op, "id", 0));
  version = GPOINTER_TO_INT (g_hash_table_lookup (versions, key));
  if (version == 0 || g_str_has_prefix (what, "restore-"))
    return changed;
  json_object_set_int_member (op, "version", version);
  return TRUE;
}

char *
_app_batch_hand_on (const char *body, const char *answer)
{
  g_autoptr (JsonNode) later = json_from_string (body, NULL),
                       told = json_from_string (answer, NULL);
  g_autoptr (GHashTable) versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObject *root = app_json_root (told);
  JsonArray *ops;
  gboolean changed = FALSE;

  if (app_json_root (later) == NULL || root == NULL)
    return NULL;
  note_records (versions, root, "sections", "section");
  note_records (versions, root, "items", "item");
  ops = app_json_array (app_json_root (later), "ops");
  for (guint i = 0; ops != NULL && i < json_array_get_length (ops); i++)
    changed |= hand_on_op (json_array_get_object_element (ops, i), app_json_object (root, "temps"),
                           versions);
  return changed ? json_to_string (later, FALSE) : NULL;
}

#define G_LOG_DOMAIN "fake"

#include "client/fake/fake.h"

#include <string.h>

typedef struct
{
  Fake *fake;
  JsonArray *sections, *items; /* of the server */
  JsonArray *gone;
  JsonObject *temps;
  GPtrArray *touched; /* JsonObject, not owned */
  gint64 plan;
} Edits;

static JsonObject *
find (JsonArray *array, gint64 id, guint *ret_at)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (json_object_get_int_member (object, "id") != id)
        continue;
      if (ret_at != NULL)
        *ret_at = i;
      return object;
    }
  return NULL;
}

static gint64
version_of (JsonObject *object)
{
  return json_object_get_int_member_with_default (object, "version", 1);
}

static char *
refuse (guint *status, guint code, const char *text)
{
  *status = code;
  return g_strdup (text);
}

/* before anything is done: every id is there in the version that is named */
static char *
check (Edits *edits, JsonArray *ops, guint *status)
{
  for (guint i = 0; i < json_array_get_length (ops); i++)
    {
      JsonObject *op = json_array_get_object_element (ops, i);
      const char *what = json_object_get_string_member (op, "op");
      JsonArray *array = g_str_has_suffix (what, "-section") ? edits->sections : edits->items;
      JsonObject *object;

      if (json_object_has_member (op, "title")
          && *json_object_get_string_member_with_default (op, "title", "") == 0)
        return refuse (status, 422,
                       "{\"status\":422,\"code\":\"invalid\",\"title\":\"Нужно название\","
                       "\"field\":\"ops[0].title\"}");
      if (g_str_has_prefix (what, "insert-") || g_str_has_prefix (what, "restore-"))
        continue;
      object = find (array, json_object_get_int_member_with_default (op, "id", 0), NULL);
      if (object == NULL)
        return refuse (status, 404, "{\"status\":404,\"code\":\"not-found\",\"title\":\"Нет\"}");
      if (version_of (object) != json_object_get_int_member_with_default (op, "version", 0))
        {
          g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
          g_autofree char *current = json_to_string (node, FALSE);

          *status = 412;
          return g_strdup_printf (
              "{\"status\":412,\"code\":\"version-conflict\",\"title\":\"Занято\","
              "\"current\":%s}",
              current);
        }
    }
  return NULL;
}

static void
copy_fields (Edits *edits, JsonObject *to, JsonObject *op)
{
  g_autoptr (GList) names = json_object_get_members (op);

  for (GList *l = names; l != NULL; l = l->next)
    if (g_str_equal (l->data, "section_temp"))
      json_object_set_int_member (
          to, "section_id",
          json_object_get_int_member (edits->temps,
                                      json_object_get_string_member (op, "section_temp")));
    else if (!g_str_equal (l->data, "op") && !g_str_equal (l->data, "id")
             && !g_str_equal (l->data, "temp") && !g_str_equal (l->data, "version"))
      json_object_set_member (to, l->data, json_node_copy (json_object_get_member (op, l->data)));
}

static void
insert (Edits *edits, JsonObject *op, JsonArray *array)
{
  JsonObject *made = json_object_new ();
  gint64 id = fake_take_id (edits->fake);

  json_object_set_int_member (made, "id", id);
  json_object_set_int_member (made, "version", 1);
  json_object_set_int_member (made, "plan_id", edits->plan);
  json_object_set_string_member (made, "plan_state", "draft");
  if (array == edits->items)
    json_object_set_string_member (made, "reading", "прочитано");
  copy_fields (edits, made, op);
  json_object_set_int_member (edits->temps, json_object_get_string_member (op, "temp"), id);
  json_array_add_object_element (array, made);
  g_ptr_array_add (edits->touched, made);
}

static void
move (JsonArray *from, JsonArray *to, gint64 id)
{
  guint at;
  JsonObject *object = find (from, id, &at);

  if (object == NULL)
    return;
  json_array_add_object_element (to, json_object_ref (object));
  json_array_remove_element (from, at);
}

static void
run (Edits *edits, JsonObject *op)
{
  const char *what = json_object_get_string_member (op, "op");
  JsonArray *array = g_str_has_suffix (what, "-section") ? edits->sections : edits->items;
  gint64 id = json_object_get_int_member_with_default (op, "id", 0);
  JsonObject *object;

  if (g_str_has_prefix (what, "insert-"))
    {
      insert (edits, op, array);
      return;
    }
  if (g_str_has_prefix (what, "delete-"))
    {
      move (array, edits->gone, id);
      return;
    }
  if (g_str_has_prefix (what, "restore-"))
    move (edits->gone, array, id);
  object = find (array, id, NULL);
  if (object == NULL)
    return;
  copy_fields (edits, object, op);
  json_object_set_int_member (object, "version", version_of (object) + 1);
  g_ptr_array_add (edits->touched, object);
}

static char *
answer (Edits *edits)
{
  g_autoptr (JsonObject) root = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  JsonArray *sections = json_array_new (), *items = json_array_new ();

  for (guint i = 0; i < edits->touched->len; i++)
    json_array_add_object_element (json_object_has_member (edits->touched->pdata[i], "section_id")
                                       ? items
                                       : sections,
                                   json_object_ref (edits->touched->pdata[i]));
  json_object_set_array_member (root, "sections", sections);
  json_object_set_array_member (root, "items", items);
  json_object_set_object_member (root, "temps", json_object_ref (edits->temps));
  node = json_node_init_object (json_node_alloc (), root);
  return json_to_string (node, FALSE);
}

static char *
edit (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  g_autoptr (JsonNode) node = json_from_string (body, NULL);
  g_autoptr (JsonObject) temps = json_object_new ();
  g_autoptr (GPtrArray) touched = g_ptr_array_new ();
  Edits edits = { .fake = fake, .temps = temps, .touched = touched };
  JsonArray *ops = json_object_get_array_member (json_node_get_object (node), "ops");
  char *text;

  edits.plan = g_ascii_strtoll (path + strlen ("plans/"), NULL, 10);
  edits.sections = fake_lock_records (fake, "plan-sections");
  fake_unlock_records (fake);
  edits.gone = fake_lock_records (fake, "gone-lines");
  fake_unlock_records (fake);
  edits.items = fake_lock_records (fake, "plan-items");
  text = check (&edits, ops, status);
  for (guint i = 0; text == NULL && i < json_array_get_length (ops); i++)
    run (&edits, json_array_get_object_element (ops, i));
  if (text == NULL)
    text = answer (&edits);
  fake_unlock_records (fake);
  return text;
}

void
fake_serve_edits (Fake *fake)
{
  fake_act (fake, "POST", "/edits", edit, NULL);
}

/* plans out of Word documents: our own one, and the real ones where they lie beside the checkout */
#include "exchange/roadmap.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "exchange/text.h"

typedef struct
{
  const char *name;
  const char *folder; /* of the project, or NULL for the shared one */
  const char *file;
} Specimen;

static const Specimen specimens[] = {
  { "walk", "data/walk", "roadmap.docx" },
  { "pokachi", NULL, "pokachi-2024-2026.docx" },
  { "yuzhno-sukhokumsk", NULL, "yuzhno-sukhokumsk-2021.docx" },
  { "sayansk", NULL, "sayansk-decision-2023.docx" },
  { "school29", NULL, "school29-vsoko-2025.docx" },
};

/* the folder of shared specimens, NULL if it is not there */
static char *
find_shared (void)
{
  const char *named = g_getenv ("MERILO_SHARED");
  char *path = named != NULL ? g_build_filename (named, "data", "roadmaps", NULL)
                             : g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "data",
                                                      "roadmaps", NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return path;
  g_free (path);
  return NULL;
}

static char *
hash_text (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autofree char *squeezed = merilo_text_squeeze (composed);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, squeezed, -1);
}

static void compare (JsonNode *expected, JsonNode *found, const char *path);

static void
compare_object (JsonObject *expected, JsonObject *found, const char *path)
{
  static const char *const left_out[] = { "by_hand", "title_sha256", NULL };
  g_autoptr (GList) members = json_object_get_members (expected);

  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *key = l->data;
      g_autofree char *below = g_strconcat (path, ".", key, NULL);

      if (g_strv_contains (left_out, key))
        continue;
      if (!json_object_has_member (found, key))
        g_error ("%s is not there", below);
      compare (json_object_get_member (expected, key), json_object_get_member (found, key), below);
    }
}

static void
compare_text (const char *expected, const char *found, const char *path)
{
  g_autofree char *hash = NULL;

  if (strstr (path, ".cells.") == NULL)
    {
      if (!g_str_equal (expected, found))
        g_error ("%s: «%s», expected «%s»", path, found, expected);
      return;
    }
  hash = hash_text (found);
  if (!g_str_equal (expected, hash))
    g_error ("%s: the text is another: «%s»", path, found);
}

static void
compare (JsonNode *expected, JsonNode *found, const char *path)
{
  if (JSON_NODE_HOLDS_OBJECT (expected))
    compare_object (json_node_get_object (expected), json_node_get_object (found), path);
  else if (JSON_NODE_HOLDS_ARRAY (expected))
    {
      JsonArray *a = json_node_get_array (expected), *b = json_node_get_array (found);

      for (guint i = 0; i < MIN (json_array_get_length (a), json_array_get_length (b)); i++)
        {
          g_autofree char *below = g_strdup_printf ("%s[%u]", path, i);

          compare (json_array_get_element (a, i), json_array_get_element (b, i), below);
        }
      if (json_array_get_length (a) != json_array_get_length (b))
        g_error ("%s: %u, expected %u", path, json_array_get_length (b), json_array_get_length (a));
    }
  else if (json_node_get_value_type (expected) == G_TYPE_STRING)
    compare_text (json_node_get_string (expected), json_node_get_string (found), path);
  else if (!json_node_equal (expected, found))
    g_error ("%s is another", path);
}

static JsonNode *
dump (const MeriloRoadmap *roadmap)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  merilo_roadmap_to_json (roadmap, text, merilo_roadmap_read_canon, NULL);
  node = json_from_string (text->str, &error);
  g_assert_no_error (error);
  return node;
}

static void
test_specimen (gconstpointer data)
{
  const Specimen *specimen = data;
  g_autofree char *folder = specimen->folder != NULL
                                ? g_test_build_filename (G_TEST_DIST, specimen->folder, NULL)
                                : find_shared ();
  g_autofree char *path = NULL, *answers = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonNode) found = NULL;
  g_autoptr (MeriloRoadmap) roadmap = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *documents;

  if (folder == NULL)
    {
      g_test_skip ("shared data are not beside the checkout");
      return;
    }
  path = g_build_filename (folder, specimen->file, NULL);
  answers = g_build_filename (folder, "expected.json", NULL);
  json_parser_load_from_file (parser, answers, &error);
  g_assert_no_error (error);
  documents = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                             "documents");
  roadmap = merilo_roadmap_open (path, NULL, &error);
  g_assert_no_error (error);
  found = dump (roadmap);
  compare (json_object_get_member (documents, specimen->file), found, specimen->name);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (specimens); i++)
    {
      g_autofree char *path = g_strconcat ("/roadmap/specimen/", specimens[i].name, NULL);

      g_test_add_data_func (path, &specimens[i], test_specimen);
    }
  return g_test_run ();
}

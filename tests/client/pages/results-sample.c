#include "client/pages/results-sample.h"

#include <string.h>

#define EXAM "procedure_id=70"

/* it is long: read once a process, by the test and by its server */
static JsonObject *
get_samples (const char *file)
{
  static JsonParser *parser;
  g_autoptr (GError) error = NULL;

  if (parser == NULL)
    {
      parser = json_parser_new_immutable ();
      json_parser_load_from_file (parser, file, &error);
      g_assert_no_error (error);
    }
  return json_node_get_object (json_parser_get_root (parser));
}

char *
results_sample_text (const char *file, const char *name)
{
  static GMutex lock;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  JsonNode *node = json_object_get_member (get_samples (file), name);

  g_assert_nonnull (node);
  return json_to_string (node, FALSE);
}

/* by its query: an exam, a class, a school, or the town */
static char *
give_figures (Fake *fake, const char *path, const char *query, guint *status, gpointer data)
{
  gboolean school = strstr (query, "org_id=") != NULL;
  const char *name = strstr (query, EXAM) != NULL       ? school ? "exam_school" : "exam"
                     : strstr (query, "class=") != NULL ? "class"
                     : school                           ? "school"
                                                        : "town";

  return results_sample_text (data, name);
}

static char *
give_years (Fake *fake, const char *path, const char *query, guint *status, gpointer data)
{
  return results_sample_text (data,
                              strstr (query, "kind=ege") != NULL ? "exam_dynamics" : "dynamics");
}

static void
answer (Fake *fake, const char *file, const char *path, const char *name)
{
  g_autofree char *text = results_sample_text (file, name);

  fake_answer (fake, "GET", path, 200, text);
}

void
results_sample_serve (Fake *fake, const char *file)
{
  g_autofree char *rules = results_sample_text (file, "rules");

  fake_act (fake, "GET", "results", give_figures, (gpointer) file);
  fake_act (fake, "GET", "results-dynamics", give_years, (gpointer) file);
  answer (fake, file, "results-tree", "tree");
  answer (fake, file, "results-completeness", "completeness");
  answer (fake, file, "result-rule-hits", "hits");
  fake_load (fake, "result-rules", rules);
}

#define G_LOG_DOMAIN "srv-reading"

#include "reading/roadmap-json.h"

#include "reading/json.h"
#include "schedule/canon.h"
#include "schedule/explain.h"

/* beside the canon: the same in words, and what a person should look at */
static void
add_reading (JsonObject *item)
{
  const char *canon = json_object_get_string_member_with_default (item, "canon", NULL);
  g_autoptr (MeriloReading) reading
      = canon != NULL ? merilo_reading_from_canon (canon, NULL) : NULL;
  g_autofree char *words = reading != NULL ? merilo_reading_explain (reading) : NULL;
  JsonArray *warnings;

  if (reading == NULL)
    return;
  warnings = json_array_new ();
  for (guint i = 0; i < MERILO_N_WARNINGS; i++)
    if (reading->warnings & (1u << i))
      json_array_add_string_element (warnings, merilo_warning_name (i));
  json_object_set_string_member (item, "reading", words);
  json_object_set_array_member (item, "warnings", warnings);
}

static void
add_plan_readings (JsonObject *plan)
{
  JsonArray *sections = json_object_get_array_member (plan, "sections");

  for (guint s = 0; s < json_array_get_length (sections); s++)
    {
      JsonArray *items
          = json_object_get_array_member (json_array_get_object_element (sections, s), "items");

      for (guint i = 0; i < json_array_get_length (items); i++)
        add_reading (json_array_get_object_element (items, i));
    }
}

JsonNode *
srv_reading_make_roadmap (const MeriloRoadmap *roadmap, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *plans;
  JsonNode *node;

  merilo_roadmap_to_json (roadmap, text, merilo_roadmap_read_canon, NULL);
  node = srv_reading_parse_json (text->str, error);
  if (node == NULL)
    return NULL;
  plans = json_object_get_array_member (json_node_get_object (node), "plans");
  for (guint i = 0; i < json_array_get_length (plans); i++)
    add_plan_readings (json_array_get_object_element (plans, i));
  return node;
}

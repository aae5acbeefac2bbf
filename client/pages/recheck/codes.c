#define G_LOG_DOMAIN "app-pages"

#include <json-glib/json-glib.h>

#include "pages/recheck/codes.h"

static GStrv
split (const char *text)
{
  g_autoptr (JsonNode) node = *text == '[' ? json_from_string (text, NULL) : NULL;
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  if (array == NULL)
    return g_strsplit_set (text, ", \t\n{}\"", -1);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (codes, json_node_get_string (element));
    }
  return g_strv_builder_end (codes);
}

GStrv
app_task_codes (const char *text, guint n)
{
  g_auto (GStrv) parts = split (text != NULL ? text : "");
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  guint made = 0;

  for (guint i = 0; parts[i] != NULL && made < n; i++)
    if (*parts[i] != 0)
      {
        g_strv_builder_add (codes, parts[i]);
        made++;
      }
  for (; made < n; made++)
    {
      g_autofree char *number = g_strdup_printf ("%u", made + 1);

      g_strv_builder_add (codes, number);
    }
  return g_strv_builder_end (codes);
}

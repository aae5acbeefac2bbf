#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/percent.h"
#include "net/json.h"
#include "pages/results/figure-words.h"
#include "pages/results/rule-hits.h"

#define MAX_HITS 5000

static void
free_hit (gpointer data)
{
  AppRuleHit *hit = data;

  g_free (hit->title);
  g_free (hit->name);
  g_free (hit->kind);
  g_free (hit->subject);
  g_array_unref (hit->values);
  g_free (hit);
}

/* the percent is made of the counts: what a page says has one way of being rounded */
static void
read_value (AppRuleHit *hit, JsonObject *object)
{
  AppRuleValue value = { app_json_whole (object, "year", 0), app_json_whole (object, "n", -1),
                         app_json_whole (object, "count", -1), MERILO_NO_PERCENT };

  if (value.n > 0 && value.count >= 0 && value.count <= value.n && value.n <= G_MAXINT32)
    value.percent = merilo_percent (value.count, value.n);
  g_array_append_val (hit->values, value);
}

static gpointer
read_hit (JsonObject *object)
{
  AppRuleHit *hit = g_new0 (AppRuleHit, 1);
  JsonArray *values = app_json_array (object, "values");

  hit->rule_id = app_json_whole (object, "rule_id", 0);
  hit->org_id = app_json_whole (object, "org_id", 0);
  hit->procedure_id = app_json_whole (object, "procedure_id", 0);
  hit->grade = app_json_whole (object, "grade", 0);
  hit->title = app_json_dup_text (object, "title");
  hit->name = app_json_dup_text (object, "name");
  hit->kind = app_json_dup_text (object, "kind");
  hit->subject = app_json_dup_text (object, "subject");
  hit->values = g_array_new (FALSE, TRUE, sizeof (AppRuleValue));
  for (guint i = 0; values != NULL && i < MIN (json_array_get_length (values), 20); i++)
    {
      JsonObject *value = app_json_take_object (values, i);

      if (value != NULL)
        read_value (hit, value);
    }
  return hit;
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const AppRuleHit *left = *(AppRuleHit *const *) a, *right = *(AppRuleHit *const *) b;

  if (left->rule_id != right->rule_id)
    return left->rule_id < right->rule_id ? -1 : 1;
  return g_utf8_collate (left->name, right->name);
}

GPtrArray *
app_rule_hits_read (JsonNode *node, GError **error)
{
  GPtrArray *hits = app_json_read_list (node, MAX_HITS, read_hit, free_hit, error);

  if (hits != NULL)
    g_ptr_array_sort (hits, compare_hits);
  return hits;
}

char *
app_rule_hit_text (const AppRuleHit *hit)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < hit->values->len; i++)
    {
      const AppRuleValue *value = &g_array_index (hit->values, AppRuleValue, i);
      g_autofree char *percent = app_percent_text (value->percent);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT ": %s", i > 0 ? "; " : "", value->year,
                              percent);
      if (value->percent != MERILO_NO_PERCENT)
        g_string_append_printf (text, _ (" (%" G_GINT64_FORMAT " из %" G_GINT64_FORMAT ")"),
                                value->count, value->n);
    }
  return g_string_free (text, FALSE);
}

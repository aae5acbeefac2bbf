#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/plans/plan-found.h"

#include <glib/gi18n.h>

#include "model/entities/all.h"
#include "net/json.h"
#include "widgets/words.h"

/* The plan */

const char *
app_plan_found_get_kind (JsonObject *plan)
{
  const char *kind = app_json_text (plan, "plan_kind");

  return kind != NULL && *kind != 0 ? kind : app_json_text (plan, "kind");
}

char *
app_plan_found_describe (JsonObject *plan, guint i)
{
  const char *kind = app_plan_found_get_kind (plan), *title = app_json_text (plan, "title");
  const MeriloChoice *choices = merilo_plan_entity.fields[MERILO_PLAN_KIND].choices;
  guint count = (guint) app_json_whole (plan, "count", 0);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%u. "), i + 1);
  for (guint k = 0; choices[k].code != NULL; k++)
    if (g_strcmp0 (choices[k].code, kind) == 0)
      g_string_append (text, _ (choices[k].label));
  if (count > 0)
    {
      g_string_append (text, ": ");
      g_string_append_printf (text, ngettext ("%u пункт", "%u пункта", count), count);
    }
  if (title != NULL && *title != 0)
    {
      g_autofree char *cut = app_cut (title, 48);

      g_string_append_printf (text, ", %s", cut);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
app_plan_found_guess_period (JsonObject *plan, gint64 *from, gint64 *until)
{
  const char *title = app_json_text (plan, "title");
  g_autoptr (GRegex) regex = g_regex_new ("20[0-9]{2}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int first = 0, last = 0;

  for (g_regex_match (regex, title != NULL ? title : "", 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *year = g_match_info_fetch (match, 0);

      first = first == 0 ? atoi (year) : MIN (first, atoi (year));
      last = MAX (last, atoi (year));
    }
  if (first == 0)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();

      first = last = g_date_time_get_year (now);
    }
  *from = merilo_date_join (first, 1, 1);
  *until = merilo_date_join (last, 12, 31);
}

gint64
app_plan_found_get_table (JsonObject *plan)
{
  return app_json_whole (app_json_take_object (app_json_array (plan, "tables"), 0), "table", -2);
}

/* Its rows */

gboolean
app_plan_found_is_doubtful (JsonObject *item)
{
  const char *state = app_json_text (item, "state");
  JsonArray *warnings = app_json_array (item, "warnings");
  const char *why = app_json_text (item, "why");

  return (state != NULL && g_str_equal (state, "doubtful")) || (why != NULL && *why != 0)
         || (warnings != NULL && json_array_get_length (warnings) > 0);
}

/* "cells" are members by column, in the order of the source; the number stands apart */
char *
app_plan_found_describe_cells (JsonObject *item)
{
  JsonObject *cells = app_json_object (item, "cells");
  g_autoptr (GList) names = cells != NULL ? json_object_get_members (cells) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *cell = app_json_text (cells, l->data);

      if (cell != NULL && *cell != 0 && !g_str_equal (l->data, "no"))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "  |  " : "", cell);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

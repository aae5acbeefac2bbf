#define G_LOG_DOMAIN "srv-jobs"

#include "config.h"

#include "jobs/plan-document.h"

#include <glib/gi18n-lib.h>

#define LONGEST_TITLE 1000 /* characters of a section's title */

static void
cut_title (JsonObject *section)
{
  const char *title = json_object_get_string_member_with_default (section, "title", "");
  g_autofree char *head = NULL;
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (title, -1) <= LONGEST_TITLE)
    return;
  head = g_utf8_substring (title, 0, LONGEST_TITLE - 1);
  cut = g_strconcat (head, "…", NULL);
  json_object_set_string_member (section, "title", cut);
}

static void
move_terms (JsonObject *item)
{
  JsonObject *cells = json_object_get_object_member (item, "cells");
  const char *words = json_object_get_string_member_with_default (item, "deadline", NULL);

  if (words != NULL)
    json_object_set_string_member (cells, "deadline", words);
}

static void
add_column (JsonObject *plan)
{
  JsonObject *column = json_object_new ();

  json_object_set_string_member (column, "key", "deadline");
  json_object_set_string_member (column, "heading", _ ("Срок"));
  json_array_add_object_element (json_object_get_array_member (plan, "columns"), column);
}

static void
prepare_plan (JsonObject *plan)
{
  JsonArray *sections = json_object_get_array_member (plan, "sections");
  const char *kind = json_object_get_string_member_with_default (plan, "kind", "");
  gboolean decision = g_str_equal (kind, "decision");

  if (decision)
    add_column (plan);
  for (guint s = 0; s < json_array_get_length (sections); s++)
    {
      JsonObject *section = json_array_get_object_element (sections, s);
      JsonArray *items = json_object_get_array_member (section, "items");

      cut_title (section);
      for (guint i = 0; decision && i < json_array_get_length (items); i++)
        move_terms (json_array_get_object_element (items, i));
    }
}

void
srv_plan_document_prepare (JsonObject *document)
{
  JsonArray *plans = json_object_has_member (document, "plans")
                         ? json_object_get_array_member (document, "plans")
                         : NULL;

  for (guint i = 0; plans != NULL && i < json_array_get_length (plans); i++)
    prepare_plan (json_array_get_object_element (plans, i));
}

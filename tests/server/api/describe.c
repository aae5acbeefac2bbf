/* Prints the descriptions of the entities as JSON: what the tests compare the server with. */
#define G_LOG_DOMAIN "test-describe"

#include <stdio.h>

#include "model/entities/all.h"
#include "model/json-writer.h"

static void
put_roles (GString *json, const char *name, guint mask)
{
  gboolean first = TRUE;

  merilo_json_put_key (json, name);
  g_string_append_c (json, '[');
  for (guint role = 0; role < MERILO_N_ROLES; role++)
    if (mask & (1u << role))
      {
        if (!first)
          g_string_append_c (json, ',');
        first = FALSE;
        merilo_json_put_text (json, merilo_role_code (role));
      }
  g_string_append_c (json, ']');
}

static void
put_flag (GString *json, const char *name, gboolean value)
{
  merilo_json_put_key (json, name);
  merilo_json_put_flag (json, value);
}

static void
put_choices (GString *json, const MeriloField *f)
{
  merilo_json_put_key (json, "choices");
  g_string_append_c (json, '[');
  for (guint i = 0; f->choices != NULL && f->choices[i].code != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      merilo_json_put_text (json, f->choices[i].code);
    }
  g_string_append_c (json, ']');
}

static void
put_field (GString *json, const MeriloEntity *entity, guint i)
{
  static const char *const kinds[] = {
    [MERILO_FLAG] = "flag",     [MERILO_WHOLE] = "whole",   [MERILO_REAL] = "real",
    [MERILO_TEXT] = "text",     [MERILO_DATE] = "date",     [MERILO_MOMENT] = "moment",
    [MERILO_CHOICE] = "choice", [MERILO_SCORES] = "scores",
  };
  const MeriloField *f = &entity->fields[i];

  g_string_append_c (json, '{');
  merilo_json_put_text_member (json, "name", f->name);
  merilo_json_put_text_member (json, "kind", kinds[f->kind]);
  merilo_json_put_text_member (json, "label", f->label);
  merilo_json_put_text_member (json, "pattern", f->pattern);
  merilo_json_put_whole_member (json, "min", (gint64) f->min);
  merilo_json_put_whole_member (json, "max", (gint64) f->max);
  merilo_json_put_text_member (json, "states", f->states);
  put_roles (json, "writers", f->writers != 0 ? f->writers : entity->writers);
  put_flag (json, "required", (f->flags & MERILO_REQUIRED) != 0);
  put_flag (json, "read_only", (f->flags & MERILO_READ_ONLY) != 0);
  put_flag (json, "create_only", (f->flags & MERILO_CREATE_ONLY) != 0);
  put_flag (json, "sorted", (f->flags & MERILO_SORTED) != 0);
  put_flag (json, "filtered", (f->flags & MERILO_FILTERED) != 0);
  put_flag (json, "hidden", (f->flags & MERILO_HIDDEN) != 0);
  put_choices (json, f);
  g_string_append_c (json, '}');
}

static void
put_entity (GString *json, const MeriloEntity *entity)
{
  g_string_append_c (json, '{');
  merilo_json_put_text_member (json, "name", entity->name);
  merilo_json_put_text_member (json, "path", entity->path);
  merilo_json_put_text_member (json, "state_field", entity->state_field);
  put_roles (json, "readers", entity->readers);
  put_roles (json, "writers", entity->writers);
  merilo_json_put_key (json, "fields");
  g_string_append_c (json, '[');
  for (guint i = 0; i < entity->n_fields; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      put_field (json, entity, i);
    }
  g_string_append (json, "]}");
}

int
main (void)
{
  const MeriloEntity *const *all = merilo_entities ();
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; all[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      put_entity (json, all[i]);
    }
  g_string_append (json, "]\n");
  fputs (json->str, stdout);
  return 0;
}

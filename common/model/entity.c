#define G_LOG_DOMAIN "merilo-model"

#include "model/entity.h"

#include <string.h>

int
merilo_entity_find (const MeriloEntity *entity, const char *name)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (g_str_equal (entity->fields[i].name, name))
      return (int) i;
  return -1;
}

static gboolean
names_word (const char *words, const char *word)
{
  gsize n = strlen (word);

  for (const char *p = strstr (words, word); p != NULL; p = strstr (p + 1, word))
    if ((p == words || p[-1] == ' ') && (p[n] == 0 || p[n] == ' '))
      return TRUE;
  return FALSE;
}

gboolean
merilo_entity_may_write (const MeriloEntity *entity, guint i, MeriloRole role, const char *state)
{
  const MeriloField *f = &entity->fields[i];
  guint writers = f->writers != 0 ? f->writers : entity->writers;

  if ((f->flags & (MERILO_READ_ONLY | MERILO_CREATE_ONLY)) || !(writers & (1u << role)))
    return FALSE;
  return f->states == NULL || state == NULL || names_word (f->states, state);
}

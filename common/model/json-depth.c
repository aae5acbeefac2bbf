#define G_LOG_DOMAIN "merilo-model"

#include "model/json-depth.h"

gboolean
merilo_json_is_shallow (const char *text, gsize length, guint most)
{
  guint depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    if (quoted && text[i] == '\\')
      i++;
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && (text[i] == '{' || text[i] == '['))
      {
        if (++depth > most)
          return FALSE;
      }
    else if (!quoted && (text[i] == '}' || text[i] == ']') && depth > 0)
      depth--;
  return TRUE;
}

#define G_LOG_DOMAIN "app-widgets"

#include "widgets/words.h"

#include <string.h>

char *
app_capital (const char *text)
{
  g_autofree char *first = app_cut (text, 1);
  g_autofree char *large = g_utf8_strup (first, -1);

  return g_strconcat (large, text + strlen (first), NULL);
}

char *
app_cut (const char *text, guint most)
{
  return g_utf8_substring (text, 0, MIN ((glong) most, g_utf8_strlen (text, -1)));
}

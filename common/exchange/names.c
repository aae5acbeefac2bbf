#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/names.h"

gboolean
merilo_may_be_name (const MeriloCell *cell, gboolean any_word)
{
  gunichar last = 0;

  for (const char *p = cell->kind == MERILO_CELL_TEXT ? cell->text : ""; *p != '\0';
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((any_word && g_unichar_isalpha (c))
          || (g_unichar_isupper (last) && g_unichar_islower (c)))
        return TRUE;
      last = c;
    }
  return FALSE;
}

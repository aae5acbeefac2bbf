#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/xlsx-private.h"

#include <string.h>

/* "_x000D_" at @text: its character, 0 if it is none that a text can hold */
static gunichar
read_escape (const char *text)
{
  gunichar c = 0;

  if (text[0] != '_' || text[1] != 'x')
    return 0;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return 0;
      c = c * 16 + (gunichar) g_ascii_xdigit_value (text[i]);
    }
  return text[6] == '_' && g_unichar_validate (c) ? c : 0;
}

/* Excel writes what XML cannot hold, and an underscore that looks like such an escape, as _xHHHH_
 * (ECMA-376 part 1, 22.9.2.19) */
void
merilo_xlsx_unescape (GString *text)
{
  g_autoptr (GString) out = NULL;

  if (memchr (text->str, '_', text->len) == NULL)
    return;
  out = g_string_sized_new (text->len);
  for (const char *p = text->str; *p != '\0';)
    {
      gunichar c = read_escape (p);

      if (c == 0)
        {
          g_string_append_c (out, *p++);
          continue;
        }
      if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
        c = ' ';
      g_string_append_unichar (out, c);
      p += 7;
    }
  g_string_assign (text, out->str);
}

#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "schedule/chars.h"

gunichar
char_read (const char *p, const char *end, const char **ret_next)
{
  gunichar c = (guchar) *p;

  if (c < 0x80)
    {
      *ret_next = p + 1;
      return c;
    }
  c = g_utf8_get_char_validated (p, end - p);
  if (c >= (gunichar) -2 || c == 0)
    {
      *ret_next = p + 1;
      return 0xfffd;
    }
  *ret_next = g_utf8_next_char (p);
  return c;
}

gunichar
char_fold (gunichar c)
{
  if (c >= 0x410 && c <= 0x42f)
    return c + 0x20;
  if (c == 0x401 || c == 0x451)
    return 0x435; /* ё */
  if (c < 0x80)
    return (gunichar) g_ascii_tolower ((char) c);
  if (c >= 0x430 && c <= 0x44f)
    return c;
  return g_unichar_tolower (c);
}

CharClass
char_classify (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalpha ((char) c)   ? CHAR_LETTER
           : g_ascii_isdigit ((char) c) ? CHAR_DIGIT
           : c <= 0x20 || c == 0x7f     ? CHAR_BLANK
                                        : CHAR_SIGN;
  if (c >= 0x400 && c <= 0x52f)
    return CHAR_LETTER;
  if (c == 0xad || (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff
      || (c >= 0x300 && c <= 0x36f))
    return CHAR_DROPPED;
  if (c == 0xa0 || g_unichar_isspace (c))
    return CHAR_BLANK;
  if ((c >= 0x2160 && c <= 0x216b) || g_unichar_isalpha (c))
    return CHAR_LETTER;
  return CHAR_SIGN;
}

/* as people type them by mistake */
gunichar
char_look_russian (gunichar c)
{
  static const char latin[] = "aceopxykmhtb";
  static const gunichar russian[]
      = { 0x430, 0x441, 0x435, 0x43e, 0x440, 0x445, 0x443, 0x43a, 0x43c, 0x43d, 0x442, 0x432 };
  const char *at = c < 0x80 ? strchr (latin, (int) c) : NULL;

  return at != NULL && c != 0 ? russian[at - latin] : c;
}

int
chars_read_roman (const gunichar *letters, guint n)
{
  static const char *const numerals[]
      = { "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii" };
  char text[8];

  if (n == 1 && letters[0] >= 0x2170 && letters[0] <= 0x217b)
    return (int) (letters[0] - 0x2170) + 1;
  if (n >= sizeof text)
    return 0;
  for (guint i = 0; i < n; i++)
    text[i] = letters[i] == 0x456   ? 'i'
              : letters[i] == 0x445 ? 'x'
              : letters[i] < 0x80   ? (char) letters[i]
                                    : '?';
  text[n] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (numerals); i++)
    if (strcmp (numerals[i], text) == 0 && letters[0] != 0x445)
      return (int) i + 1;
  return 0;
}

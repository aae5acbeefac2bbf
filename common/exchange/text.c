#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/text.h"

#include <string.h>

static gboolean
is_space (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isspace (c) || c == '\v';
  if (c > 0xa0 && c < 0x1680) /* letters of Europe and of half of Asia */
    return FALSE;
  return g_unichar_isspace (c) || c == 0xa0 || c == 0x202f || c == 0x2007 || c == 0xfeff
         || c == 0x200b;
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

/* nothing in it but words with one blank between: nearly every text */
static gboolean
is_tight (const char *text)
{
  gboolean gap = TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == ' ' ? gap : is_space (g_utf8_get_char (p)))
        return FALSE;
      gap = *p == ' ';
    }
  return !gap || text[0] == '\0';
}

static char *
squeeze (const char *text, gboolean keep_lines)
{
  GString *out;
  gboolean gap = FALSE, line = FALSE;

  if (is_tight (text))
    return g_strdup (text);
  out = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_space (c))
        {
          gap = TRUE;
          line |= is_line_end (c);
          continue;
        }
      if (gap && out->len > 0)
        g_string_append_c (out, keep_lines && line ? '\n' : ' ');
      gap = line = FALSE;
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
  return g_string_free (out, FALSE);
}

char *
merilo_text_squeeze (const char *text)
{
  return squeeze (text, FALSE);
}

char *
merilo_text_squeeze_lines (const char *text)
{
  return squeeze (text, TRUE);
}

char *
merilo_text_fold (const char *text)
{
  g_autofree char *squeezed = merilo_text_squeeze (text);
  char *small = g_utf8_strdown (squeezed, -1);

  for (char *p = strstr (small, "ё"); p != NULL; p = strstr (p, "ё"))
    memcpy (p, "е", strlen ("е")); /* as many bytes */
  return small;
}

void
merilo_text_drop_fraction (char *text)
{
  gsize sign = text[0] == '-' ? 1 : 0, digits = strspn (text + sign, "0123456789");
  char *point = text + sign + digits;

  if (digits > 0 && (*point == '.' || *point == ',') && point[1] == '0'
      && point[1 + strspn (point + 1, "0")] == '\0')
    *point = '\0';
}

gboolean
merilo_text_is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_space (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

char *
merilo_text_join (const char *first, const char *second)
{
  const char *last, *before;

  if (first[0] == '\0' || second[0] == '\0')
    return g_strconcat (first, second, NULL);
  last = g_utf8_find_prev_char (first, first + strlen (first));
  before = last != NULL ? g_utf8_find_prev_char (first, last) : NULL;
  if (before != NULL && (*last == '-' || g_utf8_get_char (last) == 0x2010)
      && g_unichar_isalpha (g_utf8_get_char (before)))
    return g_strconcat (first, second, NULL);
  return g_strconcat (first, " ", second, NULL);
}

gboolean
merilo_text_begins_small (const char *text)
{
  return g_unichar_islower (g_utf8_get_char (text));
}

const GRegex *
merilo_text_regex (gsize *slot, const char *pattern, GRegexCompileFlags flags)
{
  if (g_once_init_enter (slot))
    {
      GRegex *regex = g_regex_new (pattern, flags, 0, NULL);

      g_assert (regex != NULL);
      g_once_init_leave (slot, (gsize) regex);
    }
  return (const GRegex *) *slot;
}

#define G_LOG_DOMAIN "merilo-document"

#include "document/text.h"

#include <string.h>

#define PICTURES       0x2400 /* U+2400 … pictures of U+0000 … */
#define PICTURE_DELETE 0x2421
#define REPLACEMENT    0xfffd

static gunichar
make_fit (gunichar c)
{
  if (c == '\n' || c == '\t')
    return c;
  if (c == 0x0b || c == 0x0c || c == 0x85 || c == 0x2028 || c == 0x2029)
    return '\n';
  if (c < 0x20)
    return PICTURES + c;
  if (c == 0x7f)
    return PICTURE_DELETE;
  /* no characters at all, or forbidden in XML and HTML */
  if ((c >= 0x80 && c < 0xa0) || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef))
    return REPLACEMENT;
  return c;
}

static gboolean
is_fit (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p != 0; p++)
    if (*p >= 0x7f || (*p < 0x20 && *p != '\n' && *p != '\t'))
      return FALSE;
  return TRUE;
}

char *
merilo_document_clean (const char *text)
{
  g_autofree char *valid = NULL;
  GString *out;

  if (text == NULL || is_fit (text))
    return g_strdup (text != NULL ? text : "");
  valid = g_utf8_make_valid (text, -1);
  out = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != 0; p = g_utf8_next_char (p))
    if (p[0] == '\r')
      {
        if (p[1] != '\n')
          g_string_append_c (out, '\n');
      }
    else
      g_string_append_unichar (out, make_fit (g_utf8_get_char (p)));
  return g_string_free (out, FALSE);
}

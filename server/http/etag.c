#include "http/etag.h"

#include <string.h>

#define PACKED "-gzip\""

char *
srv_etag_from_version (gint64 version)
{
  return g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", version);
}

char *
srv_etag_packed (const char *etag)
{
  gsize length = strlen (etag);

  if (length < 2 || etag[length - 1] != '"' || g_str_has_suffix (etag, PACKED))
    return g_strdup (etag);
  return g_strdup_printf ("%.*s" PACKED, (int) (length - 1), etag);
}

gboolean
srv_etag_parse_version (const char *etag, gint64 *ret_version)
{
  g_autofree char *digits = NULL;
  gsize length = strlen (etag);

  if (length < 3 || etag[0] != '"')
    return FALSE;
  if (g_str_has_suffix (etag, PACKED))
    digits = g_strndup (etag + 1, length - 1 - strlen (PACKED));
  else if (etag[length - 1] == '"')
    digits = g_strndup (etag + 1, length - 2);
  else
    return FALSE;
  return g_ascii_isdigit (*digits)
         && g_ascii_string_to_signed (digits, 10, 0, G_MAXINT64, ret_version, NULL);
}

/* The tag at @text without W/ and the packed mark: its opaque part, and where it ends. */
static const char *
scan_tag (const char *text, const char **ret_end, gsize *ret_length)
{
  const char *close;

  if (g_str_has_prefix (text, "W/"))
    text += 2;
  if (*text != '"' || (close = strchr (text + 1, '"')) == NULL)
    return NULL;
  *ret_end = close + 1;
  *ret_length = close - text - 1;
  if (*ret_length >= strlen ("-gzip") && memcmp (close - 5, "-gzip", 5) == 0)
    *ret_length -= 5;
  return text + 1;
}

gboolean
srv_etag_list_has (const char *list, const char *etag)
{
  const char *wanted, *end, *tag;
  gsize wanted_length, length;

  if ((wanted = scan_tag (etag, &end, &wanted_length)) == NULL)
    return FALSE;
  if (strcmp (list, "*") == 0)
    return TRUE;
  while (*list != 0)
    {
      list += strspn (list, " \t,");
      if (*list == 0 || (tag = scan_tag (list, &end, &length)) == NULL)
        return FALSE;
      if (length == wanted_length && memcmp (tag, wanted, length) == 0)
        return TRUE;
      list = end;
    }
  return FALSE;
}

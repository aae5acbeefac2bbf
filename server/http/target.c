#include "http/target.h"

#include <string.h>

/* NULL for a bad escape or text that may not be; the caller has refused raw bytes outside ASCII. */
static char *
decode_piece (const char *text, gsize length, gboolean in_query)
{
  g_autofree char *out = g_malloc (length + 1);
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = text[i];

      if (c == '%')
        {
          if (i + 2 >= length || !g_ascii_isxdigit (text[i + 1]) || !g_ascii_isxdigit (text[i + 2]))
            return NULL;
          c = g_ascii_xdigit_value (text[i + 1]) << 4 | g_ascii_xdigit_value (text[i + 2]);
          if (c < 0x20 || c == 0x7f || (c == '/' && !in_query))
            return NULL;
          i += 2;
        }
      else if (c == '+' && in_query)
        {
          c = ' ';
        }
      out[n++] = (char) c;
    }
  out[n] = 0;
  return g_utf8_validate (out, n, NULL) ? g_steal_pointer (&out) : NULL;
}

static gboolean
parse_path (SrvTarget *target, const char *path, gsize length)
{
  g_autoptr (GPtrArray) segments = g_ptr_array_new_with_free_func (g_free);
  const char *p = path + 1, *end = path + length;

  while (length > 1 && p <= end)
    {
      const char *slash = memchr (p, '/', end - p);
      const char *stop = slash != NULL ? slash : end;
      char *segment = decode_piece (p, stop - p, FALSE);

      if (segment == NULL)
        return FALSE;
      g_ptr_array_add (segments, segment);
      if (strcmp (segment, ".") == 0 || strcmp (segment, "..") == 0)
        return FALSE;
      p = stop + 1;
    }
  g_ptr_array_add (segments, NULL);
  target->segments = (char **) g_ptr_array_free (g_steal_pointer (&segments), FALSE);
  return TRUE;
}

static gboolean
parse_pair (SrvTarget *target, const char *pair, gsize length)
{
  const char *equals = memchr (pair, '=', length);
  gsize name_length = equals != NULL ? (gsize) (equals - pair) : length;
  char *name, *value;

  if (target->query == NULL)
    target->query = g_ptr_array_new_with_free_func (g_free);
  name = decode_piece (pair, name_length, TRUE);
  value
      = equals == NULL ? g_strdup ("") : decode_piece (equals + 1, length - name_length - 1, TRUE);
  g_ptr_array_add (target->query, name);
  g_ptr_array_add (target->query, value);
  return name != NULL && *name != 0 && value != NULL && target->query->len <= 2 * SRV_MAX_QUERY;
}

static gboolean
parse_query (SrvTarget *target, const char *query)
{
  while (*query != 0)
    {
      gsize length = strcspn (query, "&");

      if (length > 0 && !parse_pair (target, query, length))
        return FALSE;
      query += length;
      query += *query == '&';
    }
  return TRUE;
}

gboolean
srv_target_parse (SrvTarget *target, const char *raw)
{
  gsize path_length = strcspn (raw, "?");
  gboolean good = *raw == '/';

  *target = (SrvTarget){ 0 };
  for (const char *p = raw; good && *p != 0; p++)
    good = *p > 0x20 && *p < 0x7f && *p != '#' && *p != '\\';
  good = good && parse_path (target, raw, path_length)
         && (raw[path_length] == 0 || parse_query (target, raw + path_length + 1));
  if (!good)
    srv_target_clear (target);
  return good;
}

void
srv_target_clear (SrvTarget *target)
{
  g_clear_pointer (&target->segments, g_strfreev);
  g_clear_pointer (&target->query, g_ptr_array_unref);
}

const char *
srv_target_get_query (const SrvTarget *target, const char *name)
{
  for (guint i = 0; target->query != NULL && i < target->query->len; i += 2)
    if (strcmp (target->query->pdata[i], name) == 0)
      return target->query->pdata[i + 1];
  return NULL;
}

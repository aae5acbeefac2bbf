#define G_LOG_DOMAIN "merilo-record"

#include "model/json-reader-private.h"

#include <math.h>
#include <string.h>

#include "model/error.h"

gboolean
_merilo_json_fail (MeriloJsonReader *r, const char *what)
{
  if (r->error != NULL && *r->error == NULL)
    g_set_error (r->error, MERILO_ERROR, MERILO_ERROR_BAD_JSON, "%s at byte %zu", what,
                 (gsize) (r->p - r->start));
  return FALSE;
}

gboolean
_merilo_json_expect (MeriloJsonReader *r, char c)
{
  _merilo_json_skip_space (r);
  if (r->p >= r->end || *r->p != c)
    return _merilo_json_fail (r, "unexpected character");
  r->p++;
  return TRUE;
}

gboolean
_merilo_json_more (MeriloJsonReader *r, char close, gboolean *ret_more)
{
  _merilo_json_skip_space (r);
  if (r->p >= r->end || (*r->p != ',' && *r->p != close))
    return _merilo_json_fail (r, "expected ',' or a closing bracket");
  *ret_more = *r->p++ == ',';
  return TRUE;
}

gboolean
_merilo_json_literal (MeriloJsonReader *r, const char *word, gsize n)
{
  if ((gsize) (r->end - r->p) < n || memcmp (r->p, word, n) != 0)
    return _merilo_json_fail (r, "unknown word");
  r->p += n;
  return TRUE;
}

static int
hex4 (const char *p)
{
  int v = 0;

  for (int i = 0; i < 4; i++)
    {
      int d = g_ascii_xdigit_value (p[i]);

      if (d < 0)
        return -1;
      v = v * 16 + d;
    }
  return v;
}

static gboolean
read_escape (MeriloJsonReader *r, char **out)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  const char *at;
  int u, low;

  if (++r->p >= r->end)
    return _merilo_json_fail (r, "text is not closed");
  if (*r->p != 'u')
    {
      at = *r->p ? strchr (from, *r->p) : NULL;
      if (at == NULL)
        return _merilo_json_fail (r, "unknown escape");
      *(*out)++ = to[at - from];
      r->p++;
      return TRUE;
    }
  if (r->end - r->p < 5 || (u = hex4 (r->p + 1)) <= 0)
    return _merilo_json_fail (
        r, "wrong \\u escape"); /* \u0000 too: PostgreSQL's text cannot hold it */
  r->p += 5;
  if (u >= 0xd800 && u < 0xe000)
    {
      if (u >= 0xdc00 || r->end - r->p < 6 || r->p[0] != '\\' || r->p[1] != 'u'
          || (low = hex4 (r->p + 2)) < 0xdc00 || low >= 0xe000)
        return _merilo_json_fail (r, "half of a surrogate pair");
      u = 0x10000 + ((u - 0xd800) << 10) + (low - 0xdc00);
      r->p += 6;
    }
  *out += g_unichar_to_utf8 (u, *out);
  return TRUE;
}

/* room for a text from @from on, unescaped: never longer than what is left up to the closing quote
 */
static char *
make_room (MeriloJsonReader *r, const char *from)
{
  for (const char *q = r->p; q < r->end && (guchar) *q >= 0x20; q++)
    {
      if (*q == '\\')
        q++;
      else if (*q == '"')
        return g_malloc (q - from + 1);
    }
  _merilo_json_fail (r, "text is not closed, or has a bare control character");
  return NULL;
}

/* the rest of a text that began at @from and has an escape at the cursor */
static char *
read_escaped (MeriloJsonReader *r, const char *from, gsize *ret_n)
{
  g_autofree char *text = make_room (r, from);
  char *out = text;

  if (text == NULL)
    return NULL;
  memcpy (out, from, r->p - from);
  out += r->p - from;
  while (*r->p != '"')
    {
      if (*r->p != '\\')
        *out++ = *r->p++;
      else if (!read_escape (r, &out))
        return NULL;
    }
  r->p++;
  *out = 0;
  *ret_n = out - text;
  return g_steal_pointer (&text);
}

gboolean
_merilo_json_read_text (MeriloJsonReader *r, const char **ret_text, gsize *ret_n, char **ret_owned)
{
  const char *from;

  *ret_owned = NULL;
  if (!_merilo_json_expect (r, '"'))
    return FALSE;
  from = r->p;
  while (r->p < r->end && *r->p != '"' && *r->p != '\\' && (guchar) *r->p >= 0x20)
    r->p++;
  if (r->p < r->end && *r->p == '"')
    {
      *ret_text = from;
      *ret_n = r->p++ - from;
      return TRUE;
    }
  *ret_text = *ret_owned = read_escaped (r, from, ret_n);
  return *ret_owned != NULL;
}

gboolean
_merilo_json_read_whole (MeriloJsonReader *r, gint64 *ret)
{
  gboolean minus = r->p < r->end && *r->p == '-';
  guint64 v = 0;
  const char *from;

  r->p += minus;
  from = r->p;
  for (; r->p < r->end && g_ascii_isdigit (*r->p); r->p++)
    {
      if (r->p - from > 17)
        return _merilo_json_fail (r, "number is too long");
      v = v * 10 + (*r->p - '0');
    }
  if (r->p == from || (r->p < r->end && (*r->p == '.' || *r->p == 'e' || *r->p == 'E')))
    return _merilo_json_fail (r, "expected a whole number");
  *ret = minus ? -(gint64) v : (gint64) v;
  return TRUE;
}

gboolean
_merilo_json_read_real (MeriloJsonReader *r, double *ret)
{
  char buf[40];
  gsize n = 0;
  char *end;

  while (r->p + n < r->end && n < sizeof buf - 1 && r->p[n] != 0
         && strchr ("+-.eE0123456789", r->p[n]) != NULL)
    n++;
  memcpy (buf, r->p, n);
  buf[n] = 0;
  *ret = g_ascii_strtod (buf, &end);
  if (n == 0 || end != buf + n || !isfinite (*ret))
    return _merilo_json_fail (r, "expected a number");
  r->p += n;
  return TRUE;
}

static gboolean
skip_inside (MeriloJsonReader *r, char close)
{
  gboolean again = TRUE;
  const char *text;
  gsize n;
  char *owned;

  if (++r->depth > r->bounds->max_depth)
    return _merilo_json_fail (r, "too deep");
  r->p++;
  _merilo_json_skip_space (r);
  if (r->p < r->end && *r->p == close)
    {
      r->p++;
      again = FALSE;
    }
  while (again)
    {
      if (close == '}')
        {
          if (!_merilo_json_read_text (r, &text, &n, &owned))
            return FALSE;
          g_free (owned);
          if (!_merilo_json_expect (r, ':'))
            return FALSE;
        }
      if (!_merilo_json_skip_value (r) || !_merilo_json_more (r, close, &again))
        return FALSE;
    }
  r->depth--;
  return TRUE;
}

gboolean
_merilo_json_skip_value (MeriloJsonReader *r)
{
  const char *text;
  gsize n;
  char *owned;
  double number;

  _merilo_json_skip_space (r);
  if (r->p >= r->end)
    return _merilo_json_fail (r, "unexpected end");
  switch (*r->p)
    {
    case '{':
      return skip_inside (r, '}');
    case '[':
      return skip_inside (r, ']');
    case '"':
      if (!_merilo_json_read_text (r, &text, &n, &owned))
        return FALSE;
      g_free (owned);
      return TRUE;
    case 't':
      return _merilo_json_literal (r, "true", 4);
    case 'f':
      return _merilo_json_literal (r, "false", 5);
    case 'n':
      return _merilo_json_literal (r, "null", 4);
    default:
      return _merilo_json_read_real (r, &number);
    }
}

#define G_LOG_DOMAIN "srv-http"

#include "http/json-check.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "model/error.h"

#define MAX_NUMBER 64 /* bytes of a number's text */

typedef struct
{
  const char *start, *p, *end;
  guint n_values;
  GString *keys;    /* decoded, of all open objects */
  GArray *offsets;  /* gsize: where each ends in keys */
  const char *what; /* is wrong */
} Check;

static gboolean check_value (Check *c, guint depth);

static gboolean
fail (Check *c, const char *what)
{
  if (c->what == NULL)
    c->what = what;
  return FALSE;
}

static void
skip_space (Check *c)
{
  while (c->p < c->end && (*c->p == ' ' || *c->p == '\n' || *c->p == '\r' || *c->p == '\t'))
    c->p++;
}

static gboolean
take (Check *c, char wanted)
{
  if (c->p >= c->end || *c->p != wanted)
    return FALSE;
  c->p++;
  return TRUE;
}

/* Strings */

static gboolean
read_hex4 (Check *c, gunichar *ret_unit)
{
  gunichar unit = 0;

  if (c->end - c->p < 4)
    return fail (c, "bad escape");
  for (guint i = 0; i < 4; i++, c->p++)
    {
      if (!g_ascii_isxdigit (*c->p))
        return fail (c, "bad escape");
      unit = unit << 4 | (guint) g_ascii_xdigit_value (*c->p);
    }
  *ret_unit = unit;
  return TRUE;
}

/* after `\u` */
static gboolean
check_unicode (Check *c, GString *out)
{
  gunichar high, low;

  if (!read_hex4 (c, &high))
    return FALSE;
  if (high == 0)
    return fail (c, "U+0000 in a string");
  if (high >= 0xdc00 && high <= 0xdfff)
    return fail (c, "lone surrogate");
  if (high >= 0xd800 && high <= 0xdbff)
    {
      if (!take (c, '\\') || !take (c, 'u') || !read_hex4 (c, &low) || low < 0xdc00 || low > 0xdfff)
        return fail (c, "lone surrogate");
      high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    }
  if (out != NULL)
    g_string_append_unichar (out, high);
  return TRUE;
}

static gboolean
check_escape (Check *c, GString *out)
{
  static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  const char *name;

  if (take (c, 'u'))
    return check_unicode (c, out);
  if (c->p >= c->end || *c->p == 0 || (name = strchr (names, *c->p)) == NULL)
    return fail (c, "bad escape");
  if (out != NULL)
    g_string_append_c (out, values[name - names]);
  c->p++;
  return TRUE;
}

/* @out: where the decoded text goes, or NULL */
static gboolean
check_string (Check *c, GString *out)
{
  if (!take (c, '"'))
    return fail (c, "expected a string");
  while (c->p < c->end && *c->p != '"')
    {
      if ((guchar) *c->p < 0x20)
        return fail (c, "control character in a string");
      if (take (c, '\\'))
        {
          if (!check_escape (c, out))
            return FALSE;
          continue;
        }
      if (out != NULL)
        g_string_append_c (out, *c->p);
      c->p++;
    }
  return take (c, '"') || fail (c, "string without an end");
}

/* Numbers */

static gboolean
skip_digits (Check *c)
{
  const char *from = c->p;

  while (c->p < c->end && g_ascii_isdigit (*c->p))
    c->p++;
  return c->p > from;
}

static gboolean
check_range (Check *c, const char *from, gboolean whole)
{
  char text[MAX_NUMBER + 1];
  gsize length = c->p - from;

  if (length > MAX_NUMBER)
    return fail (c, "number too long");
  memcpy (text, from, length);
  text[length] = 0;
  errno = 0;
  if (whole)
    g_ascii_strtoll (text, NULL, 10);
  else if (!isfinite (g_ascii_strtod (text, NULL)))
    errno = ERANGE;
  else
    errno = 0; /* too small is zero */
  return errno == 0 || fail (c, "number out of range");
}

static gboolean
check_number (Check *c)
{
  const char *from = c->p;
  gboolean whole = TRUE;

  take (c, '-');
  if (!take (c, '0') && !skip_digits (c))
    return fail (c, "unexpected character");
  if (take (c, '.'))
    {
      whole = FALSE;
      if (!skip_digits (c))
        return fail (c, "bad number");
    }
  if (take (c, 'e') || take (c, 'E'))
    {
      whole = FALSE;
      if (!take (c, '-'))
        take (c, '+');
      if (!skip_digits (c))
        return fail (c, "bad number");
    }
  return check_range (c, from, whole);
}

/* Objects and arrays */

static gboolean
check_key (Check *c, guint first)
{
  gsize from = c->keys->len, length, at;

  if (!check_string (c, c->keys))
    return FALSE;
  length = c->keys->len - from;
  if (c->offsets->len - first >= SRV_JSON_MAX_KEYS)
    return fail (c, "too many keys");
  for (guint i = first; i < c->offsets->len; i++)
    {
      at = i > 0 ? g_array_index (c->offsets, gsize, i - 1) : 0;
      if (g_array_index (c->offsets, gsize, i) - at == length
          && memcmp (c->keys->str + at, c->keys->str + from, length) == 0)
        return fail (c, "key twice in an object");
    }
  g_array_append_val (c->offsets, c->keys->len);
  return TRUE;
}

static gboolean
check_object (Check *c, guint depth)
{
  guint first = c->offsets->len;
  gsize keys = c->keys->len;

  c->p++;
  skip_space (c);
  if (take (c, '}'))
    return TRUE;
  do
    {
      skip_space (c);
      if (!check_key (c, first))
        return FALSE;
      skip_space (c);
      if (!take (c, ':'))
        return fail (c, "expected ':'");
      if (!check_value (c, depth))
        return FALSE;
      skip_space (c);
    }
  while (take (c, ','));
  g_array_set_size (c->offsets, first);
  g_string_truncate (c->keys, keys);
  return take (c, '}') || fail (c, "expected ',' or '}'");
}

static gboolean
check_array (Check *c, guint depth)
{
  c->p++;
  skip_space (c);
  if (take (c, ']'))
    return TRUE;
  do
    {
      if (!check_value (c, depth))
        return FALSE;
      skip_space (c);
    }
  while (take (c, ','));
  return take (c, ']') || fail (c, "expected ',' or ']'");
}

static gboolean
check_word (Check *c, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (c->end - c->p) < length || memcmp (c->p, word, length) != 0)
    return fail (c, "unexpected character");
  c->p += length;
  return TRUE;
}

static gboolean
check_value (Check *c, guint depth)
{
  skip_space (c);
  if (++c->n_values > SRV_JSON_MAX_VALUES)
    return fail (c, "too many values");
  if (c->p >= c->end)
    return fail (c, "unexpected end");
  if ((*c->p == '{' || *c->p == '[') && depth >= SRV_JSON_MAX_DEPTH)
    return fail (c, "nested too deep");
  switch (*c->p)
    {
    case '{':
      return check_object (c, depth + 1);
    case '[':
      return check_array (c, depth + 1);
    case '"':
      return check_string (c, NULL);
    case 't':
      return check_word (c, "true");
    case 'f':
      return check_word (c, "false");
    case 'n':
      return check_word (c, "null");
    default:
      return check_number (c);
    }
}

gboolean
srv_json_check (GBytes *bytes, GError **error)
{
  g_autoptr (GString) keys = g_string_new (NULL);
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  Check c = { .start = text, .p = text, .keys = keys, .offsets = offsets };

  c.end = size > 0 ? text + size : text;
  if (size > 0 && !g_utf8_validate_len (text, size, &c.p))
    {
      fail (&c, "not UTF-8");
    }
  else
    {
      c.p = text;
      if (check_value (&c, 0))
        {
          skip_space (&c);
          if (c.p < c.end)
            fail (&c, "text after the value");
        }
    }
  if (c.what == NULL)
    return TRUE;
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_JSON, "%s at byte %zu", c.what,
               (gsize) (c.p - c.start));
  return FALSE;
}

JsonNode *
srv_json_parse_bounded (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local = NULL;
  gsize size;
  const char *text;

  if (!srv_json_check (bytes, error))
    return NULL;
  text = g_bytes_get_data (bytes, &size);
  if (json_parser_load_from_data (parser, text, (gssize) size, &local))
    return json_parser_steal_root (parser);
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_JSON, "%s", local->message);
  return NULL;
}

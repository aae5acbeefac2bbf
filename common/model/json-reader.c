#define G_LOG_DOMAIN "merilo-record"

#include "model/json-reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/error.h"

/* Reader: one pass over bounded, already valid UTF-8 */

typedef struct
{
  const char *start, *p, *end;
  const MeriloJsonBounds *bounds;
  MeriloJsonUnknown unknown;
  guint64 seen;
  guint depth;
  GError **error;
} Reader;

static gboolean
fail (Reader *r, const char *what)
{
  if (r->error != NULL && *r->error == NULL)
    g_set_error (r->error, MERILO_ERROR, MERILO_ERROR_BAD_JSON, "%s at byte %zu", what,
                 (gsize) (r->p - r->start));
  return FALSE;
}

static inline void
skip_space (Reader *r)
{
  while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' || *r->p == '\r' || *r->p == '\t'))
    r->p++;
}

static gboolean
expect (Reader *r, char c)
{
  skip_space (r);
  if (r->p >= r->end || *r->p != c)
    return fail (r, "unexpected character");
  r->p++;
  return TRUE;
}

static gboolean
more (Reader *r, char close, gboolean *ret_more)
{
  skip_space (r);
  if (r->p >= r->end || (*r->p != ',' && *r->p != close))
    return fail (r, "expected ',' or a closing bracket");
  *ret_more = *r->p++ == ',';
  return TRUE;
}

static gboolean
literal (Reader *r, const char *word, gsize n)
{
  if ((gsize) (r->end - r->p) < n || memcmp (r->p, word, n) != 0)
    return fail (r, "unknown word");
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
read_escape (Reader *r, char **out)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  const char *at;
  int u, low;

  if (++r->p >= r->end)
    return fail (r, "text is not closed");
  if (*r->p != 'u')
    {
      at = *r->p ? strchr (from, *r->p) : NULL;
      if (at == NULL)
        return fail (r, "unknown escape");
      *(*out)++ = to[at - from];
      r->p++;
      return TRUE;
    }
  if (r->end - r->p < 5 || (u = hex4 (r->p + 1)) <= 0)
    return fail (r, "wrong \\u escape"); /* \u0000 too: PostgreSQL's text cannot hold it */
  r->p += 5;
  if (u >= 0xd800 && u < 0xe000)
    {
      if (u >= 0xdc00 || r->end - r->p < 6 || r->p[0] != '\\' || r->p[1] != 'u'
          || (low = hex4 (r->p + 2)) < 0xdc00 || low >= 0xe000)
        return fail (r, "half of a surrogate pair");
      u = 0x10000 + ((u - 0xd800) << 10) + (low - 0xdc00);
      r->p += 6;
    }
  *out += g_unichar_to_utf8 (u, *out);
  return TRUE;
}

/* room for a text from @from on, unescaped: never longer than what is left up to the closing quote
 */
static char *
make_room (Reader *r, const char *from)
{
  for (const char *q = r->p; q < r->end && (guchar) *q >= 0x20; q++)
    {
      if (*q == '\\')
        q++;
      else if (*q == '"')
        return g_malloc (q - from + 1);
    }
  fail (r, "text is not closed, or has a bare control character");
  return NULL;
}

/* the rest of a text that began at @from and has an escape at the cursor */
static char *
read_escaped (Reader *r, const char *from, gsize *ret_n)
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

/* *ret_text points into the input when there is nothing to unescape, so that keys cost no copy */
static gboolean
read_text (Reader *r, const char **ret_text, gsize *ret_n, char **ret_owned)
{
  const char *from;

  *ret_owned = NULL;
  if (!expect (r, '"'))
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

static gboolean
read_whole (Reader *r, gint64 *ret)
{
  gboolean minus = r->p < r->end && *r->p == '-';
  guint64 v = 0;
  const char *from;

  r->p += minus;
  from = r->p;
  for (; r->p < r->end && g_ascii_isdigit (*r->p); r->p++)
    {
      if (r->p - from > 17)
        return fail (r, "number is too long");
      v = v * 10 + (*r->p - '0');
    }
  if (r->p == from || (r->p < r->end && (*r->p == '.' || *r->p == 'e' || *r->p == 'E')))
    return fail (r, "expected a whole number");
  *ret = minus ? -(gint64) v : (gint64) v;
  return TRUE;
}

static gboolean
read_real (Reader *r, double *ret)
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
    return fail (r, "expected a number");
  r->p += n;
  return TRUE;
}

static gboolean skip_value (Reader *r);

static gboolean
skip_inside (Reader *r, char close)
{
  gboolean again = TRUE;
  const char *text;
  gsize n;
  char *owned;

  if (++r->depth > r->bounds->max_depth)
    return fail (r, "too deep");
  r->p++;
  skip_space (r);
  if (r->p < r->end && *r->p == close)
    {
      r->p++;
      again = FALSE;
    }
  while (again)
    {
      if (close == '}')
        {
          if (!read_text (r, &text, &n, &owned))
            return FALSE;
          g_free (owned);
          if (!expect (r, ':'))
            return FALSE;
        }
      if (!skip_value (r) || !more (r, close, &again))
        return FALSE;
    }
  r->depth--;
  return TRUE;
}

static gboolean
skip_value (Reader *r)
{
  const char *text;
  gsize n;
  char *owned;
  double number;

  skip_space (r);
  if (r->p >= r->end)
    return fail (r, "unexpected end");
  switch (*r->p)
    {
    case '{':
      return skip_inside (r, '}');
    case '[':
      return skip_inside (r, ']');
    case '"':
      if (!read_text (r, &text, &n, &owned))
        return FALSE;
      g_free (owned);
      return TRUE;
    case 't':
      return literal (r, "true", 4);
    case 'f':
      return literal (r, "false", 5);
    case 'n':
      return literal (r, "null", 4);
    default:
      return read_real (r, &number);
    }
}

static gboolean
parse_moment (const char *s, gsize n, gint64 *ret)
{
  gint64 days;
  int h, m, sec, us = 0, scale = 100000;

  /* only our own shape: 2026-09-01T10:00:00[.ffffff]Z */
  if (n < 20 || n > 27 || s[10] != 'T' || s[13] != ':' || s[16] != ':' || s[n - 1] != 'Z'
      || !merilo_date_parse (s, 10, &days))
    return FALSE;
  for (gsize i = 11; i < n - 1; i++)
    if (i != 13 && i != 16 && i != 19 && !g_ascii_isdigit (s[i]))
      return FALSE;
  h = (s[11] - '0') * 10 + s[12] - '0', m = (s[14] - '0') * 10 + s[15] - '0',
  sec = (s[17] - '0') * 10 + s[18] - '0';
  if (h > 23 || m > 59 || sec > 59 || (n > 20 && s[19] != '.'))
    return FALSE;
  for (gsize i = 20; i < n - 1; i++, scale /= 10)
    us += (s[i] - '0') * scale;
  *ret = ((days * 24 + h) * 60 + m) * 60 + sec;
  *ret = *ret * G_USEC_PER_SEC + us;
  return TRUE;
}

static gboolean
read_scores (Reader *r, MeriloScores **ret)
{
  gint16 at[256];
  guint n = 0;
  gint64 v;
  gboolean again = TRUE;

  if (!expect (r, '['))
    return FALSE;
  skip_space (r);
  if (r->p < r->end && *r->p == ']')
    {
      r->p++;
      again = FALSE;
    }
  while (again)
    {
      skip_space (r);
      if (n == G_N_ELEMENTS (at))
        return fail (r, "too many scores");
      if (r->p < r->end && *r->p == 'n')
        {
          if (!literal (r, "null", 4))
            return FALSE;
          v = MERILO_NO_SCORE;
        }
      else if (!read_whole (r, &v) || v <= G_MININT16 || v > G_MAXINT16)
        return fail (r, "score is out of bounds");
      at[n++] = (gint16) v;
      if (!more (r, ']', &again))
        return FALSE;
    }
  *ret = merilo_scores_new (at, n);
  return TRUE;
}

static gboolean
read_worded (Reader *r, gpointer record, const MeriloField *f, guint i)
{
  const char *text;
  gsize n;
  g_autofree char *owned = NULL;
  gint64 v;

  if (!read_text (r, &text, &n, &owned))
    return FALSE;
  switch (f->kind)
    {
    case MERILO_TEXT:
      merilo_record_load_text (record, i,
                               owned != NULL ? g_steal_pointer (&owned) : g_strndup (text, n));
      return TRUE;
    case MERILO_DATE:
      if (!merilo_date_parse (text, n, &v))
        return fail (r, "wrong date");
      break;
    case MERILO_MOMENT:
      if (!parse_moment (text, n, &v))
        return fail (r, "wrong moment");
      break;
    default:
      for (v = 0; f->choices[v].code != NULL; v++)
        if (strlen (f->choices[v].code) == n && memcmp (f->choices[v].code, text, n) == 0)
          break;
      if (f->choices[v].code == NULL)
        return fail (r, "unknown choice");
    }
  merilo_record_load_whole (record, i, v);
  return TRUE;
}

static gboolean
read_value (Reader *r, gpointer record, const MeriloField *f, guint i)
{
  gint64 v;
  double d;
  MeriloScores *scores;

  skip_space (r);
  if (r->p < r->end && *r->p == 'n')
    {
      if (!literal (r, "null", 4))
        return FALSE;
      merilo_record_clear (record, i);
      return TRUE;
    }
  switch (f->kind)
    {
    case MERILO_FLAG:
      v = r->p < r->end && *r->p == 't';
      if (!(v ? literal (r, "true", 4) : literal (r, "false", 5)))
        return FALSE;
      merilo_record_load_whole (record, i, v);
      return TRUE;
    case MERILO_WHOLE:
      if (!read_whole (r, &v))
        return FALSE;
      merilo_record_load_whole (record, i, v);
      return TRUE;
    case MERILO_REAL:
      if (!read_real (r, &d))
        return FALSE;
      merilo_record_load_real (record, i, d);
      return TRUE;
    case MERILO_SCORES:
      if (!read_scores (r, &scores))
        return FALSE;
      merilo_record_load_scores (record, i, scores);
      return TRUE;
    case MERILO_TEXT:
    case MERILO_DATE:
    case MERILO_MOMENT:
    case MERILO_CHOICE:
    default:
      return read_worded (r, record, f, i);
    }
}

/* rows come in the order of the description: try the next field first */
static int
find_field (const MeriloEntity *entity, guint next, const char *key, gsize n)
{
  for (guint k = 0; k < entity->n_fields; k++)
    {
      guint i = (next + k) % entity->n_fields;

      if (strncmp (entity->fields[i].name, key, n) == 0 && entity->fields[i].name[n] == 0)
        return (int) i;
    }
  return -1;
}

static gboolean
read_record (Reader *r, gpointer record)
{
  const MeriloEntity *entity = merilo_record_get_entity (record);
  guint next = 0;
  gboolean again = TRUE;

  if (!expect (r, '{'))
    return FALSE;
  skip_space (r);
  if (r->p < r->end && *r->p == '}')
    {
      r->p++;
      return TRUE;
    }
  while (again)
    {
      const char *key;
      gsize n;
      g_autofree char *owned = NULL;
      int i;

      if (!read_text (r, &key, &n, &owned) || !expect (r, ':'))
        return FALSE;
      i = find_field (entity, next, key, n);
      if (i < 0 && r->unknown == MERILO_JSON_REFUSE_UNKNOWN)
        {
          g_autofree char *name = g_strndup (key, MIN (n, 60));

          g_set_error (r->error, MERILO_ERROR, MERILO_ERROR_BAD_JSON, "unknown field '%s'", name);
          return FALSE;
        }
      if (i < 0 ? !skip_value (r) : !read_value (r, record, &entity->fields[i], i))
        return FALSE;
      if (i >= 0)
        r->seen |= G_GUINT64_CONSTANT (1) << i;
      next = i + 1;
      if (!more (r, '}', &again))
        return FALSE;
    }
  return TRUE;
}

gboolean
merilo_records_from_json (GType type,
                          const char *json,
                          gsize length,
                          const MeriloJsonBounds *bounds,
                          MeriloRecordFunc func,
                          gpointer data,
                          GError **error)
{
  Reader r = { json, json, json + length, bounds, MERILO_JSON_SKIP_UNKNOWN, 0, 0, error };
  gboolean again = TRUE;
  guint rows = 0;

  if (length > bounds->max_bytes)
    return fail (&r, "too big");
  if (!g_utf8_validate_len (json, length, NULL))
    return fail (&r, "not UTF-8");
  if (!expect (&r, '['))
    return FALSE;
  skip_space (&r);
  if (r.p < r.end && *r.p == ']')
    {
      r.p++;
      again = FALSE;
    }
  while (again)
    {
      g_autoptr (MeriloRecord) record = g_object_new (type, NULL);

      if (++rows > bounds->max_rows)
        return fail (&r, "too many rows");
      if (!read_record (&r, record))
        return FALSE;
      func (record, data);
      if (!more (&r, ']', &again))
        return FALSE;
    }
  skip_space (&r);
  return r.p == r.end ? TRUE : fail (&r, "something after the end");
}

gboolean
merilo_record_from_json (gpointer record,
                         const char *json,
                         gsize length,
                         const MeriloJsonBounds *bounds,
                         MeriloJsonUnknown unknown,
                         guint64 *ret_seen,
                         GError **error)
{
  Reader r = { json, json, json + length, bounds, unknown, 0, 0, error };

  if (length > bounds->max_bytes)
    return fail (&r, "too big");
  if (!g_utf8_validate_len (json, length, NULL))
    return fail (&r, "not UTF-8");
  if (!read_record (&r, record))
    return FALSE;
  skip_space (&r);
  if (r.p != r.end)
    return fail (&r, "something after the end");
  if (ret_seen != NULL)
    *ret_seen = r.seen;
  return TRUE;
}

#define G_LOG_DOMAIN "merilo-record"

#include "model/json-reader-private.h"

#include <stdlib.h>
#include <string.h>

#include "model/error.h"

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
read_scores (MeriloJsonReader *r, MeriloScores **ret)
{
  gint16 at[256];
  guint n = 0;
  gint64 v;
  gboolean again = TRUE;

  if (!_merilo_json_expect (r, '['))
    return FALSE;
  _merilo_json_skip_space (r);
  if (r->p < r->end && *r->p == ']')
    {
      r->p++;
      again = FALSE;
    }
  while (again)
    {
      _merilo_json_skip_space (r);
      if (n == G_N_ELEMENTS (at))
        return _merilo_json_fail (r, "too many scores");
      if (r->p < r->end && *r->p == 'n')
        {
          if (!_merilo_json_literal (r, "null", 4))
            return FALSE;
          v = MERILO_NO_SCORE;
        }
      else if (!_merilo_json_read_whole (r, &v) || v <= G_MININT16 || v > G_MAXINT16)
        return _merilo_json_fail (r, "score is out of bounds");
      at[n++] = (gint16) v;
      if (!_merilo_json_more (r, ']', &again))
        return FALSE;
    }
  *ret = merilo_scores_new (at, n);
  return TRUE;
}

static gboolean
read_worded (MeriloJsonReader *r, gpointer record, const MeriloField *f, guint i)
{
  const char *text;
  gsize n;
  g_autofree char *owned = NULL;
  gint64 v;

  if (!_merilo_json_read_text (r, &text, &n, &owned))
    return FALSE;
  switch (f->kind)
    {
    case MERILO_TEXT:
      merilo_record_load_text (record, i,
                               owned != NULL ? g_steal_pointer (&owned) : g_strndup (text, n));
      return TRUE;
    case MERILO_DATE:
      if (!merilo_date_parse (text, n, &v))
        return _merilo_json_fail (r, "wrong date");
      break;
    case MERILO_MOMENT:
      if (!parse_moment (text, n, &v))
        return _merilo_json_fail (r, "wrong moment");
      break;
    default:
      for (v = 0; f->choices[v].code != NULL; v++)
        if (strlen (f->choices[v].code) == n && memcmp (f->choices[v].code, text, n) == 0)
          break;
      if (f->choices[v].code == NULL)
        return _merilo_json_fail (r, "unknown choice");
    }
  merilo_record_load_whole (record, i, v);
  return TRUE;
}

static gboolean
read_value (MeriloJsonReader *r, gpointer record, const MeriloField *f, guint i)
{
  gint64 v;
  double d;
  MeriloScores *scores;

  _merilo_json_skip_space (r);
  if (r->p < r->end && *r->p == 'n')
    {
      if (!_merilo_json_literal (r, "null", 4))
        return FALSE;
      merilo_record_clear (record, i);
      return TRUE;
    }
  switch (f->kind)
    {
    case MERILO_FLAG:
      v = r->p < r->end && *r->p == 't';
      if (!(v ? _merilo_json_literal (r, "true", 4) : _merilo_json_literal (r, "false", 5)))
        return FALSE;
      merilo_record_load_whole (record, i, v);
      return TRUE;
    case MERILO_WHOLE:
      if (!_merilo_json_read_whole (r, &v))
        return FALSE;
      merilo_record_load_whole (record, i, v);
      return TRUE;
    case MERILO_REAL:
      if (!_merilo_json_read_real (r, &d))
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
read_record (MeriloJsonReader *r, gpointer record)
{
  const MeriloEntity *entity = merilo_record_get_entity (record);
  guint next = 0;
  gboolean again = TRUE;

  if (!_merilo_json_expect (r, '{'))
    return FALSE;
  _merilo_json_skip_space (r);
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

      if (!_merilo_json_read_text (r, &key, &n, &owned) || !_merilo_json_expect (r, ':'))
        return FALSE;
      i = find_field (entity, next, key, n);
      if (i < 0 && r->unknown == MERILO_JSON_REFUSE_UNKNOWN)
        {
          g_autofree char *name = g_strndup (key, MIN (n, 60));

          g_set_error (r->error, MERILO_ERROR, MERILO_ERROR_BAD_JSON, "unknown field '%s'", name);
          return FALSE;
        }
      if (i < 0 ? !_merilo_json_skip_value (r) : !read_value (r, record, &entity->fields[i], i))
        return FALSE;
      if (i >= 0)
        r->seen |= G_GUINT64_CONSTANT (1) << i;
      next = i + 1;
      if (!_merilo_json_more (r, '}', &again))
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
  MeriloJsonReader r = { json, json, json + length, bounds, MERILO_JSON_SKIP_UNKNOWN, 0, 0, error };
  gboolean again = TRUE;
  guint rows = 0;

  if (length > bounds->max_bytes)
    return _merilo_json_fail (&r, "too big");
  if (!g_utf8_validate_len (json, length, NULL))
    return _merilo_json_fail (&r, "not UTF-8");
  if (!_merilo_json_expect (&r, '['))
    return FALSE;
  _merilo_json_skip_space (&r);
  if (r.p < r.end && *r.p == ']')
    {
      r.p++;
      again = FALSE;
    }
  while (again)
    {
      g_autoptr (MeriloRecord) record = g_object_new (type, NULL);

      if (++rows > bounds->max_rows)
        return _merilo_json_fail (&r, "too many rows");
      if (!read_record (&r, record))
        return FALSE;
      func (record, data);
      if (!_merilo_json_more (&r, ']', &again))
        return FALSE;
    }
  _merilo_json_skip_space (&r);
  return r.p == r.end ? TRUE : _merilo_json_fail (&r, "something after the end");
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
  MeriloJsonReader r = { json, json, json + length, bounds, unknown, 0, 0, error };

  if (length > bounds->max_bytes)
    return _merilo_json_fail (&r, "too big");
  if (!g_utf8_validate_len (json, length, NULL))
    return _merilo_json_fail (&r, "not UTF-8");
  if (!read_record (&r, record))
    return FALSE;
  _merilo_json_skip_space (&r);
  if (r.p != r.end)
    return _merilo_json_fail (&r, "something after the end");
  if (ret_seen != NULL)
    *ret_seen = r.seen;
  return TRUE;
}

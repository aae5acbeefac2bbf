#define G_LOG_DOMAIN "merilo-record"

#include "model/json-texts.h"

#include "model/json-reader-private.h"

static gboolean
read_value (MeriloJsonReader *r, char **ret_text)
{
  const char *from, *text;
  gsize n;

  _merilo_json_skip_space (r);
  from = r->p;
  if (r->p < r->end && *r->p == '"')
    {
      if (!_merilo_json_read_text (r, &text, &n, ret_text))
        return FALSE;
      if (*ret_text == NULL)
        *ret_text = g_strndup (text, n);
      return TRUE;
    }
  if (r->p < r->end && *r->p == 'n')
    return _merilo_json_literal (r, "null", 4);
  if (!_merilo_json_skip_value (r))
    return FALSE;
  *ret_text = g_strndup (from, (gsize) (r->p - from));
  return TRUE;
}

static gboolean
read_member (MeriloJsonReader *r, GHashTable *texts)
{
  g_autofree char *owned = NULL;
  const char *name;
  char *text = NULL;
  gsize n;

  if (!_merilo_json_read_text (r, &name, &n, &owned) || !_merilo_json_expect (r, ':')
      || !read_value (r, &text))
    return FALSE;
  g_hash_table_replace (texts, g_strndup (name, n), text);
  return TRUE;
}

static gboolean
read_object (MeriloJsonReader *r, GHashTable *texts)
{
  gboolean more = TRUE;

  if (!_merilo_json_expect (r, '{'))
    return FALSE;
  _merilo_json_skip_space (r);
  if (r->p < r->end && *r->p == '}')
    {
      r->p++;
      more = FALSE;
    }
  while (more)
    if (!read_member (r, texts) || !_merilo_json_more (r, '}', &more))
      return FALSE;
  _merilo_json_skip_space (r);
  return r->p == r->end || _merilo_json_fail (r, "something after the end");
}

GHashTable *
merilo_json_texts (const char *json,
                   gsize length,
                   const MeriloJsonBounds *bounds,
                   GDestroyNotify destroy,
                   GError **error)
{
  MeriloJsonReader r = { json, json, json + length, bounds, MERILO_JSON_SKIP_UNKNOWN, 0, 0, error };
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, destroy);

  if (length > bounds->max_bytes)
    _merilo_json_fail (&r, "too big");
  else if (!g_utf8_validate_len (json, length, NULL))
    _merilo_json_fail (&r, "not UTF-8");
  else if (read_object (&r, texts))
    return g_steal_pointer (&texts);
  return NULL;
}

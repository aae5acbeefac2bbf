#define G_LOG_DOMAIN "merilo-record"

#include "model/json-writer.h"

#include <math.h>
#include <string.h>

#include "model/record.h"

#define DAY G_GINT64_CONSTANT (86400000000) /* microseconds; G_USEC_PER_SEC is an int */

/* Writer: straight to the text, no tree */

static void
put_escaped (GString *out, guchar c)
{
  static const char hex[] = "0123456789abcdef";

  if (c == '"' || c == '\\')
    {
      g_string_append_c (out, '\\');
      g_string_append_c (out, (char) c);
    }
  else if (c == '\n')
    {
      g_string_append_len (out, "\\n", 2);
    }
  else
    {
      char u[6] = { '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] };

      g_string_append_len (out, u, 6);
    }
}

void
merilo_json_put_text_len (GString *out, const char *s, gsize length)
{
  const char *from = s, *end = s + length;

  g_string_append_c (out, '"');
  for (; s < end; s++)
    {
      guchar c = *s;

      if (G_LIKELY (c >= 0x20 && c != '"' && c != '\\'))
        continue;
      g_string_append_len (out, from, s - from);
      from = s + 1;
      put_escaped (out, c);
    }
  g_string_append_len (out, from, s - from);
  g_string_append_c (out, '"');
}

void
merilo_json_put_text (GString *out, const char *s)
{
  if (s == NULL)
    g_string_append_len (out, "null", 4);
  else
    merilo_json_put_text_len (out, s, strlen (s));
}

void
merilo_json_put_flag (GString *out, gboolean value)
{
  g_string_append (out, value ? "true" : "false");
}

void
merilo_json_put_date (GString *out, gint64 days)
{
  char buf[13] = "\"";

  merilo_date_print (buf + 1, days);
  buf[11] = '"';
  g_string_append_len (out, buf, 12);
}

void
merilo_json_put_key (GString *out, const char *key)
{
  char last = out->len > 0 ? out->str[out->len - 1] : '{';

  if (last != '{' && last != '[')
    g_string_append_c (out, ',');
  merilo_json_put_text (out, key);
  g_string_append_c (out, ':');
}

void
merilo_json_put_text_member (GString *out, const char *key, const char *utf8)
{
  merilo_json_put_key (out, key);
  merilo_json_put_text (out, utf8);
}

void
merilo_json_put_whole_member (GString *out, const char *key, gint64 value)
{
  merilo_json_put_key (out, key);
  if (value == MERILO_NONE)
    g_string_append_len (out, "null", 4);
  else
    merilo_json_put_whole (out, value);
}

void
merilo_json_put_whole (GString *out, gint64 v)
{
  char buf[24], *p = buf + sizeof buf;
  guint64 u = v < 0 ? -(guint64) v : (guint64) v;

  if (v >= 0 && v < 10) /* most scores and marks */
    {
      g_string_append_c (out, (char) ('0' + v));
      return;
    }
  do
    *--p = '0' + u % 10;
  while (u /= 10);
  if (v < 0)
    *--p = '-';
  g_string_append_len (out, p, buf + sizeof buf - p);
}

void
merilo_json_put_real (GString *out, double v)
{
  char buf[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (v))
    {
      g_string_append_len (out, "null", 4);
      return;
    }
  /* the shortest of 15 or 17 digits that reads back the same */
  g_ascii_formatd (buf, sizeof buf, "%.15g", v);
  if (g_ascii_strtod (buf, NULL) != v)
    g_ascii_dtostr (buf, sizeof buf, v);
  g_string_append (out, buf);
}

void
merilo_json_put_moment (GString *out, gint64 us)
{
  gint64 day = us / DAY, rest;
  char buf[40];
  int n;

  if (us < 0 && us % DAY != 0)
    day--;
  rest = us - day * DAY;
  buf[0] = '"';
  n = 1 + merilo_date_print (buf + 1, day);
  n += g_snprintf (buf + n, sizeof buf - n, "T%02d:%02d:%02d.%06dZ\"", (int) (rest / 3600000000),
                   (int) (rest / 60000000 % 60), (int) (rest / 1000000 % 60),
                   (int) (rest % 1000000));
  g_string_append_len (out, buf, n);
}

void
merilo_json_put_scores (GString *out, const MeriloScores *s)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < s->n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (s->at[i] == MERILO_NO_SCORE)
        g_string_append_len (out, "null", 4);
      else
        merilo_json_put_whole (out, s->at[i]);
    }
  g_string_append_c (out, ']');
}

static void
put_value (GString *out, gpointer record, const MeriloField *f, guint i)
{
  switch (f->kind)
    {
    case MERILO_FLAG:
      g_string_append (out, merilo_record_get_whole (record, i) ? "true" : "false");
      break;
    case MERILO_WHOLE:
      merilo_json_put_whole (out, merilo_record_get_whole (record, i));
      break;
    case MERILO_REAL:
      merilo_json_put_real (out, merilo_record_get_real (record, i));
      break;
    case MERILO_TEXT:
      merilo_json_put_text (out, merilo_record_get_text (record, i));
      break;
    case MERILO_DATE:
      merilo_json_put_date (out, merilo_record_get_whole (record, i));
      break;
    case MERILO_MOMENT:
      merilo_json_put_moment (out, merilo_record_get_whole (record, i));
      break;
    case MERILO_CHOICE:
      merilo_json_put_text (out, f->choices[merilo_record_get_whole (record, i)].code);
      break;
    case MERILO_SCORES:
      merilo_json_put_scores (out, merilo_record_get_scores (record, i));
      break;
    default:
      g_assert_not_reached ();
    }
}

void
merilo_record_to_json (gpointer record, MeriloJsonWhat what, GString *out)
{
  const MeriloEntity *entity = merilo_record_get_entity (record);
  guint64 dirty = merilo_record_get_dirty (record);
  char before = '{';

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MeriloField *f = &entity->fields[i];

      if (what == MERILO_JSON_DIRTY && !((dirty >> i) & 1))
        continue;
      g_string_append_c (out, before);
      before = ',';
      g_string_append_c (out, '"');
      g_string_append (out, f->name);
      g_string_append_len (out, "\":", 2);
      if (merilo_record_has (record, i))
        put_value (out, record, f, i);
      else
        g_string_append_len (out, "null", 4);
    }
  g_string_append (out, before == '{' ? "{}" : "}");
}

void
merilo_json_put_count_member (GString *out, const char *key, gint64 value)
{
  if (value != MERILO_NONE)
    merilo_json_put_whole_member (out, key, value);
  else
    merilo_json_put_text_member (out, key, NULL);
}

#define G_LOG_DOMAIN "merilo-record"

#include "model/value.h"

#include <math.h>
#include <string.h>

#include "model/record.h"

void
merilo_date_split (gint64 days, int *y, int *m, int *d)
{
  gint64 z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
  guint doe = (guint) (z - era * 146097),
        yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  guint doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;

  *d = doy - (153 * mp + 2) / 5 + 1;
  *m = mp < 10 ? mp + 3 : mp - 9;
  *y = (int) (yoe + era * 400) + (*m <= 2);
}

gint64
merilo_date_join (int y, int m, int d)
{
  gint64 era;
  guint yoe, doy, doe;

  y -= m <= 2;
  era = (y >= 0 ? y : y - 399) / 400;
  yoe = (guint) (y - era * 400);
  doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + (gint64) doe - 719468;
}
/* Value types */

static void
show_whole (const GValue *from, GValue *to)
{
  gint64 v = from->data[0].v_int64;

  g_value_take_string (to,
                       v == MERILO_NONE ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, v));
}

static void
show_real (const GValue *from, GValue *to)
{
  double v = from->data[0].v_double;
  char *text = isnan (v) ? g_strdup ("") : g_strdup_printf ("%.6g", v);
  char *dot = strchr (text, '.');

  if (dot != NULL)
    *dot = ',';
  g_value_take_string (to, text);
}

static void
show_date (const GValue *from, GValue *to)
{
  g_value_take_string (to, merilo_date_show (from->data[0].v_int64));
}

static void
show_moment (const GValue *from, GValue *to)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (from->data[0].v_int64 == MERILO_NONE)
    {
      g_value_set_static_string (to, "");
      return;
    }
  utc = g_date_time_new_from_unix_utc (from->data[0].v_int64 / G_USEC_PER_SEC);
  local = g_date_time_to_local (utc);
  g_value_take_string (to, g_date_time_format (local, "%d.%m.%Y %H:%M"));
}

static void
show_scores (const GValue *from, GValue *to)
{
  const MeriloScores *scores = g_value_get_boxed (from);
  GString *out = g_string_new (NULL);

  for (guint i = 0; scores != NULL && i < scores->n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      if (scores->at[i] == MERILO_NO_SCORE)
        g_string_append (out, "–");
      else if (scores->at[i] == MERILO_SCORE_X)
        g_string_append_c (out, 'X');
      else
        g_string_append_printf (out, "%d", scores->at[i]);
    }
  g_value_take_string (to, g_string_free (out, FALSE));
}

MeriloScores *
merilo_scores_new (const gint16 *at, guint n)
{
  MeriloScores *scores = g_malloc (sizeof (MeriloScores) + n * sizeof (gint16));

  scores->n = n;
  if (n > 0)
    memcpy (scores->at, at, n * sizeof (gint16));
  return scores;
}

static MeriloScores *
scores_copy (MeriloScores *scores)
{
  return g_memdup2 (scores, sizeof (MeriloScores) + scores->n * sizeof (gint16));
}

/* A type that is an int64 (or double) to everyone, and shows itself as text in its own way:
 * <lookup> to a label's text then needs no closure. */
#define DEFINE_VALUE(func, Name, parent, show)                                                     \
  GType func (void)                                                                                \
  {                                                                                                \
    static gsize type = 0;                                                                         \
    if (g_once_init_enter (&type))                                                                 \
      {                                                                                            \
        GTypeInfo info = { 0 };                                                                    \
        GType t = g_type_register_static (parent, Name, &info, 0);                                 \
        g_value_register_transform_func (t, G_TYPE_STRING, show);                                  \
        g_once_init_leave (&type, t);                                                              \
      }                                                                                            \
    return type;                                                                                   \
  }

DEFINE_VALUE (merilo_whole_get_type, "MeriloWhole", G_TYPE_INT64, show_whole)
DEFINE_VALUE (merilo_real_get_type, "MeriloReal", G_TYPE_DOUBLE, show_real)
DEFINE_VALUE (merilo_date_get_type, "MeriloDate", G_TYPE_INT64, show_date)
DEFINE_VALUE (merilo_moment_get_type, "MeriloMoment", G_TYPE_INT64, show_moment)

GType
merilo_scores_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      GType t = g_boxed_type_register_static ("MeriloScores", (GBoxedCopyFunc) scores_copy, g_free);

      g_value_register_transform_func (t, G_TYPE_STRING, show_scores);
      g_once_init_leave (&type, t);
    }
  return type;
}

/* Dates */

int
merilo_date_print (char out[11], gint64 days)
{
  int y, m, d;

  merilo_date_split (days, &y, &m, &d);
  out[0] = '0' + y / 1000 % 10, out[1] = '0' + y / 100 % 10, out[2] = '0' + y / 10 % 10,
  out[3] = '0' + y % 10;
  out[4] = out[7] = '-';
  out[5] = '0' + m / 10, out[6] = '0' + m % 10, out[8] = '0' + d / 10, out[9] = '0' + d % 10,
  out[10] = 0;
  return 10;
}

gboolean
merilo_date_parse (const char *s, gsize length, gint64 *ret_days)
{
  int y, m, d, y2, m2, d2;

  if (length != 10 || s[4] != '-' || s[7] != '-')
    return FALSE;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (s[i]))
      return FALSE;
  y = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + s[3] - '0';
  m = (s[5] - '0') * 10 + s[6] - '0', d = (s[8] - '0') * 10 + s[9] - '0';
  if (m < 1 || m > 12 || d < 1)
    return FALSE;
  merilo_date_split (merilo_date_join (y, m, d), &y2, &m2, &d2);
  if (y != y2 || m != m2 || d != d2)
    return FALSE; /* 31 February */
  *ret_days = merilo_date_join (y, m, d);
  return TRUE;
}

char *
merilo_date_show (gint64 days)
{
  int y, m, d;

  if (days == MERILO_NONE)
    return g_strdup ("");
  merilo_date_split (days, &y, &m, &d);
  return g_strdup_printf ("%02d.%02d.%04d", d, m, y);
}

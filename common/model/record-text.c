#define G_LOG_DOMAIN "merilo-record"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/error.h"
#include "model/record.h"

/* Values as people read and type them */

char *
merilo_record_show (gpointer record, guint i)
{
  const MeriloField *f = &merilo_record_get_entity (record)->fields[i];
  g_auto (GValue) from = G_VALUE_INIT;
  g_auto (GValue) to = G_VALUE_INIT;

  if (!merilo_record_has (record, i))
    return g_strdup ("");
  if (f->kind == MERILO_TEXT)
    return g_strdup (merilo_record_get_text (record, i));
  if (f->kind == MERILO_FLAG)
    return g_strdup (merilo_record_get_whole (record, i) ? _ ("да") : _ ("нет"));
  if (f->kind == MERILO_CHOICE)
    return g_strdup (_ (f->choices[merilo_record_get_whole (record, i)].label));
  g_value_init (&from, MERILO_RECORD_GET_CLASS (record)->pspecs[i + 1]->value_type);
  g_value_init (&to, G_TYPE_STRING);
  g_object_get_property (record, f->name, &from);
  g_value_transform (&from, &to);
  return g_value_dup_string (&to);
}

char *
merilo_field_quote (const MeriloField *field)
{
  const char *label = _ (field->label);

  return strstr (label, "«") != NULL ? g_strdup (label) : g_strdup_printf ("«%s»", label);
}

/* Parsing */

static gboolean
refuse (GError **error, const MeriloField *f, const char *hint, const char *text)
{
  g_autofree char *label = merilo_field_quote (f);

  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, "%s: %s, %s «%s»", label, hint,
               _ ("а введено"), text);
  return FALSE;
}

static gboolean
parse_whole (gpointer record, guint i, const MeriloField *f, const char *text, GError **error)
{
  char *end;
  gint64 v;

  errno = 0;
  v = g_ascii_strtoll (text, &end, 10);
  if (errno != 0 || end == text || *end != 0 || v == MERILO_NONE)
    return refuse (error, f, _ ("нужно целое число"), text);
  merilo_record_set_whole (record, i, v);
  return TRUE;
}

static gboolean
parse_real (gpointer record, guint i, const MeriloField *f, const char *text, GError **error)
{
  g_autofree char *dotted = g_strdelimit (g_strdup (text), ",", '.');
  char *end;
  double v = g_ascii_strtod (dotted, &end);

  if (end == dotted || *end != 0 || !isfinite (v))
    return refuse (error, f, _ ("нужно число"), text);
  merilo_record_set_real (record, i, v);
  return TRUE;
}

static gboolean
parse_date (gpointer record, guint i, const MeriloField *f, const char *text, GError **error)
{
  gint64 days;
  guint d, m, y;
  char rest, iso[11];

  if (!merilo_date_parse (text, strlen (text), &days))
    {
      if (sscanf (text, "%2u.%2u.%4u%c", &d, &m, &y, &rest) != 3)
        return refuse (error, f, _ ("нужна дата вида 02.09.2026"), text);
      g_snprintf (iso, sizeof iso, "%04u-%02u-%02u", y, m, d);
      if (!merilo_date_parse (iso, strlen (iso), &days))
        return refuse (error, f, _ ("такого дня нет"), text);
    }
  merilo_record_set_whole (record, i, days);
  return TRUE;
}

static gboolean
parse_choice (gpointer record, guint i, const MeriloField *f, const char *text, GError **error)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint k = 0; f->choices[k].code != NULL; k++)
    {
      g_autofree char *label = g_utf8_casefold (_ (f->choices[k].label), -1);

      if (g_str_equal (f->choices[k].code, text) || g_str_equal (label, folded))
        {
          merilo_record_set_whole (record, i, k);
          return TRUE;
        }
    }
  return refuse (error, f, _ ("такого значения нет в списке"), text);
}

static gboolean
parse_flag (gpointer record, guint i, const MeriloField *f, const char *text, GError **error)
{
  /* words of files and pasted cells, not for the screen */
  static const char *const yes[] = { "да", "+", "1", "true", NULL };
  static const char *const no[] = { "нет", "-", "0", "false", NULL }; /* not for the screen */
  g_autofree char *folded = g_utf8_strdown (text, -1);
  gboolean is = g_strv_contains (yes, folded);

  if (!is && !g_strv_contains (no, folded))
    return refuse (error, f, _ ("нужно «да» или «нет»"), text);
  merilo_record_set_whole (record, i, is);
  return TRUE;
}

gboolean
merilo_record_parse (gpointer record, guint i, const char *text, GError **error)
{
  const MeriloField *f = &merilo_record_get_entity (record)->fields[i];
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  if (*trimmed == 0)
    {
      merilo_record_clear (record, i);
      return TRUE;
    }
  switch (f->kind)
    {
    case MERILO_TEXT:
      merilo_record_set_text (record, i, text);
      return TRUE;
    case MERILO_WHOLE:
      return parse_whole (record, i, f, trimmed, error);
    case MERILO_REAL:
      return parse_real (record, i, f, trimmed, error);
    case MERILO_DATE:
      return parse_date (record, i, f, trimmed, error);
    case MERILO_CHOICE:
      return parse_choice (record, i, f, trimmed, error);
    case MERILO_FLAG:
      return parse_flag (record, i, f, trimmed, error);
    case MERILO_MOMENT:
    case MERILO_SCORES:
    default:
      return refuse (error, f, _ ("это поле не вводят текстом"), text);
    }
}

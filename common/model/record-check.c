#define G_LOG_DOMAIN "merilo-record"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/record.h"

static char *
check_number (const MeriloField *f, double v)
{
  g_autofree char *bound = NULL, *label = NULL;

  if (f->min == 0 && f->max == 0)
    return NULL;
  if (v >= f->min && v <= f->max)
    return NULL;
  bound = g_strdelimit (g_strdup_printf ("%.6g", v < f->min ? f->min : f->max), ".", ',');
  label = merilo_field_quote (f);
  return g_strdup_printf (v < f->min ? _ ("%s: не меньше %s") : _ ("%s: не больше %s"), label,
                          bound);
}

static char *
check_text (const MeriloField *f, GRegex **pattern, const char *text)
{
  g_autofree char *label = merilo_field_quote (f);

  if (!g_utf8_validate (text, -1, NULL))
    return g_strdup_printf (_ ("%s: не текст в UTF-8"), label);
  if (f->max > 0 && g_utf8_strlen (text, -1) > f->max)
    return g_strdup_printf (_ ("%s: не длиннее %d знаков, а введено %ld"), label, (int) f->max,
                            g_utf8_strlen (text, -1));
  if (f->pattern == NULL)
    return NULL;
  if (*pattern == NULL) /* compiled at first use: all entities start in no time */
    *pattern = g_regex_new (f->pattern, G_REGEX_OPTIMIZE, G_REGEX_MATCH_ANCHORED, NULL);
  if (!g_regex_match (*pattern, text, 0, NULL))
    return g_strdup_printf ("%s: %s", label, _ (f->pattern_hint));
  return NULL;
}

char *
merilo_record_check_field (gpointer record, guint i)
{
  MeriloRecordClass *klass = MERILO_RECORD_GET_CLASS (record);
  const MeriloField *f = &klass->entity->fields[i];
  gboolean empty = !merilo_record_has (record, i)
                   || (f->kind == MERILO_TEXT && *merilo_record_get_text (record, i) == 0);

  if (empty && (f->flags & MERILO_REQUIRED) && !(f->flags & MERILO_READ_ONLY))
    {
      g_autofree char *label = merilo_field_quote (f);

      return g_strdup_printf (_ ("%s: нужно заполнить"), label);
    }
  if (empty)
    return NULL;
  if (f->kind == MERILO_WHOLE)
    return check_number (f, (double) merilo_record_get_whole (record, i));
  if (f->kind == MERILO_REAL)
    return check_number (f, merilo_record_get_real (record, i));
  if (f->kind == MERILO_TEXT)
    return check_text (f, &klass->patterns[i], merilo_record_get_text (record, i));
  return NULL;
}

static void
problem_free (MeriloProblem *p)
{
  g_free (p->message);
  g_free (p);
}

GPtrArray *
merilo_record_check (gpointer record)
{
  const MeriloEntity *entity = merilo_record_get_entity (record);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) problem_free);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      char *message = merilo_record_check_field (record, i);
      MeriloProblem *p;

      if (message == NULL)
        continue;
      p = g_new0 (MeriloProblem, 1);
      p->field = i;
      p->message = message;
      g_ptr_array_add (list, p);
    }
  return list;
}

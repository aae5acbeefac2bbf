#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/procedure-words.h"

#include <glib/gi18n.h>

char *
app_procedure_name (gpointer procedure)
{
  g_autofree char *subject = merilo_record_show (procedure, MERILO_PROCEDURE_SUBJECT);
  g_autofree char *level = merilo_record_show (procedure, MERILO_PROCEDURE_LEVEL);
  gint64 grade = merilo_record_get_whole (procedure, MERILO_PROCEDURE_GRADE);

  if (*level == 0)
    return g_strdup_printf (_ ("%s, %" G_GINT64_FORMAT " класс"), subject, grade);
  return g_strdup_printf (_ ("%s, %" G_GINT64_FORMAT " класс, %s уровень"), subject, grade, level);
}

char *
app_procedure_kind (gpointer procedure)
{
  return merilo_record_get_whole (procedure, MERILO_PROCEDURE_KIND) == MERILO_PROCEDURE_KIND_OWN
             ? g_strdup (_ ("диагностика"))
             : merilo_record_show (procedure, MERILO_PROCEDURE_KIND);
}

char *
app_procedure_facts (gpointer procedure)
{
  g_autofree char *kind = app_procedure_kind (procedure);
  const char *whose = app_procedure_is_own (procedure) ? _ ("города") : _ ("общая");

  if (!app_procedure_is_used (procedure))
    return g_strdup_printf (_ ("%s · %s · работ нет"), kind, whose);
  /* an observer is not told how many */
  if (!merilo_record_has (procedure, MERILO_PROCEDURE_WORKS))
    return g_strdup_printf (_ ("%s · %s · есть работы"), kind, whose);
  return g_strdup_printf (_ ("%s · %s · работ: %" G_GINT64_FORMAT), kind, whose,
                          merilo_record_get_whole (procedure, MERILO_PROCEDURE_WORKS));
}

gboolean
app_procedure_is_used (gpointer procedure)
{
  return merilo_record_has (procedure, MERILO_PROCEDURE_STATE)
         && merilo_record_get_whole (procedure, MERILO_PROCEDURE_STATE)
                == MERILO_PROCEDURE_STATE_USED;
}

gboolean
app_procedure_is_own (gpointer procedure)
{
  return merilo_record_has (procedure, MERILO_PROCEDURE_ORG_ID);
}

gboolean
app_procedure_is_same (gpointer a, gpointer b)
{
  static const guint fields[]
      = { MERILO_PROCEDURE_KIND, MERILO_PROCEDURE_YEAR, MERILO_PROCEDURE_SUBJECT,
          MERILO_PROCEDURE_GRADE, MERILO_PROCEDURE_LEVEL };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *x = merilo_record_show (a, fields[i]);
      g_autofree char *y = merilo_record_show (b, fields[i]);

      if (!g_str_equal (x, y))
        return FALSE;
    }
  return TRUE;
}

gboolean
app_procedure_has_marks (gpointer procedure)
{
  gint64 kind = merilo_record_get_whole (procedure, MERILO_PROCEDURE_KIND);

  return kind != MERILO_PROCEDURE_KIND_EGE && kind != MERILO_PROCEDURE_KIND_VSOSH
         && kind != MERILO_PROCEDURE_KIND_MEDAL;
}

const char *
app_procedure_doubt (gpointer procedure)
{
  const char *code;

  if (!app_procedure_has_marks (procedure))
    return NULL;
  if (!merilo_record_has (procedure, MERILO_PROCEDURE_FROM3))
    return _ ("нет шкалы");
  if (!merilo_record_has (procedure, MERILO_PROCEDURE_SCALE_CONFIDENCE))
    return NULL;
  code = merilo_scale_confidences[merilo_record_get_whole (procedure,
                                                           MERILO_PROCEDURE_SCALE_CONFIDENCE)]
             .code;
  return g_str_equal (code, "unchecked") ? _ ("шкала не проверена") : NULL;
}

char *
app_bounds_text (gint64 from3, gint64 from4, gint64 from5)
{
  return g_strdup_printf (_ ("«3» с %" G_GINT64_FORMAT ", «4» с %" G_GINT64_FORMAT
                             ", «5» с %" G_GINT64_FORMAT),
                          from3, from4, from5);
}

char *
app_scale_bounds_text (gpointer scale)
{
  return app_bounds_text (merilo_record_get_whole (scale, MERILO_SCALE_FROM3),
                          merilo_record_get_whole (scale, MERILO_SCALE_FROM4),
                          merilo_record_get_whole (scale, MERILO_SCALE_FROM5));
}

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/entities/procedure.h"
#include "pages/results/figure-words.h"

char *
app_hundredths_text (int hundredths)
{
  char *text;

  if (hundredths == G_MININT)
    return g_strdup ("–");
  text = merilo_percent_print (hundredths);
  return g_strdelimit (text, ".", ',');
}

char *
app_percent_text (int hundredths)
{
  g_autofree char *number = NULL;

  if (hundredths == MERILO_NO_PERCENT)
    return g_strdup ("–");
  number = app_hundredths_text (hundredths);
  return g_strdup_printf (_ ("%s %%"), number);
}

char *
app_count_text (gint64 n)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  GString *text = g_string_new (NULL);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      /* a narrow blank that does not break, between groups of three */
      if (i > 0 && (length - i) % 3 == 0 && length > 4)
        g_string_append (text, "\u202F");
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

const char *
app_level_kind_text (AppLevelKind kind)
{
  static const char *const names[APP_N_LEVELS] = {
    N_ ("Класс"), N_ ("Школа"), N_ ("Муниципалитет"), N_ ("Регион"), N_ ("Вся выборка (РФ)"),
  };

  return _ (names[kind]);
}

const char *
app_level_text (const AppFigureLevel *level)
{
  if (level->kind == APP_LEVEL_CLASS) /* a file may say nothing of classes */
    return *level->class_name != 0 ? level->class_name : _ ("Без класса");
  /* towns, regions and the country are told apart by what they are */
  if (level->kind >= APP_LEVEL_MUNICIPALITY || *level->name == 0)
    return app_level_kind_text (level->kind);
  return level->name;
}

const char *
app_item_level_text (AppItemLevel level)
{
  static const char *const names[] = { "", N_ ("Б"), N_ ("П"), N_ ("В") };

  return level == APP_ITEM_UNKNOWN ? "" : _ (names[level]);
}

const char *
app_hidden_text (void)
{
  return _ ("скрыто");
}

const char *
app_hidden_tip (void)
{
  return _ ("Участников меньше десяти, или по одной скрытой строке можно вычислить другую: так "
            "никого нельзя узнать. Сама школа и управление образования видят всё.");
}

const char *
app_procedure_kind_text (const char *kind)
{
  const MeriloField *field = &merilo_procedure_entity.fields[MERILO_PROCEDURE_KIND];

  for (guint i = 0; field->choices[i].code != NULL; i++)
    if (g_strcmp0 (field->choices[i].code, kind) == 0)
      return _ (field->choices[i].label);
  return kind;
}

char *
app_procedure_text (const char *kind, const char *subject, gint64 grade, const char *title)
{
  if (*subject == 0)
    return g_strdup (title);
  if (g_strcmp0 (kind, "vpr") == 0)
    return g_strdup_printf (_ ("%s, %" G_GINT64_FORMAT " класс"), subject, grade);
  if (grade > 0)
    return g_strdup_printf (_ ("%s: %s, %" G_GINT64_FORMAT " класс"),
                            app_procedure_kind_text (kind), subject, grade);
  return g_strdup_printf (_ ("%s: %s"), app_procedure_kind_text (kind), subject);
}

/* The head of a choice */

char *
app_figures_head_text (const AppFigures *figures)
{
  const AppFigureLevel *first = figures->levels->len > 0 ? figures->levels->pdata[0] : NULL;
  const AppFigureLevel *school = app_figures_get_level (figures, APP_LEVEL_SCHOOL);

  if (first != NULL && first->kind == APP_LEVEL_CLASS)
    return g_strdup_printf ("%s, %s: %s", school != NULL ? school->name : "",
                            app_level_text (first), figures->title);
  if (first != NULL && first->kind == APP_LEVEL_SCHOOL)
    return g_strdup_printf ("%s: %s", first->name, figures->title);
  return g_strdup (figures->title);
}

char *
app_figures_scale_text (const AppFigures *figures)
{
  GString *text = g_string_new (NULL);

  if (figures->max >= 0)
    g_string_append_printf (text, _ ("максимум %" G_GINT64_FORMAT), figures->max);
  for (guint i = 1; i < APP_FIGURES_MARKS; i++)
    if (figures->from[i] > 0)
      g_string_append_printf (text, _ (", «%u» с %" G_GINT64_FORMAT), i + 2, figures->from[i]);
  if (figures->minimum >= 0)
    g_string_append_printf (text, _ (", минимум %" G_GINT64_FORMAT), figures->minimum);
  if (figures->from[1] > 0)
    g_string_append_printf (text, _ ("; шкала: %s"),
                            *figures->scale_source != 0 ? figures->scale_source
                                                        : _ ("источник не указан"));
  if (g_str_equal (figures->scale_confidence, "unchecked"))
    g_string_append (text, _ (" (не проверена)"));
  else if (g_str_equal (figures->scale_confidence, "secondary"))
    g_string_append (text, _ (" (по вторичному источнику)"));
  return g_string_free (text, FALSE);
}

char *
app_level_size_text (const AppFigureLevel *level)
{
  g_autofree char *n = level->n >= 0 ? app_count_text (level->n) : g_strdup ("–");
  g_autofree char *schools = NULL;

  if (level->suppressed)
    return g_strdup (app_hidden_text ());
  if (level->schools <= 0 || level->kind < APP_LEVEL_MUNICIPALITY)
    return g_strdup_printf ("n = %s", n);
  schools = app_count_text (level->schools);
  return g_strdup_printf (_ ("n = %s, ОО: %s"), n, schools);
}

char *
app_figures_levels_text (const AppFigures *figures)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < figures->levels->len; i++)
    {
      const AppFigureLevel *level = figures->levels->pdata[i];
      g_autofree char *size = app_level_size_text (level);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "; " : "", app_level_text (level), size);
    }
  return g_string_free (text, FALSE);
}

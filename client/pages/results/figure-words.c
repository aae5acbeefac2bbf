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

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/plans/import-words.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "schedule/explain.h"
#include "schedule/rule.h"

static const struct
{
  const char *code, *words;
} reasons[] = {
  { "blank-deadline", N_ ("срок не указан") },
  { "column-shift", N_ ("похоже, текст стоит не в своём столбце") },
  { "misprint", N_ ("в сроке, похоже, опечатка") },
  { "doubled-number", N_ ("такой номер уже есть") },
  { "automatic-number", N_ ("номер посчитан: в файле его ставит Word") },
  { "no-number", N_ ("у пункта нет номера") },
  { "date-for-number", N_ ("номер похож на дату") },
  { "broken-heading", N_ ("заголовок раздела собран из двух строк") },
};

const char *
app_import_explain (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (code, reasons[i].code))
      return _ (reasons[i].words);
  for (guint i = 0; i < MERILO_N_WARNINGS; i++)
    if (g_str_equal (code, merilo_warning_name (i)))
      return merilo_warning_explain (i);
  return code;
}

char *
app_import_describe_source (const char *source)
{
  guint table, row;

  if (sscanf (source, "p%u", &row) == 1)
    return g_strdup_printf (_ ("абзац %u"), row + 1);
  if (sscanf (source, "%u.%u", &table, &row) == 2)
    return g_strdup_printf (_ ("таблица %u, строка %u"), table + 1, row + 1);
  return g_strdup (source);
}

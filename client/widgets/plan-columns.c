#define G_LOG_DOMAIN "app-plan-editor"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "widgets/plan-columns.h"

static const AppPlanColumn roadmap[] = {
  { MERILO_PLAN_ITEM_NO, N_ ("№"), 46, 0 },
  { MERILO_PLAN_ITEM_TITLE, N_ ("Мероприятие"), 90, 30 },
  { MERILO_PLAN_ITEM_RESPONSIBLE, N_ ("Ответственный"), 80, 18 },
  { MERILO_PLAN_ITEM_DOCUMENT, N_ ("Вид документа"), 70, 13 },
  { MERILO_PLAN_ITEM_DEADLINE, N_ ("Срок"), 76, 16 },
  { MERILO_PLAN_ITEM_RESULT, N_ ("Ожидаемый результат"), 80, 23 },
};

static const AppPlanColumn vsoko[] = {
  { MERILO_PLAN_ITEM_NO, N_ ("№"), 46, 0 },
  { MERILO_PLAN_ITEM_OBJECT, N_ ("Объект оценки"), 70, 15 },
  { MERILO_PLAN_ITEM_TITLE, N_ ("Критерий, мероприятие"), 80, 25 },
  { MERILO_PLAN_ITEM_INDICATOR, N_ ("Показатель"), 70, 16 },
  { MERILO_PLAN_ITEM_DEADLINE, N_ ("Срок"), 70, 14 },
  { MERILO_PLAN_ITEM_RESPONSIBLE, N_ ("Ответственный"), 70, 15 },
  { MERILO_PLAN_ITEM_RESULT, N_ ("Итоговый документ"), 70, 15 },
};

static const AppPlanColumn decision[] = {
  { MERILO_PLAN_ITEM_NO, N_ ("Пункт"), 68, 0 },
  { MERILO_PLAN_ITEM_TITLE, N_ ("Что решено"), 110, 42 },
  { MERILO_PLAN_ITEM_RESPONSIBLE, N_ ("Кому поручено"), 80, 18 },
  { MERILO_PLAN_ITEM_DEADLINE, N_ ("Срок"), 76, 15 },
  { MERILO_PLAN_ITEM_CLOSED_WITH, N_ ("Кем и чем закрыт"), 90, 25 },
};

static const AppPlanColumn help[] = {
  { MERILO_PLAN_ITEM_NO, N_ ("№"), 46, 0 },
  { MERILO_PLAN_ITEM_TITLE, N_ ("Мероприятие"), 90, 32 },
  { MERILO_PLAN_ITEM_AUDIENCE, N_ ("Для кого"), 76, 10 },
  { MERILO_PLAN_ITEM_RESPONSIBLE, N_ ("Ответственный"), 80, 18 },
  { MERILO_PLAN_ITEM_DEADLINE, N_ ("Срок"), 76, 16 },
  { MERILO_PLAN_ITEM_RESULT, N_ ("Ожидаемый результат"), 80, 24 },
};

const AppPlanColumn *
app_plan_columns (gint64 kind, guint *ret_n)
{
  switch (kind)
    {
    case MERILO_PLAN_KIND_VSOKO_PLAN:
      *ret_n = G_N_ELEMENTS (vsoko);
      return vsoko;
    case MERILO_PLAN_KIND_DECISION:
      *ret_n = G_N_ELEMENTS (decision);
      return decision;
    case MERILO_PLAN_KIND_ADDRESS_HELP:
      *ret_n = G_N_ELEMENTS (help);
      return help;
    default:
      *ret_n = G_N_ELEMENTS (roadmap);
      return roadmap;
    }
}

/* «✓ 12.11.2026, Орлова А. П.: справка» */
static char *
show_closing (AppPlanLine *line)
{
  g_autofree char *on = merilo_record_show (line->record, MERILO_PLAN_ITEM_CLOSED_ON);
  g_autofree char *by = merilo_record_show (line->record, MERILO_PLAN_ITEM_CLOSED_BY);
  g_autofree char *with = merilo_record_show (line->record, MERILO_PLAN_ITEM_CLOSED_WITH);

  if (*on == 0)
    return g_strdup ("");
  return g_strdup_printf ("✓ %s%s%s%s%s", on, *by != 0 ? ", " : "", by, *with != 0 ? ": " : "",
                          with);
}

char *
app_plan_column_show (const AppPlanColumn *column, AppPlanLine *line)
{
  if (column->field == MERILO_PLAN_ITEM_CLOSED_WITH)
    return show_closing (line);
  return app_plan_line_show (line, column->field);
}

gboolean
app_plan_column_is_writable (const AppPlanColumn *column)
{
  return (merilo_plan_item_entity.fields[column->field].flags & MERILO_READ_ONLY) == 0;
}

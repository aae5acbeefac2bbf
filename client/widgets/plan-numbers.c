#define G_LOG_DOMAIN "app-plan-model"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "widgets/plan-acts.h"

/* How a plan numbers: seen from what stands there, so that renumbering keeps its way. */
typedef struct
{
  gboolean by_section; /* «2.1»: the section's number in front */
  gboolean through;    /* «1, 2, 3» not from 1 at each heading */
  gboolean deep;       /* points below points */
} Way;

/* «1.2.» has two parts; what is no number has none */
static guint
count_parts (const char *no)
{
  guint n = 0;
  gboolean digits = FALSE;

  for (const char *p = no; *p != 0; p++)
    {
      if (!g_ascii_isdigit (*p) && *p != '.' && *p != ')')
        return 0;
      if (g_ascii_isdigit (*p) && !digits)
        n++;
      digits = g_ascii_isdigit (*p);
    }
  return n;
}

static Way
look_at_numbers (AppPlanModel *model)
{
  guint plain = 0, dotted = 0, section = 0, ones = 0, with_first = 0, agree = 0;
  gboolean first = FALSE;
  Way way = { FALSE, FALSE, FALSE };

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      AppPlanLine *line = app_plan_model_get (model, i);
      const char *no;
      guint parts;

      if (app_plan_line_is_section (line))
        {
          section++;
          first = TRUE;
          continue;
        }
      no = merilo_record_get_text (line->record, MERILO_PLAN_ITEM_NO);
      parts = no != NULL ? count_parts (no) : 0;
      if (parts == 0)
        continue;
      plain += parts == 1;
      dotted += parts > 1;
      agree += parts == 2 && (guint) g_ascii_strtoull (no, NULL, 10) == section;
      ones += first && atoi (no) == 1;
      with_first += first;
      first = FALSE;
    }
  /* «1, 1.1, 1.2, 2»: points with points of their own; «1.1, 1.2»: by sections */
  way.deep = plain > 0 && dotted > 0;
  way.by_section = !way.deep && (dotted > 0 ? agree * 2 >= dotted || plain == 0 : plain == 0);
  way.through = !way.by_section && section > 1 && with_first > 1 && ones <= 1;
  return way;
}

guint
app_plan_renumber (AppPlanModel *model)
{
  Way way = look_at_numbers (model);
  guint section = 0, point = 0, below = 0;
  gboolean done;

  app_plan_model_begin (model, _ ("Нумерация"));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      AppPlanLine *line = app_plan_model_get (model, i);
      const char *no;
      g_autofree char *now = NULL;

      if (app_plan_line_is_section (line))
        {
          section++;
          point = way.through ? point : 0;
          below = 0;
          continue;
        }
      no = merilo_record_get_text (line->record, MERILO_PLAN_ITEM_NO);
      if (way.deep && point > 0 && no != NULL && count_parts (no) > 1)
        now = g_strdup_printf ("%u.%u", point, ++below);
      else
        {
          point++;
          below = 0;
          now = way.by_section ? g_strdup_printf ("%u.%u", section, point)
                               : g_strdup_printf ("%u", point);
        }
      app_plan_model_set (model, line, MERILO_PLAN_ITEM_NO, now);
    }
  done = app_plan_model_end (model);
  return done ? app_plan_model_get_place (model) : G_MAXUINT;
}

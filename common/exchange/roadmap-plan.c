#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap-private.h"

static void
free_row (gpointer data)
{
  MeriloPlanRow *row = data;

  g_free (row->no);
  g_strfreev (row->cells);
  g_strfreev (row->inherits);
  g_ptr_array_unref (row->source);
  g_free (row);
}

static void
free_section (gpointer data)
{
  MeriloPlanSection *section = data;

  g_free (section->title);
  g_ptr_array_unref (section->source);
  g_ptr_array_unref (section->gaps);
  g_ptr_array_unref (section->rows);
  g_free (section);
}

static void
free_dropped (gpointer data)
{
  MeriloDropped *dropped = data;

  g_free (dropped->source);
  g_free (dropped);
}

MeriloPlan *
merilo_plan_new (void)
{
  MeriloPlan *plan = g_new0 (MeriloPlan, 1);

  plan->tables = g_array_new (FALSE, TRUE, sizeof (MeriloPlanTable));
  plan->sections = g_ptr_array_new_with_free_func (free_section);
  plan->dropped = g_ptr_array_new_with_free_func (free_dropped);
  return plan;
}

void
merilo_plan_free (MeriloPlan *plan)
{
  g_free (plan->title);
  g_free (plan->period);
  g_array_unref (plan->tables);
  g_clear_pointer (&plan->columns, g_ptr_array_unref);
  g_ptr_array_unref (plan->sections);
  g_ptr_array_unref (plan->dropped);
  g_free (plan);
}

MeriloPlanSection *
merilo_plan_add_section (MeriloPlan *plan, const char *title)
{
  MeriloPlanSection *section = g_new0 (MeriloPlanSection, 1);

  section->title = g_strdup (title);
  section->level = 1;
  section->why = "";
  section->source = g_ptr_array_new_with_free_func (g_free);
  section->gaps = g_ptr_array_new_with_free_func (g_free);
  section->rows = g_ptr_array_new_with_free_func (free_row);
  g_ptr_array_add (plan->sections, section);
  return section;
}

void
merilo_plan_drop (MeriloPlan *plan, const char *source, const char *why)
{
  MeriloDropped *dropped = g_new (MeriloDropped, 1);

  dropped->source = g_strdup (source);
  dropped->why = why;
  g_ptr_array_add (plan->dropped, dropped);
}

int
merilo_plan_find_column (const MeriloPlan *plan, const char *key)
{
  for (guint i = 0; i < plan->columns->len; i++)
    if (g_str_equal (((MeriloPlanColumn *) g_ptr_array_index (plan->columns, i))->key, key))
      return (int) i;
  return -1;
}

const char *
merilo_plan_get_cell (const MeriloPlan *plan, const MeriloPlanRow *row, const char *key)
{
  int column = merilo_plan_find_column (plan, key);

  return column >= 0 ? row->cells[column] : "";
}

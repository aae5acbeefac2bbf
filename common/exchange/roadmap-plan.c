#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap-private.h"

static void
free_row (gpointer data)
{
  MeriloPlanRow *row = data;

  g_free (row->no);
  g_strfreev (row->cells);
  g_strfreev (row->inherits);
  g_strfreev (row->deadlines);
  g_ptr_array_unref (row->source);
  g_free (row);
}

static void
free_section (gpointer data)
{
  MeriloPlanSection *section = data;

  g_free (section->no);
  g_free (section->addressee);
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

static void
free_column (gpointer data)
{
  MeriloPlanColumn *column = data;

  g_free (column->key);
  g_free (column->heading);
  g_free (column);
}

GPtrArray *
merilo_plan_columns_new (void)
{
  return g_ptr_array_new_with_free_func (free_column);
}

/* «key», «key-2» if the plan has one already, «column-5» without a role */
static char *
make_key (const GPtrArray *columns, const char *role)
{
  guint same = 1;

  if (role[0] == '\0')
    return g_strdup_printf ("column-%u", columns->len + 1);
  for (guint i = 0; i < columns->len; i++)
    same += g_str_equal (((MeriloPlanColumn *) g_ptr_array_index (columns, i))->role, role);
  return same == 1 ? g_strdup (role) : g_strdup_printf ("%s-%u", role, same);
}

MeriloPlanColumn *
merilo_plan_add_column (GPtrArray *columns, const char *role, char *heading)
{
  MeriloPlanColumn *column = g_new0 (MeriloPlanColumn, 1);

  column->key = make_key (columns, role);
  column->heading = heading;
  column->role = role;
  g_ptr_array_add (columns, column);
  return column;
}

MeriloPlan *
merilo_plan_new (void)
{
  MeriloPlan *plan = g_new0 (MeriloPlan, 1);

  plan->tables = g_array_new (FALSE, TRUE, sizeof (MeriloPlanTable));
  plan->sections = g_ptr_array_new_with_free_func (free_section);
  plan->headings = g_ptr_array_new_with_free_func (g_free);
  plan->dropped = g_ptr_array_new_with_free_func (free_dropped);
  plan->signature = g_ptr_array_new_with_free_func (g_free);
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
  g_ptr_array_unref (plan->headings);
  g_ptr_array_unref (plan->dropped);
  g_ptr_array_unref (plan->signature);
  g_free (plan);
}

MeriloPlanRow *
merilo_plan_row_new (const char *source)
{
  MeriloPlanRow *row = g_new0 (MeriloPlanRow, 1);

  row->why = "";
  row->source = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (row->source, g_strdup (source));
  return row;
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

#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* A sheet read by the description that a person gave (layout-map.h). Codes need not be numbers and
 * classes are as they stand: other assessments have other rules. */

static void
set_text (char **member, const char *text)
{
  if (text[0] == '\0')
    return;
  g_free (*member);
  *member = g_strdup (text);
}

static void
read_procedure (MeriloProcedure *procedure, const MeriloSource *source, guint head)
{
  const MeriloLayoutMap *map = source->map;

  set_text (&procedure->kind, map->kind);
  set_text (&procedure->subject, map->subject);
  procedure->year = map->year;
  procedure->grade = map->grade;
  procedure->max = map->max;
  merilo_procedure_read_title (procedure, source->grid, head);
  merilo_procedure_read_path (procedure, source->path);
  if (g_str_equal (procedure->kind, "medal") && procedure->subject[0] == '\0')
    set_text (&procedure->subject, _ ("Все предметы"));
}

static gboolean
read_sheet (const MeriloSource *source, MeriloResults *results, GError **error)
{
  const MeriloLayoutMap *map = source->map;
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (MeriloClasses) classes = NULL;
  g_auto (MeriloTable) table = { .any_code = TRUE };
  int head = merilo_layout_map_find (map, source->grid, columns);

  g_return_val_if_fail (head >= 0, FALSE); /* only a sheet that is found comes here */
  table.head = (guint) head;
  read_procedure (&results->procedure, source, table.head);
  if (!merilo_procedure_check (&results->procedure, error))
    return FALSE;
  for (guint i = 0; i < columns->len; i++)
    {
      const MeriloMapColumn *column = g_ptr_array_index (map->columns, i);
      guint at = g_array_index (columns, guint, i);

      if (column->is == MERILO_COLUMN_ITEM)
        merilo_table_add_item (&table, results, merilo_result_item_new (column->code, column->max),
                               at);
      else
        table.at[column->is] = at;
    }
  if (!merilo_results_check_items (results, error))
    return FALSE;
  classes = merilo_classes_new (MERILO_CLASS_ANY, results->procedure.grade);
  table.classes = classes;
  merilo_table_read (&table, source, results);
  return TRUE;
}

const MeriloLayout merilo_layout_map = {
  .id = "given",
  .title = N_ ("Таблица по описанию столбцов"),
  .read_results = read_sheet,
};

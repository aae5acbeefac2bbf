#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/norms.h"
#include "exchange/text.h"
#include "model/error.h"

static gboolean
find_table (const MeriloRowLayout *self, MeriloTable *table, const MeriloGrid *grid)
{
  return merilo_table_find (table, grid, self->headings, self->n_headings)
         && (self->without == MERILO_N_COLUMNS || table->at[self->without] == 0);
}

gboolean
merilo_row_layout_recognise (const MeriloRowLayout *self, const MeriloGrid *grid)
{
  MeriloTable table = { 0 };

  return find_table (self, &table, grid);
}

/* Items that are only numbered */

static gboolean
is_item (const MeriloRowLayout *self, const MeriloCell *cell)
{
  g_autofree char *text = merilo_cell_to_text (cell);
  g_autofree char *folded = merilo_text_fold (text);
  const char *number;
  gsize digits;

  if (!g_str_has_prefix (folded, self->item_before))
    return FALSE;
  number = folded + strlen (self->item_before);
  digits = strspn (number, "0123456789");
  return digits > 0 && g_str_equal (number + digits, self->item_after);
}

/* headings of items that stand behind another column belong to no item of this work */
static GArray *
find_numbered (const MeriloRowLayout *self, const MeriloGridRow *row)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint column = 1; column <= row->n_cells && columns->len < MERILO_MAX_ITEMS; column++)
    if (is_item (self, merilo_grid_row_get (row, column)))
      g_array_append_val (columns, column);
    else if (columns->len > 0)
      break;
  return columns;
}

/* as norms.h knows the work, or by their numbers and without maxima */
static void
add_numbered (const GArray *columns, MeriloTable *table, MeriloResults *results)
{
  const MeriloProcedure *procedure = &results->procedure;
  const MeriloNorm *norm
      = merilo_norm_find (procedure->year, procedure->subject, procedure->grade, columns->len);

  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      MeriloResultItem *item = norm != NULL
                                   ? merilo_result_item_new (g_ptr_array_index (norm->codes, i),
                                                             g_array_index (norm->maxima, int, i))
                                   : merilo_result_item_new (number, MERILO_RESULT_NONE);

      merilo_table_add_item (table, results, item, g_array_index (columns, guint, i));
    }
}

gboolean
merilo_results_check_items (const MeriloResults *results, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < results->items->len; i++)
    {
      const MeriloResultItem *item = g_ptr_array_index (results->items, i);

      if (g_hash_table_add (seen, item->code))
        continue;
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                   _ ("столбец задания «%s» стоит в таблице дважды, и чей это балл, не "
                      "понять; исправьте заголовки и загрузите снова"),
                   item->code);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_items (const MeriloRowLayout *self,
            MeriloTable *table,
            const MeriloGrid *grid,
            MeriloResults *results,
            GError **error)
{
  const MeriloGridRow *row = &g_array_index (grid->rows, MeriloGridRow, table->head);
  g_autoptr (GArray) columns = NULL;

  if (self->item_before == NULL)
    merilo_table_read_item_headings (table, grid, results);
  else
    {
      columns = find_numbered (self, row);
      add_numbered (columns, table, results);
    }
  if (results->items->len > 0)
    return merilo_results_check_items (results, error);
  g_set_error (
      error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
      _ ("на листе «%s» нет столбцов заданий, например «1 (2б)»; выгрузите файл из ФИС ОКО "
         "ещё раз и загрузите без изменений"),
      grid->name);
  return FALSE;
}

gboolean
merilo_row_layout_read (const MeriloRowLayout *self,
                        const MeriloSource *source,
                        MeriloResults *results,
                        GError **error)
{
  g_auto (MeriloTable) table = { 0 };
  g_autoptr (MeriloClasses) classes = NULL;
  MeriloProcedure *procedure = &results->procedure;

  if (!find_table (self, &table, source->grid))
    g_return_val_if_reached (FALSE); /* only a recognised sheet comes here */
  if (self->titled)
    merilo_procedure_read_title (procedure, source->grid, table.head);
  merilo_procedure_read_path (procedure, source->path);
  if (procedure->kind[0] == '\0')
    {
      g_free (procedure->kind);
      procedure->kind = g_strdup ("vpr"); /* these layouts are of no other */
    }
  if (!merilo_procedure_check (procedure, error)
      || !read_items (self, &table, source->grid, results, error))
    return FALSE;
  classes = merilo_classes_new (self->classes, procedure->grade);
  if ((self->classes == MERILO_CLASS_NUMBER || self->classes == MERILO_CLASS_LISTED)
      && !merilo_classes_read (classes, source, error))
    return FALSE;
  table.classes = classes;
  merilo_table_read (&table, source, results);
  return TRUE;
}

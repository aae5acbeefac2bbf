#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/roadmap-private.h"
#include "exchange/text.h"
#include "model/error.h"

#define HEADING_WITHIN 3 /* rows; above the heading only the plan's title may stand */

static const char *const row_states[] = { "whole", "joined", "doubtful" };

const char *
merilo_row_state_name (MeriloRowState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (row_states), "doubtful");
  return row_states[state];
}

void
merilo_roadmap_free (MeriloRoadmap *self)
{
  g_free (self->act_kind);
  g_free (self->act_number);
  g_free (self->act_date);
  g_ptr_array_unref (self->plans);
  g_free (self);
}

/* the heading of @table and the number of rows to its end; NULL if it has none */
static GPtrArray *
find_heading (const MeriloBlock *table, guint *n_rows)
{
  for (guint i = 0; i < table->rows->len && i < HEADING_WITHIN; i++)
    {
      const MeriloDocRow *row = g_ptr_array_index (table->rows, i);
      GPtrArray *columns = NULL;

      if (row->cells->len > 2)
        columns = merilo_plan_columns_from_row (row, table->n_columns);
      if (columns != NULL)
        {
          *n_rows = i + 1;
          return columns;
        }
      if (row->cells->len > 1)
        return NULL;
    }
  return NULL;
}

static gboolean
same_headings (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const MeriloPlanColumn *one = g_ptr_array_index (a, i), *other = g_ptr_array_index (b, i);
      g_autofree char *folded = merilo_text_fold (one->heading);
      g_autofree char *other_folded = merilo_text_fold (other->heading);

      if (!g_str_equal (folded, other_folded))
        return FALSE;
    }
  return TRUE;
}

/* a title of a plan stands between the table and the one before it */
static gboolean
has_title_above (const MeriloDocx *docx, guint table_block)
{
  for (guint i = table_block; i > 0; i--)
    {
      const MeriloBlock *block = g_ptr_array_index (docx->blocks, i - 1);

      if (block->text == NULL)
        return FALSE;
      if (merilo_plan_is_title (block->text))
        return TRUE;
    }
  return FALSE;
}

/* paragraphs within a plan, between its tables, are left out and named */
static void
drop_strays (const MeriloDocx *docx, guint table_block, MeriloPlan *plan)
{
  guint first = table_block;

  while (first > 0 && ((MeriloBlock *) g_ptr_array_index (docx->blocks, first - 1))->text != NULL)
    first--;
  for (guint i = first; i < table_block; i++)
    {
      const MeriloBlock *block = g_ptr_array_index (docx->blocks, i);
      g_autofree char *source = g_strdup_printf ("p%u", block->number);

      if (!merilo_text_is_blank (block->text))
        merilo_plan_drop (plan, source, "stray-paragraph");
    }
}

/* takes @columns */
static MeriloPlan *
begin_plan (const MeriloDocx *docx, guint table_block, GPtrArray *columns)
{
  MeriloPlan *plan = merilo_plan_new ();

  plan->columns = columns;
  plan->kind = merilo_plan_find_column (plan, "object") == 0
                       && merilo_plan_find_column (plan, "criterion") == 1
                   ? "vsoko"
                   : "roadmap";
  plan->title = merilo_plan_find_title (docx, table_block);
  plan->period = merilo_plan_find_period (plan->title);
  return plan;
}

static void
read_table (MeriloRoadmap *self, MeriloPlanReader *reader, const MeriloDocx *docx, guint at)
{
  const MeriloBlock *table = g_ptr_array_index (docx->blocks, at);
  guint heading_rows = 0;
  g_autoptr (GPtrArray) columns = find_heading (table, &heading_rows);
  gboolean goes_on = reader->plan != NULL
                     && (columns != NULL ? same_headings (columns, reader->plan->columns)
                                         : table->n_columns == reader->plan->columns->len)
                     && !has_title_above (docx, at);

  if (goes_on)
    {
      drop_strays (docx, at, reader->plan);
      merilo_plan_read_table (reader, table, 0);
    }
  else if (columns != NULL)
    {
      *reader = (MeriloPlanReader){ .plan = begin_plan (docx, at, g_steal_pointer (&columns)) };
      g_ptr_array_add (self->plans, reader->plan);
      merilo_plan_read_table (reader, table, heading_rows);
    }
  else
    *reader = (MeriloPlanReader){ 0 }; /* another table ends the plan */
}

static gboolean
plan_has_table (const MeriloPlan *plan, guint table)
{
  for (guint i = 0; i < plan->tables->len; i++)
    if (g_array_index (plan->tables, MeriloPlanTable, i).table == table)
      return TRUE;
  return FALSE;
}

static gboolean
check_plans (const MeriloRoadmap *self, const MeriloDocx *docx, int table, GError **error)
{
  if (self->plans->len > 0)
    return TRUE;
  if (docx->n_tables == 0)
    g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                         _ ("в документе нет ни одной таблицы; выберите документ, в котором план "
                            "записан таблицей"));
  else if (table >= 0)
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                 _ ("таблица %d не найдена или в ней нет плана; таблиц в документе: %u, счёт с 0"),
                 table, docx->n_tables);
  else
    g_set_error (
        error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
        _ ("таблиц в документе: %u, но ни одна не похожа на план; в первой строке таблицы "
           "должны стоять заголовки, среди них «мероприятие» и «срок» или «ответственный»"),
        docx->n_tables);
  return FALSE;
}

static void
free_plan (gpointer data)
{
  merilo_plan_free (data);
}

MeriloRoadmap *
merilo_roadmap_from_docx (const MeriloDocx *docx, int table, GError **error)
{
  g_autoptr (MeriloRoadmap) self = g_new0 (MeriloRoadmap, 1);
  MeriloPlanReader reader = { 0 };

  self->act_kind = g_strdup ("");
  self->act_number = g_strdup ("");
  self->act_date = g_strdup ("");
  self->plans = g_ptr_array_new_with_free_func (free_plan);
  merilo_roadmap_find_act (self, docx);
  for (guint i = 0; i < docx->blocks->len; i++)
    if (((MeriloBlock *) g_ptr_array_index (docx->blocks, i))->rows != NULL)
      read_table (self, &reader, docx, i);
  for (guint i = self->plans->len; i > 0; i--)
    {
      MeriloPlan *plan = g_ptr_array_index (self->plans, i - 1);

      if (plan->n_rows == 0 || (table >= 0 && !plan_has_table (plan, (guint) table)))
        g_ptr_array_remove_index (self->plans, i - 1);
      else
        merilo_plan_judge (plan);
    }
  return check_plans (self, docx, table, error) ? g_steal_pointer (&self) : NULL;
}

MeriloRoadmap *
merilo_roadmap_read (GBytes *bytes, int table, GError **error)
{
  g_autoptr (MeriloDocx) docx = merilo_docx_read (bytes, error);

  return docx != NULL ? merilo_roadmap_from_docx (docx, table, error) : NULL;
}

MeriloRoadmap *
merilo_roadmap_open (const char *path, int table, GError **error)
{
  g_autoptr (MeriloPackage) package = merilo_package_open (path, NULL, error);
  g_autoptr (MeriloDocx) docx = package != NULL ? merilo_docx_read_package (package, error) : NULL;

  return docx != NULL ? merilo_roadmap_from_docx (docx, table, error) : NULL;
}

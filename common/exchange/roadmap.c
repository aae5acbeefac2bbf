#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/roadmap-private.h"
#include "exchange/text.h"
#include "model/error.h"

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
  g_array_unref (self->found);
  g_free (self);
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

typedef struct
{
  MeriloRoadmap *roadmap;
  const MeriloDocx *docx;
  const MeriloRoadmapOptions *options;
  MeriloPlanReader reader;
} Tables;

static void
add_rows_above (GPtrArray *headings, const MeriloBlock *table, guint heading_rows)
{
  for (guint i = 0; table->above != NULL && i < table->above->len; i++)
    g_ptr_array_add (headings, g_strdup_printf ("%u.%u", table->number,
                                                g_array_index (table->above, guint, i)));
  for (guint i = 0; i < heading_rows; i++)
    g_ptr_array_add (headings, g_strdup_printf ("%u.%u", table->number,
                                                ((MeriloDocRow *) table->rows->pdata[i])->number));
}

/* paragraphs within a plan, between its tables, are left out and named */
static void
drop_strays (const MeriloDocx *docx, guint table_block, MeriloPlan *plan)
{
  const MeriloBlock *table = g_ptr_array_index (docx->blocks, table_block);
  guint first = table_block;

  for (guint i = 0; table->above != NULL && i < table->above->len; i++)
    {
      g_autofree char *source
          = g_strdup_printf ("%u.%u", table->number, g_array_index (table->above, guint, i));

      merilo_plan_drop (plan, source, "stray-paragraph");
    }
  if (table->above != NULL)
    return;
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

/* with roles given a table may begin a plan without a heading that is understood */
static GPtrArray *
find_columns (const Tables *self, const MeriloBlock *table, guint *heading_rows)
{
  guint first;
  GPtrArray *columns = merilo_plan_find_heading (table, FALSE, &first, heading_rows);
  const char *const *roles = self->options->roles;
  gboolean named = self->options->table == (int) table->number;

  if (roles == NULL || (columns == NULL && !named && self->reader.plan != NULL))
    return columns;
  if (table->n_columns < g_strv_length ((char **) roles))
    return columns;
  g_clear_pointer (&columns, g_ptr_array_unref);
  return merilo_plan_give_roles (table, roles, heading_rows);
}

static void
read_table (Tables *self, guint at)
{
  const MeriloBlock *table = g_ptr_array_index (self->docx->blocks, at);
  MeriloPlanReader *reader = &self->reader;
  guint heading_rows = 0;
  g_autoptr (GPtrArray) columns = find_columns (self, table, &heading_rows);
  gboolean goes_on = reader->plan != NULL
                     && (columns != NULL ? same_headings (columns, reader->plan->columns)
                                         : table->n_columns == reader->plan->columns->len)
                     && !has_title_above (self->docx, at);

  if (goes_on)
    {
      drop_strays (self->docx, at, reader->plan);
      merilo_plan_read_table (reader, table, 0);
    }
  else if (columns != NULL)
    {
      *reader
          = (MeriloPlanReader){ .plan = begin_plan (self->docx, at, g_steal_pointer (&columns)) };
      g_ptr_array_add (self->roadmap->plans, reader->plan);
      add_rows_above (reader->plan->headings, table, heading_rows);
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
check_n_roles (const MeriloRoadmap *self, const MeriloRoadmapOptions *options, GError **error)
{
  guint n = options->roles != NULL ? g_strv_length ((char **) options->roles) : 0;

  for (guint i = 0; n > 0 && i < self->plans->len; i++)
    {
      const MeriloPlan *plan = self->plans->pdata[i];

      if (n <= plan->columns->len && plan->tables->len > 0)
        continue;
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                   _ ("назначений столбцов %u, а столбцов в таблице %u; выберите таблицу или "
                      "уберите лишние назначения"),
                   n, plan->columns->len);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_plans (const MeriloRoadmap *self,
             const MeriloDocx *docx,
             const MeriloRoadmapOptions *options,
             GError **error)
{
  if (self->plans->len > 0)
    return check_n_roles (self, options, error);
  if (docx->n_tables == 0)
    g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                         _ ("в документе нет ни таблицы, ни пунктов решения; выберите документ, в "
                            "котором план записан таблицей или пронумерованными пунктами"));
  else if (options->table >= 0)
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                 _ ("таблица %d не найдена или в ней нет плана; таблиц в документе: %u, счёт с 0"),
                 options->table, docx->n_tables);
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

static void
read_tables (MeriloRoadmap *self, const MeriloDocx *docx, const MeriloRoadmapOptions *options)
{
  Tables tables = { self, docx, options, { 0 } };

  for (guint i = 0; i < docx->blocks->len; i++)
    if (((MeriloBlock *) g_ptr_array_index (docx->blocks, i))->rows != NULL)
      read_table (&tables, i);
  for (guint i = self->plans->len; i > 0; i--)
    {
      MeriloPlan *plan = g_ptr_array_index (self->plans, i - 1);

      if (plan->n_rows == 0)
        g_ptr_array_remove_index (self->plans, i - 1);
    }
}

/* what the whole file has is listed before one table is chosen */
static void
choose_table (MeriloRoadmap *self, int table)
{
  for (guint i = self->plans->len; table >= 0 && i > 0; i--)
    if (!plan_has_table (g_ptr_array_index (self->plans, i - 1), (guint) table))
      g_ptr_array_remove_index (self->plans, i - 1);
}

static MeriloRoadmap *
new_roadmap (const MeriloDocx *docx)
{
  MeriloRoadmap *self = g_new0 (MeriloRoadmap, 1);

  self->act_kind = g_strdup ("");
  self->act_number = g_strdup ("");
  self->act_date = g_strdup ("");
  self->plans = g_ptr_array_new_with_free_func (free_plan);
  self->found = g_array_new (FALSE, TRUE, sizeof (MeriloFoundTable));
  merilo_roadmap_find_act (self, docx);
  return self;
}

MeriloRoadmap *
merilo_roadmap_from_docx (const MeriloDocx *docx,
                          const MeriloRoadmapOptions *options,
                          GError **error)
{
  static const MeriloRoadmapOptions all = { -1, NULL };
  g_autoptr (MeriloRoadmap) self = NULL;
  MeriloPlan *decision;

  if (options == NULL)
    options = &all;
  if (options->roles != NULL && !merilo_plan_check_roles (options->roles, error))
    return NULL;
  self = new_roadmap (docx);
  read_tables (self, docx, options);
  decision = self->plans->len == 0 ? merilo_decision_read (self, docx) : NULL;
  if (decision != NULL)
    g_ptr_array_add (self->plans, decision);
  for (guint i = 0; i < self->plans->len; i++)
    {
      merilo_plan_guess_kind (self->plans->pdata[i], docx);
      merilo_plan_judge (self, self->plans->pdata[i]);
    }
  merilo_roadmap_list_tables (self, docx);
  choose_table (self, options->table);
  return check_plans (self, docx, options, error) ? g_steal_pointer (&self) : NULL;
}

#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-map.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/layout-private.h"
#include "exchange/text.h"
#include "model/error.h"
#include "model/json-writer.h"

static const char *const ids[] = {
  [MERILO_COLUMN_CODE] = "code",         [MERILO_COLUMN_ORG] = "org",
  [MERILO_COLUMN_ORG_NAME] = "org-name", [MERILO_COLUMN_MUNICIPALITY] = "municipality",
  [MERILO_COLUMN_REGION] = "region",     [MERILO_COLUMN_CLASS] = "class",
  [MERILO_COLUMN_VARIANT] = "variant",   [MERILO_COLUMN_VARIANT_2] = "variant-2",
  [MERILO_COLUMN_GENDER] = "gender",     [MERILO_COLUMN_LOADED] = "loaded",
  [MERILO_COLUMN_TEXTBOOK] = "textbook", [MERILO_COLUMN_TOTAL] = "total",
  [MERILO_COLUMN_MARK] = "mark",         [MERILO_COLUMN_JOURNAL] = "journal",
  [MERILO_COLUMN_NOTE] = "note",         [MERILO_COLUMN_ITEM] = "item",
};

const char *
merilo_column_get_id (MeriloColumn column)
{
  return ids[column];
}

/* the column of an id, -1 if it is none */
int
merilo_column_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_str_equal (ids[i], id))
      return (int) i;
  return -1;
}

static void
free_column (gpointer data)
{
  MeriloMapColumn *column = data;

  g_free (column->heading);
  g_free (column->code);
  g_free (column);
}

MeriloLayoutMap *
merilo_layout_map_new (void)
{
  MeriloLayoutMap *self = g_new0 (MeriloLayoutMap, 1);

  self->name = g_strdup ("");
  self->kind = g_strdup ("");
  self->subject = g_strdup ("");
  self->max = MERILO_RESULT_NONE;
  self->columns = g_ptr_array_new_with_free_func (free_column);
  return self;
}

void
merilo_layout_map_free (MeriloLayoutMap *self)
{
  g_free (self->name);
  g_free (self->kind);
  g_free (self->subject);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

MeriloMapColumn *
merilo_layout_map_add (MeriloLayoutMap *self, guint column, const char *heading, MeriloColumn is)
{
  MeriloMapColumn *added = g_new0 (MeriloMapColumn, 1);

  added->column = column;
  added->heading = g_strdup (heading);
  added->is = is;
  added->max = MERILO_RESULT_NONE;
  g_ptr_array_add (self->columns, added);
  return added;
}

/* Finding the sheet */

/* a heading merged with those above it stands in their first row */
static gboolean
is_headed (const MeriloGrid *grid, guint row, guint column, const char *folded)
{
  g_autofree char *text = merilo_cell_to_text (merilo_grid_get (grid, row, column));
  g_autofree char *there = merilo_text_fold (text);

  return g_str_equal (there, folded);
}

/* where @column stands in @row: at its place if the heading is that, else where it is; 0: nowhere
 */
static guint
find_column (const MeriloMapColumn *column, const MeriloGrid *grid, guint row)
{
  g_autofree char *folded = merilo_text_fold (column->heading);

  if (folded[0] == '\0' || is_headed (grid, row, column->column, folded))
    return column->column;
  for (guint i = 1; i <= grid->n_columns; i++)
    if (is_headed (grid, row, i, folded))
      return i;
  return 0;
}

static gboolean
find_columns (const MeriloLayoutMap *self, const MeriloGrid *grid, guint row, GArray *columns)
{
  gboolean taken[MERILO_GRID_MAX_COLUMNS + 1] = { FALSE };

  if (columns != NULL)
    g_array_set_size (columns, 0);
  for (guint i = 0; i < self->columns->len; i++)
    {
      guint at = find_column (g_ptr_array_index (self->columns, i), grid, row);

      if (at == 0 || taken[at])
        return FALSE;
      taken[at] = TRUE;
      if (columns != NULL)
        g_array_append_val (columns, at);
    }
  return TRUE;
}

int
merilo_layout_map_find (const MeriloLayoutMap *self, const MeriloGrid *grid, GArray *ret_columns)
{
  guint until = MAX (self->row, MERILO_HEADING_WITHIN);

  for (guint i = 0; i < grid->rows->len; i++)
    {
      const MeriloGridRow *row = &g_array_index (grid->rows, MeriloGridRow, i);

      if (row->number > until)
        break;
      if (find_columns (self, grid, row->number, ret_columns))
        return (int) i;
    }
  return -1;
}

/* Guessing */

static const MeriloHeading known[] = {
  { MERILO_COLUMN_CODE, "код участника", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_CODE, "код обучающегося", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_CODE, "код", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_CODE, "code", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_ORG, "логин", MERILO_HEADING_BEGINS },
  { MERILO_COLUMN_ORG, "код оо", MERILO_HEADING_BEGINS },
  { MERILO_COLUMN_ORG, "пользователь", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_ORG_NAME, "название оо", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_ORG_NAME, "наименование оо", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_ORG_NAME, "школа", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_MUNICIPALITY, "муниципалитет", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_MUNICIPALITY, "ато", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_REGION, "регион", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_CLASS, "класс", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_CLASS, "наименование класса", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_CLASS, "порядковый номер класса", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_VARIANT, "вариант", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_GENDER, "пол", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_TOTAL, "первичный балл", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_TOTAL, "итого баллов", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_TOTAL, "всего баллов", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_TOTAL, "балл", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_TOTAL, "тестовый балл", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_MARK, "отметка", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_MARK, "оценка", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_JOURNAL, "отметка по журналу", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_JOURNAL, "отметка за предыдущ", MERILO_HEADING_BEGINS },
  { MERILO_COLUMN_JOURNAL, "годовая отметка", MERILO_HEADING_EXACT },
};

/* the first of its kind only: two columns cannot be the same thing, but for items */
static void
guess_column (MeriloLayoutMap *self, guint column, const char *heading, gboolean *taken)
{
  g_autofree char *folded = merilo_text_fold (heading);
  MeriloResultItem *item = merilo_result_item_parse (heading);

  if (item != NULL)
    {
      MeriloMapColumn *added = merilo_layout_map_add (self, column, heading, MERILO_COLUMN_ITEM);

      added->code = g_strdup (item->code);
      added->max = item->max;
      merilo_result_item_free (item);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (!taken[known[i].column]
        && ((known[i].flags & MERILO_HEADING_BEGINS) != 0 ? g_str_has_prefix (folded, known[i].text)
                                                          : g_str_equal (folded, known[i].text)))
      {
        taken[known[i].column] = TRUE;
        merilo_layout_map_add (self, column, heading, known[i].column);
        return;
      }
}

MeriloLayoutMap *
merilo_layout_map_guess (const MeriloGrid *grid, guint row)
{
  MeriloLayoutMap *self = merilo_layout_map_new ();
  gboolean taken[MERILO_N_COLUMNS] = { FALSE };

  self->row = row;
  g_free (self->name);
  self->name = g_strdup (grid->name);
  for (guint column = 1; column <= grid->n_columns && self->columns->len < MERILO_MAX_ITEMS;
       column++)
    {
      g_autofree char *heading = merilo_cell_to_text (merilo_grid_get (grid, row, column));

      if (heading[0] != '\0')
        guess_column (self, column, heading, taken);
    }
  return self;
}

/* Writing */

static void
put_column (const MeriloMapColumn *column, GString *out)
{
  merilo_json_put_whole_member (out, "column", column->column);
  merilo_json_put_text_member (out, "heading", column->heading);
  merilo_json_put_text_member (out, "is", ids[column->is]);
  if (column->code != NULL)
    merilo_json_put_text_member (out, "code", column->code);
  if (column->max != MERILO_RESULT_NONE)
    merilo_json_put_whole_member (out, "max", column->max);
}

char *
merilo_layout_map_write (const MeriloLayoutMap *self)
{
  GString *out = g_string_new ("{");

  merilo_json_put_text_member (out, "name", self->name);
  if (self->kind[0] != '\0')
    merilo_json_put_text_member (out, "kind", self->kind);
  if (self->year != 0)
    merilo_json_put_whole_member (out, "year", self->year);
  if (self->subject[0] != '\0')
    merilo_json_put_text_member (out, "subject", self->subject);
  if (self->grade != 0)
    merilo_json_put_whole_member (out, "grade", self->grade);
  if (self->max != MERILO_RESULT_NONE)
    merilo_json_put_whole_member (out, "max", self->max);
  merilo_json_put_whole_member (out, "row", self->row);
  merilo_json_put_key (out, "columns");
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_string_append (out, i > 0 ? ",{" : "{");
      put_column (g_ptr_array_index (self->columns, i), out);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}

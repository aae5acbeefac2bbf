#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include <stdio.h>
#include <string.h>

#include "exchange/text.h"

/* Headings */

void
merilo_row_find_headings (const MeriloGridRow *row,
                          const MeriloHeading *headings,
                          guint n_headings,
                          guint *at)
{
  for (guint i = 0; i < n_headings; i++)
    at[headings[i].column] = 0;
  for (guint column = 1; column <= row->n_cells; column++)
    {
      g_autofree char *text = merilo_cell_to_text (merilo_grid_row_get (row, column));
      g_autofree char *folded = merilo_text_fold (text);

      for (guint i = 0; i < n_headings; i++)
        if (at[headings[i].column] == 0
            && ((headings[i].flags & MERILO_HEADING_BEGINS) != 0
                    ? g_str_has_prefix (folded, headings[i].text)
                    : g_str_equal (folded, headings[i].text)))
          at[headings[i].column] = column;
    }
}

gboolean
merilo_grid_find_headings (const MeriloGrid *grid,
                           const MeriloHeading *headings,
                           guint n_headings,
                           guint *at,
                           guint *ret_head)
{
  for (guint head = 0; head < MIN (grid->rows->len, MERILO_HEADING_WITHIN); head++)
    {
      gboolean found = TRUE;

      merilo_row_find_headings (&g_array_index (grid->rows, MeriloGridRow, head), headings,
                                n_headings, at);
      for (guint i = 0; found && i < n_headings; i++)
        found = (headings[i].flags & MERILO_HEADING_NEEDED) == 0 || at[headings[i].column] != 0;
      if (!found)
        continue;
      *ret_head = head;
      return TRUE;
    }
  return FALSE;
}

gboolean
merilo_table_find (MeriloTable *self,
                   const MeriloGrid *grid,
                   const MeriloHeading *headings,
                   guint n_headings)
{
  return merilo_grid_find_headings (grid, headings, n_headings, self->at, &self->head);
}

void
merilo_table_clear (MeriloTable *self)
{
  g_clear_pointer (&self->items, g_array_unref);
}

void
merilo_table_add_item (MeriloTable *self,
                       MeriloResults *results,
                       MeriloResultItem *item,
                       guint column)
{
  if (self->items == NULL)
    self->items = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (results->items, item);
  g_array_append_val (self->items, column);
}

/* the level of an item stands in the row right above its heading */
static void
read_level (MeriloResultItem *item, const MeriloCell *cell)
{
  static const char *const levels[] = { "Б", "П", "В", NULL };
  g_autofree char *text = merilo_cell_to_text (cell);

  if (!g_strv_contains (levels, text))
    return;
  g_free (item->level);
  item->level = g_steal_pointer (&text);
}

void
merilo_table_read_item_headings (MeriloTable *self, const MeriloGrid *grid, MeriloResults *results)
{
  const MeriloGridRow *row = &g_array_index (grid->rows, MeriloGridRow, self->head);
  const MeriloGridRow *above = self->head > 0 ? row - 1 : NULL;

  for (guint column = 1; column <= row->n_cells && results->items->len < MERILO_MAX_ITEMS; column++)
    {
      g_autofree char *heading = merilo_cell_to_text (merilo_grid_row_get (row, column));
      MeriloResultItem *item = merilo_result_item_parse (heading);

      if (item == NULL)
        continue;
      if (above != NULL && above->number + 1 == row->number)
        read_level (item, merilo_grid_row_get (above, column));
      merilo_table_add_item (self, results, item, column);
    }
}

/* Participants */

static char *
dup_text (const MeriloCell *cell)
{
  char *text = merilo_cell_to_text (cell);

  merilo_text_drop_fraction (text); /* a code, a number of a class */
  return text;
}

/* the same text as right above it is the same school: it is not made tidy and kept once more.
 * Column 0 is an empty cell */
static const char *
keep_text (MeriloTable *self, MeriloResults *results, const MeriloGridRow *cells, MeriloColumn is)
{
  const MeriloCell *cell = merilo_grid_row_get (cells, self->at[is]);
  g_autofree char *text = NULL;

  if (cell->kind == MERILO_CELL_EMPTY)
    return "";
  if (cell->kind == MERILO_CELL_TEXT && cell->text == self->above[is].text)
    return self->above[is].kept;
  text = dup_text (cell);
  self->above[is].text = cell->kind == MERILO_CELL_TEXT ? cell->text : NULL;
  self->above[is].kept = merilo_results_keep (results, text);
  return self->above[is].kept;
}

static const char *
keep_code (const MeriloTable *self, MeriloResults *results, const MeriloGridRow *cells)
{
  g_autofree char *text = dup_text (merilo_grid_row_get (cells, self->at[MERILO_COLUMN_CODE]));

  return merilo_results_keep_own (results, text);
}

/* «reg99_m001 | г. Учебный» -> «г. Учебный» */
static const char *
keep_name (MeriloTable *self, MeriloResults *results, const MeriloGridRow *cells, MeriloColumn is)
{
  const char *text = keep_text (self, results, cells, is), *bar = strstr (text, " | ");

  return bar != NULL && memchr (text, ' ', (gsize) (bar - text)) == NULL ? bar + 3 : text;
}

static const char *
keep_gender (MeriloTable *self, MeriloResults *results, const MeriloGridRow *cells)
{
  const char *text = keep_text (self, results, cells, MERILO_COLUMN_GENDER);
  g_autofree char *folded = NULL;

  if (text[0] == '\0')
    return "";
  folded = merilo_text_fold (text);
  return g_str_has_prefix (folded, "м") ? "м" : g_str_has_prefix (folded, "ж") ? "ж" : "";
}

/* «17.03.2022 05:33:20» -> "2022-03-17T05:33:20"; another text stays */
static const char *
keep_moment (MeriloTable *self, MeriloResults *results, const MeriloGridRow *cells)
{
  const char *text = keep_text (self, results, cells, MERILO_COLUMN_LOADED);
  guint day, month, year, hour = 0, minute = 0, second = 0;
  g_autofree char *moment = NULL;

  if (text[0] == '\0'
      || sscanf (text, "%2u.%2u.%4u %2u:%2u:%2u", &day, &month, &year, &hour, &minute, &second) < 3
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return text;
  moment
      = g_strdup_printf ("%04u-%02u-%02uT%02u:%02u:%02u", year, month, day, hour, minute, second);
  return merilo_results_keep (results, moment);
}

static gboolean
is_code (const char *text, gboolean any)
{
  gsize digits = strspn (text, "0123456789");

  if (text[digits] == '\0')
    return digits >= 1 && digits <= 12;
  return any && strlen (text) <= 40 && strpbrk (text, "0123456789") != NULL
         && strchr (text, ' ') == NULL;
}

static void
read_class (MeriloTable *self,
            MeriloResults *results,
            MeriloResultRow *row,
            const MeriloGridRow *cells)
{
  guint column = self->at[MERILO_COLUMN_CLASS];
  const MeriloClass *found;

  row->class_name = keep_text (self, results, cells, MERILO_COLUMN_CLASS);
  if (column == 0 || (row->absent && row->class_name[0] == '\0'))
    return;
  found = merilo_classes_judge (self->classes, row->org_digits, row->code, row->class_name);
  if (found == NULL)
    {
      merilo_results_add_issue (results, row, column, "unknown-class",
                                merilo_grid_row_get (cells, column));
      return;
    }
  row->class_name = merilo_results_keep (results, found->name);
  if (found->textbook != NULL && row->textbook[0] == '\0')
    row->textbook = merilo_results_keep (results, found->textbook);
}

static void
read_variant (MeriloTable *self,
              MeriloResults *results,
              MeriloResultRow *row,
              const MeriloGridRow *cells)
{
  MeriloColumn is = MERILO_COLUMN_VARIANT;
  guint column = self->at[is], other = self->at[MERILO_COLUMN_VARIANT_2];
  const MeriloCell *cell = merilo_grid_row_get (cells, column);

  if (column != 0 && other != 0 && merilo_cell_is_blank (cell))
    {
      is = MERILO_COLUMN_VARIANT_2;
      cell = merilo_grid_row_get (cells, column = other);
    }
  row->variant = keep_text (self, results, cells, is);
  row->absent = merilo_is_absent (cell);
  if (column != 0 && !row->absent && !merilo_is_variant (cell))
    merilo_results_add_issue (results, row, column, "bad-variant", cell);
}

/* the words of an award go no further than this row: whatever a person pointed at, only what is
 * known of them is stored */
static void
read_note (MeriloTable *self,
           MeriloResults *results,
           MeriloResultRow *row,
           const MeriloGridRow *cells)
{
  guint column = self->at[MERILO_COLUMN_NOTE];
  const MeriloCell *cell = merilo_grid_row_get (cells, column);

  row->note = keep_text (self, results, cells, MERILO_COLUMN_NOTE);
  if (column != 0 && merilo_judge_award (cell, &row->award) != MERILO_VALUE_GOOD)
    merilo_results_add_issue (results, row, column, "bad-award", cell);
}

static void
read_identity (MeriloTable *self,
               const MeriloSource *source,
               MeriloResults *results,
               MeriloResultRow *row,
               const MeriloGridRow *cells)
{
  const guint *at = self->at;
  g_autofree char *digits = NULL;

  if (at[MERILO_COLUMN_ORG] != 0)
    merilo_row_read_org (results, row, keep_text (self, results, cells, MERILO_COLUMN_ORG),
                         merilo_grid_row_get (cells, at[MERILO_COLUMN_ORG]), at[MERILO_COLUMN_ORG]);
  else if (source->school != NULL)
    {
      digits = merilo_login_dup_digits (source->school);
      row->org_login = merilo_results_keep (results, source->school);
      row->org_digits = digits != NULL ? merilo_results_keep (results, digits) : "";
    }
  row->org_name = keep_name (self, results, cells, MERILO_COLUMN_ORG_NAME);
  row->municipality = keep_name (self, results, cells, MERILO_COLUMN_MUNICIPALITY);
  row->region = keep_name (self, results, cells, MERILO_COLUMN_REGION);
  row->gender = keep_gender (self, results, cells);
  row->loaded = keep_moment (self, results, cells);
  row->textbook = keep_text (self, results, cells, MERILO_COLUMN_TEXTBOOK);
  read_note (self, results, row, cells);
  row->code = keep_code (self, results, cells);
  if (!is_code (row->code, self->any_code))
    merilo_results_add_issue (results, row, at[MERILO_COLUMN_CODE], "bad-code",
                              merilo_grid_row_get (cells, at[MERILO_COLUMN_CODE]));
}

/* nothing but who it is: no variant, no scores, no mark; the total may be a formula's 0 */
static gboolean
is_unfilled (const MeriloTable *self, const MeriloGridRow *cells)
{
  static const MeriloColumn columns[]
      = { MERILO_COLUMN_VARIANT, MERILO_COLUMN_VARIANT_2, MERILO_COLUMN_MARK, MERILO_COLUMN_NOTE };
  const MeriloCell *total = merilo_grid_row_get (cells, self->at[MERILO_COLUMN_TOTAL]);
  int value = 0;

  if (!merilo_cell_is_blank (total) && (!merilo_cell_get_whole (total, &value) || value != 0))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (!merilo_cell_is_blank (merilo_grid_row_get (cells, self->at[columns[i]])))
      return FALSE;
  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    if (!merilo_cell_is_blank (merilo_grid_row_get (cells, g_array_index (self->items, guint, i))))
      return FALSE;
  return TRUE;
}

/* a prepared row, a subheading such as «МБОУ СОШ № 1(edu990001) | Кол-во участников: 27» */
static gboolean
is_passed_over (const MeriloTable *self, const MeriloGridRow *cells)
{
  return merilo_cell_is_blank (merilo_grid_row_get (cells, self->at[MERILO_COLUMN_CODE]))
         && merilo_cell_is_blank (merilo_grid_row_get (cells, self->at[MERILO_COLUMN_JOURNAL]))
         && is_unfilled (self, cells);
}

static void
read_participant (MeriloTable *self,
                  const MeriloSource *source,
                  MeriloResults *results,
                  const MeriloGridRow *cells)
{
  MeriloResultRow *row = merilo_results_add_row (results, cells->number);
  const guint *at = self->at;
  guint first_issue = results->issues->len;

  read_identity (self, source, results, row, cells);
  for (guint i = 0; i < results->items->len; i++)
    row->scores[i] = MERILO_NO_SCORE;
  if (results->items->len > 0 && is_unfilled (self, cells))
    {
      if (row->code[0] != '\0')
        merilo_results_add_issue (results, row, at[MERILO_COLUMN_CODE], "empty-row",
                                  merilo_grid_row_get (cells, at[MERILO_COLUMN_CODE]));
      return;
    }
  read_variant (self, results, row, cells);
  read_class (self, results, row, cells);
  merilo_row_read_scores (results, row, cells, self);
  if (at[MERILO_COLUMN_TOTAL] != 0)
    merilo_row_read_total (results, row, cells, at[MERILO_COLUMN_TOTAL]);
  merilo_row_read_marks (results, row, cells, at[MERILO_COLUMN_MARK], at[MERILO_COLUMN_JOURNAL]);
  if (row->faulty && !row->absent && results->items->len > 0)
    merilo_row_find_shift (results, row, cells, self, first_issue);
}

/* columns behind the code, up to the last that is read */
static void
find_movable (MeriloTable *self)
{
  guint code = self->at[MERILO_COLUMN_CODE];

  self->first = G_MAXUINT;
  self->last = 0;
  for (guint i = 0; i < MERILO_N_COLUMNS; i++)
    if (i != MERILO_COLUMN_TEXTBOOK && self->at[i] > code)
      {
        self->first = MIN (self->first, self->at[i]);
        self->last = MAX (self->last, self->at[i]);
      }
  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    {
      self->first = MIN (self->first, g_array_index (self->items, guint, i));
      self->last = MAX (self->last, g_array_index (self->items, guint, i));
    }
}

static void
take_excerpt (const MeriloTable *self, const MeriloGrid *grid, MeriloResults *results)
{
  guint head = g_array_index (grid->rows, MeriloGridRow, self->head).number;

  for (guint i = 0; i < MERILO_N_COLUMNS; i++)
    if (self->at[i] != 0)
      merilo_excerpt_add_column (results->excerpt, grid, head, self->at[i], (MeriloColumn) i);
  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    merilo_excerpt_add_column (results->excerpt, grid, head, g_array_index (self->items, guint, i),
                               MERILO_COLUMN_ITEM);
  merilo_excerpt_take (results->excerpt, grid, results->issues,
                       !g_str_equal (results->layout, merilo_layout_map.id));
}

void
merilo_table_read (MeriloTable *self, const MeriloSource *source, MeriloResults *results)
{
  const MeriloGrid *grid = source->grid;

  find_movable (self);
  if (results->procedure.max == MERILO_RESULT_NONE)
    results->procedure.max = merilo_results_add_maxima (results);
  results->mark_column = self->at[MERILO_COLUMN_MARK];
  for (guint i = self->head + 1; i < grid->rows->len; i++)
    {
      const MeriloGridRow *cells = &g_array_index (grid->rows, MeriloGridRow, i);

      if (!is_passed_over (self, cells))
        read_participant (self, source, results, cells);
    }
  merilo_results_find_doubles (results, grid, self->at[MERILO_COLUMN_CODE]);
  take_excerpt (self, grid, results);
}

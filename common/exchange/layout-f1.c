#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "exchange/text.h"
#include "model/error.h"
#include "model/value.h"

/* ФИС ОКО, «Ф1 Индивидуальные результаты»: above the headings the procedure and the levels of the
 * items; below, a line with the school's name and count, then a row for each participant. Columns
 * are found by their headings, the place of the heading row by its words. */

#define HEADING_WITHIN 30 /* rows */
#define MAX_ITEMS      200

enum
{
  LOGIN,
  MUNICIPALITY,
  NAME,
  CODE,
  CLASS,
  VARIANT,
  TOTAL,
  MARK,
  JOURNAL,
  N_COLUMNS,
};

static const char *const headings[N_COLUMNS] = {
  [LOGIN] = "оо",
  [MUNICIPALITY] = "муниципалитет",
  [NAME] = "название оо",
  [CODE] = "код участника",
  [CLASS] = "класс",
  [VARIANT] = "вариант",
  [TOTAL] = "первичный балл",
  [MARK] = "отметка",
  [JOURNAL] = "отметка по журналу",
};

typedef struct
{
  guint row; /* place in the grid's rows */
  guint at[N_COLUMNS];
  GArray *items; /* of guint: columns of the items */
} Head;

static void
find_columns (const MeriloGridRow *row, Head *head)
{
  memset (head->at, 0, sizeof head->at);
  for (guint column = 1; column <= row->n_cells; column++)
    {
      g_autofree char *text = merilo_cell_to_text (merilo_grid_row_get (row, column));
      g_autofree char *folded = merilo_text_fold (text);

      for (guint i = 0; i < N_COLUMNS; i++)
        if (head->at[i] == 0 && g_str_equal (folded, headings[i]))
          head->at[i] = column;
    }
}

static gboolean
find_head (const MeriloGrid *grid, Head *head)
{
  static const guint needed[] = { LOGIN, CODE, TOTAL, MARK, JOURNAL };

  for (head->row = 0; head->row < MIN (grid->rows->len, HEADING_WITHIN); head->row++)
    {
      guint found = 0;

      find_columns (&g_array_index (grid->rows, MeriloGridRow, head->row), head);
      for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
        found += head->at[needed[i]] != 0 ? 1 : 0;
      if (found == G_N_ELEMENTS (needed))
        return TRUE;
    }
  return FALSE;
}

static gboolean
recognise (const MeriloGrid *grid)
{
  Head head;

  return find_head (grid, &head);
}

/* Title block */

/* «ВПР 2026 Русский язык 4 класс» */
static void
read_procedure (MeriloResults *results, const char *text)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("^(\\p{L}+)\\s+(20\\d\\d)\\.?\\s+(.+?)[,.]?\\s+(\\d{1,2})\\s*класс",
                     G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *kind = NULL, *year = NULL, *grade = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return;
  kind = g_match_info_fetch (match, 1);
  year = g_match_info_fetch (match, 2);
  grade = g_match_info_fetch (match, 4);
  g_free (results->kind);
  results->kind = g_str_equal (kind, "ВПР") ? g_strdup ("vpr") : g_utf8_strdown (kind, -1);
  results->year = (int) g_ascii_strtoull (year, NULL, 10);
  results->grade = (int) g_ascii_strtoull (grade, NULL, 10);
  g_free (results->subject);
  results->subject = g_match_info_fetch (match, 3);
}

/* what stands behind @label, in the same cell or in the next one; NULL if it is another line */
static char *
read_label (const MeriloGridRow *row, const char *text, const char *label)
{
  g_autofree char *rest = NULL;

  if (!g_str_has_prefix (text, label))
    return NULL;
  rest = merilo_text_squeeze (text + strlen (label));
  for (guint column = 2; rest[0] == '\0' && column <= row->n_cells; column++)
    {
      g_free (rest);
      rest = merilo_cell_to_text (merilo_grid_row_get (row, column));
    }
  return g_steal_pointer (&rest);
}

static void
read_date (MeriloResults *results, const char *text)
{
  guint day, month, year;

  if (sscanf (text, "%2u.%2u.%4u", &day, &month, &year) == 3
      && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    results->date = merilo_date_join ((int) year, (int) month, (int) day);
}

static void
read_title_row (MeriloResults *results, const MeriloGridRow *row)
{
  g_autofree char *text = merilo_cell_to_text (merilo_grid_row_get (row, 1));
  g_autofree char *max = read_label (row, text, "Максимальный первичный балл:");
  g_autofree char *date = read_label (row, text, "Дата:");
  g_autofree char *subject = read_label (row, text, "Предмет:");

  if (max != NULL)
    results->max = (int) MIN (g_ascii_strtoull (max, NULL, 10), 1000);
  else if (date != NULL)
    read_date (results, date);
  else if (subject != NULL && results->subject[0] == '\0')
    {
      g_free (results->subject);
      results->subject = g_steal_pointer (&subject);
    }
  else if (results->year == 0)
    read_procedure (results, text);
}

/* «РУ 4 Индивидуальные результаты» */
static void
read_subject_code (MeriloResults *results)
{
  g_autoptr (GRegex) regex = g_regex_new ("^(\\p{Lu}{2,4}) \\d{1,2} ", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, results->sheet, 0, &match))
    return;
  g_free (results->subject_code);
  results->subject_code = g_match_info_fetch (match, 1);
}

/* Items */

static void
read_items (const MeriloGrid *grid, MeriloResults *results, Head *head)
{
  const MeriloGridRow *row = &g_array_index (grid->rows, MeriloGridRow, head->row);
  const MeriloGridRow *above = head->row > 0 ? row - 1 : NULL;

  for (guint column = 1; column <= row->n_cells && results->items->len < MAX_ITEMS; column++)
    {
      g_autofree char *heading = merilo_cell_to_text (merilo_grid_row_get (row, column));
      MeriloResultItem *item = merilo_result_item_parse (heading);

      if (item == NULL)
        continue;
      if (above != NULL && above->number + 1 == row->number)
        {
          g_free (item->level);
          item->level = merilo_cell_to_text (merilo_grid_row_get (above, column));
        }
      g_ptr_array_add (results->items, item);
      g_array_append_val (head->items, column);
    }
}

static int
add_maxima (const MeriloResults *results)
{
  int sum = 0;

  for (guint i = 0; i < results->items->len; i++)
    sum += ((MeriloResultItem *) g_ptr_array_index (results->items, i))->max;
  return sum;
}

static gboolean
check_head (const MeriloResults *results, GError **error)
{
  const char *missing = results->items->len == 0 ? _ ("столбцов заданий, например «1 (2б)»")
                        : results->year == 0
                            ? _ ("строки с процедурой, например «ВПР 2026 Русский язык 4 класс»")
                            : NULL;

  if (missing == NULL)
    return TRUE;
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
               _ ("в отчёте «Индивидуальные результаты» нет %s; выгрузите его из ФИС ОКО ещё раз и "
                  "загрузите без изменений"),
               missing);
  return FALSE;
}

/* Participants */

static char *
get_text (const MeriloGridRow *cells, guint column)
{
  return merilo_cell_to_text (merilo_grid_row_get (cells, column)); /* column 0 is an empty cell */
}

/* «МБОУ СОШ № 1(edu990001) | Кол-во участников: 27»: one cell, and nothing beside it */
static gboolean
is_subheading (const MeriloGridRow *cells, const Head *head)
{
  for (guint column = 1; column <= cells->n_cells; column++)
    if (column != head->at[LOGIN] && !merilo_cell_is_blank (merilo_grid_row_get (cells, column)))
      return FALSE;
  return TRUE;
}

static void
read_participant (MeriloResults *results, const MeriloGridRow *cells, const Head *head)
{
  MeriloResultRow *row = merilo_results_add_row (results, cells->number);

  merilo_results_read_org (results, row, cells, head->at[LOGIN]);
  row->org_name = get_text (cells, head->at[NAME]);
  row->municipality = get_text (cells, head->at[MUNICIPALITY]);
  row->code = get_text (cells, head->at[CODE]);
  if (!g_regex_match_simple ("^\\d{1,12}$", row->code, 0, 0))
    merilo_results_add_issue (results, row, row->row, head->at[CODE], "bad-code",
                              merilo_grid_row_get (cells, head->at[CODE]));
  if (head->at[CLASS] != 0)
    merilo_results_read_class (results, row, cells, head->at[CLASS]);
  else
    row->class_name = g_strdup ("");
  row->variant = get_text (cells, head->at[VARIANT]);
  row->absent = g_str_equal (row->variant, "отсутствовал");
  merilo_results_read_scores (results, row, cells, (const guint *) (gpointer) head->items->data);
  merilo_results_read_total (results, row, cells, head->at[TOTAL]);
  merilo_results_read_marks (results, row, cells, head->at[MARK], head->at[JOURNAL]);
}

static gboolean
read_sheet (const MeriloGrid *grid, MeriloResults *results, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint));
  Head head = { .items = items };

  if (!find_head (grid, &head))
    g_return_val_if_reached (FALSE); /* only a recognised sheet comes here */
  for (guint i = 0; i < head.row; i++)
    read_title_row (results, &g_array_index (grid->rows, MeriloGridRow, i));
  read_subject_code (results);
  read_items (grid, results, &head);
  if (!check_head (results, error))
    return FALSE;
  if (results->max == 0)
    results->max = add_maxima (results);
  results->mark_column = head.at[MARK];
  for (guint i = head.row + 1; i < grid->rows->len; i++)
    {
      const MeriloGridRow *cells = &g_array_index (grid->rows, MeriloGridRow, i);

      if (!is_subheading (cells, &head))
        read_participant (results, cells, &head);
    }
  merilo_results_find_doubles (results, grid, head.at[CODE]);
  return TRUE;
}

const MeriloLayout merilo_layout_f1 = {
  .id = "individual-results",
  .title = N_ ("Ф1 Индивидуальные результаты"),
  .recognise = recognise,
  .read = read_sheet,
};

#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/text.h"

/* The register «ОО с признаками необъективности»: year, login, municipality, school, and a column a
 * work («4 РУ», «5МА»; which works there are is the heading's word), the number of markers last.
 * An unmarked work is blank or 0. */

enum
{
  YEAR,
  LOGIN,
  MUNICIPALITY,
  NAME,
  MARKERS,
  N_COLUMNS,
};

static const MeriloHeading headings[] = {
  { YEAR, "год", MERILO_HEADING_NEEDED },
  { LOGIN, "логин", MERILO_HEADING_NEEDED | MERILO_HEADING_BEGINS },
  { MUNICIPALITY, "муниципалитет", MERILO_HEADING_EXACT },
  { NAME, "оо", MERILO_HEADING_EXACT },
  { MARKERS, "количество маркеров", MERILO_HEADING_NEEDED },
};

typedef struct
{
  guint head;
  guint at[N_COLUMNS];
} Table;

/* «4 РУ», «5МА»; NULL for another heading */
static MeriloMarkedWork *
parse_work (const char *heading, guint column)
{
  static gsize slot = 0;
  const GRegex *regex = merilo_text_regex (&slot, "^(\\d{1,2})\\s*(\\p{Lu}{2,3})$", 0);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *grade = NULL;
  MeriloMarkedWork *work;

  if (!g_regex_match (regex, heading, 0, &match))
    return NULL;
  grade = g_match_info_fetch (match, 1);
  work = g_new (MeriloMarkedWork, 1);
  work->grade = (int) g_ascii_strtoull (grade, NULL, 10);
  work->subject_code = g_match_info_fetch (match, 2);
  work->code = g_strdup_printf ("%d %s", work->grade, work->subject_code);
  work->column = column;
  return work;
}

static void
read_works (MeriloMarked *marked, const MeriloGridRow *row)
{
  for (guint column = 1; column <= row->n_cells && marked->works->len < MERILO_MAX_ITEMS; column++)
    {
      g_autofree char *heading = merilo_cell_to_text (merilo_grid_row_get (row, column));
      MeriloMarkedWork *work = parse_work (heading, column);

      if (work != NULL)
        g_ptr_array_add (marked->works, work);
    }
}

static gboolean
find_table (Table *self, const MeriloGrid *grid)
{
  return merilo_grid_find_headings (grid, headings, G_N_ELEMENTS (headings), self->at, &self->head);
}

static gboolean
recognise (const MeriloGrid *grid)
{
  Table table = { 0 };

  return find_table (&table, grid);
}

/* Rows */

static void
add_issue (MeriloMarked *marked,
           MeriloMarkedSchool *school,
           const MeriloGridRow *cells,
           guint column,
           const char *code)
{
  school->faulty = TRUE;
  merilo_issues_add (marked->issues, cells->number, column, code,
                     merilo_grid_row_get (cells, column));
}

static void
read_markers (MeriloMarked *marked,
              MeriloMarkedSchool *school,
              const MeriloGridRow *cells,
              guint markers)
{
  const MeriloCell *cell = merilo_grid_row_get (cells, markers);
  int value;

  for (guint i = 0; i < marked->works->len; i++)
    {
      guint column = ((MeriloMarkedWork *) g_ptr_array_index (marked->works, i))->column;

      cell = merilo_grid_row_get (cells, column);
      value = 0;
      if (!merilo_cell_is_blank (cell)
          && (!merilo_cell_get_whole (cell, &value) || value < 0 || value > 1))
        add_issue (marked, school, cells, column, "bad-marker");
      else
        school->works[i] = value == 1;
      school->markers += school->works[i] ? 1 : 0;
    }
  cell = merilo_grid_row_get (cells, markers);
  if (!merilo_cell_is_blank (cell)
      && (!merilo_cell_get_whole (cell, &value) || value != school->markers))
    add_issue (marked, school, cells, markers, "markers-not-sum");
}

static MeriloMarkedSchool *
read_school (MeriloMarked *marked, const MeriloGridRow *cells, const guint *at)
{
  MeriloMarkedSchool *school = g_new0 (MeriloMarkedSchool, 1);

  school->row = cells->number;
  school->login = merilo_cell_to_text (merilo_grid_row_get (cells, at[LOGIN]));
  school->digits = merilo_login_dup_digits (school->login);
  school->municipality = merilo_cell_to_text (merilo_grid_row_get (cells, at[MUNICIPALITY]));
  school->name = merilo_cell_to_text (merilo_grid_row_get (cells, at[NAME]));
  school->works = g_new0 (gboolean, MAX (marked->works->len, 1));
  if (!merilo_cell_get_whole (merilo_grid_row_get (cells, at[YEAR]), &school->year)
      || school->year < 2000 || school->year > 2100)
    add_issue (marked, school, cells, at[YEAR], "bad-year");
  if (school->digits == NULL)
    {
      school->digits = g_strdup ("");
      add_issue (marked, school, cells, at[LOGIN], "bad-org");
    }
  read_markers (marked, school, cells, at[MARKERS]);
  return school;
}

static gboolean
says_the_same (const MeriloMarked *marked,
               const MeriloMarkedSchool *one,
               const MeriloMarkedSchool *other)
{
  for (guint i = 0; i < marked->works->len; i++)
    if (one->works[i] != other->works[i])
      return FALSE;
  return TRUE;
}

/* takes the last school out again if it stands already for its year */
static void
join_doubled (MeriloMarked *marked, GHashTable *seen, const MeriloGridRow *cells, const guint *at)
{
  MeriloMarkedSchool *school = g_ptr_array_index (marked->schools, marked->schools->len - 1);
  MeriloMarkedSchool *first;
  char *key;

  if (school->digits[0] == '\0')
    return;
  key = g_strdup_printf ("%d %s", school->year, school->digits);
  first = g_hash_table_lookup (seen, key);
  if (first == NULL)
    {
      g_hash_table_insert (seen, key, school);
      return;
    }
  g_free (key);
  if (!says_the_same (marked, first, school))
    {
      first->faulty = TRUE;
      add_issue (marked, school, cells, at[LOGIN], "rows-differ");
      return;
    }
  if (school->faulty)
    return; /* it stays, its issue needs a row to point at */
  first->again++;
  g_ptr_array_set_size (marked->schools, (int) marked->schools->len - 1);
}

static gboolean
read_sheet (const MeriloSource *source, MeriloMarked *marked, GError **error)
{
  const MeriloGrid *grid = source->grid;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Table table = { 0 };

  if (!find_table (&table, grid))
    g_return_val_if_reached (FALSE); /* only a recognised sheet comes here */
  read_works (marked, &g_array_index (grid->rows, MeriloGridRow, table.head));
  for (guint i = table.head + 1; i < grid->rows->len; i++)
    {
      const MeriloGridRow *cells = &g_array_index (grid->rows, MeriloGridRow, i);

      if (merilo_cell_is_blank (merilo_grid_row_get (cells, table.at[LOGIN]))
          && merilo_cell_is_blank (merilo_grid_row_get (cells, table.at[YEAR])))
        continue;
      marked->n_rows++;
      g_ptr_array_add (marked->schools, read_school (marked, cells, table.at));
      join_doubled (marked, seen, cells, table.at);
    }
  return TRUE;
}

const MeriloLayout merilo_layout_marked = {
  .id = "marked-schools",
  .title = N_ ("Перечень ОО с признаками необъективности"),
  .recognise = recognise,
  .read_marked = read_sheet,
};

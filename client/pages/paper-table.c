#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/paper-table.h"

#include "widgets/cells.h"

#define NARROW  4 /* letters a column is counted for, at least and at most */
#define WIDE    40
#define WORD    24  /* letters of a word that is not broken */
#define AROUND  2   /* letters that the empty sides of a cell take */
#define UPRIGHT 90  /* letters in a row that go on an upright page */
#define LYING   130 /* and on a wide one */
#define NUMBERS 8   /* a first column of so few letters numbers the rows: the next names them */

typedef struct
{
  guint from; /* of the cells */
  MeriloTableColumn shown;
  double least; /* breaks no word of it */
} Column;

struct _AppPaperTable
{
  const AppPaperPart *part;
  GPtrArray *cells; /* of GStrv, the headings first */
  char *words;      /* see app_cells_to_xlsx(); NULL: by what stands in the cells */
  GArray *columns;  /* of Column: those that have anything in them */
  double width;
};

static Column *
get_column (const AppPaperTable *self, guint i)
{
  return &g_array_index (self->columns, Column, i);
}

/* "" past the end of a short row */
static const char *
get_cell (const AppPaperTable *self, guint row, guint column)
{
  char **cells = self->cells->pdata[row];

  for (guint c = 0; cells[c] != NULL; c++)
    if (c == column)
      return cells[c];
  return "";
}

/* @row: counted from the headings, which are 0 */
static MeriloTableRowKind
get_kind (const AppPaperTable *self, guint row)
{
  static const MeriloTableRowKind kinds[] = {
    [APP_FIGURE_ROW] = MERILO_ROW_CELLS,
    [APP_FIGURE_STRONG] = MERILO_ROW_TOTAL,
    [APP_FIGURE_SECTION] = MERILO_ROW_SECTION,
  };

  return row > 0 && self->part->kind == APP_PAPER_FIGURES
             ? kinds[app_figure_model_get_kind (self->part->figures, row - 1)]
             : MERILO_ROW_CELLS;
}

/* Measuring */

/* a blank between the thousands of a number, and no end of a word */
static gboolean
is_bound (gunichar letter)
{
  return letter == 0xA0 || letter == 0x202F;
}

static guint
measure_cell (const char *cell)
{
  return (guint) CLAMP (g_utf8_strlen (cell, -1), NARROW, WIDE);
}

static gboolean
is_number (const char *cell)
{
  const char *p = *cell == '-' || *cell == '+' ? cell + 1 : cell;

  while (g_ascii_isdigit (*p) || *p == ',' || *p == '.' || *p == ' ' || *p == '%'
         || is_bound (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return *p == 0;
}

/* a line is broken at blanks and after hyphens */
static guint
measure_word (const char *cell)
{
  guint longest = 0, n = 0;

  for (const char *p = cell; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      n = !is_bound (letter) && g_unichar_isspace (letter) ? 0 : n + 1;
      longest = MAX (longest, n);
      if (letter == '-' || letter == 0x2010)
        n = 0;
    }
  return MIN (longest, WORD);
}

/* how wide what stands in it is, and whether it is figures; %FALSE: nothing does */
static gboolean
measure_column (const AppPaperTable *self, Column *column)
{
  gboolean figures = TRUE, any = FALSE;
  guint sum = 0, widest = 0, n = 0;

  for (guint r = 0; r < self->cells->len; r++)
    {
      const char *cell = get_cell (self, r, column->from);

      if (get_kind (self, r) == MERILO_ROW_SECTION)
        continue;
      n++;
      sum += measure_cell (cell);
      widest = MAX (widest, measure_cell (cell));
      /* the heading is in bold letters, a quarter wider */
      column->least = MAX (column->least, AROUND + measure_word (cell) * (r == 0 ? 1.25 : 1.0));
      figures = figures && (r == 0 || is_number (cell));
      any = any || (r > 0 && *cell != 0);
    }
  if (self->words != NULL)
    figures = self->words[column->from] != APP_CELLS_WORDS;
  column->shown = (MeriloTableColumn){ get_cell (self, 0, column->from),
                                       (widest + (double) sum / MAX (1, n)) / 2,
                                       figures && any ? MERILO_ALIGN_NUMBER : MERILO_ALIGN_START };
  column->shown.width = MAX (column->shown.width, column->least);
  return any || *column->shown.heading != 0;
}

/* Columns that want more than the @room of a row give up what is above their least, each as it
 * has. */
static void
fit_columns (MeriloTableColumn *columns, const double *least, guint n, double room)
{
  double width = 0, words = 0;

  for (guint c = 0; c < n; c++)
    {
      width += columns[c].width;
      words += least[c];
    }
  if (width <= room || words >= room)
    return;
  for (guint c = 0; c < n; c++)
    columns[c].width = least[c] + (columns[c].width - least[c]) * (room - words) / (width - words);
}

/* Parting */

/* columns that say which row it is: they begin each part */
static guint
count_names (const AppPaperTable *self)
{
  return self->columns->len > 2 && get_column (self, 0)->shown.width <= NUMBERS ? 2 : 1;
}

/* from @from on, as many as have room beside the first @names; one at least */
static guint
count_fitting (const AppPaperTable *self, guint names, guint from, double room)
{
  guint n = 0;

  for (guint c = 0; c < names; c++)
    room -= get_column (self, c)->least;
  for (guint c = from; c < self->columns->len; c++, n++)
    {
      room -= get_column (self, c)->least;
      if (room < 0 && n > 0)
        break;
    }
  return n;
}

/* Putting */

static void
put_rows (const AppPaperTable *self, MeriloDocument *document, const guint *from, guint n)
{
  g_autofree const char **row = g_new0 (const char *, n);

  for (guint r = 1; r < self->cells->len; r++)
    {
      if (get_kind (self, r) == MERILO_ROW_SECTION)
        {
          merilo_document_add_section_row (document, get_cell (self, r, 0));
          continue;
        }
      for (guint c = 0; c < n; c++)
        row[c] = get_cell (self, r, from[c]);
      merilo_document_add_row (document, get_kind (self, r), row);
    }
}

/* the first @names columns, and @n from @at on */
static void
put_part (const AppPaperTable *self,
          MeriloDocument *document,
          const char *caption,
          guint names,
          guint at,
          guint n,
          double room)
{
  g_autofree MeriloTableColumn *columns = g_new (MeriloTableColumn, names + n);
  g_autofree double *least = g_new (double, names + n);
  g_autofree guint *from = g_new (guint, names + n);

  for (guint c = 0; c < names + n; c++)
    {
      const Column *column = get_column (self, c < names ? c : at + c - names);

      columns[c] = column->shown;
      least[c] = column->least;
      from[c] = column->from;
    }
  fit_columns (columns, least, names + n, room);
  merilo_document_add_table (document, caption, columns, names + n);
  put_rows (self, document, from, names + n);
}

/* Public API */

AppPaperTable *
app_paper_table_new (const AppPaperPart *part)
{
  AppPaperTable *self = g_new0 (AppPaperTable, 1);
  guint n;

  self->part = part;
  if (part->kind == APP_PAPER_FIGURES)
    {
      self->cells = app_figure_model_copy (part->figures, 0, 0, G_MAXUINT - 1, G_MAXUINT - 1);
      self->words = app_figure_model_dup_words (part->figures);
    }
  else
    self->cells = g_ptr_array_ref (part->cells);
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  n = self->cells->len > 0 ? g_strv_length (self->cells->pdata[0]) : 0;
  for (guint c = 0; c < n; c++)
    {
      Column column = { .from = c };

      if (!measure_column (self, &column))
        continue;
      self->width += column.shown.width;
      g_array_append_val (self->columns, column);
    }
  return self;
}

void
app_paper_table_free (AppPaperTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->cells);
  g_array_unref (self->columns);
  g_free (self->words);
  g_free (self);
}

gboolean
app_paper_table_is_wide (const AppPaperTable *self)
{
  return self->width > UPRIGHT;
}

void
app_paper_table_put (AppPaperTable *self,
                     MeriloDocument *document,
                     const char *caption,
                     gboolean wide)
{
  guint names = count_names (self), n = 0;

  for (guint at = names; at < self->columns->len; at += n)
    {
      n = count_fitting (self, names, at, wide ? LYING : UPRIGHT);
      put_part (self, document, caption, names, at, n, wide ? LYING : UPRIGHT);
    }
  if (self->columns->len == 1)
    put_part (self, document, caption, 1, 1, 0, UPRIGHT);
}

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/paper-document.h"

#include <string.h>

#include "widgets/cells.h"

#define NARROW  4 /* letters a column is counted for, at least and at most */
#define WIDE    40
#define WORD    24    /* letters of a word that is not broken */
#define AROUND  2     /* letters that the empty sides of a cell take */
#define UPRIGHT 90    /* letters in a row that go on an upright page */
#define LYING   130   /* and on a wide one */
#define CHART   250.0 /* the height of one, in points */

/* A table, measured: how wide what stands in its columns is */

typedef struct
{
  GPtrArray *cells;         /* of GStrv, the headings first */
  char *words;              /* see app_cells_to_xlsx(); NULL: by what stands in the cells */
  const AppPaperPart *part; /* for the kinds of its rows */
  MeriloTableColumn *columns;
  double *least; /* of each column: breaks no word of it */
  guint n;
  double width;
} Table;

static void
free_table (gpointer data)
{
  Table *table = data;

  if (table == NULL)
    return;
  g_ptr_array_unref (table->cells);
  g_free (table->words);
  g_free (table->columns);
  g_free (table->least);
  g_free (table);
}

/* @row: counted from the headings, which are 0 */
static MeriloTableRowKind
get_kind (const Table *table, guint row)
{
  static const MeriloTableRowKind kinds[] = {
    [APP_FIGURE_ROW] = MERILO_ROW_CELLS,
    [APP_FIGURE_STRONG] = MERILO_ROW_TOTAL,
    [APP_FIGURE_SECTION] = MERILO_ROW_SECTION,
  };

  return row > 0 && table->part->kind == APP_PAPER_FIGURES
             ? kinds[app_figure_model_get_kind (table->part->figures, row - 1)]
             : MERILO_ROW_CELLS;
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
         || g_utf8_get_char (p) == 0xA0)
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

      n = letter != 0xA0 && g_unichar_isspace (letter) ? 0 : n + 1;
      longest = MAX (longest, n);
      if (letter == '-' || letter == 0x2010)
        n = 0;
    }
  return MIN (longest, WORD);
}

/* what the table says of the column, else what it looks like */
static MeriloAlign
choose_align (const Table *table, guint column, gboolean figures)
{
  gboolean number = table->words != NULL ? table->words[column] != APP_CELLS_WORDS : figures;

  return number ? MERILO_ALIGN_NUMBER : MERILO_ALIGN_START;
}

static void
measure_column (Table *table, guint column)
{
  gboolean figures = TRUE, any = FALSE;
  guint sum = 0, widest = 0, n = 0;

  for (guint r = 0; r < table->cells->len; r++)
    {
      const char *cell = ((char **) table->cells->pdata[r])[column];

      if (get_kind (table, r) == MERILO_ROW_SECTION)
        continue;
      n++;
      sum += measure_cell (cell);
      widest = MAX (widest, measure_cell (cell));
      /* the heading is in bold letters, a quarter wider */
      table->least[column]
          = MAX (table->least[column], AROUND + measure_word (cell) * (r == 0 ? 1.25 : 1.0));
      figures = figures && (r == 0 || is_number (cell));
      any = any || (r > 0 && *cell != 0);
    }
  table->columns[column] = (MeriloTableColumn){ ((char **) table->cells->pdata[0])[column],
                                                (widest + (double) sum / MAX (1, n)) / 2,
                                                choose_align (table, column, figures && any) };
  table->columns[column].width = MAX (table->columns[column].width, table->least[column]);
}

static gboolean
is_even (const Table *table)
{
  for (guint r = 1; r < table->cells->len; r++)
    if (g_strv_length (table->cells->pdata[r]) < table->n)
      return FALSE;
  return TRUE;
}

static Table *
new_table (const AppPaperPart *part)
{
  Table *table = g_new0 (Table, 1);
  gboolean even;

  table->part = part;
  if (part->kind == APP_PAPER_FIGURES)
    {
      table->cells = app_figure_model_copy (part->figures, 0, 0, G_MAXUINT - 1, G_MAXUINT - 1);
      table->words = app_figure_model_dup_words (part->figures);
    }
  else
    table->cells = g_ptr_array_ref (part->cells);
  table->n = table->cells->len > 0 ? g_strv_length (table->cells->pdata[0]) : 0;
  table->columns = g_new0 (MeriloTableColumn, table->n);
  table->least = g_new0 (double, table->n);
  even = is_even (table);
  for (guint c = 0; c < table->n; c++)
    {
      if (even)
        measure_column (table, c);
      else
        table->columns[c]
            = (MeriloTableColumn){ ((char **) table->cells->pdata[0])[c], 1, MERILO_ALIGN_START };
      table->width += table->columns[c].width;
    }
  return table;
}

/* Columns that want more than the @room of a row give up what is above their least, each as it has;
 * where even the words have no room, some are broken. */
static void
fit_columns (Table *table, double room)
{
  double words = 0;

  for (guint c = 0; c < table->n; c++)
    words += table->least[c];
  if (table->width <= room || words >= room)
    return;
  for (guint c = 0; c < table->n; c++)
    table->columns[c].width
        = table->least[c]
          + (table->columns[c].width - table->least[c]) * (room - words) / (table->width - words);
}

/* The document */

/* rows as wide as the first: a short one is filled up */
static void
put_rows (MeriloDocument *document, const Table *table)
{
  g_autofree const char **row = g_new0 (const char *, table->n);

  for (guint r = 1; r < table->cells->len; r++)
    {
      MeriloTableRowKind kind = get_kind (table, r);
      char **from = table->cells->pdata[r];

      if (kind == MERILO_ROW_SECTION)
        {
          merilo_document_add_section_row (document, from[0]);
          continue;
        }
      memset (row, 0, table->n * sizeof *row);
      for (guint c = 0; c < table->n && from[c] != NULL; c++)
        row[c] = from[c];
      merilo_document_add_row (document, kind, row);
    }
}

static void
put_table (MeriloDocument *document, Table *table, const char *caption, double room)
{
  if (table->n == 0)
    return;
  fit_columns (table, room);
  merilo_document_add_table (document, caption, table->columns, table->n);
  put_rows (document, table);
}

/* the screen draws the chart on: the document has one of its own */
static void
put_chart (MeriloDocument *document, MeriloChart *chart)
{
  g_autoptr (MeriloChart) copy = merilo_chart_copy (chart);

  merilo_document_add_chart (document, copy, CHART);
}

/* @tables: one a part, NULL where it is none */
static void
put_parts (MeriloDocument *document, const AppPaper *paper, GPtrArray *tables, double room)
{
  const char *caption = paper->title;

  for (guint i = 0; i < tables->len; i++)
    {
      const AppPaperPart *part = app_paper_get_part (paper, i);

      if (part->kind == APP_PAPER_HEADING)
        {
          caption = part->text;
          merilo_document_add_heading (document, 2, part->text);
        }
      else if (part->kind == APP_PAPER_WORDS)
        merilo_document_add_paragraph (document, part->text, MERILO_ALIGN_START);
      else if (part->kind == APP_PAPER_CHART)
        put_chart (document, part->chart);
      else
        put_table (document, tables->pdata[i], caption, room);
    }
}

MeriloDocument *
app_paper_to_document (const AppPaper *paper, const char *note)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (free_table);
  MeriloDocument *document;
  gboolean lying = FALSE;

  for (guint i = 0; i < app_paper_get_n_parts (paper); i++)
    {
      const AppPaperPart *part = app_paper_get_part (paper, i);
      Table *table = part->kind == APP_PAPER_CELLS || part->kind == APP_PAPER_FIGURES
                         ? new_table (part)
                         : NULL;

      lying = lying || (table != NULL && table->width > UPRIGHT);
      g_ptr_array_add (tables, table);
    }
  document = merilo_document_new (paper->title, NULL,
                                  lying ? MERILO_PAGE_LANDSCAPE : MERILO_PAGE_PORTRAIT);
  merilo_document_add_title (document, paper->title);
  if (note != NULL)
    merilo_document_add_paragraph (document, note, MERILO_ALIGN_CENTER);
  put_parts (document, paper, tables, lying ? LYING : UPRIGHT);
  return document;
}

/* A block of cells as text: what spreadsheets put on the clipboard and take from it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APP_CELLS_MAX_ROWS    20000
#define APP_CELLS_MAX_COLUMNS 500

/* of GStrv, a row each: free with g_ptr_array_unref(). Rows end with \n, \r\n or \r; a cell in
 * quotes may hold tabs, line ends and doubled quotes. What is past the bounds is left out. */
GPtrArray *app_cells_parse (const char *tsv);

/* the tables of a piece of HTML, one below another; no table: no rows. A cell over several columns
 * or rows stands in the first of them */
GPtrArray *app_cells_parse_html (const char *html);

/* an empty block that owns the rows added to it */
GPtrArray *app_cells_new (void);

/* transfer full */
char *app_cells_to_tsv (GPtrArray *cells);
char *app_cells_to_html (GPtrArray *cells);

#define APP_CELLS_WORDS 'w'

/* A workbook of one sheet, the first row its headings; cells-xlsx.c. Numbers as the screen shows
 * them, «5,06», «1 722 202», «40 %», are numbers in it. @words: (nullable): a letter a column:
 * what stands under %APP_CELLS_WORDS are words, whatever it looks like. */
GBytes *app_cells_to_xlsx (GPtrArray *cells, const char *sheet, const char *words);

/* a table on its way out of the house */
typedef struct
{
  char *title; /* the file's name, «Лицей № 5: Русский язык, 4 класс, Отметки» */
  char *sheet; /* «Отметки» */
  GPtrArray *cells;
  char *words; /* (nullable): see app_cells_to_xlsx() */
} AppTable;

/* takes all of it */
AppTable *app_table_new (char *title, char *sheet, GPtrArray *cells, char *words);
void app_table_free (AppTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppTable, app_table_free)

G_END_DECLS

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

/* a workbook of one sheet, the first row its headings; cells-xlsx.c */
GBytes *app_cells_to_xlsx (GPtrArray *cells);

G_END_DECLS

#define G_LOG_DOMAIN "merilo-document"

#include "document/pdf-private.h"

/* A row that fits goes whole. A row that does not goes to the next page if it is of a usual height;
 * a high one is cut between lines, each of its cells going on where it stopped. */

#define KEEP_WITH_NEXT 40.0 /* a section row needs so much below it */
#define USUAL_SHARE    0.4  /* of a page: a row no higher than that is not cut */
#define HEADING_SHARE  0.4  /* a heading higher than that is not repeated */
#define LINE_WIDTH     0.5
#define AFTER          10.0

typedef struct
{
  Pages *pages;
  const MeriloTable *table;
  double *edges;         /* n_columns + 1 places */
  PangoLayout **heading; /* NULL: not repeated */
  double heading_height;
} Table;

/* cells of a row about to be placed */
typedef struct
{
  PangoLayout **cells;
  guint n;
  gboolean whole_width;
  guint ground; /* 0: none */
} Row;

static double
get_pad (double width)
{
  return MIN (MERILO_CELL_PAD_X, width * 0.12);
}

static void
get_cell_place (const Table *table, const Row *row, guint i, double *x, double *width)
{
  *x = table->edges[i];
  *width = (row->whole_width ? table->edges[table->table->n_columns] : table->edges[i + 1]) - *x;
}

static PangoAlignment
to_alignment (MeriloAlign align)
{
  return align == MERILO_ALIGN_CENTER   ? PANGO_ALIGN_CENTER
         : align == MERILO_ALIGN_NUMBER ? PANGO_ALIGN_RIGHT
                                        : PANGO_ALIGN_LEFT;
}

static PangoLayout *
make_cell (const Table *table,
           const Row *row,
           guint i,
           const char *text,
           gboolean bold,
           PangoAlignment alignment)
{
  double x, width;
  PangoLayout *layout;

  get_cell_place (table, row, i, &x, &width);
  layout
      = _merilo_pages_layout (table->pages, MERILO_SIZE_TABLE, bold, width - 2 * get_pad (width));
  pango_layout_set_alignment (layout, alignment);
  _merilo_layout_set_text (layout, text);
  return layout;
}

static void
free_cells (PangoLayout **cells, guint n)
{
  for (guint i = 0; i < n; i++)
    g_object_unref (cells[i]);
  g_free (cells);
}

static double
get_height (PangoLayout **cells, guint n)
{
  double height = 0;

  for (guint i = 0; i < n; i++)
    height = MAX (height, _merilo_layout_height (cells[i]));
  return height + 2 * MERILO_CELL_PAD_Y;
}

/* Drawing */

/* ground, then lines around; the line above only where nothing stands above */
static void
put_frame (const Table *table, const Row *row, double height)
{
  const Pages *pages = table->pages;
  double right = table->edges[table->table->n_columns];
  cairo_t *cr = pages->cr;

  if (cr == NULL)
    return;
  if (row->ground != 0)
    {
      _merilo_pages_set_color (pages, row->ground);
      cairo_rectangle (cr, 0, pages->y, right, height);
      cairo_fill (cr);
    }
  _merilo_pages_set_color (pages, MERILO_LINE_COLOR);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_rectangle (cr, 0, pages->y, right, height);
  for (guint i = 1; i < table->table->n_columns && !row->whole_width; i++)
    {
      cairo_move_to (cr, table->edges[i], pages->y);
      cairo_line_to (cr, table->edges[i], pages->y + height);
    }
  cairo_stroke (cr);
  _merilo_pages_set_color (pages, 0);
}

/* lines @from[i] … @until[i] - 1 of each cell; @from NULL: all */
static void
put_cells (const Table *table, const Row *row, const int *from, const int *until, double height)
{
  put_frame (table, row, height);
  for (guint i = 0; i < row->n; i++)
    {
      double x, width;

      if (from != NULL && from[i] == until[i])
        continue;
      get_cell_place (table, row, i, &x, &width);
      _merilo_pages_put_lines (table->pages, row->cells[i], from != NULL ? from[i] : 0,
                               from != NULL ? until[i] : -1, x + get_pad (width),
                               table->pages->y + MERILO_CELL_PAD_Y);
    }
  table->pages->y += height;
}

static void
put_whole (const Table *table, const Row *row, double height)
{
  put_cells (table, row, NULL, NULL, height);
  table->pages->fresh = FALSE;
}

static void
put_heading (const Table *table)
{
  Row row = { table->heading, table->table->n_columns, FALSE, MERILO_HEADING_COLOR };

  if (table->heading != NULL)
    put_cells (table, &row, NULL, NULL, table->heading_height);
}

static void
break_page (const Table *table)
{
  _merilo_pages_break (table->pages);
  put_heading (table);
}

/* Cutting */

/* the lines of each cell that fit below; %TRUE if any does */
static gboolean
choose_lines (const Table *table, const Row *row, const int *from, int *until, double *ret_height)
{
  double room = _merilo_pages_room (table->pages) - 2 * MERILO_CELL_PAD_Y;
  double height, highest = 0;
  gboolean any = FALSE;

  for (guint i = 0; i < row->n; i++)
    {
      int left = pango_layout_get_line_count (row->cells[i]) - from[i];
      int n = left > 0 ? _merilo_layout_fit (row->cells[i], from[i], left, room, &height) : 0;

      if (n == 0 && left > 0 && table->pages->fresh)
        n = _merilo_layout_fit (row->cells[i], from[i], 1, G_MAXDOUBLE, &height);
      until[i] = from[i] + n;
      any = any || n > 0;
      highest = n > 0 ? MAX (highest, height) : highest;
    }
  *ret_height = highest + 2 * MERILO_CELL_PAD_Y;
  return any;
}

static gboolean
is_done (const Row *row, const int *from)
{
  for (guint i = 0; i < row->n; i++)
    if (from[i] < pango_layout_get_line_count (row->cells[i]))
      return FALSE;
  return TRUE;
}

static void
put_cut (const Table *table, const Row *row)
{
  g_autofree int *from = g_new0 (int, row->n);
  g_autofree int *until = g_new0 (int, row->n);
  double height;

  while (!is_done (row, from) && table->pages->error == NULL)
    {
      if (choose_lines (table, row, from, until, &height))
        {
          put_cells (table, row, from, until, height);
          table->pages->fresh = FALSE;
          for (guint i = 0; i < row->n; i++)
            from[i] = until[i];
        }
      if (!is_done (row, from))
        break_page (table);
    }
}

static void
place_row (const Table *table, const Row *row, double below)
{
  Pages *pages = table->pages;
  double height = get_height (row->cells, row->n);

  if (height + below > _merilo_pages_room (pages) && !pages->fresh
      && height <= pages->height * USUAL_SHARE)
    break_page (table);
  if (height <= _merilo_pages_room (pages))
    put_whole (table, row, height);
  else
    put_cut (table, row);
}

/* Rows */

static void
put_section (const Table *table, const MeriloTableRow *row)
{
  Row place = { g_new (PangoLayout *, 1), 1, TRUE, MERILO_SECTION_COLOR };

  place.cells[0] = make_cell (table, &place, 0, row->cells[0], TRUE, PANGO_ALIGN_CENTER);
  if (table->pages->cr != NULL)
    _merilo_pages_outline (table->pages, row->cells[0]);
  place_row (table, &place, KEEP_WITH_NEXT);
  free_cells (place.cells, 1);
}

static void
put_row (const Table *table, const MeriloTableRow *row)
{
  guint n = table->table->n_columns;
  Row place = { g_new (PangoLayout *, n), n, FALSE, 0 };

  for (guint i = 0; i < n; i++)
    place.cells[i] = make_cell (table, &place, i, row->cells[i], row->kind == MERILO_ROW_TOTAL,
                                to_alignment (table->table->columns[i].align));
  place_row (table, &place, 0);
  free_cells (place.cells, n);
}

/* the heading's cells; a heading that would fill half a page goes once, as a row */
static void
begin_table (Table *table)
{
  guint n = table->table->n_columns;
  Row row = { g_new (PangoLayout *, n), n, FALSE, MERILO_HEADING_COLOR };

  for (guint i = 0; i < n; i++)
    row.cells[i]
        = make_cell (table, &row, i, table->table->columns[i].heading, TRUE, PANGO_ALIGN_CENTER);
  table->heading_height = get_height (row.cells, n);
  if (table->heading_height > table->pages->height * HEADING_SHARE)
    {
      place_row (table, &row, 0);
      free_cells (row.cells, n);
      return;
    }
  _merilo_pages_need (table->pages, table->heading_height + KEEP_WITH_NEXT);
  table->heading = row.cells;
  put_heading (table);
  if (table->table->rows->len == 0)
    table->pages->fresh = FALSE;
}

void
_merilo_pages_put_table (Pages *pages, const MeriloTable *described)
{
  guint n = described->n_columns;
  g_autofree double *edges = g_new0 (double, n + 1);
  Table table = { pages, described, edges, NULL, 0 };

  for (guint i = 0; i < n; i++)
    edges[i + 1] = edges[i] + merilo_table_get_share (described, i) * pages->width;
  begin_table (&table);
  for (guint i = 0; i < described->rows->len && pages->error == NULL; i++)
    {
      const MeriloTableRow *row = merilo_table_get_row (described, i);

      if (row->kind == MERILO_ROW_SECTION)
        put_section (&table, row);
      else
        put_row (&table, row);
    }
  if (table.heading != NULL)
    free_cells (table.heading, n);
  pages->y += AFTER;
}

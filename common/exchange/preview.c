#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/preview.h"

#include "exchange/layout-private.h"
#include "model/json-writer.h"

#define MAX_SHEETS  20
#define MAX_TEXT    200 /* characters of a cell */
#define LEAST_KNOWN 2   /* columns that make a heading row */

static void
put_cell (const MeriloCell *cell, GString *out)
{
  g_autofree char *text = merilo_cell_to_text (cell);
  g_autofree char *head = NULL;

  if (g_utf8_strlen (text, -1) > MAX_TEXT)
    head = g_utf8_substring (text, 0, MAX_TEXT);
  merilo_json_put_text (out, head != NULL ? head : text);
}

/* blank cells at the end are left out */
static void
put_row (const MeriloGridRow *row, GString *out)
{
  guint n = 0;

  g_string_append_c (out, '[');
  for (guint i = 1; row != NULL && i <= MIN (row->n_cells, MERILO_PREVIEW_COLUMNS); i++)
    if (!merilo_cell_is_blank (merilo_grid_row_get (row, i)))
      n = i;
  for (guint i = 1; i <= n; i++)
    {
      if (i > 1)
        g_string_append_c (out, ',');
      put_cell (merilo_grid_row_get (row, i), out);
    }
  g_string_append_c (out, ']');
}

static void
put_rows (const MeriloGrid *grid, GString *out)
{
  guint number = 0;

  g_string_append_c (out, '[');
  for (guint i = 0; i < grid->rows->len; i++)
    {
      const MeriloGridRow *row = &g_array_index (grid->rows, MeriloGridRow, i);

      if (row->number > MERILO_PREVIEW_ROWS)
        break;
      while (++number <= row->number)
        {
          if (number > 1)
            g_string_append_c (out, ',');
          put_row (number == row->number ? row : NULL, out);
        }
      number = row->number;
    }
  g_string_append_c (out, ']');
}

/* by the row in which most headings are known */
static void
put_guess (const MeriloGrid *grid, GString *out)
{
  g_autoptr (MeriloLayoutMap) best = NULL;
  g_autofree char *json = NULL;

  for (guint i = 0; i < MIN (grid->rows->len, MERILO_HEADING_WITHIN); i++)
    {
      guint row = g_array_index (grid->rows, MeriloGridRow, i).number;
      g_autoptr (MeriloLayoutMap) map = merilo_layout_map_guess (grid, row);

      if (map->columns->len < LEAST_KNOWN
          || (best != NULL && map->columns->len <= best->columns->len))
        continue;
      g_clear_pointer (&best, merilo_layout_map_free);
      best = g_steal_pointer (&map);
    }
  json = best != NULL ? merilo_layout_map_write (best) : NULL;
  g_string_append (out, json != NULL ? json : "null");
}

gboolean
merilo_preview_put_json (MeriloBook *book, GString *out, GError **error)
{
  guint shown = 0;

  merilo_json_put_key (out, "sheets");
  g_string_append_c (out, '[');
  for (guint i = 0; i < merilo_book_get_n_sheets (book) && shown < MAX_SHEETS; i++)
    {
      const MeriloGrid *grid;

      if (merilo_book_is_hidden (book, i))
        continue;
      grid = merilo_book_get_grid (book, i, error);
      if (grid == NULL)
        return FALSE;
      g_string_append (out, shown++ > 0 ? ",{" : "{");
      merilo_json_put_text_member (out, "name", grid->name);
      merilo_json_put_key (out, "rows");
      put_rows (grid, out);
      merilo_json_put_key (out, "guess");
      put_guess (grid, out);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
  return TRUE;
}

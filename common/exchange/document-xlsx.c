#define G_LOG_DOMAIN "merilo-exchange"

#include "config.h"

#include "exchange/document-xlsx.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "exchange/document-xlsx-private.h"
#include "exchange/grid.h"
#include "exchange/text.h"
#include "model/error.h"

#define POINTS_A_CHAR 5.3 /* of a table's letters: widths of columns are in characters */
#define NARROWEST     4.0
#define BARE_COLUMNS  8 /* of a sheet without a table */
#define ROW_HEIGHT    15.0
#define PIXEL_SCALE   0.6667 /* pictures are two pixels a point, a point is 4/3 pixels */
#define LONGEST_TITLE 180    /* characters in the footer */

/* Sheets */

static double
get_width (const MeriloDocument *document)
{
  MeriloPaper paper = merilo_paper (document->page);

  return paper.width - paper.left - paper.right;
}

static gboolean
is_table (const MeriloDocument *document, guint i)
{
  return merilo_document_get (document, i)->kind == MERILO_BLOCK_TABLE;
}

/* the block after those of the sheet that begins with @from: a sheet has one table, and the next
 * begins with the last heading before the next table */
static guint
find_end (const MeriloDocument *document, guint from)
{
  guint first = from, next, n = document->blocks->len;

  while (first < n && !is_table (document, first))
    first++;
  for (next = first + 1; next < n && !is_table (document, next);)
    next++;
  if (first >= n || next >= n)
    return n;
  for (guint i = next; i > first + 1; i--)
    if (merilo_document_get (document, i - 1)->kind == MERILO_BLOCK_HEADING)
      return i - 1;
  return next;
}

/* the sheet's first heading, its table's caption, the document's title; with a number if there is
 * such a sheet already */
static char *
choose_name (const MeriloDocument *document, guint from, guint until, lxw_workbook *book)
{
  g_autofree char *wanted = NULL;
  char *name;

  for (guint i = from; i < until && wanted == NULL; i++)
    {
      const MeriloDocumentBlock *block = merilo_document_get (document, i);

      if (block->kind == MERILO_BLOCK_HEADING)
        wanted = merilo_document_block_text (block);
      else if (block->kind == MERILO_BLOCK_TABLE && *block->table.caption != 0)
        wanted = g_strdup (block->table.caption);
    }
  name = _merilo_xlsx_sheet_name (wanted != NULL ? wanted : document->title);
  for (guint n = 2; workbook_validate_sheet_name (book, name) != LXW_NO_ERROR && n < 1000; n++)
    {
      g_autofree char *cut = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), 24));

      g_free (name);
      name = g_strdup_printf ("%s %u", g_strstrip (cut), n);
    }
  return name;
}

static void
set_widths (Sheet *self, const MeriloTable *table, double points)
{
  self->columns = table != NULL ? table->n_columns : BARE_COLUMNS;
  g_free (self->widths);
  self->widths = g_new (double, self->columns);
  for (guint i = 0; i < self->columns; i++)
    {
      double share = table != NULL ? merilo_table_get_share (table, i) : 1.0 / BARE_COLUMNS;

      self->widths[i] = MAX (round (share * points / POINTS_A_CHAR), NARROWEST);
      worksheet_set_column (self->sheet, (lxw_col_t) i, (lxw_col_t) i, self->widths[i], NULL);
    }
}

static double
to_inches (double points)
{
  return points / 72;
}

static void
set_page (Sheet *self, const MeriloDocument *document)
{
  MeriloPaper paper = merilo_paper (document->page);
  g_autofree char *flat = merilo_text_squeeze (document->title);
  g_autofree char *cut = g_utf8_substring (flat, 0, MIN (g_utf8_strlen (flat, -1), LONGEST_TITLE));
  g_autoptr (GString) footer = g_string_new (cut);

  g_string_replace (footer, "&", "&&", 0);
  g_string_prepend (footer, "&L&8 ");
  g_string_append (footer, "&R&8 ");
  g_string_append_printf (footer, _ ("Страница %s из %s"), "&P", "&N");
  worksheet_set_paper (self->sheet, 9); /* A4 */
  if (document->page == MERILO_PAGE_LANDSCAPE)
    worksheet_set_landscape (self->sheet);
  worksheet_set_margins (self->sheet, to_inches (paper.left), to_inches (paper.right),
                         to_inches (paper.top), to_inches (paper.bottom));
  worksheet_fit_to_pages (self->sheet, 1, 0);
  worksheet_set_footer (self->sheet, footer->str);
}

/* Blocks */

static void
put_text (Sheet *self, Format format, const char *text)
{
  _merilo_xlsx_put_merged (self, 0, self->columns - 1, format, text);
}

static void
put_act (Sheet *self, const MeriloAct *act)
{
  g_auto (GStrv) lines = merilo_act_lines (act);
  gboolean approval = act->form == MERILO_ACT_APPROVAL;
  g_autofree char *whole = g_strjoinv ("\n", lines);
  guint from = approval ? self->columns / 2 : 0;

  _merilo_xlsx_put_merged (self, from, self->columns - 1, approval ? FORMAT_TEXT : FORMAT_CENTER,
                           whole);
}

static void
put_paragraph (Sheet *self, const MeriloDocumentBlock *block)
{
  static const Format formats[] = { FORMAT_TEXT, FORMAT_CENTER, FORMAT_RIGHT };
  g_autofree char *text = merilo_document_block_text (block);
  g_autofree char *whole
      = *block->number != 0 ? g_strconcat (block->number, " ", text, NULL) : g_strdup (text);

  put_text (self, formats[block->align], whole);
}

static gboolean
put_chart (Sheet *self, const MeriloDocumentBlock *block, double width, GError **error)
{
  GBytes *png = merilo_chart_export (block->chart, MERILO_CHART_PNG, width, block->height, error);
  lxw_image_options options = { .x_scale = PIXEL_SCALE, .y_scale = PIXEL_SCALE };
  gsize size;
  const guchar *data;

  if (png == NULL)
    return FALSE;
  g_ptr_array_add (self->pictures, png);
  data = g_bytes_get_data (png, &size);
  if (self->status == LXW_NO_ERROR)
    self->status
        = worksheet_insert_image_buffer_opt (self->sheet, self->row, 0, data, size, &options);
  self->row += (lxw_row_t) ceil (block->height / ROW_HEIGHT) + 1;
  return TRUE;
}

static void
put_table (Sheet *self, const MeriloTable *table)
{
  self->row += self->row > 0 ? 1 : 0;
  _merilo_xlsx_put_table_heading (self, table);
  for (guint i = 0; i < table->rows->len; i++)
    {
      const MeriloTableRow *row = merilo_table_get_row (table, i);

      if (row->kind == MERILO_ROW_SECTION)
        put_text (self, FORMAT_SECTION, row->cells[0]);
      else
        _merilo_xlsx_put_cells (self, table, row);
    }
  self->row++;
}

static void
put_signature (Sheet *self, const MeriloDocumentBlock *block)
{
  g_autofree char *text
      = g_strconcat (block->office, " ____________________ ",
                     *block->name != 0 ? block->name : "____________________", NULL);

  self->row++;
  put_text (self, FORMAT_TEXT, text);
}

static gboolean
put_block (Sheet *self, const MeriloDocumentBlock *block, double width, GError **error)
{
  g_autofree char *text = merilo_document_block_text (block);

  switch (block->kind)
    {
    case MERILO_BLOCK_TITLE:
      put_text (self, FORMAT_TITLE, text);
      break;
    case MERILO_BLOCK_HEADING:
      put_text (self, FORMAT_HEADING, text);
      break;
    case MERILO_BLOCK_PARAGRAPH:
    case MERILO_BLOCK_POINT:
      put_paragraph (self, block);
      break;
    case MERILO_BLOCK_ACT:
      put_act (self, &block->act);
      break;
    case MERILO_BLOCK_TABLE:
      put_table (self, &block->table);
      break;
    case MERILO_BLOCK_CHART:
      return put_chart (self, block, width, error);
    case MERILO_BLOCK_SIGNATURE:
      put_signature (self, block);
      break;
    case MERILO_BLOCK_PAGE_BREAK:
    default:
      self->row++;
    }
  return TRUE;
}

/* The whole */

static const MeriloTable *
find_table (const MeriloDocument *document, guint from, guint until)
{
  for (guint i = from; i < until; i++)
    if (is_table (document, i))
      return &merilo_document_get (document, i)->table;
  return NULL;
}

static gboolean
put_sheet (Sheet *self, const MeriloDocument *document, guint from, guint until, GError **error)
{
  g_autofree char *name = choose_name (document, from, until, self->book.book);
  const MeriloTable *table = find_table (document, from, until);
  double width = get_width (document);

  if (table != NULL && table->n_columns > MERILO_GRID_MAX_COLUMNS)
    return _merilo_xlsx_fail (LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE, error);
  self->sheet = workbook_add_worksheet (self->book.book, name);
  if (self->sheet == NULL)
    return _merilo_xlsx_fail (LXW_ERROR_SHEETNAME_ALREADY_USED, error);
  self->row = 0;
  set_widths (self, table, width);
  set_page (self, document);
  for (guint i = from; i < until; i++)
    if (!put_block (self, merilo_document_get (document, i), width, error))
      return FALSE;
  return self->status == LXW_NO_ERROR || _merilo_xlsx_fail (self->status, error);
}

static gboolean
put_document (Sheet *self, const MeriloDocument *document, GError **error)
{
  lxw_doc_properties properties
      = { .title = (char *) document->title, .author = (char *) document->author };

  workbook_set_properties (self->book.book, &properties);
  _merilo_xlsx_make_formats (self);
  for (guint from = 0, until; from == 0 || from < document->blocks->len; from = until)
    {
      until = find_end (document, from);
      if (!put_sheet (self, document, from, until, error))
        return FALSE;
      if (until == 0)
        break;
    }
  return TRUE;
}

GBytes *
merilo_document_to_xlsx (const MeriloDocument *self, GError **error)
{
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  Sheet sheet = { .pictures = pictures };
  GBytes *made = NULL;

  if (_merilo_xlsx_book_open (&sheet.book, FALSE, error) && put_document (&sheet, self, error))
    made = _merilo_xlsx_book_finish (&sheet.book, error);
  _merilo_xlsx_book_clear (&sheet.book);
  g_free (sheet.widths);
  return made;
}

#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/xlsx-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "exchange/xml-parser.h"
#include "model/error.h"
#include "model/value.h"

#define MAX_MERGES   50000
#define DAYS_TO_1970 25569 /* of 1970-01-01 in the system of 1900 */
#define DAYS_TO_1904 1462

typedef enum
{
  NUMBER,
  SHARED,
  FLAG,
  BROKEN,
  DATE,
  TEXT,
} CellType;

/* @inlined, @taken and @skipped count the elements that are open from that one on */
typedef struct
{
  const MeriloXlsx *book;
  const char *part;
  MeriloRowFunc func;
  gpointer data;
  GArray *merges;
  guint row;
  char row_digits[12]; /* as the sheet writes it; "": it does not */
  guint column;        /* of the last cell */
  MeriloCell *cells;   /* of the row being read: MERILO_GRID_MAX_COLUMNS of them */
  guint n_cells;
  GPtrArray *owned; /* char *: texts of the row that are not shared */
  CellType type;    /* of the cell being read, and on to @taken */
  guint style;
  GString *text;
  gboolean in_cell;
  guint inlined; /* <is> */
  guint taken;   /* what the text is made of: <v>, and <t> of <is> */
  guint skipped; /* a formula, a phonetic hint */
} Reader;

/* "BC12" -> 55, 12; %FALSE if it is no address */
static gboolean
parse_address (const char *p, const char *end, guint *ret_column, guint *ret_row)
{
  guint column = 0, row = 0;

  for (; p < end && *p >= 'A' && *p <= 'Z' && column <= MERILO_XLSX_MAX_COLUMNS; p++)
    column = column * 26 + (guint) (*p - 'A') + 1;
  for (; p < end && *p >= '0' && *p <= '9' && row <= MERILO_XLSX_MAX_ROWS; p++)
    row = row * 10 + (guint) (*p - '0');
  if (p < end || column == 0 || column > MERILO_XLSX_MAX_COLUMNS || row == 0
      || row > MERILO_XLSX_MAX_ROWS)
    return FALSE;
  *ret_column = column;
  *ret_row = row;
  return TRUE;
}

/* most cells: a letter or two, and the digits of their row */
static gboolean
read_address (Reader *reader, const MeriloXmlAttribute *address)
{
  const char *p = address->value, *digits = reader->row_digits;
  guint column = 0, row;

  for (; p < address->end && *p >= 'A' && *p <= 'Z' && column <= MERILO_XLSX_MAX_COLUMNS; p++)
    column = column * 26 + (guint) (*p - 'A') + 1;
  while (p < address->end && *p == *digits)
    p++, digits++;
  if (p < address->end || *digits != '\0' || digits == reader->row_digits || column == 0
      || column > MERILO_XLSX_MAX_COLUMNS)
    return parse_address (address->value, address->end, &reader->column, &row);
  reader->column = column;
  return TRUE;
}

static guint
get_whole (const MeriloXmlAttribute *attribute, guint otherwise)
{
  guint64 whole = 0;

  if (attribute == NULL || attribute->value == attribute->end)
    return otherwise;
  for (const char *p = attribute->value; p < attribute->end; p++)
    {
      if (!g_ascii_isdigit (*p))
        return otherwise;
      whole = whole * 10 + (guint) (*p - '0');
      if (whole > G_MAXUINT)
        return otherwise;
    }
  return (guint) whole;
}

/* Values */

static void
set_text (Reader *reader, MeriloCell *cell, MeriloCellKind kind, const char *text)
{
  char *kept = g_strdup (text);

  cell->kind = kind;
  cell->text = kept;
  g_ptr_array_add (reader->owned, kept);
}

/* most cells, and all references to texts: a few digits */
static gboolean
read_digits (const char *text, guint *ret_number)
{
  guint number = 0, n = 0;

  for (; g_ascii_isdigit (text[n]) && n < 9; n++)
    number = number * 10 + (guint) (text[n] - '0');
  if (n == 0 || text[n] != '\0')
    return FALSE;
  *ret_number = number;
  return TRUE;
}

static void
set_number (Reader *reader, MeriloCell *cell, const char *text)
{
  char *end;
  double number;
  guint whole;

  if (read_digits (text, &whole))
    number = whole;
  else
    {
      number = g_ascii_strtod (text, &end);
      while (g_ascii_isspace (*end))
        end++;
      if (end == text || *end != '\0' || !isfinite (number))
        {
          set_text (reader, cell, MERILO_CELL_TEXT, text); /* no number after all: shown */
          return;
        }
    }
  cell->kind = MERILO_CELL_NUMBER;
  cell->number = number;
  if (reader->style >= reader->book->date_styles->len
      || !g_array_index (reader->book->date_styles, gboolean, reader->style) || number < 0
      || number > 3e6)
    return;
  cell->kind = MERILO_CELL_DATE;
  if (reader->book->from_1904)
    cell->number += DAYS_TO_1904;
  else if (number < 60)
    cell->number += 1; /* the 29 February 1900 that Excel believes in */
  cell->number -= DAYS_TO_1970;
}

static void
set_iso_date (Reader *reader, MeriloCell *cell, const char *text)
{
  gint64 days;
  guint hours = 0, minutes = 0;

  if (strlen (text) >= 10 && merilo_date_parse (text, 10, &days))
    {
      cell->kind = MERILO_CELL_DATE;
      cell->number = (double) days;
      if (sscanf (text + 10, "T%2u:%2u", &hours, &minutes) == 2 && hours < 24 && minutes < 60)
        cell->number += (hours * 60 + minutes) / 1440.0;
    }
  else
    set_text (reader, cell, MERILO_CELL_TEXT, text);
}

static CellType
get_type (const MeriloXmlAttribute *name)
{
  if (name == NULL)
    return NUMBER;
  switch (name->end - name->value == 1 ? name->value[0] : '\0')
    {
    case 'n':
      return NUMBER;
    case 's':
      return SHARED;
    case 'b':
      return FLAG;
    case 'e':
      return BROKEN;
    case 'd':
      return DATE;
    default:
      return TEXT;
    }
}

static gboolean
set_shared (Reader *reader, MeriloCell *cell, GError **error)
{
  guint index;

  if (!read_digits (reader->text->str, &index) || index >= reader->book->strings->len)
    {
      merilo_package_set_damaged (error, reader->part, _ ("ссылка на строку, которой нет"));
      return FALSE;
    }
  cell->text = g_ptr_array_index (reader->book->strings, index);
  cell->kind = cell->text[0] != '\0' ? MERILO_CELL_TEXT : MERILO_CELL_EMPTY;
  return TRUE;
}

static gboolean
set_value (Reader *reader, MeriloCell *cell, GError **error)
{
  const char *text = reader->text->str;

  if (text[0] == '\0')
    return TRUE;
  switch (reader->type)
    {
    case NUMBER:
      set_number (reader, cell, text);
      return TRUE;
    case SHARED:
      return set_shared (reader, cell, error);
    case FLAG:
      cell->kind = MERILO_CELL_FLAG;
      cell->number = text[0] == '1' || g_ascii_strcasecmp (text, "true") == 0;
      return TRUE;
    case BROKEN:
      set_text (reader, cell, MERILO_CELL_ERROR, text);
      return TRUE;
    case DATE:
      set_iso_date (reader, cell, text);
      return TRUE;
    case TEXT:
    default:
      set_text (reader, cell, MERILO_CELL_TEXT, text);
      return TRUE;
    }
}

/* Cells and rows */

static gboolean
store_cell (Reader *reader, const MeriloCell *cell, GError **error)
{
  if (cell->kind == MERILO_CELL_EMPTY)
    return TRUE;
  if (reader->column > MERILO_GRID_MAX_COLUMNS)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
                   _ ("в таблице больше %d столбцов; оставьте нужные и загрузите снова"),
                   MERILO_GRID_MAX_COLUMNS);
      return FALSE;
    }
  for (; reader->n_cells < reader->column; reader->n_cells++)
    reader->cells[reader->n_cells] = (MeriloCell){ 0 };
  reader->cells[reader->column - 1] = *cell;
  return TRUE;
}

static gboolean
begin_cell (Reader *reader, const MeriloXmlAttribute *attributes, guint n, GError **error)
{
  const MeriloXmlAttribute *address = NULL, *type = NULL, *style = NULL;

  while (n-- > 0) /* the first of a name is the one that counts */
    switch (attributes[n].name[1] == '\0' ? attributes[n].name[0] : '\0')
      {
      case 'r':
        address = &attributes[n];
        break;
      case 't':
        type = &attributes[n];
        break;
      case 's':
        style = &attributes[n];
        break;
      default:
        break;
      }
  reader->column++;
  if (address != NULL && !read_address (reader, address))
    {
      merilo_package_set_damaged (error, reader->part, _ ("адрес ячейки не читается"));
      return FALSE;
    }
  reader->type = get_type (type);
  reader->style = get_whole (style, 0);
  reader->text->str[reader->text->len = 0] = '\0';
  reader->in_cell = TRUE;
  return TRUE;
}

static gboolean
finish_cell (Reader *reader, GError **error)
{
  MeriloCell cell = { 0 };

  reader->in_cell = FALSE;
  if (reader->type != NUMBER)
    merilo_xlsx_unescape (reader->text);
  return set_value (reader, &cell, error) && store_cell (reader, &cell, error);
}

static gboolean
begin_row (Reader *reader, const MeriloXmlAttribute *attributes, guint n, GError **error)
{
  const MeriloXmlAttribute *number = merilo_xml_find_attribute (attributes, n, "r");
  guint row = get_whole (number, reader->row + 1);
  gsize n_digits = number != NULL ? (gsize) (number->end - number->value) : 0;

  if (row <= reader->row || row > MERILO_XLSX_MAX_ROWS)
    {
      merilo_package_set_damaged (error, reader->part, _ ("строки стоят не по порядку"));
      return FALSE;
    }
  if (n_digits >= sizeof reader->row_digits)
    n_digits = 0;
  memcpy (reader->row_digits, n_digits > 0 ? number->value : "", n_digits);
  reader->row_digits[n_digits] = '\0';
  reader->row = row;
  reader->column = 0;
  reader->n_cells = 0;
  g_ptr_array_set_size (reader->owned, 0);
  return TRUE;
}

static gboolean
finish_row (Reader *reader, GError **error)
{
  return reader->n_cells == 0
         || reader->func (reader->row, reader->cells, reader->n_cells, reader->data, error);
}

static void
add_merge (Reader *reader, const MeriloXmlAttribute *area)
{
  const char *colon
      = area != NULL ? memchr (area->value, ':', (gsize) (area->end - area->value)) : NULL;
  MeriloGridMerge merge;

  if (reader->merges == NULL || reader->merges->len >= MAX_MERGES || colon == NULL
      || !parse_address (area->value, colon, &merge.left, &merge.top)
      || !parse_address (colon + 1, area->end, &merge.right, &merge.bottom))
    return;
  g_array_append_val (reader->merges, merge);
}

/* What the parser calls */

/* what stands in a cell: its value, or text of its own with runs of it and phonetic hints; formulas
 * are passed over */
static void
enter_content (Reader *reader, const char *name)
{
  if (reader->skipped > 0)
    reader->skipped++;
  else if (reader->taken > 0)
    reader->taken++;
  else if (reader->inlined == 0 && merilo_xml_name_is (name, "v"))
    reader->taken = 1;
  else if (reader->inlined == 0 && merilo_xml_name_is (name, "is"))
    reader->inlined = 1;
  else if (reader->inlined > 0 && merilo_xml_name_is (name, "t"))
    reader->taken = 1;
  else if (reader->inlined == 0 || merilo_xml_name_is (name, "rPh"))
    reader->skipped = 1;
  else
    reader->inlined++;
}

static gboolean
start_cb (
    gpointer data, const char *name, const MeriloXmlAttribute *attributes, guint n, GError **error)
{
  Reader *reader = data;

  if (reader->in_cell)
    enter_content (reader, name);
  else if (merilo_xml_name_is (name, "c"))
    return begin_cell (reader, attributes, n, error);
  else if (merilo_xml_name_is (name, "row"))
    return begin_row (reader, attributes, n, error);
  else if (merilo_xml_name_is (name, "mergeCell"))
    add_merge (reader, merilo_xml_find_attribute (attributes, n, "ref"));
  return TRUE;
}

static gboolean
end_cb (gpointer data, const char *name, GError **error)
{
  Reader *reader = data;
  guint *open = reader->skipped > 0   ? &reader->skipped
                : reader->taken > 0   ? &reader->taken
                : reader->inlined > 0 ? &reader->inlined
                                      : NULL;

  if (open != NULL)
    --*open;
  else if (reader->in_cell)
    return finish_cell (reader, error);
  else if (merilo_xml_name_is (name, "row"))
    return finish_row (reader, error);
  return TRUE;
}

static gboolean
text_cb (gpointer data, const char *text, gsize length, GError **error)
{
  Reader *reader = data;
  GString *into = reader->text;

  if (reader->taken == 0 || reader->skipped > 0)
    return TRUE;
  if (into->len + length >= into->allocated_len)
    {
      g_string_append_len (into, text, (gssize) length);
      return TRUE;
    }
  memcpy (into->str + into->len, text, length); /* nearly always: a call less */
  into->len += length;
  into->str[into->len] = '\0';
  return TRUE;
}

gboolean
merilo_xlsx_read_sheet_part (const MeriloXlsx *self,
                             MeriloPart *part,
                             MeriloRowFunc func,
                             gpointer data,
                             GArray *merges,
                             GError **error)
{
  static const MeriloXmlCalls calls = { start_cb, end_cb, text_cb };
  g_autofree char *name = g_strdup (merilo_part_get_name (part));
  g_autofree MeriloCell *cells = g_new (MeriloCell, MERILO_GRID_MAX_COLUMNS);
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_sized_new (256);
  Reader reader = { .book = self,
                    .part = name,
                    .func = func,
                    .data = data,
                    .merges = merges,
                    .cells = cells,
                    .owned = owned,
                    .text = text };
  g_autoptr (MeriloXmlParser) parser = merilo_xml_parser_new (part, &calls, &reader);

  return merilo_xml_parser_run (parser, error);
}

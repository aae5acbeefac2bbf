#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/xlsx-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/error.h"
#include "model/value.h"

#define MAX_MERGES   50000
#define DAYS_TO_1970 25569 /* of 1970-01-01 in the system of 1900 */
#define DAYS_TO_1904 1462

typedef struct
{
  const MeriloXlsx *book;
  MeriloXml *xml;
  char *part;
  MeriloRowFunc func;
  gpointer data;
  GArray *merges;
  guint row;
  guint column;     /* of the last cell */
  GArray *cells;    /* of MeriloCell: the row being read */
  GPtrArray *owned; /* char *: texts of the row that are not shared */
  GString *text;    /* of the cell being read */
} Reader;

typedef enum
{
  NUMBER,
  SHARED,
  FLAG,
  BROKEN,
  DATE,
  TEXT,
} CellType;

gboolean
merilo_xlsx_parse_address (const char *address, guint *ret_column, guint *ret_row)
{
  guint column = 0, row = 0;
  const char *p = address;

  for (; g_ascii_isupper (*p) && column <= MERILO_XLSX_MAX_COLUMNS; p++)
    column = column * 26 + (guint) (*p - 'A') + 1;
  for (; g_ascii_isdigit (*p) && row <= MERILO_XLSX_MAX_ROWS; p++)
    row = row * 10 + (guint) (*p - '0');
  if (*p != '\0' || column == 0 || column > MERILO_XLSX_MAX_COLUMNS || row == 0
      || row > MERILO_XLSX_MAX_ROWS)
    return FALSE;
  *ret_column = column;
  *ret_row = row;
  return TRUE;
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

/* most cells: a few digits */
static gboolean
read_digits (const char *text, double *ret_number)
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
set_number (Reader *reader, MeriloCell *cell, const char *text, guint style)
{
  char *end;
  double number;

  if (!read_digits (text, &number))
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
  if (style >= reader->book->date_styles->len
      || !g_array_index (reader->book->date_styles, gboolean, style) || number < 0 || number > 3e6)
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

/* attributes are gone when the content has been read */
static CellType
get_type (MeriloXml *xml)
{
  static const char *const names[] = { "n", "s", "b", "e", "d", NULL };
  const char *name = merilo_xml_get_attribute (xml, "t");

  if (name == NULL)
    return NUMBER;
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (name, names[i]))
      return (CellType) i;
  return TEXT;
}

static gboolean
set_shared (Reader *reader, MeriloCell *cell, GError **error)
{
  guint64 index;

  if (!g_ascii_string_to_unsigned (reader->text->str, 10, 0, G_MAXUINT, &index, NULL)
      || index >= reader->book->strings->len)
    {
      merilo_package_set_damaged (error, reader->part, _ ("ссылка на строку, которой нет"));
      return FALSE;
    }
  cell->text = g_ptr_array_index (reader->book->strings, index);
  cell->kind = cell->text[0] != '\0' ? MERILO_CELL_TEXT : MERILO_CELL_EMPTY;
  return TRUE;
}

static gboolean
set_value (Reader *reader, MeriloCell *cell, CellType type, guint style, GError **error)
{
  const char *text = reader->text->str;

  if (text[0] == '\0')
    return TRUE;
  switch (type)
    {
    case NUMBER:
      set_number (reader, cell, text, style);
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

/* text of an inline string: <t> of it and of its runs, without phonetic hints */
static gboolean
read_inline (Reader *reader, GString *text, GError **error)
{
  for (guint depth = 1; depth > 0;)
    switch (merilo_xml_next (reader->xml, error))
      {
      case MERILO_XML_START:
        if (merilo_xml_is (reader->xml, "t"))
          {
            if (!merilo_xml_collect (reader->xml, text, error))
              return FALSE;
          }
        else if (merilo_xml_is (reader->xml, "rPh"))
          {
            if (!merilo_xml_skip (reader->xml, error))
              return FALSE;
          }
        else
          depth++;
        break;
      case MERILO_XML_END:
        depth--;
        break;
      case MERILO_XML_TEXT:
        break;
      case MERILO_XML_DONE:
      case MERILO_XML_ERROR:
      default:
        return FALSE;
      }
  return TRUE;
}

/* the children of a cell: <v> or <is>; formulas are passed over */
static gboolean
read_content (Reader *reader, GString *text, GError **error)
{
  for (;;)
    switch (merilo_xml_next (reader->xml, error))
      {
      case MERILO_XML_START:
        if (merilo_xml_is (reader->xml, "v")    ? !merilo_xml_collect (reader->xml, text, error)
            : merilo_xml_is (reader->xml, "is") ? !read_inline (reader, text, error)
                                                : !merilo_xml_skip (reader->xml, error))
          return FALSE;
        break;
      case MERILO_XML_END:
        return TRUE;
      case MERILO_XML_TEXT:
        break;
      case MERILO_XML_DONE:
      case MERILO_XML_ERROR:
      default:
        return FALSE;
      }
}

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
  if (reader->cells->len < reader->column)
    g_array_set_size (reader->cells, reader->column);
  g_array_index (reader->cells, MeriloCell, reader->column - 1) = *cell;
  return TRUE;
}

static gboolean
read_cell (Reader *reader, GError **error)
{
  const char *address = merilo_xml_get_attribute (reader->xml, "r");
  CellType type = get_type (reader->xml);
  guint style = merilo_xml_get_uint (reader->xml, "s", 0), row;
  MeriloCell cell = { 0 };

  reader->column++;
  if (address != NULL && !merilo_xlsx_parse_address (address, &reader->column, &row))
    {
      merilo_package_set_damaged (error, reader->part, _ ("адрес ячейки не читается"));
      return FALSE;
    }
  g_string_truncate (reader->text, 0);
  if (!read_content (reader, reader->text, error))
    return FALSE;
  if (type != NUMBER)
    merilo_xlsx_unescape (reader->text);
  return set_value (reader, &cell, type, style, error) && store_cell (reader, &cell, error);
}

static gboolean
begin_row (Reader *reader, GError **error)
{
  guint row = merilo_xml_get_uint (reader->xml, "r", reader->row + 1);

  if (row <= reader->row || row > MERILO_XLSX_MAX_ROWS)
    {
      merilo_package_set_damaged (error, reader->part, _ ("строки стоят не по порядку"));
      return FALSE;
    }
  reader->row = row;
  reader->column = 0;
  g_array_set_size (reader->cells, 0);
  g_ptr_array_set_size (reader->owned, 0);
  return TRUE;
}

static gboolean
finish_row (Reader *reader, GError **error)
{
  if (reader->cells->len == 0)
    return TRUE;
  return reader->func (reader->row, (const MeriloCell *) (gpointer) reader->cells->data,
                       reader->cells->len, reader->data, error);
}

static void
add_merge (Reader *reader)
{
  g_autofree char *area = merilo_xml_dup_attribute (reader->xml, "ref");
  g_auto (GStrv) corners = area != NULL ? g_strsplit (area, ":", 3) : NULL;
  MeriloGridMerge merge;

  if (reader->merges == NULL || reader->merges->len >= MAX_MERGES || corners == NULL
      || g_strv_length (corners) != 2
      || !merilo_xlsx_parse_address (corners[0], &merge.left, &merge.top)
      || !merilo_xlsx_parse_address (corners[1], &merge.right, &merge.bottom))
    return;
  g_array_append_val (reader->merges, merge);
}

static gboolean
read_start (Reader *reader, GError **error)
{
  if (merilo_xml_is (reader->xml, "c"))
    return read_cell (reader, error);
  if (merilo_xml_is (reader->xml, "row"))
    return begin_row (reader, error);
  if (merilo_xml_is (reader->xml, "mergeCell"))
    add_merge (reader);
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
  g_autofree char *name = g_strdup (merilo_part_get_name (part));
  g_autoptr (MeriloXml) xml = merilo_xml_new (part);
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (MeriloCell));
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  Reader reader = { .book = self,
                    .xml = xml,
                    .part = name,
                    .func = func,
                    .data = data,
                    .merges = merges,
                    .cells = cells,
                    .owned = owned,
                    .text = text };
  MeriloXmlEvent event;

  while ((event = merilo_xml_next (xml, error)) > MERILO_XML_DONE)
    {
      if (event == MERILO_XML_START && !read_start (&reader, error))
        return FALSE;
      if (event == MERILO_XML_END && merilo_xml_is (xml, "row") && !finish_row (&reader, error))
        return FALSE;
    }
  return event == MERILO_XML_DONE;
}

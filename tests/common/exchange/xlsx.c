/* workbooks: every type of cell, and what a stranger's file may hold */
#include "exchange/xlsx.h"

#include <string.h>

#include "model/error.h"
#include "zip-maker.h"

static char *
show (const MeriloGrid *grid)
{
  static const char kinds[] = "?tndfe";
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < grid->rows->len; i++)
    {
      const MeriloGridRow *row = &g_array_index (grid->rows, MeriloGridRow, i);

      g_string_append_printf (out, "%s%u:", i > 0 ? " " : "", row->number);
      for (guint column = 1; column <= row->n_cells; column++)
        {
          const MeriloCell *cell = merilo_grid_row_get (row, column);
          g_autofree char *text = merilo_cell_to_text (cell);

          if (cell->kind != MERILO_CELL_EMPTY)
            g_string_append_printf (out, "%c%s", kinds[cell->kind], text);
          g_string_append (out, column < row->n_cells ? "|" : "");
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

#define STYLES                                                                                     \
  "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd\\.mm\\.yyyy'/>"                      \
  "<numFmt numFmtId='165' formatCode='0&quot; дней&quot;'/>"                                   \
  "<numFmt numFmtId='166' formatCode='[Red]General'/></numFmts><cellStyleXfs><xf numFmtId='14'/>"  \
  "</cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>"              \
  "<xf numFmtId='165'/><xf numFmtId='166'/><xf numFmtId='22'/></cellXfs></styleSheet>"

#define STRINGS                                                                                                     \
  "<sst><si><t>первая</t></si><si><r><t>из </t></r><r><t>кусков</t></r><rPh><t>нет</t></rPh></si>" \
  "<si><t/></si></sst>"

typedef struct
{
  const char *name;
  const char *rows;
  const char *shown; /* NULL: refused */
  int code;
} Case;

static const Case cases[] = {
  { "number", "<row r='1'><c r='A1'><v>12</v></c><c r='B1' t='n'><v>2.5</v></c></row>",
    "1:n12|n2.5" },
  { "shared", "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>",
    "1:tпервая|tиз кусков" },
  { "shared-blank", "<row r='1'><c r='A1' t='s'><v>2</v></c><c r='B1'><v>1</v></c></row>",
    "1:|n1" },
  { "inline",
    "<row r='1'><c r='A1' t='inlineStr'><is><r><t>а</t></r><r><t>б</t></r></is></c></row>",
    "1:tаб" },
  { "inline-phonetic",
    "<row r='1'><c r='A1' t='inlineStr'><is><t>а</t><rPh><x><t>нет</t></x></rPh><x><t>б</t>"
    "</x><v>нет</v></is></c></row>",
    "1:tаб" },
  { "formula",
    "<row r='1'><c r='A1'><f>1+1</f><v>2</v></c><c r='B1' t='str'><f>A1</f><v>да</v></c></row>",
    "1:n2|tда" },
  { "nothing-else",
    "<row r='1'><c r='A1'><f>1<v>2</v><is><t>3</t></is></f> 4 <v>5</v><t>6</t></c><c r='B1'>"
    "<c r='C1'><v>7</v></c><v>8</v></c></row>",
    "1:n5|n8" },
  { "in-pieces",
    "<row r='1'><c r='A1'><v>1<!-- 0 -->2<![CDATA[3]]>&#52;<x>5</x></v><v>6</v></c></row>",
    "1:n123456" },
  { "prefixed",
    "<x:row xmlns:x='u' r='1'><x:c x:r='B1' r='A1' ss='1' s='1' t=''><x:v>1</x:v></x:c></x:row>",
    "1:|t1" },
  { "no-style",
    "<row r='1'><c r='A1' s='99'><v>1</v></c><c r='B1' s='-1'><v>1</v></c><c r='C1' s=' 1'><v>1"
    "</v></c><c r='D1' s='4294967297'><v>1</v></c><c r='E1' s='01'><v>1</v></c></row>",
    "1:n1|n1|n1|n1|d01.01.1900" },
  { "flag", "<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c></row>",
    "1:fда|fнет" },
  { "error", "<row r='1'><c r='A1' t='e'><v>#N/A</v></c></row>", "1:e#N/A" },
  { "date", "<row r='1'><c r='A1' s='1'><v>45413</v></c><c r='B1' s='2'><v>45413.5</v></c></row>",
    "1:d01.05.2024|d01.05.2024 12:00" },
  { "old-date", "<row r='1'><c r='A1' s='1'><v>1</v></c><c r='B1' s='1'><v>61</v></c></row>",
    "1:d01.01.1900|d01.03.1900" },
  { "no-date", "<row r='1'><c r='A1' s='3'><v>45</v></c><c r='B1' s='4'><v>46</v></c></row>",
    "1:n45|n46" },
  { "iso-date",
    "<row r='1'><c r='A1' t='d'><v>2024-05-01T00:00:00</v></c><c r='B1' t='d'>"
    "<v>2024-05-01T09:30:00Z</v></c><c r='C1' t='d'><v>вчера</v></c></row>",
    "1:d01.05.2024|d01.05.2024 09:30|tвчера" },
  { "escapes",
    "<row r='1'><c r='A1' t='inlineStr'><is><t>а_x000A_б</t></is></c><c r='B1' t='str'>"
    "<v>_x005F_x000A_ _xD800_ _x0000_ _x0007_!</v></c></row>",
    "1:tа б|t_x000A_ _xD800_ _x0000_ !" },
  { "cells-in-any-order", "<row r='1'><c r='B1'><v>2</v></c><c r='A1'><v>1</v></c></row>",
    "1:n1|n2" },
  { "holes", "<row r='2'><c r='C2'><v>1</v></c></row><row r='5'><c r='A5'><v>2</v></c></row>",
    "2:||n1 5:n2" },
  { "no-addresses", "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
    "1:n1|n2 2:n3" },
  { "empty-cells", "<row r='1'><c r='A1' s='1'/><c r='B1'/></row>", "" },
  { "no-number", "<row r='1'><c r='A1'><v>12x</v></c></row>", "1:t12x" },
  { "not-finite", "<row r='1'><c r='A1'><v>1e999</v></c></row>", "1:t1e999" },
  { "far-string", "<row r='1'><c r='A1' t='s'><v>77</v></c></row>", NULL, MERILO_ERROR_BAD_FILE },
  { "row-otherwise", /* of a cell: its column is what counts */
    "<row r='007'><c r='A7'><v>1</v></c><c r='C007'><v>2</v></c><c r='D8'><v>3</v></c>"
    "<c r='E70'><v>4</v></c></row><row><c r='B1'><v>5</v></c></row>",
    "7:n1||n2|n3|n4 8:|n5" },
  { "row-alone", "<row r='12'><c r='12'><v>1</v></c></row>", NULL, MERILO_ERROR_BAD_FILE },
  { "column-alone", "<row r='12'><c r='B'><v>1</v></c></row>", NULL, MERILO_ERROR_BAD_FILE },
  { "row-cut", "<row r='12'><c r='B12 '><v>1</v></c></row>", NULL, MERILO_ERROR_BAD_FILE },
  { "long-row-number", "<row r='000000000000000000012'><c r='B12'><v>1</v></c></row>", "12:|n1" },
  { "bad-address", "<row r='1'><c r='1A'><v>1</v></c></row>", NULL, MERILO_ERROR_BAD_FILE },
  { "far-column", "<row r='1'><c r='XFD1'><v>1</v></c></row>", NULL, MERILO_ERROR_TOO_LARGE },
  { "rows-back", "<row r='2'><c><v>1</v></c></row><row r='1'><c><v>1</v></c></row>", NULL,
    MERILO_ERROR_BAD_FILE },
  { "far-row", "<row r='1048577'><c><v>1</v></c></row>", NULL, MERILO_ERROR_BAD_FILE },
  { "broken", "<row r='1'><c></row>", NULL, MERILO_ERROR_BAD_FILE },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GBytes) bytes = zip_make_xlsx (c->rows, STRINGS, STYLES, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloXlsx) book = merilo_xlsx_new (bytes, &error);
  g_autoptr (MeriloGrid) grid = NULL;
  g_autofree char *shown = NULL;

  g_assert_no_error (error);
  grid = merilo_xlsx_read_grid (book, 1, &error);
  if (c->shown == NULL)
    {
      g_assert_null (grid);
      g_assert_error (error, MERILO_ERROR, c->code);
      return;
    }
  g_assert_no_error (error);
  shown = show (grid);
  g_assert_cmpstr (shown, ==, c->shown);
}

static void
test_sheets (void)
{
  g_autoptr (GBytes) bytes = zip_make_xlsx ("", NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloXlsx) book = merilo_xlsx_new (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (merilo_xlsx_get_n_sheets (book), ==, 2);
  g_assert_true (merilo_xlsx_is_sheet_hidden (book, 0));
  g_assert_false (merilo_xlsx_is_sheet_hidden (book, 1));
  g_assert_cmpstr (merilo_xlsx_get_sheet_name (book, 1), ==, "Лист");
}

static void
test_merges (void)
{
  g_autoptr (GBytes) bytes = zip_make_xlsx (
      "<row r='1'><c r='A1'><v>7</v></c></row><row r='3'><c r='C3'><v>8</v></c></row>", NULL, NULL,
      "<mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='bad'/></mergeCells>");
  g_autoptr (MeriloXlsx) book = merilo_xlsx_new (bytes, NULL);
  g_autoptr (MeriloGrid) grid = merilo_xlsx_read_grid (book, 1, NULL);

  g_assert_cmpuint (grid->merges->len, ==, 1);
  g_assert_cmpfloat (merilo_grid_get (grid, 2, 2)->number, ==, 7);
  g_assert_cmpint (merilo_grid_get (grid, 2, 3)->kind, ==, MERILO_CELL_EMPTY);
  g_assert_cmpfloat (merilo_grid_get (grid, 3, 3)->number, ==, 8);
}

/* the school that stands once for many pupils; blank rows and what is there stay */
static void
test_fill_merges (void)
{
  g_autoptr (GBytes) bytes = zip_make_xlsx (
      "<row r='1'><c r='A1'><v>7</v></c></row><row r='2'><c r='B2'><v>1</v></c></row>"
      "<row r='4'><c r='A4'><v>5</v></c></row><row r='9'><c r='B9'><v>2</v></c></row>",
      NULL, NULL,
      "<mergeCells><mergeCell ref='A1:A5'/><mergeCell ref='C1:C9'/><mergeCell ref='B9:D1048576'/>"
      "</mergeCells>");
  g_autoptr (MeriloXlsx) book = merilo_xlsx_new (bytes, NULL);
  g_autoptr (MeriloGrid) grid = merilo_xlsx_read_grid (book, 1, NULL);
  g_autofree char *shown = NULL;

  merilo_grid_fill_merges (grid, 2);
  shown = show (grid);
  g_assert_cmpstr (shown, ==, "1:n7 2:n7|n1 4:n5 9:|n2|n2|n2");
}

/* a workbook of Excel's own that is no XML; days counted from 1904 */
static void
test_other_books (void)
{
  static const char *const targets[] = { "xl/workbook.bin", "xl/workbook.xml" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      ZipMaker *zip = zip_maker_new ();
      g_autofree char *relations
          = g_strdup_printf ("<Relationships><Relationship Id='a' Type='x/officeDocument' "
                             "Target='%s'/></Relationships>",
                             targets[i]);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (MeriloXlsx) book = NULL;
      g_autoptr (MeriloGrid) grid = NULL;
      g_autofree char *shown = NULL;

      zip_maker_add_text (zip, "_rels/.rels", relations);
      zip_maker_add_text (zip, "xl/_rels/workbook.xml.rels",
                          "<Relationships><Relationship Id='r1' Type='x/worksheet' "
                          "Target='one.xml'/><Relationship Id='r2' Type='x/styles' "
                          "Target='styles.xml'/></Relationships>");
      zip_maker_add_text (zip, "xl/styles.xml", STYLES);
      zip_maker_add_text (zip, "xl/one.xml",
                          "<worksheet><sheetData><row><c s='1'><v>0</v></c></row></sheetData>"
                          "</worksheet>");
      zip_maker_add_text (zip, targets[i],
                          "<workbook><workbookPr date1904='1'/><sheets><sheet name='а' id='r1'/>"
                          "</sheets></workbook>");
      bytes = zip_maker_finish (zip);
      book = merilo_xlsx_new (bytes, &error);
      if (i == 0)
        {
          g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
          g_assert_nonnull (strstr (error->message, ".xlsb"));
          g_clear_error (&error);
          continue;
        }
      g_assert_no_error (error);
      grid = merilo_xlsx_read_grid (book, 0, &error);
      g_assert_no_error (error);
      shown = show (grid);
      g_assert_cmpstr (shown, ==, "1:d01.01.1904");
    }
}

/* what no sheet may hold: entities, a DTD */
static void
test_hostile (void)
{
  ZipMaker *zip = zip_maker_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  zip_maker_add_text (zip, "_rels/.rels",
                      "<Relationships><Relationship Id='a' Type='x/officeDocument' "
                      "Target='xl/workbook.xml'/></Relationships>");
  zip_maker_add_text (
      zip, "xl/workbook.xml",
      "<!DOCTYPE workbook [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><workbook><sheets>"
      "<sheet name='a' id='r1'/></sheets></workbook>");
  bytes = zip_maker_finish (zip);
  g_assert_null (merilo_xlsx_new (bytes, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (error->message, "DTD"));
}

/* longer than a piece of the part, and than most texts */
static void
test_long_text (void)
{
  g_autofree char *text = g_strnfill (50000, 'x');
  g_autofree char *rows = g_strdup_printf (
      "<row r='1'><c r='A1' t='inlineStr'><is><t>%s</t></is></c><c r='B1'><v>1</v></c></row>",
      text);
  g_autoptr (GBytes) bytes = zip_make_xlsx (rows, STRINGS, STYLES, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloXlsx) book = merilo_xlsx_new (bytes, &error);
  g_autoptr (MeriloGrid) grid = NULL;

  g_assert_no_error (error);
  grid = merilo_xlsx_read_grid (book, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (merilo_grid_get (grid, 1, 1)->text, ==, text);
  g_assert_cmpfloat (merilo_grid_get (grid, 1, 2)->number, ==, 1);
}

static gboolean
count_row (guint row, const MeriloCell *cells, guint n_cells, gpointer data, GError **error)
{
  guint *count = data;

  g_assert_cmpuint (row, ==, *count + 1);
  g_assert_cmpfloat (cells[0].number, ==, row);
  *count += 1;
  return TRUE;
}

static gboolean
stop_row (guint row, const MeriloCell *cells, guint n_cells, gpointer data, GError **error)
{
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_CANCELLED, "enough");
  return FALSE;
}

static void
test_stream (void)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MeriloXlsx) book = NULL;
  g_autoptr (GError) error = NULL;
  guint count = 0;

  for (guint i = 1; i <= 20000; i++)
    g_string_append_printf (rows, "<row r='%u'><c r='A%u'><v>%u</v></c></row>", i, i, i);
  bytes = zip_make_xlsx (rows->str, NULL, NULL, NULL);
  book = merilo_xlsx_new (bytes, &error);
  g_assert_no_error (error);
  g_assert_true (merilo_xlsx_read_rows (book, 1, count_row, &count, NULL, &error));
  g_assert_cmpuint (count, ==, 20000);
  g_assert_false (merilo_xlsx_read_rows (book, 1, stop_row, NULL, NULL, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/xlsx/cell/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/xlsx/sheets", test_sheets);
  g_test_add_func ("/xlsx/merges", test_merges);
  g_test_add_func ("/xlsx/fill-merges", test_fill_merges);
  g_test_add_func ("/xlsx/other-books", test_other_books);
  g_test_add_func ("/xlsx/hostile", test_hostile);
  g_test_add_func ("/xlsx/long-text", test_long_text);
  g_test_add_func ("/xlsx/stream", test_stream);
  return g_test_run ();
}

#define G_LOG_DOMAIN "app-cells"

#include "config.h"

#include "widgets/cells.h"

#include <string.h>

#include "widgets/words.h"

/* The least workbook that Excel and LibreOffice open: one sheet, texts in place, a bold first row
 * that stands still. Parts are stored and not packed: such tables are small. */

#define MAX_SHEET  31 /* letters of a sheet's name, as Excel bounds it */
#define MAX_DIGITS 15 /* what a number of a spreadsheet holds */

/* the places of cellXfs in styles.xml */
typedef enum
{
  STYLE_PLAIN,
  STYLE_HEAD,
  STYLE_GROUPS,     /* 1 722 202 */
  STYLE_HUNDREDTHS, /* 5,06 */
  STYLE_PERCENT,    /* 40 % */
  STYLE_PERCENT_2,  /* 5,06 % */
} Style;

#define XML  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main" /* not for the screen */
#define RELS                                                                                       \
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships" /* not for the screen */
#define PACK "http://schemas.openxmlformats.org/package/2006"           /* not for the screen */
#define TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."

static const struct
{
  const char *name, *text;
} parts[] = {
  { "[Content_Types].xml",
    XML "<Types xmlns=\"" PACK "/content-types\">"
        "<Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPE "sheet.main+xml\"/>"
        "<Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPE "styles+xml\"/>"
        "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" TYPE
        "worksheet+xml\"/></Types>" },
  { "_rels/.rels", XML "<Relationships xmlns=\"" PACK "/relationships\"><Relationship Id=\"r1\" "
                       "Type=\"" RELS "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                       "</Relationships>" },
  { "xl/_rels/workbook.xml.rels",
    XML "<Relationships xmlns=\"" PACK "/relationships\">"
        "<Relationship Id=\"r1\" Type=\"" RELS "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"r2\" Type=\"" RELS "/styles\" Target=\"styles.xml\"/>"
        "</Relationships>" },
  { "xl/styles.xml",
    XML "<styleSheet xmlns=\"" MAIN "\"><fonts count=\"2\"><font><sz val=\"11\"/>"
        "<name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>"
        "</fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>"
        "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"6\"><xf/>"
        "<xf fontId=\"1\" applyFont=\"1\"/><xf numFmtId=\"3\" applyNumberFormat=\"1\"/>"
        "<xf numFmtId=\"2\" applyNumberFormat=\"1\"/><xf numFmtId=\"9\" applyNumberFormat=\"1\"/>"
        "<xf numFmtId=\"10\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>" },
};

/* The zip */

typedef struct
{
  GByteArray *bytes, *directory;
  guint16 n;
} Zip;

static void
put (GByteArray *out, guint32 value, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      guint8 byte = (guint8) (value >> (8 * i));

      g_byte_array_append (out, &byte, 1);
    }
}

static guint32
count_crc (const char *text, guint32 size)
{
  guint32 crc = 0xFFFFFFFF;

  for (guint32 i = 0; i < size; i++)
    {
      crc ^= (guint8) text[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
    }
  return ~crc;
}

/* what a local header and an entry of the directory have in common */
static void
put_entry (GByteArray *out, const char *name, guint32 crc, guint32 size)
{
  put (out, 20, 2);     /* version */
  put (out, 0x0800, 2); /* names are UTF-8 */
  put (out, 0, 2);      /* stored */
  put (out, 0, 2);      /* no time */
  put (out, 0x21, 2);   /* 1.1.1980 */
  put (out, crc, 4);
  put (out, size, 4);
  put (out, size, 4);
  put (out, (guint32) strlen (name), 2);
  put (out, 0, 2);
}

static void
add_part (Zip *zip, const char *name, const char *text)
{
  guint32 at = zip->bytes->len, size = (guint32) strlen (text);
  guint32 crc = count_crc (text, size);

  put (zip->bytes, 0x04034b50, 4);
  put_entry (zip->bytes, name, crc, size);
  g_byte_array_append (zip->bytes, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (zip->bytes, (const guint8 *) text, size);
  put (zip->directory, 0x02014b50, 4);
  put (zip->directory, 20, 2);
  put_entry (zip->directory, name, crc, size);
  put (zip->directory, 0, 2); /* no comment */
  put (zip->directory, 0, 2);
  put (zip->directory, 0, 2);
  put (zip->directory, 0, 4);
  put (zip->directory, at, 4);
  g_byte_array_append (zip->directory, (const guint8 *) name, (guint) strlen (name));
  zip->n++;
}

static GBytes *
end_zip (Zip *zip)
{
  guint32 at = zip->bytes->len;

  g_byte_array_append (zip->bytes, zip->directory->data, zip->directory->len);
  put (zip->bytes, 0x06054b50, 4);
  put (zip->bytes, 0, 4);
  put (zip->bytes, zip->n, 2);
  put (zip->bytes, zip->n, 2);
  put (zip->bytes, zip->directory->len, 4);
  put (zip->bytes, at, 4);
  put (zip->bytes, 0, 2);
  g_byte_array_unref (zip->directory);
  return g_byte_array_free_to_bytes (zip->bytes);
}

/* The sheet */

/* digits in groups of three with a blank that does not break; NULL: it is no such number */
static char *
join_groups (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0x202F && c != 0xA0)
        g_string_append_unichar (out, c);
      else if (p == text || strspn (g_utf8_next_char (p), "0123456789") < 3)
        return g_string_free (out, TRUE);
    }
  return g_string_free (out, FALSE);
}

/* "12", "2.5", "5,06", "-1"; a code with a nought before it is a word */
static gboolean
is_number (const char *text, gsize *ret_part)
{
  const char *p = *text == '-' ? text + 1 : text;
  gsize whole = strspn (p, "0123456789"), part = 0;

  if (p[whole] == '.' || p[whole] == ',')
    part = strspn (p + whole + 1, "0123456789");
  *ret_part = part;
  return whole > 0 && whole + part <= MAX_DIGITS && (whole == 1 || *p != '0')
         && p[whole + (part > 0 ? part + 1 : 0)] == 0;
}

/* what a spreadsheet counts with, as it writes it; NULL: words */
static char *
read_number (const char *text, Style *ret_style)
{
  g_autofree char *digits = g_utf8_validate (text, -1, NULL) ? join_groups (text) : NULL;
  gboolean percent = digits != NULL && g_str_has_suffix (digits, "%");
  gsize part;

  if (percent)
    digits[strlen (digits) - 1] = 0;
  if (digits == NULL || !is_number (g_strchomp (digits), &part))
    return NULL;
  g_strdelimit (digits, ",", '.');
  *ret_style = percent                           ? part == 2 ? STYLE_PERCENT_2 : STYLE_PERCENT
               : part == 2                       ? STYLE_HUNDREDTHS
               : strlen (digits) < strlen (text) ? STYLE_GROUPS
                                                 : STYLE_PLAIN;
  if (percent)
    {
      char shown[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (shown, sizeof shown, "%.15g", g_ascii_strtod (digits, NULL) / 100);
      return g_strdup (shown);
    }
  return g_steal_pointer (&digits);
}

/* characters that XML does not know are left out */
static void
put_text (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *escaped = NULL;
  char *to = valid;

  for (const char *p = valid; *p != 0; p++)
    if ((guchar) *p >= 0x20 || *p == '\n' || *p == '\t')
      *to++ = *p;
  *to = 0;
  escaped = g_markup_escape_text (valid, -1);
  g_string_append (out, escaped);
}

static void
put_cell (GString *out, const char *text, gboolean head, gboolean words)
{
  Style style = head ? STYLE_HEAD : STYLE_PLAIN;
  g_autofree char *number = head || words ? NULL : read_number (text, &style);

  if (number != NULL)
    {
      g_string_append_printf (out, "<c s=\"%d\"><v>%s</v></c>", style, number);
      return;
    }
  g_string_append_printf (out, "<c t=\"inlineStr\" s=\"%d\"><is><t xml:space=\"preserve\">", style);
  put_text (out, text);
  g_string_append (out, "</t></is></c>");
}

static char *
write_sheet (GPtrArray *cells, const char *words)
{
  GString *out
      = g_string_new (XML "<worksheet xmlns=\"" MAIN "\"><sheetViews><sheetView "
                          "workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
                          "state=\"frozen\"/></sheetView></sheetViews><cols><col min=\"1\" "
                          "max=\"64\" width=\"16\" customWidth=\"1\"/></cols><sheetData>");
  gsize n_words = words != NULL ? strlen (words) : 0;

  for (guint r = 0; r < cells->len; r++)
    {
      char **row = cells->pdata[r];

      g_string_append (out, "<row>");
      for (guint c = 0; row[c] != NULL; c++)
        put_cell (out, row[c], r == 0, c < n_words && words[c] == APP_CELLS_WORDS);
      g_string_append (out, "</row>");
    }
  g_string_append (out, "</sheetData></worksheet>");
  return g_string_free (out, FALSE);
}

/* a name as Excel bears it */
static char *
write_book (const char *sheet)
{
  g_autofree char *valid = g_utf8_make_valid (sheet, -1);
  g_autofree char *cut = NULL;
  g_autoptr (GString) name = g_string_new (NULL);

  g_strstrip (g_strdelimit (valid, "[]:*?/\\'", ' '));
  cut = app_cut (valid, MAX_SHEET);
  put_text (name, *cut != 0 ? g_strchomp (cut) : "1");
  return g_strdup_printf (XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELS "\"><sheets>"
                              "<sheet name=\"%s\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
                          name->str);
}

GBytes *
app_cells_to_xlsx (GPtrArray *cells, const char *sheet, const char *words)
{
  Zip zip = { g_byte_array_new (), g_byte_array_new (), 0 };
  g_autofree char *book = write_book (sheet), *rows = write_sheet (cells, words);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    add_part (&zip, parts[i].name, parts[i].text);
  add_part (&zip, "xl/workbook.xml", book);
  add_part (&zip, "xl/worksheets/sheet1.xml", rows);
  return end_zip (&zip);
}

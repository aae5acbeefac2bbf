#include "zip-maker.h"

#include <gio/gio.h>
#include <string.h>

struct _ZipMaker
{
  GByteArray *out;
  GByteArray *directory;
  guint count;
};

static void
put_u16 (GByteArray *out, guint value)
{
  guint8 bytes[] = { value & 0xff, value >> 8 & 0xff };

  g_byte_array_append (out, bytes, 2);
}

static void
put_u32 (GByteArray *out, guint32 value)
{
  put_u16 (out, value & 0xffff);
  put_u16 (out, value >> 16);
}

static guint32
count_crc (const guint8 *p, gsize size)
{
  guint32 crc = ~0u;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= p[i];
      for (guint k = 0; k < 8; k++)
        crc = crc & 1 ? 0xedb88320u ^ (crc >> 1) : crc >> 1;
    }
  return ~crc;
}

static GBytes *
deflate (const void *data, gsize size)
{
  g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (packer));

  g_assert_true (g_output_stream_write_all (stream, data, size, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

ZipMaker *
zip_maker_new (void)
{
  ZipMaker *self = g_new0 (ZipMaker, 1);

  self->out = g_byte_array_new ();
  self->directory = g_byte_array_new ();
  return self;
}

/* what the local header and the directory have in common */
static void
put_entry (GByteArray *out, ZipFlags flags, guint32 crc, gsize packed, gsize size, const char *name)
{
  put_u16 (out, 20);
  put_u16 (out, flags & ZIP_ENCRYPTED ? 1 : 0);
  put_u16 (out, flags & ZIP_DEFLATED ? 8 : 0);
  put_u32 (out, 0); /* time and date */
  put_u32 (out, crc);
  put_u32 (out, (guint32) packed);
  put_u32 (out, (guint32) size);
  put_u16 (out, (guint) strlen (name));
  put_u16 (out, 0);
}

void
zip_maker_add (ZipMaker *self, const char *name, const void *data, gsize size, ZipFlags flags)
{
  g_autoptr (GBytes) packed
      = flags & ZIP_DEFLATED ? deflate (data, size) : g_bytes_new (data, size);
  guint32 crc = count_crc (data, size) ^ (flags & ZIP_WRONG_CRC ? 1 : 0);
  gsize promised = size - (flags & ZIP_SHORT_SIZE ? 1 : 0) + (flags & ZIP_LONG_SIZE ? 1 : 0);
  guint offset = self->out->len;

  g_byte_array_append (self->out, (const guint8 *) "PK\3\4", 4);
  put_entry (self->out, flags, crc, g_bytes_get_size (packed), promised, name);
  g_byte_array_append (self->out, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (self->out, g_bytes_get_data (packed, NULL),
                       (guint) g_bytes_get_size (packed));
  g_byte_array_append (self->directory, (const guint8 *) "PK\1\2", 4);
  put_u16 (self->directory, 20);
  put_entry (self->directory, flags, crc, g_bytes_get_size (packed), promised, name);
  put_u16 (self->directory, 0); /* comment */
  put_u16 (self->directory, 0); /* disk */
  put_u16 (self->directory, 0);
  put_u32 (self->directory, 0);
  put_u32 (self->directory, offset);
  g_byte_array_append (self->directory, (const guint8 *) name, (guint) strlen (name));
  self->count++;
}

void
zip_maker_add_text (ZipMaker *self, const char *name, const char *text)
{
  zip_maker_add (self, name, text, strlen (text), ZIP_DEFLATED);
}

GBytes *
zip_maker_finish (ZipMaker *self)
{
  guint offset = self->out->len;
  GByteArray *out = self->out;

  g_byte_array_append (out, self->directory->data, self->directory->len);
  g_byte_array_append (out, (const guint8 *) "PK\5\6", 4);
  put_u32 (out, 0);
  put_u16 (out, self->count);
  put_u16 (out, self->count);
  put_u32 (out, self->directory->len);
  put_u32 (out, offset);
  put_u16 (out, 0);
  g_byte_array_unref (self->directory);
  g_free (self);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
zip_make_docx (const char *document_xml)
{
  ZipMaker *zip = zip_maker_new ();

  zip_maker_add_text (
      zip, "_rels/.rels",
      "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
      "<Relationship Id='rId1' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
      "relationships/officeDocument' Target='word/document.xml'/></Relationships>");
  zip_maker_add_text (zip, "word/document.xml", document_xml);
  return zip_maker_finish (zip);
}

GBytes *
zip_make_docx_body (const char *body)
{
  g_autofree char *xml = g_strconcat (
      "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
      "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><w:body>",
      body, "</w:body></w:document>", NULL);

  return zip_make_docx (xml);
}

#define XLSX_RELATIONS                                                                             \
  "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.xml'/>"         \
  "</Relationships>"

static void
add_sheet (ZipMaker *zip, const char *part, const char *rows, const char *after)
{
  g_autofree char *sheet = g_strconcat ("<worksheet><sheetData>", rows, "</sheetData>",
                                        after != NULL ? after : "", "</worksheet>", NULL);

  zip_maker_add_text (zip, part, sheet);
}

/* sheets by the ids of their relations, the first hidden */
static void
add_workbook (ZipMaker *zip, const char *hidden, const char *shown)
{
  g_autofree char *workbook
      = g_strdup_printf ("<workbook xmlns:r='y'><sheets><sheet name='Скрытый' state='hidden' "
                         "r:id='%s'/><sheet name='Лист' r:id='%s'/></sheets></workbook>",
                         hidden, shown);

  zip_maker_add_text (zip, "_rels/.rels", XLSX_RELATIONS);
  zip_maker_add_text (zip, "xl/workbook.xml", workbook);
}

GBytes *
zip_make_xlsx (const char *rows, const char *strings, const char *styles, const char *after)
{
  ZipMaker *zip = zip_maker_new ();

  add_workbook (zip, "r1", "r1");
  zip_maker_add_text (zip, "xl/_rels/workbook.xml.rels",
                      "<Relationships><Relationship Id='r1' Type='x/worksheet' "
                      "Target='worksheets/one.xml'/><Relationship Id='r2' Type='x/sharedStrings' "
                      "Target='sharedStrings.xml'/><Relationship Id='r3' Type='x/styles' "
                      "Target='/xl/styles.xml'/></Relationships>");
  add_sheet (zip, "xl/worksheets/one.xml", rows, after);
  if (strings != NULL)
    zip_maker_add_text (zip, "xl/sharedStrings.xml", strings);
  if (styles != NULL)
    zip_maker_add_text (zip, "xl/styles.xml", styles);
  return zip_maker_finish (zip);
}

GBytes *
zip_make_xlsx_sheets (const char *hidden_rows, const char *rows)
{
  ZipMaker *zip = zip_maker_new ();

  add_workbook (zip, "r1", "r2");
  zip_maker_add_text (zip, "xl/_rels/workbook.xml.rels",
                      "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='one.xml'/>"
                      "<Relationship Id='r2' Type='x/worksheet' Target='two.xml'/>"
                      "</Relationships>");
  add_sheet (zip, "xl/one.xml", hidden_rows, NULL);
  add_sheet (zip, "xl/two.xml", rows, NULL);
  return zip_maker_finish (zip);
}

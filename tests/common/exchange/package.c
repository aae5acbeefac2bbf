/* packages: what is no .docx or .xlsx gets a message that says what to do; bounds hold */
#include "exchange/package.h"

#include <string.h>

#include "exchange/roadmap.h"
#include "model/error.h"
#include "zip-maker.h"

#define PLAN                                                                                       \
  "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>№</w:t></w:r></w:p></w:tc>"                                 \
  "<w:tc><w:p><w:r><w:t>Мероприятие</w:t></w:r></w:p></w:tc>"                           \
  "<w:tc><w:p><w:r><w:t>Срок</w:t></w:r></w:p></w:tc></w:tr>"                                  \
  "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"                                          \
  "<w:tc><w:p><w:r><w:t>Дело</w:t></w:r></w:p></w:tc>"                                         \
  "<w:tc><w:p><w:r><w:t>май</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"

#define OLE2 "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

static GBytes *
make_ole2 (const char *stream)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) OLE2, 8);
  for (guint i = 0; i < 504; i++)
    g_byte_array_append (out, (const guint8 *) "\0", 1);
  for (gsize i = 0; i <= strlen (stream); i++)
    {
      g_byte_array_append (out, (const guint8 *) stream + i, 1);
      g_byte_array_append (out, (const guint8 *) "\0", 1);
    }
  return g_byte_array_free_to_bytes (out);
}

static GBytes *
make_part (ZipFlags flags)
{
  g_autoptr (GBytes) whole = zip_make_docx_body (PLAN);
  g_autoptr (MeriloPackage) package = merilo_package_new (whole, NULL, NULL);
  g_autoptr (MeriloPart) part = merilo_package_read (package, "word/document.xml", NULL);
  ZipMaker *zip = zip_maker_new ();
  char text[8192];
  gssize n = merilo_part_pull (part, text, sizeof text, NULL);

  zip_maker_add_text (zip, "_rels/.rels",
                      "<Relationships><Relationship Id='a' Type='x/officeDocument' "
                      "Target='/word/document.xml'/></Relationships>");
  zip_maker_add (zip, "word/document.xml", text, (gsize) n, flags);
  return zip_maker_finish (zip);
}

static GBytes *
make_whole (void)
{
  return make_part (ZIP_DEFLATED);
}

static GBytes *
make_stored (void)
{
  return make_part (ZIP_STORED);
}

static GBytes *
make_wrong_crc (void)
{
  return make_part (ZIP_DEFLATED | ZIP_WRONG_CRC);
}

static GBytes *
make_short (void)
{
  return make_part (ZIP_DEFLATED | ZIP_SHORT_SIZE);
}

static GBytes *
make_long (void)
{
  return make_part (ZIP_DEFLATED | ZIP_LONG_SIZE);
}

static GBytes *
make_encrypted_zip (void)
{
  return make_part (ZIP_DEFLATED | ZIP_ENCRYPTED);
}

static GBytes *
make_cut (void)
{
  g_autoptr (GBytes) whole = make_whole ();

  return g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) - 40);
}

static GBytes *
make_bomb (void)
{
  ZipMaker *zip = zip_maker_new ();
  g_autofree char *zeros = g_malloc0 (64 * 1024 * 1024);

  zip_maker_add (zip, "word/document.xml", zeros, 64 * 1024 * 1024, ZIP_DEFLATED);
  return zip_maker_finish (zip);
}

static GBytes *
make_many_parts (void)
{
  ZipMaker *zip = zip_maker_new ();

  for (guint i = 0; i <= merilo_package_limits.parts; i++)
    {
      g_autofree char *name = g_strdup_printf ("part%u", i);

      zip_maker_add (zip, name, "", 0, ZIP_STORED);
    }
  return zip_maker_finish (zip);
}

static GBytes *
make_large (void)
{
  gsize size = merilo_package_limits.file + 1;
  char *bytes = g_malloc0 (size);

  memcpy (bytes, "PK\3\4", 4);
  return g_bytes_new_take (bytes, size);
}

static GBytes *
make_old_doc (void)
{
  return make_ole2 ("WordDocument");
}

static GBytes *
make_old_xls (void)
{
  return make_ole2 ("Workbook");
}

static GBytes *
make_locked (void)
{
  return make_ole2 ("EncryptedPackage");
}

static GBytes *
make_text (void)
{
  return g_bytes_new_static ("это просто текст", strlen ("это просто текст"));
}

static GBytes *
make_pdf (void)
{
  return g_bytes_new_static ("%PDF-1.7 ", 9);
}

static GBytes *
make_nothing (void)
{
  return g_bytes_new_static ("", 0);
}

static GBytes *
make_other_zip (void)
{
  ZipMaker *zip = zip_maker_new ();

  zip_maker_add_text (zip, "readme.txt", "hello");
  return zip_maker_finish (zip);
}

static GBytes *
make_odt (void)
{
  ZipMaker *zip = zip_maker_new ();

  zip_maker_add_text (zip, "content.xml", "<a/>");
  return zip_maker_finish (zip);
}

static GBytes *
make_xlsx (void)
{
  ZipMaker *zip = zip_maker_new ();

  zip_maker_add_text (zip, "_rels/.rels",
                      "<Relationships><Relationship Id='a' Type='x/officeDocument' "
                      "Target='xl/workbook.xml'/></Relationships>");
  zip_maker_add_text (zip, "xl/workbook.xml", "<workbook/>");
  return zip_maker_finish (zip);
}

static GBytes *
make_no_table (void)
{
  return zip_make_docx_body ("<w:p><w:r><w:t>План без таблицы</w:t></w:r></w:p>");
}

static GBytes *
make_other_table (void)
{
  return zip_make_docx_body ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Подпись</w:t></w:r></w:p></w:tc>"
                             "<w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>");
}

static GBytes *
make_heading_only (void)
{
  return zip_make_docx_body ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>№</w:t></w:r></w:p></w:tc>"
                             "<w:tc><w:p><w:r><w:t>Мероприятие</w:t></w:r></w:p></w:tc>"
                             "<w:tc><w:p><w:r><w:t>Срок</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");
}

static GBytes *
make_broken_xml (void)
{
  return zip_make_docx ("<w:document xmlns:w='x'><w:body><w:p></w:body></w:document>");
}

static GBytes *
make_unclosed_xml (void)
{
  return zip_make_docx ("<w:document xmlns:w='x'><w:body><w:p>");
}

static GBytes *
make_no_xml (void)
{
  return zip_make_docx ("");
}

static GBytes *
make_other_xml (void)
{
  return zip_make_docx ("<html/>");
}

static GBytes *
make_entities (void)
{
  return zip_make_docx (
      "<!DOCTYPE w:document [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>"
      "<!ENTITY c '&b;&b;&b;&b;'>]><w:document xmlns:w='x'><w:body><w:p><w:r><w:t>"
      "&c;</w:t></w:r></w:p></w:body></w:document>");
}

static GBytes *
make_outside_entity (void)
{
  return zip_make_docx ("<!DOCTYPE d SYSTEM 'file:///etc/passwd'><w:document xmlns:w='x'><w:body/>"
                        "</w:document>");
}

static GBytes *
make_deep (void)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append (body, "<w:sdt>");
  return zip_make_docx_body (body->str);
}

static GBytes *
make_missing_part (void)
{
  ZipMaker *zip = zip_maker_new ();

  zip_maker_add_text (zip, "_rels/.rels",
                      "<Relationships><Relationship Id='a' Type='x/officeDocument' "
                      "Target='word/../word/document.xml'/></Relationships>");
  return zip_maker_finish (zip);
}

typedef struct
{
  const char *name;
  GBytes *(*make) (void);
  int code;         /* -1: no error */
  const char *says; /* a piece of the message */
} Case;

static const Case cases[] = {
  { "whole", make_whole, -1, NULL },
  { "stored", make_stored, -1, NULL },
  { "nothing", make_nothing, MERILO_ERROR_BAD_FILE, "пуст" },
  { "text", make_text, MERILO_ERROR_BAD_FILE, "не документ Word" },
  { "pdf", make_pdf, MERILO_ERROR_BAD_FILE, "PDF" },
  { "old-doc", make_old_doc, MERILO_ERROR_BAD_FILE, "сохраните как .docx" },
  { "old-xls", make_old_xls, MERILO_ERROR_BAD_FILE, "сохраните как .xlsx" },
  { "locked", make_locked, MERILO_ERROR_BAD_FILE, "снимите пароль" },
  { "locked-zip", make_encrypted_zip, MERILO_ERROR_BAD_FILE, "без пароля" },
  { "cut", make_cut, MERILO_ERROR_BAD_FILE, "обрезан" },
  { "wrong-crc", make_wrong_crc, MERILO_ERROR_BAD_FILE, "контрольная сумма" },
  { "longer-than-said", make_short, MERILO_ERROR_BAD_FILE, "размер не тот" },
  { "shorter-than-said", make_long, MERILO_ERROR_BAD_FILE, "размер не тот" },
  { "bomb", make_bomb, MERILO_ERROR_TOO_LARGE, "необычно большой" },
  { "many-parts", make_many_parts, MERILO_ERROR_TOO_LARGE, "необычно большой" },
  { "large", make_large, MERILO_ERROR_TOO_LARGE, "больше 20 МБ" },
  { "other-zip", make_other_zip, MERILO_ERROR_BAD_FILE, "архив" },
  { "odt", make_odt, MERILO_ERROR_BAD_FILE, "OpenDocument" },
  { "xlsx-without-sheets", make_xlsx, MERILO_ERROR_BAD_FILE, "нет листов" },
  { "no-table", make_no_table, MERILO_ERROR_BAD_FILE, "нет ни таблицы, ни пунктов" },
  { "other-table", make_other_table, MERILO_ERROR_BAD_FILE, "ни одна не похожа на план" },
  { "heading-only", make_heading_only, MERILO_ERROR_BAD_FILE, "ни одна не похожа на план" },
  { "broken-xml", make_broken_xml, MERILO_ERROR_BAD_FILE, "повреждён" },
  { "unclosed-xml", make_unclosed_xml, MERILO_ERROR_BAD_FILE, "повреждён" },
  { "no-xml", make_no_xml, MERILO_ERROR_BAD_FILE, "повреждён" },
  { "other-xml", make_other_xml, MERILO_ERROR_BAD_FILE, "нет документа Word" },
  { "entities", make_entities, MERILO_ERROR_BAD_FILE, "DTD" },
  { "outside-entity", make_outside_entity, MERILO_ERROR_BAD_FILE, "DTD" },
  { "deep", make_deep, MERILO_ERROR_BAD_FILE, "повреждён" },
  { "missing-part", make_missing_part, MERILO_ERROR_BAD_FILE, "её нет" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GBytes) bytes = c->make ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, NULL, &error);

  if (c->code < 0)
    {
      g_assert_no_error (error);
      g_assert_nonnull (roadmap);
      return;
    }
  g_assert_null (roadmap);
  g_assert_error (error, MERILO_ERROR, c->code);
  if (strstr (error->message, c->says) == NULL)
    g_error ("«%s» does not say «%s»", error->message, c->says);
}

/* a file cut at any byte, or with any byte turned over, is read or refused, never more */
static void
test_damage (void)
{
  g_autoptr (GBytes) whole = make_whole ();
  gsize size = g_bytes_get_size (whole);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (whole, NULL), size);
  guint refused = 0;

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (bytes, i);
      g_autoptr (GBytes) turned = NULL;
      g_autoptr (GError) error = NULL, other = NULL;
      g_autoptr (MeriloRoadmap) from_cut = merilo_roadmap_read (cut, NULL, &error);
      g_autoptr (MeriloRoadmap) from_turned = NULL;

      g_assert_null (from_cut);
      g_assert_nonnull (error);
      bytes[i] ^= 0xff;
      turned = g_bytes_new (bytes, size);
      bytes[i] ^= 0xff;
      from_turned = merilo_roadmap_read (turned, NULL, &other);
      g_assert_true ((from_turned == NULL) == (other != NULL));
      refused += from_turned == NULL ? 1 : 0;
    }
  g_assert_cmpuint (refused, >, size / 2);
}

static void
test_limits (void)
{
  g_autoptr (GBytes) whole = make_whole ();
  MeriloPackageLimits limits = merilo_package_limits;
  g_autoptr (GError) error = NULL;

  limits.part = 100;
  g_assert_null (merilo_package_new (whole, &limits, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE);
  g_clear_error (&error);
  limits = merilo_package_limits;
  limits.total = 300;
  g_assert_null (merilo_package_new (whole, &limits, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE);
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (merilo_package_open ("/nowhere/plan.docx", NULL, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/package/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/package/damage", test_damage);
  g_test_add_func ("/package/limits", test_limits);
  g_test_add_func ("/package/no-file", test_no_file);
  return g_test_run ();
}

/* documents as Word files: what a package must hold, and what our own reader finds in it */
#include "exchange/document-docx.h"

#include <string.h>

#include "exchange/docx.h"
#include "exchange/xml.h"
#include "lib/keep-file.h"
#include "model/error.h"
#include "sample.h"

static GBytes *
write_docx (const MeriloDocument *document, const char *name)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = merilo_document_to_docx (document, &error);

  g_assert_no_error (error);
  tests_keep_file (name, bytes);
  return bytes;
}

static char *
read_part (MeriloPackage *package, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloPart) part = merilo_package_read (package, name, &error);
  GString *text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  g_assert_no_error (error);
  while ((n = merilo_part_pull (part, buffer, sizeof buffer, &error)) > 0)
    g_string_append_len (text, buffer, n);
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

/* the part is XML to its end */
static void
check_xml (MeriloPackage *package, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloXml) xml = merilo_xml_new (merilo_package_read (package, name, &error));

  g_assert_no_error (error);
  while (merilo_xml_next (xml, &error) > MERILO_XML_DONE)
    ;
  g_assert_no_error (error);
}

static void
check_match (const char *text, const char *pattern, GHashTable *found)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    g_hash_table_add (found, g_match_info_fetch (match, 1));
}

/* each relation's target is a part, each relation used is there, each part has a type */
static void
check_package (GBytes *bytes)
{
  static const char *const parts[]
      = { "word/document.xml", "word/styles.xml",   "word/settings.xml",
          "word/footer1.xml",  "docProps/core.xml", "docProps/app.xml" };
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloPackage) package = merilo_package_new (bytes, NULL, &error);
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *relations = NULL, *document = NULL, *types = NULL, *styles = NULL;
  GHashTableIter iter;
  gpointer key;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    check_xml (package, parts[i]);
  check_xml (package, "[Content_Types].xml");
  check_xml (package, "_rels/.rels");
  check_xml (package, "word/_rels/document.xml.rels");
  types = read_part (package, "[Content_Types].xml");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *named = g_strdup_printf ("PartName=\"/%s\"", parts[i]);

      g_assert_nonnull (strstr (types, named));
    }
  relations = read_part (package, "word/_rels/document.xml.rels");
  check_match (relations, "Target=\"([^\"]+)\"", targets);
  check_match (relations, " Id=\"([^\"]+)\"", ids);
  g_hash_table_iter_init (&iter, targets);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_autofree char *name = g_strconcat ("word/", key, NULL);

      g_assert_true (merilo_package_has (package, name));
    }
  document = read_part (package, "word/document.xml");
  check_match (document, "r:(?:embed|id)=\"([^\"]+)\"", used);
  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_assert_true (g_hash_table_contains (ids, key));
  /* each style used is described */
  styles = read_part (package, "word/styles.xml");
  g_hash_table_remove_all (used);
  check_match (document, "<w:(?:pStyle|tblStyle) w:val=\"([^\"]+)\"", used);
  check_match (styles, "<w:basedOn w:val=\"([^\"]+)\"", used);
  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_autofree char *id = g_strdup_printf ("w:styleId=\"%s\"", (char *) key);

      g_assert_nonnull (strstr (styles, id));
    }
}

static void
test_parts (void)
{
  g_autoptr (MeriloDocument) wide = sample_document_new (MERILO_PAGE_LANDSCAPE, 65);
  g_autoptr (MeriloDocument) tall = sample_document_new (MERILO_PAGE_PORTRAIT, 0);
  g_autoptr (GBytes) wide_bytes = write_docx (wide, "landscape.docx");
  g_autoptr (GBytes) tall_bytes = write_docx (tall, "portrait.docx");
  g_autoptr (MeriloPackage) package = merilo_package_new (wide_bytes, NULL, NULL);
  g_autofree char *document = read_part (package, "word/document.xml");

  check_package (wide_bytes);
  check_package (tall_bytes);
  g_assert_nonnull (strstr (document, "<w:tblHeader/>"));
  g_assert_nonnull (strstr (document, "<w:gridSpan w:val=\"5\"/>"));
  g_assert_nonnull (strstr (document, "w:orient=\"landscape\""));
  g_assert_nonnull (strstr (document, "descr=\"Выполнено в срок."));
}

static const MeriloBlock *
find_table (const MeriloDocx *docx, guint number)
{
  for (guint i = 0; i < docx->blocks->len; i++)
    {
      const MeriloBlock *block = g_ptr_array_index (docx->blocks, i);

      if (block->rows != NULL && block->number == number)
        return block;
    }
  return NULL;
}

static const char *
get_text (const MeriloBlock *table, guint row, guint cell)
{
  const MeriloDocRow *r = g_ptr_array_index (table->rows, row);

  return g_array_index (r->cells, MeriloDocCell, cell).text;
}

static void
test_read_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloDocument) document = sample_document_new (MERILO_PAGE_LANDSCAPE, 25);
  g_autoptr (GBytes) bytes = write_docx (document, "read-back.docx");
  g_autoptr (MeriloDocx) docx = merilo_docx_read (bytes, &error);
  const MeriloBlock *table;

  g_assert_no_error (error);
  g_assert_cmpuint (docx->n_tables, ==, 1);
  table = find_table (docx, 0);
  g_assert_cmpuint (table->n_columns, ==, 5);
  g_assert_cmpuint (table->rows->len, ==, 1 + 3 + 25 + 1);
  g_assert_cmpstr (get_text (table, 0, 1), ==, "Мероприятие");
  g_assert_cmpuint (g_array_index (((MeriloDocRow *) g_ptr_array_index (table->rows, 1))->cells,
                                   MeriloDocCell, 0)
                        .span,
                    ==, 5);
  g_assert_cmpstr (get_text (table, 2, 2), ==, "ежегодно,\nдо 1 октября");
  g_assert_cmpstr (get_text (table, 2, 3), ==, "");
  g_assert_cmpstr (get_text (table, 3, 0), ==, "1.2");
}

static void
test_hostile (void)
{
  g_autoptr (MeriloDocument) document = sample_hostile_new ();
  g_autoptr (GBytes) bytes = write_docx (document, "hostile.docx");
  g_autoptr (MeriloPackage) package = merilo_package_new (bytes, NULL, NULL);
  g_autofree char *text = read_part (package, "word/document.xml");

  check_package (bytes);
  for (guint i = 0; sample_hostile_words[i] != NULL; i++)
    {
      g_autofree char *word = g_markup_escape_text (sample_hostile_words[i], -1);

      g_assert_nonnull (strstr (text, word));
    }
}

static void
test_too_wide (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloDocument) document = merilo_document_new (NULL, NULL, MERILO_PAGE_PORTRAIT);
  MeriloTableColumn columns[64] = { 0 };

  merilo_document_add_table (document, NULL, columns, G_N_ELEMENTS (columns));
  g_assert_null (merilo_document_to_docx (document, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-docx/parts", test_parts);
  g_test_add_func ("/document-docx/read-back", test_read_back);
  g_test_add_func ("/document-docx/hostile", test_hostile);
  g_test_add_func ("/document-docx/too-wide", test_too_wide);
  return g_test_run ();
}

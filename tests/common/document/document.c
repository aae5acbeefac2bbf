/* a document's own texts, and its PDF and HTML */
#include "document/document.h"

#include <string.h>

#include "document/html.h"
#include "document/pdf.h"
#include "document/text.h"
#include "lib/keep-file.h"
#include "model/error.h"
#include "sample.h"

static void
test_clean (void)
{
  static const struct
  {
    const char *text, *clean;
  } cases[] = {
    { NULL, "" },
    { "строка\r\nвторая\rтретья\n", "строка\nвторая\nтретья\n" },
    { "a\tb", "a\tb" },
    { "\x01\x1f\x7f", "␁␟␡" },
    { "п\x0bп\x0cп\xc2\x85п\xe2\x80\xa8п", "п\nп\nп\nп\nп" },
    { "\xff", "\xef\xbf\xbd" },
    { "\xef\xbf\xbf\xef\xb7\x90\xf0\x9f\xbf\xbe", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
    { "ё שלום 😀", "ё שלום 😀" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = merilo_document_clean (cases[i].text);

      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
}

static void
check_lines (const MeriloAct *act, const char *expected)
{
  g_auto (GStrv) lines = merilo_act_lines (act);
  g_autofree char *joined = g_strjoinv ("|", lines);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_act_lines (void)
{
  check_lines (&(MeriloAct){ MERILO_ACT_APPROVAL, NULL, "Приказ", "486-О", "17.12.2024" },
               "УТВЕРЖДЁН|приказом от 17.12.2024 № 486-О");
  check_lines (&(MeriloAct){ MERILO_ACT_APPROVAL, NULL, "письмо", "7", "01.02.2025", "УТВЕРЖДЕНА" },
               "УТВЕРЖДЕНА|письмо от 01.02.2025 № 7");
  check_lines (&(MeriloAct){ MERILO_ACT_APPROVAL }, "УТВЕРЖДЁН|приказом от ____________ № _______");
  check_lines (&(MeriloAct){ MERILO_ACT_LETTERHEAD, "Управление", "решение", "3", "01.02.2025" },
               "Управление|РЕШЕНИЕ|от 01.02.2025 № 3");
}

static guint
count (const char *text, gsize size, const char *what)
{
  guint n = 0;

  for (gsize i = 0; i + strlen (what) <= size; i++)
    n += memcmp (text + i, what, strlen (what)) == 0;
  return n;
}

/* a newer cairo packs what would be counted */
static gboolean
is_packed (const char *pdf, gsize size)
{
  return count (pdf, size, "/Type /ObjStm") > 0;
}

static void
test_html (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloDocument) document = sample_document_new (MERILO_PAGE_LANDSCAPE, 25);
  g_autoptr (GBytes) bytes = merilo_document_to_html (document, &error);
  gsize size;
  const char *html;

  g_assert_no_error (error);
  html = g_bytes_get_data (bytes, &size);
  tests_keep_file ("document.html", bytes);
  g_assert_nonnull (strstr (html, "<html lang=\"ru\">"));
  g_assert_nonnull (strstr (html, "<title>План мероприятий «Город &amp; район» &lt;2025&gt;"));
  g_assert_nonnull (strstr (html, "size:A4 landscape"));
  g_assert_nonnull (strstr (html, "<b><i>выполнена</i></b>"));
  g_assert_nonnull (strstr (html, "colspan=\"5\">Раздел 1."));
  g_assert_nonnull (strstr (html, "<img alt=\"Выполнено в срок."));
  g_assert_cmpuint (count (html, size, "scope=\"col\""), ==, 5);
  g_assert_cmpuint (count (html, size, "<tr class=\"section\">"), ==, 3);
  g_assert_cmpuint (count (html, size, "<tr>"), ==, 1 + 25);
  g_assert_null (strstr (html, "http")); /* nothing from outside */
}

static void
test_hostile_html (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloDocument) document = sample_hostile_new ();
  g_autoptr (GBytes) bytes = merilo_document_to_html (document, &error);
  const char *html;

  g_assert_no_error (error);
  html = g_bytes_get_data (bytes, NULL);
  g_assert_true (g_utf8_validate (html, -1, NULL));
  g_assert_null (strstr (html, "<script"));
  for (guint i = 0; sample_hostile_words[i] != NULL; i++)
    {
      g_autofree char *word = g_markup_escape_text (sample_hostile_words[i], -1);

      g_assert_nonnull (strstr (html, word));
    }
}

static void
test_pdf (void)
{
  static const struct
  {
    MeriloPage page;
    guint rows, pages;
    const char *name;
  } cases[] = { { MERILO_PAGE_LANDSCAPE, 65, 8, "landscape.pdf" },
                { MERILO_PAGE_PORTRAIT, 12, 3, "portrait.pdf" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MeriloDocument) document = sample_document_new (cases[i].page, cases[i].rows);
      g_autoptr (GBytes) bytes = merilo_document_to_pdf (document, NULL, &error);
      gsize size;
      const char *pdf;

      g_assert_no_error (error);
      pdf = g_bytes_get_data (bytes, &size);
      tests_keep_file (cases[i].name, bytes);
      g_assert_true (size > 5 && memcmp (pdf, "%PDF-", 5) == 0);
      if (is_packed (pdf, size))
        continue;
      g_assert_cmpuint (count (pdf, size, "/Type /Page %"), ==, cases[i].pages);
      g_assert_cmpuint (count (pdf, size, "/FontFile"), >=, 2); /* letters come along */
      g_assert_cmpuint (count (pdf, size, "/Title"), >=, 3);
    }
}

static void
test_hostile_pdf (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloDocument) document = sample_hostile_new ();
  g_autoptr (GBytes) bytes = merilo_document_to_pdf (document, NULL, &error);
  gsize size;
  const char *pdf;

  g_assert_no_error (error);
  tests_keep_file ("hostile.pdf", bytes);
  /* the breaks at the end make no blank pages */
  pdf = g_bytes_get_data (bytes, &size);
  if (!is_packed (pdf, size))
    g_assert_cmpuint (count (pdf, size, "/Type /Page %"), ==, 17);
}

static void
test_empty (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloDocument) document = merilo_document_new (NULL, NULL, MERILO_PAGE_PORTRAIT);
  g_autoptr (GBytes) pdf = merilo_document_to_pdf (document, NULL, &error);
  g_autoptr (GBytes) html = merilo_document_to_html (document, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pdf);
  g_assert_nonnull (html);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (MeriloDocument) document = sample_document_new (MERILO_PAGE_PORTRAIT, 65);

  g_cancellable_cancel (cancellable);
  g_assert_null (merilo_document_to_pdf (document, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_too_long (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloDocument) document = merilo_document_new (NULL, NULL, MERILO_PAGE_PORTRAIT);

  for (guint i = 0; i <= MERILO_PDF_MAX_PAGES; i++)
    {
      merilo_document_add_paragraph (document, "страница", MERILO_ALIGN_START);
      merilo_document_add_page_break (document);
    }
  g_assert_null (merilo_document_to_pdf (document, NULL, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/clean", test_clean);
  g_test_add_func ("/document/act-lines", test_act_lines);
  g_test_add_func ("/document/html", test_html);
  g_test_add_func ("/document/hostile-html", test_hostile_html);
  g_test_add_func ("/document/pdf", test_pdf);
  g_test_add_func ("/document/hostile-pdf", test_hostile_pdf);
  g_test_add_func ("/document/empty", test_empty);
  g_test_add_func ("/document/cancelled", test_cancelled);
  g_test_add_func ("/document/too-long", test_too_long);
  return g_test_run ();
}

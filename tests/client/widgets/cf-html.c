#include <string.h>

#include "widgets/cells.h"
#include "widgets/cf-html.h"

static char *
unwrap (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return app_cf_html_unwrap (bytes);
}

/* each number of the head points at what it names, in bytes: a Cyrillic letter is two */
static void
test_wrap (void)
{
  static const struct
  {
    const char *name, *begins, *ends;
  } places[] = {
    { "StartHTML:", "<html>", "\r\n" },
    { "EndHTML:", "", "</html>" },
    { "StartFragment:", "<table>", "<!--StartFragment-->" },
    { "EndFragment:", "<!--EndFragment-->", "</table>" },
  };
  g_autoptr (GBytes) bytes = app_cf_html_wrap ("<table><tr><td>Жёлтый</td></tr></table>");
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  g_assert_cmpuint (strlen (text), ==, size - 1);
  g_assert_true (g_str_has_prefix (text, "Version:0.9\r\n"));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *at = strstr (text, places[i].name);
      guint64 place = g_ascii_strtoull (at + strlen (places[i].name), NULL, 10);
      g_autofree char *before = g_strndup (text, place);

      g_assert_cmpuint (place, <, size);
      g_test_message ("%s", places[i].name);
      g_assert_true (g_str_has_prefix (text + place, places[i].begins));
      g_assert_true (g_str_has_suffix (before, places[i].ends));
    }
}

static void
test_there_and_back (void)
{
  g_auto (GStrv) row = g_strdupv ((char *[]){ "1.1", "Приказ «О сроках»\nи <лист>", "", NULL });
  g_autoptr (GPtrArray) cells = app_cells_new ();
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *html = NULL, *page = NULL, *before = NULL, *after = NULL;

  g_ptr_array_add (cells, g_steal_pointer (&row));
  html = app_cells_to_html (cells);
  bytes = app_cf_html_wrap (html);
  page = app_cf_html_unwrap (bytes);
  again = app_cells_parse_html (page);
  before = app_cells_to_tsv (cells);
  after = app_cells_to_tsv (again);
  g_assert_cmpstr (after, ==, before);
}

/* as Excel writes it: the table begins before what it calls the fragment */
static void
test_excel (void)
{
  static const char page[]
      = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\r\n<head><style>td {a:b}</style>"
        "</head>\r\n<body>\r\n<table border=0>\r\n<!--StartFragment-->\r\n <tr><td>Школа</td>"
        "<td class=xl65 x:num>12</td></tr>\r\n<!--EndFragment-->\r\n</table>\r\n</body>\r\n</html>";
  const char *head = "Version:1.0\r\nStartHTML:%09u\r\nEndHTML:%09u\r\nStartFragment:%09u\r\n"
                     "EndFragment:%09u\r\nSourceURL:file:///C:\\Отчёты\\год.xlsx\r\n";
  g_autofree char *empty = g_strdup_printf (head, 0u, 0u, 0u, 0u);
  guint n = (guint) strlen (empty);
  guint from = n + (guint) (strstr (page, " <tr>") - page);
  guint until = n + (guint) (strstr (page, "<!--EndFragment") - page);
  g_autofree char *first = g_strdup_printf (head, n, n + (guint) strlen (page), from, until);
  g_autofree char *all = g_strconcat (first, page, "past the end", NULL);
  g_autofree char *html = unwrap (all);
  g_autoptr (GPtrArray) cells = app_cells_parse_html (html);
  g_autofree char *tsv = app_cells_to_tsv (cells);

  g_assert_cmpstr (html, ==, page);
  g_assert_cmpstr (tsv, ==, "Школа\t12\n");
}

static const struct
{
  const char *name, *text, *html;
} odd[] = {
  { "empty", "", "" },
  { "no head", "<p>а</p>", "<p>а</p>" },
  { "no numbers", "Version:0.9\r\nStartHTML:x\r\n<p>а</p>", "<p>а</p>" },
  { "no page, a fragment",
    "StartHTML:-1\r\nEndHTML:-1\r\nStartFragment:00069\r\nEndFragment:00071\r\n<p>а</p>", "а" },
  { "past the end", "StartHTML:000010\r\nEndHTML:999999999999999999999\r\n<p>а</p>", "<p>а</p>" },
  { "before the page", "StartHTML:000000\r\nEndHTML:000040\r\n<p>а</p>", "<p>а</p>" },
  { "the end comes first", "StartHTML:000042\r\nEndHTML:000036\r\n<p>а</p>", "<p>а</p>" },
  { "a head in the page", "<p>StartHTML:2 EndHTML:3</p>", "<p>StartHTML:2 EndHTML:3</p>" },
  { "a head alone", "Version:0.9\r\nStartHTML:000000\r\n", "" },
};

static void
test_odd (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *html = unwrap (odd[i].text);

      g_test_message ("%s", odd[i].name);
      g_assert_cmpstr (html, ==, odd[i].html);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cf-html/wrap", test_wrap);
  g_test_add_func ("/cf-html/there-and-back", test_there_and_back);
  g_test_add_func ("/cf-html/excel", test_excel);
  g_test_add_func ("/cf-html/odd", test_odd);
  return g_test_run ();
}

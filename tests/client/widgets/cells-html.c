#define G_LOG_DOMAIN "test-cells-html"

#include "widgets/cells.h"

static const struct
{
  const char *name, *html, *tsv;
} rows[] = {
  { "plain", "<table><tr><td>а</td><td>б</td></tr><tr><td>в</td></tr></table>", "а\tб\nв\n" },
  { "no-table", "<p>просто текст</p>", "" },
  { "word",
    "<html xmlns:o='x'><head><style>td {a:b}</style></head><body><!--StartFragment-->"
    "<table class=MsoTable><tr style='x'><td width=1><p class=MsoNormal><span>1.1</span><o:p></o:p>"
    "</p></td><td><p>Приказ&nbsp;об\r\n  организации</p><p>наблюдения</p></td></tr></table>",
    "1.1\t\"Приказ об организации\nнаблюдения\"\n" },
  { "unclosed", "<table><tr><td>а<td>б<tr><td>в &lt;5&gt; &#8470;&#x21; &amp; &нет;",
    "а\tб\nв <5> №! & &нет;\n" },
  { "spans",
    "<table><tr><td colspan=2>а</td><td rowspan=\"2\">б</td></tr><tr><td>в</td><td>г</td></tr>",
    "а\t\tб\nв\tг\t\n" },
  { "inner", "<table><tr><td>а<table><tr><td>б</td></tr></table></td><td>в</td></tr></table>",
    "\"а\nб\"\tв\n" },
  { "line-ends", "<TABLE><TR><TH>а<BR>б</TH></TR></TABLE>", "\"а\nб\"\n" },
  { "comment", "<!-- <table><tr><td>нет</td></tr> --><table><tr><td>да</td></tr><!-- без конца",
    "да\n" },
  { "less", "<table><tr><td>a < b</td></tr>", "a < b\n" },
  { "bad-bytes", "<table><tr><td>\xff\xfe</td></tr>", "\xef\xbf\xbd\xef\xbf\xbd\n" },
  { "end-in-tag", "<table><tr><td>а</td><td", "а\t\n" },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) cells = app_cells_parse_html (rows[i].html);
  g_autofree char *tsv = app_cells_to_tsv (cells);

  g_assert_cmpstr (tsv, ==, rows[i].tsv);
}

/* what never ends is bounded */
static void
test_bounds (void)
{
  g_autoptr (GString) html = g_string_new ("<table><tr><td rowspan=99999 colspan=99999>x");
  g_autoptr (GPtrArray) cells = NULL;

  for (guint i = 0; i < 2 * APP_CELLS_MAX_ROWS; i++)
    g_string_append (html, "<tr><td>y");
  cells = app_cells_parse_html (html->str);
  g_assert_cmpuint (cells->len, ==, APP_CELLS_MAX_ROWS);
  g_assert_cmpuint (g_strv_length (cells->pdata[0]), ==, APP_CELLS_MAX_COLUMNS);
}

/* what goes out comes back */
static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) cells = app_cells_parse ("1.1\tПриказ <«О» & со>\n\t\"две\nстроки\"\n");
  g_autofree char *html = app_cells_to_html (cells);
  g_autoptr (GPtrArray) again = app_cells_parse_html (html);
  g_autofree char *a = app_cells_to_tsv (cells), *b = app_cells_to_tsv (again);

  g_assert_cmpstr (a, ==, b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cells-html/%s", rows[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/cells-html/bounds", test_bounds);
  g_test_add_func ("/cells-html/round-trip", test_round_trip);
  return g_test_run ();
}

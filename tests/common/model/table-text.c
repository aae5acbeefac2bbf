/* copied tables: what Word, Excel and LibreOffice put on the clipboard, written short */
#include "model/table-text.h"

#include <string.h>

#include "model/error.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *shown; /* cells by |, rows by /, lines by ¶, merges behind; NULL: refused */
} Case;

/* Word 2016: header of CF_HTML, conditional comments, o:p, list numbers of Word's own */
#define WORD                                                                                           \
  "Version:1.0\r\nStartHTML:0000000193\r\nEndHTML:0000003000\r\nStartFragment:0000000500\r\n"          \
  "EndFragment:0000002900\r\n\r\n<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"\r\n"        \
  "xmlns=\"http://www.w3.org/TR/REC-html40\">\r\n\r\n<head>\r\n<meta name=Generator "                  \
  "content=\"Microsoft Word 15\">\r\n<!--[if gte mso 9]><xml>\r\n <w:WordDocument><table><tr><td>"     \
  "нет</td></tr></table></w:WordDocument>\r\n</xml><![endif]-->\r\n<style>\r\n<!--\r\n p.MsoNormal" \
  "\r\n\t{mso-style-unhide:no;}\r\n-->\r\n</style>\r\n</head>\r\n\r\n<body lang=RU>\r\n"               \
  "<!--StartFragment-->\r\n\r\n"

#define EXCEL                                                                                       \
  "Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000002000\r\nStartFragment:0000001200\r\n"       \
  "EndFragment:0000001900\r\n\r\n<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\r\n"     \
  "<head>\r\n<style>\r\n<!--table\r\n\t{mso-displayed-decimal-separator:\"\\,\";}\r\n.xl65\r\n\t{"  \
  "white-space:normal;}\r\n-->\r\n</style>\r\n</head>\r\n\r\n<body link=\"#0563C1\">\r\n\r\n<table" \
  " border=0 cellpadding=0 cellspacing=0 width=320 style='border-collapse:\r\n collapse'>\r\n"      \
  "<!--StartFragment-->\r\n <col width=64 style='mso-width-source:userset'>\r\n <col width=256>\r\n"

static const Case cases[] = {
  { "word",
    WORD
    "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0\r\n style='border-collapse:"
    "collapse;mso-padding-alt:0cm 5.4pt 0cm 5.4pt'>\r\n <tr style='mso-yfti-irow:0'>\r\n  <td "
    "width=47 valign=top style='width:35.4pt;\r\n  padding:0cm'>\r\n  <p class=MsoNormal><span "
    "style='font-size:12.0pt'>№ п/п<o:p></o:p></span></p>\r\n  </td>\r\n  <td width=300>\r\n  "
    "<p class=MsoNormal>Ме&shy;ро&shy;приятие</p>\r\n  </td>\r\n  <td><p class=MsoNormal>Срок"
    "</p></td>\r\n </tr>\r\n <tr>\r\n  <td><p class=MsoListParagraph><![if !supportLists]><span"
    "\r\n  style='mso-list:Ignore'>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;"
    "</span></span><![endif]><o:p>&nbsp;</o:p></p></td>\r\n  <td><p class=MsoNormal>Собрать "
    "отчёты\r\n  школ</p>\r\n  <p class=MsoNormal>и &laquo;сводку&raquo;</p></td>\r\n  <td><p>"
    "до&nbsp;1&nbsp;марта<del cite=\"mailto:x\">апреля</del></p></td>\r\n </tr>\r\n</table>"
    "\r\n\r\n<!--EndFragment-->\r\n</body>\r\n\r\n</html>\r\n",
    "№ п/п|Мероприятие|Срок/1.|Собрать отчёты школ¶и «сводку»|до 1 марта" },
  { "word-merged",
    WORD
    "<table><tr><td colspan=3 style='x'><p>1. Раздел</p></td></tr><tr><td rowspan=2><p>1.1</p>"
    "</td><td><p>дело</p></td><td rowspan=2><p>май</p></td></tr><tr><td><p>другое</p></td></tr>"
    "</table>",
    "1. Раздел||/1.1|дело|май/|другое| 0.0-0.2 1.0-2.0 1.2-2.2" },
  { "word-two-tables",
    "<table><tr><td>а<td rowspan=5>б</table><p>между ними</p><table><tr><td>в<td>г</table>",
    "а|б/в|г" },
  { "excel",
    EXCEL " <tr height=20 style='height:15.0pt'>\r\n  <td height=20 class=xl65 width=64 style='"
          "height:15.0pt;\r\n  width:48pt'>1</td>\r\n  <td class=xl65 width=256>Дело,<br>\r\n    "
          "второе<span style='mso-spacerun:yes'>&nbsp;&nbsp; </span>дело</td>\r\n </tr>\r\n <tr "
          "height=20>\r\n  <td height=20 class=xl66 align=right>1,5</td>\r\n  <td "
          "class=xl67>14.05.2026</td>\r\n </tr>\r\n<!--EndFragment-->\r\n</table>\r\n\r\n</body>"
          "\r\n\r\n</html>\r\n",
    "1|Дело,¶второе дело/1,5|14.05.2026" },
  { "excel-merged",
    EXCEL "<tr><td colspan=2 rowspan=2 class=xl70>заголовок</td><td>х</td></tr><tr><td>у</td></tr>"
          "<tr><td>1</td><td>2</td><td>3</td></tr></table>",
    "заголовок||х/||у/1|2|3 0.0-1.1" },
  { "libreoffice",
    "<!DOCTYPE html>\n<html>\n<head>\n\t<meta http-equiv=\"content-type\" content=\"text/html; "
    "charset=utf-8\"/>\n\t<title></title>\n\t<style type=\"text/css\">\n\t\tbody,div,table { "
    "font-size:x-small }\n\t\ta.comment-indicator:hover + comment { background:#ffd }\n\t</style>"
    "\n</head>\n<body>\n<table cellspacing=\"0\" border=\"0\">\n\t<colgroup width=\"40\"></colgroup>"
    "\n\t<tr>\n\t\t<td height=\"17\" align=\"right\" valign=bottom sdval=\"1\" sdnum=\"1049;\"><font "
    "face=\"Liberation Sans\">1</font></td>\n\t\t<td colspan=2 align=\"left\"><b>Дело &amp; "
    "отчёт</b></td>\n\t</tr>\n</table>\n</body>\n</html>",
    "1|Дело & отчёт| 0.1-0.2" },
  { "writer",
    "<table width=\"100%\" cellpadding=\"4\"><thead><tr valign=\"top\"><th width=\"20%\"><p>№</p></th>"
    "<th><p>Дело</p></th></tr></thead><tbody><tr><td><p>1</p></td><td><ul><li><p>раз</p></li><li>"
    "<p>два</p></li></ul></td></tr></tbody></table>",
    "№|Дело/1|раз¶два" },
  { "table-in-cell",
    "<table><tr><td>а<table><tr><td>б</td><td>в</td></tr></table>г</td><td>д</table>",
    "а¶б в¶г|д" },
  { "no-end-tags", "<TABLE><TR><TD>а<TD>б<TR><TD>в", "а|б/в|" },
  { "cell-without-row", "<table><td>а</td><td>б</td></table>", "а|б" },
  { "signs", "<table><tr><td>1 < 2 & 3 &copy; &#8470; &#x2116; &#0; &#xd800;</td></tr></table>",
    "1 < 2 & 3 &copy; № № &#0; &#xd800;" },
  { "quoted-brackets", "<table><tr><td title=\"a>b\">а</td><td title=it's>б</td></tr></table>",
    "а|б" },
  { "span-past-the-table", "<table><tr><td rowspan=9>а<td>б</table>", "а|б" },
  { "span-nonsense", "<table><tr><td colspan=x rowspan=-3>а<td colspan=0>б</table>", "а|б" },
  { "comment-open", "<table><tr><td>а<!-- и дальше</td></tr></table>", "а" },
  { "not-utf-8", "<table><tr><td>а\xff</td></tr></table>", "а\xef\xbf\xbd" },
  { "html-without-words", "<table><tr><td> &nbsp; </td></tr></table>", NULL },
  { "tabs", "№\tДело\r\n1\tотчёт\r\n", "№|Дело/1|отчёт" },
  { "tabs-ragged", "а\tб\tв\nг\n\nд\t", "а|б|в/г||/||/д||" },
  { "tabs-quoted", "1\t\"раз\nдва \"\"три\"\"\"\tконец\n", "1|раз¶два \"три\"|конец" },
  { "tabs-quote-is-a-letter", "\"Точка\" роста\tб\n\"в\tг", "\"Точка\" роста|б/\"в|г" },
  { "old-mac", "а\tб\rв\tг", "а|б/в|г" },
  { "one-cell", "слово", "слово" },
  { "nothing", "", NULL },
  { "blanks", " \t \r\n\xc2\xa0", NULL },
};

static char *
show (const MeriloTableText *table)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < table->rows->len; i++)
    for (guint k = 0; k < table->n_columns; k++)
      g_string_append_printf (out, "%s%s",
                              k > 0   ? "|"
                              : i > 0 ? "/"
                                      : "",
                              merilo_table_text_get (table, i, k));
  g_string_replace (out, "\n", "¶", 0);
  for (guint i = 0; i < table->merges->len; i++)
    {
      const MeriloTableTextMerge *m = &g_array_index (table->merges, MeriloTableTextMerge, i);

      g_string_append_printf (out, " %u.%u-%u.%u", m->top, m->left, m->bottom, m->right);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  gsize size = strlen (c->text);
  g_autofree char *exact = g_memdup2 (c->text, MAX (size, 1)); /* no zero behind it */
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloTableText) table = merilo_table_text_read (exact, size, &error);
  g_autofree char *shown = NULL;

  if (c->shown == NULL)
    {
      g_assert_null (table);
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
      return;
    }
  g_assert_no_error (error);
  shown = show (table);
  g_assert_cmpstr (shown, ==, c->shown);
  g_assert_cmpstr (merilo_table_text_get (table, table->rows->len, 0), ==, "");
  g_assert_cmpstr (merilo_table_text_get (table, 0, table->n_columns), ==, "");
}

static GString *
repeat (const char *head, const char *piece, guint n)
{
  GString *text = g_string_new (head);

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  return text;
}

static void
test_bounds (void)
{
  static const struct
  {
    const char *name, *head, *piece;
    guint n;
    gboolean fits;
  } rows[] = {
    { "columns", "", "а\t", MERILO_TABLE_TEXT_MAX_COLUMNS, TRUE },
    { "too many columns", "", "а\t", MERILO_TABLE_TEXT_MAX_COLUMNS + 1, FALSE },
    { "too many columns of HTML", "<table><tr>", "<td>а", MERILO_TABLE_TEXT_MAX_COLUMNS + 1,
      FALSE },
    { "rows", "", "а\n", MERILO_TABLE_TEXT_MAX_ROWS, TRUE },
    { "too many rows", "", "а\n", MERILO_TABLE_TEXT_MAX_ROWS + 1, FALSE },
    { "too many rows of HTML", "<table>", "<tr><td>а", MERILO_TABLE_TEXT_MAX_ROWS + 1, FALSE },
    { "cells under wide ones", "<table>", "<tr><td colspan=256>а", 1600, FALSE },
    { "few rows under one high cell", "<table>", "<tr><td rowspan=20000>а", 200, TRUE },
    { "styles that never end", "<table><tr><td>а", "<style>", 500000, TRUE },
    { "quotes that never end", "", "\"а\n", 19999, TRUE },
    { "tags that never end", "<table><tr><td>а", "<td title=\"", 200000, TRUE },
    { "bytes", "а", "0123456789abcdef", 1024 * 1024, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = repeat (rows[i].head, rows[i].piece, rows[i].n);
      g_autoptr (GError) error = NULL;
      g_autoptr (MeriloTableText) table = merilo_table_text_read (text->str, text->len, &error);

      if ((table != NULL) != rows[i].fits)
        g_error ("%s: %s", rows[i].name, error != NULL ? error->message : "read");
      if (!rows[i].fits)
        g_assert_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/table-text/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/table-text/bounds", test_bounds);
  return g_test_run ();
}

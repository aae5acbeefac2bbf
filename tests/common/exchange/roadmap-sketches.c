/* plans on small sketches of documents: each difficulty of real tables alone */
#include "exchange/roadmap.h"

#include <string.h>

#include "model/error.h"
#include "zip-maker.h"

/* Small documents, written short: a line a paragraph or a row (cells between |), a blank line ends
 * the table. {3}: spans three columns; v, ^: begins and goes on merged downwards; #: an automatic
 * number. The plan comes back as short: [section] no:cells/state,why */

typedef struct
{
  const char *name;
  const char *document;
  const char *plan;
} Sketch;

#define TOP "№|Мероприятие|Срок|Ответственный\n"

static const Sketch sketches[] = {
  { "plain", TOP "1.|дело|май|школа", "[]1:1.|дело|май|школа/whole" },
  { "continuation", TOP "1|длинное|май|школа\n|дело||и отдел",
    "[]1:1|длинное дело|май|школа и отдел/joined" },
  { "hyphen", TOP "1|информационно-|май|школа\n|аналитический отчёт||",
    "[]1:1|информационно-аналитический отчёт|май|школа/joined" },
  { "hyphen-after-blank", TOP "1|школы -|май|школа\n|участники||",
    "[]1:1|школы - участники|май|школа/joined" },
  { "next-page", TOP "1|длинное|май|школа\n\n" TOP "|дело||\n2|другое|июнь|школа",
    "[]1:1|длинное дело|май|школа/joined 2:2|другое|июнь|школа/whole -1.0 repeated-heading" },
  { "next-page-bare", TOP "1|длинное|май|школа\n\n|дело||\n2|другое|июнь|школа",
    "[]1:1|длинное дело|май|школа/joined 2:2|другое|июнь|школа/whole" },
  { "heading-of-two-tables",
    TOP "1|первое|май|школа\n\nПлан мероприятий школы\n" TOP "1|второе|июнь|школа",
    "[]1:1|первое|май|школа/whole ;[]1:1|второе|июнь|школа/whole" },
  { "title-in-table", "{4}План на год\n" TOP "1|дело|май|школа", "[]1:1|дело|май|школа/whole" },
  { "column-numbers", TOP "1|2|3|4\n1|дело|май|школа",
    "[]1:1|дело|май|школа/whole -0.1 column-numbers" },
  { "blank-row", TOP "|||\n1|дело|май|школа", "[]1:1|дело|май|школа/whole -0.1 blank-row" },
  { "sections", TOP "{4}1. Первый\n1.1|дело|май|школа\n{4}2. Второй\n2.1|другое|июнь|школа",
    "[1. Первый]1.1:1.1|дело|май|школа/whole [2. Второй]2.1:2.1|другое|июнь|школа/whole" },
  { "section-beside-number", TOP "1.|{3}Первый\n1.1|дело|май|школа",
    "[1. Первый]1.1:1.1|дело|май|школа/whole" },
  { "section-not-merged", TOP "Первый раздел|||\n1|дело|май|школа",
    "[Первый раздел]1:1|дело|май|школа/whole" },
  { "roman-within-part", TOP "{4}Часть\n{4}I. Глава\n1|дело|май|школа",
    "[Часть][I. Глава:2]1:1|дело|май|школа/whole" },
  { "roman-alone", TOP "{4}I. Глава\n1|дело|май|школа\n{4}II. Глава\n1|ещё|май|школа",
    "[I. Глава]1:1|дело|май|школа/whole [II. Глава]1:1|ещё|май|школа/whole" },
  { "broken-heading", TOP "{4}Начало\n{4}и конец\n1|дело|май|школа",
    "[Начало и конец/doubtful,broken-heading]1:1|дело|май|школа/whole" },
  { "gap", TOP "1.1|дело|май|школа\n1.4|другое|июнь|школа",
    "[ -1.2 -1.3]1.1:1.1|дело|май|школа/whole 1.4:1.4|другое|июнь|школа/whole" },
  { "doubled-number", TOP "1|дело|май|школа\n1|другое|июнь|школа",
    "[]1:1|дело|май|школа/doubtful,doubled-number 1:1|другое|июнь|школа/doubtful,doubled-number" },
  { "no-number", TOP "|дело|май|школа", "[]:|дело|май|школа/doubtful,no-number" },
  { "no-number-after-section", TOP "1|дело|май|школа\n{4}Второй\n|другое|июнь|школа",
    "[]1:1|дело|май|школа/whole [Второй]:|другое|июнь|школа/doubtful,no-number" },
  { "automatic-number", TOP "1.1|дело|май|школа\n#|другое|июнь|школа",
    "[]1.1:1.1|дело|май|школа/whole 1.2:|другое|июнь|школа/doubtful,automatic-number" },
  { "blank-deadline", TOP "1|дело||школа", "[]1:1|дело||школа/doubtful,blank-deadline" },
  { "column-shift", TOP "1|дело|Участие учителей во встречах и обсуждениях работ|школа",
    "[]1:1|дело|Участие учителей во встречах и обсуждениях работ|школа/doubtful,column-shift" },
  { "merged-deadline", TOP "1|дело|vмай|школа\n2|другое|^|школа",
    "[]1:1|дело|май|школа/whole 2:2|другое|май|школа/whole" },
  { "merged-number", TOP "v1|дело|май|школа\n^|и ещё|июнь|",
    "[]1:1|дело и ещё|май июнь|школа/joined" },
  { "row-too-short", TOP "1|дело|май", "[]1:1|дело|май|/whole" },
  { "without-numbers", "Мероприятие|Срок|Ответственный\nдело|май|школа\n|июнь|",
    "[]:дело|май июнь|школа/joined" },
  { "stray-words", TOP "1|длинное|май|школа\n\nзаблудились\n|дело||",
    "[]1:1|длинное дело|май|школа/joined -p1 stray-paragraph" },
  { "other-table-after", TOP "1|дело|май|школа\n\nПодпись|Имя", "[]1:1|дело|май|школа/whole" },
};

static void
put_cell (GString *xml, const char *text)
{
  const char *merge = "", *list = "";
  g_autofree char *escaped = NULL;
  guint span = 1;

  if (text[0] == '{')
    {
      span = (guint) g_ascii_digit_value (text[1]);
      text += 3;
    }
  if (text[0] == 'v' || text[0] == '^')
    merge = *text++ == 'v' ? "<w:vMerge w:val='restart'/>" : "<w:vMerge/>";
  if (text[0] == '#')
    {
      list = "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>";
      text++;
    }
  escaped = g_markup_escape_text (text, -1);
  g_string_append_printf (
      xml,
      "<w:tc><w:tcPr><w:gridSpan w:val='%u'/>%s</w:tcPr><w:p>%s<w:r><w:t>%s</w:t>"
      "</w:r></w:p></w:tc>",
      span, merge, list, escaped);
}

static GBytes *
draw (const char *document)
{
  g_auto (GStrv) lines = g_strsplit (document, "\n", -1);
  g_autoptr (GString) xml = g_string_new (NULL);
  gboolean table = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean row = strchr (lines[i], '|') != NULL || lines[i][0] == '{';

      if (row != table)
        g_string_append (xml, row ? "<w:tbl>" : "</w:tbl>");
      table = row;
      if (!row)
        {
          g_string_append_printf (xml, "<w:p><w:r><w:t>%s</w:t></w:r></w:p>", lines[i]);
          continue;
        }
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);
      g_string_append (xml, "<w:tr>");
      for (guint k = 0; cells[k] != NULL; k++)
        put_cell (xml, cells[k]);
      g_string_append (xml, "</w:tr>");
    }
  if (table)
    g_string_append (xml, "</w:tbl>");
  return zip_make_docx_body (xml->str);
}

static void
put_state (GString *out, MeriloRowState state, const char *why)
{
  g_string_append_printf (out, "/%s%s%s", merilo_row_state_name (state), why[0] != '\0' ? "," : "",
                          why);
}

static void
put_section (GString *out, const MeriloPlanSection *section)
{
  g_string_append_printf (out, "[%s", section->title);
  if (section->level == 2)
    g_string_append (out, ":2");
  if (section->state != MERILO_ROW_WHOLE)
    put_state (out, section->state, section->why);
  for (guint i = 0; i < section->gaps->len; i++)
    g_string_append_printf (out, " -%s", (char *) g_ptr_array_index (section->gaps, i));
  g_string_append_c (out, ']');
  for (guint i = 0; i < section->rows->len; i++)
    {
      const MeriloPlanRow *row = g_ptr_array_index (section->rows, i);
      g_autofree char *cells = g_strjoinv ("|", row->cells);

      g_string_append_printf (out, "%s:%s", row->no, cells);
      put_state (out, row->state, row->why);
      g_string_append_c (out, ' ');
    }
}

static char *
shorten (const MeriloRoadmap *roadmap)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < roadmap->plans->len; i++)
    {
      const MeriloPlan *plan = g_ptr_array_index (roadmap->plans, i);

      if (i > 0)
        g_string_append_c (out, ';');
      for (guint k = 0; k < plan->sections->len; k++)
        put_section (out, g_ptr_array_index (plan->sections, k));
      for (guint k = 0; k < plan->dropped->len; k++)
        {
          const MeriloDropped *dropped = g_ptr_array_index (plan->dropped, k);

          g_string_append_printf (out, "-%s %s ", dropped->source, dropped->why);
        }
    }
  return g_strchomp (g_string_free (g_steal_pointer (&out), FALSE));
}

static void
test_sketch (gconstpointer data)
{
  const Sketch *sketch = data;
  g_autoptr (GBytes) bytes = draw (sketch->document);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, -1, &error);
  g_autofree char *plan = NULL;

  g_assert_no_error (error);
  plan = shorten (roadmap);
  g_assert_cmpstr (plan, ==, sketch->plan);
}

/* --table takes the plan that the table begins or continues, and says no to another */
static void
test_table (void)
{
  g_autoptr (GBytes) bytes
      = draw (TOP "1|первое|май|школа\n\n|дело||\n\nПлан школы\n" TOP "1|второе|июнь|школа");
  static const char *const plans[] = { "первое дело", "первое дело", "второе" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, (int) i, &error);
      g_autofree char *plan = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (roadmap->plans->len, ==, 1);
      plan = shorten (roadmap);
      g_assert_nonnull (strstr (plan, plans[i]));
    }
  g_assert_null (merilo_roadmap_read (bytes, 3, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
}

/* the act is read from the lines of a letterhead */
static const struct
{
  const char *name;
  const char *lines;
  const char *act; /* kind, number, date */
} acts[] = {
  { "order", "ПРИКАЗ\nот 17.12.2024\n№ 486-О", "приказ 486-О 2024-12-17" },
  { "one-line", "Приказ от 3 марта 2025 года № 12/1", "приказ 12/1 2025-03-03" },
  { "may", "ПОСТАНОВЛЕНИЕ\n«05» мая 2025 г.    № 7", "постановление 7 2025-05-05" },
  { "put-into-force", "Положение\nВведен в действие приказом\nот 03.04.2025 № Ш1-2",
    "приказ Ш1-2 2025-04-03" },
  { "protocol-of-approval", "СОГЛАСОВАНО\n(протокол № 10 от 31.03.2025)", "  " },
  { "not-filled-in", "ПРИКАЗ\nот___  _____ 2021 г.", "  " },
  { "no-such-day", "ПРИКАЗ\nот 31.02.2025\n№ 5", "приказ 5 " },
  { "nothing", "Утверждаю", "  " },
};

static void
test_acts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *document = g_strconcat (acts[i].lines, "\n" TOP "1|дело|май|школа", NULL);
      g_autoptr (GBytes) bytes = draw (document);
      g_autoptr (GError) error = NULL;
      g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, -1, &error);
      g_autofree char *act = NULL;

      g_assert_no_error (error);
      act = g_strjoin (" ", roadmap->act_kind, roadmap->act_number, roadmap->act_date, NULL);
      if (!g_str_equal (act, acts[i].act))
        g_error ("%s: «%s», expected «%s»", acts[i].name, act, acts[i].act);
    }
}

static const struct
{
  const char *title;
  const char *period;
} periods[] = {
  { "План мероприятий на 2024/2026 годы", "2024-01-01..2026-12-31" },
  { "План мероприятий на 2024 – 2025 гг.", "2024-01-01..2025-12-31" },
  { "План школы на 2025-2026 учебный год", "2025-09-01..2026-08-31" },
  { "Дорожная карта на 2026 год", "2026-01-01..2026-12-31" },
  { "План функционирования ВСОКО", "" },
};

static void
test_periods (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      g_autofree char *document = g_strconcat (periods[i].title, "\n" TOP "1|дело|май|школа", NULL);
      g_autoptr (GBytes) bytes = draw (document);
      g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, -1, NULL);
      const MeriloPlan *plan = g_ptr_array_index (roadmap->plans, 0);

      g_assert_cmpstr (plan->title, ==, periods[i].title);
      g_assert_cmpstr (plan->period, ==, periods[i].period);
    }
}

/* what Word wraps around text does not hide it; what it deleted does not come back */
static void
test_wrapped_text (void)
{
  g_autoptr (GBytes) bytes = zip_make_docx_body (
      "<w:sdt><w:sdtContent><w:tbl><w:tr><w:tc><w:p><w:r><w:t>№</w:t></w:r></w:p></w:tc>"
      "<w:tc><w:p><w:r><w:t>Мероприятие</w:t></w:r></w:p></w:tc>"
      "<w:tc><w:p><w:r><w:t>Срок</w:t></w:r></w:p></w:tc></w:tr>"
      "<w:tr><w:tc><w:p><w:ins><w:r><w:t>1</w:t></w:r></w:ins></w:p></w:tc>"
      "<w:tc><w:p><w:del><w:r><w:delText>нет</w:delText></w:r></w:del><w:hyperlink><w:r>"
      "<w:t>да</w:t><w:br/><w:t>и</w:t></w:r></w:hyperlink></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>внутри"
      "</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><mc:AlternateContent><mc:Choice><w:r><w:t>раз</w:t>"
      "</w:r></mc:Choice><mc:Fallback><w:r><w:t>два</w:t></w:r></mc:Fallback></mc:AlternateContent>"
      "</w:p></w:tc><w:tc><w:p><w:r><w:t>май</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:sdtContent>"
      "</w:sdt>");
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, -1, &error);
  g_autofree char *plan = NULL;

  g_assert_no_error (error);
  plan = shorten (roadmap);
  g_assert_cmpstr (plan, ==, "[]1:1|да\nи\nвнутри\nраз|май/whole");
}

static char *
answer_canon (const MeriloRoadmap *roadmap,
              const MeriloPlan *plan,
              const char *words,
              gpointer data)
{
  return words[0] != '\0' ? g_strconcat ("read:", words, NULL) : NULL;
}

static void
test_canon (void)
{
  g_autoptr (GBytes) bytes = draw (TOP "1|дело|май|школа\n2|другое||школа");
  g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, -1, NULL);
  g_autoptr (GString) json = g_string_new (NULL);

  merilo_roadmap_to_json (roadmap, json, answer_canon, NULL);
  g_assert_nonnull (strstr (json->str, "\"canon\":\"read:май\""));
  g_assert_null (strstr (json->str, "\"canon\":\"read:\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sketches); i++)
    {
      g_autofree char *path = g_strconcat ("/roadmap/sketch/", sketches[i].name, NULL);

      g_test_add_data_func (path, &sketches[i], test_sketch);
    }
  g_test_add_func ("/roadmap/table", test_table);
  g_test_add_func ("/roadmap/acts", test_acts);
  g_test_add_func ("/roadmap/periods", test_periods);
  g_test_add_func ("/roadmap/wrapped-text", test_wrapped_text);
  g_test_add_func ("/roadmap/canon", test_canon);
  return g_test_run ();
}

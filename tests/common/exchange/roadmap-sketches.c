/* plans on small sketches of documents: each difficulty of real tables alone */
#include "exchange/roadmap.h"

#include <string.h>

#include "model/error.h"
#include "sketch.h"
#include "zip-maker.h"

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
  { "two-rows-of-heading",
    "v№|vМероприятие|{2}Срок|vОтветственный\n^|^|начало|конец|^\n1|дело|май|июнь|школа",
    "[]1:1|дело|май|июнь|школа/whole" },
  { "section-counted-on", TOP "1|Первый||\n1.1|дело|май|школа\n2.|Второй||\n2.1.|другое|июнь|школа",
    "[1 Первый]1.1:1.1|дело|май|школа/whole [2. Второй]2.1:2.1.|другое|июнь|школа/whole" },
  { "section-in-the-words",
    TOP "|Раздел 1. Первый||\n1|дело|май|школа\n|II. Второй||\n2|и|июнь|школа",
    "[Раздел 1. Первый]1:1|дело|май|школа/whole [II. Второй:2]2:2|и|июнь|школа/whole" },
  { "misprint-of-a-day", "ПРИКАЗ\nот 01.12.2023 № 5\n" TOP "1|дело|до 01.03.2004 г.|школа",
    "[]1:1|дело|до 01.03.2004 г.|школа/doubtful,misprint" },
  { "misprint-of-a-name", "ПРИКАЗ\nот 01.12.2023 № 5\n" TOP "1|дело|по плану Рособнадзора|школа",
    "[]1:1|дело|по плану Рособнадзора|школа/whole" },
  { "impossible-day", TOP "1|дело|до 31.06.2025|школа",
    "[]1:1|дело|до 31.06.2025|школа/doubtful,misprint" },
  { "objects-and-criteria",
    "Объект|Критерий|Срок|Ответственный\nпервый|раз|май|школа\n|два||\n\n|три|июнь|\n\n"
    "и дальше|||\nвторой|раз|март|школа",
    "[]:первый|раз|май|школа/whole :|два||/whole :и дальше|три|июнь|/joined "
    ":второй|раз|март|школа/whole" },
  { "other-table-after", TOP "1|дело|май|школа\n\nПодпись|Имя", "[]1:1|дело|май|школа/whole" },
};

/* no table: points, and terms inside their text; -x: below the points */
static const Sketch decisions[] = {
  { "points",
    "РЕШЕНИЕ\nот 05.02.2025 № 3\n1. Принять к сведению доклад.\n2. Рекомендовать школам:\n"
    "2.1. Собрать отчёты, срок – до 1 марта 2025 года.\n- 2.2 Разобрать их,\n- каждый;\nи вместе.\n"
    "3. Составить свод.\nНачальник\nИ. И. Иванов",
    "[2>школам]2.1:Собрать отчёты, срок – до 1 марта 2025 года./whole{срок – до 1 марта 2025 года} "
    "2.2:Разобрать их, - каждый; и вместе./doubtful,blank-deadline{} "
    "[3>]3:Составить свод./whole{} -p2 point-without-task *p9 *p10" },
  { "list-inside-a-point",
    "1. Школам:\n1.1. Провести через:\n1. сбор;\n2. разбор в срок до 5 мая.\n"
    "1.2. Ещё постоянно.",
    "[1>]1.1:Провести через: 1. сбор; 2. разбор в срок до 5 мая./joined{в срок до 5 мая} "
    "1.2:Ещё постоянно./doubtful,blank-deadline{}" },
  { "words-between-points",
    "1. Отделу:\n1.1. Первое – ежегодно.\nПояснение.\n1.2. Второе - постоянно.",
    "[1>]1.1:Первое – ежегодно. Пояснение./joined{ежегодно} "
    "1.2:Второе - постоянно./whole{постоянно}" },
  { "gap", "1. Отделу:\n1.1. Первое, срок: май.\n1.4. Второе, срок: июнь.",
    "[1> -1.2 -1.3]1.1:Первое, срок: май./whole{срок: май} 1.4:Второе, срок: июнь./whole{срок: июнь}" },
  { "misprint",
    "РЕШЕНИЕ\nот 05.02.2025 № 3\n1. Отделу:\n1.1. Дело в срок до 01.03.2005.\n1.2. Дело до 31.12.2025.",
    "[1>]1.1:Дело в срок до 01.03.2005./doubtful,misprint{в срок до 01.03.2005} "
    "1.2:Дело до 31.12.2025./whole{до 31.12.2025}" },
};

/* terms in a text, by / */
static const struct
{
  const char *text, *terms;
} texts[] = {
  { "Собрать до 1 марта 2025 г. отчёты всех школ города и их садов.", "до 1 марта 2025 г." },
  { "Собрать отчёты в срок до 1 марта 2025 г. и передать их дальше по порядку.",
    "в срок до 1 марта 2025 г." },
  { "Собрать отчёты (март 2025); разобрать их (май 2025).", "(март 2025)/(май 2025)" },
  { "Обсудить в 2025 г. (январь-март) итоги года.", "в 2025 г. (январь-март)" },
  { "Назвать людей при проведении ВПР в 2025 году; список дать в срок до 5 марта.",
    "при проведении ВПР в 2025 году/в срок до 5 марта" },
  { "Итоги собрать – по плану Рособрнадзора – в течение 2025 года.",
    "по плану Рособрнадзора – в течение 2025 года" },
  { "Выполнить план на 2025 год. Срок – ежегодно.", "на 2025 год. Срок – ежегодно" },
  { "Отчитаться ежеквартально до 5 числа.", "ежеквартально до 5 числа" },
  { "Работа школ - в рамках программы на 2020-2024 гг. и дальше.", "" },
  { "Разобрать итоги 2024 года (приказ от 04.10.2023 № 5).", "" },
  { "Участвовать в проведении ГИА-2025, в том числе в сроках сдачи.", "" },
  { "Учесть второй год менее 40%: (6 и 8 классы).", "" },
};

static void
test_terms (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *document
          = g_strdup_printf ("1. Отделу:\n1.1. %s\n1.2. Дело.", texts[i].text);
      g_autoptr (GBytes) bytes = sketch_draw_docx (document);
      g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, NULL, NULL);
      const MeriloPlan *plan = g_ptr_array_index (roadmap->plans, 0);
      const MeriloPlanSection *section = g_ptr_array_index (plan->sections, 0);
      const MeriloPlanRow *row = g_ptr_array_index (section->rows, 0);
      g_autofree char *terms = g_strjoinv ("/", row->deadlines);

      if (g_str_equal (terms, texts[i].terms))
        continue;
      g_test_message ("%s\n  want %s\n  got  %s", texts[i].text, texts[i].terms, terms);
      g_test_fail ();
    }
}

/* paragraphs that are no decision, and a decision where a table was asked for */
static void
test_no_decision (void)
{
  static const char *const documents[]
      = { "просто слова", "1. Один пункт.", "1. Пункт.\n2. Пункт.\n3. Пункт.",
          "5. Не с начала.\n9. Нет." };
  g_autoptr (GBytes) decision = sketch_draw_docx ("1. Отделу:\n1.1. Дело.\n1.2. Дело.");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GBytes) bytes = sketch_draw_docx (documents[i]);
      g_autoptr (GError) problem = NULL;

      g_assert_null (merilo_roadmap_read (bytes, NULL, &problem));
      g_assert_error (problem, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
    }
  g_assert_null (merilo_roadmap_read (decision, &(MeriloRoadmapOptions){ 0, NULL }, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
}

/* what the file has is listed by kind, with the tables that are no plans */
static void
test_found (void)
{
  g_autoptr (GBytes) bytes
      = sketch_draw_docx ("Подпись|Имя\n\nПлан управления образования\n" TOP
                          "1|длинное|май|школа\n\n|дело||\n2|и|май|отдел\n\n"
                          "План МБОУ СОШ № 0\n" TOP
                          "1|второе|июнь|школа\n\nПлан ВСОКО\nОбъект|Критерий|Срок|Кто\nа|б|май|в");
  static const char *const kinds[]
      = { "not-a-plan", "municipal-roadmap", "municipal-roadmap", "school-roadmap", "vsoko-plan" };
  static const guint counts[] = { 0, 1, 1, 1, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRoadmap) roadmap
      = merilo_roadmap_read (bytes, &(MeriloRoadmapOptions){ 3, NULL }, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (roadmap->plans->len, ==, 1);
  g_assert_cmpuint (roadmap->found->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const MeriloFoundTable *found = &g_array_index (roadmap->found, MeriloFoundTable, i);

      g_assert_cmpint (found->table, ==, i);
      g_assert_cmpstr (found->kind, ==, kinds[i]);
      g_assert_cmpuint (found->count, ==, counts[i]);
    }
}

static void
test_sketch (gconstpointer data)
{
  const Sketch *sketch = data;
  g_autoptr (GBytes) bytes = sketch_draw_docx (sketch->document);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, NULL, &error);
  g_autofree char *plan = NULL;

  g_assert_no_error (error);
  plan = sketch_shorten (roadmap);
  if (!g_str_equal (plan, sketch->plan))
    {
      g_test_message ("%s\n  want %s\n  got  %s", sketch->name, sketch->plan, plan);
      g_test_fail ();
    }
}

/* --table takes the plan that the table begins or continues, and says no to another */
static void
test_table (void)
{
  g_autoptr (GBytes) bytes = sketch_draw_docx (
      TOP "1|первое|май|школа\n\n|дело||\n\nПлан школы\n" TOP "1|второе|июнь|школа");
  static const char *const plans[] = { "первое дело", "первое дело", "второе" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (MeriloRoadmap) roadmap
          = merilo_roadmap_read (bytes, &(MeriloRoadmapOptions){ (int) i, NULL }, &error);
      g_autofree char *plan = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (roadmap->plans->len, ==, 1);
      plan = sketch_shorten (roadmap);
      g_assert_nonnull (strstr (plan, plans[i]));
    }
  g_assert_null (merilo_roadmap_read (bytes, &(MeriloRoadmapOptions){ 3, NULL }, &error));
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
  { "approved-by", "УТВЕРЖДЁН\nприказом отдела от 17.12.2024 № 5-О", "приказ 5-О 2024-12-17" },
  { "annex", "Приложение № 1 к распоряжению от 05.02.2025 № 7", "распоряжение 7 2025-02-05" },
  { "by-another-act", "В соответствии с приказом от 17.12.2024 № 5", "  " },
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
      g_autoptr (GBytes) bytes = sketch_draw_docx (document);
      g_autoptr (GError) error = NULL;
      g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, NULL, &error);
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
      g_autoptr (GBytes) bytes = sketch_draw_docx (document);
      g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, NULL, NULL);
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
  g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, NULL, &error);
  g_autofree char *plan = NULL;

  g_assert_no_error (error);
  plan = sketch_shorten (roadmap);
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
  g_autoptr (GBytes) bytes = sketch_draw_docx (TOP "1|дело|май|школа\n2|другое||школа");
  g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, NULL, NULL);
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
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      g_autofree char *path = g_strconcat ("/roadmap/decision/", decisions[i].name, NULL);

      g_test_add_data_func (path, &decisions[i], test_sketch);
    }
  g_test_add_func ("/roadmap/terms", test_terms);
  g_test_add_func ("/roadmap/no-decision", test_no_decision);
  g_test_add_func ("/roadmap/found", test_found);
  g_test_add_func ("/roadmap/table", test_table);
  g_test_add_func ("/roadmap/acts", test_acts);
  g_test_add_func ("/roadmap/periods", test_periods);
  g_test_add_func ("/roadmap/wrapped-text", test_wrapped_text);
  g_test_add_func ("/roadmap/canon", test_canon);
  return g_test_run ();
}

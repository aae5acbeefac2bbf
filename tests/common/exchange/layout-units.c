/* printed reports and the register of marked schools on small sheets of invented data */
#include "exchange/layout.h"

#include <string.h>

#include "model/error.h"
#include "sheet-maker.h"

#define TITLE  "Отчёт\n\nВПР 2026 Русский язык 4 класс\nПредмет: Русский язык\n"
#define MARKS  TITLE "Группы участников|Кол-во ОО|Кол-во участников|2|3|4|5\n"
#define SCORES TITLE "Группы участников|Кол-во участников|0|1|2\n"
#define JOURNAL                                                                                                                                                    \
  TITLE "Группы участников|Кол-во участников(всего)|Понизили (Отметка < Отметка по журналу) %|" \
        "Понизили (Отметка < Отметка по журналу) Кол-во участников|"                                                 \
        "Подтвердили (Отметка = Отметке по журналу) %|"                                                                          \
        "Подтвердили (Отметка = Отметке по журналу) Кол-во участников|"                                           \
        "Повысили (Отметка > Отметка по журналу) %|"                                                                                \
        "Повысили (Отметка > Отметка по журналу) Кол-во участников\n"
#define BLOCK(unit, lowered, confirmed, raised, all)                                               \
  unit "\nГруппы участников|Кол-во участников|%\nПонизили (…)|" lowered                            \
       "\nПодтвердили (…)|" confirmed "\nПовысили (…)|" raised "\nВсего|" all "\n\n"
#define REGISTER "Год|Логин|Муниципалитет|ОО|4 РУ|4МА|Количество маркеров\n"

typedef struct
{
  const char *name;
  const char *text;
  const char *issues;
} Case;

static const Case cases[] = {
  { "marks/clean",
    MARKS "Вся выборка|10|1000|10.5|20|30|39.5\nШкола(edu990001)||3|33.33|33,33|33.33|0.00", "" },
  { "marks/unit", MARKS "Какая-то школа|1|10|0|0|50|50", "6.1 bad-unit Какая-то школа" },
  { "marks/percent", MARKS "Школа (edu990001)||10|много|0|50|50", "6.4 bad-percent много" },
  { "marks/above-hundred", MARKS "Школа (edu990001)||10|150|0|50|50", "6.4 bad-percent 150" },
  { "marks/not-whole", MARKS "Школа (edu990001)||10|10|0|50|50", "6.4 percents-not-whole 110" },
  { "marks/no-count", MARKS "Школа (edu990001)|||0|0|50|50", "6.3 bad-count " },
  { "marks/count", MARKS "Школа (edu990001)||десять|0|0|50|50", "6.3 bad-count десять" },
  { "marks/schools", MARKS "Край (reg990000)|-3|10|0|0|50|50", "6.2 bad-count -3" },

  { "scores/clean", SCORES "Школа(edu990001)|3||66.67|33.33", "" },
  { "scores/percent", SCORES "Школа(edu990001)|3||0x10|33.33", "6.4 bad-percent 0x10" },
  { "scores/not-whole", SCORES "Школа(edu990001)|3||50|33.33", "6.3 percents-not-whole 83.33" },

  { "journal/clean", JOURNAL "Край (reg990000)|3|33.33|1|66.67|2|0|0", "" },
  { "journal/total", JOURNAL "Край (reg990000)|4|25|1|50|2|0|0", "6.2 counts-not-total 4" },
  { "journal/percent", JOURNAL "Край (reg990000)|3|33.33|1|60|2|0|0", "6.5 percent-off-count 60" },

  { "blocks/clean",
    TITLE BLOCK ("Край(reg990000)", "1|33.33", "2|66.67", "0|0", "3|100")
        BLOCK ("Школа (sch990001)", "0|0", "1|100", "0|0", "1|100"),
    "" },
  { "blocks/total", TITLE BLOCK ("Край(reg990000)", "1|25", "2|50", "0|0", "4|100"),
    "10.2 counts-not-total 4" },
  { "blocks/percent", TITLE BLOCK ("Край(reg990000)", "1|33.33", "2|66.67", "0|5", "3|100"),
    "9.3 percent-off-count 5" },
  { "blocks/cut-off",
    TITLE "Край(reg990000)\nГруппы участников|Кол-во участников|%\nПонизили|1|100",
    "5.1 bad-count " },

  { "register/clean", REGISTER "2023|edu990001|г. Учебный|Школа|1||1\n2024|edu990001|||0|1|1", "" },
  { "register/doubled", REGISTER "2023|edu990001|||1||1\n2023|sch990001|||1||1", "" },
  { "register/differs", REGISTER "2023|edu990001|||1||1\n2023|edu990001|||1|1|2",
    "3.2 rows-differ edu990001" },
  { "register/marker", REGISTER "2023|edu990001|||да||0", "2.5 bad-marker да" },
  { "register/sum", REGISTER "2023|edu990001|||1||2", "2.7 markers-not-sum 2" },
  { "register/year", REGISTER "прошлый|edu990001|||1||1", "2.1 bad-year прошлый" },
  { "register/org", REGISTER "2023|Школа|||1||1", "2.2 bad-org Школа" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *issues = sheet_judge (NULL, c->text);

  g_assert_cmpstr (issues, ==, c->issues);
}

static MeriloPrinted *
read_printed (const char *text, const char *layout)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloWorkbook) workbook = sheet_read (NULL, text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (workbook->layout->id, ==, layout);
  return g_steal_pointer (&workbook->printed);
}

static void
test_marks (void)
{
  g_autoptr (MeriloPrinted) printed = read_printed (
      MARKS "Вся выборка|10|1000|10.5|20|30|39.5\nКрай(reg990000)|2|9|0|0|0|100\n"
            "Город (reg99_m001)|1|8|0|0|0|100\nШкола № 1 (новая) (edu990001)||7|0|0|0|100",
      "marks");
  static const char *const names[] = { "Вся выборка", "Край", "Город", "Школа № 1 (новая)" };
  static const char *const logins[] = { "", "reg990000", "reg99_m001", "edu990001" };

  g_assert_cmpint (printed->procedure.year, ==, 2026);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const MeriloPrintedUnit *unit = g_ptr_array_index (printed->units, i);

      g_assert_cmpint (unit->scope, ==, (int) i);
      g_assert_cmpstr (unit->name, ==, names[i]);
      g_assert_cmpstr (unit->login, ==, logins[i]);
      g_assert_cmpstr (unit->digits, ==, i == 3 ? "990001" : "");
    }
  g_assert_cmpint (((MeriloPrintedUnit *) g_ptr_array_index (printed->units, 0))->cells[0].percent,
                   ==, 1050);
}

static void
test_scores (void)
{
  g_autoptr (MeriloPrinted) printed
      = read_printed (SCORES "Школа(edu990001)|3||66.67|33.33", "score-distribution");
  const MeriloPrintedUnit *unit = g_ptr_array_index (printed->units, 0);

  g_assert_cmpint (printed->procedure.max, ==, 2);
  g_assert_cmpint (unit->cells[0].percent, ==, 0); /* a blank is 0 */
  g_assert_cmpint (unit->cells[1].percent, ==, 6667);
  g_assert_cmpint (unit->cells[1].count, ==, MERILO_NONE);
}

static void
test_blocks (void)
{
  g_autoptr (MeriloPrinted) printed
      = read_printed (TITLE BLOCK ("Край(reg990000)", "1|33.33", "2|66.67", "0|0", "3|100")
                          BLOCK ("Школа (sch990001)", "0|0", "1|100", "0|0", "1|100"),
                      "journal-comparison-2021");
  const MeriloPrintedUnit *unit = g_ptr_array_index (printed->units, 1);

  g_assert_cmpuint (printed->units->len, ==, 2);
  g_assert_cmpuint (unit->row, ==, 12);
  g_assert_cmpint (unit->n, ==, 1);
  g_assert_cmpint (unit->cells[1].count, ==, 1);
  g_assert_cmpstr (unit->digits, ==, "990001");
}

static void
test_register (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloWorkbook) workbook
      = sheet_read (NULL,
                    REGISTER "2023|edu990001|г. Учебный |Школа|1||1\n2023|sch990001|||1||1\n"
                             "2024|edu990001|||1|1|2",
                    &error);
  const MeriloMarkedSchool *school;
  g_autoptr (GString) json = g_string_new ("{");

  g_assert_no_error (error);
  g_assert_cmpuint (workbook->marked->n_rows, ==, 3);
  g_assert_cmpuint (workbook->marked->schools->len, ==, 2);
  school = g_ptr_array_index (workbook->marked->schools, 0);
  g_assert_cmpuint (school->again, ==, 1);
  g_assert_cmpstr (school->municipality, ==, "г. Учебный");
  g_assert_true (school->works[0]);
  g_assert_false (school->works[1]);
  merilo_workbook_put_json (workbook, json);
  g_assert_nonnull (strstr (json->str, "\"works\":[\"4 РУ\",\"4 МА\"],\"markers\":2"));
}

static void
test_json (void)
{
  g_autoptr (MeriloPrinted) printed
      = read_printed (JOURNAL "Край (reg990000)|3|33.33|1|66.67|2||0", "journal-comparison");
  g_autoptr (GString) json = g_string_new ("{");

  merilo_printed_put_json (printed, json);
  g_assert_nonnull (
      strstr (json->str, "\"units\":[{\"row\":6,\"level\":\"region\",\"unit\":\"Край\","
                         "\"login\":\"reg990000\",\"login_digits\":\"\",\"schools\":null,"
                         "\"participants\":3,\"percents\":{\"lowered\":33.33,\"confirmed\":66.67,"
                         "\"raised\":null},\"counts\":{\"lowered\":1,\"confirmed\":2,\"raised\":0},"
                         "\"faulty\":false}]"));
}

/* a report of units is no file of results */
static void
test_only_results (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (REGISTER, strlen (REGISTER));

  g_assert_null (merilo_results_read (bytes, NULL, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/layout/units/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/layout/units/marks/values", test_marks);
  g_test_add_func ("/layout/units/scores/values", test_scores);
  g_test_add_func ("/layout/units/blocks/values", test_blocks);
  g_test_add_func ("/layout/units/register/values", test_register);
  g_test_add_func ("/layout/units/json", test_json);
  g_test_add_func ("/layout/units/only-results", test_only_results);
  return g_test_run ();
}

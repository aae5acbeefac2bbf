/* forms and regional exports, each on a small sheet of invented data: what is read, what is found
 */
#include "exchange/layout.h"

#include <string.h>

#include "model/error.h"
#include "sheet-maker.h"

#define FORM_2026_PATH "Форма сбора результатов Математика 5 класс ВПР 2026.xlsx"
#define FORM_2026                                                                                            \
  "Код участника|Вариант|1 (2б)|4K1 (1б)|Порядковый номер класса|" \
  "Отметка за предыдущий триместр/ четверть/полугодие|Итого баллов\n"
#define CLASSES_2026   "\f1|5А\n2|5Б\n3"

#define FORM_2022_PATH "edu990001/Форма сбора результатов Русский язык 4 класс ВПР 2022.xlsx"
#define FORM_2022                                                                                  \
  "Код|Вариант|1k1 (2б)|3 (1) (1б)|Наименование класса|Пол|"      \
  "Отметка за предыдущий триместр/ четверть|Итого баллов\n"
#define CLASSES_2022                                                                                                                                                    \
  "\fБуква (цифра) класса. Введите \"нет\"|Основной учебник по предмету|Другое (автор учебника)|" \
  "Другое (название учебника)\nА|ru | Учебник один\nБ|||Учебник другой\n1"

#define AGGREGATED_PATH "2022/5/Математика.xlsx"
#define AGGREGATED                                                                                                                                                    \
  "Пользователь|Код региона|Регион|Муниципалитет|Школа|Дата загрузки|Код|Вариант|1 (1б)|2(2б)|" \
  "Наименование класса|Пол|Отметка за предыдущий триместр/ четверть|Итого баллов\n"
#define BEGIN(login, code)                                                                         \
  login "|99|reg990000 — край|reg99_m001|" login "|17.03.2022 05:33:20|" code
#define CLASSES_OF_ALL                                                                                                                                 \
  "\fПользователь|Буква (цифра) класса. Введите \"нет\"|Основной учебник по предмету\n" \
  "edu990001|А|Учебник\nedu990002|нет|Учебник"

#define REGIONAL_2020_PATH "2020/6/Математика.xlsx"
#define REGIONAL_2020                                                                              \
  "groups|user|id|code|otc|gender|klass|var-1|var-2|sum|a-1-grade|a-2-grade|Учебник|a-4-grade\n"

#define REGIONAL_2021_PATH "Проведение работы по истории, 7 класс. ВПР 2021.xlsx"
#define REGIONAL_2021                                                                                                                                \
  "логин школы|регион|номер обучающегося|код обучающегося|отметка за предыдущую " \
  "четверть/триместр|пол|класс|вариант|всего баллов|балл за 1|балл за 2|Учебник\n"

typedef struct
{
  const char *name;
  const char *path;
  const char *text;
  const char *issues;
} Case;

static const Case cases[] = {
  /* the form since 2023: rows begin at 2; total in column 7 */
  { "form-2026/clean", FORM_2026_PATH, FORM_2026 "50001|1|2|X|2|нет отметки|2" CLASSES_2026, "" },
  { "form-2026/prepared", FORM_2026_PATH,
    FORM_2026 "50001|1|2|X|2|3|2\n||||||0\n||||||0||5|5" CLASSES_2026, "" },
  { "form-2026/absent", FORM_2026_PATH, FORM_2026 "50001|отсутствовал|||1|3|0" CLASSES_2026, "" },
  { "form-2026/absent-yet-added-up", FORM_2026_PATH,
    FORM_2026 "50001|отсутствовал|||1|3|2\n50002|отсутствовал||||3|X" CLASSES_2026,
    "2.7 scored-absent 2, 3.7 scored-absent X" },
  { "form-2026/wholes-as-fractions", FORM_2026_PATH,
    FORM_2026 "50001.0|1,0| 2.0|1.00|1.0|4,0|3.0" CLASSES_2026, "" },
  { "form-2026/no-wholes", FORM_2026_PATH, FORM_2026 "50001|1|1,5|1.01|1.|4,0|1,5" CLASSES_2026,
    "2.3 bad-value 1,5, 2.4 bad-value 1.01, 2.5 unknown-class 1., 2.7 bad-total 1,5" },
  { "form-2026/doubled-as-a-fraction", FORM_2026_PATH,
    FORM_2026 "50001|1|2|1|1|3|3\n50001.0|1|2|1|1|3|3" CLASSES_2026,
    "2.1 doubled-code 50001, 3.1 doubled-code 50001.0" },
  { "form-2026/below-the-table", FORM_2026_PATH,
    FORM_2026 "50001|1|2|1|1|3|3\nИтого||2|1|||3\n|Средний балл|2|1|||3" CLASSES_2026,
    "3.1 bad-code , 3.2 bad-variant , 3.5 unknown-class , 4.1 bad-code , 4.2 bad-variant , 4.5 unknown-class " },
  { "form-2026/class", FORM_2026_PATH, FORM_2026 "50001|1|2|1|4|3|3" CLASSES_2026,
    "2.5 unknown-class 4" },
  { "form-2026/no-list-of-classes", FORM_2026_PATH, FORM_2026 "50001|1|2|1|4|3|3", "" },
  { "form-2026/moved-right", FORM_2026_PATH, FORM_2026 "50001||1|2|1|3|5|3" CLASSES_2026,
    "2.2 shifted-columns " },
  { "form-2026/moved-left", FORM_2026_PATH, FORM_2026 "50001|2|1|3|5|3" CLASSES_2026,
    "2.2 shifted-columns 2" },
  { "form-2026/not-moved", FORM_2026_PATH, FORM_2026 "50001||2|1|3|5|3" CLASSES_2026,
    "2.2 bad-variant " },
  { "form-2026/moved-and-adds-up", FORM_2026_PATH, FORM_2026 "50001||2|1|1|2|3|2" CLASSES_2026,
    "2.2 shifted-columns " },
  { "form-2026/total-alone-missing", FORM_2026_PATH, FORM_2026 "50001|1|1|1|3|2|" CLASSES_2026,
    "2.7 empty-total " },
  { "form-2026/item-lost", FORM_2026_PATH, FORM_2026 "50001|1|1|2|4|3" CLASSES_2026,
    "2.3 shifted-columns 1" },
  { "form-2026/journal", FORM_2026_PATH,
    FORM_2026 "50001|1|2|1|1|8|3\n50002|1|2|1|1|1|3" CLASSES_2026,
    "2.6 bad-journal-mark 8, 3.6 bad-journal-mark 1" },
  { "form-2026/no-code", FORM_2026_PATH, FORM_2026 "|1|2|1|1|3|3" CLASSES_2026, "2.1 bad-code " },
  { "form-2026/only-a-class", FORM_2026_PATH, FORM_2026 "50001|1|2|X|1|3|2\n||||1||0" CLASSES_2026,
    "" },
  { "form-2026/only-a-journal-mark", FORM_2026_PATH, FORM_2026 "||||1|4|0" CLASSES_2026,
    "2.1 bad-code " },
  { "form-2026/three-of-a-code", FORM_2026_PATH,
    FORM_2026 "50001|1|2|1|1|3|3\n50001|1|2|1|1|3|3\n50001|1|2|1|1|3|3" CLASSES_2026,
    "2.1 doubled-code 50001, 3.1 doubled-code 50001, 4.1 doubled-code 50001" },
  { "form-2026/text-in-total", FORM_2026_PATH, FORM_2026 "50001|1|2|1|1|3|3 б." CLASSES_2026,
    "2.7 bad-total 3 б." },

  { "form-2022/clean", FORM_2022_PATH, FORM_2022 "40001|1|2|Х|4А|м|4|2" CLASSES_2022, "" },
  { "form-2022/letter-alone", FORM_2022_PATH, FORM_2022 "40001|1|2|Х|б|м|4|2" CLASSES_2022, "" },
  { "form-2022/numbered-class", FORM_2022_PATH, FORM_2022 "40001|1|2|Х|4-1|м|4|2" CLASSES_2022,
    "" },
  { "form-2022/class", FORM_2022_PATH, FORM_2022 "40001|1|2|Х|4В|м|4|2" CLASSES_2022,
    "2.5 unknown-class 4В" },
  { "form-2022/latin-class", FORM_2022_PATH, FORM_2022 "40001|1|2|Х|4A|м|4|2" CLASSES_2022, "" },
  { "form-2022/other-grade", FORM_2022_PATH, FORM_2022 "40001|1|2|Х|7А|м|4|2" CLASSES_2022,
    "2.5 unknown-class 7А" },
  { "form-2022/absent", FORM_2022_PATH, FORM_2022 "40001|отсутствовал||||||0" CLASSES_2022, "" },

  { "aggregated-2022/clean", AGGREGATED_PATH,
    AGGREGATED BEGIN ("edu990001", "50001") "|1|1|2|5А|Ж|5|3\n" BEGIN (
        "edu990002", "50001") "|1|X|2|нет|м|5|2" CLASSES_OF_ALL,
    "" },
  { "aggregated-2022/class-of-another", AGGREGATED_PATH,
    AGGREGATED BEGIN ("edu990002", "50001") "|1|1|2|5А|Ж|5|3" CLASSES_OF_ALL,
    "2.11 unknown-class 5А" },
  { "aggregated-2022/class-of-one-of-two", AGGREGATED_PATH,
    AGGREGATED BEGIN ("edu990001", "50001") "|1|1|2|5А|Ж|5|3\n" BEGIN (
        "edu990002", "50001") "|1|1|2|5А|Ж|5|3\n" BEGIN ("edu990001", "50002") "|1|1|2|5А|Ж|5|"
                                                                               "3" CLASSES_OF_ALL,
    "3.11 unknown-class 5А" },
  { "aggregated-2022/org", AGGREGATED_PATH, AGGREGATED BEGIN ("Школа", "50001") "|1|1|2|5А|Ж|5|3",
    "2.1 bad-org Школа" },

  { "regional-2020/clean", REGIONAL_2020_PATH,
    REGIONAL_2020 "x,y|sch990001|1|70001|5|ж|а||2|3|1|2\nx|sch990001|2|70002|||||||||",
    "3.4 empty-row 70002" },
  { "regional-2020/absent", REGIONAL_2020_PATH, REGIONAL_2020 "x|sch990001|1|70001||||отсутствовал",
    "" },
  { "regional-2020/not-studied", REGIONAL_2020_PATH,
    REGIONAL_2020 "x|sch990001|1|70001|5|ж|нет|1||1|1|не пройд.", "2.12 not-studied не пройд." },
  { "regional-2020/moved-right", REGIONAL_2020_PATH,
    REGIONAL_2020 "x|sch990001|1|70001|5|ж|нет|1||7||3|4", "2.11 shifted-columns " },
  { "regional-2020/class", REGIONAL_2020_PATH,
    REGIONAL_2020 "x|sch990001|1|70001|5|ж|первый|1||3|1|2", "2.7 unknown-class первый" },
  { "regional-2020/class-of-one-of-two-grades", REGIONAL_2020_PATH,
    REGIONAL_2020 "x|sch990001|1|80001|5|ж|8а||2|3|1|2\nx|sch990001|2|70001|5|ж|8а||2|3|1|2\n"
                  "x|sch990001|3|80002|5|ж|8а||2|3|1|2",
    "3.7 unknown-class 8а" },

  { "regional-2021/clean", REGIONAL_2021_PATH,
    REGIONAL_2021 "sch990001|г. Учебный|1|70001|нет отметки|ж|а|1|1|x|1|Учебник", "" },
  { "regional-2021/text", REGIONAL_2021_PATH,
    REGIONAL_2021 "sch990001|г. Учебный|1|70001|4|ж|а|1|4|3 балл|1|Учебник",
    "2.10 bad-value 3 балл" },
  { "regional-2021/total", REGIONAL_2021_PATH,
    REGIONAL_2021 "sch990001|г. Учебный|1|70001|4|ж|а|1|9|3|1|Учебник", "2.9 total-not-sum 9" },
  { "regional-2021/same-digits", REGIONAL_2021_PATH,
    REGIONAL_2021 "sch990001|г. Учебный|1|70001|4|ж|а|1|4|3|1|\n"
                  "edu990001|г. Учебный|1|70001|4|ж|а|1|4|3|1|",
    "2.4 doubled-code 70001, 3.4 doubled-code 70001" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *issues = sheet_judge (c->path, c->text);

  g_assert_cmpstr (issues, ==, c->issues);
}

/* Values */

static MeriloResults *
read_one (const char *path, const char *text, const char *layout)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloWorkbook) workbook = sheet_read (path, text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (workbook->layout->id, ==, layout);
  g_assert_cmpuint (workbook->results->rows->len, ==, 1);
  return g_steal_pointer (&workbook->results);
}

static void
test_form_2026 (void)
{
  g_autoptr (MeriloResults) results
      = read_one (FORM_2026_PATH, FORM_2026 "50001|1|2|X|2|3|2" CLASSES_2026, "form-2026");
  const MeriloResultRow *row = g_ptr_array_index (results->rows, 0);
  const MeriloResultItem *item = g_ptr_array_index (results->items, 1);

  g_assert_cmpint (results->procedure.year, ==, 2026);
  g_assert_cmpstr (results->procedure.subject_code, ==, "МА");
  g_assert_cmpint (results->procedure.grade, ==, 5);
  g_assert_cmpint (results->procedure.max, ==, 3);
  g_assert_cmpstr (item->code, ==, "4К1");
  g_assert_cmpstr (row->class_name, ==, "5Б");
  g_assert_cmpstr (row->org_login, ==, "");
  g_assert_cmpint (row->journal_mark, ==, 3);
  g_assert_cmpint (row->mark, ==, MERILO_RESULT_NONE);
  g_assert_cmpuint (results->mark_column, ==, 0);
}

static void
test_form_2022 (void)
{
  g_autoptr (MeriloResults) results
      = read_one (FORM_2022_PATH, FORM_2022 "40001|1|2|1|4Б|Ж|4|3" CLASSES_2022, "form-2022");
  const MeriloResultRow *row = g_ptr_array_index (results->rows, 0);

  g_assert_cmpstr (((MeriloResultItem *) g_ptr_array_index (results->items, 0))->code, ==, "1К1");
  g_assert_cmpstr (((MeriloResultItem *) g_ptr_array_index (results->items, 1))->code, ==, "3.1");
  g_assert_cmpstr (row->org_login, ==, "edu990001"); /* the folder is named so */
  g_assert_cmpstr (row->org_digits, ==, "990001");
  g_assert_cmpstr (row->class_name, ==, "4Б");
  g_assert_cmpstr (row->gender, ==, "ж");
  g_assert_cmpstr (row->textbook, ==, "Учебник другой");
}

static void
test_aggregated_2022 (void)
{
  g_autoptr (MeriloResults) results
      = read_one (AGGREGATED_PATH,
                  AGGREGATED BEGIN ("edu990002", "50001") "|1|1|2|нет|Ж|5|3" CLASSES_OF_ALL,
                  "aggregated-2022");
  const MeriloResultRow *row = g_ptr_array_index (results->rows, 0);

  g_assert_cmpint (results->procedure.year, ==, 2022);
  g_assert_cmpint (results->procedure.grade, ==, 5);
  g_assert_cmpstr (row->class_name, ==, "5");
  g_assert_cmpstr (row->loaded, ==, "2022-03-17T05:33:20");
  g_assert_cmpstr (row->textbook, ==, "Учебник");
}

/* sixth-graders' work, written in autumn of the seventh; two items are no work that is known */
static void
test_regional_2020 (void)
{
  g_autoptr (MeriloResults) results
      = read_one (REGIONAL_2020_PATH, REGIONAL_2020 "x|sch990001|1|70001|5|Ж|б||2|3|1|2|Учебник",
                  "regional-2020");
  const MeriloResultRow *row = g_ptr_array_index (results->rows, 0);

  g_assert_cmpuint (results->items->len, ==, 2);
  g_assert_cmpint (results->procedure.max, ==, MERILO_RESULT_NONE);
  g_assert_cmpint (results->procedure.grade, ==, 6);
  g_assert_cmpstr (row->org_digits, ==, "990001");
  g_assert_cmpstr (row->class_name, ==, "7Б");
  g_assert_cmpstr (row->variant, ==, "2");
  g_assert_cmpint (row->total, ==, 3);
}

static void
test_regional_2021 (void)
{
  g_autoptr (MeriloResults) results
      = read_one (REGIONAL_2021_PATH,
                  REGIONAL_2021 "sch990001|г. Учебный|1|70001|4|ж|нет|1|4|3|1|Учебник",
                  "regional-2021");
  const MeriloResultRow *row = g_ptr_array_index (results->rows, 0);

  g_assert_cmpstr (results->procedure.subject, ==, "История");
  g_assert_cmpstr (row->municipality, ==, "г. Учебный");
  g_assert_cmpstr (row->class_name, ==, "7");
  g_assert_cmpstr (row->textbook, ==, "Учебник");
}

/* a published work of thirteen items: the export numbers them, the norm names and bounds them */
static void
test_norm (void)
{
  g_autoptr (GString) text = g_string_new ("user|code|klass|var-1|sum");
  g_autoptr (MeriloResults) results = NULL;
  const MeriloResultItem *item;
  g_autofree char *issues = NULL;

  for (guint i = 1; i <= 13; i++)
    g_string_append_printf (text, "|a-%u-grade", i);
  g_string_append (text, "\nsch990001|70001|а|1|16|1|1|1|1|1|1|1|1|2|1|2|1|3");
  results = read_one (REGIONAL_2020_PATH, text->str, "regional-2020");
  item = g_ptr_array_index (results->items, 12);
  g_assert_cmpint (results->procedure.max, ==, 16);
  g_assert_cmpint (item->max, ==, 2);
  issues = sheet_show_issues (results->issues);
  g_assert_cmpstr (issues, ==, "2.18 item-above-max 3");
}

/* Nameless */

static const struct
{
  const char *path;
  const char *missing;
} nameless[] = {
  { NULL, "год, предмет, класс" },        { "file.xlsx", "год, предмет, класс" },
  { "Математика.xlsx", "год, класс" },    { "Математика 5 класс.xlsx", "год" },
  { "ВПР 2026 5 класс.xlsx", "предмет" },
};

static void
test_nameless (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (nameless); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *said = g_strdup_printf (": %s;", nameless[i].missing);

      g_assert_null (
          sheet_read (nameless[i].path, FORM_2026 "50001|1|2|X|2|3|2" CLASSES_2026, &error));
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
      g_assert_nonnull (strstr (error->message, said));
    }
}

/* headings without items: another file than it looks */
static void
test_no_items (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sheet_read (FORM_2026_PATH,
                             "Код участника|Вариант|Порядковый номер класса|Итого баллов\n"
                             "50001|1|1|3",
                             &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (error->message, "1 (2б)"));
}

/* «4К1» and «4k1» are one item: whose the score is, nobody knows */
static void
test_doubled_items (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sheet_read (FORM_2026_PATH,
                             "Код участника|Вариант|4К1 (1б)|4k1 (2б)|Порядковый номер класса|"
                             "Итого баллов\n50001|1|1|1|1|2",
                             &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (error->message, "«4К1»"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/layout/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/layout/form-2026/values", test_form_2026);
  g_test_add_func ("/layout/form-2022/values", test_form_2022);
  g_test_add_func ("/layout/aggregated-2022/values", test_aggregated_2022);
  g_test_add_func ("/layout/regional-2020/values", test_regional_2020);
  g_test_add_func ("/layout/regional-2020/norm", test_norm);
  g_test_add_func ("/layout/regional-2021/values", test_regional_2021);
  g_test_add_func ("/layout/nameless", test_nameless);
  g_test_add_func ("/layout/no-items", test_no_items);
  g_test_add_func ("/layout/doubled-items", test_doubled_items);
  return g_test_run ();
}

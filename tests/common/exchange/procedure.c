/* what names of files and folders say, and the works that are known by their year */
#include "exchange/procedure.h"

#include <string.h>

#include "exchange/layout.h"
#include "exchange/norms.h"

typedef struct
{
  const char *path;
  const char *said; /* kind year code grade level */
} Case;

static const Case cases[] = {
  { "Форма сбора результатов Английский язык 8 класс ВПР 2026.xlsx", "vpr 2026 АЯ 8 " },
  { "Проведение работы по русскому языку, 5 класс. ВПР 2021.xlsx", "vpr 2021 РУ 5 " },
  { "region/2022/4/2020/4/Математика.xlsx", " 2020 МА 4 " },
  { "C:\\ВПР\\2022\\5 класс\\Окружающий мир.xlsx", "vpr 2022 ОМ 5 " },
  { "2024/6/Литературное чтение 4 класс ВПР 2025.xlsx", "vpr 2025 ЛЧ 4 " },
  { "Литература_7_класс_2023.xlsx", " 2023 ЛИ 7 " },
  { "Математика 8 класс (углубленный уровень) ВПР 2025.xlsx", "vpr 2025 МА 8 углублённый" },
  { "ОГЭ 2025 обществознание 9кл.xlsx", "oge 2025 ОБ 9 " },
  { "2020 4 класс Математика.xlsx", " 2020 МА 4 " },
  { "ВсОШ 2026 Физика 9 класс.xlsx", "vsosh 2026 ФИ 9 " },
  { "Олимпиада по химии 10 класс 2026.xlsx", "vsosh 2026 ХИ 10 " },
  { "Медалисты 2026 11 класс.xlsx", "medal 2026  11 " },
  { "Никольская школа/метафизика 120250.xlsx", " 0  0 " },
  { "РУССКИЙ ЯЗЫК 10 КЛАСС ВПР2026.XLSX", "vpr 2026 РУ 10 " },
  { "file.xlsx", " 0  0 " },
  { "", " 0  0 " },
  { "\xff\xfe/2022/4/\xc3.xlsx", " 0  0 " },
};

static void
test_paths (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MeriloProcedure procedure;
      g_autofree char *said = NULL;

      merilo_procedure_init (&procedure);
      merilo_procedure_read_path (&procedure, cases[i].path);
      said = g_strdup_printf ("%s %d %s %d %s", procedure.kind, procedure.year,
                              procedure.subject_code, procedure.grade, procedure.level);
      g_assert_cmpstr (said, ==, cases[i].said);
      merilo_procedure_clear (&procedure);
    }
}

/* й as two characters, as a Mac writes it */
static void
test_decomposed (void)
{
  g_autofree char *path
      = g_utf8_normalize ("Английский язык 8 класс 2026.xlsx", -1, G_NORMALIZE_NFD);
  MeriloProcedure procedure;

  merilo_procedure_init (&procedure);
  merilo_procedure_read_path (&procedure, path);
  g_assert_cmpstr (procedure.subject, ==, "Английский язык");
  merilo_procedure_clear (&procedure);
}

static void
test_schools (void)
{
  static const struct
  {
    const char *path;
    const char *school;
  } paths[] = {
    { "forms/edu990006/Форма.xlsx", "edu990006" },
    { "SCH990006\\2022\\Форма.xlsx", "SCH990006" },
    { "edu990006.xlsx", NULL },
    { "forms/reg990000/Форма.xlsx", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *school = merilo_path_dup_school (paths[i].path);

      g_assert_cmpstr (school, ==, paths[i].school);
    }
}

/* Norms */

static void
test_norms (void)
{
  const MeriloNorm *norm = merilo_norm_find (2021, "Русский язык", 5, 21);

  g_assert_nonnull (norm);
  g_assert_cmpint (norm->max, ==, 45);
  g_assert_cmpstr (g_ptr_array_index (norm->codes, 3), ==, "2К1");
  g_assert_cmpint (g_array_index (norm->maxima, int, 0), ==, 4);
  g_assert_cmpint (merilo_norm_get_bounds (norm, 2022)[1], ==, 29);
  g_assert_null (merilo_norm_get_bounds (norm, 2020)); /* items alone are known of 2020 */
  g_assert_null (merilo_norm_find (2021, "Русский язык", 5, 20));
  g_assert_null (merilo_norm_find (2023, "Русский язык", 5, 21));
  norm = merilo_norm_find (2026, "Английский язык", 8, 7);
  g_assert_nonnull (norm);
  g_assert_null (merilo_norm_get_bounds (norm, 2026)); /* its grade is not sure */
}

/* the same works as the base's own reference, item by item, and maxima that add up */
static void
test_norms_as_reference (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "sql", "reference", "03-items.sql", NULL);
  g_autofree char *csv
      = g_test_build_filename (G_TEST_DIST, "..", "common", "exchange", "norms.csv", NULL);
  g_autofree char *reference = NULL, *norms = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &reference, NULL, NULL));
  g_assert_true (g_file_get_contents (csv, &norms, NULL, NULL));
  lines = g_strsplit (g_strchomp (norms), "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++, n++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);
      g_auto (GStrv) items = g_strsplit (fields[9], " ", -1);
      g_autofree char *quoted
          = g_strdup_printf ("'%s', %s, %s, '%s')", fields[3], fields[4], fields[5], fields[9]);
      gint64 sum = 0;

      g_assert_nonnull (strstr (reference, quoted));
      for (guint k = 0; items[k] != NULL; k++)
        sum += g_ascii_strtoll (strchr (items[k], ':') + 1, NULL, 10);
      g_assert_cmpint (sum, ==, g_ascii_strtoll (fields[5], NULL, 10));
    }
  g_assert_cmpuint (n, ==, 16);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/procedure/paths", test_paths);
  g_test_add_func ("/procedure/decomposed", test_decomposed);
  g_test_add_func ("/procedure/schools", test_schools);
  g_test_add_func ("/procedure/norms", test_norms);
  g_test_add_func ("/procedure/norms-as-reference", test_norms_as_reference);
  return g_test_run ();
}

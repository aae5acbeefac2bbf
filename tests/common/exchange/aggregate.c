/* counts out of results, and percents out of counts: small ones by hand, a municipality's against
 * what its printed reports say */
#include "exchange/aggregate.h"

#include <string.h>

#include "exchange/layout.h"
#include "model/percent.h"
#include "sheet-maker.h"

#define F1                                                                                         \
  "ВПР 2026 Русский язык 4 класс\n"                                             \
  "ОО|Код участника|1 (2б)|2 (1б)|Первичный балл|Отметка|Отметка по журналу\n"

static void
test_counts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloWorkbook) workbook
      = sheet_read (NULL,
                    F1 "edu990001|40001|2|1|3|5|4\nedu990001|40002|X|1|1|2|3\n"
                       "edu990001|40003|2|0|2|4|4\nedu990002|40001|2|1|3|5|\n"
                       "edu990002|40002|9|1|3|5|5",
                    &error);
  g_autoptr (GHashTable) schools = NULL;
  g_autoptr (MeriloAggregate) town = merilo_aggregate_new (3, 2);
  MeriloAggregate *one, *two;

  g_assert_no_error (error);
  schools = merilo_aggregate_by_school (workbook->results);
  g_assert_cmpuint (g_hash_table_size (schools), ==, 2);
  one = g_hash_table_lookup (schools, "990001");
  two = g_hash_table_lookup (schools, "990002");
  g_assert_cmpint (one->n, ==, 3);
  g_assert_cmpint (one->journal_n, ==, 3);
  g_assert_cmpint (one->lowered, ==, 1);
  g_assert_cmpint (one->confirmed, ==, 1);
  g_assert_cmpint (one->raised, ==, 1);
  g_assert_cmpint (one->item_x[0], ==, 1);
  g_assert_cmpint (one->item_sums[0], ==, 4);
  g_assert_cmpint (two->n, ==, 1); /* the faulty row counts nowhere */
  g_assert_cmpint (two->journal_n, ==, 0);
  merilo_aggregate_add (town, one);
  merilo_aggregate_add (town, two);
  g_assert_cmpint (town->n, ==, 4);
  g_assert_cmpint (town->histogram[3], ==, 2);
  g_assert_cmpint (town->score_sum, ==, 9);
  g_assert_cmpint (merilo_aggregate_get_mark_percent (town, 5), ==, 5000);
  g_assert_cmpint (merilo_aggregate_get_total_percent (one, 2), ==, 3333);
  g_assert_cmpint (merilo_aggregate_get_item_percent (one, 0, 2), ==, 6667);
}

/* Against the printed reports */

/* the counts of a unit; NULL for one whose works are not in the file */
static MeriloAggregate *
find_counts (const MeriloPrintedUnit *unit, GHashTable *schools, MeriloAggregate *town)
{
  if (unit->scope == MERILO_SCOPE_SCHOOL)
    return g_hash_table_lookup (schools, unit->digits);
  return unit->scope == MERILO_SCOPE_MUNICIPALITY ? town : NULL;
}

static void
check_unit (const char *layout, const MeriloPrintedUnit *unit, const MeriloAggregate *counts)
{
  if (g_str_equal (layout, "journal-comparison"))
    {
      const gint64 journal[] = { counts->lowered, counts->confirmed, counts->raised };

      g_assert_cmpint (unit->n, ==, counts->journal_n);
      for (guint i = 0; i < G_N_ELEMENTS (journal); i++)
        {
          g_assert_cmpint (unit->cells[i].count, ==, journal[i]);
          g_assert_cmpint (unit->cells[i].percent, ==,
                           merilo_percent (journal[i], counts->journal_n));
        }
      return;
    }
  g_assert_cmpint (unit->n, ==, counts->n);
  if (g_str_equal (layout, "marks"))
    for (int mark = 2; mark <= 5; mark++)
      g_assert_cmpint (unit->cells[mark - 2].percent, ==,
                       merilo_aggregate_get_mark_percent (counts, mark));
  else
    for (guint total = 0; total < counts->n_totals; total++)
      g_assert_cmpint (unit->cells[total].percent, ==,
                       merilo_aggregate_get_total_percent (counts, total));
}

static MeriloWorkbook *
open_report (const char *folder, const char *report, const char *rest)
{
  g_autofree char *name = g_strconcat (report, rest, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  MeriloWorkbook *workbook = merilo_workbook_open (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (merilo_workbook_get_issues (workbook)->len, ==, 0);
  return workbook;
}

/* @rest: « Русский язык 4 класс.xlsx»; how many units were compared */
static guint
check_work (const char *folder, const char *rest)
{
  static const char *const reports[]
      = { "Ф3 Статистика по отметкам", "Сравнение отметок с отметками по журналу",
          "Распределение первичных баллов" };
  g_autoptr (MeriloWorkbook) f1 = open_report (folder, "Ф1 Индивидуальные результаты", rest);
  g_autoptr (GHashTable) schools = merilo_aggregate_by_school (f1->results);
  g_autoptr (MeriloAggregate) town
      = merilo_aggregate_new (f1->results->procedure.max, f1->results->items->len);
  GHashTableIter iter;
  gpointer school;
  guint n = 0;

  g_hash_table_iter_init (&iter, schools);
  while (g_hash_table_iter_next (&iter, NULL, &school))
    merilo_aggregate_add (town, school);
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      g_autoptr (MeriloWorkbook) report = open_report (folder, reports[i], rest);

      for (guint k = 0; k < report->printed->units->len; k++)
        {
          const MeriloPrintedUnit *unit = g_ptr_array_index (report->printed->units, k);
          const MeriloAggregate *counts = find_counts (unit, schools, town);

          if (counts == NULL)
            {
              g_assert_cmpint (unit->scope, <, MERILO_SCOPE_MUNICIPALITY);
              continue;
            }
          check_unit (report->printed->layout, unit, counts);
          n++;
        }
    }
  return n;
}

static void
test_shared_reports (void)
{
  g_autofree char *shared = sheet_find_shared ();
  guint units = 0, works = 0;

  if (shared == NULL)
    return;
  for (guint year = 2023; year <= 2025; year++)
    {
      g_autofree char *number = g_strdup_printf ("%u", year);
      g_autofree char *folder = g_build_filename (shared, number, "analytics", NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name, *prefix = "Ф1 Индивидуальные результаты";

      while ((name = g_dir_read_name (dir)) != NULL)
        if (g_str_has_prefix (name, prefix))
          {
            units += check_work (folder, name + strlen (prefix));
            works++;
          }
    }
  g_assert_cmpuint (works, ==, 18);
  g_assert_cmpuint (units, >, 18 * 3 * 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aggregate/counts", test_counts);
  g_test_add_func ("/aggregate/shared-reports", test_shared_reports);
  return g_test_run ();
}

/* a school's report, a summary of a quarter, an analysis of a year */
#include <string.h>

#include "documents/documents.h"
#include "lib/keep-file.h"
#include "model/entities/execution.h"
#include "model/entities/plan-annual.h"
#include "model/entities/plan-completeness.h"
#include "model/entities/plan-item.h"
#include "model/entities/plan-late.h"
#include "model/entities/plan-section.h"
#include "model/entities/plan.h"
#include "model/entities/quarter-report.h"
#include "model/record.h"
#include "records.h"

static void
show_all (const MeriloDocument *document, const char *name)
{
  static const char *const endings[] = { "docx", "pdf", "xlsx", "html" };

  for (guint form = 0; form < G_N_ELEMENTS (endings); form++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = srv_document_render (document, form, NULL, &error);
      g_autofree char *file = g_strdup_printf ("%s.%s", name, endings[form]);

      g_assert_no_error (error);
      tests_keep_file (file, bytes);
    }
}

/* a record of @entity with fields set as people type them: field, text, …, -1 */
static gpointer
make (const MeriloEntity *entity, ...)
{
  gpointer record = g_object_new (merilo_entity_register (entity), NULL);
  va_list list;
  int field;

  va_start (list, entity);
  while ((field = va_arg (list, int)) >= 0)
    {
      const char *text = va_arg (list, const char *);
      g_autoptr (GError) error = NULL;

      if (entity->fields[field].kind == MERILO_TEXT)
        merilo_record_load_text (record, (guint) field, g_strdup (text));
      else if (entity->fields[field].kind == MERILO_MOMENT)
        merilo_record_load_whole (record, (guint) field, g_ascii_strtoll (text, NULL, 10));
      else if (!merilo_record_parse (record, (guint) field, text, &error))
        g_error ("%s: %s", entity->fields[field].name, error->message);
    }
  va_end (list);
  return record;
}

static const MeriloTable *
find_table (const MeriloDocument *document, guint n)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const MeriloDocumentBlock *block = merilo_document_get (document, i);

      if (block->kind == MERILO_BLOCK_TABLE && n-- == 0)
        return &block->table;
    }
  g_error ("no such table");
}

static void
check_row (const MeriloTable *table, guint row, const char *expected)
{
  const MeriloTableRow *r = merilo_table_get_row (table, row);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < (r->kind == MERILO_ROW_SECTION ? 1 : table->n_columns); i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "|" : "", r->cells[i]);
  g_assert_cmpstr (joined->str, ==, expected);
}

static void
test_report (void)
{
  g_autoptr (Records) records = records_new (MERILO_PLAN_KIND_MUNICIPAL_ROADMAP, "Дорожная карта");
  g_autoptr (GObject) report
      = make (&merilo_quarter_report_entity, MERILO_QUARTER_REPORT_QUARTER, "2025-Q1",
              MERILO_QUARTER_REPORT_STATE, "returned", MERILO_QUARTER_REPORT_TOTAL, "3",
              MERILO_QUARTER_REPORT_ANSWERED, "2", MERILO_QUARTER_REPORT_REMARK,
              "Приложите справку", -1);
  g_autoptr (GPtrArray) executions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MeriloDocument) document = NULL;
  g_autofree char *name = NULL;
  const MeriloTable *table;

  records_add_section (records, "Первый раздел");
  records_add_item (records, "1.1", "Совещание", "март");
  records_add_section (records, "Без ответов");
  records_add_item (records, "2.1", "Не в этом квартале", "июнь");
  records_add_section (records, "Третий раздел");
  records_add_item (records, "3.1", "Отчёт", "март");
  g_ptr_array_add (executions,
                   make (&merilo_execution_entity, MERILO_EXECUTION_ITEM_ID, "3",
                         MERILO_EXECUTION_ITEM_NO, "3.1", MERILO_EXECUTION_ITEM_TITLE, "Отчёт",
                         MERILO_EXECUTION_STATE, "not-done", MERILO_EXECUTION_REASON, "болезнь",
                         MERILO_EXECUTION_REMARK, "уточните", -1));
  g_ptr_array_add (executions,
                   make (&merilo_execution_entity, MERILO_EXECUTION_ITEM_ID, "1",
                         MERILO_EXECUTION_ITEM_NO, "1.1", MERILO_EXECUTION_ITEM_TITLE, "Совещание",
                         MERILO_EXECUTION_DEADLINE, "март", MERILO_EXECUTION_STATE, "done",
                         MERILO_EXECUTION_TEXT, "Проведено", MERILO_EXECUTION_DATE_DONE,
                         "12.03.2025", MERILO_EXECUTION_FILES, "2", -1));
  g_ptr_array_add (executions, make (&merilo_execution_entity, MERILO_EXECUTION_ITEM_ID, "77",
                                     MERILO_EXECUTION_ITEM_NO, "9", MERILO_EXECUTION_ITEM_TITLE,
                                     "Пункт, которого в плане больше нет", -1));
  document = srv_document_report ((gpointer) report, records->plan, records->sections,
                                  records->items, executions, "МБОУ Школа № 3");
  table = find_table (document, 0);
  g_assert_cmpuint (table->rows->len, ==, 3 + 2);
  check_row (table, 0, "9|Пункт, которого в плане больше нет|||||");
  check_row (table, 1, "Первый раздел");
  check_row (table, 2, "1.1|Совещание|март|исполнено|Проведено|12.03.2025|2");
  check_row (table, 3, "Третий раздел");
  check_row (table, 4,
             "3.1|Отчёт||не исполнено|Причина: болезнь\nЗамечание управления: уточните||");
  name = srv_document_file_name (document, SRV_DOCUMENT_PDF);
  g_assert_cmpstr (name, ==, "Отчёт за I квартал 2025 года – МБОУ Школа № 3.pdf");
  show_all (document, "report");
}

/* @n schools in two sections; every third hands in late, every fourth not at all */
static GPtrArray *
make_lines (guint n)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint school = 1; school <= n; school++)
    for (guint section = 1; section <= 2; section++)
      {
        g_autofree char *org = g_strdup_printf ("%u", school);
        g_autofree char *org_name = g_strdup_printf ("Школа № %u", school);
        g_autofree char *id = g_strdup_printf ("%u", section);
        g_autofree char *title = g_strdup_printf ("Раздел %u", section);
        gpointer line
            = make (&merilo_plan_completeness_entity, MERILO_PLAN_COMPLETENESS_ORG_ID, org,
                    MERILO_PLAN_COMPLETENESS_ORG_NAME, org_name,
                    MERILO_PLAN_COMPLETENESS_SECTION_ID, id, MERILO_PLAN_COMPLETENESS_SECTION,
                    title, MERILO_PLAN_COMPLETENESS_TOTAL, "5", MERILO_PLAN_COMPLETENESS_ANSWERED,
                    "4", MERILO_PLAN_COMPLETENESS_DONE, "3", MERILO_PLAN_COMPLETENESS_DONE_LATE,
                    "1", -1);

        if (school % 4 != 0)
          {
            merilo_record_load_whole (line, MERILO_PLAN_COMPLETENESS_SUBMITTED_AT,
                                      G_GINT64_CONSTANT (1744000000000000));
            merilo_record_load_whole (line, MERILO_PLAN_COMPLETENESS_ON_TIME, school % 3 != 0);
            g_assert_true (merilo_record_parse (line, MERILO_PLAN_COMPLETENESS_REPORT_STATE,
                                                "submitted", NULL));
          }
        g_ptr_array_add (lines, line);
      }
  return lines;
}

static void
test_summary (void)
{
  g_autoptr (Records) records = records_new (MERILO_PLAN_KIND_MUNICIPAL_ROADMAP, "Дорожная карта");
  g_autoptr (GPtrArray) lines = make_lines (12);
  g_autoptr (GPtrArray) late = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MeriloDocument) document = NULL;
  const MeriloTable *table;
  g_autofree char *text = NULL;

  g_ptr_array_add (late, make (&merilo_plan_late_entity, MERILO_PLAN_LATE_ORG_NAME, "Школа № 4",
                               MERILO_PLAN_LATE_NO, "1.2", MERILO_PLAN_LATE_TITLE, "Анализ",
                               MERILO_PLAN_LATE_DUE, "31.03.2025", MERILO_PLAN_LATE_DAYS, "12",
                               MERILO_PLAN_LATE_STATE, "not-started", -1));
  document = srv_document_summary (records->plan, "2025-Q1", lines, late, "Управление образования");
  table = find_table (document, 0);
  g_assert_cmpuint (table->rows->len, ==, 12 + 1);
  check_row (table, 0, "Школа № 1|10|8|6|2|0|0|0|0|сдан|07.04.2025");
  check_row (table, 2, "Школа № 3|10|8|6|2|0|0|0|0|сдан|07.04.2025, с опозданием");
  check_row (table, 3, "Школа № 4|10|8|6|2|0|0|0|0|не открыт|нет");
  check_row (table, 12, "Всего|120|96|72|24|0|0|0|0||");
  check_row (find_table (document, 1), 0, "Раздел 1|60|48|36|12|0|0|0|0");
  check_row (find_table (document, 2), 0, "Школа № 4|1.2|Анализ|31.03.2025|12|не начато");
  text = merilo_document_block_text (merilo_document_get (document, 1));
  g_assert_cmpstr (text, ==,
                   "Отчитываются организаций: 12, отчёт сдали: 9. Ответов: 96 из 120, "
                   "опозданий: 1.");
  show_all (document, "summary");
}

static void
test_empty_summary (void)
{
  g_autoptr (Records) records = records_new (MERILO_PLAN_KIND_MUNICIPAL_ROADMAP, "Дорожная карта");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (MeriloDocument) document
      = srv_document_summary (records->plan, "2025-Q1", none, none, "");

  check_row (find_table (document, 0), 0, "Всего|0|0|0|0|0|0|0|0||");
  show_all (document, "summary-empty");
}

static void
test_annual (void)
{
  g_autoptr (Records) records = records_new (MERILO_PLAN_KIND_MUNICIPAL_ROADMAP, "Дорожная карта");
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MeriloDocument) document = NULL;
  const MeriloTable *items;

  for (guint i = 0; i < 30; i++)
    g_ptr_array_add (lines,
                     make (&merilo_plan_annual_entity, MERILO_PLAN_ANNUAL_SECTION,
                           i < 20 ? "1. Нормативное обеспечение" : "2. Методическое обеспечение",
                           MERILO_PLAN_ANNUAL_NO, i % 2 ? "1.2" : "1.1", MERILO_PLAN_ANNUAL_TITLE,
                           "Подготовка аналитической справки о результатах проверочных работ",
                           MERILO_PLAN_ANNUAL_DEADLINE, "ежеквартально", MERILO_PLAN_ANNUAL_DATES,
                           "31.03.2025, 30.06.2025", MERILO_PLAN_ANNUAL_REPORTERS, "24",
                           MERILO_PLAN_ANNUAL_DONE, "20", MERILO_PLAN_ANNUAL_UNANSWERED, "4",
                           MERILO_PLAN_ANNUAL_WHO, "Школа № 1, Школа № 5",
                           MERILO_PLAN_ANNUAL_CONCLUSION,
                           "Исполнено не полностью: справки представили не все школы.",
                           MERILO_PLAN_ANNUAL_PROPOSAL, "Перенести срок на октябрь.", -1));
  document = srv_document_annual (records->plan, "2025", lines, "Управление образования");
  check_row (find_table (document, 0), 0, "1. Нормативное обеспечение|20|400|0|0|0|0|80");
  check_row (find_table (document, 0), 2, "Всего|30|600|0|0|0|0|120");
  items = find_table (document, 1);
  g_assert_cmpuint (items->rows->len, ==, 30 + 2);
  check_row (items, 0, "1. Нормативное обеспечение");
  check_row (items, 1,
             "1.1|Подготовка аналитической справки о результатах проверочных "
             "работ|ежеквартально\nконтрольные даты: 31.03.2025, 30.06.2025|отчитываются – "
             "24\nисполнено – 20\nнет ответа – 4|Школа № 1, Школа № 5|Исполнено не полностью: "
             "справки представили не все школы.|Перенести срок на октябрь.");
  show_all (document, "annual");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers/report", test_report);
  g_test_add_func ("/papers/summary", test_summary);
  g_test_add_func ("/papers/empty-summary", test_empty_summary);
  g_test_add_func ("/papers/annual", test_annual);
  return g_test_run ();
}

/* plans go out as files and come back as they were */
#include <string.h>

#include "documents/documents.h"
#include "lib/keep-file.h"
#include "model/entities/plan-item.h"
#include "model/entities/plan-section.h"
#include "model/entities/plan.h"
#include "model/record.h"
#include "records.h"

static GBytes *
write_plan (Records *records, SrvDocumentForm form, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloDocument) document
      = srv_document_plan (records->plan, records->sections, records->items,
                           "Управление образования");
  g_autofree char *file = srv_document_file_name (document, form);
  g_autofree char *shown = g_strconcat (name, strrchr (file, '.'), NULL);
  GBytes *bytes = srv_document_render (document, form, NULL, &error);

  g_assert_no_error (error);
  tests_keep_file (shown, bytes);
  return bytes;
}

static Records *
read_plan (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (roadmap->plans->len, ==, 1);
  return records_from_roadmap (roadmap);
}

/* every field of the two is the same; those of the list are not looked at */
static void
compare_records (gpointer a, gpointer b, guint n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *one = merilo_record_show (a, i);
      g_autofree char *other = merilo_record_show (b, i);

      if (!g_str_equal (one, other))
        g_error ("%s: «%s» became «%s»", merilo_record_get_entity (a)->fields[i].name, one, other);
    }
}

static void
compare_all (Records *a, Records *b)
{
  compare_records (a->plan, b->plan, MERILO_PLAN_N_FIELDS);
  g_assert_cmpuint (a->sections->len, ==, b->sections->len);
  for (guint i = 0; i < a->sections->len; i++)
    compare_records (a->sections->pdata[i], b->sections->pdata[i], MERILO_PLAN_SECTION_N_FIELDS);
  g_assert_cmpuint (a->items->len, ==, b->items->len);
  for (guint i = 0; i < a->items->len; i++)
    compare_records (a->items->pdata[i], b->items->pdata[i], MERILO_PLAN_ITEM_N_FIELDS);
}

static char *
find_specimen (const char *folder, const char *file)
{
  const char *named = g_getenv ("MERILO_SHARED");

  if (folder != NULL)
    return g_test_build_filename (G_TEST_DIST, folder, file, NULL);
  return named != NULL ? g_build_filename (named, "data", "roadmaps", file, NULL)
                       : g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "data",
                                                "roadmaps", file, NULL);
}

/* a real plan, a file, a plan again; then a cell is changed, and only that is another */
static void
test_round_trip (gconstpointer data)
{
  const char *const *specimen = data;
  g_autofree char *path = find_specimen (specimen[0], specimen[1]);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRoadmap) roadmap = NULL;
  g_autoptr (Records) first = NULL, second = NULL, third = NULL, sheet = NULL;
  g_autoptr (GBytes) bytes = NULL, changed = NULL, pdf = NULL, book = NULL;
  gpointer item;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the document is not here");
      return;
    }
  roadmap = merilo_roadmap_open (path, NULL, &error);
  g_assert_no_error (error);
  first = records_from_roadmap (roadmap);
  bytes = write_plan (first, SRV_DOCUMENT_DOCX, specimen[2]);
  pdf = write_plan (first, SRV_DOCUMENT_PDF, specimen[2]);
  second = read_plan (bytes);
  compare_all (first, second);
  item = second->items->pdata[second->items->len / 2];
  merilo_record_load_text (item, MERILO_PLAN_ITEM_DEADLINE, g_strdup ("до 15 мая 2026 года"));
  merilo_record_load_text (item, MERILO_PLAN_ITEM_RESPONSIBLE, g_strdup ("Иванова\nПетрова"));
  book = write_plan (second, SRV_DOCUMENT_XLSX, specimen[2]);
  sheet = read_plan (book);
  compare_all (second, sheet);
  changed = write_plan (second, SRV_DOCUMENT_DOCX, "changed");
  third = read_plan (changed);
  compare_all (second, third);
}

/* what readers would have to guess: no numbers, small letters, repeated headings, empty sections */
static void
test_traps (void)
{
  g_autoptr (Records) first = records_new (MERILO_PLAN_KIND_SCHOOL_ROADMAP, "План на 2026 год");
  g_autoptr (Records) second = NULL, third = NULL;
  g_autoptr (GBytes) bytes = NULL, again = NULL;

  merilo_record_load_text (first->plan, MERILO_PLAN_COLUMNS,
                           g_strdup ("[{\"key\":\"no\",\"heading\":\"№ п/п\"},"
                                     "{\"key\":\"activity\",\"heading\":\"Мероприятия\"},"
                                     "{\"key\":\"deadline\",\"heading\":\"Сроки\"},"
                                     "{\"key\":\"responsible\",\"heading\":\"Ответственные\"},"
                                     "{\"key\":\"column-5\",\"heading\":\"Отметка\"}]"));
  records_add_section (first, "I. Первый");
  records_add_section (first, "второй, с малой буквы");
  records_add_item (first, "1.1", "Есть номер", "май");
  records_add_item (first, "", "Нет номера", "июнь");
  records_add_item (first, "1.3", "", "июль"); /* a title that was blank */
  records_add_item (first, "п. 7", "—", NULL);
  records_add_item (first, "№ п/п", "Мероприятия", "Сроки");
  records_add_section (first, "Третий");
  records_add_item (first, "1", "2", "3");
  merilo_record_load_text (records_add_item (first, "2", "Строки\nв ячейке", "до 1 мая"),
                           MERILO_PLAN_ITEM_EXTRA, g_strdup ("column-5: раз\nдва"));
  records_add_section (first, "Пустой");
  bytes = write_plan (first, SRV_DOCUMENT_DOCX, "traps");
  second = read_plan (bytes);
  g_assert_cmpuint (second->sections->len, ==, 4);
  g_assert_cmpuint (second->items->len, ==, 7);
  for (guint i = 0; i < second->items->len; i++)
    for (guint field = MERILO_PLAN_ITEM_NO; field <= MERILO_PLAN_ITEM_EXTRA; field++)
      {
        g_autofree char *was = merilo_record_show (first->items->pdata[i], field);
        g_autofree char *is = merilo_record_show (second->items->pdata[i], field);

        g_assert_cmpstr (is, ==, was);
      }
  again = write_plan (second, SRV_DOCUMENT_DOCX, "traps-again");
  third = read_plan (again);
  compare_all (second, third);
}

/* a plan made by hand: columns of its kind, only those that hold something */
static void
test_by_hand (void)
{
  g_autoptr (Records) records = records_new (MERILO_PLAN_KIND_VSOKO_PLAN, "Программа ВСОКО");
  g_autoptr (MeriloDocument) document = NULL;
  const MeriloTable *table;
  static const char *const headings[]
      = { "№", "Объект оценки", "Критерий", "Показатель", "Срок исполнения", "Прочее" };
  gpointer item;

  records_add_section (records, "");
  item = records_add_item (records, "1", "Доля учеников", "ежегодно");
  merilo_record_load_text (item, MERILO_PLAN_ITEM_OBJECT, g_strdup ("Результаты"));
  merilo_record_load_text (item, MERILO_PLAN_ITEM_INDICATOR, g_strdup ("не ниже 60 %"));
  merilo_record_load_text (item, MERILO_PLAN_ITEM_EXTRA, g_strdup ("заметка: от руки"));
  document = srv_document_plan (records->plan, records->sections, records->items, "Школа");
  table = &merilo_document_get (document, 2)->table;
  g_assert_cmpuint (table->n_columns, ==, G_N_ELEMENTS (headings));
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    g_assert_cmpstr (table->columns[i].heading, ==, headings[i]);
  g_assert_cmpuint (table->rows->len, ==, 1); /* the section was not named by anybody */
  g_assert_cmpstr (merilo_table_get_row (table, 0)->cells[5], ==, "заметка: от руки");
  g_assert_cmpstr (merilo_document_get (document, 0)->act.word, ==, "УТВЕРЖДЕНА");
}

static void
test_decision (void)
{
  g_autoptr (Records) records = records_new (MERILO_PLAN_KIND_DECISION, "Об итогах года");
  g_autoptr (MeriloDocument) document = NULL;
  static const char *const points[]
      = { "1.|Принять к исполнению. Срок: до 1 мая. Ответственный: Иванова.",
          "2.|Руководителям школ:", "2.1.|Провести анализ до 15 июня.", "2.2.|Представить отчёт." };
  guint n = 0;

  records_add_section (records, "Принять к исполнению.");
  merilo_record_load_text (records_add_item (records, "1", "Принять к исполнению.", "до 1 мая"),
                           MERILO_PLAN_ITEM_RESPONSIBLE, g_strdup ("Иванова"));
  records_add_section (records, "Руководителям школ:");
  records_add_item (records, "2.1", "Провести анализ до 15 июня.", "до 15 июня");
  records_add_item (records, "2.2", "Представить отчёт.", NULL);
  document = srv_document_plan (records->plan, records->sections, records->items, "Коллегия");
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const MeriloDocumentBlock *block = merilo_document_get (document, i);
      g_autofree char *text = merilo_document_block_text (block);
      g_autofree char *whole = g_strjoin ("|", block->number, text, NULL);

      if (block->kind != MERILO_BLOCK_POINT)
        continue;
      g_assert_cmpuint (n, <, G_N_ELEMENTS (points));
      g_assert_cmpstr (whole, ==, points[n++]);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (points));
}

static void
test_forms (void)
{
  static const char *const begins[] = { "PK", "%PDF-", "PK", "<!DOCTYPE html>" };
  g_autoptr (Records) records = records_new (MERILO_PLAN_KIND_MUNICIPAL_ROADMAP, "Дорожная карта");

  records_add_section (records, "Раздел");
  for (guint i = 0; i < 65; i++)
    {
      g_autofree char *no = g_strdup_printf ("1.%u", i + 1);

      records_add_item (records, no, "Совещание руководителей", "ежеквартально");
    }
  for (guint form = 0; form < 4; form++)
    {
      g_autoptr (GBytes) bytes = write_plan (records, form, "plan");

      g_assert_true (g_str_has_prefix (g_bytes_get_data (bytes, NULL), begins[form]));
    }
}

static void
test_file_names (void)
{
  static const struct
  {
    const char *title, *name;
  } cases[] = {
    { "План на 2026 год", "План на 2026 год.docx" },
    { "Отчёт: «А/Б»\n\tшколы * № 3?..", "Отчёт «А Б» школы № 3.docx" },
    { "", "Документ.docx" },
    { "...", "Документ.docx" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MeriloDocument) document
          = merilo_document_new (cases[i].title, NULL, MERILO_PAGE_PORTRAIT);
      g_autofree char *name = srv_document_file_name (document, SRV_DOCUMENT_DOCX);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
  {
    g_autofree char *disposition = srv_document_disposition ("Ё \"1\".pdf");

    g_assert_cmpstr (
        disposition, ==,
        "attachment; filename=\"document.pdf\"; filename*=UTF-8''%D0%81%20%221%22.pdf");
  }
}

int
main (int argc, char **argv)
{
  static const char *const specimens[][3] = {
    { "data/walk", "roadmap.docx", "walk" },
    { NULL, "pokachi-2024-2026.docx", "pokachi" },
    { NULL, "yuzhno-sukhokumsk-2021.docx", "sukhokumsk" },
    { NULL, "school29-vsoko-2025.docx", "school29" },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (specimens); i++)
    {
      g_autofree char *path = g_strconcat ("/documents/round-trip/", specimens[i][2], NULL);

      g_test_add_data_func (path, specimens[i], test_round_trip);
    }
  g_test_add_func ("/documents/traps", test_traps);
  g_test_add_func ("/documents/by-hand", test_by_hand);
  g_test_add_func ("/documents/decision", test_decision);
  g_test_add_func ("/documents/forms", test_forms);
  g_test_add_func ("/documents/file-names", test_file_names);
  return g_test_run ();
}

#include "sample.h"

#include <math.h>

static const MeriloTableColumn columns[] = { { "№", 1, MERILO_ALIGN_CENTER },
                                             { "Мероприятие", 6, MERILO_ALIGN_START },
                                             { "Срок", 3, MERILO_ALIGN_START },
                                             { "Ответственный", 3, MERILO_ALIGN_START },
                                             { "Школ", 1.5, MERILO_ALIGN_NUMBER } };

static void
add_rows (MeriloDocument *document, guint rows)
{
  for (guint i = 0; i < rows; i++)
    {
      g_autofree char *no = g_strdup_printf ("%u.%u", i / 10 + 1, i % 10 + 1);
      g_autofree char *title
          = g_strdup_printf ("Подготовка %u-й аналитической справки о результатах всероссийских "
                             "проверочных работ и обсуждение её на совещании руководителей",
                             i + 1);
      g_autofree char *count = g_strdup_printf ("%u", i * 7);
      const char *const cells[]
          = { no, title, i % 3 == 0 ? "ежегодно,\nдо 1 октября" : "III квартал 2025 года",
              i % 4 == 0 ? NULL : "Управление образования, руководители ОО", count };
      g_autofree char *section
          = g_strdup_printf ("Раздел %u. Повышение объективности оценивания", i / 10 + 1);

      if (i % 10 == 0)
        merilo_document_add_section_row (document, section);
      merilo_document_add_row (document, MERILO_ROW_CELLS, cells);
    }
}

static MeriloChart *
make_chart (void)
{
  static const char *const years[] = { "2023", "2024", "2025", NULL };
  static const MeriloChartPoint points[]
      = { { 0.38, 0.26, 0.52, 19, 50 }, { 0.5, 0.36, 0.64, 24, 48 }, { NAN, NAN, NAN, -1, 0 } };
  MeriloChart *chart = merilo_chart_new (MERILO_CHART_LINE, "Выполнено в срок", years);

  merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
  merilo_chart_add_series (chart, "город", points);
  return chart;
}

MeriloDocument *
sample_document_new (MeriloPage page, guint rows)
{
  static const MeriloAct approval = { MERILO_ACT_APPROVAL, NULL, "приказ", "486-О", "17.12.2024" };
  static const MeriloAct letterhead
      = { MERILO_ACT_LETTERHEAD, "Управление образования", "приказ", NULL, NULL };
  static const char *const total[] = { NULL, "Итого", NULL, NULL, "1 234" };
  MeriloDocument *document
      = merilo_document_new ("План мероприятий «Город & район» <2025>", "Управление", page);
  g_autoptr (MeriloChart) chart = make_chart ();

  merilo_document_add_act (document, &approval);
  merilo_document_add_title (document, "План мероприятий\nпо оценке качества на 2025-2026 гг.");
  merilo_document_add_table (document, "Пункты плана", columns, G_N_ELEMENTS (columns));
  add_rows (document, rows);
  merilo_document_add_row (document, MERILO_ROW_TOTAL, total);
  merilo_document_add_heading (document, 1, "Выводы");
  merilo_document_add_paragraph (document, "Работа ", MERILO_ALIGN_START);
  merilo_document_add_run (document, "выполнена", MERILO_RUN_BOLD | MERILO_RUN_ITALIC);
  merilo_document_add_run (document, " в срок во всех школах, которые отчитались за квартал.", 0);
  merilo_document_add_chart (document, chart, 220);
  merilo_document_add_page_break (document);
  merilo_document_add_act (document, &letterhead);
  merilo_document_add_heading (document, 2, "ПРИКАЗЫВАЮ:");
  merilo_document_add_point (document, 0, "1.", "Утвердить план.");
  merilo_document_add_point (document, 1, "1.1.", "Руководителям школ обеспечить исполнение.");
  merilo_document_add_signature (document, "Начальник управления образования", "И. О. Петров");
  merilo_document_add_signature (document, "Исполнитель", NULL);
  return document;
}

const char *const sample_hostile_words[]
    = { "ЖЖЖЖЖЖЖЖ", "ПОСЛЕДНЕЕСЛОВО", "שלום", "<script>alert", "столбец39", "КОНЕЦАБЗАЦА", NULL };

static void
add_wide_table (MeriloDocument *document)
{
  MeriloTableColumn wide[40];
  const char *cells[40];
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    {
      g_ptr_array_add (texts, g_strdup_printf ("столбец%u", i));
      cells[i] = texts->pdata[i];
      wide[i] = (MeriloTableColumn){ cells[i], i % 5, MERILO_ALIGN_START };
    }
  merilo_document_add_table (document, NULL, wide, G_N_ELEMENTS (wide));
  merilo_document_add_row (document, MERILO_ROW_CELLS, cells);
}

MeriloDocument *
sample_hostile_new (void)
{
  g_autofree char *word = g_strnfill (5000, 'W');
  g_autoptr (GString) high = g_string_new (NULL);
  g_autoptr (GString) zh = g_string_new (NULL);
  const char *cells[5] = { "1\x01\x02\x1b", word, NULL, "שלום עולם",
                           "\xff\xfe"
                           "12" };
  MeriloDocument *document
      = merilo_document_new ("\x07Заголовок\r\n<b>\"'&", "\x1f", MERILO_PAGE_LANDSCAPE);

  for (guint i = 0; i < 500; i++)
    g_string_append (high, "слово да ");
  g_string_append (high, "ПОСЛЕДНЕЕСЛОВО");
  for (guint i = 0; i < 4000; i++)
    g_string_append (zh, "Ж");
  cells[2] = high->str;
  merilo_document_add_title (document, NULL);
  merilo_document_add_table (document, "", columns, G_N_ELEMENTS (columns));
  merilo_document_add_table (document, "<script>", columns, G_N_ELEMENTS (columns));
  merilo_document_add_section_row (document, high->str);
  merilo_document_add_row (document, MERILO_ROW_CELLS, cells);
  merilo_document_add_section_row (document, "<script>alert (1)</script>]]>");
  merilo_document_add_paragraph (document, high->str, MERILO_ALIGN_NUMBER);
  merilo_document_add_run (document, " КОНЕЦАБЗАЦА", MERILO_RUN_BOLD);
  add_wide_table (document);
  merilo_document_add_paragraph (document, zh->str, MERILO_ALIGN_START);
  merilo_document_add_paragraph (document, "שלום עולם, 12 מטר", MERILO_ALIGN_START);
  merilo_document_add_signature (document, word, high->str);
  for (guint i = 0; i < 3; i++)
    merilo_document_add_page_break (document);
  return document;
}

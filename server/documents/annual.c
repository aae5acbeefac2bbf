#define G_LOG_DOMAIN "srv-documents"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "documents/documents.h"
#include "documents/words.h"
#include "model/entities/plan-annual.h"
#include "model/entities/plan.h"
#include "model/record.h"

/* The analysis of a year: item by item its dates, who did it, the conclusion and the proposals. */

static const struct
{
  guint field;
  const char *words;
} parts[] = {
  { MERILO_PLAN_ANNUAL_DONE, N_ ("исполнено – %s") },
  { MERILO_PLAN_ANNUAL_DONE_LATE, N_ ("с опозданием – %s") },
  { MERILO_PLAN_ANNUAL_IN_WORK, N_ ("в работе – %s") },
  { MERILO_PLAN_ANNUAL_NOT_DONE, N_ ("не исполнено – %s") },
  { MERILO_PLAN_ANNUAL_NOT_APPLICABLE, N_ ("не касается – %s") },
  { MERILO_PLAN_ANNUAL_UNANSWERED, N_ ("нет ответа – %s") },
};

static gint64
get_count (gpointer line, guint field)
{
  return merilo_record_has (line, field) ? merilo_record_get_whole (line, field) : 0;
}

/* counts that are not none, a line each; the number of reporters goes first */
static char *
say_counts (gpointer line)
{
  g_autofree char *reporters = _srv_document_whole (get_count (line, MERILO_PLAN_ANNUAL_REPORTERS));
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, _ ("отчитываются – %s"), reporters);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *n = _srv_document_whole (get_count (line, parts[i].field));

      if (get_count (line, parts[i].field) == 0)
        continue;
      g_string_append_c (out, '\n');
      g_string_append_printf (out, _ (parts[i].words), n);
    }
  return g_string_free (out, FALSE);
}

static char *
say_deadline (gpointer line)
{
  const char *words = _srv_document_text (line, MERILO_PLAN_ANNUAL_DEADLINE);
  const char *dates = _srv_document_text (line, MERILO_PLAN_ANNUAL_DATES);

  if (*words == 0 || *dates == 0)
    return g_strconcat (words, dates, NULL);
  return g_strdup_printf (_ ("%s\nконтрольные даты: %s"), words, dates);
}

static void
add_line (MeriloDocument *document, gpointer line)
{
  g_autofree char *deadline = say_deadline (line);
  g_autofree char *done = say_counts (line);
  const char *cells[] = { _srv_document_text (line, MERILO_PLAN_ANNUAL_NO),
                          _srv_document_text (line, MERILO_PLAN_ANNUAL_TITLE),
                          deadline,
                          done,
                          _srv_document_text (line, MERILO_PLAN_ANNUAL_WHO),
                          _srv_document_text (line, MERILO_PLAN_ANNUAL_CONCLUSION),
                          _srv_document_text (line, MERILO_PLAN_ANNUAL_PROPOSAL) };

  merilo_document_add_row (document, MERILO_ROW_CELLS, cells);
}

static void
add_items (MeriloDocument *document, GPtrArray *lines)
{
  const MeriloTableColumn columns[] = {
    { _ ("№"), 7, MERILO_ALIGN_CENTER },
    { _ ("Мероприятие"), 36, MERILO_ALIGN_START },
    { _ ("Срок"), 20, MERILO_ALIGN_START },
    { _ ("Исполнение"), 20, MERILO_ALIGN_START },
    { _ ("Кто не исполнил"), 20, MERILO_ALIGN_START },
    { _ ("Вывод"), 32, MERILO_ALIGN_START },
    { _ ("Предложение"), 28, MERILO_ALIGN_START },
  };
  const char *above = NULL;

  merilo_document_add_heading (document, 1, _ ("Исполнение по пунктам"));
  merilo_document_add_table (document, _ ("Исполнение по пунктам"), columns,
                             G_N_ELEMENTS (columns));
  for (guint i = 0; i < lines->len; i++)
    {
      const char *section = _srv_document_text (lines->pdata[i], MERILO_PLAN_ANNUAL_SECTION);

      if (g_strcmp0 (section, above) != 0 && *section != 0)
        merilo_document_add_section_row (document, section);
      above = section;
      add_line (document, lines->pdata[i]);
    }
}

/* sums of counts of the lines from @from with the section of that line; %FALSE: no such line */
typedef struct
{
  const char *section;
  gint64 items, counts[G_N_ELEMENTS (parts)];
} Sum;

static guint
sum_section (GPtrArray *lines, guint from, Sum *sum, Sum *all)
{
  guint i = from;

  *sum = (Sum){ _srv_document_text (lines->pdata[from], MERILO_PLAN_ANNUAL_SECTION) };
  for (; i < lines->len
         && g_str_equal (sum->section,
                         _srv_document_text (lines->pdata[i], MERILO_PLAN_ANNUAL_SECTION));
       i++)
    {
      sum->items++;
      all->items++;
      for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
        {
          sum->counts[k] += get_count (lines->pdata[i], parts[k].field);
          all->counts[k] += get_count (lines->pdata[i], parts[k].field);
        }
    }
  return i;
}

static void
add_sum (MeriloDocument *document, MeriloTableRowKind kind, const Sum *sum)
{
  g_auto (GStrv) cells = g_new0 (char *, G_N_ELEMENTS (parts) + 3);

  cells[0] = g_strdup (sum->section);
  cells[1] = _srv_document_whole (sum->items);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    cells[i + 2] = _srv_document_whole (sum->counts[i]);
  merilo_document_add_row (document, kind, (const char *const *) cells);
}

static void
add_sections (MeriloDocument *document, GPtrArray *lines)
{
  const MeriloTableColumn columns[] = {
    { _ ("Раздел"), 50, MERILO_ALIGN_START },       { _ ("Пунктов"), 10, MERILO_ALIGN_NUMBER },
    { _ ("Исполнено"), 12, MERILO_ALIGN_NUMBER },   { _ ("С опозданием"), 14, MERILO_ALIGN_NUMBER },
    { _ ("В работе"), 10, MERILO_ALIGN_NUMBER },    { _ ("Не исполнено"), 13, MERILO_ALIGN_NUMBER },
    { _ ("Не касается"), 11, MERILO_ALIGN_NUMBER }, { _ ("Нет ответа"), 11, MERILO_ALIGN_NUMBER },
  };
  Sum sum, all = { _ ("Всего") };

  merilo_document_add_heading (document, 1, _ ("Исполнение по разделам"));
  merilo_document_add_table (document, _ ("Исполнение по разделам"), columns,
                             G_N_ELEMENTS (columns));
  for (guint i = 0; i < lines->len;)
    {
      i = sum_section (lines, i, &sum, &all);
      add_sum (document, MERILO_ROW_CELLS, &sum);
    }
  add_sum (document, MERILO_ROW_TOTAL, &all);
}

MeriloDocument *
srv_document_annual (gpointer plan, const char *year, GPtrArray *lines, const char *org_name)
{
  const char *of = _srv_document_text (plan, MERILO_PLAN_TITLE);
  g_autofree char *name = g_strdup_printf (_ ("Анализ за %s год – %s"), year, of);
  g_autofree char *title
      = g_strdup_printf (_ ("Анализ исполнения за %s год\nплана «%s»"), year, of);
  MeriloDocument *document = merilo_document_new (name, org_name, MERILO_PAGE_LANDSCAPE);

  merilo_document_add_title (document, title);
  add_sections (document, lines);
  add_items (document, lines);
  merilo_document_add_signature (document, _ ("Методист"), NULL);
  return document;
}

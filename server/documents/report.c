#define G_LOG_DOMAIN "srv-documents"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "documents/documents.h"
#include "documents/words.h"
#include "model/entities/execution.h"
#include "model/entities/plan-item.h"
#include "model/entities/plan-section.h"
#include "model/entities/plan.h"
#include "model/entities/quarter-report.h"
#include "model/record.h"

/* What a school did for a plan in a quarter. */

static const MeriloTableColumn columns[] = {
  { N_ ("№"), 6, MERILO_ALIGN_CENTER },
  { N_ ("Мероприятие"), 34, MERILO_ALIGN_START },
  { N_ ("Срок"), 16, MERILO_ALIGN_START },
  { N_ ("Состояние"), 14, MERILO_ALIGN_START },
  { N_ ("Что сделано"), 40, MERILO_ALIGN_START },
  { N_ ("Дата исполнения"), 13, MERILO_ALIGN_CENTER },
  { N_ ("Файлов"), 9, MERILO_ALIGN_NUMBER },
};

enum
{
  COLUMN_NO,
  COLUMN_TITLE,
  COLUMN_DEADLINE,
  COLUMN_STATE,
  COLUMN_TEXT,
  COLUMN_DONE,
  COLUMN_FILES,
  N_COLUMNS,
};

/* the answer, then why it was not done, then what the department said of it */
static char *
say_text (gpointer line)
{
  GString *out = g_string_new (_srv_document_text (line, MERILO_EXECUTION_TEXT));
  const char *reason = _srv_document_text (line, MERILO_EXECUTION_REASON);
  const char *remark = _srv_document_text (line, MERILO_EXECUTION_REMARK);

  if (*reason != 0)
    g_string_append_printf (out, _ ("%sПричина: %s"), out->len > 0 ? "\n" : "", reason);
  if (*remark != 0)
    g_string_append_printf (out, _ ("%sЗамечание управления: %s"), out->len > 0 ? "\n" : "",
                            remark);
  return g_string_free (out, FALSE);
}

static void
add_line (MeriloDocument *document, gpointer line)
{
  g_auto (GStrv) cells = g_new0 (char *, N_COLUMNS + 1);
  gint64 files = merilo_record_get_whole (line, MERILO_EXECUTION_FILES);

  cells[COLUMN_NO] = g_strdup (_srv_document_text (line, MERILO_EXECUTION_ITEM_NO));
  cells[COLUMN_TITLE] = g_strdup (_srv_document_text (line, MERILO_EXECUTION_ITEM_TITLE));
  cells[COLUMN_DEADLINE] = g_strdup (_srv_document_text (line, MERILO_EXECUTION_DEADLINE));
  cells[COLUMN_STATE] = merilo_record_show (line, MERILO_EXECUTION_STATE);
  cells[COLUMN_TEXT] = say_text (line);
  cells[COLUMN_DONE] = _srv_document_day (line, MERILO_EXECUTION_DATE_DONE);
  cells[COLUMN_FILES] = files > 0 ? _srv_document_whole (files) : g_strdup ("");
  merilo_document_add_row (document, MERILO_ROW_CELLS, (const char *const *) cells);
}

/* the item of an execution, or NULL */
static gpointer
find_item (GPtrArray *items, gpointer line)
{
  gint64 id = merilo_record_get_whole (line, MERILO_EXECUTION_ITEM_ID);

  for (guint i = 0; i < items->len; i++)
    if (merilo_record_get_whole (items->pdata[i], MERILO_PLAN_ITEM_ID) == id)
      return items->pdata[i];
  return NULL;
}

static void
add_section (MeriloDocument *document, gpointer section, GPtrArray *items, GPtrArray *executions)
{
  gint64 id = section != NULL ? merilo_record_get_whole (section, MERILO_PLAN_SECTION_ID) : 0;
  gboolean titled = section == NULL;

  for (guint i = 0; i < executions->len; i++)
    {
      gpointer item = find_item (items, executions->pdata[i]);
      gint64 of = item != NULL ? merilo_record_get_whole (item, MERILO_PLAN_ITEM_SECTION_ID) : 0;

      if (of != id)
        continue;
      if (!titled)
        merilo_document_add_section_row (document,
                                         _srv_document_text (section, MERILO_PLAN_SECTION_TITLE));
      titled = TRUE;
      add_line (document, executions->pdata[i]);
    }
}

static void
add_state (MeriloDocument *document, gpointer report)
{
  g_autofree char *state = merilo_record_show (report, MERILO_QUARTER_REPORT_STATE);
  g_autofree char *when = _srv_document_day (report, MERILO_QUARTER_REPORT_SUBMITTED_AT);
  g_autofree char *answered = merilo_record_show (report, MERILO_QUARTER_REPORT_ANSWERED);
  g_autofree char *total = merilo_record_show (report, MERILO_QUARTER_REPORT_TOTAL);
  const char *remark = _srv_document_text (report, MERILO_QUARTER_REPORT_REMARK);
  g_autofree char *count
      = g_strdup_printf (_ ("Пунктов в отчёте: %s, дан ответ: %s."), total, answered);
  g_autofree char *told = *when != 0 ? g_strdup_printf (_ ("Отчёт %s, сдан %s."), state, when)
                                     : g_strdup_printf (_ ("Отчёт %s."), state);

  merilo_document_add_paragraph (document, count, MERILO_ALIGN_START);
  merilo_document_add_run (document, " ", MERILO_RUN_PLAIN);
  merilo_document_add_run (document, told, MERILO_RUN_PLAIN);
  if (*remark == 0)
    return;
  merilo_document_add_paragraph (document, NULL, MERILO_ALIGN_START);
  merilo_document_add_run (document, _ ("Замечание управления: "), MERILO_RUN_BOLD);
  merilo_document_add_run (document, remark, MERILO_RUN_PLAIN);
}

MeriloDocument *
srv_document_report (gpointer report,
                     gpointer plan,
                     GPtrArray *sections,
                     GPtrArray *items,
                     GPtrArray *executions,
                     const char *org_name)
{
  g_autoptr (GPtrArray) in_order = _srv_document_sort (sections, _srv_document_order_sections);
  g_autofree char *quarter
      = _srv_document_quarter (_srv_document_text (report, MERILO_QUARTER_REPORT_QUARTER));
  g_autofree char *name = g_strdup_printf (_ ("Отчёт за %s – %s"), quarter, org_name);
  g_autofree char *title
      = g_strdup_printf (_ ("Отчёт за %s\nоб исполнении плана «%s»\n%s"), quarter,
                         _srv_document_text (plan, MERILO_PLAN_TITLE), org_name);
  MeriloDocument *document = merilo_document_new (name, org_name, MERILO_PAGE_LANDSCAPE);
  MeriloTableColumn translated[N_COLUMNS];

  merilo_document_add_title (document, title);
  add_state (document, report);
  for (guint i = 0; i < N_COLUMNS; i++)
    translated[i]
        = (MeriloTableColumn){ _ (columns[i].heading), columns[i].width, columns[i].align };
  merilo_document_add_table (document, _ ("Исполнение пунктов"), translated, N_COLUMNS);
  add_section (document, NULL, items, executions);
  for (guint i = 0; i < in_order->len; i++)
    add_section (document, in_order->pdata[i], items, executions);
  merilo_document_add_signature (document, _ ("Директор"), NULL);
  merilo_document_add_signature (document, _ ("Ответственный за отчёт"), NULL);
  return document;
}

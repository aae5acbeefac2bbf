#define G_LOG_DOMAIN "srv-documents"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "documents/documents.h"
#include "documents/words.h"
#include "model/entities/plan-completeness.h"
#include "model/entities/plan-late.h"
#include "model/entities/plan.h"
#include "model/record.h"

/* What came of a quarter: by organisation, by section, who is late. Rows stand by organisation and
 * section; here they are summed. */

#define MOST_BARS 16 /* more schools than that make no chart one can read */

static const struct
{
  guint field;
  const char *heading;
} counts[] = {
  { MERILO_PLAN_COMPLETENESS_TOTAL, N_ ("Пунктов") },
  { MERILO_PLAN_COMPLETENESS_ANSWERED, N_ ("Отвечено") },
  { MERILO_PLAN_COMPLETENESS_DONE, N_ ("Исполнено") },
  { MERILO_PLAN_COMPLETENESS_DONE_LATE, N_ ("Позже срока") },
  { MERILO_PLAN_COMPLETENESS_IN_WORK, N_ ("В работе") },
  { MERILO_PLAN_COMPLETENESS_NOT_DONE, N_ ("Не исполнено") },
  { MERILO_PLAN_COMPLETENESS_NOT_APPLICABLE, N_ ("Не касается") },
  { MERILO_PLAN_COMPLETENESS_OVERDUE, N_ ("Просрочено") },
};

#define N_COUNTS G_N_ELEMENTS (counts)

/* sums of the lines with one name */
typedef struct
{
  const char *name;
  gpointer line; /* one of them */
  gint64 counts[N_COUNTS];
} Sum;

static void
add_to (Sum *sum, gpointer line)
{
  for (guint i = 0; i < N_COUNTS; i++)
    sum->counts[i] += merilo_record_has (line, counts[i].field)
                          ? merilo_record_get_whole (line, counts[i].field)
                          : 0;
}

/* a sum a different @key, named by @name, in the order they come */
static GArray *
sum_by (GPtrArray *lines, guint key, guint name, Sum *ret_all)
{
  GArray *sums = g_array_new (FALSE, TRUE, sizeof (Sum));
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      gint64 id = merilo_record_get_whole (lines->pdata[i], key);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, &id));

      if (place == 0)
        {
          Sum sum = { _srv_document_text (lines->pdata[i], name), lines->pdata[i] };

          g_array_append_val (sums, sum);
          place = sums->len;
          g_hash_table_insert (places, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (place));
        }
      add_to (&g_array_index (sums, Sum, place - 1), lines->pdata[i]);
      add_to (ret_all, lines->pdata[i]);
    }
  return sums;
}

static void
add_sum (MeriloDocument *document,
         MeriloTableRowKind kind,
         const Sum *sum,
         const char *state,
         const char *day)
{
  g_auto (GStrv) cells = g_new0 (char *, N_COUNTS + 4);

  cells[0] = g_strdup (sum->name);
  for (guint i = 0; i < N_COUNTS; i++)
    cells[i + 1] = _srv_document_whole (sum->counts[i]);
  cells[N_COUNTS + 1] = g_strdup (state);
  cells[N_COUNTS + 2] = g_strdup (day);
  merilo_document_add_row (document, kind, (const char *const *) cells);
}

/* @reports: with two columns about the report */
static void
add_table (MeriloDocument *document, const char *first, const char *caption, gboolean reports)
{
  MeriloTableColumn columns[N_COUNTS + 3] = { { first, 26, MERILO_ALIGN_START } };

  for (guint i = 0; i < N_COUNTS; i++)
    columns[i + 1] = (MeriloTableColumn){ _ (counts[i].heading), 15.5, MERILO_ALIGN_NUMBER };
  columns[N_COUNTS + 1] = (MeriloTableColumn){ _ ("Отчёт"), 13, MERILO_ALIGN_START };
  columns[N_COUNTS + 2] = (MeriloTableColumn){ _ ("Сдан"), 16, MERILO_ALIGN_START };
  merilo_document_add_table (document, caption, columns, N_COUNTS + (reports ? 3 : 1));
}

/* «12.04.2025, с опозданием» */
static char *
say_submitted (gpointer line)
{
  g_autofree char *moment = merilo_record_show (line, MERILO_PLAN_COMPLETENESS_SUBMITTED_AT);
  char *blank = strchr (moment, ' ');

  if (*moment == 0)
    return g_strdup (_ ("нет"));
  if (blank != NULL)
    *blank = 0; /* the day alone */
  return g_strdup_printf ("%s%s", moment,
                          merilo_record_get_whole (line, MERILO_PLAN_COMPLETENESS_ON_TIME) == 1
                              ? ""
                              : _ (", с опозданием"));
}

static void
add_orgs (MeriloDocument *document, const GArray *orgs, Sum *all)
{
  merilo_document_add_heading (document, 1, _ ("По организациям"));
  add_table (document, _ ("Организация"), _ ("Отчёты по организациям"), TRUE);
  for (guint i = 0; i < orgs->len; i++)
    {
      const Sum *sum = &g_array_index (orgs, Sum, i);
      g_autofree char *state
          = merilo_record_has (sum->line, MERILO_PLAN_COMPLETENESS_REPORT_STATE)
                ? merilo_record_show (sum->line, MERILO_PLAN_COMPLETENESS_REPORT_STATE)
                : g_strdup (_ ("не открыт"));
      g_autofree char *day = say_submitted (sum->line);

      add_sum (document, MERILO_ROW_CELLS, sum, state, day);
    }
  all->name = _ ("Всего");
  add_sum (document, MERILO_ROW_TOTAL, all, "", "");
}

static void
add_sections (MeriloDocument *document, const GArray *sections, Sum *all)
{
  merilo_document_add_heading (document, 1, _ ("По разделам"));
  add_table (document, _ ("Раздел"), _ ("Исполнение по разделам"), FALSE);
  for (guint i = 0; i < sections->len; i++)
    add_sum (document, MERILO_ROW_CELLS, &g_array_index (sections, Sum, i), "", "");
  all->name = _ ("Всего");
  add_sum (document, MERILO_ROW_TOTAL, all, "", "");
}

static void
add_late (MeriloDocument *document, GPtrArray *late)
{
  const MeriloTableColumn columns[] = {
    { _ ("Организация"), 24, MERILO_ALIGN_START },
    { _ ("№"), 7, MERILO_ALIGN_CENTER },
    { _ ("Мероприятие"), 60, MERILO_ALIGN_START },
    { _ ("Контрольная дата"), 16, MERILO_ALIGN_CENTER },
    { _ ("Дней"), 8, MERILO_ALIGN_NUMBER },
    { _ ("Состояние"), 18, MERILO_ALIGN_START },
  };

  merilo_document_add_heading (document, 1, _ ("Кто опаздывает"));
  if (late->len == 0)
    {
      merilo_document_add_paragraph (document, _ ("Опозданий нет."), MERILO_ALIGN_START);
      return;
    }
  merilo_document_add_table (document, _ ("Кто опаздывает"), columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < late->len; i++)
    {
      gpointer line = late->pdata[i];
      g_autofree char *due = _srv_document_day (line, MERILO_PLAN_LATE_DUE);
      g_autofree char *days = merilo_record_show (line, MERILO_PLAN_LATE_DAYS);
      g_autofree char *state = merilo_record_show (line, MERILO_PLAN_LATE_STATE);
      const char *cells[] = { _srv_document_text (line, MERILO_PLAN_LATE_ORG_NAME),
                              _srv_document_text (line, MERILO_PLAN_LATE_NO),
                              _srv_document_text (line, MERILO_PLAN_LATE_TITLE),
                              due,
                              days,
                              state };

      merilo_document_add_row (document, MERILO_ROW_CELLS, cells);
    }
}

/* the share of items done, a bar an organisation */
static void
add_chart (MeriloDocument *document, const GArray *orgs)
{
  g_autofree const char **labels = g_new0 (const char *, orgs->len + 1);
  g_autofree MeriloChartPoint *points = g_new0 (MeriloChartPoint, orgs->len);
  g_autoptr (MeriloChart) chart = NULL;

  if (orgs->len < 2 || orgs->len > MOST_BARS)
    return;
  for (guint i = 0; i < orgs->len; i++)
    {
      const Sum *sum = &g_array_index (orgs, Sum, i);
      gint64 done = sum->counts[2] + sum->counts[3], total = sum->counts[0] - sum->counts[6];

      labels[i] = sum->name;
      points[i] = (MeriloChartPoint){ total > 0 ? (double) done / (double) total : NAN, NAN, NAN,
                                      total > 0 ? done : -1, total };
    }
  chart = merilo_chart_new (MERILO_CHART_HISTOGRAM, _ ("Исполнено пунктов из тех, что касаются"),
                            labels);
  merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
  merilo_chart_add_series (chart, _ ("исполнено"), points);
  merilo_document_add_chart (document, chart, 220);
}

static guint
count_submitted (const GArray *orgs)
{
  guint n = 0;

  for (guint i = 0; i < orgs->len; i++)
    n += merilo_record_has (g_array_index (orgs, Sum, i).line,
                            MERILO_PLAN_COMPLETENESS_SUBMITTED_AT);
  return n;
}

MeriloDocument *
srv_document_summary (
    gpointer plan, const char *quarter, GPtrArray *lines, GPtrArray *late, const char *org_name)
{
  Sum all = { "" }, again = { "" };
  g_autoptr (GArray) orgs
      = sum_by (lines, MERILO_PLAN_COMPLETENESS_ORG_ID, MERILO_PLAN_COMPLETENESS_ORG_NAME, &all);
  g_autoptr (GArray) sections = sum_by (lines, MERILO_PLAN_COMPLETENESS_SECTION_ID,
                                        MERILO_PLAN_COMPLETENESS_SECTION, &again);
  const char *of = _srv_document_text (plan, MERILO_PLAN_TITLE);
  g_autofree char *period = _srv_document_quarter (quarter);
  g_autofree char *name = g_strdup_printf (_ ("Сводка за %s – %s"), period, of);
  g_autofree char *title
      = g_strdup_printf (_ ("Сводка за %s\nоб исполнении плана «%s»"), period, of);
  g_autofree char *told = g_strdup_printf (
      _ ("Отчитываются организаций: %u, отчёт сдали: %u. Ответов: %" G_GINT64_FORMAT
         " из %" G_GINT64_FORMAT ", опозданий: %u."),
      orgs->len, count_submitted (orgs), all.counts[1], all.counts[0], late->len);
  MeriloDocument *document = merilo_document_new (name, org_name, MERILO_PAGE_LANDSCAPE);

  merilo_document_add_title (document, title);
  merilo_document_add_paragraph (document, told, MERILO_ALIGN_START);
  add_orgs (document, orgs, &all);
  add_chart (document, orgs);
  add_sections (document, sections, &again);
  add_late (document, late);
  merilo_document_add_signature (document, _ ("Методист"), NULL);
  return document;
}

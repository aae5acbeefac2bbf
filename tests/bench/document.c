/* The analysis of a year as a PDF of a hundred pages: CPU time and memory. A line of TAP a form;
 * the goals hold for a plain build, under sanitizers the figures are only shown. */
#include <string.h>
#include <time.h>

#include "documents/documents.h"
#include "model/entities/plan-annual.h"
#include "model/entities/plan.h"
#include "model/record.h"

#define PAGES       100
#define LINES       300  /* items, so that the PDF has about so many pages */
#define GOAL_CPU    1.5  /* seconds */
#define GOAL_MEMORY 60.0 /* MiB above what the records took */

static double
get_cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* VmRSS or VmHWM, in MiB */
static double
get_memory (const char *name)
{
  g_autofree char *text = NULL;
  const char *at;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  at = strstr (text, name);
  g_assert_nonnull (at);
  return g_ascii_strtod (at + strlen (name) + 1, NULL) / 1024;
}

/* @n words, others each time */
static char *
make_words (GRand *random, guint n)
{
  static const char *const words[] = { "подготовка",
                                       "справки",
                                       "о",
                                       "результатах",
                                       "проверочных",
                                       "работ",
                                       "объективность",
                                       "оценивания",
                                       "совещание",
                                       "руководителей",
                                       "образовательных",
                                       "организаций",
                                       "анализ",
                                       "перепроверки",
                                       "школами",
                                       "представлены",
                                       "в",
                                       "срок",
                                       "муниципальной",
                                       "системы",
                                       "мониторинг",
                                       "качества",
                                       "и",
                                       "рекомендации" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "",
                            words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
  return g_string_free (out, FALSE);
}

static GPtrArray *
make_lines (void)
{
  static const struct
  {
    guint field;
    guint words;
  } texts[] = {
    { MERILO_PLAN_ANNUAL_TITLE, 16 },      { MERILO_PLAN_ANNUAL_DEADLINE, 3 },
    { MERILO_PLAN_ANNUAL_DATES, 8 },       { MERILO_PLAN_ANNUAL_WHO, 8 },
    { MERILO_PLAN_ANNUAL_CONCLUSION, 24 }, { MERILO_PLAN_ANNUAL_PROPOSAL, 14 },
  };
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GRand) random = g_rand_new_with_seed (2025);

  for (guint i = 0; i < LINES; i++)
    {
      gpointer line = g_object_new (merilo_entity_register (&merilo_plan_annual_entity), NULL);

      merilo_record_load_text (line, MERILO_PLAN_ANNUAL_SECTION,
                               g_strdup_printf ("Раздел %u", i / 40 + 1));
      merilo_record_load_text (line, MERILO_PLAN_ANNUAL_NO,
                               g_strdup_printf ("%u.%u", i / 40 + 1, i % 40 + 1));
      merilo_record_load_whole (line, MERILO_PLAN_ANNUAL_REPORTERS, 24);
      merilo_record_load_whole (line, MERILO_PLAN_ANNUAL_DONE, i % 25);
      merilo_record_load_whole (line, MERILO_PLAN_ANNUAL_UNANSWERED, 24 - i % 25);
      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        merilo_record_load_text (line, texts[k].field, make_words (random, texts[k].words));
      g_ptr_array_add (lines, line);
    }
  return lines;
}

static guint
count_pages (GBytes *bytes)
{
  static const char mark[] = "/Type /Page %";
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  guint n = 0;

  for (gsize i = 0; i + strlen (mark) <= size; i++)
    n += memcmp (data + i, mark, strlen (mark)) == 0;
  return n;
}

static void
test_annual (void)
{
  static const char *const names[] = { "docx", "pdf", "xlsx", "html" };
  static const SrvDocumentForm order[]
      = { SRV_DOCUMENT_PDF, SRV_DOCUMENT_DOCX, SRV_DOCUMENT_XLSX, SRV_DOCUMENT_HTML };
  g_autoptr (GObject) plan = g_object_new (merilo_entity_register (&merilo_plan_entity), NULL);
  g_autoptr (GPtrArray) lines = make_lines ();

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autoptr (GError) error = NULL;
      double memory = get_memory ("VmRSS:"), begin = get_cpu_seconds (), spent;
      g_autoptr (MeriloDocument) document
          = srv_document_annual (plan, "2025", lines, "Управление образования");
      g_autoptr (GBytes) bytes = srv_document_render (document, order[i], NULL, &error);

      spent = get_cpu_seconds () - begin;
      memory = MAX (get_memory ("VmHWM:"), get_memory ("VmRSS:")) - memory;
      g_assert_no_error (error);
      g_test_message ("%s: %.2f s CPU, %.0f MiB more at most, %.0f KiB", names[order[i]], spent,
                      memory, (double) g_bytes_get_size (bytes) / 1024);
      if (order[i] != SRV_DOCUMENT_PDF)
        continue;
      g_test_message ("%u pages (goal %.1f s, %.0f MiB for %u)", count_pages (bytes), GOAL_CPU,
                      GOAL_MEMORY, PAGES);
      g_assert_cmpuint (count_pages (bytes), >=, PAGES);
      if (!SANITIZED)
        {
          g_assert_cmpfloat (spent, <=, GOAL_CPU);
          g_assert_cmpfloat (memory, <=, GOAL_MEMORY);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bench/document", test_annual);
  return g_test_run ();
}

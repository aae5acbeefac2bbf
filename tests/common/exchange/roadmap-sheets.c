/* plans out of workbooks, CSV and copied tables: the difficulties of sheets, and that no row is
 * lost */
#include "exchange/roadmap.h"

#include <string.h>

#include "model/error.h"
#include "sketch.h"

#define TOP "№|Мероприятие|Срок|Ответственный\n"

typedef struct
{
  const char *name;
  const char *document;
  const char *roles; /* NULL: guessed */
  const char *plan;  /* sources are of the sheet 0 */
} Sketch;

static const Sketch sketches[] = {
  { "plain", TOP "1|дело|май|школа", NULL, "[]1:1|дело|май|школа/whole" },
  { "letterhead",
    "|||УТВЕРЖДЁН\n|||приказом от 17.12.2024 № 5-О\n{4}План мероприятий на 2025 год\n\n" TOP
    "1|дело|май|школа",
    NULL, "[]1:1|дело|май|школа/whole" },
  { "blank-first-column", "|№|Мероприятие|Срок\n|1|дело|май\n|2|и|июнь", NULL,
    "[]1:1|дело|май/whole 2:2|и|июнь/whole" },
  { "section-merged", TOP "{4}1. Первый\n1.1|дело|май|школа", NULL,
    "[1. Первый]1.1:1.1|дело|май|школа/whole" },
  { "section-alone", TOP "Первый раздел|||\n1|дело|май|школа", NULL,
    "[Первый раздел]1:1|дело|май|школа/whole" },
  { "section-alone-without-numbers",
    "Объект|Критерий|Срок|Кто\nПервая часть|||\nа|б|май|в\n|г||\nВторая часть|||\nд|е|май|в", NULL,
    "[Первая часть]:а|б|май|в/whole :|г||/whole [Вторая часть]:д|е|май|в/whole" },
  { "words-go-on-alone", "Мероприятие|Срок|Кто\nдлинное|май|отдел\nдело||", NULL,
    "[]:длинное|май|отдел/whole :дело||/doubtful,blank-deadline" },
  { "section-counted-on", TOP "1|Первый||\n1.1|дело|май|школа", NULL,
    "[1 Первый]1.1:1.1|дело|май|школа/whole" },
  { "continuation", TOP "1|длинное|май|школа\n|дело||и отдел", NULL,
    "[]1:1|длинное дело|май|школа и отдел/joined" },
  { "column-numbers", TOP "1|2|3|4\n1|дело|май|школа", NULL,
    "[]1:1|дело|май|школа/whole -0.2 column-numbers" },
  { "repeated-heading", TOP "1|дело|май|школа\n" TOP "2|и|май|школа", NULL,
    "[]1:1|дело|май|школа/whole 2:2|и|май|школа/whole -0.3 repeated-heading" },
  { "gap-and-double", TOP "1|дело|май|школа\n3|и|май|школа\n3|ещё|май|школа", NULL,
    "[ -2]1:1|дело|май|школа/whole 3:3|и|май|школа/doubtful,doubled-number "
    "3:3|ещё|май|школа/doubtful,doubled-number" },
  { "signatures", TOP "1|дело|май|школа\n\n\n|Начальник||Иванов\nИсполнитель|||", NULL,
    "[]1:1|дело|май|школа/whole -0.5 below-table -0.6 below-table" },
  { "blank-row-inside", TOP "1|дело|май|школа\n\n2|и|май|школа", NULL,
    "[]1:1|дело|май|школа/whole 2:2|и|май|школа/whole" },
  { "date-for-number", TOP "01.02.2025|дело|май|школа", NULL,
    "[]01.02.2025:01.02.2025|дело|май|школа/doubtful,date-for-number" },
  { "roles", "А|Б|В|Г\nмай|дело|школа|1\nиюнь|и|отдел|2", "deadline,activity,responsible,no",
    "[]1:май|дело|школа|1/whole 2:июнь|и|отдел|2/whole" },
  { "roles-over-headings", "№|Мероприятие|Период|Дата\n1|дело|май|школа", "no,activity,deadline,-",
    "[]1:1|дело|май|школа/whole" },
  { "roles-without-heading", "1|дело|май\n2|и|июнь", "no,activity,deadline",
    "[]1:1|дело|май/whole 2:2|и|июнь/whole" },
  { "roles-fewer", TOP "1|дело|май|школа", "no,activity", "[]1:1|дело|май|школа/whole" },
  { "roles-no-is-not-first", "Срок|№|Дело\nмай|1|длинное\n||дело", "deadline,no,activity",
    "[]1:май|1|длинное дело/joined" },
};

/* what CSV cannot say */
static const Sketch merged[] = {
  { "merged-deadline", TOP "1|дело|vмай|школа\n2|другое|^|школа", NULL,
    "[]1:1|дело|май|школа/whole 2:2|другое|май|школа/whole" },
  { "merged-number", TOP "v1|дело|май|школа\n^|и ещё|июнь|", NULL,
    "[]1:1|дело и ещё|май июнь|школа/joined" },
  { "two-rows-of-heading",
    "v№|vМероприятие|{2}Срок|vОтветственный\n^|^|начало|конец|^\n1|дело|май|июнь|школа", NULL,
    "[]1:1|дело|май|июнь|школа/whole" },
  { "section-beside-number", TOP "1.|{3}Первый\n1.1|дело|май|школа", NULL,
    "[1. Первый]1.1:1.1|дело|май|школа/whole" },
};

static const struct
{
  const char *name;
  GBytes *(*draw) (const char *document);
  guint table; /* the workbook has a hidden sheet before it */
} kinds[] = {
  { "xlsx", sketch_draw_xlsx, 1 },
  { "csv", sketch_draw_csv, 0 },
  { "html", sketch_draw_html, 0 },
};

static void
check (const Sketch *sketch, guint kind)
{
  g_auto (GStrv) roles = sketch->roles != NULL ? g_strsplit (sketch->roles, ",", -1) : NULL;
  MeriloRoadmapOptions options = { (int) kinds[kind].table, (const char *const *) roles };
  g_autoptr (GBytes) bytes = kinds[kind].draw (sketch->document);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, &options, &error);
  g_autofree char *plan = NULL;
  g_autoptr (GString) want = g_string_new (sketch->plan);

  g_assert_no_error (error);
  if (kinds[kind].table == 1)
    g_string_replace (want, " -0.", " -1.", 0);
  plan = sketch_shorten (roadmap);
  if (!g_str_equal (plan, want->str))
    g_error ("%s as %s: %s, expected %s", sketch->name, kinds[kind].name, plan, want->str);
}

static void
test_sketch (gconstpointer data)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    check (data, kind);
}

static void
test_merged (gconstpointer data)
{
  check (data, 0);
  check (data, 2);
}

/* the act, the title and the columns come out of a sheet too */
static void
test_letterhead (void)
{
  g_autoptr (GBytes) bytes = sketch_draw_xlsx (sketches[1].document);
  g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, NULL, NULL);
  const MeriloPlan *plan = g_ptr_array_index (roadmap->plans, 0);
  static const char *const roles[] = { "no", "activity", "deadline", "responsible" };

  g_assert_cmpstr (roadmap->act_number, ==, "5-О");
  g_assert_cmpstr (roadmap->act_date, ==, "2024-12-17");
  g_assert_cmpstr (plan->title, ==, "План мероприятий на 2025 год");
  g_assert_cmpstr (plan->period, ==, "2025-01-01..2025-12-31");
  g_assert_cmpuint (plan->columns->len, ==, G_N_ELEMENTS (roles));
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const MeriloPlanColumn *column = g_ptr_array_index (plan->columns, i);

      g_assert_cmpstr (column->role, ==, roles[i]);
      g_assert_false (column->given);
    }
}

static const struct
{
  const char *name, *document, *roles;
  int code;
} bad[] = {
  { "no such role", TOP "1|дело|май|школа", "no,dance", MERILO_ERROR_INVALID },
  { "no activity", TOP "1|дело|май|школа", "no,-,deadline", MERILO_ERROR_INVALID },
  { "no role at all", TOP "1|дело|май|школа", "", MERILO_ERROR_INVALID },
  { "more roles than columns", TOP "1|дело|май|школа", "no,activity,-,-,deadline",
    MERILO_ERROR_INVALID },
  { "no plan", "слова|другие\nещё|слова", NULL, MERILO_ERROR_BAD_FILE },
  { "only a heading", TOP, NULL, MERILO_ERROR_BAD_FILE },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
      {
        g_auto (GStrv) roles = bad[i].roles != NULL ? g_strsplit (bad[i].roles, ",", -1) : NULL;
        MeriloRoadmapOptions options = { -1, (const char *const *) roles };
        g_autoptr (GBytes) bytes = kinds[kind].draw (bad[i].document);
        g_autoptr (GError) error = NULL;
        g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, &options, &error);

        if (roadmap != NULL || !g_error_matches (error, MERILO_ERROR, bad[i].code))
          g_error ("%s as %s: %s", bad[i].name, kinds[kind].name,
                   error != NULL ? error->message : "read");
      }
}

/* Nothing is lost: each row that holds anything is told of exactly once */

static void
count_sources (GHashTable *seen, const GPtrArray *sources)
{
  for (guint i = 0; i < sources->len; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, sources->pdata[i]));

      g_hash_table_insert (seen, sources->pdata[i], GUINT_TO_POINTER (n + 1));
    }
}

static GHashTable *
collect (const MeriloPlan *plan)
{
  GHashTable *seen = g_hash_table_new (g_str_hash, g_str_equal);

  count_sources (seen, plan->headings);
  for (guint i = 0; i < plan->sections->len; i++)
    {
      const MeriloPlanSection *section = g_ptr_array_index (plan->sections, i);

      count_sources (seen, section->source);
      for (guint k = 0; k < section->rows->len; k++)
        count_sources (seen, ((MeriloPlanRow *) section->rows->pdata[k])->source);
    }
  for (guint i = 0; i < plan->dropped->len; i++)
    {
      const MeriloDropped *dropped = g_ptr_array_index (plan->dropped, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, dropped->source));

      g_hash_table_insert (seen, dropped->source, GUINT_TO_POINTER (n + 1));
    }
  return seen;
}

static char *
make_line (GRand *rand)
{
  static const char *const cells[]
      = { "",      "",          "",         "1",   "1.1",        "2", "2.",
          "слово", "Раздел 2",  "и дальше", "май", "01.02.2025", "№", "Мероприятие",
          "Срок",  "{2}широко", "IV. Часть" };
  static const char *const whole[]
      = { "{4}Раздел",    "{4}и дальше", "", "1|2|3|4", "№|Мероприятие|Срок|Ответственный",
          "1.|{3}Раздел", "|||" };
  g_autoptr (GString) line = g_string_new (NULL);

  if (g_rand_int_range (rand, 0, 4) == 0)
    return g_strdup (whole[g_rand_int_range (rand, 0, G_N_ELEMENTS (whole))]);
  for (guint i = 0; i < 4; i++)
    g_string_append_printf (line, "%s%s", i > 0 ? "|" : "",
                            cells[g_rand_int_range (rand, 0, G_N_ELEMENTS (cells))]);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
check_whole (const char *document, guint kind)
{
  g_autoptr (GBytes) bytes = kinds[kind].draw (document);
  g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_read (bytes, NULL, NULL);
  g_auto (GStrv) lines = g_strsplit (document, "\n", -1);
  g_autoptr (GHashTable) seen = NULL;
  guint filled = 0;

  if (roadmap == NULL)
    return; /* it has no item; that is said by the error */
  g_assert_cmpuint (roadmap->plans->len, ==, 1);
  seen = collect (roadmap->plans->pdata[0]);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *source = g_strdup_printf ("%u.%u", kinds[kind].table, i + 1);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, source));

      if (strspn (lines[i], "|") == strlen (lines[i]))
        continue;
      filled++;
      if (n != 1)
        g_error ("%s: row %s is told of %u times:\n%s", kinds[kind].name, source, n, document);
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, filled);
}

/* the same of a table of Word, in which a blank row is a row and rows count from 0 */
static void
check_whole_table (const char *document)
{
  g_autoptr (GString) filled = g_string_new (document);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MeriloRoadmap) roadmap = NULL;
  g_autoptr (GHashTable) seen = NULL;
  guint n = 1;

  while (g_string_replace (filled, "\n\n", "\n|||\n", 0) > 0)
    ;
  for (const char *p = filled->str; *p != '\0'; p++)
    n += *p == '\n';
  bytes = sketch_draw_docx (filled->str);
  roadmap = merilo_roadmap_read (bytes, NULL, NULL);
  if (roadmap == NULL)
    return;
  seen = collect (roadmap->plans->pdata[0]);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *source = g_strdup_printf ("0.%u", i);

      if (GPOINTER_TO_UINT (g_hash_table_lookup (seen, source)) != 1)
        g_error ("Word: row %s is not told of once:\n%s", source, filled->str);
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, n);
}

static void
test_nothing_lost (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20250401);
  guint read = 0;

  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (GString) document = g_string_new (NULL);
      guint above = (guint) g_rand_int_range (rand, 0, 4),
            n = (guint) g_rand_int_range (rand, 2, 14);

      for (guint k = 0; k < above; k++)
        {
          g_autofree char *line = make_line (rand);

          g_string_append_printf (document, "%s\n", line);
        }
      g_string_append (document, "№|Мероприятие|Срок|Ответственный\n1|дело|май|школа");
      for (guint k = 0; k < n; k++)
        {
          g_autofree char *line = make_line (rand);

          g_string_append_printf (document, "\n%s", line);
        }
      g_string_append (document, i % 2 == 0 ? "\n9|конец|май|школа" : "\n\n\n|Начальник||Иванов");
      for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
        check_whole (document->str, kind);
      check_whole_table (strstr (document->str, "№|Мероприятие|Срок|Ответственный\n1|дело"));
      read++;
    }
  g_assert_cmpuint (read, ==, 600);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sketches); i++)
    {
      g_autofree char *path = g_strconcat ("/roadmap/sheet/", sketches[i].name, NULL);

      g_test_add_data_func (path, &sketches[i], test_sketch);
    }
  for (guint i = 0; i < G_N_ELEMENTS (merged); i++)
    {
      g_autofree char *path = g_strconcat ("/roadmap/sheet/", merged[i].name, NULL);

      g_test_add_data_func (path, &merged[i], test_merged);
    }
  g_test_add_func ("/roadmap/sheet/act", test_letterhead);
  g_test_add_func ("/roadmap/sheet/bad", test_bad);
  g_test_add_func ("/roadmap/sheet/nothing-lost", test_nothing_lost);
  return g_test_run ();
}

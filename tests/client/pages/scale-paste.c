/* A scale read from what was copied: as it stands in an order, in Excel, in our own list. */
#include "pages/procedures/scale-paste.h"

#include <string.h>

typedef struct
{
  const char *name, *text;
  gint64 bounds[APP_SCALE_PASTE_BOUNDS];
} Good;

static const Good good[] = {
  { "mark, from, to", "2\t0\t13\r\n3\t14\t23\r\n4\t24\t32\r\n5\t33\t38\r\n", { 14, 24, 33 } },
  { "with headings",
    "Перевод баллов\t\t\nОтметка\tот\tдо\n«2»\t0\t13\n«3»\t14\t23\n«4»\t24\t32\n«5»\t33\t38\n",
    { 14, 24, 33 } },
  { "mark and a range", "3\t14–23\n4\t24-32\n5\t33 — 38\n", { 14, 24, 33 } },
  { "mark and from", "3\t14\n4\t24\n5\t33\n", { 14, 24, 33 } },
  { "in words", "отметка 3\tот 14 до 23 баллов\n\"4\"\tс 24\n5\t33 и более\n", { 14, 24, 33 } },
  { "blanks that do not break",
    "Отметка\u00a03\t14\u00a0–\u00a023\n4\t24\u202f\n5\t33\n",
    { 14, 24, 33 } },
  { "the best first", "5\t33\t38\n4\t24\t32\n3\t14\t23\n2\t0\t13\n", { 14, 24, 33 } },
  { "blank lines and cells", "\t3\t14\t23\n\t\t\t\n\t4\t24\t32\n\t5\t33\t38\n\n", { 14, 24, 33 } },
  { "low scores look like marks", "3\t4\t5\n4\t6\t7\n5\t8\t9\n", { 4, 6, 8 } },
  { "across",
    "Отметка\t«2»\t«3»\t«4»\t«5»\nПервичные баллы\t0–13\t14–23\t24–32\t33–38\n",
    { 14, 24, 33 } },
  { "across, low scores", "3\t4\t5\n4\t7\t10\n\n", { 4, 7, 10 } },
  { "as our list copies it",
    "Действует\t«3» с\t«4» с\t«5» с\tКогда введена\tШкала проверена\tИсточник шкалы\n"
    "да\t14\t24\t33\t01.03.2026\tпроверено\tОписание, раздел 8\n",
    { 14, 24, 33 } },
  { "numbers in a line", "14\t24\t33\n", { 14, 24, 33 } },
  { "numbers below one another", "4\n7\n10\n", { 4, 7, 10 } },
};

static void
test_good (gconstpointer data)
{
  const Good *row = data;
  gint64 bounds[APP_SCALE_PASTE_BOUNDS] = { 0 };
  g_autofree char *words = NULL;

  if (!app_scale_paste_read (row->text, bounds, &words))
    g_error ("%s", words);
  for (guint i = 0; i < APP_SCALE_PASTE_BOUNDS; i++)
    g_assert_cmpint (bounds[i], ==, row->bounds[i]);
}

typedef struct
{
  const char *name, *text, *words;
} Bad;

static const Bad bad[] = {
  { "nothing", "", "В буфере нет таблицы" },
  { "one cell", "14\r\n", "В буфере нет таблицы" },
  { "a word for a mark", "три\t14\t23\n4\t24\t32\n5\t33\t38\n",
    "Строка 1 не прочитана: «три 14 23»" },
  { "no score", "3\t14\t23\n4\tмного\n5\t33\t38\n", "Строка 2 не прочитана: «4 много»" },
  { "Excel made it a date", "3\t03.май\n4\t24\n5\t33\n", "Строка 1 не прочитана: «3 03.май»" },
  { "a fraction", "3\t14,5\n4\t24\n5\t33\n", "Строка 1 не прочитана: «3 14,5»" },
  { "below zero", "3\t-14\n4\t24\n5\t33\n", "Строка 1 не прочитана: «3 -14»" },
  { "too large", "3\t14\n4\t24\n5\t33333\n", "Строка 3 не прочитана: «5 33333»" },
  { "a mark that is none", "3\t14\n4\t24\n5\t33\n6\t40\n", "Строка 4 не прочитана: «6 40»" },
  { "a column too many", "3\t14\t23\t9\n4\t24\t32\t9\n5\t33\t38\t9\n", "Строка 1 не прочитана" },
  { "after headings, its own number", "Отметка\tот\n3\t14\n4\tx\n",
    "Строка 3 не прочитана: «4 x»" },
  { "twice", "3\t14\n4\t24\n4\t26\n5\t33\n", "Отметка «4» названа дважды: в строках 2 и 3" },
  { "twice across", "3\t4\t5\t5\n14\t24\t33\t35\n", "Строка 2: отметка «5» названа дважды" },
  { "a mark left out", "3\t14\n5\t33\n", "Нет отметки «4»" },
  { "headings alone", "Отметка\tот\tдо\n", "Нет отметки «3»" },
  { "a gap", "3\t14\t23\n4\t26\t32\n5\t33\t38\n", "Строка 1: «3» — по 23, а «4» начинается с 26" },
  { "an overlap from «2»", "2\t0\t15\n3\t14\t23\n4\t24\t32\n5\t33\t38\n",
    "Строка 1: «2» — по 15, а «3» начинается с 14" },
  { "ends before it begins", "3\t14\t23\n4\t24\t32\n5\t38\t33\n", "Строка 3: «5» с 38 по 33" },
  { "a line of a mark alone", "3\t14\t23\n", "Первое число похоже на отметку" },
  { "across, a hole", "«3»\t«4»\t«5»\n14\t\t33\n", "под отметкой «4» нет балла" },
  { "across, cut off", "«3»\t«4»\t«5»\n14\t24\n", "под отметкой «5» нет балла" },
  { "two scales", "«3» с\t«4» с\t«5» с\n14\t24\t33\n15\t25\t34\n", "строка 3 лишняя" },
  { "prose", "Границы утверждены\tприказом\n", "Нет отметки «3»" },
};

static void
test_bad (gconstpointer data)
{
  const Bad *row = data;
  gint64 bounds[APP_SCALE_PASTE_BOUNDS] = { 7, 7, 7 };
  g_autofree char *words = NULL;

  g_assert_false (app_scale_paste_read (row->text, bounds, &words));
  if (strstr (words, row->words) == NULL)
    g_error ("«%s» is not in «%s»", row->words, words);
  for (guint i = 0; i < APP_SCALE_PASTE_BOUNDS; i++)
    g_assert_cmpint (bounds[i], ==, 7);
}

static void
test_table (void)
{
  g_assert_false (app_scale_paste_is_table (""));
  g_assert_false (app_scale_paste_is_table ("14"));
  g_assert_false (app_scale_paste_is_table ("\t14\r\n\r\n"));
  g_assert_true (app_scale_paste_is_table ("14\t15"));
  g_assert_true (app_scale_paste_is_table ("14\n15"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *path = g_strdup_printf ("/scale-paste/good/%s", good[i].name);

      g_test_add_data_func (path, &good[i], test_good);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strdup_printf ("/scale-paste/bad/%s", bad[i].name);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  g_test_add_func ("/scale-paste/table", test_table);
  return g_test_run ();
}

/* The letters of a file: words of reports and lists in each of the sets people's programs write */
#include "model/charset.h"

#include <string.h>

static const char *const texts[] = {
  "ОО;Муниципалитет;Код участника;Класс;Вариант;Первичный балл\nМБОУ СОШ № 4;Заречный;10183;7Б",
  "КОД;КЛАСС;ВАРИАНТ;ПЕРВИЧНЫЙ БАЛЛ;ОТМЕТКА\n10183;7Б;1;18;4\n10184;7Б;2;19;4\n",
  "код;класс;пол;отметка\n10183;7б;м;4\n",
  "Логин;Наименование «ОО» – полное\nsch774003;Школа № 3\n",
  "Ермак;Юлия;1\n", /* told by its capitals alone */
  "Шапка\nЁлкина Ольга;10001\nЩукин Юрий;10002\n",
};
static const char *const charsets[] = { "WINDOWS-1251", "CP866", "KOI8-R" };

/* every text, where the set has all its signs, comes back as it was and is told by its words */
static void
test_words (void)
{
  guint made = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint c = 0; c < G_N_ELEMENTS (charsets); c++)
      {
        gsize size = 0, length = 0;
        g_autofree char *bytes = g_convert (texts[i], -1, charsets[c], "UTF-8", NULL, &size, NULL);
        g_autofree char *text = NULL;

        if (bytes == NULL)
          continue;
        made++;
        g_assert_cmpstr (merilo_charset_guess (bytes, size), ==, charsets[c]);
        text = merilo_charset_decode (bytes, size, &length);
        g_assert_cmpstr (text, ==, texts[i]);
        g_assert_cmpuint (length, ==, strlen (texts[i]));
      }
  g_assert_cmpuint (made, >=, 10);
}

/* a school's name in capitals in each row, and classes of one letter, do not outweigh the headings
 */
static void
test_rows (void)
{
  g_autoptr (GString) text = g_string_new ("ОО;Класс;Код участника\n");
  g_autofree char *bytes = NULL;
  gsize size = 0;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "МБОУ СОШ 4;7%s;%u\n", i % 2 != 0 ? "Б" : "А", 10000 + i);
  for (guint c = 0; c < G_N_ELEMENTS (charsets); c++)
    {
      g_autofree char *encoded = g_convert (text->str, -1, charsets[c], "UTF-8", NULL, &size, NULL);

      g_assert_cmpstr (merilo_charset_guess (encoded, size), ==, charsets[c]);
    }
  /* what has no word is taken for the commonest */
  bytes = g_convert ("7Б;1\n", -1, "KOI8-R", "UTF-8", NULL, &size, NULL);
  g_assert_cmpstr (merilo_charset_guess (bytes, size), ==, "WINDOWS-1251");
}

static const struct
{
  const char *bytes;
  gsize size;
  const char *text; /* NULL: none */
} marked[] = {
  { "", 0, "" },
  { "\xef\xbb\xbf\xd0\x9e", 5, "О" },
  { "\xff\xfe\x1e\x04", 4, "О" },
  { "\xfe\xff\x04\x1e", 4, "О" },
  { "\xff\xfe\x1e", 3, NULL },
  { "\xff\xfe", 2, "" },
  { "a\0b", 3, NULL },
  { "\xcf\xeb\xe0\xed", 4, "План" },
  { "\x98\x98\x98", 3, NULL }, /* no sign of Windows-1251 */
};

static void
test_marks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (marked); i++)
    {
      g_autofree char *text = merilo_charset_decode (marked[i].bytes, marked[i].size, NULL);

      g_assert_cmpstr (text, ==, marked[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charset/words", test_words);
  g_test_add_func ("/charset/rows", test_rows);
  g_test_add_func ("/charset/marks", test_marks);
  return g_test_run ();
}

/* words as they are shown */
#include "widgets/words.h"

static const struct
{
  const char *text;
  guint most;
  const char *cut, *capital;
} cases[] = {
  { "школа", 3, "шко", "Школа" },
  { "школа", 5, "школа", "Школа" },
  { "школа", 500, "школа", "Школа" },
  { "школа", 0, "", "Школа" },
  { "", 4, "", "" },
  { "ёлка", 1, "ё", "Ёлка" },
  { "№ 5, ‹б›", 6, "№ 5, ‹", "№ 5, ‹б›" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cut = app_cut (cases[i].text, cases[i].most);
      g_autofree char *capital = app_capital (cases[i].text);

      g_assert_cmpstr (cut, ==, cases[i].cut);
      g_assert_cmpstr (capital, ==, cases[i].capital);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/cases", test_cases);
  return g_test_run ();
}

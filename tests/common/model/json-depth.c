/* how deep a text of JSON goes, before a parser that calls itself sees it */
#include "model/json-depth.h"

#include <string.h>

static const struct
{
  const char *text;
  guint depth; /* the least that lets it through */
} cases[] = {
  { "", 0 },
  { "17", 0 },
  { "[]", 1 },
  { "[[],[],{}]", 2 },
  { "{\"a\":[{\"b\":[]}]}", 4 },
  { "[\"[[[{{{\"]", 1 },     /* in a text */
  { "[\"\\\"[[[\",[]]", 2 }, /* a quote of the text does not end it */
  { "[\"\\\\\",[[]]]", 3 },  /* a stroke before the end does not keep it open */
  { "]]][", 1 },             /* no JSON: what was never opened is not owed */
  { "[\"never closed [[[", 1 },
  { "[\"\\", 1 },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *text = cases[i].text;

      g_test_message ("%s", text);
      g_assert_true (merilo_json_is_shallow (text, strlen (text), cases[i].depth));
      if (cases[i].depth > 0)
        g_assert_false (merilo_json_is_shallow (text, strlen (text), cases[i].depth - 1));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-depth/cases", test_cases);
  return g_test_run ();
}

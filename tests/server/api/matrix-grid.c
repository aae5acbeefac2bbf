/* The letters of the matrix, out of what the base tells. */
#include <string.h>

#include "api/matrix-grid.h"

static const struct
{
  const char *name, *asked, *answered, *want;
} rows[] = {
  { "nothing", NULL, NULL, "..." },
  { "asked of some", "2026-Q1o:Āā", NULL, "oo." },
  { "answered", "2026-Q1o:ĀāĂ", "2026-Q1dn:ĀĂ", "don" },
  { "answered, though not asked any more", NULL, "2026-Q1d:Ă", "..d" },
  { "two groups", "2026-Q1o:Ā;2026-Q1-:āĂ", "2026-Q1w:ā", "ow-" },
  { "an org that is not shown", "2026-Q1o:Āă", "2026-Q1dd:ăā", "od." },
  { "passed and to come in one quarter", "2026-Q1-2026-Q1o:Ā", NULL, "o.." },
  { "one quarter's answer is not another's", "2026-Q1o2026-Q2o:Āā", "2026-Q1d:Ā;2026-Q2d:ā",
    "oo." },
  { "all answered", "2026-Q1o2026-Q2o:Ā", "2026-Q1d:Ā;2026-Q2l:Ā", "l.." },
  { "what needs attention goes first", "2026-Q1-:Ā", "2026-Q2dxl:ĀāĂ;2026-Q3nrw:ĀāĂ", "nrw" },
  { "to come after done", "2026-Q2-:Ā", "2026-Q1d:Ā", "d.." },
  { "no answer after done", "2026-Q2?:Ā", "2026-Q1l:Ā", "?.." },
};

static void
test_rows (void)
{
  g_autoptr (SrvMatrixGrid) grid = srv_matrix_grid_new ();

  for (gunichar letter = 0x100; letter < 0x103; letter++)
    srv_matrix_grid_add_column (grid, letter);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      srv_matrix_grid_put_row (grid, rows[i].asked, rows[i].answered, out);
      if (!g_str_equal (out->str, rows[i].want))
        g_error ("%s: %s", rows[i].name, out->str);
    }
}

static void
test_no_columns (void)
{
  g_autoptr (SrvMatrixGrid) grid = srv_matrix_grid_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  srv_matrix_grid_put_row (grid, "2026-Q1o:Ā", "2026-Q1d:Ā", out);
  g_assert_cmpstr (out->str, ==, "");
}

static void
test_fit (void)
{
  static const struct
  {
    const char *text;
    gsize room;
    const char *want;
  } fits[] = {
    { "abc", 3, "abc" },
    { "abcdef", 5, "ab…" },
    { "абв", 6, "абв" },
    { "абвг", 7, "аб…" },
    { "a\"b\"c", 7, "a\"b\"c" },
    { "a\"b\"c", 6, "a\"…" },
    { "", 0, "" },
    { "слово и слово", 18, "слово и…" },
    { "a\nb", 3, "…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fits); i++)
    {
      g_autofree char *got = srv_matrix_fit (fits[i].text, fits[i].room);

      if (!g_str_equal (got, fits[i].want))
        g_error ("%s in %" G_GSIZE_FORMAT ": %s", fits[i].text, fits[i].room, got);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix-grid/rows", test_rows);
  g_test_add_func ("/matrix-grid/no-columns", test_no_columns);
  g_test_add_func ("/matrix-grid/fit", test_fit);
  return g_test_run ();
}

#define G_LOG_DOMAIN "test-grid-keys"

#include <locale.h>

#include "widgets/grid-keys.h"
#include "widgets/grid-walk.h"

#define NOWHERE (-77) /* the key is not the grid's */

typedef struct
{
  guint keyval;
  gboolean far;
  int row, col;
} Step;

/* all begin at row 5, column 3 */
static const Step arrows[] = {
  { GDK_KEY_Down, FALSE, 6, 3 },
  { GDK_KEY_KP_Up, FALSE, 4, 3 },
  { GDK_KEY_KP_Right, FALSE, 5, 4 },
  { GDK_KEY_Left, FALSE, 5, 2 },
  { GDK_KEY_KP_Down, TRUE, G_MAXINT, 3 },
  { GDK_KEY_Up, TRUE, 0, 3 },
  { GDK_KEY_Right, TRUE, 5, G_MAXINT },
  { GDK_KEY_KP_Left, TRUE, 5, 0 },
  { GDK_KEY_Home, FALSE, NOWHERE, NOWHERE },
  { GDK_KEY_Page_Down, FALSE, NOWHERE, NOWHERE },
  { GDK_KEY_a, TRUE, NOWHERE, NOWHERE },
};

static const Step leaps[] = {
  { GDK_KEY_Home, FALSE, 5, 0 },           { GDK_KEY_KP_Home, TRUE, 0, 0 },
  { GDK_KEY_KP_End, FALSE, 5, G_MAXINT },  { GDK_KEY_End, TRUE, G_MAXINT, G_MAXINT },
  { GDK_KEY_Page_Down, FALSE, 15, 3 },     { GDK_KEY_KP_Page_Up, TRUE, -5, 3 },
  { GDK_KEY_Up, FALSE, NOWHERE, NOWHERE }, { GDK_KEY_a, FALSE, NOWHERE, NOWHERE },
};

static void
test_lead (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      int row = 5, col = 3;
      gboolean led = app_grid_key_walk (arrows[i].keyval, arrows[i].far, &row, &col);

      g_assert_cmpint (led ? row : NOWHERE, ==, arrows[i].row);
      g_assert_cmpint (led ? col : NOWHERE, ==, arrows[i].col);
    }
  for (guint i = 0; i < G_N_ELEMENTS (leaps); i++)
    {
      int row = 5, col = 3;
      gboolean led = app_grid_key_leap (leaps[i].keyval, leaps[i].far, 10, &row, &col);

      g_assert_cmpint (led ? row : NOWHERE, ==, leaps[i].row);
      g_assert_cmpint (led ? col : NOWHERE, ==, leaps[i].col);
    }
}

static void
test_pages (void)
{
  int row = 5, col = 3;

  /* no pages: the key goes on, and Home still is the grid's */
  g_assert_false (app_grid_key_leap (GDK_KEY_Page_Down, FALSE, 0, &row, &col));
  g_assert_false (app_grid_key_leap (GDK_KEY_KP_Page_Up, TRUE, 0, &row, &col));
  g_assert_cmpint (row, ==, 5);
  g_assert_true (app_grid_key_leap (GDK_KEY_Home, FALSE, 0, &row, &col));
  g_assert_cmpint (app_grid_count_page (300, 30), ==, 9);
  g_assert_cmpint (app_grid_count_page (40, 30), ==, 1);
  g_assert_cmpint (app_grid_count_page (-10, 0), ==, 1);
}

static void
test_letters (void)
{
  char text[7] = "??????";

  g_assert_true (app_grid_key_letter (GDK_KEY_Cyrillic_ZHE, GDK_SHIFT_MASK, text));
  g_assert_cmpstr (text, ==, "Ж");
  g_assert_true (app_grid_key_letter (GDK_KEY_5, 0, text));
  g_assert_cmpstr (text, ==, "5");
  g_assert_false (app_grid_key_letter (GDK_KEY_5, GDK_ALT_MASK, text));
  g_assert_false (app_grid_key_letter (GDK_KEY_5, GDK_SUPER_MASK, text));
  g_assert_false (app_grid_key_letter (GDK_KEY_F5, 0, text));
  g_assert_false (app_grid_key_letter (GDK_KEY_Escape, 0, text));
  g_assert_true (app_grid_key_is_enter (GDK_KEY_KP_Enter));
  g_assert_false (app_grid_key_is_enter (GDK_KEY_space));
}

static void
test_block (void)
{
  AppGridCell from, to;

  app_grid_block ((AppGridCell){ 7, 1 }, (AppGridCell){ 2, 4 }, &from, &to);
  g_assert_cmpint (from.row, ==, 2);
  g_assert_cmpint (from.col, ==, 1);
  g_assert_cmpint (to.row, ==, 7);
  g_assert_cmpint (to.col, ==, 4);
}

/* «#» is a heading */
static gboolean
is_heading (gpointer model, guint row)
{
  return ((const char *) model)[row] == '#';
}

static void
test_headings (void)
{
  char rows[] = "#..##.#", none[] = "##";

  g_assert_cmpint (app_grid_find_row (2, 7, 1, is_heading, rows), ==, 2);
  g_assert_cmpint (app_grid_find_row (3, 7, 1, is_heading, rows), ==, 5);
  g_assert_cmpint (app_grid_find_row (4, 7, -1, is_heading, rows), ==, 2);
  /* up from the first row there is only the way back */
  g_assert_cmpint (app_grid_find_row (0, 7, -1, is_heading, rows), ==, 1);
  g_assert_cmpint (app_grid_find_row (6, 7, 1, is_heading, rows), ==, 6);
  g_assert_cmpint (app_grid_find_row (1, 2, -1, is_heading, none), ==, 1);
}

static void
assert_seen (int offset, int room, int n, int first, int last)
{
  int r0, r1;

  app_grid_find_seen (offset, room, 30, n, &r0, &r1);
  g_assert_cmpint (r0, ==, first);
  g_assert_cmpint (r1, ==, last);
}

static void
test_seen (void)
{
  assert_seen (0, 89, 100, 0, 2);
  assert_seen (29, 89, 100, 0, 3); /* two of them in part */
  assert_seen (60, 300, 5, 2, 4);
  assert_seen (0, 300, 0, 0, -1);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid-keys/lead", test_lead);
  g_test_add_func ("/grid-keys/pages", test_pages);
  g_test_add_func ("/grid-keys/letters", test_letters);
  g_test_add_func ("/grid-walk/block", test_block);
  g_test_add_func ("/grid-walk/headings", test_headings);
  g_test_add_func ("/grid-walk/seen", test_seen);
  return g_test_run ();
}

/* The guide cut into sections and blocks: a small one and an odd one. */

#include "pages/frame/guide-text.h"

static AppGuideBlock *
get_block (GPtrArray *sections, guint section, guint block)
{
  AppGuideSection *of;

  g_assert_cmpuint (section, <, sections->len);
  of = sections->pdata[section];
  g_assert_cmpuint (block, <, of->blocks->len);
  return of->blocks->pdata[block];
}

static void
assert_block (GPtrArray *sections,
              guint section,
              guint i,
              AppGuideKind kind,
              const char *mark,
              const char *is)
{
  AppGuideBlock *block = get_block (sections, section, i);

  g_assert_cmpint (block->kind, ==, kind);
  g_assert_cmpstr (block->mark, ==, mark);
  g_assert_cmpstr (block->markup, ==, is);
}

static void
test_blocks (void)
{
  g_autoptr (GPtrArray) sections
      = app_guide_read ("# Title\n\nleft out\n\n## One\n\nA **bold** word\nand more.\n\n"
                        "- first,\n  goes on\n- second\n### Below\n1. step\n12. last\n## Two\nx\n");

  g_assert_cmpuint (sections->len, ==, 2);
  g_assert_cmpstr (((AppGuideSection *) sections->pdata[0])->title, ==, "One");
  assert_block (sections, 0, 0, APP_GUIDE_PARAGRAPH, NULL, "A <b>bold</b> word and more.");
  assert_block (sections, 0, 1, APP_GUIDE_ITEM, "•", "first, goes on");
  assert_block (sections, 0, 2, APP_GUIDE_ITEM, "•", "second");
  assert_block (sections, 0, 3, APP_GUIDE_HEADING, NULL, "Below");
  assert_block (sections, 0, 4, APP_GUIDE_ITEM, "1.", "step");
  assert_block (sections, 0, 5, APP_GUIDE_ITEM, "12.", "last");
  assert_block (sections, 1, 0, APP_GUIDE_PARAGRAPH, NULL, "x");
  g_assert_cmpuint (((AppGuideSection *) sections->pdata[0])->blocks->len, ==, 6);
}

/* a «# » is of all the sections below it, up to the next; «> » is of the one above it alone */
static void
test_groups (void)
{
  g_autoptr (GPtrArray) sections
      = app_guide_read ("> nobody's\n# Guide\n# First\n## A\n> for all\n> for some\n\nx\n## B\ny\n"
                        "# Second\n## C\n");
  AppGuideSection *a, *b, *c;

  g_assert_cmpuint (sections->len, ==, 3);
  a = sections->pdata[0], b = sections->pdata[1], c = sections->pdata[2];
  g_assert_cmpstr (a->group, ==, "First");
  g_assert_cmpstr (b->group, ==, "First");
  g_assert_cmpstr (c->group, ==, "Second");
  g_assert_cmpstr (a->readers, ==, "for some");
  g_assert_null (b->readers);
  assert_block (sections, 0, 0, APP_GUIDE_PARAGRAPH, NULL, "x");
  g_assert_cmpuint (a->blocks->len, ==, 1);
  g_assert_cmpuint (c->blocks->len, ==, 0);
}

/* through bold and line ends, in any case; places are bytes */
static void
test_search (void)
{
  g_autoptr (GPtrArray) sections
      = app_guide_read ("# Г\n## Сроки\nЗадать **правило**\nсрока; и ещё правило\n- пункт");
  const AppGuideSection *section = sections->pdata[0];
  const char *text = get_block (sections, 0, 0)->text;
  gssize at;

  g_assert_cmpstr (text, ==, "Задать правило срока; и ещё правило");
  g_assert_true (app_guide_section_has (section, ""));
  g_assert_true (app_guide_section_has (section, "СРОКИ"));
  g_assert_true (app_guide_section_has (section, "правило СРОКА"));
  g_assert_true (app_guide_section_has (section, "Пункт"));
  g_assert_false (app_guide_section_has (section, "**"));
  g_assert_false (app_guide_section_has (section, "отчёт"));
  at = app_guide_find (text, "Правило", 0);
  g_assert_true (g_str_has_prefix (text + at, "правило срока"));
  at = app_guide_find (text, "Правило", (gsize) at + 1);
  g_assert_cmpstr (text + at, ==, "правило");
  g_assert_cmpint (app_guide_find (text, "правило", (gsize) at + 1), ==, -1);
  g_assert_cmpint (app_guide_find (text, "", 0), ==, -1);
  g_assert_cmpint (app_guide_find ("x", "x", 5), ==, -1);
  /* a letter that has a longer small one is left, not mistaken for another place */
  g_assert_cmpint (app_guide_find ("\xC8\xBA правило", "правило", 0), ==, -1);
}

/* signs of markup are signs; a pair that never closes is stars; \\r goes */
static void
test_odd (void)
{
  g_autoptr (GPtrArray) none = app_guide_read ("words before all\n- an item\n");
  g_autoptr (GPtrArray) sections = app_guide_read (
      "## A\r\n\r\n2 < 3 & **4 > 3**\r\n\r\nleft **open\r\n\r\n1.5 is no step\n-nor this");

  g_assert_cmpuint (none->len, ==, 0);
  assert_block (sections, 0, 0, APP_GUIDE_PARAGRAPH, NULL, "2 &lt; 3 &amp; <b>4 &gt; 3</b>");
  assert_block (sections, 0, 1, APP_GUIDE_PARAGRAPH, NULL, "left **open");
  assert_block (sections, 0, 2, APP_GUIDE_PARAGRAPH, NULL, "1.5 is no step -nor this");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide-text/blocks", test_blocks);
  g_test_add_func ("/guide-text/groups", test_groups);
  g_test_add_func ("/guide-text/search", test_search);
  g_test_add_func ("/guide-text/odd", test_odd);
  return g_test_run ();
}

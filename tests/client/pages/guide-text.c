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
  g_test_add_func ("/guide-text/odd", test_odd);
  return g_test_run ();
}

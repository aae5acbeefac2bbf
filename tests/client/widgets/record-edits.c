#define G_LOG_DOMAIN "test-record-edits"

#include <string.h>

#include "sample.h"
#include "widgets/record-edits.h"

static void
count_cb (AppRecordEdits *edits, MeriloRecord *record, guint field, guint *n)
{
  g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (record, MERILO_TYPE_RECORD));
  (*n)++;
}

static void
assert_text (AppRecordEdits *edits, MeriloRecord *record, guint field, const char *expected)
{
  g_autofree char *text = app_record_edits_dup_text (edits, record, field);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_texts (void)
{
  static const struct
  {
    const char *name;
    guint field;
    const char *typed, *shown;
    gboolean read, sound;
  } cases[] = {
    { "a text", SAMPLE_RESPONSIBLE, "Новый", "Новый", TRUE, TRUE },
    { "a text cleared", SAMPLE_RESPONSIBLE, "", "", TRUE, TRUE },
    { "needed and empty", SAMPLE_TITLE, " ", "", TRUE, FALSE },
    { "against the pattern", SAMPLE_NO, "2,1", "2,1", TRUE, FALSE },
    { "a day", SAMPLE_DUE, "1.9.2026", "01.09.2026", TRUE, TRUE },
    { "no such day", SAMPLE_DUE, "31.02.2026", "31.02.2026", FALSE, FALSE },
    { "words for a day", SAMPLE_DUE, "до осени", "до осени", FALSE, FALSE },
    { "a number", SAMPLE_COUNT, "42", "42", TRUE, TRUE },
    { "out of bounds", SAMPLE_COUNT, "501", "501", TRUE, FALSE },
    { "no number", SAMPLE_COUNT, "много", "много", FALSE, FALSE },
    { "a choice by label", SAMPLE_STAGE, "Исполнено", "исполнено", TRUE, TRUE },
    { "no such choice", SAMPLE_STAGE, "почти", "почти", FALSE, FALSE },
    { "a moment is not typed", SAMPLE_CHANGED, "вчера", "вчера", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AppRecordEdits) edits = app_record_edits_new ();
      g_autoptr (MeriloRecord) record = sample_make (1);
      g_autofree char *before = merilo_record_show (record, cases[i].field), *after = NULL;
      g_autofree char *problem = NULL;

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (app_record_edits_set_text (edits, record, cases[i].field, cases[i].typed),
                       ==, cases[i].read);
      assert_text (edits, record, cases[i].field, cases[i].shown);
      problem = app_record_edits_dup_problem (edits, record, cases[i].field);
      g_assert_cmpint (problem == NULL, ==, cases[i].sound);
      g_assert_cmpint (app_record_edits_is_refused (edits, record, cases[i].field), ==,
                       !cases[i].read);
      g_assert_true (app_record_edits_undo (edits));
      after = merilo_record_show (record, cases[i].field);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpuint (app_record_edits_count_refused (edits), ==, 0);
      g_assert_true (app_record_edits_redo (edits));
      assert_text (edits, record, cases[i].field, cases[i].shown);
    }
}

static void
test_letters_are_one_step (void)
{
  g_autoptr (AppRecordEdits) edits = app_record_edits_new ();
  g_autoptr (MeriloRecord) record = sample_make (1);
  guint n = 0;

  g_signal_connect (edits, "changed", G_CALLBACK (count_cb), &n);
  app_record_edits_set_text (edits, record, SAMPLE_RESPONSIBLE, "Н");
  app_record_edits_set_text (edits, record, SAMPLE_RESPONSIBLE, "Но");
  app_record_edits_set_text (edits, record, SAMPLE_RESPONSIBLE, "Нов");
  app_record_edits_seal (edits);
  app_record_edits_set_text (edits, record, SAMPLE_RESPONSIBLE, "Новый");
  app_record_edits_set_whole (edits, record, SAMPLE_STAGE, 2);
  g_assert_cmpuint (n, ==, 5); /* each goes to a draft */
  app_record_edits_undo (edits);
  app_record_edits_undo (edits);
  assert_text (edits, record, SAMPLE_RESPONSIBLE, "Нов");
  app_record_edits_undo (edits);
  assert_text (edits, record, SAMPLE_RESPONSIBLE, "Щёголев А. В.");
  g_assert_false (app_record_edits_undo (edits));
  g_assert_true (app_record_edits_can_redo (edits));
  app_record_edits_set_whole (edits, record, SAMPLE_URGENT, 1);
  g_assert_false (app_record_edits_redo (edits)); /* a new act drops what waited */
}

static void
test_group (void)
{
  g_autoptr (AppRecordEdits) edits = app_record_edits_new ();
  g_autoptr (MeriloRecord) a = sample_make (1), b = sample_make (2);

  app_record_edits_begin (edits);
  app_record_edits_set_text (edits, a, SAMPLE_COUNT, "7");
  app_record_edits_set_text (edits, b, SAMPLE_COUNT, "семь");
  app_record_edits_set_whole (edits, b, SAMPLE_DUE, MERILO_NONE);
  g_assert_false (app_record_edits_undo (edits)); /* not in the middle of an act */
  app_record_edits_end (edits);
  assert_text (edits, b, SAMPLE_COUNT, "семь");
  g_assert_cmpint (merilo_record_get_whole (b, SAMPLE_COUNT), ==, 106); /* the value stays */
  g_assert_true (app_record_edits_undo (edits));
  assert_text (edits, a, SAMPLE_COUNT, "53");
  assert_text (edits, b, SAMPLE_COUNT, "106");
  g_assert_true (merilo_record_has (b, SAMPLE_DUE));
  g_assert_false (app_record_edits_can_undo (edits));
}

/* letter by letter through texts that can be read: the record keeps what stood there before */
static void
test_former_value_stays (void)
{
  g_autoptr (AppRecordEdits) edits = app_record_edits_new ();
  g_autoptr (MeriloRecord) record = sample_make (1);

  app_record_edits_set_text (edits, record, SAMPLE_COUNT, "");
  g_assert_false (merilo_record_has (record, SAMPLE_COUNT));
  app_record_edits_set_text (edits, record, SAMPLE_COUNT, "1");
  g_assert_cmpint (merilo_record_get_whole (record, SAMPLE_COUNT), ==, 1);
  app_record_edits_set_text (edits, record, SAMPLE_COUNT, "1x");
  g_assert_cmpint (merilo_record_get_whole (record, SAMPLE_COUNT), ==, 53);
  assert_text (edits, record, SAMPLE_COUNT, "1x");
  g_assert_true (app_record_edits_undo (edits));
  assert_text (edits, record, SAMPLE_COUNT, "53");
}

static void
test_same_is_nothing (void)
{
  g_autoptr (AppRecordEdits) edits = app_record_edits_new ();
  g_autoptr (MeriloRecord) record = sample_make (1);
  guint n = 0;

  g_signal_connect (edits, "changed", G_CALLBACK (count_cb), &n);
  app_record_edits_set_text (edits, record, SAMPLE_COUNT, "53");
  app_record_edits_set_whole (edits, record, SAMPLE_STAGE, 1);
  g_assert_cmpuint (n, ==, 0);
  g_assert_false (app_record_edits_can_undo (edits));
}

static void
test_bounded (void)
{
  g_autoptr (AppRecordEdits) edits = app_record_edits_new ();
  g_autoptr (MeriloRecord) record = sample_make (1);
  guint n = 0;

  for (guint i = 0; i < APP_RECORD_UNDO_MAX + 30; i++)
    {
      app_record_edits_seal (edits);
      app_record_edits_set_whole (edits, record, SAMPLE_STAGE, i % 2 ? 0 : 2);
    }
  while (app_record_edits_undo (edits))
    n++;
  g_assert_cmpuint (n, ==, APP_RECORD_UNDO_MAX);
}

/* others are loaded anew; the one in a form is not */
static void
test_kept (void)
{
  g_autoptr (AppRecordEdits) edits = app_record_edits_new ();
  g_autoptr (MeriloRecord) a = sample_make (1), b = sample_make (2);

  app_record_edits_set_text (edits, a, SAMPLE_COUNT, "шесть");
  app_record_edits_set_text (edits, b, SAMPLE_COUNT, "семь");
  app_record_edits_clear (edits, b);
  assert_text (edits, a, SAMPLE_COUNT, "53");
  assert_text (edits, b, SAMPLE_COUNT, "семь");
  g_assert_false (app_record_edits_can_undo (edits));
  app_record_edits_clear (edits, NULL);
  g_assert_cmpuint (app_record_edits_count_refused (edits), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-edits/texts", test_texts);
  g_test_add_func ("/record-edits/letters-are-one-step", test_letters_are_one_step);
  g_test_add_func ("/record-edits/group", test_group);
  g_test_add_func ("/record-edits/former-value-stays", test_former_value_stays);
  g_test_add_func ("/record-edits/same-is-nothing", test_same_is_nothing);
  g_test_add_func ("/record-edits/bounded", test_bounded);
  g_test_add_func ("/record-edits/kept", test_kept);
  return g_test_run ();
}

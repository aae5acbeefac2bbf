#define G_LOG_DOMAIN "test-plan-model"

#include <string.h>

#include "model/entities/all.h"
#include "widgets/cells.h"
#include "widgets/plan-acts.h"
#include "widgets/plan-batch.h"
#include "widgets/plan-places.h"

typedef struct
{
  AppPlanModel *model;
  guint acts, changes;
} Fixture;

/* Records */

static MeriloRecord *
make_section (gint64 id, gint64 position, const char *title)
{
  MeriloRecord *r = g_object_new (merilo_entity_register (&merilo_plan_section_entity), NULL);

  merilo_record_load_whole (r, MERILO_PLAN_SECTION_ID, id);
  merilo_record_load_whole (r, MERILO_PLAN_SECTION_VERSION, 1);
  merilo_record_load_whole (r, MERILO_PLAN_SECTION_POSITION, position);
  merilo_record_load_text (r, MERILO_PLAN_SECTION_TITLE, g_strdup (title));
  return r;
}

static MeriloRecord *
make_item (gint64 id, gint64 section, gint64 position, const char *no, const char *title)
{
  MeriloRecord *r = g_object_new (merilo_entity_register (&merilo_plan_item_entity), NULL);

  merilo_record_load_whole (r, MERILO_PLAN_ITEM_ID, id);
  merilo_record_load_whole (r, MERILO_PLAN_ITEM_VERSION, 1);
  merilo_record_load_whole (r, MERILO_PLAN_ITEM_SECTION_ID, section);
  merilo_record_load_whole (r, MERILO_PLAN_ITEM_POSITION, position);
  merilo_record_load_text (r, MERILO_PLAN_ITEM_NO, g_strdup (no));
  merilo_record_load_text (r, MERILO_PLAN_ITEM_TITLE, g_strdup (title));
  merilo_record_load_text (r, MERILO_PLAN_ITEM_DEADLINE, g_strdup ("ежегодно, май"));
  return r;
}

/* S1: a b c; S2: d e */
static void
fill (AppPlanModel *model)
{
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (sections, make_section (1, 1, "S1"));
  g_ptr_array_add (sections, make_section (2, 2, "S2"));
  g_ptr_array_add (items, make_item (12, 1, 2, "1.2", "b"));
  g_ptr_array_add (items, make_item (11, 1, 1, "1.1", "a"));
  g_ptr_array_add (items, make_item (13, 1, 3, "1.3", "c"));
  g_ptr_array_add (items, make_item (21, 2, 4, "2.1", "d"));
  g_ptr_array_add (items, make_item (22, 2, 5, "2.2", "e"));
  app_plan_model_load (model, sections, items);
}

static void
acted_cb (AppPlanModel *model, const char *label, Fixture *f)
{
  f->acts++;
}

static void
changed_cb (GListModel *model, guint at, guint removed, guint added, Fixture *f)
{
  f->changes++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->model = app_plan_model_new ();
  fill (f->model);
  g_signal_connect (f->model, "acted", G_CALLBACK (acted_cb), f);
  g_signal_connect (f->model, "items-changed", G_CALLBACK (changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->model);
}

/* Looking */

static char *
show (AppPlanModel *model)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      AppPlanLine *line = app_plan_model_get (model, i);
      g_autofree char *title
          = app_plan_line_show (line, app_plan_line_is_section (line) ? MERILO_PLAN_SECTION_TITLE
                                                                      : MERILO_PLAN_ITEM_TITLE);

      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", title);
    }
  return g_string_free (out, FALSE);
}

#define assert_lines(model, expected)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *lines_ = show (model);                                                        \
    g_assert_cmpstr (lines_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

#define assert_batch(model, expected)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *batch_ = app_plan_model_dup_batch (model, NULL);                              \
    g_assert_cmpstr (batch_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

static GPtrArray *
take (AppPlanModel *model, guint from, guint n)
{
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = from; i < from + n; i++)
    g_ptr_array_add (lines, app_plan_model_get (model, i));
  return lines;
}

static void
set_title (AppPlanModel *model, guint at, const char *title)
{
  AppPlanLine *line = app_plan_model_get (model, at);

  app_plan_model_begin (model, "правка");
  app_plan_model_set (model, line,
                      app_plan_line_is_section (line) ? MERILO_PLAN_SECTION_TITLE
                                                      : MERILO_PLAN_ITEM_TITLE,
                      title);
  app_plan_model_end (model);
}

static void
settle (AppPlanModel *model, const char *answer)
{
  g_autoptr (JsonNode) node = json_from_string (answer, NULL);

  app_plan_model_settle (model, json_node_get_object (node));
}

/* Tests */

static void
test_load (Fixture *f, gconstpointer data)
{
  assert_lines (f->model, "S1 a b c S2 d e");
  assert_batch (f->model, NULL);
  g_assert_cmpuint (app_plan_model_count_items (f->model), ==, 5);
  g_assert_true (app_plan_model_section_of (f->model, 2) == app_plan_model_get (f->model, 0));
  g_assert_true (app_plan_model_section_of (f->model, 4) == app_plan_model_get (f->model, 4));
  g_assert_false (app_plan_model_undo (f->model));
  g_assert_false (app_plan_model_redo (f->model));
  g_assert_null (app_plan_model_get_undo_label (f->model));
}

static void
test_set (Fixture *f, gconstpointer data)
{
  set_title (f->model, 1, "a1");
  g_assert_cmpuint (f->acts, ==, 1);
  assert_batch (f->model,
                "{\"ops\":[{\"op\":\"update-item\",\"id\":11,\"version\":1,\"title\":\"a1\"}]}");
  set_title (f->model, 1, "a1");
  g_assert_cmpuint (f->acts, ==, 1);
  g_assert_true (app_plan_model_undo (f->model));
  assert_lines (f->model, "S1 a b c S2 d e");
  assert_batch (f->model, NULL); /* what was undone costs nothing */
  g_assert_true (app_plan_model_redo (f->model));
  assert_lines (f->model, "S1 a1 b c S2 d e");
  g_assert_true (app_plan_model_undo (f->model));
  set_title (f->model, 2, "b1"); /* another way: what could be done again is gone */
  g_assert_false (app_plan_model_redo (f->model));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *held = NULL, *batch = NULL, *problem = NULL;

  set_title (f->model, 1, "");
  assert_lines (f->model, "S1  b c S2 d e");
  batch = app_plan_model_dup_batch (f->model, &held);
  g_assert_null (batch); /* the server is never told what it would refuse */
  g_assert_nonnull (strstr (held, "\"op\":\"refused-item\",\"id\":11,\"texts\":{\"title\":\"\"}"));
  problem = app_plan_line_problem (app_plan_model_get (f->model, 1), MERILO_PLAN_ITEM_TITLE);
  g_assert_nonnull (problem);
  g_assert_cmpstr (merilo_record_get_text (app_plan_model_get (f->model, 1)->record,
                                           MERILO_PLAN_ITEM_TITLE),
                   ==, "a");
  app_plan_model_undo (f->model);
  assert_lines (f->model, "S1 a b c S2 d e");
  fill (f->model);
  app_plan_model_apply (f->model, held); /* and the next start shows it again */
  assert_lines (f->model, "S1  b c S2 d e");
}

static void
test_insert (Fixture *f, gconstpointer data)
{
  guint at = app_plan_add_item (f->model, 1);
  g_autofree char *held = NULL, *batch = NULL;

  g_assert_cmpuint (at, ==, 2);
  batch = app_plan_model_dup_batch (f->model, &held);
  g_assert_nonnull (strstr (held, "insert-item")); /* without a title it waits here */
  g_assert_null (batch);                           /* and moves nobody */
  set_title (f->model, 2, "n");
  assert_lines (f->model, "S1 a n b c S2 d e");
  assert_batch (f->model,
                "{\"ops\":[{\"op\":\"insert-item\",\"temp\":\"i1\",\"position\":2,\"section_id\":1,"
                "\"title\":\"n\"},{\"op\":\"update-item\",\"id\":12,\"version\":1,\"position\":3,"
                "\"section_id\":1},{\"op\":\"update-item\",\"id\":13,\"version\":1,\"position\":4,"
                "\"section_id\":1}]}");
  /* an item stands below a section, always */
  app_plan_model_begin (f->model, "x");
  g_assert_null (app_plan_model_insert (f->model, 0, FALSE));
  g_assert_false (app_plan_model_remove (f->model, 0));
  g_assert_false (app_plan_model_end (f->model));
}

static void
test_empty_plan (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  app_plan_model_load (f->model, none, none);
  g_assert_cmpuint (app_plan_add_item (f->model, 0), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 2);
  g_assert_true (app_plan_line_is_section (app_plan_model_get (f->model, 0)));
  set_title (f->model, 1, "x");
  assert_batch (f->model,
                "{\"ops\":[{\"op\":\"insert-section\",\"temp\":\"s1\",\"position\":1,\"title\":"
                "\"Новый раздел\"},{\"op\":\"insert-item\",\"temp\":\"i2\",\"position\":1,"
                "\"section_temp\":\"s1\",\"title\":\"x\"}]}");
  app_plan_model_undo (f->model);
  app_plan_model_undo (f->model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, 0);
}

static void
test_split_join (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) two = NULL, mixed = NULL;
  AppPlanLine *made;

  set_title (f->model, 2, "Приказ издать; школам разослать");
  g_assert_cmpuint (app_plan_split (f->model, app_plan_model_get (f->model, 2), 14), ==, 3);
  assert_lines (f->model, "S1 a Приказ издать; школам разослать c S2 d e");
  made = app_plan_model_get (f->model, 3);
  g_assert_cmpstr (merilo_record_get_text (made->record, MERILO_PLAN_ITEM_DEADLINE), ==,
                   "ежегодно, май");
  g_assert_cmpuint (app_plan_split (f->model, made, 0), ==, G_MAXUINT); /* nothing would be left */
  g_assert_cmpuint (app_plan_split (f->model, made, 999), ==, G_MAXUINT);
  g_assert_cmpuint (app_plan_split (f->model, app_plan_model_get (f->model, 0), 1), ==, G_MAXUINT);
  two = take (f->model, 2, 2);
  g_assert_cmpuint (app_plan_join (f->model, two), ==, 2);
  assert_lines (f->model, "S1 a Приказ издать;\nшколам разослать c S2 d e");
  g_assert_cmpstr (merilo_record_get_text (app_plan_model_get (f->model, 2)->record,
                                           MERILO_PLAN_ITEM_DEADLINE),
                   ==, "ежегодно, май"); /* the same text is not doubled */
  mixed = take (f->model, 3, 2);
  g_assert_cmpuint (app_plan_join (f->model, mixed), ==, G_MAXUINT); /* no section is joined */
  for (guint i = 0; i < 3; i++)
    g_assert_true (app_plan_model_undo (f->model));
  assert_lines (f->model, "S1 a b c S2 d e");
}

static void
test_move (Fixture *f, gconstpointer data)
{
  struct
  {
    guint from, n;
    int by;
    const char *expected;
  } rows[] = {
    { 1, 1, 1, "S1 b a c S2 d e" },
    { 3, 1, 1, "S1 a b S2 c d e" },
    { 5, 1, -1, "S1 a b c d S2 e" },
    { 1, 1, -1, NULL }, /* nothing stands above the first section */
    { 2, 2, 1, "S1 a S2 b c d e" },
    { 6, 1, 1, NULL },
    { 0, 1, 1, "S2 d e S1 a b c" },
    { 4, 1, -1, "S2 d e S1 a b c" },
    { 0, 1, -1, NULL },
    { 4, 1, 1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) lines = take (f->model, rows[i].from, rows[i].n);
      guint to = app_plan_move_by (f->model, lines, rows[i].by);

      g_test_message ("row %u", i);
      g_assert_cmpint (to != G_MAXUINT, ==, rows[i].expected != NULL);
      assert_lines (f->model, rows[i].expected != NULL ? rows[i].expected : "S1 a b c S2 d e");
      if (rows[i].expected == NULL)
        continue;
      g_assert_true (app_plan_model_get (f->model, to) == lines->pdata[0]);
      g_assert_true (app_plan_model_undo (f->model));
      assert_lines (f->model, "S1 a b c S2 d e");
      assert_batch (f->model, NULL);
    }
}

static void
test_drop (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  g_ptr_array_add (lines, app_plan_model_get (f->model, 1)); /* a, c: not beside one another */
  g_ptr_array_add (lines, app_plan_model_get (f->model, 3));
  g_assert_cmpuint (app_plan_move_to (f->model, lines, 6), ==, 4);
  assert_lines (f->model, "S1 b S2 d a c e");
  /* only those that moved are told of: places between others are free or made so */
  assert_batch (f->model,
                "{\"ops\":[{\"op\":\"update-item\",\"id\":11,\"version\":1,\"position\":5,"
                "\"section_id\":2},{\"op\":\"update-item\",\"id\":13,\"version\":1,\"position\":6,"
                "\"section_id\":2},{\"op\":\"update-item\",\"id\":22,\"version\":1,\"position\":7,"
                "\"section_id\":2}]}");
  g_assert_cmpuint (app_plan_move_to (f->model, lines, 0), ==, G_MAXUINT);
  app_plan_model_undo (f->model);
  assert_lines (f->model, "S1 a b c S2 d e");
}

static void
test_delete (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) two = take (f->model, 3, 2), first = take (f->model, 0, 1);

  g_assert_cmpuint (app_plan_delete (f->model, two), ==, 3);
  assert_lines (f->model, "S1 a b d e"); /* items of the section go up */
  {
    g_autofree char *batch = app_plan_model_dup_batch (f->model, NULL);
    const char *moved = strstr (batch, "\"op\":\"update-item\",\"id\":21");
    const char *gone = strstr (batch, "\"op\":\"delete-section\",\"id\":2,\"version\":1");

    g_assert_nonnull (moved);
    g_assert_nonnull (strstr (batch, "\"op\":\"delete-item\",\"id\":13,\"version\":1"));
    g_assert_true (gone != NULL && moved < gone); /* out of it before it goes */
  }
  g_assert_cmpuint (app_plan_delete (f->model, first), ==, G_MAXUINT);
  app_plan_model_undo (f->model);
  assert_batch (f->model, NULL);
}

static void
test_restore (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) one = take (f->model, 3, 1);

  app_plan_delete (f->model, one);
  app_plan_model_mark_sent (f->model);
  assert_batch (f->model, NULL); /* it is on its way */
  settle (f->model, "{\"sections\":[],\"items\":[],\"temps\":{}}");
  assert_batch (f->model, NULL);
  app_plan_model_undo (f->model);
  assert_batch (f->model, "{\"ops\":[{\"op\":\"restore-item\",\"id\":13}]}");
  app_plan_model_mark_sent (f->model);
  assert_batch (f->model, NULL);
  settle (f->model, "{\"items\":[{\"id\":13,\"version\":3,\"section_id\":1,\"position\":3,"
                    "\"no\":\"1.3\",\"title\":\"c\",\"deadline\":\"ежегодно, май\"}]}");
  assert_batch (f->model, NULL);
  set_title (f->model, 3, "c!");
  assert_batch (f->model,
                "{\"ops\":[{\"op\":\"update-item\",\"id\":13,\"version\":3,\"title\":\"c!\"}]}");
}

static void
test_under_way (Fixture *f, gconstpointer data)
{
  app_plan_add_item (f->model, 6);
  set_title (f->model, 7, "n");
  set_title (f->model, 1, "a1");
  app_plan_model_mark_sent (f->model);
  g_assert_true (app_plan_model_is_sent (f->model));
  assert_batch (f->model, NULL);
  /* typed while it is on its way: the next batch stands on it */
  set_title (f->model, 7, "n2");
  set_title (f->model, 1, "a2");
  set_title (f->model, 2, "b2");
  assert_batch (f->model,
                "{\"ops\":[{\"op\":\"update-item\",\"id\":11,\"version\":1,\"title\":\"a2\"},"
                "{\"op\":\"update-item\",\"id\":12,\"version\":1,\"title\":\"b2\"},"
                "{\"op\":\"update-item\",\"temp\":\"i1\",\"title\":\"n2\"}]}");
  settle (f->model,
          "{\"items\":[{\"id\":11,\"version\":2,\"section_id\":1,\"position\":1,\"no\":\"1.1\","
          "\"title\":\"a1\",\"deadline\":\"ежегодно, май\",\"reading\":\"ежегодно\"},{\"id\":90,"
          "\"version\":1,\"section_id\":2,\"position\":6,\"title\":\"n\"}],\"temps\":{\"i1\":90}}");
  assert_lines (f->model, "S1 a2 b2 c S2 d e n2");
  g_assert_cmpint (app_plan_model_get (f->model, 7)->id, ==, 90);
  g_assert_cmpstr (merilo_record_get_text (app_plan_model_get (f->model, 1)->record,
                                           MERILO_PLAN_ITEM_READING),
                   ==, "ежегодно");
  assert_batch (f->model,
                "{\"ops\":[{\"op\":\"update-item\",\"id\":11,\"version\":2,\"title\":\"a2\"},"
                "{\"op\":\"update-item\",\"id\":12,\"version\":1,\"title\":\"b2\"},"
                "{\"op\":\"update-item\",\"id\":90,\"version\":1,\"title\":\"n2\"}]}");
}

static void
test_deleted_under_way (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) one = NULL;

  app_plan_add_item (f->model, 6);
  set_title (f->model, 7, "n");
  app_plan_model_mark_sent (f->model);
  one = take (f->model, 7, 1);
  app_plan_delete (f->model, one);
  settle (f->model, "{\"items\":[{\"id\":90,\"version\":1,\"section_id\":2,\"position\":6,"
                    "\"title\":\"n\"}],\"temps\":{\"i1\":90}}");
  assert_batch (f->model, "{\"ops\":[{\"op\":\"delete-item\",\"id\":90,\"version\":1}]}");
}

static void
test_apply (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) one = NULL, section = NULL;
  g_autofree char *batch = NULL, *held = NULL, *again = NULL, *before = NULL;

  app_plan_add_section (f->model, 6);
  app_plan_add_item (f->model, 7);
  set_title (f->model, 8, "n");
  app_plan_add_item (f->model, 1);
  set_title (f->model, 3, "b1");
  one = take (f->model, 4, 1);
  app_plan_delete (f->model, one);
  section = take (f->model, 4, 1);
  app_plan_move_by (f->model, section, -1);
  before = show (f->model);
  batch = app_plan_model_dup_batch (f->model, &held);
  fill (f->model); /* the client died and reads the server's lines again */
  app_plan_model_apply (f->model, batch);
  app_plan_model_apply (f->model, held);
  assert_lines (f->model, before);
  again = app_plan_model_dup_batch (f->model, NULL);
  g_assert_cmpstr (again, ==, batch);
  app_plan_model_apply (f->model, "{\"ops\":[{\"op\":\"update-item\",\"id\":777},{},5,"
                                  "{\"op\":\"insert-item\",\"temp\":\"i9\",\"position\":1}]}");
  app_plan_model_apply (f->model, "[");
  assert_lines (f->model, before);
}

static void
test_merge (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  MeriloRecord *b;

  set_title (f->model, 1, "мой a");
  g_ptr_array_add (sections, make_section (1, 1, "S1!"));
  g_ptr_array_add (sections, make_section (2, 2, "S2"));
  g_ptr_array_add (items, make_item (11, 1, 1, "1.1", "чужой a"));
  b = make_item (12, 1, 2, "1.2", "чужой b");
  merilo_record_load_whole (b, MERILO_PLAN_ITEM_VERSION, 7);
  g_ptr_array_add (items, b);
  g_ptr_array_add (items, make_item (21, 2, 4, "2.1", "d"));
  app_plan_model_merge (f->model, sections, items);
  assert_lines (f->model, "S1! мой a чужой b c S2 d e"); /* mine stays, nothing goes under me */
  assert_batch (f->model,
                "{\"ops\":[{\"op\":\"update-item\",\"id\":11,\"version\":1,\"title\":\"мой a\"}]}");
  app_plan_model_undo (f->model);
  app_plan_model_merge (f->model, sections, items);
  assert_lines (f->model, "S1! чужой a чужой b S2 d");
  assert_batch (f->model, NULL);
}

/* another writes a line while a text is typed into it: the version stays that the user began from;
 * given up, the other's text is seen */
static void
test_typed (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  AppPlanLine *a = app_plan_model_get (f->model, 1), *b = app_plan_model_get (f->model, 2);

  app_plan_model_type (f->model, a, TRUE);
  app_plan_model_type (f->model, b, TRUE);
  g_ptr_array_add (sections, make_section (1, 1, "S1"));
  g_ptr_array_add (sections, make_section (2, 2, "S2"));
  g_ptr_array_add (items, make_item (11, 1, 1, "1.1", "чужой a"));
  g_ptr_array_add (items, make_item (12, 1, 2, "1.2", "чужой b"));
  g_ptr_array_add (items, make_item (13, 1, 3, "1.3", "c"));
  g_ptr_array_add (items, make_item (21, 2, 4, "2.1", "d"));
  g_ptr_array_add (items, make_item (22, 2, 5, "2.2", "e"));
  for (guint i = 0; i < 2; i++)
    merilo_record_load_whole (items->pdata[i], MERILO_PLAN_ITEM_VERSION, 7);
  app_plan_model_merge (f->model, sections, items);
  assert_lines (f->model, "S1 a b c S2 d e");
  set_title (f->model, 1, "мой a");
  app_plan_model_type (f->model, a, FALSE);
  app_plan_model_type (f->model, b, FALSE);
  assert_lines (f->model, "S1 мой a чужой b c S2 d e");
  assert_batch (f->model,
                "{\"ops\":[{\"op\":\"update-item\",\"id\":11,\"version\":1,\"title\":\"мой a\"}]}");
}

static void
test_renumber (Fixture *f, gconstpointer data)
{
  struct
  {
    const char *before[5];
    const char *after;
  } rows[] = {
    { { "1.1", "1.2", "1.5", "2.3", "2.9" }, "1.1 1.2 1.3 2.1 2.2" },
    { { "1", "2", "", "3", "7" }, "1 2 3 4 5" },
    { { "1", "3", "2", "1", "" }, "1 2 3 1 2" },
    { { "1", "1.1", "1.4", "2", "2.2" }, "1 1.1 1.2 2 2.1" },
    { { "", "", "", "", "" }, "1.1 1.2 1.3 2.1 2.2" },
  };
  const guint lines[] = { 1, 2, 3, 5, 6 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) now = g_string_new (NULL);

      fill (f->model);
      app_plan_model_begin (f->model, "x");
      for (guint k = 0; k < 5; k++)
        app_plan_model_set (f->model, app_plan_model_get (f->model, lines[k]), MERILO_PLAN_ITEM_NO,
                            rows[i].before[k]);
      app_plan_model_end (f->model);
      app_plan_renumber (f->model);
      for (guint k = 0; k < 5; k++)
        {
          g_autofree char *no = merilo_record_show (app_plan_model_get (f->model, lines[k])->record,
                                                    MERILO_PLAN_ITEM_NO);

          g_string_append_printf (now, "%s%s", k > 0 ? " " : "", no);
        }
      g_assert_cmpstr (now->str, ==, rows[i].after);
    }
}

static void
test_replace (Fixture *f, gconstpointer data)
{
  const guint fields[] = { MERILO_PLAN_ITEM_TITLE, MERILO_PLAN_ITEM_READING };
  g_autoptr (GPtrArray) all = take (f->model, 0, 7);
  guint field = 9;

  set_title (f->model, 1, "Ёлка и ЁЛКА");
  g_assert_cmpuint (app_plan_replace (f->model, all, fields, 2, "ёлка", "ель", TRUE), ==, 0);
  g_assert_cmpuint (app_plan_replace (f->model, all, fields, 2, "ёлка", "ель", FALSE), ==, 2);
  assert_lines (f->model, "S1 ель и ель b c S2 d e");
  g_assert_cmpuint (app_plan_replace (f->model, all, fields, 2, "s", "Раздел ", FALSE), ==, 2);
  assert_lines (f->model, "Раздел 1 ель и ель b c Раздел 2 d e");
  g_assert_true (
      app_plan_matches (app_plan_model_get (f->model, 1), fields, 2, "ель", FALSE, &field));
  g_assert_cmpuint (field, ==, 0);
  g_assert_false (app_plan_matches (app_plan_model_get (f->model, 1), fields, 2, "b", FALSE, NULL));
  app_plan_model_undo (f->model);
  app_plan_model_undo (f->model);
  assert_lines (f->model, "S1 Ёлка и ЁЛКА b c S2 d e");
}

static void
test_paste (Fixture *f, gconstpointer data)
{
  const guint fields[] = { MERILO_PLAN_ITEM_NO, MERILO_PLAN_ITEM_TITLE,
                           MERILO_PLAN_ITEM_RESPONSIBLE, MERILO_PLAN_ITEM_DEADLINE };
  const char *const labels[] = { "№", "Мероприятие", "Ответственный", "Срок" };
  AppPlanPasteColumns columns = { fields, labels, 4, 1 };
  g_autoptr (GPtrArray) over = app_cells_parse ("x\tОтдел\ny\nz\nw");
  g_autoptr (GPtrArray) table = app_cells_parse (
      "Сроки\t№ п/п\tНаименование\tМероприятия\nмай\t7\tлишнее\tНовое\nРаздел 3\t\t\t\n\t\t\t\nиюнь\t8\t\tЕщё");
  guint last = 0;

  g_assert_cmpuint (app_plan_paste (f->model, 5, over, &columns, FALSE, &last), ==, 5);
  assert_lines (f->model, "S1 a b c S2 x y z w"); /* past the end: new items */
  g_assert_cmpuint (last, ==, 8);
  g_assert_cmpstr (merilo_record_get_text (app_plan_model_get (f->model, 5)->record,
                                           MERILO_PLAN_ITEM_RESPONSIBLE),
                   ==, "Отдел");
  app_plan_model_undo (f->model);
  assert_lines (f->model, "S1 a b c S2 d e");
  g_assert_cmpuint (app_plan_paste (f->model, 3, table, &columns, TRUE, &last), ==, 4);
  assert_lines (f->model, "S1 a b c Новое Раздел 3 Ещё S2 d e");
  g_assert_cmpstr (merilo_record_get_text (app_plan_model_get (f->model, 6)->record,
                                           MERILO_PLAN_ITEM_DEADLINE),
                   ==, "июнь"); /* by its heading, wherever the column stood */
  app_plan_model_undo (f->model);
  assert_lines (f->model, "S1 a b c S2 d e");
}

static void
test_places (Fixture *f, gconstpointer data)
{
  struct
  {
    gint64 old[6];
    gint64 now[6];
    guint n;
  } rows[] = {
    { { 1, 2, 3 }, { 1, 2, 3 }, 3 },       { { 1, 0, 9 }, { 1, 5, 9 }, 3 },
    { { 5, 1, 2, 3 }, { 1, 2, 3, 4 }, 4 }, { { 1, 2, 0 }, { 1, 2, 3 }, 3 },
    { { 2, 3, 1 }, { 2, 3, 4 }, 3 },       { { 10, 0, 0, 16, 20 }, { 10, 12, 14, 16, 20 }, 5 },
    { { 4, 4, 4 }, { 4, 4, 4 }, 3 }, /* one place for all: in the order of their ids */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const gint64 ids[] = { 1, 2, 3, 4, 5, 6 };
      gint64 now[6] = { 0 };

      app_plan_places (rows[i].old, ids, rows[i].n, now);
      for (guint k = 0; k < rows[i].n; k++)
        g_assert_cmpint (now[k], ==, rows[i].now[k]);
    }
}

/* an edit of a long plan, all that is done for it: 500 items */
static void
test_speed (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 start, spent;

  for (gint64 s = 1; s <= 20; s++)
    {
      g_ptr_array_add (sections, make_section (s, s, "Раздел"));
      for (gint64 i = 0; i < 25; i++)
        g_ptr_array_add (items, make_item (s * 100 + i, s, i + 1, "1.1", "Проведение мероприятия"));
    }
  app_plan_model_load (f->model, sections, items);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *title = g_strdup_printf ("Новое %u", i), *batch = NULL;

      set_title (f->model, 1 + i, title);
      batch = app_plan_model_dup_batch (f->model, NULL);
      g_assert_nonnull (batch);
    }
  spent = (g_get_monotonic_time () - start) / 20;
  g_test_message ("an edit of 500 items with its batch: %" G_GINT64_FORMAT " us", spent);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/plan-model/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("load", test_load);
  ADD ("set", test_set);
  ADD ("refused", test_refused);
  ADD ("insert", test_insert);
  ADD ("empty-plan", test_empty_plan);
  ADD ("split-join", test_split_join);
  ADD ("move", test_move);
  ADD ("drop", test_drop);
  ADD ("delete", test_delete);
  ADD ("restore", test_restore);
  ADD ("under-way", test_under_way);
  ADD ("deleted-under-way", test_deleted_under_way);
  ADD ("apply", test_apply);
  ADD ("merge", test_merge);
  ADD ("typed", test_typed);
  ADD ("renumber", test_renumber);
  ADD ("replace", test_replace);
  ADD ("paste", test_paste);
  ADD ("places", test_places);
  ADD ("speed", test_speed);
#undef ADD
  return g_test_run ();
}

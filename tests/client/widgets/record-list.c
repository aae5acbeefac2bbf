#define G_LOG_DOMAIN "test-record-list"

#include "sample.h"
#include "widgets/record-list.h"

static const int text_fields[] = { SAMPLE_TITLE, SAMPLE_RESPONSIBLE, -1 };

static GListStore *
make_source (guint n)
{
  GListStore *store = g_list_store_new (MERILO_TYPE_RECORD);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MeriloRecord) record = sample_make (i);

      g_list_store_append (store, record);
    }
  return store;
}

static gint64
get_whole (AppRecordList *list, guint position, guint field)
{
  g_autoptr (MeriloRecord) record = g_list_model_get_item (G_LIST_MODEL (list), position);

  return merilo_record_get_whole (record, field);
}

static void
count_cb (GListModel *list, guint position, guint removed, guint added, guint *n)
{
  (*n)++;
}

static void
test_sort (void)
{
  static const guint fields[] = { SAMPLE_DUE, SAMPLE_COUNT, SAMPLE_STAGE, SAMPLE_ID };
  g_autoptr (GListStore) source = make_source (100);
  g_autoptr (AppRecordList) list = app_record_list_new ();

  app_record_list_set_source (list, G_LIST_MODEL (source));
  for (guint k = 0; k < G_N_ELEMENTS (fields); k++)
    for (int descending = 0; descending < 2; descending++)
      {
        app_record_list_set_sort (list, (int) fields[k], descending);
        g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 100);
        for (guint i = 1; i < 100; i++)
          {
            gint64 a = get_whole (list, i - 1, fields[k]), b = get_whole (list, i, fields[k]);

            if (b == MERILO_NONE)
              continue; /* empty ones are last either way */
            g_assert_cmpint (a, !=, MERILO_NONE);
            g_assert_true (descending ? a >= b : a <= b);
            if (a == b) /* the order of the source is kept */
              g_assert_cmpint (get_whole (list, i - 1, SAMPLE_ID), <,
                               get_whole (list, i, SAMPLE_ID));
          }
      }
  g_assert_cmpint (get_whole (list, 99, SAMPLE_DUE), !=, 0);
  app_record_list_set_sort (list, -1, FALSE);
  g_assert_cmpint (get_whole (list, 42, SAMPLE_ID), ==, 42);
}

/* people's order: numbers by their size, ё where е is, whatever the locale */
static void
test_sort_texts (void)
{
  static const char *const sorted[] = { "1.2", "1.9", "1.10", "2.1" };
  static const char *const words[] = { "автор", "Елена", "ёлка", "жук", "яма" };
  g_autoptr (GListStore) source = g_list_store_new (MERILO_TYPE_RECORD);
  g_autoptr (AppRecordList) list = app_record_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      guint k = (i * 3 + 1) % G_N_ELEMENTS (words);
      g_autoptr (MeriloRecord) record = sample_make (i);

      merilo_record_load_text (record, SAMPLE_TITLE, g_strdup (words[k]));
      if (k < G_N_ELEMENTS (sorted))
        merilo_record_load_text (record, SAMPLE_NO, g_strdup (sorted[k]));
      else
        merilo_record_clear (record, SAMPLE_NO);
      g_list_store_append (source, record);
    }
  app_record_list_set_source (list, G_LIST_MODEL (source));
  for (guint pass = 0; pass < 2; pass++)
    {
      app_record_list_set_sort (list, pass == 0 ? SAMPLE_TITLE : SAMPLE_NO, FALSE);
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        {
          g_autoptr (MeriloRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);

          g_assert_cmpstr (merilo_record_get_text (record, SAMPLE_TITLE), ==, words[i]);
        }
    }
}

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    guint shown;
  } cases[] = {
    { "", 100 },         { "перепроверка", 20 }, { "ПЕРЕПРОВЕРКА работ", 20 },
    { "емкость", 20 },   { "щеголев", 33 },      { "щёголев анализ", 6 },
    { "нет такого", 0 }, { "   ", 100 },         { "%", 0 },
  };
  g_autoptr (GListStore) source = make_source (100);
  g_autoptr (AppRecordList) list = app_record_list_new ();

  app_record_list_set_source (list, G_LIST_MODEL (source));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("«%s»", cases[i].text);
      app_record_list_set_text (list, cases[i].text, text_fields);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, cases[i].shown);
    }
}

static gboolean
is_urgent (MeriloRecord *record, gpointer data)
{
  return merilo_record_get_whole (record, SAMPLE_URGENT) != 0;
}

static void
test_match_and_source (void)
{
  g_autoptr (GListStore) source = make_source (50);
  g_autoptr (AppRecordList) list = app_record_list_new ();
  g_autoptr (MeriloRecord) record = g_list_model_get_item (G_LIST_MODEL (source), 10);
  g_autoptr (MeriloRecord) other = sample_make (1000);
  guint n = 0, position = 99;

  app_record_list_set_source (list, G_LIST_MODEL (source));
  g_signal_connect (list, "items-changed", G_CALLBACK (count_cb), &n);
  app_record_list_set_match (list, is_urgent, NULL, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 10);
  g_assert_true (app_record_list_find (list, record, &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_false (app_record_list_find (list, other, &position));
  g_list_store_append (source, other); /* 1000 is urgent */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 11);
  g_list_store_remove_all (source);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 0));
  app_record_list_set_source (list, NULL);
  app_record_list_set_sort (list, SAMPLE_DUE, FALSE);
}

/* a text looked for after records were changed and told of finds the new one */
static void
test_refresh (void)
{
  g_autoptr (GListStore) source = make_source (20);
  g_autoptr (AppRecordList) list = app_record_list_new ();
  g_autoptr (MeriloRecord) record = g_list_model_get_item (G_LIST_MODEL (source), 5);

  app_record_list_set_source (list, G_LIST_MODEL (source));
  app_record_list_set_text (list, "новое", text_fields);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  merilo_record_set_text (record, SAMPLE_TITLE, "Новое название");
  app_record_list_refresh (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

static char *
name_it (MeriloRecord *record)
{
  return merilo_record_show (record, SAMPLE_TITLE);
}

/* a reference goes by the name of what it refers to: so it is sorted and looked for */
static void
test_names (void)
{
  static const int fields[] = { SAMPLE_COUNT, -1 };
  static const char *const sorted[] = { "Анализ", "Ёмкость", "Обучение", NULL };
  g_autoptr (GListStore) source = g_list_store_new (MERILO_TYPE_RECORD);
  g_autoptr (AppRecordList) list = app_record_list_new ();
  g_autoptr (AppRecordNames) names = app_record_names_new ();
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (MeriloRecord) record = sample_make (i);

      merilo_record_set_whole (record, SAMPLE_COUNT, i < 3 ? 2 - i : 77); /* 77 has no name */
      g_list_store_append (source, record);
      if (i < 3)
        g_ptr_array_add (named, g_object_ref (record));
    }
  app_record_list_set_source (list, G_LIST_MODEL (source));
  app_record_list_set_sort (list, SAMPLE_COUNT, FALSE);
  app_record_list_set_names (list, names);
  app_record_names_set (names, "works_count", named, name_it);
  g_assert_cmpint (get_whole (list, 0, SAMPLE_COUNT), ==, 77); /* a number is before letters */
  for (guint i = 0; sorted[i] != NULL; i++)
    {
      g_autoptr (MeriloRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i + 1);
      const char *name = app_record_names_look (names, record, SAMPLE_COUNT);

      g_assert_true (g_str_has_prefix (name, sorted[i]));
    }
  app_record_list_set_text (list, "емкость", fields);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_cmpint (get_whole (list, 0, SAMPLE_COUNT), ==, 2);
  app_record_list_set_text (list, "77", fields);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  /* the names are gone: the number again, and told of by itself */
  g_ptr_array_set_size (named, 0);
  app_record_names_set (names, "works_count", named, name_it);
  app_record_list_set_text (list, "емкость", fields);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-list/sort", test_sort);
  g_test_add_func ("/record-list/sort-texts", test_sort_texts);
  g_test_add_func ("/record-list/text", test_text);
  g_test_add_func ("/record-list/match-and-source", test_match_and_source);
  g_test_add_func ("/record-list/refresh", test_refresh);
  g_test_add_func ("/record-list/names", test_names);
  return g_test_run ();
}

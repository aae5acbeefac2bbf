/* what the description gives without a display */
#include "model/error.h"
#include "model/json-reader.h"
#include "model/record.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define N_(text) (text)

enum
{
  SAMPLE_ID,
  SAMPLE_VERSION,
  SAMPLE_SECTION,
  SAMPLE_NUMBER,
  SAMPLE_TITLE,
  SAMPLE_RESPONSIBLE,
  SAMPLE_AUDIENCE,
  SAMPLE_DUE_WORDS,
  SAMPLE_DUE,
  SAMPLE_STATE,
  SAMPLE_PROGRESS,
  SAMPLE_CONFIRMED,
  SAMPLE_CODE,
  SAMPLE_SCORES,
  SAMPLE_UPDATED_AT,
  SAMPLE_N_FIELDS,
};

static const MeriloChoice states[] = {
  { "planned", N_ ("запланировано") },
  { "running", N_ ("исполняется") },
  { "done", N_ ("исполнено") },
  { "late", N_ ("просрочено") },
  { NULL, NULL },
};

/* the enum's names place the rows: the table cannot slip against the indices */
static const MeriloField fields[SAMPLE_N_FIELDS] = {
  [SAMPLE_ID]
  = { "id", MERILO_WHOLE, N_ ("№ записи"), MERILO_REQUIRED | MERILO_READ_ONLY, .width = 8 },
  [SAMPLE_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_REQUIRED | MERILO_READ_ONLY, .width = 6 },
  [SAMPLE_SECTION] = { "section", MERILO_WHOLE, N_ ("Раздел"), MERILO_REQUIRED, 1, 50, .width = 6 },
  [SAMPLE_NUMBER] = { "number", MERILO_WHOLE, N_ ("Пункт"), MERILO_REQUIRED, 1, 999, .width = 6 },
  [SAMPLE_TITLE] = { "title", MERILO_TEXT, N_ ("Мероприятие"), MERILO_REQUIRED | MERILO_MULTILINE,
                     .max = 500, .width = 50 },
  [SAMPLE_RESPONSIBLE]
  = { "responsible", MERILO_TEXT, N_ ("Ответственный"), MERILO_PERSONAL, .max = 200, .width = 24 },
  [SAMPLE_AUDIENCE] = { "audience", MERILO_TEXT, N_ ("Участники"), 0, .max = 200, .width = 24 },
  [SAMPLE_DUE_WORDS]
  = { "due_words", MERILO_TEXT, N_ ("Срок, как в документе"), 0, .max = 200, .width = 20 },
  [SAMPLE_DUE] = { "due", MERILO_DATE, N_ ("Контрольная дата"), 0, .width = 12 },
  [SAMPLE_STATE]
  = { "state", MERILO_CHOICE, N_ ("Состояние"), MERILO_REQUIRED, .choices = states, .width = 14 },
  [SAMPLE_PROGRESS] = { "progress", MERILO_REAL, N_ ("Исполнено, %"), 0, 0, 100, .width = 8 },
  [SAMPLE_CONFIRMED] = { "confirmed", MERILO_FLAG, N_ ("Подтверждено"), 0, .width = 6 },
  [SAMPLE_CODE] = { "code", MERILO_TEXT, N_ ("Код"), 0, .pattern = "^[0-9]+(\\.[0-9]+)*$",
                    .pattern_hint = N_ ("цифры через точку, например 2.1.4"), .width = 10 },
  [SAMPLE_SCORES] = { "scores", MERILO_SCORES, N_ ("Баллы"), 0, .width = 20 },
  [SAMPLE_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY, .width = 16 },
};

static const MeriloEntity sample = MERILO_ENTITY ("MeriloSample",
                                                  "sample",
                                                  "samples",
                                                  "Образец",
                                                  fields,
                                                  .writers = MERILO_BY_METHODOLOGIST,
                                                  .state_field = "state");

static const MeriloJsonBounds bounds = { 64 << 20, 8, 1000000 };
static GType item_type;

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer n)
{
  ++*(int *) n;
}

static void
test_properties (void)
{
  g_autoptr (GObject) item
      = g_object_new (item_type, "title", "Педсовет", "number", (gint64) 4, NULL);
  g_autofree char *title = NULL;
  g_autofree char *due = NULL;
  gint64 number;
  int n = 0;

  g_signal_connect (item, "notify::due", G_CALLBACK (count_cb), &n);
  g_object_get (item, "title", &title, "number", &number, NULL);
  g_assert_cmpstr (title, ==, "Педсовет");
  g_assert_cmpint (number, ==, 4);
  merilo_record_set_whole (item, SAMPLE_DUE, 20698);
  merilo_record_set_whole (item, SAMPLE_DUE, 20698);
  g_assert_cmpint (n, ==, 1); /* the same value tells nobody */
  due = merilo_record_show (item, SAMPLE_DUE);
  g_assert_cmpstr (due, ==, "02.09.2026");
  g_object_set (item, "due", MERILO_NONE, NULL);
  g_assert_false (merilo_record_has (item, SAMPLE_DUE));
  g_assert_cmpint (n, ==, 2);
  g_object_set (item, "due_words", "до 1 сентября", "state", 2, "progress", NAN,
                NULL); /* snake_case name works */
  g_assert_cmpint (merilo_record_get_whole (item, SAMPLE_STATE), ==, 2);
}

static void
test_dirty (void)
{
  g_autoptr (GObject) item = g_object_new (item_type, "title", "а", "number", (gint64) 4, NULL);
  g_autoptr (GString) json = g_string_new (NULL);

  merilo_record_set_clean (item);
  merilo_record_set_text (item, SAMPLE_TITLE, "Кавычки «» \" и \\ и \n");
  merilo_record_clear (item, SAMPLE_NUMBER);
  merilo_record_set_text (item, SAMPLE_AUDIENCE, "x");
  merilo_record_to_json (item, MERILO_JSON_DIRTY, json);
  g_assert_cmpstr (
      json->str, ==,
      "{\"number\":null,\"title\":\"Кавычки «» \\\" и \\\\ и \\n\",\"audience\":\"x\"}");
}

static void
test_check (void)
{
  g_autoptr (GObject) item
      = g_object_new (item_type, "number", (gint64) 1000, "code", "2,1", "progress", 101.5, NULL);
  g_autoptr (GPtrArray) list = merilo_record_check (item);

  for (guint i = 0; i < list->len; i++)
    g_test_message ("%s", ((MeriloProblem *) list->pdata[i])->message);
  g_assert_cmpint (list->len, ==, 6);
  g_assert_cmpstr (((MeriloProblem *) list->pdata[1])->message, ==, "«Пункт»: не больше 999");
}

static void
keep_cb (MeriloRecord *record, gpointer list)
{
  g_ptr_array_add (list, g_object_ref (record));
}

static void
test_json (void)
{
  g_autoptr (GObject) item
      = g_object_new (item_type, "number", (gint64) 10, "code", "2.1", "progress", 20.6, "state", 1,
                      "due", (gint64) 20698, "title", "😀\t\"\\/", "confirmed", TRUE, "updated-at",
                      G_GINT64_CONSTANT (1780000000123456), NULL);
  g_autoptr (GString) json = g_string_new ("[");
  g_autoptr (GString) again = g_string_new ("[");
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  gint16 scores[] = { 1, MERILO_NO_SCORE, 2 };

  merilo_record_set_scores (item, SAMPLE_SCORES, scores, 3);
  merilo_record_to_json (item, MERILO_JSON_ALL, json);
  g_string_append_c (json, ']');
  g_test_message ("%s", json->str);
  g_assert_true (
      merilo_records_from_json (item_type, json->str, json->len, &bounds, keep_cb, list, &error));
  g_assert_no_error (error);
  merilo_record_to_json (list->pdata[0], MERILO_JSON_ALL, again);
  g_string_append_c (again, ']');
  g_assert_cmpstr (json->str, ==, again->str);
  g_assert_cmpuint (merilo_record_get_dirty (list->pdata[0]), ==, 0);
}

static void
test_refusals (void)
{
  static const char *const bad[] = {
    "",
    "[",
    "[{",
    "[{\"title\":}]",
    "[{\"title\":\"a}]",
    "[{\"title\":\"\\ud800\"}]",
    "[{\"title\":\"\\u0000\"}]",
    "[{\"title\":\"\x01\"}]",
    "[{\"due\":\"2026-02-31\"}]",
    "[{\"number\":1.5}]",
    "[{\"number\":99999999999999999999}]",
    "[{\"state\":\"nobody\"}]",
    "[{\"scores\":[1,]}]",
    "[{\"scores\":[99999]}]",
    "[{\"x\":[[[[[[[[[[1]]]]]]]]]]}]",
    "[{}] x",
    "[{\"title\":\"\xff\"}]",
    "[{\"progress\":1e999}]",
    "[{\"confirmed\":1}]",
    "[{\"title\":\"\\",
    "[{},]",
    "[{\"progress\":nan}]",
    "[{\"updated_at\":\"2026-01-01T25:00:00Z\"}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GError) error = NULL;
      g_autofree char *exact
          = g_memdup2 (bad[i], MAX (strlen (bad[i]),
                                    1)); /* no final zero: a read past the end shows under ASan */

      if (merilo_records_from_json (item_type, exact, strlen (bad[i]), &bounds, keep_cb, list,
                                    &error))
        g_error ("took %s", bad[i]);
      g_test_message ("%-40s %s", bad[i], error->message);
    }
}

static void
test_parse (void)
{
  static const struct
  {
    guint field;
    const char *typed, *shown; /* NULL: refused */
  } cases[] = {
    { SAMPLE_PROGRESS, "20,5", "20,5" },
    { SAMPLE_PROGRESS, "20.5", "20,5" },
    { SAMPLE_PROGRESS, "двадцать", NULL },
    { SAMPLE_DUE, "02.09.2026", "02.09.2026" },
    { SAMPLE_DUE, "2026-09-02", "02.09.2026" },
    { SAMPLE_DUE, "31.02.2026", NULL },
    { SAMPLE_DUE, "", "" },
    { SAMPLE_STATE, "Исполнено", "исполнено" },
    { SAMPLE_STATE, "done", "исполнено" },
    { SAMPLE_STATE, "никогда", NULL },
    { SAMPLE_NUMBER, " 7 ", "7" },
    { SAMPLE_NUMBER, "7.5", NULL },
    { SAMPLE_CONFIRMED, "да", "да" },
    { SAMPLE_CONFIRMED, "может", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GObject) item = g_object_new (item_type, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = NULL;
      gboolean took = merilo_record_parse (item, cases[i].field, cases[i].typed, &error);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpint (took, ==, cases[i].shown != NULL);
      g_assert_cmpint (error == NULL, ==, took);
      if (!took)
        continue;
      shown = merilo_record_show (item, cases[i].field);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_copy (void)
{
  g_autoptr (GObject) item
      = g_object_new (item_type, "title", "а", "progress", 1.5, "confirmed", TRUE, NULL);
  g_autoptr (GObject) copy = NULL;
  g_autoptr (GString) a = g_string_new (NULL);
  g_autoptr (GString) b = g_string_new (NULL);
  gint16 scores[] = { 1, MERILO_SCORE_X, MERILO_NO_SCORE };

  merilo_record_set_scores (item, SAMPLE_SCORES, scores, 3);
  copy = merilo_record_copy (item);
  merilo_record_to_json (item, MERILO_JSON_ALL, a);
  merilo_record_to_json (copy, MERILO_JSON_ALL, b);
  g_assert_cmpstr (a->str, ==, b->str);
  g_assert_cmpuint (merilo_record_get_dirty (copy), ==, 0);
}

static void
test_one_object (void)
{
  g_autoptr (GObject) item = g_object_new (item_type, "title", "а", "number", (gint64) 4, NULL);
  g_autoptr (GError) error = NULL;
  const char *patch = "{\"title\":null,\"code\":\"2.1\"}";
  guint64 seen = 0;

  g_assert_true (merilo_record_from_json (item, patch, strlen (patch), &bounds,
                                          MERILO_JSON_REFUSE_UNKNOWN, &seen, &error));
  g_assert_no_error (error);
  g_assert_false (merilo_record_has (item, SAMPLE_TITLE));
  g_assert_cmpint (merilo_record_get_whole (item, SAMPLE_NUMBER), ==, 4);
  g_assert_cmpuint (seen, ==, 1u << SAMPLE_TITLE | 1u << SAMPLE_CODE);
  g_assert_false (merilo_record_from_json (item, "{\"nobody\":1}", 12, &bounds,
                                           MERILO_JSON_REFUSE_UNKNOWN, NULL, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_JSON);
}

static void
test_errors (void)
{
  for (guint i = 0; i < MERILO_ERROR_N_CODES; i++)
    {
      g_test_message ("%s", merilo_error_code_name (i));
      g_assert_cmpint (merilo_error_code_from_problem (merilo_error_code_name (i), 0), ==, i);
      g_assert_cmpuint (merilo_error_code_status (i), >=, 400);
    }
  g_assert_cmpint (merilo_error_code_from_problem (NULL, 404), ==, MERILO_ERROR_NOT_FOUND);
  g_assert_cmpint (merilo_error_code_from_problem ("new-code", 502), ==, MERILO_ERROR_UNAVAILABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  item_type = merilo_entity_register (&sample);
  g_test_add_func ("/record/properties", test_properties);
  g_test_add_func ("/record/dirty", test_dirty);
  g_test_add_func ("/record/check", test_check);
  g_test_add_func ("/record/json", test_json);
  g_test_add_func ("/record/refusals", test_refusals);
  g_test_add_func ("/record/parse", test_parse);
  g_test_add_func ("/record/copy", test_copy);
  g_test_add_func ("/record/one-object", test_one_object);
  g_test_add_func ("/error/codes", test_errors);
  return g_test_run ();
}

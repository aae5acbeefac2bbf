#include <glib/gstdio.h>

#include "client/net/fixture.h"
#include "client/wait.h"
#include "model/entities/all.h"
#include "model/error.h"
#include "net/events.h"

static GType
type_of (const MeriloEntity *entity)
{
  return merilo_entity_register (entity);
}

static GPtrArray *
list (Fixture *f,
      const MeriloEntity *entity,
      const char *const *filters,
      gint64 *as_of,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  app_api_list_async (f->api, type_of (entity), filters, NULL, take_result, &result);
  WAIT (result != NULL);
  return app_api_list_finish (f->api, result, as_of, error);
}

static void
load_orgs (Fixture *f, guint n)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (json, "%s{\"id\":%u,\"kind\":\"school\",\"short_name\":\"СОШ %u\"}",
                            i > 1 ? "," : "", i, i);
  g_string_append_c (json, ']');
  fake_load (f->fake, "orgs", json->str);
}

static void
test_pages (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL, some = NULL, none = NULL;
  const char *filters[] = { "kind", "school", "id", "7", NULL };
  const char *nothing[] = { "short_name", "a&b=c ю", NULL };

  load_orgs (f, 1203);
  all = list (f, &merilo_org_entity, NULL, NULL, NULL);
  g_assert_cmpuint (all->len, ==, 1203);
  g_assert_cmpuint (fake_count (f->fake, "GET", "orgs"), ==, 3);
  g_assert_cmpstr (merilo_record_get_text (all->pdata[1202], MERILO_ORG_SHORT_NAME), ==,
                   "СОШ 1203");
  g_assert_cmpuint (merilo_record_get_dirty (all->pdata[0]), ==, 0);
  some = list (f, &merilo_org_entity, filters, NULL, NULL);
  g_assert_cmpuint (some->len, ==, 1);
  none = list (f, &merilo_org_entity, nothing, NULL, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

/* a page, and where the next begins */
static GPtrArray *
list_page (Fixture *f, const char *const *filters, const char *after, char **ret_after)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *page;

  app_api_list_page_async (f->api, type_of (&merilo_org_entity), filters, 5, after, NULL,
                           take_result, &result);
  WAIT (result != NULL);
  page = app_api_list_page_finish (f->api, result, ret_after, &error);
  g_assert_no_error (error);
  return page;
}

static void
test_one_page (Fixture *f, gconstpointer data)
{
  const char *filters[] = { "kind", "school", NULL };
  g_autoptr (GPtrArray) first = NULL, second = NULL, last = NULL;
  g_autofree char *after = NULL, *further = NULL, *end = NULL;

  load_orgs (f, 12);
  first = list_page (f, filters, NULL, &after);
  g_assert_cmpuint (first->len, ==, 5);
  second = list_page (f, filters, after, &further);
  g_assert_cmpuint (second->len, ==, 5);
  g_assert_cmpint (merilo_record_get_whole (second->pdata[0], MERILO_ORG_ID), ==, 6);
  last = list_page (f, filters, further, &end);
  g_assert_cmpuint (last->len, ==, 2);
  g_assert_null (end);
  g_assert_cmpuint (fake_count (f->fake, "GET", "orgs"), ==, 3);
}

static void
test_unchanged_and_away (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) first = NULL, again = NULL, away = NULL, back = NULL;
  g_autoptr (GError) error = NULL;
  gint64 as_of = -1;

  load_orgs (f, 3);
  first = list (f, &merilo_org_entity, NULL, &as_of, NULL);
  g_assert_cmpint (as_of, ==, 0);
  again = list (f, &merilo_org_entity, NULL, &as_of, NULL); /* a 304 */
  g_assert_cmpuint (again->len, ==, 3);
  g_assert_cmpint (as_of, ==, 0);
  fake_sleep (f->fake);
  away = list (f, &merilo_org_entity, NULL, &as_of, NULL);
  g_assert_cmpuint (away->len, ==, 3);
  g_assert_cmpint (ABS (g_get_real_time () - as_of), <, 60 * G_TIME_SPAN_SECOND);
  g_assert_false (app_session_get_online (f->session));
  g_assert_null (list (f, &merilo_plan_entity, NULL, NULL, &error)); /* never read */
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
  fake_wake (f->fake);
  back = list (f, &merilo_org_entity, NULL, &as_of, NULL);
  g_assert_cmpint (as_of, ==, 0);
  g_assert_true (app_session_get_online (f->session));
}

/* asked first, answered last: neither what is kept nor a 304 of what came between is that */
static void
test_overtaken (Fixture *f, gconstpointer data)
{
  GType type = type_of (&merilo_org_entity);
  g_autoptr (GAsyncResult) late = NULL, same = NULL;
  g_autoptr (GPtrArray) now = NULL, old = NULL, unchanged = NULL, away = NULL;
  gint64 as_of;

  load_orgs (f, 3);
  fake_misbehave (f->fake, "orgs", FAKE_HELD, 0, 1);
  app_api_list_async (f->api, type, NULL, NULL, take_result, &late);
  WAIT (fake_count (f->fake, "GET", "orgs") == 1);
  fake_change (f->fake, "orgs", "1", "short_name", "Лицей");
  now = list (f, &merilo_org_entity, NULL, NULL, NULL);
  fake_misbehave (f->fake, "orgs", FAKE_SLOW, 0, 1);
  app_api_list_async (f->api, type, NULL, NULL, take_result, &same); /* a 304 */
  WAIT (fake_count (f->fake, "GET", "orgs") == 3);
  fake_release (f->fake);
  WAIT (late != NULL);
  g_assert_null (same);
  old = app_api_list_finish (f->api, late, NULL, NULL);
  g_assert_cmpstr (merilo_record_get_text (old->pdata[0], MERILO_ORG_SHORT_NAME), ==, "СОШ 1");
  WAIT (same != NULL);
  unchanged = app_api_list_finish (f->api, same, NULL, NULL);
  g_assert_cmpstr (merilo_record_get_text (unchanged->pdata[0], MERILO_ORG_SHORT_NAME), ==,
                   "Лицей");
  fake_sleep (f->fake);
  away = list (f, &merilo_org_entity, NULL, &as_of, NULL);
  g_assert_cmpint (as_of, >, 0);
  g_assert_cmpstr (merilo_record_get_text (away->pdata[0], MERILO_ORG_SHORT_NAME), ==, "Лицей");
}

/* what was asked for one user is not kept for the next */
static void
test_passed (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  load_orgs (f, 3);
  fake_misbehave (f->fake, "orgs", FAKE_HELD, 0, 1);
  app_api_list_async (f->api, type_of (&merilo_org_entity), NULL, NULL, take_result, &late);
  WAIT (fake_count (f->fake, "GET", "orgs") == 1);
  app_api_set_cache (f->api, NULL);
  fake_release (f->fake);
  WAIT (late != NULL);
  records = app_api_list_finish (f->api, late, NULL, NULL);
  g_assert_cmpuint (records->len, ==, 3);
  fake_sleep (f->fake);
  g_assert_null (list (f, &merilo_org_entity, NULL, NULL, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
}

static void
test_bad_answers (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *name;
    FakeManner manner;
    guint status, times;
    int code; /* -1: good in the end */
  } rows[] = {
    { "half a document", FAKE_BAD_JSON, 0, 1, MERILO_ERROR_BAD_JSON },
    { "too deep", FAKE_DEEP, 0, 1, MERILO_ERROR_BAD_JSON },
    { "cut once", FAKE_DROP, 0, 1, -1 },
    { "503 twice", FAKE_STATUS, 503, 2, -1 },
    { "429 once", FAKE_STATUS, 429, 1, -1 },
    { "503 for good", FAKE_STATUS, 503, 3, MERILO_ERROR_UNAVAILABLE },
    { "slow", FAKE_SLOW, 0, 1, -1 },
    { "forbidden", FAKE_STATUS, 403, 1, MERILO_ERROR_FORBIDDEN },
    { "not there", FAKE_STATUS, 404, 1, MERILO_ERROR_NOT_FOUND },
    { "internal", FAKE_STATUS, 500, 1, MERILO_ERROR_INTERNAL },
  };

  load_orgs (f, 3);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = NULL;
      g_autofree char *year = g_strdup_printf ("%u", 2000 + i); /* never asked before */
      const char *filters[] = { "year", year, NULL };

      g_test_message ("%s", rows[i].name);
      fake_misbehave (f->fake, "orgs", rows[i].manner, rows[i].status, rows[i].times);
      records = list (f, &merilo_org_entity, filters, NULL, &error);
      if (rows[i].code < 0)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (records->len, ==, 3);
        }
      else
        {
          g_assert_error (error, MERILO_ERROR, rows[i].code);
          g_assert_null (strstr (error->message, "<data>")); /* the parser's words are of no help */
        }
    }
}

static void
test_writes (Fixture *f, gconstpointer data)
{
  g_autoptr (MeriloRecord) act = g_object_new (type_of (&merilo_act_entity), NULL);
  g_autoptr (MeriloRecord) made = NULL, mended = NULL;
  g_autoptr (GAsyncResult) result = NULL, second = NULL, third = NULL, fourth = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *current = NULL;

  merilo_record_set_text (act, MERILO_ACT_NUMBER, "15-п");
  fake_misbehave (f->fake, "acts", FAKE_LOSE, 0, 1); /* the answer is lost, the key is known */
  app_api_create_async (f->api, act, NULL, take_result, &result);
  WAIT (result != NULL);
  made = app_api_write_finish (f->api, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (app_record_get_version (made), ==, 1);
  g_assert_cmpuint (fake_count (f->fake, "POST", "acts"), ==, 2);

  merilo_record_set_text (made, MERILO_ACT_TITLE, "Об утверждении");
  app_api_patch_async (f->api, made, NULL, take_result, &second);
  WAIT (second != NULL);
  mended = app_api_write_finish (f->api, second, &error);
  g_assert_no_error (error);
  g_assert_cmpint (app_record_get_version (mended), ==, 2);

  app_api_patch_async (f->api, made, NULL, take_result, &third); /* still version 1 */
  WAIT (third != NULL);
  g_assert_null (app_api_write_finish (f->api, third, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_CONFLICT);
  g_assert_cmpstr (app_problem_of (third)->code, ==, "version-conflict");
  current = app_problem_get_current (app_problem_of (third));
  g_assert_nonnull (strstr (current, "\"version\":2"));

  g_clear_error (&error);
  app_api_delete_async (f->api, mended, NULL, take_result, &fourth);
  WAIT (fourth != NULL);
  g_object_unref (app_api_write_finish (f->api, fourth, &error));
  g_assert_no_error (error);
}

static void
test_actions (Fixture *f, gconstpointer data)
{
  g_autoptr (MeriloRecord) report = g_object_new (type_of (&merilo_quarter_report_entity), NULL);
  g_autoptr (GAsyncResult) result = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) sent = NULL;

  merilo_record_load_whole (report, MERILO_QUARTER_REPORT_ID, 5);
  merilo_record_load_whole (report, MERILO_QUARTER_REPORT_VERSION, 3);
  fake_answer (f->fake, "POST", "/submission", 409,
               "{\"code\":\"unanswered\",\"title\":\"Не на все пункты дан ответ\","
               "\"detail\":\"осталось 2\",\"items\":[\"1.5\",\"2.3\"]}");
  app_api_act_async (f->api, G_OBJECT_TYPE (report), report, "submission", NULL, NULL, take_result,
                     &result);
  WAIT (result != NULL);
  g_assert_null (app_api_act_finish (f->api, result, &error));
  g_assert_cmpstr (error->message, ==, "Не на все пункты дан ответ: осталось 2");
  g_assert_cmpstr (app_problem_of (result)->code, ==, "unanswered");
  g_assert_nonnull (app_problem_of (result)->body);

  fake_answer (
      f->fake, "POST", "/submission", 200,
      "{\"id\":5,\"version\":4,\"state\":\"submitted\",\"newer_server_says\":{\"more\":1}}");
  app_api_act_async (f->api, G_OBJECT_TYPE (report), report, "submission", NULL, NULL, take_result,
                     &second);
  WAIT (second != NULL);
  sent = app_api_act_finish (f->api, second, NULL);
  g_assert_cmpint (merilo_record_get_whole (sent, MERILO_QUARTER_REPORT_STATE), ==,
                   MERILO_QUARTER_REPORT_STATE_SUBMITTED);
}

static char *
step_job (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  guint *steps = data;

  ++*steps;
  return g_strdup_printf ("{\"id\":9,\"state\":\"%s\",\"done\":%u,\"total\":3}",
                          *steps < 3 ? "running" : "done", *steps);
}

static void
note_progress (gint64 done, gint64 total, gpointer data)
{
  *(gint64 *) data = done;
  g_assert_cmpint (total, ==, 3);
}

static void
test_jobs (Fixture *f, gconstpointer data)
{
  g_autoptr (MeriloRecord) job = g_object_new (type_of (&merilo_job_entity), NULL);
  g_autoptr (MeriloRecord) ended = NULL;
  g_autoptr (GAsyncResult) result = NULL, second = NULL, lost = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  guint steps = 0;
  gint64 done = 0;

  merilo_record_set_whole (job, MERILO_JOB_KIND, MERILO_JOB_KIND_READ_ROADMAP);
  fake_answer (f->fake, "POST", "jobs", 202,
               "{\"id\":9,\"state\":\"queued\",\"done\":0,\"total\":3}");
  fake_act (f->fake, "GET", "jobs/9", step_job, &steps);
  fake_answer (f->fake, "GET", "jobs/9/result", 200, "{\"plans\":[]}");
  app_api_run_job_async (f->api, job, note_progress, &done, NULL, take_result, &result);
  WAIT (result != NULL);
  node = app_api_run_job_finish (f->api, result, (gpointer *) &ended, &error);
  g_assert_no_error (error);
  g_assert_cmpint (done, ==, 2);
  g_assert_cmpint (merilo_record_get_whole (ended, MERILO_JOB_ID), ==, 9);
  /* it was large, perhaps, and nobody asks again: it is in no memory and on no disk */
  fake_sleep (f->fake);
  app_api_read_async (f->api, "jobs/9/result", NULL, take_result, &lost);
  WAIT (lost != NULL);
  g_assert_null (app_api_read_finish (f->api, lost, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  fake_wake (f->fake);

  steps = 0;
  app_api_run_job_async (f->api, job, NULL, NULL, cancellable, take_result, &second);
  WAIT (steps > 0);
  g_cancellable_cancel (cancellable);
  WAIT (second != NULL);
  g_assert_null (app_api_run_job_finish (f->api, second, NULL, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_CANCELLED);
  WAIT (fake_count (f->fake, "DELETE", "jobs/9") == 1);
}

/* the server takes no quotes, slashes or line breaks, nor more than 200 characters */
static void
test_names (void)
{
  g_autoptr (GString) deep = g_string_new (NULL), whole = g_string_new (NULL);
  g_autofree char *odd = app_api_fit_name ("МБОУ \"СОШ № 5\"\\4\tА\n/я.xlsx");
  g_autofree char *plain = app_api_fit_name ("Ф1 Ёлка.xlsx");
  g_autofree char *cut = NULL, *kept = NULL;

  g_assert_cmpstr (odd, ==, "МБОУ 'СОШ № 5'-4 А -я.xlsx");
  g_assert_cmpstr (plain, ==, "Ф1 Ёлка.xlsx");
  for (guint i = 0; i < 195; i++)
    g_string_append (whole, "ё");
  g_string_append (whole, ".xlsx");
  g_string_printf (deep, "папка %s", whole->str);
  cut = app_api_fit_name (deep->str);
  g_assert_cmpstr (cut, ==, whole->str);
  kept = app_api_fit_name (whole->str);
  g_assert_cmpstr (kept, ==, whole->str);
}

static void
test_files (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("merilo-net-XXXXXX", NULL);
  g_autofree char *from = g_build_filename (folder, "приказ № 1.txt", NULL);
  g_autofree char *to = g_build_filename (folder, "копия.txt", NULL);
  g_autofree char *empty = g_build_filename (folder, "пустой", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (from), copy = g_file_new_for_path (to);
  g_autoptr (GFile) hollow = g_file_new_for_path (empty);
  g_autoptr (GAsyncResult) result = NULL, second = NULL, third = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL, *heard = NULL, *text = NULL;

  g_assert_true (g_file_set_contents (from, "текст", -1, NULL));
  g_assert_true (g_file_set_contents (empty, "", -1, NULL));
  fake_answer (f->fake, "POST", "files", 201, "{\"id\":\"u-1\",\"name\":\"x\",\"size\":10}");
  app_api_upload_async (f->api, file, NULL, NULL, NULL, take_result, &result);
  WAIT (result != NULL);
  id = app_api_upload_finish (f->api, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "u-1");
  heard = fake_dup_last (f->fake, "POST", "files");
  g_assert_cmpstr (heard, ==, "текст");

  app_api_upload_async (f->api, hollow, NULL, NULL, NULL, take_result, &second);
  WAIT (second != NULL);
  g_assert_null (app_api_upload_finish (f->api, second, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE);

  fake_answer (f->fake, "GET", "files/u-1", 200, "байты");
  app_api_download_async (f->api, "u-1", copy, NULL, take_result, &third);
  WAIT (third != NULL);
  g_assert_true (app_api_download_finish (f->api, third, NULL));
  g_assert_true (g_file_get_contents (to, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "байты");
  g_unlink (from);
  g_unlink (to);
  g_unlink (empty);
  g_rmdir (folder);
}

typedef struct
{
  guint changed, resumed;
  char id[40];
} Told;

static void
changed_cb (AppEvents *events, const char *resource, const char *id, gint64 version, Told *told)
{
  g_assert_cmpstr (resource, ==, "plan_item");
  g_strlcpy (told->id, id, sizeof told->id);
  told->changed++;
}

static void
resumed_cb (AppEvents *events, Told *told)
{
  told->resumed++;
}

static void
test_events (Fixture *f, gconstpointer data)
{
  g_autoptr (AppEvents) events = app_events_new (f->session);
  Told told = { 0 };

  g_signal_connect (events, "changed", G_CALLBACK (changed_cb), &told);
  g_signal_connect (events, "resumed", G_CALLBACK (resumed_cb), &told);
  app_events_start (events);
  WAIT (app_session_get_online (f->session));
  fake_tell (f->fake, "{\"resource\":\"plan_item\",\"id\":7,\"version\":2}");
  WAIT (told.changed == 1);
  g_assert_cmpstr (told.id, ==, "7");
  fake_tell (f->fake, "nonsense");
  fake_tell (f->fake, "{\"resource\":5}");
  fake_tell (f->fake, "{\"resource\":\"plan_item\",\"id\":\"u-u\",\"version\":2}");
  WAIT (told.changed == 2);
  g_assert_cmpstr (told.id, ==, "u-u");
  fake_sleep (f->fake);
  WAIT (!app_session_get_online (f->session));
  fake_wake (f->fake);
  WAIT (told.resumed == 1);
  fake_tell (f->fake, "{\"resource\":\"plan_item\",\"id\":8,\"version\":2}");
  WAIT (told.changed == 3);
  app_events_stop (events);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  fake_misbehave (f->fake, "orgs", FAKE_STATUS, 503, 5);
  app_api_list_async (f->api, type_of (&merilo_org_entity), NULL, cancellable, take_result,
                      &result);
  WAIT (fake_count (f->fake, "GET", "orgs") == 2); /* now it waits a second or so */
  while (g_get_monotonic_time () - start < 50 * G_TIME_SPAN_MILLISECOND)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  WAIT (result != NULL);
  g_assert_null (app_api_list_finish (f->api, result, NULL, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_CANCELLED);
  g_assert_cmpuint (fake_count (f->fake, "GET", "orgs"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  merilo_entities_register ();
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/api/pages", test_pages);
  ADD ("/api/one-page", test_one_page);
  ADD ("/api/unchanged-and-away", test_unchanged_and_away);
  ADD ("/api/overtaken", test_overtaken);
  ADD ("/api/passed", test_passed);
  ADD ("/api/bad-answers", test_bad_answers);
  ADD ("/api/writes", test_writes);
  ADD ("/api/actions", test_actions);
  ADD ("/api/jobs", test_jobs);
  g_test_add_func ("/api/names", test_names);
  ADD ("/api/files", test_files);
  ADD ("/api/events", test_events);
  ADD ("/api/cancel", test_cancel);
  return g_test_run ();
}

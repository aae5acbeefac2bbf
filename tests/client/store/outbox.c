#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/fake/fake.h"
#include "client/home.h"
#include "client/wait.h"
#include "model/entities/all.h"
#include "model/error.h"
#include "store/outbox.h"

typedef struct
{
  Fake *fake;
  AppSession *session;
  AppApi *api;
  AppStore *store;
  AppOutbox *outbox;
  guint settled, stuck;
} Fixture;

static void
settled_cb (AppOutbox *outbox, AppOutboxEntry *entry, MeriloRecord *record, Fixture *f)
{
  f->settled++;
}

static void
stuck_cb (AppOutbox *outbox, AppOutboxEntry *entry, Fixture *f)
{
  f->stuck++;
}

static void
open_client (Fixture *f)
{
  g_autofree char *url = fake_get_url (f->fake);
  g_autoptr (GError) error = NULL;

  f->session = app_session_new ();
  g_assert_true (app_session_set_server (f->session, url, NULL));
  app_session_set_token (f->session, "t-1");
  f->api = app_api_new (f->session);
  f->store = app_store_open ("https://merilo.example.ru", 1, &error);
  g_assert_no_error (error);
  f->outbox = app_outbox_new (f->store, f->api);
  g_signal_connect (f->outbox, "settled", G_CALLBACK (settled_cb), f);
  g_signal_connect (f->outbox, "stuck", G_CALLBACK (stuck_cb), f);
}

static void
close_client (Fixture *f)
{
  g_object_run_dispose (G_OBJECT (f->outbox));
  g_clear_object (&f->outbox);
  g_clear_object (&f->api);
  g_clear_object (&f->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&f->session);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->fake = fake_start ();
  fake_load (
      f->fake, "acts",
      "[{\"id\":1,\"version\":4,\"number\":\"1\"},{\"id\":2,\"version\":1,\"number\":\"2\"}]");
  open_client (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_client (f);
  fake_stop (f->fake);
  wipe_home (FALSE);
}

static MeriloRecord *
make_act (gint64 id, gint64 version)
{
  MeriloRecord *act = g_object_new (merilo_entity_register (&merilo_act_entity), NULL);

  merilo_record_load_whole (act, MERILO_ACT_ID, id);
  merilo_record_load_whole (act, MERILO_ACT_VERSION, version);
  return act;
}

static void
push (Fixture *f, MeriloRecord *act, guint field, const char *text)
{
  merilo_record_set_text (act, field, text);
  app_outbox_push (f->outbox, act, "Акт");
}

static void
assert_field (Fixture *f, const char *id, const char *field, const char *value)
{
  g_autofree char *text = fake_dup_field (f->fake, "acts", id, field);

  g_assert_cmpstr (text, ==, value);
}

static void
test_in_order (Fixture *f, gconstpointer data)
{
  g_autoptr (MeriloRecord) act = make_act (1, 4);

  app_store_set_draft (f->store, "act", "1", "number", "1-п");
  app_store_set_draft (f->store, "act", "1", "issuer", "ГОРОО");
  push (f, act, MERILO_ACT_NUMBER, "1-п"); /* on its way at once */
  g_assert_cmpuint (merilo_record_get_dirty (act), ==, 0);
  push (f, act, MERILO_ACT_TITLE, "Первое");
  push (f, act, MERILO_ACT_TITLE, "Второе"); /* merged into the one that waits */
  g_assert_cmpuint (app_outbox_get_waiting (f->outbox), ==, 2);
  WAIT (app_outbox_get_waiting (f->outbox) == 0);
  g_assert_cmpuint (f->settled, ==, 2);
  g_assert_cmpuint (f->stuck, ==, 0); /* no conflict with himself */
  assert_field (f, "1", "number", "1-п");
  assert_field (f, "1", "title", "Второе");
  assert_field (f, "1", "version", "6");
  g_assert_cmpuint (app_store_count_drafts (f->store, "act", "1"), ==, 1);
  g_assert_cmpint (app_outbox_get_saved_at (f->outbox), >, 0);
}

/* the page still holds the record of before its own last write; over a restart too */
static void
test_stale_page (Fixture *f, gconstpointer data)
{
  g_autoptr (MeriloRecord) act = make_act (1, 4);

  push (f, act, MERILO_ACT_NUMBER, "1-п");
  WAIT (app_outbox_get_waiting (f->outbox) == 0);
  push (f, act, MERILO_ACT_TITLE, "Позже");
  WAIT (app_outbox_get_waiting (f->outbox) == 0);
  close_client (f);
  open_client (f);
  push (f, act, MERILO_ACT_ISSUER, "ГОРОО");
  WAIT (f->stuck > 0 || app_outbox_get_waiting (f->outbox) == 0);
  g_assert_cmpuint (f->stuck, ==, 0);
  assert_field (f, "1", "version", "7");
}

static void
test_conflict (Fixture *f, gconstpointer data)
{
  g_autoptr (MeriloRecord) act = make_act (1, 4), other = make_act (2, 1), fresh = make_act (1, 5);
  AppOutboxEntry *entry;

  fake_change (f->fake, "acts", "1", "number", "чужое");
  push (f, act, MERILO_ACT_NUMBER, "моё");
  push (f, other, MERILO_ACT_NUMBER, "2-п"); /* another record goes on */
  WAIT (f->stuck == 1 && f->settled == 1);
  assert_field (f, "1", "number", "чужое");
  assert_field (f, "2", "number", "2-п");
  entry = app_outbox_find (f->outbox, "act", "1");
  g_assert_cmpint (entry->state, ==, APP_WRITE_CONFLICT);
  g_assert_nonnull (strstr (entry->current, "чужое"));
  app_outbox_overlay (f->outbox, fresh);
  g_assert_cmpstr (merilo_record_get_text (fresh, MERILO_ACT_NUMBER), ==, "моё");

  close_client (f); /* it waits for the user's word over a restart */
  open_client (f);
  g_assert_cmpuint (app_outbox_get_stuck (f->outbox), ==, 1);
  app_outbox_retry (f->outbox, app_outbox_find (f->outbox, "act", "1"));
  WAIT (app_outbox_get_waiting (f->outbox) == 0);
  assert_field (f, "1", "number", "моё");
}

static void
test_conflict_dropped (Fixture *f, gconstpointer data)
{
  g_autoptr (MeriloRecord) act = make_act (1, 4);

  fake_change (f->fake, "acts", "1", "number", "чужое");
  push (f, act, MERILO_ACT_NUMBER, "моё");
  WAIT (f->stuck == 1);
  app_outbox_drop (f->outbox, app_outbox_find (f->outbox, "act", "1"));
  g_assert_cmpuint (app_outbox_get_waiting (f->outbox), ==, 0);
  assert_field (f, "1", "number", "чужое");
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (MeriloRecord) act = make_act (1, 4);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AppOutboxEntry *entry;
  g_autofree char *words = NULL;

  fake_misbehave (f->fake, "acts/1", FAKE_STATUS, 422, 1);
  push (f, act, MERILO_ACT_NUMBER, "x");
  app_outbox_flush_async (f->outbox, NULL, take_result, &result);
  WAIT (result != NULL);
  g_assert_false (app_outbox_flush_finish (f->outbox, result, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_INVALID);
  entry = app_outbox_find (f->outbox, "act", "1");
  words = app_outbox_entry_describe (entry);
  g_assert_nonnull (strstr (words, "told-so"));
  push (f, act, MERILO_ACT_NUMBER, "1-п"); /* mended: goes by itself */
  WAIT (app_outbox_get_waiting (f->outbox) == 0);
  assert_field (f, "1", "number", "1-п");
}

static void
test_away (Fixture *f, gconstpointer data)
{
  g_autoptr (MeriloRecord) act = make_act (1, 4);
  g_autoptr (GAsyncResult) result = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  fake_sleep (f->fake);
  push (f, act, MERILO_ACT_NUMBER, "1-п");
  app_outbox_flush_async (f->outbox, NULL, take_result, &result);
  WAIT (result != NULL);
  g_assert_false (app_outbox_flush_finish (f->outbox, result, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
  push (f, act, MERILO_ACT_TITLE, "Позже"); /* the first may have arrived: a write of its own */
  g_assert_cmpuint (app_outbox_get_waiting (f->outbox), ==, 2);
  close_client (f);
  fake_wake (f->fake);
  open_client (f);
  app_outbox_flush_async (f->outbox, NULL, take_result, &second);
  WAIT (second != NULL);
  g_assert_true (app_outbox_flush_finish (f->outbox, second, NULL));
  assert_field (f, "1", "number", "1-п");
  assert_field (f, "1", "title", "Позже");
  assert_field (f, "1", "version", "6");
}

/* done by the server, the answer lost: asked again, done once, and no conflict */
static void
test_lost_answer (Fixture *f, gconstpointer data)
{
  g_autoptr (MeriloRecord) act = make_act (1, 4);

  fake_misbehave (f->fake, "acts/1", FAKE_LOSE, 0, 1);
  push (f, act, MERILO_ACT_NUMBER, "1-п");
  push (f, act, MERILO_ACT_TITLE, "Позже");
  WAIT (app_outbox_get_waiting (f->outbox) == 0);
  g_assert_cmpuint (f->stuck, ==, 0);
  g_assert_cmpuint (fake_count (f->fake, "PATCH", "acts/1"), ==, 3);
  assert_field (f, "1", "version", "6");
}

static void
test_503 (Fixture *f, gconstpointer data)
{
  g_autoptr (MeriloRecord) act = make_act (1, 4);

  fake_misbehave (f->fake, "acts/1", FAKE_STATUS, 503, 1);
  push (f, act, MERILO_ACT_NUMBER, "1-п");
  WAIT (app_outbox_get_waiting (f->outbox) == 0);
  g_assert_cmpuint (f->stuck, ==, 0);
  assert_field (f, "1", "number", "1-п");
}

/* a child queues without a server and is killed; all it told of is sent by the next start */
static void
test_killed (Fixture *f, gconstpointer data)
{
  int ends[2];
  pid_t child;
  guint last = 0, n;
  g_autoptr (GString) acts = g_string_new ("[");

  for (guint i = 1; i <= 2000; i++)
    g_string_append_printf (acts, "%s{\"id\":%u}", i > 1 ? "," : "", i);
  g_string_append_c (acts, ']');
  fake_load (f->fake, "acts", acts->str);
  close_client (f);
  fake_sleep (f->fake);
  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      AppStore *store = app_store_open ("https://merilo.example.ru", 1, NULL);
      AppOutbox *outbox = app_outbox_new (store, app_api_new (app_session_new ()));

      for (guint i = 1;; i++)
        {
          MeriloRecord *act = make_act (i, 1);
          g_autofree char *text = g_strdup_printf ("%u-п", i);

          merilo_record_set_text (act, MERILO_ACT_NUMBER, text);
          app_outbox_push (outbox, act, "Акт");
          if (write (ends[1], &i, sizeof i) != sizeof i)
            _exit (1);
        }
    }
  close (ends[1]);
  for (guint i = 0; i < 60; i++)
    g_assert_cmpint (read (ends[0], &last, sizeof last), ==, sizeof last);
  kill (child, SIGKILL);
  while (read (ends[0], &n, sizeof n) == sizeof n)
    last = n;
  waitpid (child, NULL, 0);
  close (ends[0]);
  fake_wake (f->fake);
  open_client (f);
  g_assert_cmpuint (app_outbox_get_waiting (f->outbox), >=, last);
  WAIT (app_outbox_get_waiting (f->outbox) == 0);
  for (guint i = 1; i <= last; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i), *text = g_strdup_printf ("%u-п", i);

      assert_field (f, id, "number", text);
      assert_field (f, id, "version", "2");
    }
}

/* Batches */

static AppOutboxEntry *
nth_entry (Fixture *f, guint i)
{
  g_autoptr (AppOutboxEntry) entry = g_list_model_get_item (G_LIST_MODEL (f->outbox), i);

  return entry; /* the queue holds it */
}

static void
push_batch (Fixture *f, const char *body)
{
  app_outbox_push_batch (f->outbox, "plans/7/edits", "plan_edits", "7", body, "План");
}

static void
load_plan (Fixture *f)
{
  fake_load (f->fake, "plan-sections", "[{\"id\":1,\"title\":\"S\",\"position\":1}]");
  fake_load (f->fake, "plan-items",
             "[{\"id\":11,\"section_id\":1,\"version\":1,\"title\":\"a\",\"position\":1}]");
  fake_serve_edits (f->fake);
}

/* a batch behind another is given the ids and versions that the first has made */
static void
test_batches (Fixture *f, gconstpointer data)
{
  load_plan (f);
  fake_misbehave (f->fake, "edits", FAKE_SLOW, 0, 1);
  push_batch (
      f, "{\"ops\":[{\"op\":\"insert-section\",\"temp\":\"s1\",\"position\":2,\"title\":\"N\"},"
         "{\"op\":\"insert-item\",\"temp\":\"i2\",\"section_temp\":\"s1\",\"position\":1,"
         "\"title\":\"n\"},{\"op\":\"update-item\",\"id\":11,\"version\":1,\"title\":\"a1\"}]}");
  push_batch (f, "{\"ops\":[{\"op\":\"update-item\",\"id\":11,\"version\":1,\"title\":\"нет\"}]}");
  /* that one was not sent: the next takes its place */
  push_batch (f, "{\"ops\":[{\"op\":\"update-item\",\"temp\":\"i2\",\"title\":\"n2\"},{\"op\":"
                 "\"update-item\",\"id\":11,\"version\":1,\"title\":\"a2\",\"section_temp\":\"s1\","
                 "\"position\":2}]}");
  g_assert_cmpuint (app_outbox_get_waiting (f->outbox), ==, 2);
  WAIT (app_outbox_get_waiting (f->outbox) == 0);
  g_assert_cmpuint (f->stuck, ==, 0);
  g_assert_cmpuint (fake_count (f->fake, "POST", "edits"), ==, 2);
  {
    g_autofree char *a = fake_dup_field (f->fake, "plan-items", "11", "title");
    g_autofree char *in = fake_dup_field (f->fake, "plan-items", "11", "section_id");
    g_autofree char *n = fake_dup_field (f->fake, "plan-items", "1001", "title");

    g_assert_cmpstr (a, ==, "a2");
    g_assert_cmpstr (in, ==, "1000");
    g_assert_cmpstr (n, ==, "n2");
  }
}

/* nothing differs any more: what was not sent is not sent at all */
static void
test_batch_undone (Fixture *f, gconstpointer data)
{
  load_plan (f);
  app_session_set_token (f->session, NULL);
  push_batch (f, "{\"ops\":[{\"op\":\"update-item\",\"id\":11,\"version\":1,\"title\":\"b\"}]}");
  g_assert_cmpuint (app_outbox_get_waiting (f->outbox), ==, 1);
  push_batch (f, NULL);
  g_assert_cmpuint (app_outbox_get_waiting (f->outbox), ==, 0);
}

/* an answer that was lost is asked for again under the same key: nothing is made twice */
static void
test_batch_lost (Fixture *f, gconstpointer data)
{
  load_plan (f);
  fake_misbehave (f->fake, "edits", FAKE_LOSE, 0, 1);
  push_batch (f,
              "{\"ops\":[{\"op\":\"insert-item\",\"temp\":\"i1\",\"section_id\":1,\"position\":2,"
              "\"title\":\"n\"}]}");
  WAIT (app_outbox_get_waiting (f->outbox) == 0);
  g_assert_cmpuint (fake_count (f->fake, "POST", "edits"), ==, 2);
  g_assert_null (fake_dup_field (f->fake, "plan-items", "1001", "title"));
}

/* a conflict waits for the user whatever is typed; a refusal goes again when it was mended */
static void
test_batch_stuck (Fixture *f, gconstpointer data)
{
  load_plan (f);
  push_batch (f, "{\"ops\":[{\"op\":\"update-item\",\"id\":11,\"version\":5,\"title\":\"b\"}]}");
  WAIT (f->stuck == 1);
  g_assert_cmpint (nth_entry (f, 0)->state, ==, APP_WRITE_CONFLICT);
  g_assert_nonnull (strstr (nth_entry (f, 0)->current, "\"title\":\"a\""));
  push_batch (f, "{\"ops\":[{\"op\":\"update-item\",\"id\":11,\"version\":1,\"title\":\"c\"}]}");
  g_assert_cmpuint (app_outbox_get_waiting (f->outbox), ==, 1);
  g_assert_cmpint (nth_entry (f, 0)->state, ==, APP_WRITE_CONFLICT);
  app_outbox_retry (f->outbox, nth_entry (f, 0));
  WAIT (app_outbox_get_waiting (f->outbox) == 0);
  push_batch (f, "{\"ops\":[{\"op\":\"update-item\",\"id\":11,\"version\":2,\"title\":\"\"}]}");
  WAIT (f->stuck == 2);
  push_batch (f, "{\"ops\":[{\"op\":\"update-item\",\"id\":11,\"version\":2,\"title\":\"d\"}]}");
  WAIT (app_outbox_get_waiting (f->outbox) == 0);
  {
    g_autofree char *title = fake_dup_field (f->fake, "plan-items", "11", "title");

    g_assert_cmpstr (title, ==, "d");
  }
}

int
main (int argc, char **argv)
{
  int rc;

  set_home ("merilo-test-outbox");
  g_test_init (&argc, &argv, NULL);
  merilo_entities_register ();
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/outbox/in-order", test_in_order);
  ADD ("/outbox/stale-page", test_stale_page);
  ADD ("/outbox/conflict", test_conflict);
  ADD ("/outbox/conflict-dropped", test_conflict_dropped);
  ADD ("/outbox/refused", test_refused);
  ADD ("/outbox/away", test_away);
  ADD ("/outbox/lost-answer", test_lost_answer);
  ADD ("/outbox/503", test_503);
  ADD ("/outbox/killed", test_killed);
  ADD ("/outbox/batches", test_batches);
  ADD ("/outbox/batch-undone", test_batch_undone);
  ADD ("/outbox/batch-lost", test_batch_lost);
  ADD ("/outbox/batch-stuck", test_batch_stuck);
  rc = g_test_run ();
  wipe_home (TRUE);
  return rc;
}

/* New passwords on their way: asked once, what came of it told apart, nothing left behind. */
#include <stdio.h>
#include <string.h>

#include "client/net/fixture.h"
#include "client/wait.h"
#include "model/error.h"
#include "net/passwords.h"
#include "net/secret.h"

#define OLD "прежний-пароль"
#define NEW "новый \"пароль\" \\ 🗝"

static void
count_cb (AppSession *session, guint *n)
{
  ++*n;
}

/* @user: NULL: one's own */
static gboolean
set (Fixture *f, const char *user, char **ret_field, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (user != NULL)
    app_api_give_password_async (f->api, user, NEW, NULL, take_result, &result);
  else
    app_api_change_password_async (f->api, OLD, NEW, NULL, take_result, &result);
  WAIT (result != NULL);
  if (ret_field != NULL && app_problem_of (result) != NULL)
    *ret_field = g_strdup (app_problem_of (result)->field);
  return app_api_password_finish (f->api, result, error);
}

static void
assert_body (Fixture *f, const char *path, const char *const *members)
{
  g_autofree char *body = fake_dup_last (f->fake, "POST", path);
  g_autoptr (JsonNode) node = json_from_string (body, NULL);
  JsonObject *object = json_node_get_object (node);
  guint n = 0;

  for (; members[2 * n] != NULL; n++)
    g_assert_cmpstr (json_object_get_string_member (object, members[2 * n]), ==,
                     members[2 * n + 1]);
  g_assert_cmpuint (json_object_get_size (object), ==, n);
}

static void
test_sent (Fixture *f, gconstpointer data)
{
  fake_answer (f->fake, "POST", "password", 204, NULL);
  g_assert_true (set (f, NULL, NULL, NULL));
  assert_body (f, "password", (const char *[]){ "old", OLD, "new", NEW, NULL });
  g_assert_cmpstr (app_session_get_token (f->session), ==, "t-1"); /* this session goes on */
  g_assert_true (set (f, "7", NULL, NULL));
  g_assert_cmpuint (fake_count (f->fake, "POST", "users/7/password"), ==, 1);
  assert_body (f, "users/7/password", (const char *[]){ "new", NEW, NULL });
}

/* a wrong old one ends no session, an unknown session does */
static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) wrong = NULL, unknown = NULL;
  g_autofree char *field = NULL;
  guint ended = 0;

  g_signal_connect (f->session, "ended", G_CALLBACK (count_cb), &ended);
  fake_answer (f->fake, "POST", "password", 403,
               "{\"code\":\"bad-credentials\",\"title\":\"Прежний пароль неверен\","
               "\"field\":\"old\"}");
  g_assert_false (set (f, NULL, &field, &wrong));
  g_assert_error (wrong, MERILO_ERROR, MERILO_ERROR_FORBIDDEN);
  g_assert_cmpstr (field, ==, "old");
  g_assert_cmpuint (ended, ==, 0);
  fake_misbehave (f->fake, "password", FAKE_STATUS, 401, 1);
  g_assert_false (set (f, NULL, NULL, &unknown));
  g_assert_error (unknown, MERILO_ERROR, MERILO_ERROR_UNAUTHENTICATED);
  g_assert_cmpuint (ended, ==, 1);
}

/* the server was not reached: surely not set; its answer was not: who knows */
static void
test_lost (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *name;
    FakeManner manner;
    guint status;
    MeriloErrorCode code;
  } rows[] = {
    { "cut", FAKE_DROP, 0, MERILO_ERROR_TIMEOUT },
    { "done, the answer lost", FAKE_LOSE, 0, MERILO_ERROR_TIMEOUT },
    { "a proxy that waits no longer", FAKE_STATUS, 504, MERILO_ERROR_TIMEOUT },
    { "a server that fails", FAKE_STATUS, 500, MERILO_ERROR_TIMEOUT },
    { "too many tries", FAKE_STATUS, 429, MERILO_ERROR_TOO_MANY },
  };
  g_autoptr (GError) asleep = NULL;

  fake_answer (f->fake, "POST", "password", 204, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i].name);
      fake_misbehave (f->fake, "password", rows[i].manner, rows[i].status, 1);
      g_assert_false (set (f, NULL, NULL, &error));
      g_assert_error (error, MERILO_ERROR, (int) rows[i].code);
      g_assert_cmpuint (fake_count (f->fake, "POST", "password"), ==, i + 1); /* not again */
    }
  fake_sleep (f->fake);
  g_assert_false (set (f, NULL, NULL, &asleep));
  g_assert_error (asleep, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
  fake_wake (f->fake);
}

/* set twice it is the same: another's may be asked again */
static void
test_given_again (Fixture *f, gconstpointer data)
{
  fake_answer (f->fake, "POST", "password", 204, NULL);
  fake_misbehave (f->fake, "password", FAKE_LOSE, 0, 1);
  g_assert_true (set (f, "7", NULL, NULL));
  g_assert_cmpuint (fake_count (f->fake, "POST", "users/7/password"), ==, 2);
}

#ifdef __linux__
/* memory that was given back: the kernel reads it all the same */
static gboolean
is_left (const char *place, gsize n, const char *part)
{
  g_autofree char *bytes = g_malloc0 (n);
  FILE *memory = fopen ("/proc/self/mem", "rb");

  g_assert_nonnull (memory);
  setvbuf (memory, NULL, _IONBF, 0);
  g_assert_cmpint (fseeko (memory, (off_t) (gsize) place, SEEK_SET), ==, 0);
  g_assert_cmpuint (fread (bytes, 1, n, memory), ==, n);
  fclose (memory);
  return memmem (bytes, n, part, strlen (part)) != NULL;
}
#endif

/* all that escapes: the text stays where it is, so that there is one place to wipe */
static void
test_secret (void)
{
  g_autofree char *worst = g_strnfill (200, '\x1f');
  GString *text = app_secret_text_new (worst, worst);
  const char *place = text->str;
  char plain[] = "пароль";
  g_autoptr (GBytes) bytes = NULL;
  gsize n;

  g_string_append (text, "{\"login\":\"");
  for (guint i = 0; i < 400; i++)
    g_string_append (text, "\\u001f");
  g_string_append (text, "\",\"password\":\"\"}");
  g_assert_true (text->str == place);
  bytes = app_secret_take (text);
  g_assert_true (g_bytes_get_data (bytes, &n) == place);
  g_assert_cmpuint (n, ==, strlen (place));
#ifdef __linux__
  g_assert_true (is_left (place, n, "\\u001f\\u001f"));
  g_clear_pointer (&bytes, g_bytes_unref);
  g_assert_false (is_left (place, n, "\\u001f\\u001f"));
#endif
  app_secret_wipe (plain, sizeof plain);
  for (guint i = 0; i < sizeof plain; i++)
    g_assert_cmpint (plain[i], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/passwords/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("sent", test_sent);
  ADD ("refused", test_refused);
  ADD ("lost", test_lost);
  ADD ("given-again", test_given_again);
  g_test_add_func ("/passwords/secret", test_secret);
  return g_test_run ();
}

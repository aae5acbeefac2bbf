#include <gio/gio.h>

#include "client/fake/fake.h"
#include "client/wait.h"
#include "model/error.h"
#include "net/session.h"
#include "net/problem.h"

static const struct
{
  const char *name, *url;
  gboolean good;
} addresses[] = {
  { "https", "https://merilo.example.ru", TRUE },
  { "https with port and slash", "https://merilo.example.ru:8443/", TRUE },
  { "loopback", "http://127.0.0.1:8080", TRUE },
  { "localhost", "http://localhost:8080", TRUE },
  { "loopback v6", "http://[::1]:8080", TRUE },
  { "plain to the world", "http://merilo.example.ru", FALSE },
  { "plain that looks like loopback", "http://127.0.0.1.example.ru", FALSE },
  { "no scheme", "merilo.example.ru", FALSE },
  { "another scheme", "ftp://merilo.example.ru", FALSE },
  { "a file", "file:///etc/passwd", FALSE },
  { "empty", "", FALSE },
  { "no host", "https://", FALSE },
};

static void
test_addresses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (AppSession) session = app_session_new ();
      g_autoptr (GError) error = NULL;
      gboolean good = app_session_set_server (session, addresses[i].url, &error);

      g_test_message ("%s", addresses[i].name);
      g_assert_cmpint (good, ==, addresses[i].good);
      if (!good)
        g_assert_error (error, MERILO_ERROR, MERILO_ERROR_INVALID);
    }
}

static gboolean
sign_in (AppSession *session, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  app_session_sign_in_async (session, "metodist", password, NULL, take_result, &result);
  WAIT (result != NULL);
  return app_session_sign_in_finish (session, result, error);
}

static void
count_cb (AppSession *session, guint *n)
{
  ++*n;
}

static void
test_sign_in (void)
{
  Fake *fake = fake_start ();
  g_autofree char *url = fake_get_url (fake);
  g_autoptr (AppSession) session = app_session_new ();
  g_autoptr (AppSession) other = app_session_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *description = NULL;
  guint ended = 0;

  g_signal_connect (session, "ended", G_CALLBACK (count_cb), &ended);
  g_assert_true (app_session_set_server (session, url, NULL));
  g_assert_false (sign_in (session, "не тот", &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNAUTHENTICATED);
  g_assert_null (app_session_get_user (session));
  g_assert_cmpuint (ended, ==, 0); /* a wrong password ends no session */
  g_assert_true (sign_in (session, "верный-пароль", NULL));
  g_assert_cmpstr (app_session_get_token (session), ==, "t-1");
  g_assert_cmpstr (app_session_get_user (session)->name, ==, "Анна Орлова");
  g_assert_cmpint (app_session_get_user (session)->role, ==, MERILO_ROLE_METHODOLOGIST);
  g_assert_true (app_session_has_role (session, MERILO_BY_METHODOLOGIST));
  g_assert_false (app_session_has_role (session, MERILO_BY_SCHOOL));
  g_assert_true (app_session_get_online (session));

  description = app_session_describe_user (session);
  g_assert_true (app_session_assume_user (other, description));
  g_assert_cmpstr (app_session_get_user (other)->org_name, ==, "Управление");
  g_assert_false (app_session_assume_user (other, "{\"login\":\"x\",\"role\":\"king\"}"));

  fake_misbehave (fake, "sessions/current", FAKE_STATUS, 401, 1);
  app_session_restore_async (session, NULL, take_result, &result);
  WAIT (result != NULL);
  g_assert_false (app_session_restore_finish (session, result, NULL));
  g_assert_cmpuint (ended, ==, 1);
  g_assert_null (app_session_get_token (session));

  g_assert_true (sign_in (session, "верный-пароль", NULL));
  app_session_sign_out (session, TRUE);
  g_assert_null (app_session_get_user (session));
  WAIT (fake_count (fake, "DELETE", "sessions") == 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fake_stop (fake);
}

/* a server that is none of ours, or speaks nonsense */
static void
test_bad_answers (void)
{
  static const struct
  {
    const char *name;
    FakeManner manner;
    guint status;
    MeriloErrorCode code;
  } rows[] = {
    { "half a document", FAKE_BAD_JSON, 0, MERILO_ERROR_BAD_JSON },
    { "too deep", FAKE_DEEP, 0, MERILO_ERROR_BAD_JSON },
    { "cut", FAKE_DROP, 0, MERILO_ERROR_UNAVAILABLE },
    { "too many tries", FAKE_STATUS, 429, MERILO_ERROR_TOO_MANY },
    { "redirect", FAKE_STATUS, 302, MERILO_ERROR_INTERNAL },
    { "database away", FAKE_STATUS, 503, MERILO_ERROR_UNAVAILABLE },
  };
  Fake *fake = fake_start ();
  g_autofree char *url = fake_get_url (fake);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AppSession) session = app_session_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i].name);
      g_assert_true (app_session_set_server (session, url, NULL));
      fake_misbehave (fake, "sessions", rows[i].manner, rows[i].status, 2);
      g_assert_false (sign_in (session, "верный-пароль", &error));
      g_assert_error (error, MERILO_ERROR, (int) rows[i].code);
      g_assert_null (app_session_get_user (session));
      fake_stop (fake);
      fake = fake_start ();
      g_free (url);
      url = fake_get_url (fake);
    }
  fake_stop (fake);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/addresses", test_addresses);
  g_test_add_func ("/session/sign-in", test_sign_in);
  g_test_add_func ("/session/bad-answers", test_bad_answers);
  return g_test_run ();
}

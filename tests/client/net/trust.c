/* Certificates of real TLS servers: what is trusted, and what is said of the others. */
#include <glib/gstdio.h>

#include "client/fake/fake.h"
#include "client/home.h"
#include "client/wait.h"
#include "lib/certificates.h"
#include "model/error.h"
#include "net/probe.h"

#define HERE "127.0.0.1"
#define DAY  86400

static TestCertificate *authority, *stranger;

static char *
make_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), name, NULL);
}

static Fake *
start (const TestCertificate *certificate)
{
  g_autofree char *path = make_path ("server.pem"), *key = make_path ("server.key");

  test_certificate_save (certificate, path);
  test_certificate_save_key (certificate, key);
  return fake_start_tls (path, key);
}

static gboolean
probe (AppSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  app_probe_async (session, NULL, take_result, &result);
  WAIT (result != NULL);
  return app_probe_finish (result, error);
}

static AppSession *
make_session (Fake *fake, const char *ca_file)
{
  AppSession *session = app_session_new ();
  g_autofree char *url = fake_get_url (fake);
  g_autoptr (GError) error = NULL;

  g_assert_true (app_session_set_server (session, url, NULL));
  g_assert_true (app_session_set_ca_file (session, ca_file, &error));
  g_assert_no_error (error);
  return session;
}

typedef enum
{
  BY_ITSELF,
  BY_AUTHORITY,
  BY_STRANGER,
} Signer;

static const struct
{
  const char *name, *host;
  Signer signer;
  gint from, until;
  guint without; /* problems while there is no file */
  guint with;    /* problems when the file of the authority is taken */
} rows[] = {
  { "good", HERE, BY_AUTHORITY, -60, DAY, APP_TRUST_UNKNOWN_CA, 0 },
  { "self-signed", HERE, BY_ITSELF, -60, DAY, APP_TRUST_SELF_SIGNED, APP_TRUST_SELF_SIGNED },
  { "unknown", HERE, BY_STRANGER, -60, DAY, APP_TRUST_UNKNOWN_CA, APP_TRUST_UNKNOWN_CA },
  { "wrong-host", "merilo.example.ru", BY_AUTHORITY, -60, DAY,
    APP_TRUST_UNKNOWN_CA | APP_TRUST_WRONG_HOST, APP_TRUST_WRONG_HOST },
  { "expired", HERE, BY_AUTHORITY, -2 * DAY, -DAY, APP_TRUST_UNKNOWN_CA, APP_TRUST_EXPIRED },
  { "not-yet", HERE, BY_AUTHORITY, DAY, 2 * DAY, APP_TRUST_UNKNOWN_CA, APP_TRUST_NOT_YET },
};

static void
check_problems (AppSession *session, guint problems)
{
  g_autoptr (GError) error = NULL;
  gboolean trusted = probe (session, &error);
  const AppTrust *trust = app_session_get_refusal (session);

  g_assert_cmpint (trusted, ==, problems == 0);
  if (trusted)
    {
      g_assert_null (trust);
      return;
    }
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
  g_assert_nonnull (trust);
  g_assert_cmphex (trust->problems & problems, ==, problems);
  g_assert_cmpstr (trust->host, ==, HERE);
  g_assert_cmpuint (strlen (trust->fingerprint), ==, 32 * 3 - 1);
  g_assert_nonnull (trust->from);
  g_assert_nonnull (trust->until);
}

static void
test_rows (void)
{
  g_autofree char *ca = make_path ("ca.pem");

  test_certificate_save (authority, ca);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TestCertificate) certificate
          = test_certificate_new ("Сервер", rows[i].host,
                                  rows[i].signer == BY_AUTHORITY  ? authority
                                  : rows[i].signer == BY_STRANGER ? stranger
                                                                  : NULL,
                                  rows[i].from, rows[i].until);
      Fake *fake = start (certificate);
      g_autoptr (AppSession) alone = make_session (fake, NULL);
      g_autoptr (AppSession) with = make_session (fake, ca);

      g_test_message ("%s", rows[i].name);
      check_problems (alone, rows[i].without);
      g_assert_cmpstr (app_session_get_refusal (alone)->names, ==, rows[i].host);
      g_assert_cmpuint (fake_count (fake, "GET", ""), ==, 0); /* nothing was sent */
      check_problems (with, rows[i].with);
      if (rows[i].with != 0)
        g_assert_cmphex (app_session_get_refusal (with)->problems, ==, rows[i].with);
      g_assert_cmpuint (fake_count (fake, "GET", ""), ==, rows[i].with == 0);
      g_clear_object (&alone);
      g_clear_object (&with);
      fake_stop (fake);
    }
}

/* the server's own certificate taken as the file: trusted for its name alone */
static void
test_own_certificate (void)
{
  g_autoptr (TestCertificate) certificate = test_certificate_new ("Сервер", HERE, NULL, -60, DAY);
  g_autoptr (TestCertificate) other
      = test_certificate_new ("Сервер", "merilo.example.ru", NULL, -60, DAY);
  Fake *fake = start (certificate);
  g_autofree char *path = make_path ("own.pem");
  g_autoptr (AppSession) session = NULL;

  test_certificate_save (certificate, path);
  session = make_session (fake, path);
  check_problems (session, 0);
  g_clear_object (&session);
  fake_stop (fake);
  fake = start (other);
  test_certificate_save (other, path);
  session = make_session (fake, path);
  check_problems (session, APP_TRUST_WRONG_HOST);
  g_clear_object (&session);
  fake_stop (fake);
}

/* trust is taken back: what was connected by the file is asked anew */
static void
test_file_dropped (void)
{
  g_autoptr (TestCertificate) certificate
      = test_certificate_new ("Сервер", HERE, authority, -60, DAY);
  Fake *fake = start (certificate);
  g_autofree char *path = make_path ("ca.pem");
  g_autoptr (AppSession) session = NULL;

  test_certificate_save (authority, path);
  session = make_session (fake, path);
  check_problems (session, 0);
  g_assert_true (app_session_set_ca_file (session, NULL, NULL));
  check_problems (session, APP_TRUST_UNKNOWN_CA);
  g_clear_object (&session);
  fake_stop (fake);
}

/* laid for all users by the machine's administrator */
static void
test_machine_file (void)
{
  g_autoptr (TestCertificate) certificate
      = test_certificate_new ("Сервер", HERE, authority, -60, DAY);
  Fake *fake = start (certificate);
  g_autofree char *folder = g_build_filename (g_get_system_config_dirs ()[0], "merilo", NULL);
  g_autofree char *path = g_build_filename (folder, "ca.pem", NULL);
  g_autoptr (AppSession) session = make_session (fake, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  test_certificate_save (stranger, path);
  check_problems (session, APP_TRUST_UNKNOWN_CA);
  test_certificate_save (authority, path);
  check_problems (session, 0);
  g_unlink (path);
  g_clear_object (&session);
  fake_stop (fake);
}

static void
write_file (const char *path, const char *text, gssize length)
{
  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

static void
test_files (void)
{
  g_autofree char *pem = make_path ("a.pem"), *der = make_path ("a.cer"),
                  *bad = make_path ("b.pem");
  g_autofree char *key = make_path ("k.pem"), *both = make_path ("both.pem");
  g_autofree char *of_pem = NULL, *of_der = NULL, *of_both = NULL, *text = NULL, *secret = NULL;
  g_autofree char *joined = NULL, *huge = g_strnfill (3 * 1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;
  static const char torn[] = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

  test_certificate_save (authority, pem);
  test_certificate_save_der (authority, der);
  test_certificate_save_key (authority, key);
  of_pem = app_trust_read_file (pem, &error);
  g_assert_no_error (error);
  of_der = app_trust_read_file (der, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (of_pem, ==, of_der);
  g_assert_true (g_file_get_contents (pem, &text, NULL, NULL));
  g_assert_true (g_file_get_contents (key, &secret, NULL, NULL));
  joined = g_strconcat (secret, text, text, NULL);
  write_file (both, joined, -1);
  of_both = app_trust_read_file (both, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (of_both, "PRIVATE KEY")); /* a key that lay beside stays where it was */
  g_assert_cmpuint (strlen (of_both), ==, 2 * strlen (of_pem));
  for (guint i = 0; i < 6; i++)
    {
      const struct
      {
        const char *bytes;
        gssize length;
      } files[] = { { "", 0 },      { "это не сертификат", -1 }, { torn, -1 },
                    { secret, -1 }, { "\0\1\2\3", 4 },           { huge, -1 } };

      write_file (bad, files[i].bytes, files[i].length);
      g_assert_null (app_trust_read_file (bad, &error));
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
      g_clear_error (&error);
    }
  g_assert_null (app_trust_read_file ("/nowhere/ca.pem", &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
}

/* somebody else at the address: no server of ours */
static void
test_strangers (void)
{
  static const struct
  {
    const char *name;
    FakeManner manner;
    guint status;
    MeriloErrorCode code;
  } strangers[] = {
    { "another site", FAKE_BAD_JSON, 0, MERILO_ERROR_BAD_JSON },
    { "no such page", FAKE_STATUS, 404, MERILO_ERROR_BAD_JSON },
    { "a gate with a form", FAKE_STATUS, 302, MERILO_ERROR_BAD_JSON },
    { "away", FAKE_STATUS, 503, MERILO_ERROR_UNAVAILABLE },
    { "cut", FAKE_DROP, 0, MERILO_ERROR_UNAVAILABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      Fake *fake = fake_start ();
      g_autoptr (AppSession) session = make_session (fake, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", strangers[i].name);
      fake_misbehave (fake, "sessions", strangers[i].manner, strangers[i].status, 1);
      g_assert_false (probe (session, &error));
      g_assert_error (error, MERILO_ERROR, (int) strangers[i].code);
      g_assert_null (app_session_get_refusal (session));
      g_assert_true (probe (session, NULL));
      g_clear_object (&session);
      fake_stop (fake);
    }
}

int
main (int argc, char **argv)
{
  int result;

  set_home ("merilo-test-trust");
  g_test_init (&argc, &argv, NULL);
  authority = test_certificate_new ("УЦ управления", NULL, NULL, -60, DAY);
  stranger = test_certificate_new ("Чужой УЦ", NULL, NULL, -60, DAY);
  g_test_add_func ("/trust/rows", test_rows);
  g_test_add_func ("/trust/own-certificate", test_own_certificate);
  g_test_add_func ("/trust/file-dropped", test_file_dropped);
  g_test_add_func ("/trust/machine-file", test_machine_file);
  g_test_add_func ("/trust/files", test_files);
  g_test_add_func ("/trust/strangers", test_strangers);
  result = g_test_run ();
  test_certificate_free (authority);
  test_certificate_free (stranger);
  wipe_home (TRUE);
  return result;
}

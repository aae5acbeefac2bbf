/* The department's own authority: a real TLS server under a certificate that no system knows. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "client/home.h"
#include "client/wait.h"
#include "model/error.h"
#include "net/session.h"
#include "net/trust.h"

static char *
find_file (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "tls", name, NULL);
}

static gboolean
keep (const char *name, GError **error)
{
  g_autofree char *path = find_file (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return app_trust_keep (file, error);
}

static void
forget (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "merilo", "ca.pem", NULL);

  g_unlink (path);
}

static gboolean
accepts (const char *certificate, GTlsCertificateFlags errors, const char *host)
{
  g_autofree char *path = find_file (certificate);
  g_autoptr (GTlsCertificate) read = g_tls_certificate_new_from_file (path, NULL);

  g_assert_nonnull (read);
  return app_trust_accepts (read, errors, host);
}

static const struct
{
  const char *name, *kept, *certificate, *host;
  GTlsCertificateFlags errors;
  gboolean good;
} cases[] = {
  { "nothing is kept", NULL, "server.pem", "localhost", G_TLS_CERTIFICATE_UNKNOWN_CA, FALSE },
  { "the authority", "authority.pem", "server.pem", "localhost", G_TLS_CERTIFICATE_UNKNOWN_CA,
    TRUE },
  { "as Windows saves it", "authority.cer", "server.pem", "localhost", G_TLS_CERTIFICATE_UNKNOWN_CA,
    TRUE },
  { "an address", "authority.pem", "server.pem", "127.0.0.1", G_TLS_CERTIFICATE_UNKNOWN_CA, TRUE },
  { "another authority", "stranger.pem", "server.pem", "localhost", G_TLS_CERTIFICATE_UNKNOWN_CA,
    FALSE },
  { "another house", "authority.pem", "server.pem", "merilo.example.ru",
    G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_BAD_IDENTITY, FALSE },
  { "expired", "authority.pem", "expired.pem", "localhost",
    G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_EXPIRED, FALSE },
  { "refused by the system that knows it", "authority.pem", "server.pem", "localhost",
    G_TLS_CERTIFICATE_REVOKED, FALSE },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      forget ();
      if (cases[i].kept != NULL)
        g_assert_true (keep (cases[i].kept, NULL));
      g_assert_cmpint (accepts (cases[i].certificate, cases[i].errors, cases[i].host), ==,
                       cases[i].good);
    }
}

/* no certificate in it: nothing is kept, and what was kept stays */
static void
test_bad_files (void)
{
  static const char *const bad[] = { "server.key", "none.pem" };

  forget ();
  g_assert_true (keep ("authority.pem", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (keep (bad[i], &error));
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
    }
  g_assert_true (accepts ("server.pem", G_TLS_CERTIFICATE_UNKNOWN_CA, "localhost"));
}

/* a bundle with a key in it: the certificates are kept, the key is not */
static void
test_key_left_out (void)
{
  g_autofree char *pem = find_file ("authority.pem"), *key = find_file ("server.key");
  g_autofree char *first = NULL, *second = NULL, *kept = NULL;
  g_autofree char *bundle = g_build_filename (g_get_user_data_dir (), "связка.pem", NULL);
  g_autofree char *all = NULL;
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "merilo", "ca.pem", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (bundle);

  g_assert_true (g_file_get_contents (pem, &first, NULL, NULL));
  g_assert_true (g_file_get_contents (key, &second, NULL, NULL));
  all = g_strconcat (second, first, second, "-----BEGIN CERTIFICATE-----\ncut off", NULL);
  g_assert_true (g_file_set_contents (bundle, all, -1, NULL));
  g_assert_true (app_trust_keep (file, NULL));
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_nonnull (strstr (kept, "BEGIN CERTIFICATE"));
  g_assert_null (strstr (kept, "PRIVATE"));
}

/* a machine's file, laid by its administrator */
static void
test_common_file (void)
{
  g_autofree char *pem = find_file ("authority.pem"), *text = NULL;
  g_autofree char *folder = g_build_filename (g_get_system_config_dirs ()[0], "merilo", NULL);
  g_autofree char *path = g_build_filename (folder, "ca.pem", NULL);

  forget ();
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_get_contents (pem, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (accepts ("server.pem", G_TLS_CERTIFICATE_UNKNOWN_CA, "localhost"));
  g_unlink (path);
  g_assert_false (accepts ("server.pem", G_TLS_CERTIFICATE_UNKNOWN_CA, "localhost"));
}

/* A server that really speaks TLS */

static void
answer_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer data)
{
  static const char body[]
      = "{\"token\":\"t-1\",\"user\":{\"id\":1,\"login\":\"m\",\"role\":\"methodologist\"}}";

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, body,
                                    sizeof body - 1);
}

static SoupServer *
start_server (char **ret_url)
{
  g_autofree char *pem = find_file ("server.pem"), *key = find_file ("server.key");
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_files (pem, key, NULL);
  SoupServer *server = soup_server_new ("tls-certificate", certificate, NULL);
  GSList *uris;

  soup_server_add_handler (server, NULL, answer_cb, NULL, NULL);
  g_assert_true (soup_server_listen_local (server, 0,
                                           SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY,
                                           NULL));
  uris = soup_server_get_uris (server);
  *ret_url = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return server;
}

static gboolean
sign_in (const char *url, GError **error)
{
  g_autoptr (AppSession) session = app_session_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (app_session_set_server (session, url, NULL));
  app_session_sign_in_async (session, "m", "p", NULL, take_result, &result);
  WAIT (result != NULL);
  return app_session_sign_in_finish (session, result, error);
}

static void
test_session (void)
{
  g_autofree char *url = NULL;
  g_autoptr (SoupServer) server = start_server (&url);
  g_autoptr (GError) error = NULL;

  forget ();
  g_assert_false (sign_in (url, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "сертификату"));
  g_clear_error (&error);
  g_assert_true (keep ("stranger.pem", NULL));
  g_assert_false (sign_in (url, &error));
  g_clear_error (&error);
  g_assert_true (keep ("authority.pem", NULL));
  g_assert_true (sign_in (url, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  int status;

  set_home ("merilo-trust");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trust/cases", test_cases);
  g_test_add_func ("/trust/bad-files", test_bad_files);
  g_test_add_func ("/trust/key-left-out", test_key_left_out);
  g_test_add_func ("/trust/common-file", test_common_file);
  g_test_add_func ("/trust/session", test_session);
  status = g_test_run ();
  wipe_home (TRUE);
  return status;
}

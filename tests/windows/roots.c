/* The certificates that Windows itself trusts: one more of them, and a server signed by it is
 * believed. GIO reads them once, so each look is a child's: this program again. */
#include <string.h>

#include <windows.h>

#include <wincrypt.h>

#include <gio/gio.h>

static char *
find_file (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "tls", name, NULL);
}

/* the status is what the system finds wrong with the certificate of our tests' server */
static int
look (void)
{
  g_autofree char *path = find_file ("server.pem");
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);
  g_autoptr (GTlsDatabase) system
      = g_tls_backend_get_default_database (g_tls_backend_get_default ());
  g_autoptr (GSocketConnectable) identity = g_network_address_new ("localhost", 443);

  if (certificate == NULL || system == NULL)
    return 99;
  return (int) g_tls_database_verify_chain (system, certificate,
                                            G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity,
                                            NULL, G_TLS_DATABASE_VERIFY_NONE, NULL, NULL);
}

static int
look_in_child (const char *program)
{
  const char *const words[] = { program, "--look", NULL };
  int status = -1;

  g_assert_true (
      g_spawn_sync (NULL, (char **) words, NULL, 0, NULL, NULL, NULL, NULL, &status, NULL));
  return status;
}

static void
add_root (void)
{
  g_autofree char *path = find_file ("authority.cer"), *data = NULL;
  gsize length;
  HCERTSTORE store = CertOpenSystemStoreW (0, L"ROOT");

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_nonnull (store);
  g_assert_true (CertAddEncodedCertificateToStore (store, X509_ASN_ENCODING, (const BYTE *) data,
                                                   (DWORD) length, CERT_STORE_ADD_REPLACE_EXISTING,
                                                   NULL));
  CertCloseStore (store, 0);
}

static void
test_root (gconstpointer program)
{
  g_assert_cmpint (look_in_child (program), ==, G_TLS_CERTIFICATE_UNKNOWN_CA);
  add_root ();
  g_assert_cmpint (look_in_child (program), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc == 2 && g_str_equal (argv[1], "--look"))
    return look ();
  g_test_add_data_func ("/roots/added", argv[0], test_root);
  return g_test_run ();
}

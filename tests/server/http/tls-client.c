#include "tls-client.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

static void
write_pem (const char *path, const gnutls_datum_t *pem)
{
  g_assert_true (g_file_set_contents (path, (const char *) pem->data, pem->size, NULL));
}

void
tls_make_certificate (const char *certificate_path, const char *key_path)
{
  gnutls_x509_privkey_t private;
  gnutls_x509_crt_t crt;
  gnutls_datum_t pem;

  gnutls_x509_privkey_init (&private);
  gnutls_x509_privkey_generate (private, GNUTLS_PK_ECDSA,
                                GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0);
  gnutls_x509_crt_init (&crt);
  gnutls_x509_crt_set_version (crt, 3);
  gnutls_x509_crt_set_serial (crt, "\1", 1);
  gnutls_x509_crt_set_activation_time (crt, time (NULL) - 60);
  gnutls_x509_crt_set_expiration_time (crt, time (NULL) + 3600);
  gnutls_x509_crt_set_dn (crt, "CN=localhost", NULL);
  gnutls_x509_crt_set_key (crt, private);
  g_assert_cmpint (gnutls_x509_crt_sign2 (crt, crt, private, GNUTLS_DIG_SHA256, 0), ==, 0);
  gnutls_x509_crt_export2 (crt, GNUTLS_X509_FMT_PEM, &pem);
  write_pem (certificate_path, &pem);
  gnutls_free (pem.data);
  gnutls_x509_privkey_export2 (private, GNUTLS_X509_FMT_PEM, &pem);
  write_pem (key_path, &pem);
  gnutls_free (pem.data);
  gnutls_x509_crt_deinit (crt);
  gnutls_x509_privkey_deinit (private);
}

/* A session ticket in between is no data, and no end. */
static ssize_t
read_record (gnutls_session_t session, char *buffer, gsize size)
{
  ssize_t n;
  guint tries = 0;

  do
    n = gnutls_record_recv (session, buffer, size);
  while ((n == GNUTLS_E_AGAIN || n == GNUTLS_E_INTERRUPTED) && ++tries < 4);
  return n;
}

char *
tls_exchange (int fd, const char *priorities, const char *request, gssize length, gsize zeros)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  gnutls_certificate_credentials_t credentials;
  gnutls_session_t session;
  char buffer[16384] = "";
  ssize_t n;

  gnutls_certificate_allocate_credentials (&credentials);
  gnutls_init (&session, GNUTLS_CLIENT);
  gnutls_priority_set_direct (session, priorities, NULL);
  gnutls_credentials_set (session, GNUTLS_CRD_CERTIFICATE, credentials);
  gnutls_transport_set_int (session, fd);
  if (gnutls_handshake (session) == 0)
    {
      gnutls_record_send (session, request, length < 0 ? strlen (request) : (gsize) length);
      for (; zeros > 0; zeros -= MIN (zeros, sizeof buffer))
        if (gnutls_record_send (session, buffer, MIN (zeros, sizeof buffer)) < 0)
          break;
      while ((n = read_record (session, buffer, sizeof buffer)) > 0)
        g_string_append_len (answer, buffer, n);
    }
  gnutls_deinit (session);
  gnutls_certificate_free_credentials (credentials);
  close (fd);
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

#include "tls-client.h"

#include <string.h>
#include <unistd.h>

#include <gnutls/gnutls.h>

#include "lib/certificates.h"

void
tls_make_certificate (const char *certificate_path, const char *key_path)
{
  g_autoptr (TestCertificate) certificate
      = test_certificate_new ("localhost", "localhost", NULL, -60, 3600);

  test_certificate_save (certificate, certificate_path);
  test_certificate_save_key (certificate, key_path);
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

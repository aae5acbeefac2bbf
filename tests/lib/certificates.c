#include "certificates.h"

#include <string.h>
#include <time.h>

#include <gio/gio.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

struct _TestCertificate
{
  gnutls_x509_crt_t crt;
  gnutls_x509_privkey_t key;
};

static void
write_and_free (const char *path, gnutls_datum_t *data)
{
  g_assert_true (g_file_set_contents (path, (const char *) data->data, data->size, NULL));
  gnutls_free (data->data);
}

static void
name_host (gnutls_x509_crt_t crt, const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    gnutls_x509_crt_set_subject_alt_name (crt, GNUTLS_SAN_IPADDRESS,
                                          g_inet_address_to_bytes (address),
                                          g_inet_address_get_native_size (address),
                                          GNUTLS_FSAN_SET);
  else
    gnutls_x509_crt_set_subject_alt_name (crt, GNUTLS_SAN_DNSNAME, host, strlen (host),
                                          GNUTLS_FSAN_SET);
}

TestCertificate *
test_certificate_new (
    const char *name, const char *host, const TestCertificate *issuer, gint from, gint until)
{
  static guint8 serial;
  TestCertificate *self = g_new0 (TestCertificate, 1);
  g_autofree char *dn = g_strdup_printf ("CN=%s", name);

  serial++;
  gnutls_x509_privkey_init (&self->key);
  gnutls_x509_privkey_generate (self->key, GNUTLS_PK_ECDSA,
                                GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0);
  gnutls_x509_crt_init (&self->crt);
  gnutls_x509_crt_set_version (self->crt, 3);
  gnutls_x509_crt_set_serial (self->crt, &serial, 1);
  gnutls_x509_crt_set_activation_time (self->crt, time (NULL) + from);
  gnutls_x509_crt_set_expiration_time (self->crt, time (NULL) + until);
  gnutls_x509_crt_set_dn (self->crt, dn, NULL);
  if (host != NULL)
    name_host (self->crt, host);
  else if (issuer == NULL)
    gnutls_x509_crt_set_basic_constraints (self->crt, 1, -1);
  gnutls_x509_crt_set_key (self->crt, self->key);
  g_assert_cmpint (gnutls_x509_crt_sign2 (self->crt, issuer != NULL ? issuer->crt : self->crt,
                                          issuer != NULL ? issuer->key : self->key,
                                          GNUTLS_DIG_SHA256, 0),
                   ==, 0);
  return self;
}

void
test_certificate_free (TestCertificate *self)
{
  gnutls_x509_crt_deinit (self->crt);
  gnutls_x509_privkey_deinit (self->key);
  g_free (self);
}

static void
save (const TestCertificate *self, const char *path, gnutls_x509_crt_fmt_t format)
{
  gnutls_datum_t data;

  gnutls_x509_crt_export2 (self->crt, format, &data);
  write_and_free (path, &data);
}

void
test_certificate_save (const TestCertificate *self, const char *path)
{
  save (self, path, GNUTLS_X509_FMT_PEM);
}

void
test_certificate_save_der (const TestCertificate *self, const char *path)
{
  save (self, path, GNUTLS_X509_FMT_DER);
}

void
test_certificate_save_key (const TestCertificate *self, const char *path)
{
  gnutls_datum_t data;

  gnutls_x509_privkey_export2 (self->key, GNUTLS_X509_FMT_PEM, &data);
  write_and_free (path, &data);
}

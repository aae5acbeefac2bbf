#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/error.h"
#include "net/trust.h"

#define MAX_FILE (1024 * 1024)

/* Facts of a certificate */

static guint
name_problems (GTlsCertificateFlags flags, gboolean by_itself)
{
  guint problems = 0;

  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    problems |= by_itself ? APP_TRUST_SELF_SIGNED : APP_TRUST_UNKNOWN_CA;
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    problems |= APP_TRUST_WRONG_HOST;
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    problems |= APP_TRUST_EXPIRED;
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    problems |= APP_TRUST_NOT_YET;
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    problems |= APP_TRUST_REVOKED;
  if (problems == 0 || (flags & G_TLS_CERTIFICATE_INSECURE) != 0)
    problems |= APP_TRUST_WEAK;
  return problems;
}

static void
append_name (GString *names, const char *name)
{
  if (names->len > 0)
    g_string_append (names, ", ");
  g_string_append (names, name);
}

/* the value of "CN=…" in a distinguished name, or the whole of it; transfer full */
static char *
read_common_name (const char *dn)
{
  g_auto (GStrv) parts = g_strsplit (dn != NULL ? dn : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_ascii_strncasecmp (g_strstrip (parts[i]), "CN=", 3) == 0)
      return g_strdup (parts[i] + 3);
  return g_strdup (dn != NULL ? dn : "");
}

static char *
list_names (GTlsCertificate *certificate)
{
  g_autoptr (GPtrArray) hosts = g_tls_certificate_get_dns_names (certificate);
  g_autoptr (GPtrArray) addresses = g_tls_certificate_get_ip_addresses (certificate);
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);
  GString *names = g_string_new (NULL);

  for (guint i = 0; hosts != NULL && i < hosts->len; i++)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (hosts->pdata[i], &length);
      g_autofree char *text = g_strndup (bytes, length);
      g_autofree char *name = g_utf8_make_valid (text, -1);

      append_name (names, name);
    }
  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    {
      g_autofree char *text = g_inet_address_to_string (addresses->pdata[i]);

      append_name (names, text);
    }
  if (names->len == 0)
    {
      g_autofree char *name = read_common_name (subject);

      append_name (names, name);
    }
  return g_string_free (names, FALSE);
}

static char *
print_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *hex = NULL;
  GString *text = g_string_new (NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  if (der != NULL)
    hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  for (guint i = 0; hex != NULL && hex[i] != 0; i++)
    {
      if (i > 0 && i % 2 == 0)
        g_string_append_c (text, ':');
      g_string_append_c (text, g_ascii_toupper (hex[i]));
    }
  return g_string_free (text, FALSE);
}

static GDateTime *
make_local (GDateTime *take)
{
  g_autoptr (GDateTime) utc = take;

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

/* Public API */

AppTrust *
app_trust_new (GTlsCertificate *certificate, GTlsCertificateFlags flags, const char *host)
{
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);
  AppTrust *trust = g_new0 (AppTrust, 1);

  trust->problems = name_problems (flags, g_strcmp0 (subject, issuer) == 0);
  trust->host = g_strdup (host);
  trust->names = list_names (certificate);
  trust->issuer = read_common_name (issuer);
  trust->from = make_local (g_tls_certificate_get_not_valid_before (certificate));
  trust->until = make_local (g_tls_certificate_get_not_valid_after (certificate));
  trust->fingerprint = print_fingerprint (certificate);
  return trust;
}

void
app_trust_free (AppTrust *trust)
{
  g_free (trust->host);
  g_free (trust->names);
  g_free (trust->issuer);
  g_clear_pointer (&trust->from, g_date_time_unref);
  g_clear_pointer (&trust->until, g_date_time_unref);
  g_free (trust->fingerprint);
  g_free (trust);
}

GTlsCertificateFlags
app_trust_ask (GTlsDatabase *own,
               GTlsCertificate *certificate,
               GTlsCertificateFlags flags,
               const char *host)
{
  g_autoptr (GSocketConnectable) identity = g_network_address_new (host, 0);
  g_autoptr (GError) error = NULL;
  GTlsCertificateFlags own_flags;

  /* a known authority's certificate that is refused is expired, revoked or another house's */
  if (own == NULL || (flags & G_TLS_CERTIFICATE_UNKNOWN_CA) == 0)
    return flags;
  own_flags
      = g_tls_database_verify_chain (own, certificate, G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER,
                                     identity, NULL, G_TLS_DATABASE_VERIFY_NONE, NULL, &error);
  if (error != NULL)
    {
      g_message ("the department's certificate could not be asked: %s", error->message);
      return flags;
    }
  return own_flags;
}

GTlsCertificateFlags
app_trust_ask_machine (GTlsCertificate *certificate, GTlsCertificateFlags flags, const char *host)
{
  const char *const *folders = g_get_system_config_dirs ();

  for (guint i = 0; flags != 0 && folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], "merilo", "ca.pem", NULL);
      g_autoptr (GTlsDatabase) own
          = g_file_test (path, G_FILE_TEST_EXISTS) ? g_tls_file_database_new (path, NULL) : NULL;

      flags = app_trust_ask (own, certificate, flags, host);
    }
  return flags;
}

/* as Windows saves a certificate by default */
static char *
read_der (const char *bytes, gsize length)
{
  g_autoptr (GByteArray) der = g_byte_array_new ();
  g_autoptr (GObject) certificate = NULL;
  char *pem = NULL;

  g_byte_array_append (der, (const guint8 *) bytes, (guint) length);
  certificate = g_initable_new (g_tls_backend_get_certificate_type (g_tls_backend_get_default ()),
                                NULL, NULL, "certificate", der, NULL);
  if (certificate != NULL)
    g_object_get (certificate, "certificate-pem", &pem, NULL);
  return pem;
}

static void
free_certificates (GList *list)
{
  g_list_free_full (list, g_object_unref);
}

static char *
read_pem (const char *path)
{
  GList *list = g_tls_certificate_list_new_from_file (path, NULL);
  GString *text = g_string_new (NULL);

  for (GList *l = list; l != NULL; l = l->next)
    {
      g_autofree char *pem = NULL;

      g_object_get (l->data, "certificate-pem", &pem, NULL);
      g_string_append (text, pem != NULL ? pem : "");
    }
  free_certificates (list);
  return g_string_free (text, text->len == 0);
}

char *
app_trust_read_file (const char *path, GError **error)
{
  g_autofree char *bytes = NULL, *shown = g_filename_display_basename (path);
  gsize length = 0;
  char *pem = NULL;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                   _ ("файл «%s» не читается: проверьте, что он на месте и доступен"), shown);
      return NULL;
    }
  if (length <= MAX_FILE)
    pem = g_strstr_len (bytes, (gssize) length, "-----BEGIN") != NULL ? read_pem (path)
                                                                      : read_der (bytes, length);
  if (pem == NULL)
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                 _ ("в файле «%s» нет сертификата: нужен файл .crt, .cer или .pem, который даёт "
                    "администратор управления"),
                 shown);
  return pem;
}

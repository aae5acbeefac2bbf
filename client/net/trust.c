#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/error.h"
#include "net/trust.h"

#define MAX_FILE (1024 * 1024)
#define BEGIN    "-----BEGIN CERTIFICATE-----"
#define END      "-----END CERTIFICATE-----"

static char *
make_path (const char *folder)
{
  return g_build_filename (folder, "merilo", "ca.pem", NULL);
}

static gboolean
is_in_file (const char *path, GTlsCertificate *certificate, GSocketConnectable *identity)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) authority = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  authority = g_tls_file_database_new (path, &error);
  if (authority == NULL)
    {
      g_message ("%s: %s", path, error->message);
      return FALSE;
    }
  return g_tls_database_verify_chain (authority, certificate,
                                      G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity, NULL,
                                      G_TLS_DATABASE_VERIFY_NONE, NULL, NULL)
         == G_TLS_CERTIFICATE_NO_FLAGS;
}

/* Public API */

gboolean
app_trust_accepts (GTlsCertificate *certificate, GTlsCertificateFlags errors, const char *host)
{
  g_autoptr (GSocketConnectable) identity = g_network_address_new (host, 0);
  g_autofree char *own = make_path (g_get_user_config_dir ());
  const char *const *folders = g_get_system_config_dirs ();

  /* a known authority's certificate that is refused is expired, or another house's */
  if ((errors & G_TLS_CERTIFICATE_UNKNOWN_CA) == 0)
    return FALSE;
  if (is_in_file (own, certificate, identity))
    return TRUE;
  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = make_path (folders[i]);

      if (is_in_file (path, certificate, identity))
        return TRUE;
    }
  return FALSE;
}

/* one certificate without PEM's letters around it */
static GTlsCertificate *
read_der (const char *data, gsize length)
{
  g_autoptr (GByteArray) bytes
      = g_byte_array_append (g_byte_array_new (), (const guint8 *) data, (guint) length);

  return g_initable_new (g_tls_backend_get_certificate_type (g_tls_backend_get_default ()), NULL,
                         NULL, "certificate", bytes, NULL);
}

static void
put_pem (GString *out, GTlsCertificate *certificate)
{
  g_autofree char *pem = NULL;

  g_object_get (certificate, "certificate-pem", &pem, NULL);
  g_string_append (out, pem);
}

/* what of the file is certificates, as PEM: a key beside them is not copied */
static GString *
read_file (GFile *file)
{
  g_autofree char *data = NULL;
  gsize length;
  GString *out = g_string_new (NULL);
  const char *p, *end;

  if (!g_file_load_contents (file, NULL, &data, &length, NULL, NULL) || length > MAX_FILE)
    return out;
  p = strstr (data, BEGIN);
  if (p == NULL)
    {
      g_autoptr (GTlsCertificate) certificate = read_der (data, length);

      if (certificate != NULL)
        put_pem (out, certificate);
    }
  for (; p != NULL && (end = strstr (p, END)) != NULL; p = strstr (end, BEGIN))
    {
      g_autoptr (GTlsCertificate) certificate
          = g_tls_certificate_new_from_pem (p, end + strlen (END) - p, NULL);

      if (certificate != NULL)
        put_pem (out, certificate);
    }
  return out;
}

gboolean
app_trust_keep (GFile *file, GError **error)
{
  g_autofree char *path = make_path (g_get_user_config_dir ());
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_file_get_parse_name (file);
  GString *found = read_file (file);
  g_autofree char *pem = g_string_free (found, FALSE);

  if (*pem == 0)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                   _ ("в файле «%s» нет сертификата: попросите у администратора файл "
                      "удостоверяющего центра (.pem, .crt или .cer)"),
                   name);
      return FALSE;
    }
  if (g_mkdir_with_parents (folder, 0700) != 0 || !g_file_set_contents (path, pem, -1, NULL))
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                   _ ("не удалось записать «%s»: проверьте место и права"), path);
      return FALSE;
    }
  return TRUE;
}

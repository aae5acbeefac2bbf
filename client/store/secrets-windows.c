#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include <string.h>

#include <windows.h>

#include <wincred.h>

#include "store/secrets-private.h"

/* the name under which the Credential Manager shows it */
static gunichar2 *
make_target (const char *server, const char *login)
{
  g_autofree char *target = g_strdup_printf ("Merilo:%s %s", server, login);

  return g_utf8_to_utf16 (target, -1, NULL, NULL, NULL);
}

static gboolean
has_keyring (void)
{
  return g_getenv ("MERILO_NO_KEYRING") == NULL;
}

gboolean
_app_keyring_keep (const char *server, const char *login, const char *token)
{
  g_autofree gunichar2 *target = make_target (server, login);
  g_autofree gunichar2 *user = g_utf8_to_utf16 (login, -1, NULL, NULL, NULL);
  gsize length = strlen (token);
  g_autofree char *blob = g_memdup2 (token, length);
  CREDENTIALW credential = {
    .Type = CRED_TYPE_GENERIC,
    .TargetName = (wchar_t *) target,
    .CredentialBlobSize = (DWORD) length,
    .CredentialBlob = (BYTE *) blob,
    .Persist = CRED_PERSIST_LOCAL_MACHINE,
    .UserName = (wchar_t *) user,
  };

  return has_keyring () && target != NULL && user != NULL && length <= CRED_MAX_CREDENTIAL_BLOB_SIZE
         && CredWriteW (&credential, 0);
}

void
_app_keyring_forget (const char *server, const char *login)
{
  g_autofree gunichar2 *target = make_target (server, login);

  if (has_keyring () && target != NULL)
    CredDeleteW ((const wchar_t *) target, CRED_TYPE_GENERIC, 0);
}

char *
_app_keyring_look (const char *server, const char *login)
{
  g_autofree gunichar2 *target = make_target (server, login);
  CREDENTIALW *found = NULL;
  char *token;

  if (!has_keyring () || target == NULL
      || !CredReadW ((const wchar_t *) target, CRED_TYPE_GENERIC, 0, &found))
    return NULL;
  token = g_strndup ((const char *) found->CredentialBlob, found->CredentialBlobSize);
  CredFree (found);
  return token;
}

#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include <libsecret/secret.h>

#include "store/secrets-private.h"

static const SecretSchema schema = {
  .name = "ru.merilo.Session",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "login", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* The keyring is asked only where a session bus is: without one libsecret would try to start it. */
static gboolean
has_keyring (void)
{
  return g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL && g_getenv ("MERILO_NO_KEYRING") == NULL;
}

gboolean
_app_keyring_keep (const char *server, const char *login, const char *token)
{
  return has_keyring ()
         && secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, "Мерило", token, NULL,
                                        NULL, "server", server, "login", login, NULL);
}

void
_app_keyring_forget (const char *server, const char *login)
{
  if (has_keyring ())
    secret_password_clear_sync (&schema, NULL, NULL, "server", server, "login", login, NULL);
}

char *
_app_keyring_look (const char *server, const char *login)
{
  if (!has_keyring ())
    return NULL;
  return secret_password_lookup_sync (&schema, NULL, NULL, "server", server, "login", login, NULL);
}

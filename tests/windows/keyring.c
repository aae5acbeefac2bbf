/* The Credential Manager, under wine as under Windows: it keeps the token, and the file does not.
 */
#include "config.h"

#include <string.h>

#include "store/secrets-private.h"
#include "store/secrets.h"

#define SERVER "https://merilo.example.ru"
#define LOGIN  "методист"

static gboolean
is_in_file (const char *token)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "merilo", "session.ini", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, token) != NULL;
}

static void
test_kept (void)
{
  g_autofree char *token = NULL, *kept = NULL, *other = NULL, *elsewhere = NULL, *gone = NULL;

  g_assert_true (app_secrets_keep (SERVER, LOGIN, "old-token"));
  g_assert_true (app_secrets_keep (SERVER, LOGIN, "new-token-тайна"));
  kept = _app_keyring_look (SERVER, LOGIN);
  g_assert_cmpstr (kept, ==, "new-token-тайна");
  token = app_secrets_look (SERVER, LOGIN);
  g_assert_cmpstr (token, ==, "new-token-тайна");
  g_assert_false (is_in_file ("new-token"));
  other = app_secrets_look (SERVER, "school");
  g_assert_null (other);
  elsewhere = app_secrets_look (SERVER ".evil", LOGIN);
  g_assert_null (elsewhere);
  g_assert_true (app_secrets_keep (SERVER, LOGIN, NULL));
  gone = app_secrets_look (SERVER, LOGIN);
  g_assert_null (gone);
  g_assert_true (app_secrets_keep (SERVER, LOGIN, NULL)); /* nothing to forget is no failure */
}

/* Windows takes 2560 bytes: a longer one goes to the file, and comes back whole */
static void
test_too_long (void)
{
  g_autofree char *token = g_strnfill (3000, 't');
  g_autofree char *kept = NULL, *found = NULL, *gone = NULL;

  g_assert_true (app_secrets_keep (SERVER, LOGIN, token));
  kept = _app_keyring_look (SERVER, LOGIN);
  g_assert_null (kept);
  g_assert_true (is_in_file (token));
  found = app_secrets_look (SERVER, LOGIN);
  g_assert_cmpstr (found, ==, token);
  g_assert_true (app_secrets_keep (SERVER, LOGIN, NULL));
  g_assert_false (is_in_file (token));
  gone = app_secrets_look (SERVER, LOGIN);
  g_assert_null (gone);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/kept", test_kept);
  g_test_add_func ("/keyring/too-long", test_too_long);
  return g_test_run ();
}

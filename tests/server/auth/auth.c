#include <string.h>

#include "auth/password.h"
#include "auth/token.h"
#include "model/error.h"

static void
test_password (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = srv_password_hash ("сложный пароль 7", &error);
  g_autofree char *again = srv_password_hash ("сложный пароль 7", &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (hash, "$argon2id$"));
  g_assert_cmpstr (hash, !=, again);
  g_assert_true (srv_password_verify (hash, "сложный пароль 7"));
  g_assert_false (srv_password_verify (hash, "сложный пароль 8"));
  g_assert_false (srv_password_verify (hash, ""));
  g_assert_false (srv_password_verify (NULL, "сложный пароль 7"));
  g_assert_false (srv_password_verify ("not a hash", "сложный пароль 7"));
}

static void
test_bounds (void)
{
  static const struct
  {
    const char *password;
    gboolean good;
  } cases[] = {
    { "короткий", FALSE },
    { "десять зна", TRUE },
    { "", FALSE },
    { "\xff\xfe not utf-8 at all", FALSE },
  };
  g_autofree char *endless = g_strnfill (MERILO_PASSWORD_MAX + 1, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (srv_password_check (cases[i].password, &error), ==, cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, MERILO_ERROR, MERILO_ERROR_INVALID);
    }
  g_assert_false (srv_password_check (endless, NULL));
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(int *) user_data = srv_password_verify_finish (result, NULL);
}

static void
test_off_the_loop (void)
{
  g_autofree char *hash = srv_password_hash ("сложный пароль 7", NULL);
  int answer = -1;

  srv_password_verify_async (hash, "сложный пароль 7", NULL, verified_cb, &answer);
  g_assert_cmpint (answer, ==, -1); /* the caller goes on at once */
  while (answer < 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (answer, ==, TRUE);
}

static void
test_token (void)
{
  g_autofree char *a = srv_token_new ();
  g_autofree char *b = srv_token_new ();
  guint8 ha[SRV_TOKEN_HASH_SIZE], hb[SRV_TOKEN_HASH_SIZE];

  g_assert_cmpuint (strlen (a), ==, SRV_TOKEN_LENGTH);
  g_assert_cmpstr (a, !=, b);
  g_assert_true (srv_token_hash (a, ha));
  g_assert_true (srv_token_hash (b, hb));
  g_assert_cmpint (memcmp (ha, hb, sizeof ha), !=, 0);
  g_assert_true (srv_token_hash (a, hb));
  g_assert_cmpmem (ha, sizeof ha, hb, sizeof hb);
  a[5] = '!';
  g_assert_false (srv_token_hash (a, ha));
  g_assert_false (srv_token_hash ("short", ha));
  g_assert_false (srv_token_hash (NULL, ha));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (srv_password_init ());
  g_test_add_func ("/auth/password", test_password);
  g_test_add_func ("/auth/bounds", test_bounds);
  g_test_add_func ("/auth/off-the-loop", test_off_the_loop);
  g_test_add_func ("/auth/token", test_token);
  return g_test_run ();
}

#define G_LOG_DOMAIN "srv-auth"

#include "config.h"

#include "auth/password.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "model/error.h"

typedef struct
{
  char *hash;
  char *password;
} Verify;

void
srv_password_free (char *password)
{
  if (password == NULL)
    return;
  sodium_memzero (password, strlen (password));
  g_free (password);
}

static void
verify_free (Verify *verify)
{
  g_free (verify->hash);
  srv_password_free (verify->password);
  g_free (verify);
}

gboolean
srv_password_init (void)
{
  return sodium_init () >= 0;
}

gboolean
srv_password_check (const char *password, GError **error)
{
  glong length;

  if (!g_utf8_validate (password, -1, NULL))
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                           _ ("Пароль: не текст в UTF-8"));
      return FALSE;
    }
  length = g_utf8_strlen (password, -1);
  if (length >= MERILO_PASSWORD_MIN && length <= MERILO_PASSWORD_MAX)
    return TRUE;
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, _ ("Пароль: от %d до %d знаков"),
               MERILO_PASSWORD_MIN, MERILO_PASSWORD_MAX);
  return FALSE;
}

char *
srv_password_hash (const char *password, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];

  if (crypto_pwhash_str (hash, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                         crypto_pwhash_MEMLIMIT_INTERACTIVE)
      == 0)
    return g_strdup (hash);
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE,
                       _ ("Серверу не хватает памяти. Повторите через минуту"));
  return NULL;
}

/* a hash of nobody's password, made once, to spend the same time on unknown accounts */
static const char *
decoy_hash (void)
{
  static gsize made = 0;
  static char hash[crypto_pwhash_STRBYTES];

  if (g_once_init_enter (&made))
    {
      char noise[32];

      randombytes_buf (noise, sizeof noise);
      if (crypto_pwhash_str (hash, noise, sizeof noise, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                             crypto_pwhash_MEMLIMIT_INTERACTIVE)
          != 0)
        hash[0] = 0;
      g_once_init_leave (&made, 1);
    }
  return hash;
}

gboolean
srv_password_verify (const char *hash, const char *password)
{
  int same
      = crypto_pwhash_str_verify (hash != NULL ? hash : decoy_hash (), password, strlen (password));

  return same == 0 && hash != NULL;
}

static void
hash_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *hash = srv_password_hash (task_data, &error);

  if (hash != NULL)
    g_task_return_pointer (task, hash, g_free);
  else
    g_task_return_error (task, error);
}

void
srv_password_hash_async (const char *password,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, srv_password_hash_async);
  g_task_set_task_data (task, g_strdup (password), (GDestroyNotify) srv_password_free);
  g_task_run_in_thread (task, hash_in_thread);
}

char *
srv_password_hash_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
verify_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Verify *verify = task_data;

  g_task_return_boolean (task, srv_password_verify (verify->hash, verify->password));
}

void
srv_password_verify_async (const char *hash,
                           const char *password,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Verify *verify = g_new0 (Verify, 1);

  verify->hash = g_strdup (hash);
  verify->password = g_strdup (password);
  g_task_set_source_tag (task, srv_password_verify_async);
  g_task_set_task_data (task, verify, (GDestroyNotify) verify_free);
  g_task_run_in_thread (task, verify_in_thread);
}

gboolean
srv_password_verify_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

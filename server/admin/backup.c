#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "admin/commands.h"
#include "embedded/cluster.h"
#include "model/error.h"

/* A copy of the whole base by PostgreSQL's own programs, and its way back. */

static gboolean
fail (GError **error, MeriloErrorCode code, const char *format, const char *what)
{
  g_set_error (error, MERILO_ERROR, (int) code, format, what);
  return FALSE;
}

/* @ret_words: (optional): what the program said to its errors. The output is thrown away */
static gboolean
run (const char *const *argv, char **ret_words, GError **error)
{
  int status = -1;

  return g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                       ret_words, &status, error)
         && g_spawn_check_wait_status (status, error);
}

static char *
find_program (const char *name, GError **error)
{
  g_autofree char *folder = srv_cluster_find_programs (name);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&path);
  fail (error, MERILO_ERROR_UNAVAILABLE,
        _ ("Не найдена программа %s. Установите пакет postgresql-client"), name);
  return NULL;
}

/* the copy appears under its name only when it is whole */
static gboolean
dump (const char *base, const char *file, GError **error)
{
  g_autofree char *program = find_program ("pg_dump", error);
  g_autofree char *fresh = g_strconcat (file, ".part", NULL);
  g_autofree char *words = NULL;
  g_autoptr (GError) problem = NULL;
  const char *const argv[]
      = { program, "--format=custom", "--no-password", "--file", fresh, "--dbname", base, NULL };

  if (program == NULL)
    return FALSE;
  if (run (argv, &words, &problem) && g_chmod (fresh, 0600) == 0 && g_rename (fresh, file) == 0)
    return TRUE;
  g_unlink (fresh);
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE, _ ("Резервная копия не сделана: %s"),
               words != NULL && *words != 0 ? words
               : problem != NULL            ? problem->message
                                            : file);
  return FALSE;
}

static gboolean
backup (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  g_autofree char *base = NULL;
  const char *file;

  if (!srv_admin_call_read (&call, words, "backup FILE", NULL, 1, 1, error))
    return FALSE;
  file = call.arguments[0];
  if (g_file_test (file, G_FILE_TEST_EXISTS))
    return fail (error, MERILO_ERROR_EXISTS, _ ("Файл «%s» уже есть: выберите другое имя"), file);
  base = srv_admin_call_find_base (&call, error);
  if (base == NULL || !dump (base, file, error))
    return FALSE;
  g_print (_ ("Резервная копия сохранена в «%s»\n"), file);
  return TRUE;
}

static gboolean
check_copy (const char *program, const char *file, GError **error)
{
  const char *const argv[] = { program, "--list", file, NULL };
  FILE *stream = g_fopen (file, "rbe");
  char magic[5] = "";
  gsize n = stream != NULL ? fread (magic, 1, sizeof magic, stream) : 0;

  if (stream == NULL)
    return fail (error, MERILO_ERROR_BAD_FILE, _ ("Файл «%s» не открывается"), file);
  fclose (stream);
  if (n != sizeof magic || memcmp (magic, "PGDMP", sizeof magic) != 0)
    return fail (error, MERILO_ERROR_BAD_FILE, _ ("Файл «%s» – не резервная копия Мерила"), file);
  if (!run (argv, NULL, NULL))
    return fail (error, MERILO_ERROR_BAD_FILE, _ ("Резервная копия «%s» повреждена"), file);
  return TRUE;
}

static gboolean
check_empty (SrvSession *session, GError **error)
{
  g_autoptr (SrvRows) rows
      = srv_session_ask (session, "admin/count_objects", NULL, SRV_SHAPE_ONE, error);

  if (rows == NULL)
    return FALSE;
  if (srv_rows_get_whole (rows, 0, "n") == 0)
    return TRUE;
  return fail (error, MERILO_ERROR_EXISTS, "%s",
               _ ("База данных не пуста. Восстановить копию можно только в пустую: создайте новую "
                  "и задайте её в --database"));
}

static gboolean
do_step (SrvSession *session, const char *query, GError **error)
{
  g_autoptr (SrvRows) rows = srv_session_ask (session, query, NULL, SRV_SHAPE_ANY, error);

  return rows != NULL;
}

/* All in one transaction: a copy cut short leaves the base as empty as it was. Owners stay: some
 * functions are the loader's, and their rights hang on that. */
static gboolean
load (const char *program, const char *base, const char *file, GError **error)
{
  const char *const argv[] = {
    program, "--single-transaction", "--exit-on-error", "--no-password", "--dbname", base, file,
    NULL
  };
  g_autofree char *words = NULL;

  return run (argv, &words, NULL)
         || fail (error, MERILO_ERROR_BAD_FILE,
                  _ ("Копия не восстановлена, база осталась пустой: %s"),
                  words != NULL ? words : "");
}

static gboolean
restore (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  g_autofree char *base = NULL;
  g_autofree char *program = NULL;
  g_autoptr (SrvSession) session = NULL;
  gboolean loaded;

  if (!srv_admin_call_read (&call, words, "restore FILE", NULL, 1, 1, error))
    return FALSE;
  program = find_program ("pg_restore", error);
  if (program == NULL || !check_copy (program, call.arguments[0], error))
    return FALSE;
  base = srv_admin_call_find_base (&call, error);
  session = base != NULL ? srv_session_open (base, error) : NULL;
  if (session == NULL || !check_empty (session, error))
    return FALSE;
  /* roles belong to the cluster and lie in no copy of a base */
  if (!do_step (session, "admin/make_roles", error)
      || !do_step (session, "admin/lend_schema", error))
    return FALSE;
  loaded = load (program, base, call.arguments[0], error);
  if (!do_step (session, "admin/take_schema_back", loaded ? error : NULL) || !loaded)
    return FALSE;
  g_print (_ ("Копия «%s» восстановлена\n"), call.arguments[0]);
  return TRUE;
}

SrvAdminStatus
srv_admin_backup (const char *const *words)
{
  GError *error = NULL;

  (void) !backup (words, &error);
  return srv_admin_end (error);
}

SrvAdminStatus
srv_admin_restore (const char *const *words)
{
  GError *error = NULL;

  (void) !restore (words, &error);
  return srv_admin_end (error);
}

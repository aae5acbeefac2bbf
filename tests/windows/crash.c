/* A crash and an abort leave their place in the log, and the next start hears of it once. Each is
 * done by a child: this program again. */
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "pages/log.h"

static char *
make_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "merilo", name, NULL);
}

static void
crash (void)
{
  *(volatile int *) g_getenv ("MERILO_NOT_THERE") = 1;
}

/* what it wrote; transfer full */
static char *
run_child (const char *program, const char *manner)
{
  const char *const words[] = { program, manner, NULL };
  g_autofree char *path = make_path ("merilo.log");
  /* a warning is to be no end there */
  g_auto (GStrv) environment = g_environ_unsetenv (g_get_environ (), "G_DEBUG");
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  int status = 0;

  g_unlink (path);
  g_spawn_sync (NULL, (char **) words, environment,
                G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, !=, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
assert_told_once (void)
{
  g_autofree char *path = make_path ("merilo.log");
  g_autofree char *told = app_log_take_crash (), *again = app_log_take_crash ();

  g_assert_cmpstr (told, ==, path);
  g_assert_null (again);
}

static void
test_crash (gconstpointer program)
{
  g_autofree char *text = run_child (program, "--crash");

  g_assert_nonnull (strstr (text, "app-test warning: перед падением\n"));
  g_assert_nonnull (strstr (text, " crashed 0xc0000005\n"));
  /* the place is in this program, and who called it stands below */
  g_assert_nonnull (strstr (text, "test-crash.exe+0x"));
  g_assert_nonnull (strstr (strstr (text, "test-crash.exe+0x") + 1, "test-crash.exe+0x"));
  g_assert_null (strstr (text, "подробность"));
  assert_told_once ();
}

static void
test_abort (gconstpointer program)
{
  g_autofree char *text = run_child (program, "--abort");

  g_assert_nonnull (strstr (text, "aborted 0x"));
  assert_told_once ();
}

static void
test_well (gconstpointer program)
{
  const char *const words[] = { program, "--well", NULL };
  g_auto (GStrv) environment = g_environ_unsetenv (g_get_environ (), "G_DEBUG");
  g_autofree char *told = NULL;
  int status = 1;

  g_assert_true (
      g_spawn_sync (NULL, (char **) words, environment, 0, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  told = app_log_take_crash ();
  g_assert_null (told);
}

static int
be_child (const char *manner)
{
  app_log_begin ();
  g_log ("app-test", G_LOG_LEVEL_DEBUG, "подробность");
  g_log_structured ("app-test", G_LOG_LEVEL_WARNING, "MESSAGE", "перед падением");
  if (g_str_equal (manner, "--crash"))
    crash ();
  if (g_str_equal (manner, "--abort"))
    abort ();
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 2
      && (g_str_equal (argv[1], "--crash") || g_str_equal (argv[1], "--abort")
          || g_str_equal (argv[1], "--well")))
    return be_child (argv[1]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/crash/crash", argv[0], test_crash);
  g_test_add_data_func ("/crash/abort", argv[0], test_abort);
  g_test_add_data_func ("/crash/well", argv[0], test_well);
  return g_test_run ();
}

#include <glib/gstdio.h>
#include <string.h>

#include "client/home.h"
#include "pages/log-text.h"

static void
test_line (void)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 30, 9, 5, 2);
  g_autofree char *plain = app_log_format_line (at, "app-net", G_LOG_LEVEL_WARNING, "нет связи");
  g_autofree char *fatal
      = app_log_format_line (at, NULL, G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL, "две\r\nстроки");
  g_autofree char *bytes = app_log_format_line (at, "x", G_LOG_LEVEL_CRITICAL, "a\xff");

  g_assert_cmpstr (plain, ==, "2026-11-30 09:05:02 app-net warning: нет связи\n");
  g_assert_cmpstr (fatal, ==, "2026-11-30 09:05:02 - error: две  строки\n");
  g_assert_cmpstr (bytes, ==, "2026-11-30 09:05:02 x critical: a\xef\xbf\xbd\n");
}

static void
assert_holds (const char *path, const char *text)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
}

static void
test_turn (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "Журнал.log", NULL);
  g_autofree char *old = g_strconcat (path, ".1", NULL);

  app_log_turn (path, 4); /* none yet */
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (path, "1234", -1, NULL));
  app_log_turn (path, 4);
  assert_holds (path, "1234");
  g_assert_true (g_file_set_contents (path, "12345", -1, NULL));
  app_log_turn (path, 4);
  assert_holds (old, "12345");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (path, "54321", -1, NULL));
  app_log_turn (path, 4);
  assert_holds (old, "54321");
}

int
main (int argc, char **argv)
{
  int status;

  set_home ("merilo-log");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log-text/line", test_line);
  g_test_add_func ("/log-text/turn", test_turn);
  status = g_test_run ();
  wipe_home (TRUE);
  return status;
}

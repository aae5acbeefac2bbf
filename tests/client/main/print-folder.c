/* Papers that were printed do not stay for ever, and nothing but them goes. */
#include "pages/print-folder.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

#include "client/home.h"

static void
clear (void)
{
  wipe_home (FALSE);
}

static char *
make_path (const char *name)
{
  g_autofree char *folder = app_print_folder_path ();

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  return g_build_filename (folder, name, NULL);
}

/* @path was written so many seconds ago */
static void
make_older (const char *path, gint64 age)
{
  time_t at = (time_t) (g_get_real_time () / G_USEC_PER_SEC - age);
  struct utimbuf times = { at, at };

  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

static char *
put (const char *name, gint64 age)
{
  char *path = make_path (name);

  g_assert_true (g_file_set_contents (path, "%PDF-", -1, NULL));
  make_older (path, age);
  return path;
}

static gboolean
is_there (const char *path)
{
  GStatBuf st;

  return g_lstat (path, &st) == 0;
}

static void
test_add (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = app_print_folder_path (), *one = NULL, *two = NULL;
  GStatBuf st;

  clear ();
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  one = app_print_folder_add (&error);
  g_assert_no_error (error);
  two = app_print_folder_add (&error);
  g_assert_no_error (error);
  g_assert_cmpstr (one, !=, two);
  g_assert_true (g_str_has_prefix (one, folder) && g_str_has_suffix (one, ".pdf"));
  g_assert_true (is_there (one) && is_there (two));
#ifndef G_OS_WIN32
  g_assert_cmpint (g_stat (folder, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (one, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);
#else
  g_assert_cmpint (g_stat (one, &st), ==, 0);
#endif
  make_older (one, APP_PRINT_DAY + 5);
  app_print_folder_sweep (APP_PRINT_DAY);
  g_assert_false (is_there (one));
  g_assert_true (is_there (two));
}

static void
test_ages (void)
{
  g_autofree char *fresh = NULL, *young = NULL, *old = NULL, *future = NULL;

  clear ();
  fresh = put ("merilo-fresh1.pdf", 0);
  young = put ("merilo-young1.pdf", APP_PRINT_DAY - 60);
  old = put ("merilo-older1.pdf", APP_PRINT_DAY + 1);
  future = put ("merilo-future.pdf", -APP_PRINT_DAY - 60);
  app_print_folder_sweep (APP_PRINT_DAY);
  g_assert_true (is_there (fresh) && is_there (young));
  g_assert_false (is_there (old) || is_there (future));
  app_print_folder_sweep (APP_PRINT_HOUR);
  g_assert_true (is_there (fresh));
  g_assert_false (is_there (young));
}

/* what is not of ours, however old */
static void
test_others (void)
{
  const char *names[] = { "отчёт.pdf", "merilo-abcdef.txt", "merilo-abcdefg.pdf", "merilo-.pdf",
                          "Merilo-abcdef.doc" };
  g_autofree char *inside = NULL, *kept = NULL;

  clear ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (put (names[i], 10 * APP_PRINT_DAY));
  inside = make_path ("merilo-folder.pdf");
  g_assert_cmpint (g_mkdir (inside, 0700), ==, 0);
  kept = put ("merilo-folder.pdf/merilo-inside.pdf", 10 * APP_PRINT_DAY);
#ifndef G_OS_WIN32 /* which sets no time of a folder that way */
  make_older (inside, 10 * APP_PRINT_DAY);
#endif
  app_print_folder_sweep (APP_PRINT_DAY);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = make_path (names[i]);

      g_assert_true (is_there (path));
    }
  g_assert_true (is_there (inside) && is_there (kept));
}

/* what is open: Windows keeps it until it is closed, elsewhere its reader keeps what it reads */
static void
test_open (void)
{
  g_autofree char *path = NULL;
  char text[6] = "";
  FILE *reader;

  clear ();
  path = put ("merilo-opened.pdf", 2 * APP_PRINT_DAY);
  reader = g_fopen (path, "rb");
  g_assert_nonnull (reader);
  app_print_folder_sweep (APP_PRINT_DAY);
#ifdef G_OS_WIN32
  g_assert_true (is_there (path));
#else
  g_assert_false (is_there (path));
#endif
  g_assert_cmpuint (fread (text, 1, 5, reader), ==, 5);
  g_assert_cmpstr (text, ==, "%PDF-");
  fclose (reader);
  app_print_folder_sweep (APP_PRINT_DAY);
  g_assert_false (is_there (path));
}

static void
test_no_folder (void)
{
  g_autofree char *folder = app_print_folder_path (), *parent = g_path_get_dirname (folder);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  clear ();
  app_print_folder_sweep (0);
  g_assert_false (is_there (folder));
  /* a file stands in its place: it stays, and it is said that nothing can be written */
  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (folder, "x", -1, NULL));
  app_print_folder_sweep (0);
  g_assert_true (is_there (folder));
  path = app_print_folder_add (&error);
  g_assert_null (path);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "нельзя записать"));
}

#ifndef G_OS_WIN32
/* neither a link nor what it leads to, be it one of a paper or of the folder itself */
static void
test_links (void)
{
  g_autofree char *elsewhere = NULL, *target = NULL, *link = NULL, *folder = NULL;

  clear ();
  elsewhere = g_build_filename (g_get_user_data_dir (), "elsewhere", NULL);
  g_assert_cmpint (g_mkdir (elsewhere, 0700), ==, 0);
  target = g_build_filename (elsewhere, "merilo-target.pdf", NULL);
  g_assert_true (g_file_set_contents (target, "%PDF-", -1, NULL));
  make_older (target, 2 * APP_PRINT_DAY);
  link = make_path ("merilo-linked.pdf");
  g_assert_cmpint (symlink (target, link), ==, 0);
  app_print_folder_sweep (0);
  g_assert_true (is_there (link) && is_there (target));

  g_assert_cmpint (g_unlink (link), ==, 0);
  folder = app_print_folder_path ();
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_cmpint (symlink (elsewhere, folder), ==, 0);
  app_print_folder_sweep (0);
  g_assert_true (is_there (target));
}
#endif

int
main (int argc, char **argv)
{
  int result;

  set_home ("merilo-test-print-folder");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print-folder/add", test_add);
  g_test_add_func ("/print-folder/ages", test_ages);
  g_test_add_func ("/print-folder/others", test_others);
  g_test_add_func ("/print-folder/open", test_open);
  g_test_add_func ("/print-folder/no-folder", test_no_folder);
#ifndef G_OS_WIN32
  g_test_add_func ("/print-folder/links", test_links);
#endif
  result = g_test_run ();
  wipe_home (TRUE);
  return result;
}

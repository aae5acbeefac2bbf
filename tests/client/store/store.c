#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/home.h"
#include "client/wait.h"
#include "model/entities/all.h"
#include "store/secrets.h"
#include "store/store.h"

#define SERVER "https://merilo.example.ru"

static char *
find_file (const char *end)
{
  g_autofree char *where = g_build_filename (g_get_user_data_dir (), "merilo", NULL);
  g_autoptr (GDir) dir = g_dir_open (where, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, end))
      return g_build_filename (where, name, NULL);
  return NULL;
}

static void
join (const char *field, const char *text, gpointer data)
{
  g_string_append_printf (data, "%s=%s;", field, text);
}

static void
test_drafts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AppStore) store = app_store_open (SERVER, 1, &error);
  g_autoptr (AppStore) other = NULL, again = NULL;
  g_autofree char *text = NULL, *foreign = NULL;
  g_autoptr (GString) all = g_string_new (NULL);

  g_assert_no_error (error);
  app_store_set_draft (store, "plan_item", "7", "title", "Мониторинг; drop table draft; --'");
  app_store_set_draft (store, "plan_item", "7", "no", "1.5");
  app_store_set_draft (store, "plan_item", "7", "no", "1.6");
  app_store_set_draft (store, "plan_item", "8", "no", "9");
  g_clear_object (&store);
  again = app_store_open (SERVER, 1, &error);
  g_assert_no_error (error);
  text = app_store_dup_draft (again, "plan_item", "7", "title");
  g_assert_cmpstr (text, ==, "Мониторинг; drop table draft; --'");
  app_store_each_draft (again, "plan_item", "7", join, all);
  g_assert_cmpstr (all->str, ==, "no=1.6;title=Мониторинг; drop table draft; --';");
  app_store_drop_draft (again, "plan_item", "7", "no");
  g_assert_cmpuint (app_store_count_drafts (again, "plan_item", "7"), ==, 1);
  app_store_drop_draft (again, "plan_item", "7", NULL);
  g_assert_cmpuint (app_store_count_drafts (again, "plan_item", "7"), ==, 0);
  g_assert_cmpuint (app_store_count_drafts (again, "plan_item", "8"), ==, 1);
  other = app_store_open (SERVER, 2, &error);
  foreign = app_store_dup_draft (other, "plan_item", "8", "no");
  g_assert_null (foreign);
}

static void
test_settings (void)
{
  g_autoptr (AppStore) store = app_store_open (SERVER, 1, NULL);
  g_autofree char *none = app_store_dup_setting (store, "page");
  g_autofree char *page = NULL, *gone = NULL;

  g_assert_null (none);
  app_store_set_setting (store, "page", "plans");
  page = app_store_dup_setting (store, "page");
  g_assert_cmpstr (page, ==, "plans");
  app_store_set_setting (store, "page", NULL);
  gone = app_store_dup_setting (store, "page");
  g_assert_null (gone);
}

static void
test_modes (void)
{
  g_autoptr (AppStore) store = app_store_open (SERVER, 1, NULL);
  g_autofree char *file = find_file ("-1.db"),
                  *where = g_build_filename (g_get_user_data_dir (), "merilo", NULL);
  struct stat st;

  g_assert_cmpint (g_stat (file, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (where, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 0777, ==, 0700);
}

/* a file that is no database any more is put aside, not lost and not in the way */
static void
test_torn_file (void)
{
  g_autoptr (AppStore) store = app_store_open (SERVER, 3, NULL);
  g_autoptr (AppStore) again = NULL;
  g_autofree char *file = find_file ("-3.db");
  g_autoptr (GError) error = NULL;

  g_clear_object (&store);
  g_assert_true (g_file_set_contents (file, "это не база данных, а обрывок чего-то", -1, NULL));
  again = app_store_open (SERVER, 3, &error);
  g_assert_no_error (error);
  app_store_set_draft (again, "act", "1", "title", "х");
  g_assert_cmpuint (app_store_count_drafts (again, "act", "1"), ==, 1);
}

static void
test_secrets (void)
{
  g_autofree char *token = NULL, *other = NULL, *gone = NULL, *file = NULL;
  g_autofree char *server = NULL, *login = NULL, *user = NULL;
  struct stat st;

  g_assert_true (app_secrets_keep (SERVER, "metodist", "тайна"));
  token = app_secrets_look (SERVER, "metodist");
  g_assert_cmpstr (token, ==, "тайна");
  other = app_secrets_look (SERVER, "school");
  g_assert_null (other);
  file = find_file ("session.ini");
  g_assert_cmpint (g_stat (file, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 0777, ==, 0600);
  app_secrets_keep_last (SERVER, "metodist", "{\"id\":1}");
  g_assert_true (app_secrets_look_last (&server, &login, &user));
  g_assert_cmpstr (user, ==, "{\"id\":1}");
  g_assert_cmpstr (server, ==, SERVER);
  g_assert_cmpstr (login, ==, "metodist");
  g_assert_true (app_secrets_keep (SERVER, "metodist", NULL));
  gone = app_secrets_look (SERVER, "metodist");
  g_assert_null (gone);
}

/* The child types as fast as it can and tells each cell through a pipe after it was stored; it is
 * killed in the middle; every cell it told of is there. */
static void
type_for_ever (int out)
{
  AppStore *store = app_store_open (SERVER, 9, NULL);

  for (guint i = 0;; i++)
    {
      g_autofree char *field = g_strdup_printf ("scores.%u", i);
      g_autofree char *text = g_strdup_printf ("%u", i % 5);

      app_store_set_draft (store, "expert_score", "u-1", field, text);
      if (write (out, &i, sizeof i) != sizeof i)
        _exit (1);
    }
}

static void
test_killed_while_typing (void)
{
  g_autoptr (AppStore) store = NULL;
  guint last = 0, i;

  for (guint round = 0; round < 5; round++)
    {
      int ends[2];
      pid_t child;

      g_assert_cmpint (pipe (ends), ==, 0);
      child = fork ();
      if (child == 0)
        {
          close (ends[0]);
          type_for_ever (ends[1]);
        }
      close (ends[1]);
      for (guint n = 0; n < 40 + round * 17; n++)
        g_assert_cmpint (read (ends[0], &last, sizeof last), ==, sizeof last);
      kill (child, SIGKILL);
      while (read (ends[0], &i, sizeof i) == sizeof i)
        last = MAX (last, i);
      waitpid (child, NULL, 0);
      close (ends[0]);
      store = app_store_open (SERVER, 9, NULL);
      for (i = 0; i <= last; i++)
        {
          g_autofree char *field = g_strdup_printf ("scores.%u", i);
          g_autofree char *text = app_store_dup_draft (store, "expert_score", "u-1", field);

          g_assert_nonnull (text);
          g_assert_cmpint (atoi (text), ==, (int) (i % 5));
        }
      app_store_drop_draft (store, "expert_score", "u-1", NULL);
      g_clear_object (&store);
    }
}

int
main (int argc, char **argv)
{
  int rc;

  set_home ("merilo-test-store");
  g_test_init (&argc, &argv, NULL);
  g_setenv ("MERILO_NO_KEYRING", "1", TRUE);
  merilo_entities_register ();
  g_test_add_func ("/store/drafts", test_drafts);
  g_test_add_func ("/store/settings", test_settings);
  g_test_add_func ("/store/modes", test_modes);
  g_test_add_func ("/store/torn-file", test_torn_file);
  g_test_add_func ("/store/secrets", test_secrets);
  g_test_add_func ("/store/killed-while-typing", test_killed_while_typing);
  rc = g_test_run ();
  wipe_home (TRUE);
  return rc;
}

/* A file opened with the program, as a file manager does: the real application, its command line.
 */
#include <glib/gstdio.h>

#include "client/fake/fake.h"
#include "client/home.h"
#include "lib/ui.h"
#include "pages/application.h"
#include "pages/frame/sign-in.h"
#include "pages/frame/window.h"
#include "pages/plans/plan-import.h"

#define ANSWER                                                                                     \
  "{\"plans\":[],\"tables\":[{\"table\":0,\"kind\":\"not-a-plan\",\"count\":0}],\"dropped\":[]}"

typedef struct
{
  Fake *fake;
  char *session, *first, *second;
} Ground;

static void
set_up (Ground *ground, gconstpointer role)
{
  const char *home = g_get_user_data_dir ();
  g_autofree char *user = g_strdup_printf ("{\"id\":1,\"login\":\"user\",\"name\":\"Орлова Анна\","
                                           "\"role\":\"%s\",\"org_id\":2,\"org_name\":\"УО\"}",
                                           (const char *) role);
  g_autofree char *url = NULL, *json = NULL;

  ground->fake = fake_start ();
  fake_load_file (ground->fake, g_getenv ("MERILO_SAMPLE"));
  fake_set_user (ground->fake, user);
  fake_answer (ground->fake, "POST", "files", 201, "{\"id\":\"f-9\"}");
  fake_answer (ground->fake, "POST", "jobs", 202, "{\"id\":9,\"state\":\"queued\"}");
  fake_answer (ground->fake, "GET", "jobs/9", 200, "{\"id\":9,\"state\":\"done\"}");
  fake_answer (ground->fake, "GET", "jobs/9/result", 200, ANSWER);
  url = fake_get_url (ground->fake);
  json = g_strdup_printf ("{\"server\":\"%s\",\"token\":\"t-1\"}", url);
  ground->session = g_build_filename (home, "session", NULL);
  ground->first = g_build_filename (home, "Дорожная карта 2026.docx", NULL);
  ground->second = g_build_filename (home, "вторая.docx", NULL);
  g_assert_true (g_file_set_contents (ground->session, json, -1, NULL));
  g_assert_true (g_file_set_contents (ground->first, "docx", -1, NULL));
  g_assert_true (g_file_set_contents (ground->second, "docx", -1, NULL));
}

static void
tear_down (Ground *ground, gconstpointer role)
{
  fake_stop (ground->fake);
  g_free (ground->session);
  g_free (ground->first);
  g_free (ground->second);
  wipe_home (FALSE);
}

/* the words of the test, said when the program runs */
typedef struct
{
  GApplication *application;
  Ground *ground;
  void (*look) (GApplication *application, Ground *ground);
} Run;

static AppWindow *
find_window (GApplication *application)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));

  for (GList *l = windows; l != NULL; l = l->next)
    if (APP_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static guint
count_imports (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      n += APP_IS_PLAN_IMPORT (window);
    }
  return n;
}

static void
close_all (GApplication *application)
{
  AppWindow *window = find_window (application);
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i-- > 0;)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (other != GTK_WINDOW (window))
        gtk_window_destroy (other);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  g_application_quit (application);
}

static gboolean
look_cb (gpointer data)
{
  Run *run = data;

  run->look (run->application, run->ground);
  close_all (run->application);
  return G_SOURCE_REMOVE;
}

/* @words: of the command line, NULL at the end */
static void
run_program (Ground *ground,
             const char *const *words,
             void (*look) (GApplication *application, Ground *ground))
{
  g_autoptr (AppApplication) application = app_application_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  Run run = { G_APPLICATION (application), ground, look };

  g_strv_builder_add (builder, "merilo");
  g_strv_builder_addv (builder, (const char **) words);
  argv = g_strv_builder_end (builder);
  g_idle_add (look_cb, &run);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), (int) g_strv_length (argv),
                                      argv),
                   ==, 0);
}

static void
look_read (GApplication *application, Ground *ground)
{
  UI_WAIT (fake_count (ground->fake, "POST", "files") == 1);
  UI_WAIT (fake_count (ground->fake, "POST", "jobs") == 1);
  g_assert_cmpuint (count_imports (), ==, 1);
  g_assert_cmpstr (app_window_get_page_name (find_window (application)), ==, "plans");
}

static void
test_read (Ground *ground, gconstpointer role)
{
  run_program (ground, (const char *[]){ "--session", ground->session, ground->first, NULL },
               look_read);
}

/* what a second start hands over */
static void
look_second (GApplication *application, Ground *ground)
{
  g_autoptr (GFile) second = g_file_new_for_path (ground->second);

  look_read (application, ground);
  g_application_open (application, &second, 1, "");
  UI_WAIT (fake_count (ground->fake, "POST", "files") == 2);
  g_assert_cmpuint (count_imports (), ==, 2);
}

static void
test_second (Ground *ground, gconstpointer role)
{
  run_program (ground, (const char *[]){ "--session", ground->session, ground->first, NULL },
               look_second);
}

static void
look_waiting (GApplication *application, Ground *ground)
{
  AppWindow *window = find_window (application);
  GtkWidget *form, *login, *password;

  UI_WAIT ((form = ui_find (GTK_WIDGET (window), APP_TYPE_SIGN_IN, NULL)) != NULL
           && gtk_widget_get_mapped (form));
  UI_WAIT (
      ui_find (form, GTK_TYPE_LABEL, "Войдите: после этого откроется «Дорожная карта 2026.docx».")
      != NULL);
  ui_shot (GTK_WINDOW (window), "sign-in-for-a-file");
  g_assert_cmpuint (fake_count (ground->fake, "POST", "files"), ==, 0);
  login = ui_find (form, ADW_TYPE_ENTRY_ROW, "Логин");
  password = ui_find (form, ADW_TYPE_PASSWORD_ENTRY_ROW, "Пароль");
  gtk_editable_set_text (GTK_EDITABLE (login), "user");
  gtk_editable_set_text (GTK_EDITABLE (password), "верный-пароль");
  gtk_widget_activate_action (form, "sign-in.go", NULL);
  look_read (application, ground);
}

static void
test_waiting (Ground *ground, gconstpointer role)
{
  g_autofree char *url = fake_get_url (ground->fake);

  g_unlink (ground->session);
  run_program (ground, (const char *[]){ "--server", url, ground->first, NULL }, look_waiting);
}

static void
look_refused (GApplication *application, Ground *ground)
{
  AppWindow *window = find_window (application);

  UI_WAIT (app_window_get_page_name (window) != NULL);
  UI_WAIT (ui_find (GTK_WIDGET (window), GTK_TYPE_LABEL,
                    "Дорожную карту загружает методист управления: войдите как методист и "
                    "откройте файл снова.")
           != NULL);
  g_assert_cmpuint (count_imports (), ==, 0);
  g_assert_cmpuint (fake_count (ground->fake, "POST", "files"), ==, 0);
}

static void
test_refused (Ground *ground, gconstpointer role)
{
  run_program (ground, (const char *[]){ "--session", ground->session, ground->first, NULL },
               look_refused);
}

int
main (int argc, char **argv)
{
  int status;

  set_home ("merilo-test-opened");
  app_application_prepare ();
  ui_test_init (&argc, &argv);
  g_test_add ("/opened/read", Ground, "methodologist", set_up, test_read, tear_down);
  g_test_add ("/opened/second", Ground, "methodologist", set_up, test_second, tear_down);
  g_test_add ("/opened/waiting", Ground, "methodologist", set_up, test_waiting, tear_down);
  g_test_add ("/opened/refused", Ground, "school", set_up, test_refused, tear_down);
  status = g_test_run ();
  wipe_home (TRUE);
  return status;
}

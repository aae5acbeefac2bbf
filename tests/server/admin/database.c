/* A new base and its first organisations: what the administrator of an installed server does first.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "command.h"
#include "lib/cluster.h"

static TestsCluster *cluster;

/* what the owner answers to a question in @database */
static void
assert_holds (const char *database, const char *condition)
{
  g_autofree char *sql = g_strdup_printf (
      "do $$ begin if not coalesce ((select %s), false) then raise 'it does not hold'; end if; end "
      "$$",
      condition);
  SrvSession *session = tests_cluster_open (cluster, database);

  tests_run_sql (session, sql);
  srv_session_close (session);
}

static void
test_create (void)
{
  static const char *const bad[]
      = { "Merilo", "merilo; drop database merilo", "merilo\"", "", "1merilo", "мерило", NULL };
  g_autofree char *empty = tests_cluster_new_empty_database (cluster);
  g_autofree char *keeper = tests_cluster_conninfo_owner (cluster, empty);
  g_autofree char *own = tests_cluster_conninfo_owner (cluster, "merilo");
  g_autoptr (Command) first = NULL, second = NULL, other = NULL, migrate = NULL;

  first = command_run (NULL, NULL, "database", "create", "--database", keeper, NULL);
  command_assert (first, 0, "create");
  assert_holds ("merilo", "pg_get_userbyid (datdba) = 'merilo_owner' and encoding = 6 and "
                          "daticulocale = 'ru-RU' from pg_database where datname = 'merilo'");
  assert_holds ("merilo",
                "bool_and (m.admin_option) and count (*) = 7 from pg_auth_members m where "
                "m.member = 'merilo_owner'::regrole");
  assert_holds ("merilo", "not rolsuper and not rolcreaterole and not rolcreatedb and rolcanlogin "
                          "from pg_roles where rolname = 'merilo_app'");
  migrate = command_run (own, NULL, "migrate", NULL);
  command_assert (migrate, 0, "migrate");
  second = command_run (keeper, NULL, "database", "create", "merilo", NULL);
  command_assert (second, 0, "create again");
  assert_holds ("merilo", "count (*) > 10 from schema_migration");
  other = command_run (keeper, NULL, "database", "create", "merilo_check", NULL);
  command_assert (other, 0, "create another");
  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_autoptr (Command) run = command_run (keeper, NULL, "database", "create", bad[i], NULL);

      command_assert (run, 2, bad[i]);
    }
}

/* a base of that name that somebody else keeps is not taken */
static void
test_foreign (void)
{
  g_autofree char *empty = tests_cluster_new_empty_database (cluster);
  g_autofree char *keeper = tests_cluster_conninfo_owner (cluster, empty);
  SrvSession *session = tests_cluster_open (cluster, empty);
  g_autoptr (Command) run = NULL;

  tests_run_sql (session, "create role stranger");
  tests_run_sql (session, "create database strange owner stranger");
  srv_session_close (session);
  run = command_run (keeper, NULL, "database", "create", "strange", NULL);
  command_assert (run, 2, "foreign");
  assert_holds (empty, "pg_get_userbyid (datdba) = 'stranger' from pg_database where datname = "
                       "'strange'");
}

static void
test_orgs (void)
{
  static const struct
  {
    const char *name, *kind, *short_name, *parent, *login;
    int status;
  } rows[] = {
    { "Город Учебный", "municipality", "г. Учебный", NULL, NULL, 0 },
    { "Управление образования", "department", "УО", "1", NULL, 0 },
    { "МБОУ СОШ № 1", "школа", "СОШ № 1", "1", "990001", 0 },
    { "МБОУ СОШ № 2", "school", "СОШ № 2", "1", "990001", 2 }, /* the login is taken */
    { "МБОУ СОШ № 3", "school", "СОШ № 3", "1", "99000", 2 },
    { "МБОУ СОШ № 4", "academy", "СОШ № 4", "1", NULL, 2 },
    { "МБОУ СОШ № 5", NULL, "СОШ № 5", "1", NULL, 2 },
    { "МБОУ СОШ № 6", "school", NULL, "1", NULL, 2 },
    { "МБОУ СОШ № 7", "school", "СОШ № 7", "99", NULL, 2 },
    { "МБОУ СОШ № 8", "school", "СОШ № 8", "1; drop table org", NULL, 2 },
    { "\xff\xfe", "school", "СОШ № 9", "1", NULL, 2 },
    { "", "school", "СОШ № 10", "1", NULL, 2 },
  };
  g_autofree char *name = tests_cluster_new_database (cluster);
  g_autofree char *owner = tests_cluster_conninfo_owner (cluster, name);
  g_autoptr (Command) list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *kind = g_strconcat ("--kind=", rows[i].kind, NULL);
      g_autofree char *parent = g_strconcat ("--parent=", rows[i].parent, NULL);
      g_autofree char *login = g_strconcat ("--login=", rows[i].login, NULL);
      g_autofree char *short_name = g_strconcat ("--short=", rows[i].short_name, NULL);
      const char *words[4] = { NULL };
      guint n = 0;
      g_autoptr (Command) run = NULL;

      if (rows[i].kind != NULL)
        words[n++] = kind;
      if (rows[i].parent != NULL)
        words[n++] = parent;
      if (rows[i].login != NULL)
        words[n++] = login;
      if (rows[i].short_name != NULL)
        words[n++] = short_name;
      run = command_run (owner, NULL, "org", "add", rows[i].name, words[0], n > 1 ? words[1] : NULL,
                         n > 2 ? words[2] : NULL, n > 3 ? words[3] : NULL, NULL);
      command_assert (run, rows[i].status, rows[i].name);
    }
  assert_holds (name, "count (*) = 3 from org");
  assert_holds (name, "kind = 'school' and parent_id = 1 and timezone = 'Europe/Moscow' from org "
                      "where login_digits = '990001'");
  list = command_run (owner, NULL, "org", "list", NULL);
  command_assert (list, 0, "list");
  g_assert_cmpstr (list->out, ==,
                   "1\tГород Учебный\tmunicipality\t\n"
                   "2\t  Управление образования\tdepartment\t\n"
                   "3\t  МБОУ СОШ № 1\tschool\t990001\n");
}

/* the base is found where the settings of the server name it */
static void
test_config (void)
{
  g_autofree char *name = tests_cluster_new_database (cluster);
  g_autofree char *owner = tests_cluster_conninfo_owner (cluster, name);
  g_autofree char *folder = g_dir_make_tmp ("merilo-admin-XXXXXX", NULL);
  g_autofree char *good = g_build_filename (folder, "database.conf", NULL);
  g_autofree char *empty = g_build_filename (folder, "server.conf", NULL);
  g_autofree char *text = g_strdup_printf ("[server]\nowner = %s\ndatabase = x\n", owner);
  g_autoptr (Command) found = NULL, none = NULL, absent = NULL;

  g_assert_true (g_file_set_contents (good, text, -1, NULL));
  g_assert_true (g_file_set_contents (empty, "[server]\nport = 1\n", -1, NULL));
  found = command_run (NULL, NULL, "migrate", "--config", good, NULL);
  command_assert (found, 0, "named");
  none = command_run (NULL, NULL, "migrate", "--config", empty, NULL);
  command_assert (none, 2, "not named");
  absent = command_run (NULL, NULL, "migrate", "--config", "/nonexistent/merilo.conf", NULL);
  g_assert_cmpint (absent->status, ==, 2);
  g_unlink (good);
  g_unlink (empty);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  cluster = tests_cluster_start ();
  g_test_add_func ("/admin/database/create", test_create);
  g_test_add_func ("/admin/database/foreign", test_foreign);
  g_test_add_func ("/admin/database/orgs", test_orgs);
  g_test_add_func ("/admin/database/config", test_config);
  status = g_test_run ();
  tests_cluster_stop (cluster);
  return status;
}

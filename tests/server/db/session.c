/* The connection that waits: shapes, values of every type, errors, entering. */
#include "db/session.h"

#include <string.h>

#include "lib/cluster.h"
#include "model/error.h"

static TestsCluster *cluster;

/* rights and policies as the house has them, on a table of the test's own */
static const char table[]
    = "create table note (id bigint generated always as identity primary key, org_id bigint not null,"
      " body text not null check (length (body) < 100), unique (org_id, body));"
      "alter table note enable row level security;"
      "create policy note_seen on note using (org_id = any (my_orgs ()));"
      "grant select, insert, update on note to merilo_school, merilo_methodologist;"
      "insert into note (org_id, body) select 1 + n % 3, 'n' || n from generate_series (1, 30) n";

static void
test_migrated (void)
{
  g_autofree char *name = tests_cluster_new_database (cluster);
  g_autoptr (SrvSession) session = tests_cluster_open (cluster, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (SrvRows) rows = NULL;
  SrvParams *params = srv_params_new ();

  srv_params_add_whole (params, 1);
  rows = srv_session_ask (session, "migration/find", params, SRV_SHAPE_ONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (srv_rows_get_text (rows, 0, "sha256")), ==, 64);
}

static void
test_databases_apart (void)
{
  g_autofree char *first = tests_cluster_new_database (cluster);
  g_autofree char *second = tests_cluster_new_database (cluster);
  g_autoptr (SrvSession) one = tests_cluster_open (cluster, first);
  g_autoptr (SrvSession) two = tests_cluster_open (cluster, second);

  tests_run_sql (one, table);
  tests_run_sql (two, table);
}

static void
test_errors (void)
{
  static const struct
  {
    const char *label, *sql;
    MeriloErrorCode code;
  } rows[] = {
    { "unique", "insert into note (org_id, body) values (1, 'n3')", MERILO_ERROR_EXISTS },
    { "check", "insert into note (org_id, body) values (1, repeat ('x', 100))",
      MERILO_ERROR_INVALID },
    { "missing", "insert into note (org_id) values (1)", MERILO_ERROR_INVALID },
    { "reference", "insert into class (org_id, year, grade, letter) values (999, 2026, 4, 'А')",
      MERILO_ERROR_INVALID },
    { "number", "select 'x'::int", MERILO_ERROR_INVALID },
    { "timeout", "set statement_timeout = 20; select pg_sleep (5)", MERILO_ERROR_TIMEOUT },
    { "deadlock", "do $$ begin raise exception using errcode = '40P01'; end $$",
      MERILO_ERROR_UNAVAILABLE },
    { "full disk", "do $$ begin raise exception using errcode = '53100'; end $$",
      MERILO_ERROR_UNAVAILABLE },
    { "ours: forbidden", "select refuse ('ME403', 'нельзя')", MERILO_ERROR_FORBIDDEN },
    { "ours: not there", "select refuse ('ME404', 'нет')", MERILO_ERROR_NOT_FOUND },
    { "ours: locked", "select refuse ('ME409', 'закрыто')", MERILO_ERROR_LOCKED },
    { "ours: changed", "select refuse ('ME412', 'изменено')", MERILO_ERROR_CONFLICT },
    { "ours: broken rule", "select refuse ('ME422', 'не так')", MERILO_ERROR_INVALID },
    { "ours: too many", "select refuse ('ME429', 'часто')", MERILO_ERROR_TOO_MANY },
    { "key of another request", "select refuse ('MEKEY', 'ключ')", MERILO_ERROR_KEY_REUSED },
    { "our own fault", "select no_such_column from note", MERILO_ERROR_INTERNAL },
    { "syntax", "selec 1", MERILO_ERROR_INTERNAL },
  };
  g_autofree char *name = tests_cluster_new_database (cluster);
  g_autoptr (SrvSession) owner = tests_cluster_open (cluster, name);

  tests_run_sql (owner, table);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SrvSession) session = tests_cluster_open (cluster, name);
      g_autoptr (GError) error = NULL;

      g_assert_false (srv_session_run_script (session, rows[i].sql, &error));
      if (!g_error_matches (error, MERILO_ERROR, (gint) rows[i].code))
        g_error ("%s: %d %s", rows[i].label, error->code, error->message);
      g_assert_false (strstr (error->message, "n3") != NULL); /* values are not told */
    }
}

/* a role without rights of its own: who forgot to enter gets nothing */
static void
test_enter (void)
{
  g_autofree char *name = tests_cluster_new_database (cluster);
  g_autoptr (SrvSession) owner = tests_cluster_open (cluster, name);
  g_autoptr (SrvSession) app = NULL;
  g_autoptr (SrvIdentity) who = srv_identity_new ("7", MERILO_ROLE_SCHOOL, "2", "{2}");
  g_autoptr (GError) error = NULL;

  tests_run_sql (owner, table);
  app = tests_cluster_open_app (cluster, name);
  g_assert_false (srv_session_run_script (app, "select from note", &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_FORBIDDEN);
  g_clear_error (&error);

  g_assert_true (srv_session_begin (app, &error));
  g_assert_true (srv_session_enter (app, who, &error));
  tests_run_sql (app, "do $$ begin if (select count (*) from note) <> 10 or exists "
                      "(select from note where org_id <> 2) then raise 'sees too much'; end if; "
                      "end $$");
  g_assert_true (srv_session_commit (app, &error));
  g_assert_false (srv_session_run_script (app, "select from note", &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_FORBIDDEN);
}

/* the transaction's settings are empty texts afterwards, not null: no policy may trip over them */
static void
test_entered_and_left (void)
{
  g_autofree char *name = tests_cluster_new_database (cluster);
  g_autoptr (SrvSession) owner = tests_cluster_open (cluster, name);
  g_autoptr (SrvSession) app = NULL;
  g_autoptr (SrvIdentity) who = srv_identity_new ("7", MERILO_ROLE_SCHOOL, "2", "{2}");
  g_autoptr (GError) error = NULL;

  tests_run_sql (owner, table);
  app = tests_cluster_open_app (cluster, name);
  g_assert_true (srv_session_begin (app, &error));
  g_assert_true (srv_session_enter (app, who, &error));
  g_assert_true (srv_session_commit (app, &error));
  tests_run_sql (app,
                 "begin; set local role merilo_school; do $$ begin if exists (select from note)"
                 " then raise 'sees rows of nobody'; end if; end $$; rollback");
}

static void
test_lost (void)
{
  g_autofree char *name = tests_cluster_new_empty_database (cluster);
  g_autoptr (SrvSession) session = tests_cluster_open (cluster, name);
  g_autoptr (SrvSession) killer = tests_cluster_open (cluster, name);
  g_autoptr (GError) error = NULL;

  tests_run_sql (killer, "select pg_terminate_backend (pid) from pg_stat_activity where datname = "
                         "current_database () and pid <> pg_backend_pid ()");
  g_assert_false (srv_session_run_script (session, "select 1", &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
}

static void
test_unreachable (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (srv_session_open ("host=/nowhere dbname=x user=y", &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE);
}

static void
test_no_such_statement (void)
{
  g_autofree char *name = tests_cluster_new_empty_database (cluster);
  g_autoptr (SrvSession) session = tests_cluster_open (cluster, name);
  g_autoptr (GError) error = NULL;

  g_assert_null (srv_session_ask (session, "migration/lost", NULL, SRV_SHAPE_ANY, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_INTERNAL);
  g_clear_error (&error);
  g_assert_null (
      srv_session_ask (session, "../migrations/0001-roles", NULL, SRV_SHAPE_ANY, &error));
  g_assert_error (error, MERILO_ERROR, MERILO_ERROR_INTERNAL);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  cluster = tests_cluster_start ();
  g_test_add_func ("/session/migrated", test_migrated);
  g_test_add_func ("/session/databases-apart", test_databases_apart);
  g_test_add_func ("/session/errors", test_errors);
  g_test_add_func ("/session/enter", test_enter);
  g_test_add_func ("/session/entered-and-left", test_entered_and_left);
  g_test_add_func ("/session/lost", test_lost);
  g_test_add_func ("/session/unreachable", test_unreachable);
  g_test_add_func ("/session/no-such-statement", test_no_such_statement);
  result = g_test_run ();
  tests_cluster_stop (cluster);
  return result;
}

/* What becomes of requests when their connection, or the base itself, goes away. */
#include <signal.h>

#include "asker.h"

#define KILL                                                                                       \
  "select count (pg_terminate_backend (pid)) as v from pg_stat_activity"                           \
  " where usename = 'merilo_app' and datname = current_database ()"
#define COUNT "select count (*) as v from note"
#define SLOW  "select (pg_sleep (0.6) is null)::text || (select count (*) from note) as v"

static TestsCluster *cluster;

typedef struct
{
  char *database;
  SrvConnection *app, *owner;
} Base;

static void
base_open (Base *base)
{
  base->database = asker_new_database (cluster);
  base->app = asker_connect (cluster, base->database, "");
  base->owner = asker_connect_owner (cluster, base->database);
}

static void
base_close (Base *base)
{
  srv_connection_free (base->app);
  srv_connection_free (base->owner);
  g_free (base->database);
}

static void
kill_backends (Base *base)
{
  g_free (asker_look (base->owner, KILL));
}

static void
run_elsewhere (const char *format, const char *database)
{
  g_autoptr (SrvSession) session = tests_cluster_open (cluster, "postgres");
  g_autofree char *sql = g_strdup_printf (format, database);

  tests_run_sql (session, sql);
}

/* the reader never learns of it; a writer must not be told what is not known; what waited in the
 * queue behind goes out on the next connection */
static void
test_killed_under_way (void)
{
  Answer answers[5] = { 0 };
  Base base;

  base_open (&base);
  asker_ask (base.app, 1, SLOW, &answers[0]);
  asker_write (base.app, 1, "update note set body = 'w' where body = 'n3' returning body as v",
               &answers[1]);
  asker_ask (base.app, 2, COUNT, &answers[2]);
  asker_turn (200);
  kill_backends (&base);
  asker_ask (base.app, 3, COUNT, &answers[3]);
  asker_wait_ready (base.app, FALSE, 10); /* a backend dies when it comes to it */
  asker_write (base.app, 1, "update note set body = 'w2' where body = 'n6' returning body as v",
               &answers[4]);
  asker_wait (answers, 5, 10);
  asker_assert (&answers[0], "read under way", "false10");
  asker_assert (&answers[1], "write under way", "unavailable");
  asker_assert (&answers[2], "read behind", "10");
  asker_assert (&answers[3], "read after", "10");
  asker_assert (&answers[4], "write after", "w2");
  base_close (&base);
}

/* a read that takes its connection down with it is not asked for ever */
static void
test_read_that_kills (void)
{
  Answer answers[2] = { 0 };
  Base base;

  base_open (&base);
  for (guint round = 0; round < 3; round++)
    {
      asker_ask (base.app, 1, SLOW, &answers[0]);
      asker_turn (150);
      kill_backends (&base);
      asker_wait_ready (base.app, FALSE, 5);
      asker_wait_ready (base.app, TRUE, 5);
      asker_turn (150);
      kill_backends (&base);
      asker_wait (&answers[0], 1, 10);
      asker_assert (&answers[0], "twice lost", "unavailable");
      asker_wait_ready (base.app, TRUE, 5);
    }
  asker_ask (base.app, 1, COUNT, &answers[1]);
  asker_wait (&answers[1], 1, 10);
  asker_assert (&answers[1], "sound again", "10");
  base_close (&base);
}

/* away for seconds: nobody waits for it long, and when it is back it serves without a restart */
static void
test_base_away (void)
{
  Answer answers[2] = { 0 };
  gint64 began;
  Base base;

  base_open (&base);
  run_elsewhere ("alter database %s with allow_connections false", base.database);
  kill_backends (&base);
  asker_wait_ready (base.app, FALSE, 5);
  began = g_get_monotonic_time ();
  asker_ask (base.app, 1, COUNT, &answers[0]);
  asker_wait (answers, 1, 5);
  asker_assert (&answers[0], "waited in vain", "unavailable");
  asker_ask (base.app, 1, COUNT, &answers[1]);
  asker_wait (&answers[1], 1, 1);
  asker_assert (&answers[1], "refused at once", "unavailable");
  g_assert_cmpint (g_get_monotonic_time () - began, <, 4 * G_USEC_PER_SEC);
  run_elsewhere ("alter database %s with allow_connections true", base.database);
  asker_wait_ready (base.app, TRUE, 10);
  asker_ask (base.app, 1, COUNT, &answers[0]);
  asker_wait (answers, 1, 10);
  asker_assert (&answers[0], "back", "10");
  base_close (&base);
}

/* the other end is there and says nothing, as when a cable is out: statement_timeout cannot tell */
static void
test_silent (void)
{
  Answer answers[3] = { 0 };
  g_autofree char *pid = NULL;
  Base base;

  base_open (&base);
  srv_connection_set_patience (base.app, 2);
  pid = asker_look (base.owner, "select pid as v from pg_stat_activity where usename = 'merilo_app'"
                                " and datname = current_database ()");
  asker_ask (base.app, 1, COUNT, &answers[0]);
  asker_wait (answers, 1, 5);
  asker_clear (&answers[0]);
  kill ((pid_t) g_ascii_strtoll (pid, NULL, 10), SIGSTOP);
  asker_ask (base.app, 1, COUNT, &answers[0]);
  asker_write (base.app, 1, "select 1 as v", &answers[1]);
  asker_wait (answers, 2, 10);
  kill ((pid_t) g_ascii_strtoll (pid, NULL, 10), SIGCONT);
  asker_assert (&answers[0], "read", "10");
  asker_assert (&answers[1], "write", "unavailable");
  base_close (&base);
}

/* a thousand more than the queue holds: each is answered, the overflow at once */
static void
test_overflow (void)
{
  guint n = 6000, refused = 0;
  g_autofree Answer *answers = g_new0 (Answer, n);
  Base base;

  base_open (&base);
  for (guint i = 0; i < n; i++)
    asker_ask (base.app, 1, "select 1 as v", &answers[i]);
  asker_wait (answers, n, 60);
  for (guint i = 0; i < n; i++)
    {
      refused += answers[i].error != NULL;
      asker_clear (&answers[i]);
    }
  g_assert_cmpuint (refused, ==, n - 4096);
  base_close (&base);
}

static void
test_freed_under_way (void)
{
  Answer answers[3] = { 0 };
  Base base;

  base_open (&base);
  asker_ask (base.app, 1, SLOW, &answers[0]);
  asker_turn (100);
  asker_write (base.app, 1, COUNT, &answers[1]);
  asker_ask (base.app, 1, COUNT, &answers[2]);
  base_close (&base);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (answers[i].times, ==, 1);
      asker_assert (&answers[i], "freed", "unavailable");
    }
}

static void
test_never_there (void)
{
  SrvConnection *connection = srv_connection_new ("host=/nowhere user=x dbname=y", "");
  Answer answers[20] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    asker_ask (connection, 1, COUNT, &answers[i]);
  asker_wait (answers, G_N_ELEMENTS (answers), 10);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    asker_assert (&answers[i], "nowhere", "unavailable");
  g_assert_false (srv_connection_is_ready (connection));
  srv_connection_free (connection);
}

/* the last: the whole base is killed as the machine would, and started again */
static void
test_crash (void)
{
  Answer answers[3] = { 0 };
  Base base;

  base_open (&base);
  asker_write (base.app, 1, "update note set body = 'kept' where body = 'n3' returning body as v",
               &answers[0]);
  asker_wait (answers, 1, 10);
  asker_assert (&answers[0], "acknowledged", "kept");
  tests_cluster_crash (cluster);
  asker_wait_ready (base.app, FALSE, 5);
  asker_wait_ready (base.owner, FALSE, 5);
  tests_cluster_restart (cluster);
  asker_wait_ready (base.app, TRUE, 10);
  asker_ask (base.app, 1, "select body as v from note where body = 'kept'", &answers[1]);
  asker_wait (&answers[1], 1, 10);
  asker_assert (&answers[1], "there after the crash", "kept");
  base_close (&base);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  cluster = tests_cluster_start ();
  g_test_add_func ("/lost/killed-under-way", test_killed_under_way);
  g_test_add_func ("/lost/read-that-kills", test_read_that_kills);
  g_test_add_func ("/lost/base-away", test_base_away);
  g_test_add_func ("/lost/silent", test_silent);
  g_test_add_func ("/lost/overflow", test_overflow);
  g_test_add_func ("/lost/freed-under-way", test_freed_under_way);
  g_test_add_func ("/lost/never-there", test_never_there);
  g_test_add_func ("/lost/crash", test_crash);
  result = g_test_run ();
  tests_cluster_stop (cluster);
  return result;
}

/* Requests of many users in one pipe: what one of them meets is its own affair. */
#include "db/connection.h"

#include <string.h>

#include "asker.h"

static TestsCluster *cluster;

#define COUNT    "select count (*) as v from note"
#define LAST_ORG "select max (org_id) as v from note"

typedef struct
{
  char *database;
  SrvConnection *app, *owner;
} Base;

static void
base_open (Base *base, const char *options)
{
  base->database = asker_new_database (cluster);
  base->app = asker_connect (cluster, base->database, options);
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
assert_look (Base *base, const char *label, const char *sql, const char *expected)
{
  g_autofree char *found = asker_look (base->owner, sql);

  if (g_strcmp0 (found, expected) != 0)
    g_error ("%s: '%s' instead of '%s'", label, found, expected);
}

/* all in one turn of the loop, so in one packet */
static void
test_neighbours (void)
{
  static const struct
  {
    const char *label;
    int org;
    gboolean writes;
    const char *sql, *expected;
  } rows[] = {
    { "a write", 1, TRUE, "update note set body = 'new' where body = 'n3' returning body as v",
      "new" },
    { "fails in the middle", 2, TRUE, "select 1 / (count (*) - count (*)) as v from note",
      "invalid" },
    { "breaks a constraint", 2, TRUE,
      "insert into note (org_id, body) values (2, repeat ('x', 200)) returning body as v",
      "invalid" },
    { "sees its own", 3, FALSE, LAST_ORG, "3" },
    { "forgot to enter", 0, FALSE, COUNT, "forbidden" },
    { "is no SQL", 1, FALSE, "selec 1", "internal" },
    { "row of another is not there", 2, TRUE,
      "update note set body = 'stolen' where org_id = 1 returning body as v", "" },
    { "into another's org", 2, TRUE,
      "insert into note (org_id, body) values (1, 'foreign') returning body as v", "forbidden" },
    { "sees ten", 1, FALSE, COUNT, "10" },
  };
  Answer answers[G_N_ELEMENTS (rows)] = { 0 };
  Base base;

  base_open (&base, "");
  for (guint round = 0; round < 3; round++) /* prepared anew, then known */
    {
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        if (rows[i].writes)
          asker_write (base.app, rows[i].org, rows[i].sql, &answers[i]);
        else
          asker_ask (base.app, rows[i].org, rows[i].sql, &answers[i]);
      asker_wait (answers, G_N_ELEMENTS (rows), 10);
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        asker_assert (&answers[i], rows[i].label, rows[i].expected);
      assert_look (&base, "the write stands", "select body as v from note where body = 'new'",
                   "new");
      g_free (asker_look (base.owner,
                          "update note set body = 'n3' where body = 'new' returning 1 as v"));
    }
  base_close (&base);
}

/* a statement whose first use fails is as good as any later */
static void
test_first_use_fails (void)
{
  const char *sql = "insert into note (org_id, body) values (1, 'n' || 3 * (select count (*) from "
                    "note where body = 'n3')) returning body as v";
  Answer answer = { 0 };
  Base base;

  base_open (&base, "");
  for (guint i = 0; i < 3; i++)
    {
      asker_write (base.app, 1, sql, &answer);
      asker_wait (&answer, 1, 10);
      asker_assert (&answer, "there already", "exists");
    }
  g_free (asker_look (base.owner, "delete from note where body = 'n3' returning 1 as v"));
  asker_write (base.app, 1, sql, &answer);
  asker_wait (&answer, 1, 10);
  asker_assert (&answer, "not there any more", "n0");
  base_close (&base);
}

/* the first of a burst fails before it could prepare the statement all the others use */
static void
test_burst_behind_failure (void)
{
  Answer answers[40] = { 0 };
  Base base;

  base_open (&base, "");
  asker_write_keyed (base.app, "key-of-the-test", 1, COUNT, &answers[0]);
  asker_wait (answers, 1, 10);
  asker_clear (&answers[0]);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (i % 10 == 0)
      asker_write_keyed (base.app, "key-of-the-test", 2, LAST_ORG, &answers[i]);
    else
      asker_ask (base.app, 1, LAST_ORG, &answers[i]);
  asker_wait (answers, G_N_ELEMENTS (answers), 10);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    asker_assert (&answers[i], "burst", i % 10 == 0 ? "idempotency-key-reused" : "1");
  base_close (&base);
}

static void
test_keys (void)
{
  const char *sql
      = "with w as (insert into note (org_id, body) select 1, 'k' || count (*) from note "
        "returning id) select id as v, idem_done ('same-key', id::text) from w";
  Answer answers[3] = { 0 };
  Base base;

  base_open (&base, "");
  asker_write_keyed (base.app, "same-key", 1, sql, &answers[0]);
  asker_write_keyed (base.app, "same-key", 1, sql, &answers[1]);
  asker_write_keyed (base.app, "same-key", 2, sql, &answers[2]);
  asker_wait (answers, 3, 10);
  g_assert_cmpstr (answers[1].error->message, ==, answers[0].text); /* the record of the first */
  asker_clear (&answers[0]);
  asker_assert (&answers[1], "the same request", "repeated");
  asker_assert (&answers[2], "another request", "idempotency-key-reused");
  assert_look (&base, "written once", "select count (*) as v from note where body like 'k%'", "1");
  base_close (&base);
}

/* two connections, as two workers: the second waits for the first and learns of its record */
static void
test_keys_at_once (void)
{
  const char *sql
      = "with w as (insert into note (org_id, body) select 1, 'k' || count (*) from note, "
        "pg_sleep (0.3) returning id) select id as v, idem_done ('same-key', id::text) from w";
  Answer answers[2] = { 0 };
  SrvConnection *other;
  Base base;

  base_open (&base, "");
  other = asker_connect (cluster, base.database, "");
  asker_write_keyed (base.app, "same-key", 1, sql, &answers[0]);
  asker_write_keyed (other, "same-key", 1, sql, &answers[1]);
  asker_wait (answers, 2, 10);
  g_assert_true ((answers[0].error != NULL) != (answers[1].error != NULL));
  asker_assert (&answers[answers[0].error != NULL ? 0 : 1], "the second", "repeated");
  asker_clear (&answers[0]);
  asker_clear (&answers[1]);
  assert_look (&base, "written once", "select count (*) as v from note where body like 'k%'", "1");
  srv_connection_free (other);
  base_close (&base);
}

static void
test_statement_timeout (void)
{
  Answer answers[3] = { 0 };
  Base base;

  base_open (&base, "-c statement_timeout=200");
  asker_ask (base.app, 1, COUNT, &answers[0]);
  asker_ask (base.app, 1, "select pg_sleep (20)::text as v", &answers[1]);
  asker_ask (base.app, 1, LAST_ORG, &answers[2]);
  asker_wait (answers, 3, 10);
  asker_assert (&answers[0], "before", "10");
  asker_assert (&answers[1], "too slow", "timeout");
  asker_assert (&answers[2], "behind", "1");
  base_close (&base);
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *label;
    SrvShape shape;
    guint rows;
    gboolean fits;
  } rows[] = {
    { "none, is none", SRV_SHAPE_NONE, 0, TRUE },
    { "none, is one", SRV_SHAPE_NONE, 1, FALSE },
    { "one, is one", SRV_SHAPE_ONE, 1, TRUE },
    { "one, is none", SRV_SHAPE_ONE, 0, FALSE },
    { "one, are two", SRV_SHAPE_ONE, 2, FALSE },
    { "maybe, is none", SRV_SHAPE_MAYBE_ONE, 0, TRUE },
    { "maybe, is one", SRV_SHAPE_MAYBE_ONE, 1, TRUE },
    { "maybe, are two", SRV_SHAPE_MAYBE_ONE, 2, FALSE },
    { "many, is none", SRV_SHAPE_MANY, 0, TRUE },
    { "many, are two", SRV_SHAPE_MANY, 2, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (srv_shape_fits (rows[i].shape, rows[i].rows) != rows[i].fits)
      g_error ("%s", rows[i].label);
}

/* a migration runs while the server is up: what a prepared statement gives has another type */
static void
test_table_changes (void)
{
  const char *sql = "select * from (select body as v, note.* from note order by id limit 1) n";
  Answer answers[8] = { 0 };
  Base base;

  base_open (&base, "");
  asker_ask (base.app, 1, sql, &answers[0]);
  asker_wait (answers, 1, 10);
  asker_assert (&answers[0], "before", "n3");
  {
    g_autoptr (SrvSession) owner = tests_cluster_open (cluster, base.database);

    tests_run_sql (owner, "alter table note add mark int");
  }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    asker_ask (base.app, 1, i % 2 == 0 ? sql : COUNT, &answers[i]);
  asker_wait (answers, G_N_ELEMENTS (answers), 10);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    asker_assert (&answers[i], "after", i % 2 == 0 ? "n3" : "10");
  base_close (&base);
}

/* shapes of lists are many: a connection does not keep them for ever */
static void
test_many_statements (void)
{
  Answer *answers = g_new0 (Answer, 2500);
  Base base;

  base_open (&base, "");
  for (guint i = 0; i < 2500; i++)
    {
      g_autofree char *sql = g_strdup_printf ("select %u as v", i);

      asker_ask (base.app, 1, sql, &answers[i]);
    }
  asker_wait (answers, 2500, 30);
  for (guint i = 0; i < 2500; i++)
    {
      g_autofree char *expected = g_strdup_printf ("%u", i);

      asker_assert (&answers[i], "statement", expected);
    }
  asker_ask (base.app, 1, "select count (*) as v from pg_prepared_statements", &answers[0]);
  asker_wait (answers, 1, 10);
  g_assert_cmpint (g_ascii_strtoll (answers[0].text, NULL, 10), <, 1100);
  asker_clear (&answers[0]);
  g_free (answers);
  base_close (&base);
}

static void
test_large (void)
{
  Answer answers[3] = { 0 };
  g_autofree char *text = g_strnfill (6 << 20, 'x');
  g_autofree char *sql = g_strdup_printf ("select length ('%s') as v", text);
  Base base;

  base_open (&base, "");
  asker_ask (base.app, 1, sql, &answers[0]);
  asker_ask (base.app, 1, "select repeat ('y', 8000000) as v", &answers[1]);
  asker_ask (base.app, 1, COUNT, &answers[2]);
  asker_wait (answers, 3, 20);
  asker_assert (&answers[0], "sent", "6291456");
  g_assert_cmpuint (strlen (answers[1].text), ==, 8000000);
  asker_clear (&answers[1]);
  asker_assert (&answers[2], "behind", "10");
  base_close (&base);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  cluster = tests_cluster_start ();
  g_test_add_func ("/connection/neighbours", test_neighbours);
  g_test_add_func ("/connection/first-use-fails", test_first_use_fails);
  g_test_add_func ("/connection/burst-behind-failure", test_burst_behind_failure);
  g_test_add_func ("/connection/keys", test_keys);
  g_test_add_func ("/connection/keys-at-once", test_keys_at_once);
  g_test_add_func ("/connection/statement-timeout", test_statement_timeout);
  g_test_add_func ("/connection/shapes", test_shapes);
  g_test_add_func ("/connection/table-changes", test_table_changes);
  g_test_add_func ("/connection/many-statements", test_many_statements);
  g_test_add_func ("/connection/large", test_large);
  result = g_test_run ();
  tests_cluster_stop (cluster);
  return result;
}

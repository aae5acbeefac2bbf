#include "asker.h"

#include "model/error.h"

static const char table[]
    = "insert into org (kind, name, short_name) select 'school', 'Школа ' || n, 'Ш' || n"
      " from generate_series (1, 3) n;"
      "insert into app_user (org_id, login, name, role) select id, 'u' || id, 'Имя', 'school' from org;"
      "create table note (id bigint generated always as identity primary key, org_id bigint not null,"
      " body text not null check (length (body) < 100), unique (org_id, body));"
      "alter table note enable row level security;"
      "create policy note_seen on note using (org_id = any (my_orgs ()));"
      "grant select, insert, update on note to merilo_school, merilo_methodologist;"
      "insert into note (org_id, body) select 1 + n % 3, 'n' || n from generate_series (1, 30) n";

char *
asker_new_database (TestsCluster *cluster)
{
  char *name = tests_cluster_new_database (cluster);
  g_autoptr (SrvSession) owner = tests_cluster_open (cluster, name);

  tests_run_sql (owner, table);
  return name;
}

static SrvConnection *
connect_with (char *take_conninfo, const char *options)
{
  g_autofree char *conninfo = take_conninfo;
  SrvConnection *connection = srv_connection_new (conninfo, options);

  asker_wait_ready (connection, TRUE, 10);
  return connection;
}

SrvConnection *
asker_connect (TestsCluster *cluster, const char *database, const char *options)
{
  return connect_with (tests_cluster_conninfo_app (cluster, database), options);
}

SrvConnection *
asker_connect_owner (TestsCluster *cluster, const char *database)
{
  return connect_with (tests_cluster_conninfo_owner (cluster, database), "");
}

static void
replied_cb (SrvRows *rows, const GError *error, gpointer data)
{
  Answer *answer = data;

  g_assert_true ((rows != NULL) != (error != NULL));
  answer->times++;
  g_clear_error (&answer->error);
  g_clear_pointer (&answer->text, g_free);
  if (error != NULL)
    {
      answer->error = g_error_copy (error);
      return;
    }
  answer->rows = srv_rows_get_n (rows);
  answer->text = answer->rows > 0 ? g_strdup (srv_rows_get_text (rows, 0, "v")) : g_strdup ("");
}

static void
ask (SrvConnection *connection,
     int org,
     const char *sql,
     const SrvKey *key,
     gboolean writes,
     Answer *answer)
{
  g_autofree char *org_id = g_strdup_printf ("%d", org);
  g_autofree char *orgs = g_strdup_printf ("{%d}", org);
  g_autoptr (SrvIdentity) who
      = org > 0 ? srv_identity_new (org_id, MERILO_ROLE_SCHOOL, org_id, orgs) : NULL;
  SrvAsk question = { .name = sql, .sql = sql, .who = who, .key = key, .writes = writes };

  srv_connection_ask (connection, &question, replied_cb, answer);
}

void
asker_ask (SrvConnection *connection, int org, const char *sql, Answer *answer)
{
  ask (connection, org, sql, NULL, FALSE, answer);
}

void
asker_write (SrvConnection *connection, int org, const char *sql, Answer *answer)
{
  ask (connection, org, sql, NULL, TRUE, answer);
}

void
asker_write_keyed (
    SrvConnection *connection, const char *key, guint8 digest, const char *sql, Answer *answer)
{
  SrvKey k = { .key = key, .digest = { digest } };

  ask (connection, 1, sql, &k, TRUE, answer);
}

static gboolean
too_late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
are_answered (Answer *answers, guint n)
{
  for (guint i = 0; i < n; i++)
    if (answers[i].times == 0)
      return FALSE;
  return TRUE;
}

void
asker_wait (Answer *answers, guint n, int seconds)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds ((guint) seconds, too_late_cb, &late);

  while (!late && !are_answered (answers, n))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_true (are_answered (answers, n));
  asker_turn (20); /* a second answer would come now */
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (answers[i].times, ==, 1);
}

void
asker_wait_ready (SrvConnection *connection, gboolean ready, int seconds)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds ((guint) seconds, too_late_cb, &late);

  while (!late && srv_connection_is_ready (connection) != ready)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpint (srv_connection_is_ready (connection), ==, ready);
}

void
asker_turn (int milliseconds)
{
  gboolean late = FALSE;
  guint source = g_timeout_add ((guint) milliseconds, too_late_cb, &late);

  while (!late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

void
asker_assert (Answer *answer, const char *label, const char *expected)
{
  const char *found = answer->text;

  if (answer->error != NULL)
    found = answer->error->domain == SRV_DB_ERROR
                ? "repeated"
                : merilo_error_code_name ((MeriloErrorCode) answer->error->code);
  if (g_strcmp0 (found, expected) != 0)
    g_error ("%s: '%s' instead of '%s' (%s)", label, found, expected,
             answer->error != NULL ? answer->error->message : "no error");
  asker_clear (answer);
}

void
asker_clear (Answer *answer)
{
  g_clear_error (&answer->error);
  g_clear_pointer (&answer->text, g_free);
  answer->times = answer->rows = 0;
}

char *
asker_look (SrvConnection *owner, const char *sql)
{
  Answer answer = { 0 };

  asker_ask (owner, 0, sql, &answer);
  asker_wait (&answer, 1, 10);
  g_assert_no_error (answer.error);
  return answer.text;
}

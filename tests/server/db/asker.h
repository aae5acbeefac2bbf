/* Questions to a connection and what came of them. */
#pragma once

#include "db/connection.h"

#include "lib/cluster.h"

G_BEGIN_DECLS

typedef struct
{
  guint times; /* answered: once, or something is wrong */
  GError *error;
  char *text; /* column v of the first row; empty without one */
  guint rows;
} Answer;

/* a database with the house's rights and the table `note` with ten rows for each of the orgs 1, 2
 * and 3, of which roles see their own */
char *asker_new_database (TestsCluster *cluster);

SrvConnection *asker_connect (TestsCluster *cluster, const char *database, const char *options);
SrvConnection *asker_connect_owner (TestsCluster *cluster, const char *database);

/* as the school @org; 0: without entering */
void asker_ask (SrvConnection *connection, int org, const char *sql, Answer *answer);
void asker_write (SrvConnection *connection, int org, const char *sql, Answer *answer);

/* as write, under a key */
void asker_write_keyed (
    SrvConnection *connection, const char *key, guint8 digest, const char *sql, Answer *answer);

/* turns the main loop until the answer is there, at most @seconds */
void asker_wait (Answer *answers, guint n, int seconds);
void asker_wait_ready (SrvConnection *connection, gboolean ready, int seconds);
void asker_turn (int milliseconds);

/* the answer as one word to compare: its text, or the code of its error; then forgets it */
void asker_assert (Answer *answer, const char *label, const char *expected);
void asker_clear (Answer *answer);

/* the only value of a query, as the owner */
char *asker_look (SrvConnection *owner, const char *sql);

G_END_DECLS

/* A server for tests of the client: a real SoupServer in a thread of its own, that keeps records
 * in memory as the API's conventions say (versions, If-Match, Idempotency-Key, ETag, pages), and
 * misbehaves when told to. */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _Fake Fake;

typedef enum
{
  FAKE_WELL,
  FAKE_DROP,     /* the connection is cut instead of an answer */
  FAKE_LOSE,     /* the request is done, the answer is lost */
  FAKE_BAD_JSON, /* 200 with half a document */
  FAKE_DEEP,     /* 200 with brackets without end */
  FAKE_SLOW,     /* answered after 400 ms */
  FAKE_HELD,     /* answered when the test says so, the others meanwhile */
  FAKE_STATUS,   /* 200 + n: the status given by fake_misbehave */
} FakeManner;

/* an action or a document; @body: of a GET its query; gives the body, transfer full; NULL: 204 */
typedef char *(*FakeAction) (
    Fake *fake, const char *path, const char *body, guint *status, gpointer data);

Fake *fake_start (void);
Fake *fake_start_tls (const char *certificate_path, const char *key_path);
void fake_stop (Fake *fake);
char *fake_get_url (Fake *fake);

/* a listening port that is given back: closes and later opens it again */
void fake_sleep (Fake *fake);
void fake_wake (Fake *fake);

/* the next @times requests whose path contains @part */
void fake_misbehave (Fake *fake, const char *part, FakeManner manner, guint status, guint times);

void fake_release (Fake *fake); /* those that were held, and no more of them */
void fake_behave (Fake *fake);  /* from now on; those that are held are held on */

guint fake_count_held (Fake *fake); /* that are asked and held now */

/* records of "plans": JSON array text; each gets a version when it has none */
void fake_load (Fake *fake, const char *path, const char *json);
void fake_load_file (Fake *fake, const char *file); /* {"plans":[…],"orgs":[…]} */

/* one record's field, as another user would change it; raises its version */
void
fake_change (Fake *fake, const char *path, const char *id, const char *field, const char *value);
void
fake_change_whole (Fake *fake, const char *path, const char *id, const char *field, gint64 value);

/* @suffix: "/approval"; called in the server's thread */
void
fake_act (Fake *fake, const char *method, const char *suffix, FakeAction action, gpointer data);
void
fake_answer (Fake *fake, const char *method, const char *suffix, guint status, const char *body);
/* the record of @path gets @fields, a JSON object, and a version more, and is the answer as a whole
 */
void fake_answer_changed (Fake *fake,
                          const char *method,
                          const char *suffix,
                          const char *path,
                          const char *id,
                          const char *fields);

/* for actions that change records: the array of a path, made when there is none; locked until the
 * unlock */
JsonArray *fake_lock_records (Fake *fake, const char *path);
void fake_unlock_records (Fake *fake);
gint64 fake_take_id (Fake *fake); /* locked too */

/* POST /plans/:id/edits as the contract says: versions, temps, all or nothing */
void fake_serve_edits (Fake *fake);

/* a text/event-stream line to all that listen */
void fake_tell (Fake *fake, const char *json);

/* the sign-in knows one password, «верный-пароль», for all; the user is this one; without a
 * token nobody is signed in */
void fake_set_user (Fake *fake, const char *json);

guint fake_count (Fake *fake, const char *method, const char *part);
char *fake_dup_last (Fake *fake, const char *method, const char *part); /* its body */
char *fake_dup_field (Fake *fake, const char *path, const char *id, const char *field);

G_END_DECLS

#pragma once

#include "client/fake/fake.h"

G_BEGIN_DECLS

typedef struct
{
  char *part;
  FakeManner manner;
  guint status;
  guint times;
} Mood;

typedef struct
{
  char *method;
  char *suffix;
  FakeAction action;
  gpointer data;
  guint status;
  char *body;
  char *path, *id; /* of a record that @body changes and that is the answer; or NULL */
} Route;

typedef struct
{
  char *method, *path, *body;
} Heard;

struct _Fake
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  guint port;
  GTlsCertificate *certificate; /* NULL: plain */
  GMutex lock;                  /* guards all below */
  GHashTable *resources;        /* path -> JsonArray */
  GHashTable *keys;             /* Idempotency-Key -> answer */
  GPtrArray *moods, *routes, *heard;
  GPtrArray *listeners; /* SoupServerMessage of /events */
  GPtrArray *held;      /* SoupServerMessage that are to be answered later */
  char *user;
  gint64 next_id;
};

/* replies.c: what a record is called and how it is answered; strings are the caller's */
char *fake_show_id (JsonObject *object);
char *fake_show_member (JsonObject *object, const char *name);
JsonObject *fake_find_record (Fake *fake, const char *path, const char *id);
char *fake_print_object (JsonObject *object);
void fake_reply (SoupServerMessage *message, guint status, const char *body);
/* @more: members of the problem after the first ones, each with a comma before it */
void
fake_reply_problem (SoupServerMessage *message, guint status, const char *code, const char *more);
void fake_reply_record (SoupServerMessage *message, guint status, JsonObject *object);

/* resources.c: records as the conventions say, the session, answers that a test gave; locked */
void fake_serve_resource (
    Fake *fake, SoupServerMessage *message, const char *path, const char *text, GHashTable *query);
void fake_serve_session (Fake *fake, SoupServerMessage *message, const char *text);
/* FALSE: no test gave one for this path */
gboolean
fake_run_route (Fake *fake, SoupServerMessage *message, const char *path, const char *text);

/* requests.c: the handler of the server, in its thread; @data: the Fake */
void fake_request_cb (SoupServer *server,
                      SoupServerMessage *message,
                      const char *full,
                      GHashTable *query,
                      gpointer data);

G_END_DECLS

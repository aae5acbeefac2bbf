/* One question to the server and its answer; the only user of libsoup beside events.c. Private to
 * net/ and to the outbox, which keeps questions on disk and asks them again. */
#pragma once

#include <libsoup/soup.h>

#include "net/problem.h"
#include "net/session.h"

G_BEGIN_DECLS

typedef void (*AppProgressFunc) (gint64 done, gint64 total, gpointer data);

typedef struct
{
  const char *method; /* static */
  char *path;         /* below /api/v1/, with the query: "plans?limit=500" */
  GBytes *body;       /* or NULL */
  const char *media;  /* of the body, static; NULL: JSON */
  char *if_match;     /* without quotes, or NULL */
  char *key;          /* Idempotency-Key, or NULL */
  char *etag;         /* If-None-Match as it came, or NULL */
  guint tries;        /* how often in all when the server is away; 0: three */
  gboolean anonymous; /* no token, and a 401 does not end the session */
  AppProgressFunc progress;
  gpointer progress_data;
} AppCall;

typedef struct
{
  guint status; /* 2xx or 304 */
  GBytes *body;
  char *etag;
  char *next_after;
} AppReply;

AppCall *app_call_new (const char *method, const char *path_format, ...) G_GNUC_PRINTF (2, 3);
void app_call_free (AppCall *call);
void app_call_set_text (AppCall *call, const char *json);

/* an object of two texts, wiped when the call goes; without a @first of one */
void app_call_set_secrets (AppCall *call,
                           const char *first_name,
                           const char *first,
                           const char *second_name,
                           const char *second);
void app_reply_free (AppReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppCall, app_call_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppReply, app_reply_free)

/* 32 hex digits, random */
char *app_key_new (void);

/* Asks with back-off while the server is away (no connection, 502–504, 429), which is safe: reads
 * change nothing and writes carry a key. Takes @call. */
void app_exchange_async (AppSession *session,
                         AppCall *call,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);

/* Returns: (transfer full): the answer; %NULL with MERILO_ERROR, see app_problem_of() */
AppReply *app_exchange_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* in the callback: a try went out to the server; unless an answer came, nobody
 * knows whether it was done */
gboolean app_exchange_went_out (GAsyncResult *result);

/* for events.c */
SoupMessage *app_session_make_message (AppSession *session, const char *method, const char *path);
SoupSession *app_session_get_soup (AppSession *session);
void app_session_note (AppSession *session, gboolean online);
void app_session_end (AppSession *session);

/* cancelled, away, timed out: in our words; transfer full */
GError *app_net_translate (const GError *error);

G_END_DECLS

/* Inside of the API's door: one question, which the server answers, or what is kept of it; reading
 * and writing records are files of their own. */
#pragma once

#include "net/api.h"

G_BEGIN_DECLS

struct _AppApi
{
  GObject parent_instance;

  AppSession *session;
  GHashTable *memory; /* path -> AppApiEntry */
  AppApiCache cache;
  guint64 questions; /* how many were asked */
  guint64 passed;    /* those up to here were asked for another cache: another user's */
};

typedef struct
{
  GBytes *body;
  char *next_after;
  gint64 as_of; /* 0: now */
} AppApiAnswer;

void _app_api_answer_free (AppApiAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppApiAnswer, _app_api_answer_free)

/* api-ask.c */
void _app_api_ask_async (AppApi *self,
                         const char *path,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
/* transfer full */
AppApiAnswer *_app_api_ask_finish (GAsyncResult *result, GError **error);

const MeriloEntity *_app_api_entity_of (GType type);

/* api-read.c: ends @task with the record, or the document, that @body is; its data is the type that
 * the answer has, as GSIZE */
void _app_api_return_body (GTask *task, GBytes *body);

G_END_DECLS

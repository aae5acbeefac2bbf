/* Inside of the API's door: one question, which the server answers, or what is kept of it. */
#pragma once

#include "net/api.h"

G_BEGIN_DECLS

typedef struct
{
  GBytes *body;
  char *next_after;
  gint64 as_of; /* 0: now */
} AppApiAnswer;

void _app_api_answer_free (AppApiAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppApiAnswer, _app_api_answer_free)

void _app_api_ask_async (AppApi *self,
                         const char *path,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
/* transfer full */
AppApiAnswer *_app_api_ask_finish (GAsyncResult *result, GError **error);

const MeriloEntity *_app_api_entity_of (GType type);

G_END_DECLS

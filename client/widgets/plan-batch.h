/* What of a plan's model differs from the server, as a batch of POST /plans/:id/edits, and what the
 * answer says. A batch that is under way is the ground of the next one: it names lines the server
 * has not told the ids of by their names ("temp"), and the outbox puts the ids in. */
#pragma once

#include "widgets/plan-model.h"

G_BEGIN_DECLS

/**
 * app_plan_model_dup_batch:
 * @ret_held: (out) (optional) (transfer full): a batch of what cannot be sent yet (an item without
 *   a title, a text that is too long): to be kept on disk; %NULL when there is none
 *
 * Returns: (transfer full): {"ops":[…]} or %NULL when nothing differs
 */
char *app_plan_model_dup_batch (AppPlanModel *self, char **ret_held);

/* the batch just taken is under way: the next one stands on it. Lines that are held stay out */
void app_plan_model_mark_sent (AppPlanModel *self);

/* the batch under way was not sent after all: the next one stands on the server's lines again */
void app_plan_model_unmark_sent (AppPlanModel *self);

/* is a batch under way */
gboolean app_plan_model_is_sent (AppPlanModel *self);

/* @answer: {"sections":[…],"items":[…],"temps":{…}}: what the user changed since stays */
void app_plan_model_settle (AppPlanModel *self, JsonObject *answer);

/* A conflict is looked at: @current is the line as the server has it. Fields of the mask @theirs
 * are taken over, the others of the user's own stay and will be written over that version. */
void app_plan_model_take_theirs (AppPlanModel *self,
                                 AppPlanLine *line,
                                 MeriloRecord *current,
                                 guint64 theirs);

/* lays a batch that was kept over the lines: an act of none, that is not undone */
void app_plan_model_apply (AppPlanModel *self, const char *batch);

G_END_DECLS

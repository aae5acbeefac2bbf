/* Between a plan under edit and the server: each act is on the disk at once and goes out as a
 * batch; what comes back is laid into the model. A text that is still being typed is kept too. */
#pragma once

#include "pages/context.h"
#include "widgets/plan-model.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_SAVER (app_plan_saver_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanSaver, app_plan_saver, APP, PLAN_SAVER, GObject)

/* Signals:
 * ::saved () an answer was taken in: readings of deadlines are new
 * ::stuck (AppOutboxEntry *entry) a conflict or a refusal, NULL: it is over
 * ::lost () our batch was dropped from the queue: the plan must be read again
 * ::restored (char *words) a text that was being typed when the client went is in its cell again */
AppPlanSaver *app_plan_saver_new (AppContext *context);

/* @writable: lays over @model what waits for this plan, and saves from now on */
void app_plan_saver_attach (AppPlanSaver *self,
                            AppPlanModel *model,
                            const char *plan_id,
                            gboolean writable);
void app_plan_saver_detach (AppPlanSaver *self);

void app_plan_saver_save (AppPlanSaver *self, const char *label);

/* @text NULL: it is in the model now, or given up */
void app_plan_saver_type (AppPlanSaver *self, AppPlanLine *line, guint field, const char *text);

AppOutboxEntry *app_plan_saver_get_stuck (AppPlanSaver *self);

/* the user has looked at the server's record of a conflict: the lines stand as they shall be */
void app_plan_saver_retry (AppPlanSaver *self);

G_END_DECLS

/* The positions that say the order to the server: as few of them change as can be. Private to the
 * model. */
#pragma once

#include "widgets/plan-model.h"

G_BEGIN_DECLS

/* AppPlanLine → its position; every listed line has one */
GHashTable *_app_plan_model_places (AppPlanModel *self);

/* the same over plain numbers, for tests: @old of 0 is a new line; @ret has room for @n */
void app_plan_places (const gint64 *old, const gint64 *ids, guint n, gint64 *ret);

G_END_DECLS

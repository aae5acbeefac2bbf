/* How plans are said. */
#pragma once

#include "model/entities/all.h"

G_BEGIN_DECLS

/* what a plan is, in a line: «3 раздела, 14 пунктов, …»; transfer full */
char *app_plan_describe (MeriloRecord *plan);
/* of its badge; static */
const char *app_plan_state_tone (gint64 state);

G_END_DECLS

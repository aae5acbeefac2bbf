/* What differs between two versions of a plan: a line an item, field by field, calm. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

/* @rows: of the server, in their order; into an empty box */
void app_plan_diff_fill (GtkWidget *box, JsonArray *rows);

G_END_DECLS

/* A plan that was found in a document, as the server tells it before it is made: what is shown of
 * it and what is guessed from it. Nothing of this touches a widget. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* «дорожная карта: 34 пункта, Название», with its number; transfer full */
char *app_plan_found_describe (JsonObject *plan, guint i);
/* the code of its kind; NULL: not told */
const char *app_plan_found_get_kind (JsonObject *plan);
/* years in its title, «2024–2026»: the usual way a period is written; else the year that runs */
void app_plan_found_guess_period (JsonObject *plan, gint64 *from, gint64 *until);
/* the first of its own tables, for it to be read again alone; -2: not told */
gint64 app_plan_found_get_table (JsonObject *plan);

/* a row that somebody should look at */
gboolean app_plan_found_is_doubtful (JsonObject *item);
/* its cells beside each other; transfer full */
char *app_plan_found_describe_cells (JsonObject *item);

G_END_DECLS

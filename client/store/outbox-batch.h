/* Batches that stand in the queue one behind another: the later one names what the earlier one
 * makes by "temp" and knows old versions, until the answer tells. Private to the store. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @body with the ids and versions of @answer put in; transfer full; NULL: there is nothing in it to
 * be changed */
char *_app_batch_hand_on (const char *body, const char *answer);

G_END_DECLS

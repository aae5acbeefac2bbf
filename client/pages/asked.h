/* Questions that are asked again before their answer came: on a weak line answers overtake one
 * another, and the older one must not be shown over the newer. Each part that reads by itself has a
 * slot for what it asked last; a page has app_page_ask(), whose questions die with it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Gives up what @slot asked for before. Returns: (transfer none): also in @slot, for the new
 * question and for those that its callbacks ask in turn */
GCancellable *app_asked_anew (GCancellable **slot);

/* nobody waits for it any more; %NULL in @slot then */
void app_asked_give_up (GCancellable **slot);

/* %TRUE: its callback touches nothing. The answer may have been here when it was given up */
gboolean app_asked_is_given_up (GAsyncResult *result);

G_END_DECLS

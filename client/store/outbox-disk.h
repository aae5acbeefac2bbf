/* The rows of the outbox on the user's disk. Private to the store. */
#pragma once

#include "store/outbox-entry.h"
#include "store/store.h"

G_BEGIN_DECLS

void _app_outbox_save (AppStore *store, AppOutboxEntry *entry);
void _app_outbox_insert (AppStore *store, AppOutboxEntry *entry); /* it is given its id */

/* oldest first; what was on its way is asked for again */
void _app_outbox_load (AppStore *store, GPtrArray *entries);

G_END_DECLS

/* Every write of typed text: on disk first, then to the server, in order, once.
 *
 *   push ─▶ QUEUED ─▶ SENDING ─┬─▶ gone, ::settled with the record as the server has it
 *             ▲                ├─▶ AWAY (no answer): again under the same key, with back-off
 *             │                ├─▶ CONFLICT (412): kept with the server's version; the user chooses
 *             └── mended ◀─────┴─▶ REFUSED (4xx): kept with the reason
 *
 * A GListModel of AppOutboxEntry, oldest first. A record has at most one entry that was never
 * sent: later edits are merged into it. Entries of one record never overtake one another, and an
 * entry that follows another's success takes over the new version, so nobody conflicts with
 * himself. Main thread only. */
#pragma once

#include "store/outbox-entry.h"
#include "store/store.h"

G_BEGIN_DECLS

#define APP_TYPE_OUTBOX (app_outbox_get_type ())
G_DECLARE_FINAL_TYPE (AppOutbox, app_outbox, APP, OUTBOX, GObject)

/* Signals:
 * ::settled (AppOutboxEntry *entry, MeriloRecord *record)
 * ::sending (AppOutboxEntry *entry) it goes out now; its attempts tell whether for the first time
 * ::stuck (AppOutboxEntry *entry) a conflict or a refusal
 * Properties: "waiting" how many are not settled; "saved-at" microseconds, 0: nothing yet */
AppOutbox *app_outbox_new (AppStore *store, AppApi *api);

/**
 * app_outbox_push:
 * @record: with dirty fields; it is clean after the call
 * @label: what the user did, in words, for the queue
 *
 * Queues the dirty fields as a PATCH and drops the record's drafts of those fields, in one
 * transaction. Nothing dirty: nothing happens.
 */
void app_outbox_push (AppOutbox *self, gpointer record, const char *label);

/**
 * app_outbox_push_batch:
 * @path: the action: "plans/7/edits"
 * @resource, @record: what the queue calls it: "plan_edits", "7"
 * @body: (nullable): {"ops":[…]}, all that differs from what the server has, or will have after the
 *   batch that is on its way; %NULL: nothing differs
 *
 * Puts the batch in place of those of this path that were not sent, or were answered with no. It is
 * told by ::settled with the entry's answer; what stands behind it in the queue is given the ids
 * and versions that the answer tells. One in a conflict waits for app_outbox_retry().
 */
void app_outbox_push_batch (AppOutbox *self,
                            const char *path,
                            const char *resource,
                            const char *record,
                            const char *body,
                            const char *label);

/* what waits for this record laid over it, as read from the server: the user sees what they typed
 */
void app_outbox_overlay (AppOutbox *self, gpointer record);
/* what a write of @record stands on: its own version, or the newer one that the server told us in
 * answer to a write of ours; -1: none */
gint64 app_outbox_get_version (AppOutbox *self, gpointer record);
AppOutboxEntry *app_outbox_find (AppOutbox *self, const char *resource, const char *record);

/* Waits until nothing is queued or on its way; fails when the server is away or an entry is stuck.
 */
void app_outbox_flush_async (AppOutbox *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
gboolean app_outbox_flush_finish (AppOutbox *self, GAsyncResult *result, GError **error);

/* a conflict: keep mine over the server's version; a refusal or a pause: try now */
void app_outbox_retry (AppOutbox *self, AppOutboxEntry *entry);

/* the server's version stands; nothing is done to an entry that is on its way */
void app_outbox_drop (AppOutbox *self, AppOutboxEntry *entry);

guint app_outbox_get_waiting (AppOutbox *self);
guint app_outbox_get_stuck (AppOutbox *self);
gint64 app_outbox_get_saved_at (AppOutbox *self);

G_END_DECLS

/* Between the files of the outbox: the queue itself, what is put into it, what is sent. */
#pragma once

#include "store/outbox-disk.h"
#include "store/outbox.h"

G_BEGIN_DECLS

struct _AppOutbox
{
  GObject parent_instance;

  AppStore *store; /* NULL: disposed */
  AppApi *api;
  GPtrArray *entries; /* by id */
  AppOutboxEntry *sending;
  GCancellable *cancellable;
  GList *flushes; /* GTask */
  guint pause_id;
  guint pause;
  gint64 saved_at;
};

/* The queue */

gboolean _app_outbox_is_stuck (AppOutboxEntry *entry);
void _app_outbox_set_state (AppOutboxEntry *entry, AppWriteState state);

/* takes @entry: to the end, on disk, told to lists */
void _app_outbox_append (AppOutbox *self, AppOutboxEntry *entry);
void _app_outbox_remove (AppOutbox *self, AppOutboxEntry *entry);

/* an answered entry becomes another question */
void _app_outbox_renew_key (AppOutboxEntry *entry);

void _app_outbox_tell_sending (AppOutbox *self, AppOutboxEntry *entry);
void _app_outbox_tell_stuck (AppOutbox *self, AppOutboxEntry *entry);
/* @record: what the server made of it, or NULL */
void _app_outbox_tell_settled (AppOutbox *self, AppOutboxEntry *entry, MeriloRecord *record);

/* Sending */

void _app_outbox_start (AppOutbox *self); /* once: listens to the network, sends what waits */
void _app_outbox_stop (AppOutbox *self);
void _app_outbox_send_next (AppOutbox *self);

G_END_DECLS

/* One write that waits in the outbox, as the queue shows it. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  APP_WRITE_QUEUED,   /* not sent yet */
  APP_WRITE_SENDING,  /* sent, not answered */
  APP_WRITE_AWAY,     /* sent, the answer did not come: asked again under the same key */
  APP_WRITE_CONFLICT, /* another changed the record: the user decides */
  APP_WRITE_REFUSED,  /* the server said no: the user mends or drops */
} AppWriteState;

#define APP_TYPE_OUTBOX_ENTRY (app_outbox_entry_get_type ())
G_DECLARE_FINAL_TYPE (AppOutboxEntry, app_outbox_entry, APP, OUTBOX_ENTRY, GObject)

struct _AppOutboxEntry
{
  GObject parent_instance;

  gint64 id;
  char *key;
  char *method;
  char *path;     /* below /api/v1 */
  char *resource; /* entity's name */
  char *record;   /* its id */
  char *body;     /* JSON object */
  gint64 version; /* -1: not guarded */
  char *label;    /* what the user did, in words */
  AppWriteState state;
  guint attempts;
  char *code;
  char *field;
  char *reason;
  char *current; /* JSON of the record as the server has it, in a conflict */
  char *answer;  /* to a batch that was done; only while ::settled is told */
  gint64 created_at;
};

/* ::notify of "state" tells of every change.
 * the state in words: «ждёт связи», «отклонено: …»; transfer full */
char *app_outbox_entry_describe (AppOutboxEntry *entry);

G_END_DECLS

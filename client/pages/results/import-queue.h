/* Files on their way into the base, one after another: first all are read and shown, then those
 * that the user wants are stored, a transaction a file. Stopped, it ends the file at hand and goes
 * no further; a server that is away stops it too. Knows no widgets. */
#pragma once

#include "pages/results/import-file.h"

G_BEGIN_DECLS

#define APP_TYPE_IMPORT_QUEUE (app_import_queue_get_type ())
G_DECLARE_FINAL_TYPE (AppImportQueue, app_import_queue, APP, IMPORT_QUEUE, GObject)

/* Signals:
 * ::changed () of any file, or of the queue
 * ::ended (gboolean whole) storing came to its end, or was stopped before */
AppImportQueue *app_import_queue_new (AppContext *context);

/* a file that is there already is not added again, but read anew if it is another one by now */
AppImportFile *app_import_queue_add (AppImportQueue *self, GFile *file, const char *folder);
GListModel *app_import_queue_get_files (AppImportQueue *self);

void app_import_queue_set_policy (AppImportQueue *self, AppImportPolicy policy);
AppImportPolicy app_import_queue_get_policy (AppImportQueue *self);
/* of one file: what was sent once is confirmed as it was sent */
AppImportPolicy app_import_queue_get_policy_of (AppImportQueue *self, AppImportFile *file);

/* stores what was read by now; what is read while it stores waits to be looked at */
void app_import_queue_store (AppImportQueue *self);
void app_import_queue_stop (AppImportQueue *self);
/* after a stop, or when the server was away */
void app_import_queue_go_on (AppImportQueue *self);

/* reads the file anew by a description of its columns */
void app_import_queue_read_by (AppImportQueue *self, AppImportFile *file, gint64 layout_map);

/* the head's word: the file is sent as the second submission, with what was decided about its rows;
 * it waits on if there are rows by now that nobody has decided about, or if the word did not get
 * through: said again, it is stored once. %FALSE: something else is going on */
gboolean app_import_queue_confirm (AppImportQueue *self,
                                   AppImportFile *file,
                                   const char *name,
                                   const char *position);

/* as they were given last; "" */
const char *app_import_queue_get_head_name (AppImportQueue *self);
const char *app_import_queue_get_head_position (AppImportQueue *self);

guint app_import_queue_count (AppImportQueue *self, AppImportState state);
/* those that are still to be stored */
guint app_import_queue_count_wanted (AppImportQueue *self);
gboolean app_import_queue_is_busy (AppImportQueue *self);
gboolean app_import_queue_is_storing (AppImportQueue *self);
gboolean app_import_queue_is_stopping (AppImportQueue *self);

/* sums of what is read or stored; a file of units counts nothing twice */
AppImportCounts app_import_queue_sum (AppImportQueue *self);

/* nobody waits any more */
void app_import_queue_close (AppImportQueue *self);

G_END_DECLS

/* Inside of the queue: the order of things is one file, reading and storing one of its files is
 * another,
 * the head's word a third. */
#pragma once

#include "pages/results/import-queue.h"

G_BEGIN_DECLS

struct _AppImportQueue
{
  GObject parent_instance;

  AppContext *context; /* NULL: closed */
  GCancellable *cancellable;
  GListStore *files;
  GHashTable *by_place; /* the same: GFile → AppImportFile */
  AppImportPolicy policy;
  AppImportFile *at_hand; /* what is read or stored now */
  gboolean storing, stopping;
  gboolean was_storing;     /* when it was stopped */
  AppImportFile *confirmed; /* to be stored with the head's word */
  gboolean looks_anew;      /* the same, read again: it is not sent, things have changed */
  char *head_name, *head_position;
};

/* a file is through with what was done to it: the next one */
void _app_import_queue_step_over (AppImportQueue *self);

/* it waits until the user has seen it and wants it stored */
void _app_import_queue_let_read_anew (AppImportFile *file);

/* import-queue-steps.c; both end with the above, unless the queue was closed meanwhile */
void _app_import_queue_read_file (AppImportQueue *self, AppImportFile *file);
void _app_import_queue_store_file (AppImportQueue *self, AppImportFile *file);
/* nobody can be reached, or answers */
gboolean _app_import_queue_is_away (const GError *error);

/* import-queue-word.c */

/* shares of marks that are past a limit: an array, or, in a record, its text */
void _app_import_queue_take_precheck (AppImportFile *file, JsonObject *said);
/* the first submission waits for the head's word: this file is the second */
void _app_import_queue_ask_word (AppImportFile *file, JsonObject *said);
/* the same, if what was read in the file says so */
void _app_import_queue_note_waiting (AppImportFile *file);
/* the word did not get through: it can be said again, or the file is read again and says how it
 * stands */
void _app_import_queue_lose_word (AppImportQueue *self,
                                  AppImportFile *file,
                                  const AppProblem *problem,
                                  const GError *error);
/* a refusal after which the file is read again, in words; NULL: it is none */
const char *_app_import_queue_find_change (const AppProblem *problem);
/* nor was it sent, when all ends */
void _app_import_queue_keep_word (AppImportQueue *self);

G_END_DECLS

/* Inside of the queue: the order of things is one file, reading and storing one of its files is
 * another. */
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
  char *head_name, *head_position;
};

/* a file is through with what was done to it: the next one */
void _app_import_queue_step_over (AppImportQueue *self);

/* it waits until the user has seen it and wants it stored */
void _app_import_queue_let_read_anew (AppImportFile *file);

/* import-queue-steps.c; both end with the above, unless the queue was closed meanwhile */
void _app_import_queue_read_file (AppImportQueue *self, AppImportFile *file);
void _app_import_queue_store_file (AppImportQueue *self, AppImportFile *file);

G_END_DECLS

/* Inside of the import of a plan: sending a file and reading it is a file of its own. */
#pragma once

#include "pages/plans/plan-import.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

struct _AppPlanImport
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  GtkWidget *steps, *choose, *wait, *progress, *table, *found, *form, *rows, *dropped, *mapping,
      *other;
  MeriloRecord *plan; /* what will be made: kind, title, period */
  GPtrArray *fields;
  JsonNode *document;
  MeriloRecord *job;
  char *file_id, *roles; /* what is read, and by which columns; roles NULL: as guessed */
  gint64 only_table;     /* -2: all of the file */
  gboolean typed;        /* title or period were changed here: reading again keeps them */
};

/* what was read */
void _app_plan_import_show_document (AppPlanImport *self);

/* plan-import-read.c: by the columns that were chosen, if the server knows of them; ends with the
 * above, or at the choice of a file, with the reason */
void _app_plan_import_read_file (AppPlanImport *self);

G_END_DECLS

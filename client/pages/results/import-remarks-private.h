/* Inside of the remarks: reading what a job tells is a file of its own. */
#pragma once

#include "pages/results/import-remarks.h"

G_BEGIN_DECLS

typedef struct
{
  guint column; /* of the sheet, from 1 */
  char *heading, *is;
} RemarkColumn;

struct _AppRemarks
{
  GObject parent_instance;

  GArray *columns; /* of RemarkColumn */
  GPtrArray *rows; /* of AppRemark, by row */
};

/* without cells and faults */
AppRemark *_app_remark_new (guint row);

/* import-remarks-read.c: @file as app_remarks_new() has it */
void _app_remarks_read (AppRemarks *self, JsonObject *file);

G_END_DECLS

/* Inside of the review: the sheet of rows, and the reasons it is chosen by, are a file of their
 * own.
 */
#pragma once

#include "pages/results/import-review.h"

#include "widgets/sheet-view.h"

G_BEGIN_DECLS

struct _AppImportReview
{
  GtkWidget parent_instance;

  AppContext *context;
  AppImportFile *file;
  gboolean decide, named, filling;
  int year; /* of the procedure: codes are given anew each year */
  AppSheet *sheet;
  GArray *shown;      /* of guint: places of the remarks that are in the sheet */
  GPtrArray *reasons; /* codes, in the order of the drop-down; the first is NULL: all */
  char *code;         /* chosen of them */
  guint first;        /* of the sheet's own columns */
  GtkWidget *title, *reason, *describe, *view, *row_title, *words, *choices, *take, *leave, *alike,
      *told;
};

/* import-review-sheet.c: the rows with the chosen reason */
void _app_import_review_fill (AppImportReview *self);
/* what was decided of them */
void _app_import_review_mark (AppImportReview *self);
/* the reasons of all rows, the most frequent first */
void _app_import_review_fill_reasons (AppImportReview *self);

G_END_DECLS

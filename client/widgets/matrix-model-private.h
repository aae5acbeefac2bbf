/* Inside of the model: which of its rows and columns are shown, and their counts, are a file of
 * their own. */
#pragma once

#include "widgets/matrix-model.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 lineage;
  char *no, *title, *folded;
  const char *section; /* interned */
  guint8 *states;      /* of AppMatrixState, a reporter each */
  AppMatrixBar *bars;  /* a reporter each, or NULL */
} MatrixItem;

typedef struct
{
  gint64 id;
  char *name;
} MatrixReporter;

typedef struct
{
  const MatrixItem *item; /* NULL: a section */
  const char *section;
  AppMatrixCount count;
} MatrixRow;

struct _AppMatrixModel
{
  GObject parent_instance;
  GPtrArray *items, *reporters;
  GArray *rows;       /* of MatrixRow: shown */
  GArray *cols;       /* of guint: places in reporters, shown */
  GArray *col_counts; /* of AppMatrixCount */
  AppMatrixCount all;
  guint n_shown; /* items */
  guint states[APP_MATRIX_N_STATES];
  AppMatrixHeads heads;
  const AppMatrixWord *words; /* NULL: the usual ones */
};

/* matrix-model-shown.c: rows, columns and counts anew; as app_matrix_model_filter(), @folded:
 * (nullable): the same text, casefolded */
void _app_matrix_model_choose (AppMatrixModel *self,
                               const char *section,
                               gint64 reporter,
                               AppMatrixState state,
                               const char *folded);

G_END_DECLS

/* What reading a file of participants found wrong, row by row: the cells as they stand, which of
 * them are at fault and why, whether the row can be taken all the same, and what the user decided.
 * Made of a job's result; the whole file's only truth for pictures, copies and decisions. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  int column; /* a place in the columns, -1: the row as a whole */
  char *code;
  char *value;
} AppFault;

typedef struct
{
  guint row;
  char **cells; /* a cell a column; NULL: nobody said */
  GArray *faults;
  gboolean can_take;
  gboolean take; /* the user's word */
  char *key;     /* the reasons: rows alike have the same */
} AppRemark;

#define APP_TYPE_REMARKS (app_remarks_get_type ())
G_DECLARE_FINAL_TYPE (AppRemarks, app_remarks, APP, REMARKS, GObject)

/* Signals: "decided" (): another row is taken or left */

/* @file: an element of "files" of a job's result */
AppRemarks *app_remarks_new (JsonObject *file);

guint app_remarks_get_n (AppRemarks *self);
const AppRemark *app_remarks_at (AppRemarks *self, guint i);

/* how many can be taken, and how many the user takes */
guint app_remarks_count_can (AppRemarks *self);
guint app_remarks_count_taken (AppRemarks *self);

guint app_remarks_get_n_columns (AppRemarks *self);
const char *app_remarks_get_heading (AppRemarks *self, guint column);
char *app_remarks_dup_letter (AppRemarks *self, guint column);
/* the place of a column that is this, -1: none */
int app_remarks_find_column (AppRemarks *self, const char *is);
/* the participant's code, "" when nobody said */
const char *app_remarks_get_code (AppRemarks *self, const AppRemark *remark);

/* %FALSE: the row cannot be taken */
gboolean app_remarks_decide (AppRemarks *self, guint i, gboolean take);
/* all rows with the same reasons; gives how many */
guint app_remarks_decide_alike (AppRemarks *self, guint i, gboolean take);
guint app_remarks_count_alike (AppRemarks *self, guint i);

/* what was decided in @before holds for rows that stand as they stood, with the same reasons.
 * %FALSE: there are others that can be taken, and nobody has decided about them */
gboolean app_remarks_take_over (AppRemarks *self, AppRemarks *before);

/* codes of reasons and how many rows have them: "item-above-max" → 6; transfer full */
GHashTable *app_remarks_count_reasons (AppRemarks *self);
gboolean app_remark_has (const AppRemark *remark, const char *code);

/* «столбец E: балл больше максимального за задание, стоит «7»», a line a fault; transfer full */
char *app_remarks_describe (AppRemarks *self, const AppRemark *remark);

/* [{"row":17,"take":true},…]: of each row that can be taken; transfer full */
char *app_remarks_write_decisions (AppRemarks *self);

/* of GStrv, with headings: for the clipboard and for a file. Never names of pupils. */
GPtrArray *app_remarks_to_cells (AppRemarks *self);

G_END_DECLS

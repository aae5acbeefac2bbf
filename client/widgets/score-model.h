/* The data under a score grid: works × tasks, one array, no object a cell. It knows no display.
 *
 * What a user typed is never lost: a text that is no score of its task is kept beside the array and
 * said to be invalid, with the reason. Each act (a cell, a paste, a clearing) is one step of undo,
 * and is told once in "edited" with every cell it touched: that is when a draft goes to disk.
 *
 * Signals:
 *  "changed" (row0, col0, row1, col1): cells to be drawn anew
 *  "edited" (GArray of AppScoreCell): the user changed these, undo and redo included */
#pragma once

#include <glib-object.h>

#include "model/value.h"

G_BEGIN_DECLS

/* beside MERILO_NO_SCORE and MERILO_SCORE_X */
#define APP_SCORE_INVALID  ((gint16) (G_MININT16 + 1))

#define APP_SCORE_TEXT_MAX 64  /* bytes kept of an invalid text */
#define APP_SCORE_UNDO_MAX 200 /* steps */

typedef struct
{
  guint row, col;
} AppScoreCell;

#define APP_TYPE_SCORE_MODEL (app_score_model_get_type ())
G_DECLARE_FINAL_TYPE (AppScoreModel, app_score_model, APP, SCORE_MODEL, GObject)

/* @codes: of the tasks, ends with NULL; @max: as many as there are codes. All cells are empty. */
AppScoreModel *app_score_model_new (guint n_rows, const char *const *codes, const gint16 *max);

guint app_score_model_get_n_rows (AppScoreModel *model);
guint app_score_model_get_n_tasks (AppScoreModel *model);
const char *app_score_model_get_code (AppScoreModel *model, guint col);
int app_score_model_get_max (AppScoreModel *model, guint col);

/* «Работа 7»; rows without a title are called so by their number from 1 */
void app_score_model_set_title (AppScoreModel *model, guint row, const char *title);
const char *app_score_model_get_title (AppScoreModel *model, guint row);

/* fills a row from storage: no undo, no "edited". Scores past max become invalid texts. */
void app_score_model_load (AppScoreModel *model, guint row, const MeriloScores *scores);
/* the same for one cell, as it was typed: drafts come back with what was invalid */
void app_score_model_load_text (AppScoreModel *model, guint row, guint col, const char *text);

/* another's scores of the row, to be shown where they differ; NULL: none */
void app_score_model_set_other (AppScoreModel *model, guint row, const MeriloScores *scores);
gint16 app_score_model_get_other (AppScoreModel *model, guint row, guint col);
/* both are there, and not the same */
gboolean app_score_model_differs (AppScoreModel *model, guint row, guint col);

void app_score_model_set_row_read_only (AppScoreModel *model, guint row, gboolean read_only);
void app_score_model_set_col_read_only (AppScoreModel *model, guint col, gboolean read_only);
gboolean app_score_model_is_read_only (AppScoreModel *model, guint row, guint col);

/* the score, MERILO_NO_SCORE, MERILO_SCORE_X or APP_SCORE_INVALID */
gint16 app_score_model_get (AppScoreModel *model, guint row, guint col);
/* as it is shown and typed; @buffer holds it unless it is an invalid text */
const char *app_score_model_get_text (AppScoreModel *model, guint row, guint col, char buffer[8]);
/* why an invalid text is none of the task's scores, in words; NULL when it is; transfer full */
char *app_score_model_get_reason (AppScoreModel *model, guint row, guint col);

/* The acts of a user. %FALSE: the text was kept, but is invalid. Cells that are read only are left
 * as they are. */
gboolean app_score_model_set_text (AppScoreModel *model, guint row, guint col, const char *text);
void app_score_model_clear (AppScoreModel *model, guint row0, guint col0, guint row1, guint col1);

/* puts a block of TSV with its corner at row, col; a single cell fills row..row1 × col..col1.
 * @ret_invalid: (optional): how many became invalid
 * Returns: how many cells were written; what falls outside of the grid is left out */
guint app_score_model_paste (AppScoreModel *model,
                             guint row,
                             guint col,
                             guint row1,
                             guint col1,
                             const char *tsv,
                             guint *ret_invalid);

gboolean app_score_model_can_undo (AppScoreModel *model);
gboolean app_score_model_can_redo (AppScoreModel *model);
/* %FALSE: nothing to undo; @ret_cell: (optional): the first cell of the step */
gboolean app_score_model_undo (AppScoreModel *model, AppScoreCell *ret_cell);
gboolean app_score_model_redo (AppScoreModel *model, AppScoreCell *ret_cell);

/* of GStrv; see cells.h */
GPtrArray *
app_score_model_copy (AppScoreModel *model, guint row0, guint col0, guint row1, guint col1);

/* sum of the scores; X counts nought; -1: the row is empty. @ret_complete: no cell is empty or
 * invalid */
int app_score_model_get_total (AppScoreModel *model, guint row, gboolean *ret_complete);
int app_score_model_get_max_total (AppScoreModel *model);
/* as they go to the server: an invalid cell is empty; transfer full, g_free() */
MeriloScores *app_score_model_dup_scores (AppScoreModel *model, guint row);
guint app_score_model_count_invalid (AppScoreModel *model);
guint app_score_model_count_empty (AppScoreModel *model);

G_END_DECLS

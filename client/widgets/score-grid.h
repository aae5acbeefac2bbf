/* Scores of works, typed as in a spreadsheet. One widget that draws what is seen of an
 * AppScoreModel, with one floating editor: a widget a cell costs ten times more a frame.
 *
 * Keys: arrows, Enter, Tab, Home, End, Page Up and Down, with Ctrl to the edge of a block and with
 * Shift to select; typing replaces, F2 edits, Esc gives up, Delete clears; Ctrl+A, C, X, V, Z,
 * Shift+Z in any keyboard layout. Tab leaves the grid from its last cell, Shift+Tab from its first.
 *
 * Properties: "model", "compare" (show where another's scores differ), "read-only".
 * Signals: "cursor-moved" (); "pasted" (written, invalid). Actions: scores.undo, scores.redo,
 * scores.copy, scores.cut, scores.paste, scores.clear. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/score-model.h"

G_BEGIN_DECLS

#define APP_TYPE_SCORE_GRID (app_score_grid_get_type ())
G_DECLARE_FINAL_TYPE (AppScoreGrid, app_score_grid, APP, SCORE_GRID, GtkWidget)

GtkWidget *app_score_grid_new (AppScoreModel *model);

void app_score_grid_set_model (AppScoreGrid *grid, AppScoreModel *model);
AppScoreModel *app_score_grid_get_model (AppScoreGrid *grid);
void app_score_grid_set_compare (AppScoreGrid *grid, gboolean compare);
void app_score_grid_set_read_only (AppScoreGrid *grid, gboolean read_only);

AppScoreCell app_score_grid_get_cursor (AppScoreGrid *grid);
void app_score_grid_set_cursor (AppScoreGrid *grid, guint row, guint col);
void
app_score_grid_get_selection (AppScoreGrid *grid, AppScoreCell *ret_from, AppScoreCell *ret_to);

gboolean app_score_grid_is_editing (AppScoreGrid *grid);
/* takes what stands in the open editor: before a page saves */
void app_score_grid_commit (AppScoreGrid *grid);

/* puts a block at the selection as Ctrl+V does */
guint app_score_grid_paste (AppScoreGrid *grid, const char *tsv);

/* the cell under the cursor in words: «Работа 7, задание 3, балл 1 из 2»; transfer full */
char *app_score_grid_describe (AppScoreGrid *grid);

G_END_DECLS

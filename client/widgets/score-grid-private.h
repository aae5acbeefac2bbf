/* Inside of a score grid: its class, its drawing, its keys, its editor and what it says are files
 * of their own. */
#pragma once

#include "widgets/grid-ink.h"
#include "widgets/score-grid.h"
#include "widgets/scrolls.h"

G_BEGIN_DECLS

typedef enum
{
  TEXT_CELL,  /* a score, centred, tabular figures */
  TEXT_TITLE, /* a row's title, cut by dots */
  TEXT_CODE,  /* of a task, bold */
  TEXT_SMALL, /* its maximum, another's score */
  N_TEXTS,
} TextStyle;

struct _AppScoreGrid
{
  GtkWidget parent_instance;
  AppScoreModel *model;
  AppScrolls scrolls;
  GtkWidget *editor;

  AppScoreCell cursor, anchor;
  guint tab_col; /* where a run of Tabs began: Enter goes back under it */
  gboolean tabbing;
  gboolean editing;
  gboolean in_text; /* F2: arrows move in the text, not over the grid */
  gboolean compare;
  gboolean read_only;
  gboolean reveal; /* the cursor was moved before the first allocation */

  int row_height, col_width, head_height, title_width, total_width;
  gboolean measured;
  GHashTable *texts[N_TEXTS]; /* string → AppText */
};

/* score-grid.c */
guint _app_score_grid_n_rows (AppScoreGrid *self);
guint _app_score_grid_n_cols (AppScoreGrid *self);
int _app_score_grid_offset (AppScoreGrid *self, int axis); /* scrolled by, px */
int _app_score_grid_view_right (AppScoreGrid *self);       /* where the totals begin */
graphene_rect_t _app_score_grid_cell_rect (AppScoreGrid *self, AppScoreCell cell);
gboolean
_app_score_grid_cell_at (AppScoreGrid *self, double x, double y, gboolean clamp, AppScoreCell *ret);
void _app_score_grid_move (AppScoreGrid *self, int row, int col, gboolean extend);
void _app_score_grid_reveal (AppScoreGrid *self); /* the cursor is seen */

/* score-grid-edit.c */
gboolean _app_score_grid_may_edit (AppScoreGrid *self, AppScoreCell cell);
void _app_score_grid_make_editor (AppScoreGrid *self);
void _app_score_grid_place_editor (AppScoreGrid *self);
/* @text: what replaces the cell, NULL: the cell's own text is edited */
void _app_score_grid_begin_edit (AppScoreGrid *self, const char *text);
void _app_score_grid_end_edit (AppScoreGrid *self, gboolean keep);

/* score-grid-words.c: where the cursor is, for those who do not see it */
void _app_score_grid_announce (AppScoreGrid *self);

/* score-grid-draw.c */
void _app_score_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
void _app_score_grid_measure_texts (AppScoreGrid *self);
void _app_score_grid_drop_texts (AppScoreGrid *self);

/* score-grid-keys.c */
void _app_score_grid_add_controllers (AppScoreGrid *self);
void _app_score_grid_install_actions (GtkWidgetClass *widget_class);
void _app_score_grid_update_actions (AppScoreGrid *self);

G_END_DECLS

/* Inside of a matrix view: its class, its drawing and its keys are files of their own. */
#pragma once

#include "widgets/grid-ink.h"
#include "widgets/grid-walk.h"
#include "widgets/matrix-view.h"
#include "widgets/scrolls.h"

G_BEGIN_DECLS

typedef enum
{
  MATRIX_GLYPH,
  MATRIX_TITLE,   /* cut by dots */
  MATRIX_NO,      /* an item's number */
  MATRIX_SECTION, /* bold, over the whole row */
  MATRIX_HEAD,    /* of a column: upright, on two lines; else turned, on one */
  MATRIX_COUNT,   /* small, tabular figures */
  N_MATRIX_TEXTS,
} MatrixText;

struct _AppMatrixView
{
  GtkWidget parent_instance;
  AppMatrixModel *model;
  AppScrolls scrolls;

  AppGridCell cursor, anchor;
  gboolean reveal; /* the cursor was moved before there was any size */
  GString *typed;  /* letters that lead to an item */
  gint64 typed_at;

  int row_height, col_width, head_height, foot_height, no_width, title_width, total_width;
  int measured_for;                  /* the width the sizes are of; 0: none */
  gboolean upright;                  /* the heads: there is room for it */
  GHashTable *texts[N_MATRIX_TEXTS]; /* string → AppText */
  GHashTable *tiles;                 /* row and block of columns → GskRenderNode */
};

/* matrix-view.c */
int _app_matrix_view_n_rows (AppMatrixView *self);
int _app_matrix_view_n_cols (AppMatrixView *self);
int _app_matrix_view_left (AppMatrixView *self);  /* where the cells begin */
int _app_matrix_view_right (AppMatrixView *self); /* and end: the totals of rows */
int _app_matrix_view_bottom (AppMatrixView *self);
int _app_matrix_view_offset (AppMatrixView *self, int axis);
gboolean _app_matrix_view_cell_at (AppMatrixView *self, double x, double y, AppGridCell *ret);
graphene_rect_t _app_matrix_view_cell_rect (AppMatrixView *self, AppGridCell cell);
void _app_matrix_view_move (AppMatrixView *self, int row, int col, gboolean extend);
void
_app_matrix_view_get_selection (AppMatrixView *self, AppGridCell *ret_from, AppGridCell *ret_to);
char *_app_matrix_view_describe_cell (AppMatrixView *self, AppGridCell cell);

/* matrix-view-draw.c */
void _app_matrix_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
void _app_matrix_view_measure_texts (AppMatrixView *self, int width);
void _app_matrix_view_drop_texts (AppMatrixView *self);

/* matrix-view-keys.c */
void _app_matrix_view_add_controllers (AppMatrixView *self);

G_END_DECLS

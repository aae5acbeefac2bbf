/* Inside of a table of figures: its class, its drawing and its keys are files of their own. */
#pragma once

#include "widgets/figure-table.h"
#include "widgets/grid-ink.h"
#include "widgets/grid-walk.h"

G_BEGIN_DECLS

typedef enum
{
  FIGURE_TEXT,
  FIGURE_STRONG,
  FIGURE_NOTE, /* small */
  FIGURE_HEAD, /* small and bold */
  N_FIGURE_TEXTS,
} FigureText;

typedef struct
{
  int left, width; /* with the room at both sides */
  int natural, note;
} FigureColumn;

struct _AppFigureTable
{
  GtkWidget parent_instance;
  AppFigureModel *model;

  AppGridCell cursor, anchor; /* two corners of the block */
  int row_height, head_height, measured_for;
  gboolean sized;        /* the natural widths are known */
  FigureColumn *columns; /* one a column of the model */
  GHashTable *texts[N_FIGURE_TEXTS];
};

/* figure-table.c */
void _app_figure_table_move (AppFigureTable *self, int row, int col, gboolean extend);
gboolean _app_figure_table_cell_at (AppFigureTable *self, double x, double y, int *row, int *col);

/* figure-table-draw.c */
void _app_figure_table_size (AppFigureTable *self);
void _app_figure_table_allocate (AppFigureTable *self, int width);
void _app_figure_table_drop_texts (AppFigureTable *self);
void _app_figure_table_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

/* figure-table-keys.c */
void _app_figure_table_add_controllers (AppFigureTable *self);

G_END_DECLS

/* A sheet in memory: rows of typed cells, only those that hold something. What the readers of
 * workbooks and of CSV give, and what layouts read. Rows and columns count from 1, as people see
 * them. Bounded; read-only after it is filled. */
#pragma once

#include <glib.h>

#include "exchange/arena.h"
#include "model/table-text.h"

G_BEGIN_DECLS

#define MERILO_GRID_MAX_COLUMNS 1024
#define MERILO_GRID_MAX_CELLS   3000000

typedef enum
{
  MERILO_CELL_EMPTY,
  MERILO_CELL_TEXT,
  MERILO_CELL_NUMBER,
  MERILO_CELL_DATE,  /* number: days since 1970-01-01, the time of day as a fraction */
  MERILO_CELL_FLAG,  /* number: 0 or 1 */
  MERILO_CELL_ERROR, /* text: "#N/A" */
} MeriloCellKind;

typedef struct
{
  MeriloCellKind kind;
  union /* of a million cells, and each a third smaller for it */
  {
    double number;    /* of NUMBER, DATE and FLAG */
    const char *text; /* of TEXT and ERROR */
  };
} MeriloCell;

/* one row as it is read; cells and their texts are valid during the call only */
typedef gboolean (*MeriloRowFunc) (
    guint row, const MeriloCell *cells, guint n_cells, gpointer data, GError **error);

typedef struct
{
  guint number;
  guint n_cells : 31;
  guint grown : 1; /* since it was read: its cells are its own, not the grid's */
  MeriloCell *cells;
} MeriloGridRow;

typedef struct
{
  guint top, left, bottom, right;
} MeriloGridMerge;

typedef struct
{
  char *name;      /* of the sheet */
  GArray *rows;    /* of MeriloGridRow, by number */
  GArray *merges;  /* of MeriloGridMerge */
  guint n_columns; /* of the widest row */
  guint n_cells;
  MeriloArena *cells;
  GStringChunk *texts;
} MeriloGrid;

MeriloGrid *merilo_grid_new (const char *name);
void merilo_grid_free (MeriloGrid *self);

/* a MeriloRowFunc whose data is the grid; rows must come in order */
gboolean merilo_grid_add_row (
    guint row, const MeriloCell *cells, guint n_cells, gpointer grid, GError **error);

/* the rows of a copied table, numbered from 1, with its merged cells */
MeriloGrid *merilo_grid_from_table (const MeriloTableText *table,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* never NULL; a cell within a merge is that of its upper left corner */
const MeriloCell *merilo_grid_get (const MeriloGrid *self, guint row, guint column);
const MeriloCell *merilo_grid_row_get (const MeriloGridRow *row, guint column);

/* the cell of each merge into all its blank cells that lie in rows with something else: the school
 * that stands once for many pupils. Only for @from and the rows below */
void merilo_grid_fill_merges (MeriloGrid *self, guint from);

/* as people see it: "4А", "12", "2.5", "14.05.2026", "да"; "" for an empty cell */
char *merilo_cell_to_text (const MeriloCell *cell);

/* a whole number, be it written as text; %FALSE for anything else, blank included */
gboolean merilo_cell_get_whole (const MeriloCell *cell, int *ret_value);
gboolean merilo_cell_is_blank (const MeriloCell *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloGrid, merilo_grid_free)

G_END_DECLS

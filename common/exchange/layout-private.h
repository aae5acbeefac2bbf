/* What layouts have in common. */
#pragma once

#include "exchange/layout.h"

G_BEGIN_DECLS

extern const MeriloLayout merilo_layout_f1;

/* takes nothing; @value is what the cell shows; marks @row, if not NULL, as faulty */
void merilo_results_add_issue (MeriloResults *self,
                               MeriloResultRow *row,
                               guint sheet_row,
                               guint column,
                               const char *code,
                               const MeriloCell *cell);

MeriloResultRow *merilo_results_add_row (MeriloResults *self, guint sheet_row);

/* «9.1 (1б)» -> an item; NULL for another heading */
MeriloResultItem *merilo_result_item_parse (const char *heading);

/* layout-check.c: cells of a row into @row, with issues */
void merilo_results_read_scores (MeriloResults *self,
                                 MeriloResultRow *row,
                                 const MeriloGridRow *cells,
                                 const guint *columns);
void merilo_results_read_total (MeriloResults *self,
                                MeriloResultRow *row,
                                const MeriloGridRow *cells,
                                guint column);
void merilo_results_read_marks (MeriloResults *self,
                                MeriloResultRow *row,
                                const MeriloGridRow *cells,
                                guint mark_column,
                                guint journal_column);
void merilo_results_read_org (MeriloResults *self,
                              MeriloResultRow *row,
                              const MeriloGridRow *cells,
                              guint column);
void merilo_results_read_class (MeriloResults *self,
                                MeriloResultRow *row,
                                const MeriloGridRow *cells,
                                guint column);
void merilo_results_find_doubles (MeriloResults *self, const MeriloGrid *grid, guint column);

G_END_DECLS

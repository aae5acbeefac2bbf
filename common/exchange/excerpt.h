/* The rows of a sheet that have issues, as they stand: what people look at to decide. Only columns
 * that a layout reads are in it, and of them no text that may be a child's name: whatever else a
 * sheet holds stays in the file. */
#pragma once

#include "exchange/grid.h"
#include "exchange/layout-map.h"

G_BEGIN_DECLS

#define MERILO_EXCERPT_MAX_ROWS 2000

typedef struct _MeriloExcerpt MeriloExcerpt;

MeriloExcerpt *merilo_excerpt_new (void);
void merilo_excerpt_free (MeriloExcerpt *self);

/* columns in their order in the sheet; @head: the row of their headings */
void merilo_excerpt_add_column (
    MeriloExcerpt *self, const MeriloGrid *grid, guint head, guint column, MeriloColumn is);

/* @issues: of MeriloResultIssue; each row that one of them names, past a bound no more
 * @told: the sheet says itself which columns are of schools, so schools stand in them */
void merilo_excerpt_take (MeriloExcerpt *self,
                          const MeriloGrid *grid,
                          const GArray *issues,
                          gboolean told);

/* "columns":[{"column":1,"heading":"Код участника","is":"code"},…],
 * "excerpt":[{"row":17,"cells":["11001",…]},…]: a cell a column */
void merilo_excerpt_put_json (const MeriloExcerpt *self, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloExcerpt, merilo_excerpt_free)

G_END_DECLS

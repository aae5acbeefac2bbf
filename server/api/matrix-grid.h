/* The letters of the matrix: what the base tells of an item (sql: matrix_read) becomes a row of one
 * letter a column. Pure, so that it can be tried without a base.
 *
 * `.` not concerned, `-` a date to come, `?` no answer, `o` overdue without an answer, `w` in work,
 * `d` done, `l` done late, `n` not done, `x` not applicable, `r` returned with a remark. Over
 * several quarters a cell shows what needs attention most: r o n w ? l d x - */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SrvMatrixGrid SrvMatrixGrid;

SrvMatrixGrid *srv_matrix_grid_new (void);
void srv_matrix_grid_free (SrvMatrixGrid *self);

/* the next column: the letter that the base calls it by */
void srv_matrix_grid_add_column (SrvMatrixGrid *self, gunichar letter);
guint srv_matrix_grid_get_n_columns (SrvMatrixGrid *self);

/**
 * srv_matrix_grid_put_row:
 * @asked: (nullable): `2026-Q1o2026-Q2-:ab;2026-Q1o:c`
 * @answered: (nullable): `2026-Q1dw:ab;…`
 * @out: the letters are added here, one a column
 */
void srv_matrix_grid_put_row (SrvMatrixGrid *self,
                              const char *asked,
                              const char *answered,
                              GString *out);

/* @text as far as it fits into @room bytes of a JSON string, an ellipsis where it was cut */
char *srv_matrix_fit (const char *text, gsize room);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvMatrixGrid, srv_matrix_grid_free)

G_END_DECLS

/* Statements by name. SQL lies in sql/queries/<area>/<question>.sql, compiled in; those of the
 * generic resources are made from descriptions (entity-sql.h) and given with their text. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  SRV_SHAPE_ANY,
  SRV_SHAPE_NONE,
  SRV_SHAPE_ONE,
  SRV_SHAPE_MAYBE_ONE,
  SRV_SHAPE_MANY,
} SrvShape;

/* "plan/approve" → its text; kept for the life of the program. NULL with MERILO_ERROR_INTERNAL */
const char *srv_statement_text (const char *name, GError **error);

/* does the number of rows fit */
gboolean srv_shape_fits (SrvShape shape, guint rows);

G_END_DECLS

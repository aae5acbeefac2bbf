/* What a statement gave back: values by the name of their column. */
#pragma once

#include "model/entity.h"

G_BEGIN_DECLS

typedef struct _SrvRows SrvRows;

/* a row is read by one thread at a time; the last to let go frees it */
SrvRows *srv_rows_ref (SrvRows *self);
void srv_rows_free (SrvRows *self);

guint srv_rows_get_n (SrvRows *self);
gboolean srv_rows_is_null (SrvRows *self, guint row, const char *column);
const char *srv_rows_get_text (SrvRows *self, guint row, const char *column); /* NULL: null */
gint64 srv_rows_get_whole (SrvRows *self, guint row, const char *column);     /* 0: null */
gboolean srv_rows_get_flag (SrvRows *self, guint row, const char *column);    /* FALSE: null */
GBytes *srv_rows_get_blob (SrvRows *self, guint row, const char *column);     /* transfer full */

/* one row as the JSON object of @entity; the columns stand in the order of the description */
void srv_rows_put_json (SrvRows *self, guint row, const MeriloEntity *entity, GString *out);

/* one row as a record of @entity, which knows how to show itself; transfer full */
gpointer srv_rows_read_record (SrvRows *self, guint row, const MeriloEntity *entity, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* all of them, in their order; transfer full. In a thread: the entity's type is registered before
 */
GPtrArray *srv_rows_read_records (SrvRows *self,
                                  const MeriloEntity *entity,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvRows, srv_rows_free)

G_END_DECLS

/* One edit of a draft, read from JSON and held against the description of what it edits. */
#pragma once

#include <json-glib/json-glib.h>

#include "http/request.h"
#include "model/record.h"

G_BEGIN_DECLS

typedef struct
{
  const char *op; /* static: the code */
  const MeriloEntity *entity;
  gint64 id, version; /* 0: not told */
  char *temp, *section_temp;
  MeriloRecord *record; /* the fields; NULL: of those that have none */
  guint64 fields;       /* that were told */
} SrvEditOp;

/* NULL after a reply; @index: its place, for the name of the field at fault: ops[3].title */
SrvEditOp *
srv_edit_op_read (SrvRequest *req, JsonNode *node, guint index) G_GNUC_WARN_UNUSED_RESULT;
void srv_edit_op_free (gpointer op);

/* as the base takes it */
void srv_edit_op_put_json (const SrvEditOp *op, GString *json);

G_END_DECLS

/* Lists of any entity: JSON straight from the rows, CSV or XLSX when Accept asks for a file. */
#pragma once

#include "api/app.h"
#include "model/entity.h"

G_BEGIN_DECLS

void srv_list_reply (SrvApp *app, SrvRequest *req, const MeriloEntity *entity);

/* rows that are there already, e.g. of a statement of its own */
void srv_list_reply_rows (SrvRequest *req, const MeriloEntity *entity, SrvRows *rows);

G_END_DECLS

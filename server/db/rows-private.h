#pragma once

#include <libpq-fe.h>

#include "db/rows.h"

G_BEGIN_DECLS

SrvRows *_srv_rows_new (PGresult *take);

G_END_DECLS

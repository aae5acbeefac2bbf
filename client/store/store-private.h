/* For the files of store/ alone. */
#pragma once

#include <sqlite3.h>

#include "store/store.h"

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* a statement with its parameters bound: `s` text (NULL is null), `i` gint64, `b` GBytes */
sqlite3_stmt *_app_store_prepare (AppStore *self, const char *sql, const char *types, ...);

/* the same, run to its end; %FALSE tells ::failed */
gboolean _app_store_run (AppStore *self, const char *sql, const char *types, ...);

gint64 _app_store_last_id (AppStore *self);

/* of its file */
const char *_app_store_get_path (AppStore *self);

G_END_DECLS

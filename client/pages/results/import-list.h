/* What was loaded, newest first, a page at a time: a town has thousands of loads in a year and
 * looks at the last few. Knows no widgets. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_IMPORT_LIST (app_import_list_get_type ())
G_DECLARE_FINAL_TYPE (AppImportList, app_import_list, APP, IMPORT_LIST, GObject)

/* Signals:
 * ::loaded () what was asked for is there
 * ::failed (GError *error) it is not; what was there before stays */
AppImportList *app_import_list_new (AppApi *api);

/* anew, down to @wanted; 0: the first page */
void app_import_list_load (AppImportList *self, gint64 wanted);
/* what is on its way is to go down to this one */
void app_import_list_want (AppImportList *self, gint64 wanted);
/* the next page, if there is one and it is not under way */
void app_import_list_load_more (AppImportList *self);
/* nobody waits any more */
void app_import_list_close (AppImportList *self);

/* of MeriloRecord */
GListModel *app_import_list_get_records (AppImportList *self);
/* G_MAXUINT: it is not there */
guint app_import_list_find (AppImportList *self, gint64 id);

G_END_DECLS

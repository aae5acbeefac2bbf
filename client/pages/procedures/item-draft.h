/* What was typed into the items of a procedure and is not written yet, on this computer: the whole
 * table, as it would be stored, and the version of the procedure that it began from. */
#pragma once

#include "pages/procedures/item-rows.h"
#include "store/store.h"

G_BEGIN_DECLS

/* forgets it when nothing differs from what was set */
void app_item_draft_keep (AppStore *store, MeriloRecord *procedure, AppItemRows *rows);
void app_item_draft_drop (AppStore *store, MeriloRecord *procedure);
/* if it is no more than @stored, a table as JSON */
void app_item_draft_drop_stored (AppStore *store, MeriloRecord *procedure, const char *stored);

/* lays it over @rows; %FALSE: there is none, or it is no table. @ret_version: transfer full, may be
 * NULL */
gboolean app_item_draft_lay (AppStore *store,
                             MeriloRecord *procedure,
                             AppItemRows *rows,
                             char **ret_version);

G_END_DECLS

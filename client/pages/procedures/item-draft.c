#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/item-draft.h"

#include "pages/bits.h"

#define DRAFT   "procedure_items"
#define TABLE   "table"
#define VERSION "version"

/* Public API */

void
app_item_draft_keep (AppStore *store, MeriloRecord *procedure, AppItemRows *rows)
{
  g_autofree char *id = app_record_dup_id (procedure);
  g_autofree char *json = app_item_rows_to_json (rows);
  g_autofree char *version = merilo_record_show (procedure, MERILO_PROCEDURE_VERSION);

  if (app_item_rows_is_dirty (rows))
    {
      app_store_set_draft (store, DRAFT, id, TABLE, json);
      app_store_set_draft (store, DRAFT, id, VERSION, version);
    }
  else
    app_store_drop_draft (store, DRAFT, id, NULL);
}

void
app_item_draft_drop (AppStore *store, MeriloRecord *procedure)
{
  g_autofree char *id = app_record_dup_id (procedure);

  app_store_drop_draft (store, DRAFT, id, NULL);
}

void
app_item_draft_drop_stored (AppStore *store, MeriloRecord *procedure, const char *stored)
{
  g_autofree char *id = app_record_dup_id (procedure);
  g_autofree char *json = app_store_dup_draft (store, DRAFT, id, TABLE);

  if (g_strcmp0 (json, stored) == 0)
    app_store_drop_draft (store, DRAFT, id, NULL);
}

gboolean
app_item_draft_lay (AppStore *store, MeriloRecord *procedure, AppItemRows *rows, char **ret_version)
{
  g_autofree char *id = app_record_dup_id (procedure);
  g_autofree char *json = app_store_dup_draft (store, DRAFT, id, TABLE);

  if (json == NULL || !app_item_rows_lay (rows, json))
    return FALSE;
  *ret_version = app_store_dup_draft (store, DRAFT, id, VERSION);
  return TRUE;
}

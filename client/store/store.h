/* The file on the user's disk: drafts, cache, settings; the outbox lies in the same file. See
 * README.md. Calls are short (well under a millisecond) and made from the main thread. */
#pragma once

#include "net/api.h"

G_BEGIN_DECLS

#define APP_TYPE_STORE (app_store_get_type ())
G_DECLARE_FINAL_TYPE (AppStore, app_store, APP, STORE, GObject)

/**
 * app_store_open:
 * @server: its URL
 * @user_id: two users of one machine never see each other's drafts
 *
 * Opens or makes the file below $XDG_DATA_HOME/merilo. A file that is no database any more is put
 * aside under another name and a new one is begun.
 *
 * Returns: (transfer full): the store, or %NULL with MERILO_ERROR_BAD_FILE
 */
AppStore *
app_store_open (const char *server, gint64 user_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* answers of @api are kept in this store from now on */
void app_store_serve_api (AppStore *self, AppApi *api);

/* Drafts. @resource is the entity's name. A write that fails is told by ::failed once. */
void app_store_set_draft (
    AppStore *self, const char *resource, const char *id, const char *field, const char *text);
char *app_store_dup_draft (AppStore *self, const char *resource, const char *id, const char *field);
void app_store_drop_draft (AppStore *self,
                           const char *resource,
                           const char *id,
                           const char *field); /* field NULL: all of the record */
guint app_store_count_drafts (AppStore *self, const char *resource, const char *id);

typedef void (*AppDraftFunc) (const char *field, const char *text, gpointer data);
void app_store_each_draft (
    AppStore *self, const char *resource, const char *id, AppDraftFunc func, gpointer data);

/* Settings of this user here; NULL: not set */
void app_store_set_setting (AppStore *self, const char *name, const char *value);
char *app_store_dup_setting (AppStore *self, const char *name);

G_END_DECLS

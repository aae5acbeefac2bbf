/* What every page stands on: who is signed in, the door to the server, the disk, the outbox and
 * what others change. One of it, made by main() or a test; main thread. Store, outbox and events
 * are there from "signed-in" until "signed-out". */
#pragma once

#include <adwaita.h>

#include "model/entities/all.h"
#include "net/api.h"
#include "net/events.h"
#include "store/outbox.h"
#include "store/store.h"

G_BEGIN_DECLS

#define APP_TYPE_CONTEXT (app_context_get_type ())
G_DECLARE_FINAL_TYPE (AppContext, app_context, APP, CONTEXT, GObject)

/* Signals:
 * ::opened () somebody is signed in, store and outbox are there
 * ::closed () nobody is
 * ::toast (AdwToast *toast) to be shown by the window
 * ::changed (char *resource, char *id) a record was changed by another or by the outbox; both are
 *   "" when anything may have changed */
AppContext *app_context_new (void);

AppSession *app_context_get_session (AppContext *self);
AppApi *app_context_get_api (AppContext *self);
AppStore *app_context_get_store (AppContext *self);   /* NULL when closed */
AppOutbox *app_context_get_outbox (AppContext *self); /* NULL when closed */
const AppUser *app_context_get_user (AppContext *self);

/* after a sign-in or a restored session: opens the user's file, starts the events */
gboolean app_context_open (AppContext *self, GError **error);
void app_context_close (AppContext *self);

/* The department's own certificates: from @path into our own file, trusted from now on and at each
 * start. %FALSE with MERILO_ERROR_BAD_FILE in words. */
gboolean app_context_take_ca_file (AppContext *self,
                                   const char *path,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void app_context_drop_ca_file (AppContext *self);

/* asks the keyring or @file (JSON {"server","token"}) for a session; %FALSE: nobody is kept */
gboolean app_context_look_session (AppContext *self, const char *file, GError **error);
void app_context_keep_session (AppContext *self);
void app_context_forget_session (AppContext *self);

/* without a network: whoever was signed in here last, to work from what is kept */
gboolean app_context_assume_last (AppContext *self);

/* A new word takes the place of the one on the screen. One that can still be taken back is shown
 * again after it. */
void app_context_toast (AppContext *self, const char *text);
/* what was asked for is not done; goes when the next act is */
void app_context_refuse (AppContext *self, const char *text);
void app_context_toast_error (AppContext *self, const GError *error);
/* an act that shows by itself is done: the refusal of one before is no longer true */
void app_context_tell_done (AppContext *self);
/* tells of an act's end, one or the other; gives @done */
gboolean app_context_check_act (AppContext *self, gboolean done, const GError *error);

/* «Отменить» in the toast calls @undo */
void app_context_toast_undo (
    AppContext *self, const char *text, GCallback undo, gpointer data, GDestroyNotify destroy);

/* schools of the municipality by name; empty for a commission member; loaded once, then kept */
GListModel *app_context_get_orgs (AppContext *self);
const char *app_context_get_org_name (AppContext *self, gint64 org_id); /* "" when unknown */

/* GTypes of entities, short */
GType app_type_of (const MeriloEntity *entity);

G_END_DECLS

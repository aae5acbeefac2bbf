/* What others change, as the server tells it (text/event-stream). Reconnects by itself with
 * back-off; after each return of the connection everything seen before is suspect, so ::resumed
 * tells the pages to ask again. */
#pragma once

#include "net/session.h"

G_BEGIN_DECLS

#define APP_TYPE_EVENTS (app_events_get_type ())
G_DECLARE_FINAL_TYPE (AppEvents, app_events, APP, EVENTS, GObject)

/* Signals:
 * ::changed (char *resource, char *id, gint64 version) resource is an entity's name
 * ::resumed () connected after having been away */
AppEvents *app_events_new (AppSession *session);

void app_events_start (AppEvents *self);
void app_events_stop (AppEvents *self);

G_END_DECLS

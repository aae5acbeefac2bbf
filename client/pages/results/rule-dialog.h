/* One rule of results: made or changed. A rule that was already true of somebody is not written
 * over: the server ends it and begins another.
 *
 * Signal: "stored" (). Actions: rule.store, rule.delete. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_RULE_DIALOG (app_rule_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppRuleDialog, app_rule_dialog, APP, RULE_DIALOG, AdwWindow)

/* @rule: NULL: a new one, with what is usual: quality below 40 %, the second year, from @year on */
GtkWidget *
app_rule_dialog_new (GtkWindow *parent, AppContext *context, MeriloRecord *rule, gint64 year);

G_END_DECLS

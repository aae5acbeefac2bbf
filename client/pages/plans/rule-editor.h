/* The rule of a deadline chosen from forms, where its words were read otherwise: several rules,
 * what they mean in words at once, the days they give from the server. */
#pragma once

#include "pages/context.h"
#include "pages/plans/rule-form.h"

G_BEGIN_DECLS

#define APP_TYPE_RULE_EDITOR (app_rule_editor_get_type ())
G_DECLARE_FINAL_TYPE (AppRuleEditor, app_rule_editor, APP, RULE_EDITOR, AdwWindow)

/* Signal: ::given (char *canon) "": the words are read again */
GtkWidget *app_rule_editor_new (GtkWindow *parent, AppContext *context, MeriloRecord *item);

guint app_rule_editor_get_n_rules (AppRuleEditor *self);
AppRuleForm *app_rule_editor_get_rule (AppRuleEditor *self, guint i);

/* what stands in the forms now; NULL: something is missing; transfer full */
char *app_rule_editor_dup_canon (AppRuleEditor *self);

G_END_DECLS

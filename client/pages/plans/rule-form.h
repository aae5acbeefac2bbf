/* One rule of a deadline as a form: what kind it is, and what that kind needs. */
#pragma once

#include "schedule/rule.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* as a person tells them apart: a yearly rule has three of them */
typedef enum
{
  APP_RULE_ONCE,
  APP_RULE_YEARLY,
  APP_RULE_MONTHS,
  APP_RULE_NTH,
  APP_RULE_QUARTERLY,
  APP_RULE_MONTHLY,
  APP_RULE_SCHOOL_YEAR,
  APP_RULE_EVERY,
  APP_RULE_EVENT,
  APP_RULE_EXTERNAL,
  APP_RULE_CONTINUOUS,
  APP_RULE_ON_DEMAND,
  APP_N_RULE_FORMS,
} AppRuleForms;

#define APP_TYPE_RULE_FORM (app_rule_form_get_type ())
G_DECLARE_FINAL_TYPE (AppRuleForm, app_rule_form, APP, RULE_FORM, GtkBox)

/* Signals: ::changed (); ::removed () */
GtkWidget *app_rule_form_new (const MeriloRule *rule); /* NULL: a new one */

/* @ret_problem: what is missing, in words; transfer full: the rule or NULL */
MeriloRule *app_rule_form_get (AppRuleForm *self, char **ret_problem);

/* as a person would choose and type: also for tests. @field: "from", "until", "day" … */
void app_rule_form_choose (AppRuleForm *self, AppRuleForms form);
void app_rule_form_type (AppRuleForm *self, const char *field, const char *text);

G_END_DECLS

/* Inside of the form of a rule: what it can ask and how it takes a rule and gives one are files of
 * their own. */
#pragma once

#include "pages/plans/rule-form.h"

G_BEGIN_DECLS

/* All editors a rule may need stand here; the kind says which of them are seen. */
typedef enum
{
  FIELD_FROM,
  FIELD_UNTIL,
  FIELD_FROM_DAY, /* of a year */
  FIELD_UNTIL_DAY,
  FIELD_MONTHS,
  FIELD_NTH,
  FIELD_WEEKDAY,
  FIELD_MONTH,
  FIELD_WORKING,
  FIELD_DAY,
  FIELD_LAG,
  FIELD_SCHOOL_YEAR,
  FIELD_YEARS,
  FIELD_EVENT,
  FIELD_NAME,
  FIELD_WHEN,
  FIELD_OFFSET,
  FIELD_UNIT,
  FIELD_WHO,
  N_FIELDS,
} Field;

struct _AppRuleForm
{
  GtkBox parent_instance;

  MeriloRule *rule; /* what it was: arguments that the form does not show stay */
  GtkWidget *kind;
  GtkWidget *boxes[N_FIELDS], *editors[N_FIELDS];
  gboolean filling;
};

/* rule-form-fields.c: the label of a form, and the kind of rule it makes */
const char *_app_rule_form_get_label (AppRuleForms form);
MeriloRuleKind _app_rule_form_get_kind (AppRuleForms form);
/* whether it asks @field at all */
gboolean _app_rule_form_asks (AppRuleForms form, Field field);

const char *_app_rule_field_get_name (Field field);
const char *_app_rule_field_get_label (Field field);
/* what one chooses from, not translated; ends with NULL; empty: it is written otherwise */
const char *const *_app_rule_field_get_choices (Field field);

/* rule-form.c: the check of a month, 1 to 12 */
GtkWidget *_app_rule_form_get_month (AppRuleForm *self, int month);
/* the form was chosen or an event was: other fields are seen */
void _app_rule_form_show_fields (AppRuleForm *self);

/* rule-form-rule.c */
void _app_rule_form_put_rule (AppRuleForm *self, const MeriloRule *rule);

G_END_DECLS

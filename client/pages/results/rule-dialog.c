#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/record-dialog.h"
#include "pages/results/rule-dialog.h"

#define USUAL_PERCENT 40
#define USUAL_YEARS   2

static const int fields[] = {
  MERILO_RESULT_RULE_MEASURE,    MERILO_RESULT_RULE_COMPARISON,
  MERILO_RESULT_RULE_PERCENT,    MERILO_RESULT_RULE_YEARS_IN_ROW,
  MERILO_RESULT_RULE_SUBJECT,    MERILO_RESULT_RULE_GRADE,
  MERILO_RESULT_RULE_SINCE_YEAR, MERILO_RESULT_RULE_UNTIL_YEAR,
  MERILO_RESULT_RULE_NOTE,       -1,
};

/* of a new rule: «качество ниже 40 % второй год» */
static MeriloRecord *
make_usual (gint64 year)
{
  MeriloRecord *rule = g_object_new (app_type_of (&merilo_result_rule_entity), NULL);

  merilo_record_parse (rule, MERILO_RESULT_RULE_MEASURE, "quality", NULL);
  merilo_record_parse (rule, MERILO_RESULT_RULE_COMPARISON, "below", NULL);
  merilo_record_set_real (rule, MERILO_RESULT_RULE_PERCENT, USUAL_PERCENT);
  merilo_record_set_whole (rule, MERILO_RESULT_RULE_YEARS_IN_ROW, USUAL_YEARS);
  merilo_record_set_whole (rule, MERILO_RESULT_RULE_SINCE_YEAR, year);
  return rule;
}

GtkWidget *
app_rule_dialog_new (GtkWindow *parent, AppContext *context, MeriloRecord *rule, gint64 year)
{
  g_autoptr (MeriloRecord) record = rule != NULL ? merilo_record_copy (rule) : make_usual (year);

  return app_record_dialog_new (
      parent, context, record, fields, rule == NULL,
      rule == NULL ? _ ("Новое правило") : _ ("Правило"),
      rule == NULL ? _ ("О ком правило скажет, того покажет список на странице.")
                   : _ ("Если правило уже на кого-то указало, изменённое станет новым, а прежнее "
                        "останется в истории."));
}

/* Of whom the rules of a department are true, in a year. Read from a document; no display. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 year, n, count; /* -1: not told */
  int percent;           /* hundredths; MERILO_NO_PERCENT */
} AppRuleValue;

typedef struct
{
  gint64 rule_id, org_id, procedure_id, grade;
  char *title, *name, *kind, *subject;
  GArray *values; /* of AppRuleValue, by year */
} AppRuleHit;

/* Returns: (transfer full): of AppRuleHit, those of one rule beside each other;
 * MERILO_ERROR_BAD_JSON */
GPtrArray *app_rule_hits_read (JsonNode *node, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* «2025: 38,46 % (15 из 39); 2026: 30,00 % (12 из 40)»; transfer full */
char *app_rule_hit_text (const AppRuleHit *hit);

G_END_DECLS

#define G_LOG_DOMAIN "srv-api"

#include "api/derive.h"

#include "model/entities/plan-item.h"
#include "schedule/canon.h"
#include "schedule/explain.h"

#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))

void
srv_derive_reading (const MeriloReading *reading, SrvDerived *ret_derived)
{
  g_autoptr (GString) warnings = g_string_new (NULL);

  for (guint i = 0; i < MERILO_N_WARNINGS; i++)
    if (reading->warnings & (1u << i))
      {
        if (warnings->len > 0)
          g_string_append_c (warnings, '\n');
        g_string_append (warnings, merilo_warning_explain (i));
      }
  ret_derived->canon = merilo_reading_to_canon (reading);
  ret_derived->words = merilo_reading_explain (reading);
  ret_derived->warnings = warnings->len > 0 ? g_strdup (warnings->str) : NULL;
}

void
srv_derived_clear (SrvDerived *derived)
{
  g_clear_pointer (&derived->canon, g_free);
  g_clear_pointer (&derived->words, g_free);
  g_clear_pointer (&derived->warnings, g_free);
}

gboolean
srv_derive_rule_is_good (const char *rule)
{
  g_autoptr (MeriloReading) reading = NULL;

  if (rule == NULL || *rule == 0)
    return TRUE;
  reading = merilo_reading_from_canon (rule, NULL);
  return reading != NULL && reading->rules->len > 0;
}

gboolean
srv_derive_wants (const MeriloEntity *entity, guint64 fields)
{
  return entity == &merilo_plan_item_entity
         && (fields & (BIT (MERILO_PLAN_ITEM_DEADLINE) | BIT (MERILO_PLAN_ITEM_RULE)));
}

/* the plan's period and the order's date are left out: approval reads the words once more */
guint64
srv_derive_fields (
    MeriloRecord *record, guint64 fields, SrvTerms *terms, const char *words, const char *rule)
{
  g_auto (SrvTerms) none = { .context = MERILO_DEADLINE_CONTEXT_INIT };
  g_autoptr (MeriloReading) reading = NULL;
  g_auto (SrvDerived) derived = { 0 };

  if (fields & BIT (MERILO_PLAN_ITEM_DEADLINE))
    words = merilo_record_get_text (record, MERILO_PLAN_ITEM_DEADLINE);
  if (fields & BIT (MERILO_PLAN_ITEM_RULE))
    rule = merilo_record_get_text (record, MERILO_PLAN_ITEM_RULE);
  reading = srv_terms_read (terms != NULL ? terms : &none, words, rule);
  srv_derive_reading (reading, &derived);
  merilo_record_set_text (record, MERILO_PLAN_ITEM_CANON, derived.canon);
  merilo_record_set_text (record, MERILO_PLAN_ITEM_READING, derived.words);
  merilo_record_set_text (record, MERILO_PLAN_ITEM_WARNINGS, derived.warnings);
  return fields | BIT (MERILO_PLAN_ITEM_CANON) | BIT (MERILO_PLAN_ITEM_READING)
         | BIT (MERILO_PLAN_ITEM_WARNINGS);
}

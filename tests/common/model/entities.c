#include "model/entities/all.h"

#include <string.h>

static void
test_descriptions (void)
{
  const MeriloEntity *const *all = merilo_entities ();

  for (guint e = 0; all[e] != NULL; e++)
    {
      g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GObject) record = g_object_new (merilo_entity_register (all[e]), NULL);

      g_test_message ("%s", all[e]->name);
      g_assert_true (MERILO_IS_RECORD (record));
      g_assert_cmpuint (all[e]->readers, !=, 0);
      g_assert_true (merilo_entity_by_path (all[e]->path) == all[e]);
      g_assert_true (merilo_entity_by_name (all[e]->name) == all[e]);
      for (guint i = 0; i < all[e]->n_fields; i++)
        {
          const MeriloField *f = &all[e]->fields[i];

          g_assert_nonnull (f->name);
          g_assert_cmpint (strlen (f->name), >=, 1);
          g_assert_true (g_hash_table_add (names, (gpointer) f->name));
          g_assert_nonnull (f->label);
          g_assert_cmpint (f->kind == MERILO_CHOICE, ==, f->choices != NULL);
          g_assert_cmpint (f->pattern != NULL, ==, f->pattern_hint != NULL);
          g_assert_false ((f->flags & MERILO_READ_ONLY) && (f->flags & MERILO_CREATE_ONLY));
        }
      if (all[e]->state_field != NULL)
        g_assert_cmpint (merilo_entity_find (all[e], all[e]->state_field), >=, 0);
    }
}

static void
test_may_write (void)
{
  static const struct
  {
    const char *name;
    const MeriloEntity *entity;
    guint field;
    MeriloRole role;
    const char *state;
    gboolean may;
  } cases[] = {
    { "draft item by methodologist", &merilo_plan_item_entity, MERILO_PLAN_ITEM_RESPONSIBLE,
      MERILO_ROLE_METHODOLOGIST, "draft", TRUE },
    { "approved item is frozen", &merilo_plan_item_entity, MERILO_PLAN_ITEM_RESPONSIBLE,
      MERILO_ROLE_METHODOLOGIST, "approved", FALSE },
    { "item by school, in its own plan", &merilo_plan_item_entity, MERILO_PLAN_ITEM_RESPONSIBLE,
      MERILO_ROLE_SCHOOL, "draft", TRUE },
    { "item by observer", &merilo_plan_item_entity, MERILO_PLAN_ITEM_RESPONSIBLE,
      MERILO_ROLE_OBSERVER, "draft", FALSE },
    { "a closed point moves by actions", &merilo_plan_item_entity, MERILO_PLAN_ITEM_CLOSED_ON,
      MERILO_ROLE_METHODOLOGIST, "approved", FALSE },
    { "an event is recorded once", &merilo_recorded_event_entity, MERILO_RECORDED_EVENT_FIRST,
      MERILO_ROLE_METHODOLOGIST, NULL, FALSE },
    { "settings by school", &merilo_org_settings_entity, MERILO_ORG_SETTINGS_NO_DATE,
      MERILO_ROLE_SCHOOL, NULL, FALSE },
    { "state moves by actions", &merilo_plan_entity, MERILO_PLAN_STATE, MERILO_ROLE_METHODOLOGIST,
      "draft", FALSE },
    { "kind is given once", &merilo_plan_entity, MERILO_PLAN_KIND, MERILO_ROLE_METHODOLOGIST,
      "draft", FALSE },
    { "returned line by school", &merilo_execution_entity, MERILO_EXECUTION_TEXT,
      MERILO_ROLE_SCHOOL, "returned", TRUE },
    { "submitted line is frozen", &merilo_execution_entity, MERILO_EXECUTION_TEXT,
      MERILO_ROLE_SCHOOL, "submitted", FALSE },
    { "scores while open", &merilo_expert_score_entity, MERILO_EXPERT_SCORE_SCORES,
      MERILO_ROLE_COMMISSION, "open", TRUE },
    { "scores by methodologist", &merilo_expert_score_entity, MERILO_EXPERT_SCORE_SCORES,
      MERILO_ROLE_METHODOLOGIST, "open", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (merilo_entity_may_write (cases[i].entity, cases[i].field, cases[i].role,
                                                cases[i].state),
                       ==, cases[i].may);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  merilo_entities_register ();
  g_test_add_func ("/entities/descriptions", test_descriptions);
  g_test_add_func ("/entities/may-write", test_may_write);
  return g_test_run ();
}

#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/all.h"

static const MeriloEntity *const entities[] = {
  &merilo_act_entity,
  &merilo_cell_entity,
  &merilo_change_entity,
  &merilo_class_entity,
  &merilo_control_date_entity,
  &merilo_evidence_entity,
  &merilo_execution_entity,
  &merilo_execution_link_entity,
  &merilo_expert_score_entity,
  &merilo_import_entity,
  &merilo_item_conclusion_entity,
  &merilo_job_entity,
  &merilo_layout_map_entity,
  &merilo_org_entity,
  &merilo_org_settings_entity,
  &merilo_org_status_entity,
  &merilo_plan_entity,
  &merilo_plan_diff_entity,
  &merilo_plan_annual_entity,
  &merilo_plan_calendar_entity,
  &merilo_plan_completeness_entity,
  &merilo_plan_item_entity,
  &merilo_plan_late_entity,
  &merilo_plan_section_entity,
  &merilo_plan_version_entity,
  &merilo_precheck_limit_entity,
  &merilo_procedure_entity,
  &merilo_procedure_item_entity,
  &merilo_quarter_report_entity,
  &merilo_recheck_entity,
  &merilo_recheck_member_entity,
  &merilo_recheck_result_entity,
  &merilo_recorded_event_entity,
  &merilo_result_rule_entity,
  &merilo_scale_entity,
  &merilo_side_by_side_entity,
  &merilo_task_entity,
  &merilo_trend_point_entity,
  &merilo_user_entity,
  &merilo_work_entity,
  NULL,
};

const MeriloEntity *const *
merilo_entities (void)
{
  return entities;
}

const MeriloEntity *
merilo_entity_by_name (const char *name)
{
  for (guint i = 0; entities[i] != NULL; i++)
    if (g_str_equal (entities[i]->name, name))
      return entities[i];
  return NULL;
}

const MeriloEntity *
merilo_entity_by_path (const char *path)
{
  for (guint i = 0; entities[i] != NULL; i++)
    if (g_str_equal (entities[i]->path, path))
      return entities[i];
  return NULL;
}

void
merilo_entities_register (void)
{
  for (guint i = 0; entities[i] != NULL; i++)
    merilo_entity_register (entities[i]);
}

/* Every entity of the house. merilo_entities_register() comes first in each main(): templates and
 * tests need the types. */
#pragma once

#include "model/entities/act.h"
#include "model/entities/cell.h"
#include "model/entities/change.h"
#include "model/entities/class.h"
#include "model/entities/control-date.h"
#include "model/entities/evidence.h"
#include "model/entities/execution.h"
#include "model/entities/execution-link.h"
#include "model/entities/expert-score.h"
#include "model/entities/import.h"
#include "model/entities/item-conclusion.h"
#include "model/entities/job.h"
#include "model/entities/layout-map.h"
#include "model/entities/org.h"
#include "model/entities/org-settings.h"
#include "model/entities/org-status.h"
#include "model/entities/plan.h"
#include "model/entities/plan-diff.h"
#include "model/entities/plan-annual.h"
#include "model/entities/plan-calendar.h"
#include "model/entities/plan-completeness.h"
#include "model/entities/plan-item.h"
#include "model/entities/plan-late.h"
#include "model/entities/plan-section.h"
#include "model/entities/plan-version.h"
#include "model/entities/precheck-limit.h"
#include "model/entities/procedure.h"
#include "model/entities/procedure-item.h"
#include "model/entities/quarter-report.h"
#include "model/entities/recheck.h"
#include "model/entities/recheck-member.h"
#include "model/entities/recheck-result.h"
#include "model/entities/recorded-event.h"
#include "model/entities/result-rule.h"
#include "model/entities/scale.h"
#include "model/entities/side-by-side.h"
#include "model/entities/task.h"
#include "model/entities/trend-point.h"
#include "model/entities/user.h"
#include "model/entities/work.h"

G_BEGIN_DECLS

/* ends with NULL; static */
const MeriloEntity *const *merilo_entities (void);

/* by the name of its table, or by its path in URLs; NULL: none */
const MeriloEntity *merilo_entity_by_name (const char *name);
const MeriloEntity *merilo_entity_by_path (const char *path);

void merilo_entities_register (void);

G_END_DECLS

/* When reports of a plan are due: its owner's settings and the working calendar, which the base has
 * not. Asked first, then the question itself with the days it needs. */
#pragma once

#include "api/call.h"
#include "schedule/report-due.h"

G_BEGIN_DECLS

typedef void (*SrvReportRuleFunc) (SrvApp *app,
                                   SrvRequest *req,
                                   const MeriloReportRule *rule,
                                   gpointer data);

/* @plan: a whole number, or NULL for the settings of the asker's own org. 404 where there is no
 * such plan in sight. @data is freed by @destroy when all is over */
void srv_report_rule_find (SrvApp *app,
                           SrvRequest *req,
                           const char *plan,
                           SrvReportRuleFunc done,
                           gpointer data,
                           GDestroyNotify destroy);

G_END_DECLS

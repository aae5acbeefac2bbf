/* When reports of a plan are due: its town's settings and the working calendar, which the base has
 * not. Asked first, then the question itself with the days it needs. */
#pragma once

#include "api/call.h"
#include "schedule/report-due.h"

G_BEGIN_DECLS

typedef struct
{
  MeriloReportRule rule;
  char closed[MERILO_QUARTER_SIZE]; /* the newest quarter whose reports were due before today */
} SrvReportTerms;

typedef void (*SrvReportTermsFunc) (SrvApp *app,
                                    SrvRequest *req,
                                    const SrvReportTerms *terms,
                                    gpointer data);

/* @plan: a whole number; 404 where there is no such plan in sight. @data is freed by @destroy when
 * all is over */
void srv_report_terms_find (SrvApp *app,
                            SrvRequest *req,
                            const char *plan,
                            SrvReportTermsFunc done,
                            gpointer data,
                            GDestroyNotify destroy);

G_END_DECLS

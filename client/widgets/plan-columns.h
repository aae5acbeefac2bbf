/* The columns of a plan's table, by the plan's kind: a roadmap, a plan of ВСОКО, a decision, a
 * programme of help each have their own. */
#pragma once

#include "widgets/plan-line.h"

G_BEGIN_DECLS

/**
 * AppPlanColumn:
 * @label: N_()
 * @least: px
 * @share: of the width past the least ones, in hundredths
 */
typedef struct
{
  guint field;
  const char *label;
  int least, share;
} AppPlanColumn;

#define APP_PLAN_COLUMNS_MAX 10

/* @kind: place among the choices of MERILO_PLAN_KIND; ends with @ret_n; static */
const AppPlanColumn *app_plan_columns (gint64 kind, guint *ret_n);

/* what the cell shows; transfer full */
char *app_plan_column_show (const AppPlanColumn *column, AppPlanLine *line);

/* may a user write into it */
gboolean app_plan_column_is_writable (const AppPlanColumn *column);

G_END_DECLS

/* One line of a plan's table: six wrapped cells on columns that all lines share. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_PLAN_COLUMNS  6

#define APP_TYPE_PLAN_ROW (app_plan_row_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanRow, app_plan_row, APP, PLAN_ROW, GtkWidget)

/* the fields of MeriloPlanItem that stand in the columns */
extern const guint app_plan_fields[APP_PLAN_COLUMNS];

/* @item NULL: the heading */
GtkWidget *app_plan_row_new (MeriloRecord *item);
MeriloRecord *app_plan_row_get_item (AppPlanRow *self);
void app_plan_row_set_item (AppPlanRow *self, MeriloRecord *item);
void app_plan_row_set_cursor (AppPlanRow *self, int column); /* -1: none */
GtkWidget *app_plan_row_get_cell (AppPlanRow *self, guint column);

/* the column under x; -1: none */
int app_plan_row_column_at (AppPlanRow *self, double x);

G_END_DECLS

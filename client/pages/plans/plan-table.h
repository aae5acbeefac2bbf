/* The items of one plan under their sections: the section on the screen stays in sight, cells wrap,
 * F2 or a double click edits a cell in place. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_TABLE (app_plan_table_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanTable, app_plan_table, APP, PLAN_TABLE, AdwBin)

/* Signals:
 * ::selected (MeriloRecord *item) NULL: none
 * ::edited (MeriloRecord *item, guint field) a cell was typed anew: the item already holds it
 * ::filtered () the number of shown items changed */

/* keeps the selected item and what is looked for */
void app_plan_table_fill (AppPlanTable *self, GPtrArray *sections, GPtrArray *items);
void app_plan_table_set_writable (AppPlanTable *self, gboolean writable);
void app_plan_table_look (AppPlanTable *self, const char *text, gint64 section); /* 0: all */
guint app_plan_table_get_shown (AppPlanTable *self);

gboolean app_plan_table_select (AppPlanTable *self, const char *id);
void app_plan_table_select_next (AppPlanTable *self);
void app_plan_table_unselect (AppPlanTable *self);
void app_plan_table_update (AppPlanTable *self, MeriloRecord *item);

G_END_DECLS

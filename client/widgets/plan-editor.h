/* A plan's table one writes in as in a spreadsheet: sections whose headings stay in sight, wrapped
 * cells, a cursor, many lines chosen at once, a cell edited in its place, moving by keys and by
 * drag. One widget that draws its rows, one floating text: a plan of 500 items costs what is seen
 * of it. What is done is done to the model; the editor keeps nothing of its own but the cursor. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/plan-columns.h"
#include "widgets/plan-model.h"

G_BEGIN_DECLS

#define APP_TYPE_PLAN_EDITOR (app_plan_editor_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanEditor, app_plan_editor, APP, PLAN_EDITOR, GtkWidget)

/* Signals:
 * ::cursor-moved () also when other lines were chosen
 * ::typing (AppPlanLine *line, guint field, char *text) each key in the floating text; NULL: it was
 *   taken or given up
 * ::filtered () the number of shown items changed
 * ::resized () the user changed the widths of columns
 * ::told (char *text) why nothing was done, in words
 * Actions: plan.undo … see plan-editor-actions.c */
GtkWidget *app_plan_editor_new (AppPlanModel *model);
AppPlanModel *app_plan_editor_get_model (AppPlanEditor *self);
void app_plan_editor_set_model (AppPlanEditor *self, AppPlanModel *model);
void app_plan_editor_set_kind (AppPlanEditor *self, gint64 kind);
void app_plan_editor_set_read_only (AppPlanEditor *self, gboolean read_only);
const AppPlanColumn *app_plan_editor_get_columns (AppPlanEditor *self, guint *ret_n);

/* the user's widths as a text to be kept; NULL: as designed. What is not of these columns is not
 * taken. */
char *app_plan_editor_dup_widths (AppPlanEditor *self);
void app_plan_editor_set_widths (AppPlanEditor *self, const char *text);

/* shows only lines with this text (NULL: all), of this section (NULL: all) */
void app_plan_editor_look (AppPlanEditor *self, const char *text, AppPlanLine *section);
guint app_plan_editor_get_shown (AppPlanEditor *self); /* items */

AppPlanLine *app_plan_editor_get_line (AppPlanEditor *self); /* at the cursor; NULL: none */
guint app_plan_editor_get_column (AppPlanEditor *self);
GPtrArray *app_plan_editor_get_selected (AppPlanEditor *self); /* transfer full */
gboolean app_plan_editor_go (AppPlanEditor *self, AppPlanLine *line, guint column);
void
app_plan_editor_select (AppPlanEditor *self, AppPlanLine *line, gboolean extend, gboolean toggle);
void app_plan_editor_reveal (AppPlanEditor *self); /* the cursor */

gboolean app_plan_editor_is_editing (AppPlanEditor *self);
void app_plan_editor_commit (AppPlanEditor *self);

/* what stands on the clipboard as cells: over the cursor, or as new items below */
void app_plan_editor_paste (AppPlanEditor *self, GPtrArray *cells, gboolean insert);
GPtrArray *app_plan_editor_copy (AppPlanEditor *self); /* transfer full, see cells.h */

/* «Пункт 1.2, Срок: ежегодно, май», for those who do not see it; transfer full */
char *app_plan_editor_describe (AppPlanEditor *self);

G_END_DECLS

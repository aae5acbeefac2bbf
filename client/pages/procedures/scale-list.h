/* The scales of a procedure below one another, rows that can be selected and copied: Ctrl+C, the
 * menu of the right button. Nothing selected: all of them.
 *
 * Actions: scales.copy, scales.copy-all. */
#pragma once

#include <adwaita.h>

#include "model/entities/all.h"

G_BEGIN_DECLS

#define APP_TYPE_SCALE_LIST (app_scale_list_get_type ())
G_DECLARE_FINAL_TYPE (AppScaleList, app_scale_list, APP, SCALE_LIST, AdwBin)

GtkWidget *app_scale_list_new (void);

/* @scales: of MeriloScale, in this order */
void app_scale_list_set_scales (AppScaleList *self, GPtrArray *scales);

/* headings and rows, @all or the selected; NULL: there are none; transfer full */
GPtrArray *app_scale_list_copy_cells (AppScaleList *self, gboolean all);

G_END_DECLS

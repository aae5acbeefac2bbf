/* What bounds make of the works that there are: how many of each mark, beside the scale in force,
 * and the scores with the bounds drawn. It asks for the figures itself; without works, or where
 * they are not told, there is nothing to see. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_SCALE_PREVIEW (app_scale_preview_get_type ())
G_DECLARE_FINAL_TYPE (AppScalePreview, app_scale_preview, APP, SCALE_PREVIEW, AdwBin)

GtkWidget *app_scale_preview_new (AppContext *context, MeriloRecord *procedure);

/* of «3», «4», «5»; those that do not grow are not shown */
void app_scale_preview_set_bounds (AppScalePreview *self, const gint64 bounds[3]);

G_END_DECLS

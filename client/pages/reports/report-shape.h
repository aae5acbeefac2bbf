/* The order of a plan: which section an item is in and which comes before which, by its lineage.
 * Views whose rows come by dates are put into the plan's order by it. */
#pragma once

#include "model/entities/all.h"

G_BEGIN_DECLS

typedef struct _AppReportShape AppReportShape;

/* @sections, @items: of MeriloPlanSection and MeriloPlanItem */
AppReportShape *app_report_shape_new (GPtrArray *sections, GPtrArray *items);
void app_report_shape_free (AppReportShape *shape);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppReportShape, app_report_shape_free)

/* both take NULL: "" and G_MAXUINT */
const char *app_report_shape_get_section (AppReportShape *shape, gint64 lineage);
guint app_report_shape_get_place (AppReportShape *shape, gint64 lineage);

G_END_DECLS

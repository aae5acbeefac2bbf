/* One item of the year: when it was due, who did what, and the methodologist's conclusion and
 * proposal. What is typed is a draft at once and a record at «Записать» or when the panel is
 * left. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_ANNUAL_PANEL (app_annual_panel_get_type ())
G_DECLARE_FINAL_TYPE (AppAnnualPanel, app_annual_panel, APP, ANNUAL_PANEL, AdwBin)

/* Signals: ::kept (MeriloItemConclusion) after a write; ::closed () */
GtkWidget *app_annual_panel_new (AppContext *context);

/* @row: of MeriloPlanAnnual; what was typed before is written first */
void app_annual_panel_show (AppAnnualPanel *self, MeriloRecord *row, gint64 plan, int year);
void app_annual_panel_save (AppAnnualPanel *self);

G_END_DECLS

/* What stands behind a cell of the matrix: what one organisation did on one item, quarter by
 * quarter, with its files and the department's remark; and the way into the report. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_CELL_PANEL (app_cell_panel_get_type ())
G_DECLARE_FINAL_TYPE (AppCellPanel, app_cell_panel, APP, CELL_PANEL, AdwBin)

/* Signal: ::closed () */
GtkWidget *app_cell_panel_new (AppContext *context);

/* @item: «1.4 Мероприятие»; @state: the cell's word; @quarter: (nullable): all */
void app_cell_panel_show (AppCellPanel *self,
                          const char *plan,
                          gint64 lineage,
                          gint64 org,
                          const char *quarter,
                          const char *item,
                          const char *name,
                          const char *state);
guint app_cell_panel_get_n_shown (AppCellPanel *self);

G_END_DECLS

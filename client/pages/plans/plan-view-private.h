/* Inside of an open plan: what stands above its editor and the side panel of an item are files of
 * their own. */
#pragma once

#include "pages/plans/plan-view.h"

#include "pages/plans/plan-panel.h"
#include "pages/plans/plan-saver.h"

G_BEGIN_DECLS

struct _AppPlanView
{
  AdwBin parent_instance;

  AppContext *context;
  AppPlanModel *model;
  AppPlanSaver *saver;
  MeriloRecord *plan;
  gboolean writable;
  guint pending; /* field that is typed in the panel, G_MAXUINT: none */
  char *pending_text;

  AdwFlap *flap;
  AppPlanPanel *panel;
  AppPlanEditor *editor;
  GtkWidget *find;
  GtkWidget *slot, *find_slot, *title, *state, *facts, *approve, *section, *needle, *shown, *tools;
  GtkWidget *notice, *notice_text, *notice_button;
};

/* the item at the cursor; NULL: none, or a section */
AppPlanLine *_app_plan_view_get_line (AppPlanView *self);

/* plan-view-head.c */
void _app_plan_view_connect_head (AppPlanView *self);
/* the plan itself, its sections, how many items are seen */
void _app_plan_view_show_head (AppPlanView *self);
/* why it cannot be written, or whose version it is */
void _app_plan_view_show_state (AppPlanView *self);

/* plan-view-panel.c */
void _app_plan_view_connect_panel (AppPlanView *self);
void _app_plan_view_show_item (AppPlanView *self);
/* the same, unless somebody types in the panel */
void _app_plan_view_renew_item (AppPlanView *self);
/* what was typed in the panel becomes an act when its field is left */
void _app_plan_view_take_pending (AppPlanView *self);

G_END_DECLS

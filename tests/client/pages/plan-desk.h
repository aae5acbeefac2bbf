/* What tests of plans share: a draft at the desk, and its lines. */
#pragma once

#include "client/pages/desk.h"
#include "pages/plans/plan-view.h"

G_BEGIN_DECLS

/* @data: the role; NULL: a methodologist */
void plan_desk_set_up (Desk *desk, gconstpointer data);
void plan_desk_tear_down (Desk *desk, gconstpointer data);

void assert_sent (Desk *desk, const char *method, const char *path, const char *part);
AppPlanView *view_of (AppPage *page);

/* plan 1: three sections, fourteen items */
AppPlanView *open_draft (Desk *desk);
void wait_saved (Desk *desk);
AppPlanLine *item (AppPlanView *view, gint64 id);
void set_title (AppPlanView *view, gint64 id, const char *title);

#define assert_title(view, id, expected)                                                           \
  g_assert_cmpstr (merilo_record_get_text (item (view, id)->record, MERILO_PLAN_ITEM_TITLE), ==,   \
                   expected)

G_END_DECLS

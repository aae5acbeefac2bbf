#include "client/pages/plan-desk.h"

void
plan_desk_set_up (Desk *desk, gconstpointer data)
{
  desk_open (desk, data != NULL ? data : "methodologist");
  fake_serve_edits (desk->fake);
}

void
plan_desk_tear_down (Desk *desk, gconstpointer data)
{
  desk_close (desk);
}

void
assert_sent (Desk *desk, const char *method, const char *path, const char *part)
{
  g_autofree char *body = fake_dup_last (desk->fake, method, path);

  g_assert_nonnull (body);
  if (strstr (body, part) == NULL)
    g_error ("%s %s: «%s» is not in %s", method, path, part, body);
}

AppPlanView *
view_of (AppPage *page)
{
  return APP_PLAN_VIEW (ui_find (GTK_WIDGET (page), APP_TYPE_PLAN_VIEW, NULL));
}

AppPlanView *
open_draft (Desk *desk)
{
  AppPage *page = desk_go (desk, "plans", "plan/1");
  AppPlanView *view = view_of (page);

  UI_WAIT (app_plan_model_count_items (app_plan_view_get_model (view)) == 14);
  desk_settle (desk);
  return view;
}

void
wait_saved (Desk *desk)
{
  UI_WAIT (app_outbox_get_waiting (app_context_get_outbox (desk->context)) == 0);
  desk_settle (desk);
}

AppPlanLine *
item (AppPlanView *view, gint64 id)
{
  return app_plan_model_by_id (app_plan_view_get_model (view), FALSE, id);
}

void
set_title (AppPlanView *view, gint64 id, const char *title)
{
  AppPlanModel *model = app_plan_view_get_model (view);

  app_plan_model_begin (model, "Мероприятие");
  app_plan_model_set (model, item (view, id), MERILO_PLAN_ITEM_TITLE, title);
  app_plan_model_end (model);
}

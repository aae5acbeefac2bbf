/* Inside of a plan's model: its steps, its loading, its places and its batches are files of their
 * own. */
#pragma once

#include "widgets/plan-model.h"

G_BEGIN_DECLS

struct _AppPlanModel
{
  GObject parent_instance;

  GPtrArray *lines; /* listed ones, in order */
  GPtrArray *all;   /* every line that was ever there */
  GPtrArray *acts;
  guint n_done;
  gpointer act; /* under way */
  guint depth;
  guint n_names;
  guint n_answered;
  guint place;
};

/* plan-model.c */
AppPlanLine *_app_plan_model_adopt (AppPlanModel *self, AppPlanLine *take);
char *_app_plan_model_new_name (AppPlanModel *self, gboolean section);
void _app_plan_model_list (AppPlanModel *self, AppPlanLine *line, guint at);
void _app_plan_model_unlist (AppPlanModel *self, guint at);
void _app_plan_model_touched (AppPlanModel *self, AppPlanLine *line);
void _app_plan_model_tell_acted (AppPlanModel *self, const char *label);

/* plan-steps.c */
void _app_plan_model_free_act (gpointer act);
void _app_plan_model_forget_acts (AppPlanModel *self);

/* plan-load.c */
void _app_plan_model_bring_back (AppPlanModel *self, AppPlanLine *line);

G_END_DECLS

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/plans/plan-widths.h"

#define KIND "plan-kind" /* of the editor's columns */

static char *
make_name (gint64 kind)
{
  const char *code = merilo_plan_entity.fields[MERILO_PLAN_KIND].choices[MAX (0, kind)].code;

  return g_strconcat ("plan-widths.", code, NULL);
}

static void
resized_cb (AppPlanEditor *editor, AppContext *context)
{
  AppStore *store = app_context_get_store (context);
  g_autofree char *name = make_name (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (editor), KIND)));
  g_autofree char *widths = app_plan_editor_dup_widths (editor);

  if (store != NULL)
    app_store_set_setting (store, name, widths);
}

void
app_plan_widths_follow (AppContext *context, AppPlanEditor *editor)
{
  g_signal_connect_object (editor, "resized", G_CALLBACK (resized_cb), context, 0);
}

void
app_plan_widths_restore (AppContext *context, AppPlanEditor *editor, gint64 kind)
{
  AppStore *store = app_context_get_store (context);
  g_autofree char *name = make_name (kind);
  g_autofree char *widths = store != NULL ? app_store_dup_setting (store, name) : NULL;

  g_object_set_data (G_OBJECT (editor), KIND, GINT_TO_POINTER ((int) kind));
  app_plan_editor_set_widths (editor, widths);
}

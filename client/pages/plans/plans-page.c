#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/json-writer.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/plans/plan-import.h"
#include "pages/plans/plan-new.h"
#include "pages/plans/plan-view.h"
#include "pages/plans/plan-words.h"
#include "pages/plans/plans-actions.h"
#include "pages/plans/plans-page.h"

struct _AppPlansPage
{
  AppPage parent_instance;

  GtkWidget *views, *import_bar, *groups;
  AppPlanView *view;
  GPtrArray *plans, *sections;
  GCancellable *reading; /* of the lines of a plan */
  MeriloRecord *plan;    /* open; NULL: the list */
  guint answered;        /* writes of the plan when its lines were asked for */
  GCancellable *opening; /* of an item whose plan is to be opened; another choice gives it up */
  char *wanted_item;
};

G_DEFINE_FINAL_TYPE (AppPlansPage, app_plans_page, APP_TYPE_PAGE)

/* also an item's list: its own plan's state decides what may be written */
static const char *const watched[] = { "plan", "plan_section", "plan_item", NULL };

/* Helpers */

static gboolean
is_methodologist (AppPlansPage *self)
{
  return app_session_has_role (app_context_get_session (app_page_get_context (APP_PAGE (self))),
                               MERILO_BY_METHODOLOGIST);
}

static gboolean
is_school (AppPlansPage *self)
{
  return app_session_has_role (app_context_get_session (app_page_get_context (APP_PAGE (self))),
                               MERILO_BY_SCHOOL);
}

/* The list of plans */

static GtkWidget *
make_plan_row (MeriloRecord *plan)
{
  GtkWidget *row = adw_action_row_new (), *badge;
  g_autofree char *title = merilo_record_show (plan, MERILO_PLAN_TITLE);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *facts = app_plan_describe (plan);
  g_autofree char *subtitle = g_markup_escape_text (facts, -1);
  g_autofree char *state = merilo_record_show (plan, MERILO_PLAN_STATE);
  g_autofree char *id = app_record_dup_id (plan);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  badge = app_badge_new (state,
                         app_plan_state_tone (merilo_record_get_whole (plan, MERILO_PLAN_STATE)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), badge);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "plans.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  app_name_it (row, title);
  return row;
}

static void
show_list (AppPlansPage *self)
{
  const MeriloField *kind = &merilo_plan_entity.fields[MERILO_PLAN_KIND];

  app_box_clear (self->groups);
  for (guint k = 0; kind->choices[k].code != NULL; k++)
    {
      g_autoptr (GPtrArray) plans = app_records_where (self->plans, MERILO_PLAN_KIND, k);
      GtkWidget *group;
      g_autofree char *title = app_capital (_ (kind->choices[k].label));

      if (plans->len == 0)
        continue;
      group = adw_preferences_group_new ();
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
      for (guint i = 0; i < plans->len; i++)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_plan_row (plans->pdata[i]));
      gtk_box_append (GTK_BOX (self->groups), group);
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "list");
  app_page_set_subtitle (APP_PAGE (self), NULL);
  if (self->plans->len > 0)
    app_page_show_content (APP_PAGE (self));
  else if (is_methodologist (self))
    app_page_show_empty (APP_PAGE (self), "view-list-symbolic", _ ("Планов пока нет"),
                         _ ("Загрузите дорожную карту из файла Word: разделы, пункты и сроки "
                            "будут прочитаны, вы проверите и создадите план."),
                         _ ("Загрузить дорожную карту…"), "plans.import");
  else
    app_page_show_empty (APP_PAGE (self), "view-list-symbolic", _ ("Планов пока нет"),
                         _ ("Здесь появятся утверждённые планы управления образования."), NULL,
                         NULL);
}

/* One plan */

static void
update_actions (AppPlansPage *self)
{
  app_plans_update_actions (GTK_WIDGET (self), self->plan,
                            self->plan != NULL ? app_plan_view_get_item (self->view) : NULL,
                            app_context_get_user (app_page_get_context (APP_PAGE (self))));
}

static void load_plan (AppPlansPage *self);

static void
items_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlansPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) items = app_api_list_finish (APP_API (object), result, &as_of, &error);

  if (!app_page_check (APP_PAGE (self), result, items, error) || self->plan == NULL)
    return;
  if (app_plan_model_get_answered (app_plan_view_get_model (self->view)) != self->answered)
    {
      load_plan (self);
      return;
    }
  app_page_set_as_of (APP_PAGE (self), as_of);
  app_plan_view_show (self->view, self->plan, self->sections, items);
  if (self->wanted_item != NULL)
    app_plan_view_select (self->view, self->wanted_item);
  g_clear_pointer (&self->wanted_item, g_free);
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "plan");
  app_page_set_subtitle (APP_PAGE (self), merilo_record_get_text (self->plan, MERILO_PLAN_TITLE));
  app_page_show_content (APP_PAGE (self));
  update_actions (self);
}

static void
sections_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlansPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sections = app_api_list_finish (APP_API (object), result, NULL, &error);
  g_autofree char *id = NULL;

  if (!app_page_check (APP_PAGE (self), result, sections, error) || self->plan == NULL)
    return;
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  self->sections = g_steal_pointer (&sections);
  id = app_record_dup_id (self->plan);
  app_api_list_async (app_page_get_api (APP_PAGE (self)), app_type_of (&merilo_plan_item_entity),
                      (const char *[]){ "plan_id", id, "sort", "position", NULL }, self->reading,
                      items_cb, g_object_ref (self));
}

static void
load_plan (AppPlansPage *self)
{
  g_autofree char *id = app_record_dup_id (self->plan);

  /* read again, what is shown stays: the user is writing in it */
  if (app_plan_view_get_plan (self->view) == NULL)
    app_page_show_loading (APP_PAGE (self));
  self->answered = app_plan_model_get_answered (app_plan_view_get_model (self->view));
  app_api_list_async (app_page_get_api (APP_PAGE (self)), app_type_of (&merilo_plan_section_entity),
                      (const char *[]){ "plan_id", id, "sort", "position", NULL },
                      app_page_ask (APP_PAGE (self), &self->reading), sections_cb,
                      g_object_ref (self));
}

static void
open_plan (AppPlansPage *self, const char *id)
{
  MeriloRecord *plan = app_records_find (self->plans, id);

  if (plan == NULL)
    return;
  if (self->plan == NULL
      || merilo_record_get_whole (self->plan, MERILO_PLAN_ID)
             != merilo_record_get_whole (plan, MERILO_PLAN_ID))
    app_plan_view_close (self->view);
  g_set_object (&self->plan, plan);
  load_plan (self);
}

/* Callbacks */

static void
plans_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlansPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) plans = app_api_list_finish (APP_API (object), result, &as_of, &error);
  g_autofree char *open = NULL;

  if (!app_page_check (APP_PAGE (self), result, plans, error))
    return;
  app_page_set_as_of (APP_PAGE (self), as_of);
  g_clear_pointer (&self->plans, g_ptr_array_unref);
  self->plans = g_steal_pointer (&plans);
  open = self->plan != NULL ? app_record_dup_id (self->plan) : NULL;
  if (open != NULL && app_records_find (self->plans, open) != NULL)
    open_plan (self, open);
  else
    {
      app_plan_view_close (self->view); /* what was open is no more */
      g_clear_object (&self->plan);
      update_actions (self);
      show_list (self);
    }
}

static void
wanted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlansPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) item = app_api_get_finish (APP_API (object), result, &error);
  g_autofree char *plan = NULL;

  if (app_asked_is_given_up (result) || !app_page_check_act (APP_PAGE (self), item != NULL, error))
    return;
  plan = g_strdup_printf ("%" G_GINT64_FORMAT,
                          merilo_record_get_whole (item, MERILO_PLAN_ITEM_PLAN_ID));
  g_free (self->wanted_item);
  self->wanted_item = app_record_dup_id (item);
  open_plan (self, plan);
}

/* Made anew */

void
app_plans_page_open_new (AppPlansPage *self, const char *id)
{
  app_asked_give_up (&self->opening);
  app_plan_view_close (self->view);
  g_clear_object (&self->plan);
  self->plan = g_object_new (app_type_of (&merilo_plan_entity), NULL);
  merilo_record_load_whole (self->plan, MERILO_PLAN_ID, g_ascii_strtoll (id, NULL, 10));
  app_page_load (APP_PAGE (self));
}

static GtkWidget *
open_import (AppPlansPage *self)
{
  GtkWidget *dialog = app_plan_import_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                           app_page_get_context (APP_PAGE (self)));

  g_signal_connect_object (dialog, "created", G_CALLBACK (app_plans_page_open_new), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

void
app_plans_page_open_made (AppPlansPage *self, MeriloRecord *made, const char *of)
{
  g_autofree char *open = self->plan != NULL ? app_record_dup_id (self->plan) : NULL;
  g_autofree char *id = app_record_dup_id (made);

  if (g_strcmp0 (open, of) == 0)
    app_plans_page_open_new (self, id);
  else
    app_page_load (APP_PAGE (self));
}

/* Actions */

/* the item that was to be opened before is not any more */
static void
choose_plan (AppPlansPage *self, const char *id)
{
  app_asked_give_up (&self->opening);
  g_clear_pointer (&self->wanted_item, g_free);
  open_plan (self, id);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_plan (APP_PLANS_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *self = APP_PLANS_PAGE (widget);

  app_asked_give_up (&self->opening);
  app_asked_give_up (&self->reading);
  app_plan_view_close (self->view);
  g_clear_object (&self->plan);
  update_actions (self);
  if (self->plans != NULL)
    show_list (self);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_import (APP_PLANS_PAGE (widget));
}

static void
import_file (AppPlansPage *self, GFile *file)
{
  app_plan_import_take (APP_PLAN_IMPORT (open_import (self)), file);
}

static void
import_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  import_file (APP_PLANS_PAGE (widget), file);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *self = APP_PLANS_PAGE (widget);
  GtkWidget *dialog = app_plan_new_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                        app_page_get_context (APP_PAGE (self)));

  g_signal_connect_object (dialog, "created", G_CALLBACK (app_plans_page_open_new), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* AppPage overrides */

static void
load (AppPage *page)
{
  app_api_list_async (app_page_get_api (page), app_type_of (&merilo_plan_entity), NULL,
                      app_page_get_loading (page), plans_cb, g_object_ref (page));
}

static void
open_target (AppPage *page, const char *target)
{
  AppPlansPage *self = APP_PLANS_PAGE (page);
  const char *id = strchr (target, '/');

  if (id != NULL && g_str_has_prefix (target, "item/"))
    {
      app_api_get_async (app_page_get_api (page), app_type_of (&merilo_plan_item_entity), id + 1,
                         app_page_ask (page, &self->opening), wanted_cb, g_object_ref (self));
      return;
    }
  if (id != NULL && g_str_has_prefix (target, "file/"))
    {
      g_autoptr (GFile) file = g_file_new_for_uri (id + 1);

      import_file (self, file);
      return;
    }
  id = id != NULL ? id + 1 : target;
  if (self->plans != NULL)
    choose_plan (self, id);
  else
    app_plans_page_open_new (self, id);
}

static void
save (AppPage *page)
{
  app_plan_view_save (APP_PLANS_PAGE (page)->view);
}

static gboolean
close_panel (AppPage *page)
{
  return app_plan_view_close_panel (APP_PLANS_PAGE (page)->view);
}

/* GObject overrides */

static void
constructed (GObject *object)
{
  AppPlansPage *self = APP_PLANS_PAGE (object);
  AppContext *context = app_page_get_context (APP_PAGE (self));

  G_OBJECT_CLASS (app_plans_page_parent_class)->constructed (object);
  app_plan_view_set_context (self->view, context);
  gtk_widget_set_visible (self->import_bar, is_methodologist (self) || is_school (self));
  update_actions (self);
}

static void
dispose (GObject *object)
{
  AppPlansPage *self = APP_PLANS_PAGE (object);

  g_clear_pointer (&self->plans, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->wanted_item, g_free);
  g_clear_object (&self->opening);
  g_clear_object (&self->plan);
  G_OBJECT_CLASS (app_plans_page_parent_class)->dispose (object);
}

/* the plan that is open, or which plans there are */
static gboolean
describe_paper (AppPage *page, AppPaper *paper)
{
  AppPlansPage *self = APP_PLANS_PAGE (page);
  static const guint fields[] = { MERILO_PLAN_TITLE, MERILO_PLAN_KIND, MERILO_PLAN_STATE,
                                  MERILO_PLAN_PERIOD_FROM, MERILO_PLAN_PERIOD_UNTIL };

  if (self->plan != NULL)
    {
      g_autofree char *id = app_record_dup_id (self->plan);

      paper->title = merilo_record_show (self->plan, MERILO_PLAN_TITLE);
      paper->path = g_strdup_printf ("plans/%s/document?kind=plan&", id);
      return TRUE;
    }
  paper->title = g_strdup (_ ("Планы"));
  app_paper_add_cells (paper, app_records_to_cells (self->plans, &merilo_plan_entity, fields,
                                                    G_N_ELEMENTS (fields)));
  return self->plans != NULL && self->plans->len > 0;
}

static void
app_plans_page_class_init (AppPlansPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AppPageClass *page_class = APP_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->dispose = dispose;
  page_class->load = load;
  page_class->open = open_target;
  page_class->save = save;
  page_class->close = close_panel;
  page_class->describe_paper = describe_paper;
  gtk_widget_class_install_action (widget_class, "plans.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "plans.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "plans.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "plans.import-file", "s", import_file_action);
  gtk_widget_class_install_action (widget_class, "plans.new", NULL, new_action);
  app_plans_install_actions (widget_class);
}

static void
app_plans_page_init (AppPlansPage *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  g_type_ensure (APP_TYPE_PLAN_VIEW);
  builder = gtk_builder_new_from_resource ("/ru/merilo/plans/plans-page.ui");
#define CHILD(name) self->name = (gpointer) gtk_builder_get_object (builder, #name)
  CHILD (views);
  CHILD (import_bar);
  CHILD (groups);
  CHILD (view);
#undef CHILD
  app_page_set_content (APP_PAGE (self), self->views);
  app_page_watch (APP_PAGE (self), watched);
  g_signal_connect_object (self->view, "reload", G_CALLBACK (app_page_load), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (app_plan_view_get_editor (self->view), "cursor-moved",
                           G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
}

/* Public API */

MeriloRecord *
app_plans_page_get_plan (AppPlansPage *self)
{
  return self->plan;
}

MeriloRecord *
app_plans_page_get_item (AppPlansPage *self)
{
  return app_plan_view_get_item (self->view);
}

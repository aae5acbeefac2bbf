#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/json-writer.h"
#include "pages/bits.h"
#include "pages/plans/plan-approval.h"
#include "pages/plans/plan-import.h"
#include "pages/plans/plan-panel.h"
#include "pages/plans/plan-table.h"
#include "pages/plans/plans-page.h"

struct _AppPlansPage
{
  AppPage parent_instance;

  GtkWidget *views, *import_bar, *groups;
  AdwFlap *flap;
  AppPlanPanel *panel;
  AppPlanTable *table;
  GtkWidget *plan_title, *plan_state, *plan_facts, *approve, *section, *needle, *shown;
  GPtrArray *plans, *sections, *items;
  MeriloRecord *plan; /* open; NULL: the list */
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

static const char *
state_tone (gint64 state)
{
  return state == MERILO_PLAN_STATE_APPROVED ? "success"
         : state == MERILO_PLAN_STATE_DRAFT  ? "accent"
                                             : "dim";
}

static char *
describe_plan (MeriloRecord *plan)
{
  gint64 sections = MAX (0, merilo_record_get_whole (plan, MERILO_PLAN_SECTIONS));
  gint64 items = MAX (0, merilo_record_get_whole (plan, MERILO_PLAN_ITEMS));
  g_autofree char *from = merilo_record_show (plan, MERILO_PLAN_PERIOD_FROM);
  g_autofree char *until = merilo_record_show (plan, MERILO_PLAN_PERIOD_UNTIL);
  g_autofree char *number = merilo_record_show (plan, MERILO_PLAN_ACT_NUMBER);
  g_autofree char *date = merilo_record_show (plan, MERILO_PLAN_ACT_DATE);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text,
                          ngettext ("%d раздел", "%d раздела", (gulong) sections), (int) sections);
  g_string_append (text, ", ");
  g_string_append_printf (text,
                          ngettext ("%d пункт", "%d пункта", (gulong) items), (int) items);
  g_string_append_printf (text, ", %s – %s", from, until);
  if (*number != 0)
    g_string_append_printf (text, _ (", акт № %s от %s"), number, date);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The list of plans */

static GtkWidget *
make_plan_row (MeriloRecord *plan)
{
  GtkWidget *row = adw_action_row_new (), *badge;
  g_autofree char *title = merilo_record_show (plan, MERILO_PLAN_TITLE);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *facts = describe_plan (plan);
  g_autofree char *subtitle = g_markup_escape_text (facts, -1);
  g_autofree char *state = merilo_record_show (plan, MERILO_PLAN_STATE);
  g_autofree char *id = app_record_dup_id (plan);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  badge = app_badge_new (state, state_tone (merilo_record_get_whole (plan, MERILO_PLAN_STATE)));
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
show_shown (AppPlansPage *self)
{
  guint shown = app_plan_table_get_shown (self->table);
  guint all = self->items != NULL ? self->items->len : 0;
  g_autofree char *text = shown == all
                              ? g_strdup_printf (ngettext ("%u пункт", "%u пункта", all), all)
                              : g_strdup_printf (_ ("%u из %u"), shown, all);

  gtk_label_set_text (GTK_LABEL (self->shown), text);
}

static void
fill_sections (AppPlansPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->section));

  gtk_string_list_append (names, _ ("Все разделы"));
  for (guint i = 0; i < self->sections->len; i++)
    {
      const char *title
          = merilo_record_get_text (self->sections->pdata[i], MERILO_PLAN_SECTION_TITLE);
      g_autofree char *cut = title != NULL && g_utf8_strlen (title, -1) > 40
                                 ? g_utf8_substring (title, 0, 40)
                                 : g_strdup (title != NULL ? title : "");

      gtk_string_list_append (names, cut);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->section), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->section),
                              selected <= self->sections->len ? selected : 0);
}

static void
show_plan (AppPlansPage *self)
{
  g_autofree char *facts = describe_plan (self->plan);
  g_autofree char *state = merilo_record_show (self->plan, MERILO_PLAN_STATE);
  gint64 code = merilo_record_get_whole (self->plan, MERILO_PLAN_STATE);
  gboolean draft = code == MERILO_PLAN_STATE_DRAFT && is_methodologist (self);

  gtk_label_set_text (GTK_LABEL (self->plan_title),
                      merilo_record_get_text (self->plan, MERILO_PLAN_TITLE));
  gtk_label_set_text (GTK_LABEL (self->plan_facts), facts);
  app_badge_set (self->plan_state, state, state_tone (code));
  gtk_widget_set_visible (self->approve, draft);
  app_plan_table_set_writable (self->table, draft);
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "plan");
  app_page_set_subtitle (APP_PAGE (self), merilo_record_get_text (self->plan, MERILO_PLAN_TITLE));
  app_page_show_content (APP_PAGE (self));
}

static void
items_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlansPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) items = app_api_list_finish (APP_API (object), result, &as_of, &error);
  AppOutbox *outbox;

  if (!app_page_check (APP_PAGE (self), result, items, error))
    return;
  app_page_set_as_of (APP_PAGE (self), as_of);
  outbox = app_context_get_outbox (app_page_get_context (APP_PAGE (self)));
  for (guint i = 0; i < items->len; i++)
    {
      app_outbox_overlay (outbox, items->pdata[i]);
      merilo_record_set_clean (items->pdata[i]);
    }
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = g_steal_pointer (&items);
  app_plan_table_fill (self->table, self->sections, self->items);
  if (self->wanted_item != NULL)
    app_plan_table_select (self->table, self->wanted_item);
  g_clear_pointer (&self->wanted_item, g_free);
  show_plan (self);
  show_shown (self);
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
  fill_sections (self);
  id = app_record_dup_id (self->plan);
  app_api_list_async (app_page_get_api (APP_PAGE (self)), app_type_of (&merilo_plan_item_entity),
                      (const char *[]){ "plan_id", id, "sort", "position", NULL },
                      app_page_get_cancellable (APP_PAGE (self)), items_cb, g_object_ref (self));
}

static void
load_plan (AppPlansPage *self)
{
  g_autofree char *id = app_record_dup_id (self->plan);

  app_page_show_loading (APP_PAGE (self));
  app_api_list_async (app_page_get_api (APP_PAGE (self)), app_type_of (&merilo_plan_section_entity),
                      (const char *[]){ "plan_id", id, "sort", "position", NULL },
                      app_page_get_cancellable (APP_PAGE (self)), sections_cb, g_object_ref (self));
}

static void
open_plan (AppPlansPage *self, const char *id)
{
  MeriloRecord *plan = app_records_find (self->plans, id);

  if (plan == NULL)
    return;
  if (g_set_object (&self->plan, plan))
    {
      adw_flap_set_reveal_flap (self->flap, FALSE);
      app_plan_table_unselect (self->table);
    }
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
    show_list (self);
}

static void
wanted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlansPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) item = app_api_get_finish (APP_API (object), result, &error);
  g_autofree char *plan = NULL;

  if (!app_page_check_act (APP_PAGE (self), item != NULL, error))
    return;
  plan = g_strdup_printf ("%" G_GINT64_FORMAT,
                          merilo_record_get_whole (item, MERILO_PLAN_ITEM_PLAN_ID));
  g_free (self->wanted_item);
  self->wanted_item = app_record_dup_id (item);
  open_plan (self, plan);
}

static void
selected_cb (AppPlansPage *self, MeriloRecord *item)
{
  app_plan_panel_set_item (self->panel, item);
  adw_flap_set_reveal_flap (self->flap, item != NULL);
}

static void
cell_edited_cb (AppPlansPage *self, MeriloRecord *item, guint field)
{
  g_autofree char *no = merilo_record_show (item, MERILO_PLAN_ITEM_NO);
  g_autofree char *label = g_strdup_printf (_ ("Пункт плана %s"), no);

  app_outbox_push (app_context_get_outbox (app_page_get_context (APP_PAGE (self))), item, label);
  if (item == app_plan_panel_get_item (self->panel))
    app_plan_panel_set_item (self->panel, item);
}

static void
saved_cb (AppPlansPage *self, MeriloRecord *item)
{
  app_plan_table_update (self->table, item);
}

static void
settled_cb (AppOutbox *outbox, AppOutboxEntry *entry, MeriloRecord *record, AppPlansPage *self)
{
  if (record == NULL || !g_str_equal (entry->resource, "plan_item") || self->items == NULL)
    return;
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autofree char *id = app_record_dup_id (self->items->pdata[i]);

      if (!g_str_equal (id, entry->record))
        continue;
      /* the version goes on; what is typed meanwhile stays */
      merilo_record_load_whole (self->items->pdata[i], MERILO_PLAN_ITEM_VERSION,
                                app_record_get_version (record));
      merilo_record_load_text (self->items->pdata[i], MERILO_PLAN_ITEM_READING,
                               merilo_record_show (record, MERILO_PLAN_ITEM_READING));
      app_plan_table_update (self->table, self->items->pdata[i]);
    }
}

static void
look_cb (AppPlansPage *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->section));
  gint64 section = 0;

  if (self->sections != NULL && i > 0 && i != GTK_INVALID_LIST_POSITION && i <= self->sections->len)
    section = merilo_record_get_whole (self->sections->pdata[i - 1], MERILO_PLAN_SECTION_ID);
  app_plan_table_look (self->table, gtk_editable_get_text (GTK_EDITABLE (self->needle)), section);
}

/* Import and approval */

static void
created_cb (AppPlansPage *self, const char *id)
{
  g_set_object (&self->plan, NULL);
  self->plan = g_object_new (app_type_of (&merilo_plan_entity), NULL);
  merilo_record_load_whole (self->plan, MERILO_PLAN_ID, g_ascii_strtoll (id, NULL, 10));
  app_page_load (APP_PAGE (self));
}

static GtkWidget *
open_import (AppPlansPage *self)
{
  GtkWidget *dialog = app_plan_import_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                           app_page_get_context (APP_PAGE (self)));

  g_signal_connect_object (dialog, "created", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
approved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlansPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) plan = app_api_act_finish (APP_API (object), result, &error);

  if (!app_page_check_act (APP_PAGE (self), plan != NULL, error))
    return;
  app_context_toast (app_page_get_context (APP_PAGE (self)),
                     _ ("План утверждён: контрольные даты назначены"));
  app_page_load (APP_PAGE (self));
}

static void
approval_given_cb (AppPlansPage *self, const char *body)
{
  app_api_act_async (app_page_get_api (APP_PAGE (self)), app_type_of (&merilo_plan_entity),
                     self->plan, "approval", body, app_page_get_cancellable (APP_PAGE (self)),
                     approved_cb, g_object_ref (self));
}

/* Actions */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_plan (APP_PLANS_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *self = APP_PLANS_PAGE (widget);

  app_plan_table_unselect (self->table);
  g_clear_object (&self->plan);
  if (self->plans != NULL)
    show_list (self);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_import (APP_PLANS_PAGE (widget));
}

static void
import_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  app_plan_import_take (APP_PLAN_IMPORT (open_import (APP_PLANS_PAGE (widget))), file);
}

static void
approve_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *self = APP_PLANS_PAGE (widget);
  GtkWidget *dialog;

  if (self->plan == NULL)
    return;
  dialog = app_plan_approval_new (GTK_WINDOW (gtk_widget_get_root (widget)));
  g_signal_connect_object (dialog, "given", G_CALLBACK (approval_given_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* AppPage overrides */

static void
load (AppPage *page)
{
  app_api_list_async (app_page_get_api (page), app_type_of (&merilo_plan_entity), NULL,
                      app_page_get_cancellable (page), plans_cb, g_object_ref (page));
}

static void
open_target (AppPage *page, const char *target)
{
  AppPlansPage *self = APP_PLANS_PAGE (page);
  const char *id = strchr (target, '/');

  if (id != NULL && g_str_has_prefix (target, "item/"))
    {
      app_api_get_async (app_page_get_api (page), app_type_of (&merilo_plan_item_entity), id + 1,
                         app_page_get_cancellable (page), wanted_cb, g_object_ref (self));
      return;
    }
  id = id != NULL ? id + 1 : target;
  if (self->plans != NULL)
    open_plan (self, id);
  else
    created_cb (self, id);
}

static void
save (AppPage *page)
{
  AppPlansPage *self = APP_PLANS_PAGE (page);

  if (app_plan_panel_save (self->panel))
    app_plan_table_select_next (self->table);
}

static gboolean
close_panel (AppPage *page)
{
  AppPlansPage *self = APP_PLANS_PAGE (page);
  gboolean open = adw_flap_get_reveal_flap (self->flap);

  app_plan_table_unselect (self->table);
  adw_flap_set_reveal_flap (self->flap, FALSE);
  return open;
}

/* GObject overrides */

static void
constructed (GObject *object)
{
  AppPlansPage *self = APP_PLANS_PAGE (object);
  AppContext *context = app_page_get_context (APP_PAGE (self));

  G_OBJECT_CLASS (app_plans_page_parent_class)->constructed (object);
  app_plan_panel_set_context (self->panel, context);
  gtk_widget_set_visible (self->import_bar, is_methodologist (self));
  if (app_context_get_outbox (context) != NULL)
    g_signal_connect_object (app_context_get_outbox (context), "settled", G_CALLBACK (settled_cb),
                             self, 0);
}

static void
dispose (GObject *object)
{
  AppPlansPage *self = APP_PLANS_PAGE (object);

  g_clear_pointer (&self->plans, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->wanted_item, g_free);
  g_clear_object (&self->plan);
  G_OBJECT_CLASS (app_plans_page_parent_class)->dispose (object);
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
  gtk_widget_class_install_action (widget_class, "plans.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "plans.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "plans.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "plans.import-file", "s", import_file_action);
  gtk_widget_class_install_action (widget_class, "plans.approve", NULL, approve_action);
}

static void
app_plans_page_init (AppPlansPage *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  g_type_ensure (APP_TYPE_PLAN_PANEL);
  g_type_ensure (APP_TYPE_PLAN_TABLE);
  builder = gtk_builder_new_from_resource ("/ru/merilo/plans/plans-page.ui");
#define CHILD(name) self->name = (gpointer) gtk_builder_get_object (builder, #name)
  CHILD (views);
  CHILD (import_bar);
  CHILD (groups);
  CHILD (flap);
  CHILD (panel);
  CHILD (table);
  CHILD (plan_title);
  CHILD (plan_state);
  CHILD (plan_facts);
  CHILD (approve);
  CHILD (section);
  CHILD (needle);
  CHILD (shown);
#undef CHILD
  app_page_set_content (APP_PAGE (self), self->views);
  app_page_watch (APP_PAGE (self), watched);
  g_signal_connect_object (self->table, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "edited", G_CALLBACK (cell_edited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "filtered", G_CALLBACK (show_shown), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->needle, "search-changed", G_CALLBACK (look_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->section, "notify::selected", G_CALLBACK (look_cb), self,
                           G_CONNECT_SWAPPED);
}

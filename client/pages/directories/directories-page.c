#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/directories/directories-page-private.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/bits.h"
#include "pages/document-menu.h"
#include "widgets/widgets.h"

G_DEFINE_FINAL_TYPE (AppDirectoriesPage, app_directories_page, APP_TYPE_PAGE)

static const MeriloEntity *const entities[] = {
  &merilo_org_entity,        &merilo_class_entity, &merilo_act_entity,
  &merilo_org_status_entity, &merilo_user_entity,  &merilo_org_settings_entity,
};

static const char *const titles[] = { N_ ("Организации"), N_ ("Классы"),       N_ ("Акты"),
                                      N_ ("Статусы"),     N_ ("Пользователи"), N_ ("Счёт сроков") };

static const char *const watched[]
    = { "org", "class", "act", "org_status", "user", "org_settings", NULL };

/* Helpers */

static AppSession *
session_of (AppDirectoriesPage *self)
{
  return app_context_get_session (app_page_get_context (APP_PAGE (self)));
}

MeriloRole
_app_directories_page_get_role (AppDirectoriesPage *self)
{
  return app_context_get_user (app_page_get_context (APP_PAGE (self)))->role;
}

gboolean
_app_directories_page_may_write (AppDirectoriesPage *self)
{
  return app_session_has_role (session_of (self), self->entity->writers);
}

/* What is referred to */

static char *
describe_org (MeriloRecord *org)
{
  return merilo_record_show (org, MERILO_ORG_SHORT_NAME);
}

static void
take_orgs (AppDirectoriesPage *self)
{
  GListModel *orgs = app_context_get_orgs (app_page_get_context (APP_PAGE (self)));
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (orgs); i++)
    g_ptr_array_add (records, g_list_model_get_item (orgs, i));
  app_record_names_set (self->names, "org_id", records, describe_org);
}

/* The table */

/* what one must know before changing it */
static void
show_note (AppDirectoriesPage *self)
{
  gboolean terms = self->entity == &merilo_org_settings_entity;

  gtk_widget_set_visible (self->note, terms);
  gtk_label_set_text (GTK_LABEL (self->note),
                      terms ? _ ("Новый счёт действует для сроков, которые появятся после "
                                 "изменения: в новых пунктах и новых редакциях планов. Сроки, "
                                 "посчитанные раньше, остаются как были.")
                            : "");
}

static void
selected_cb (AppDirectoriesPage *self)
{
  _app_directories_page_show_record (self, app_record_table_get_selected (self->table));
}

/* what is typed in the table or the form is a draft at once */
static void
changed_cb (AppDirectoriesPage *self, MeriloRecord *record, guint field)
{
  g_autofree char *text = app_record_edits_dup_text (self->edits, record, field);

  if (record != self->made && !_app_directories_page_is_lost (self, record))
    app_draft_keep (app_page_get_context (APP_PAGE (self)), record, field, text);
}

/* The directory that is shown */

/* what was typed has nowhere to go: the list is to be without it too */
static void
stuck_cb (AppDirectoriesPage *self, AppOutboxEntry *entry)
{
  if (g_str_equal (entry->resource, self->entity->name)
      && g_strcmp0 (entry->code, merilo_error_code_name (MERILO_ERROR_NOT_FOUND)) == 0)
    app_page_load (APP_PAGE (self));
}

static void
show_entity (AppDirectoriesPage *self, const MeriloEntity *entity)
{
  self->entity = entity;
  g_list_store_remove_all (self->records);
  app_record_edits_clear (self->edits, NULL);
  show_note (self);
  _app_directories_page_show_record (self, NULL);
  app_record_table_set_entity (self->table, entity, NULL);
  app_record_table_set_records (self->table, G_LIST_MODEL (self->records));
  app_record_table_set_role (self->table, _app_directories_page_get_role (self),
                             _app_directories_page_may_write (self));
  _app_directories_page_await (self);
  app_page_load (APP_PAGE (self));
}

/* Actions */

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const MeriloEntity *entity = merilo_entity_by_path (g_variant_get_string (parameter, NULL));
  AppDirectoriesPage *self = APP_DIRECTORIES_PAGE (widget);

  for (GtkWidget *b = gtk_widget_get_first_child (self->kinds); b != NULL;
       b = gtk_widget_get_next_sibling (b))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (b),
                                  g_strcmp0 (gtk_widget_get_name (b), entity->path) == 0);
  if (entity != NULL && entity != self->entity)
    show_entity (self, entity);
}

static const char *
get_title (AppDirectoriesPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (entities[i] == self->entity)
      return _ (titles[i]);
  return _ (self->entity->label);
}

static void
export_table (AppDirectoriesPage *self)
{
  g_autoptr (GPtrArray) cells = app_record_table_copy_cells (self->table, TRUE);

  app_cells_save (GTK_WIDGET (self), app_page_get_context (APP_PAGE (self)), get_title (self),
                  cells);
}

static gboolean
describe_paper (AppPage *page, AppPaper *paper)
{
  AppDirectoriesPage *self = APP_DIRECTORIES_PAGE (page);

  if (app_state_view_get_state (self->state) != APP_STATE_CONTENT)
    return FALSE;
  paper->title = g_strdup (get_title (self));
  app_paper_add_cells (paper, app_record_table_copy_cells (self->table, TRUE));
  return TRUE;
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  export_table (APP_DIRECTORIES_PAGE (widget));
}

/* AppPage overrides */

static void
open_target (AppPage *page, const char *target)
{
  AppDirectoriesPage *self = APP_DIRECTORIES_PAGE (page);
  const char *slash = strchr (target, '/');

  if (slash == NULL || !g_str_has_prefix (target, "org/"))
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (slash + 1);
  gtk_widget_activate_action (GTK_WIDGET (self), "directories.show", "s", "orgs");
  app_page_load (page);
}

/* GObject overrides */

static void
look_cb (AppDirectoriesPage *self)
{
  app_record_table_set_text (self->table, gtk_editable_get_text (GTK_EDITABLE (self->needle)));
  _app_directories_page_show_bar (self);
}

static void
constructed (GObject *object)
{
  AppDirectoriesPage *self = APP_DIRECTORIES_PAGE (object);
  AppContext *context = app_page_get_context (APP_PAGE (self));
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  G_OBJECT_CLASS (app_directories_page_parent_class)->constructed (object);
  take_orgs (self);
  app_record_names_set (self->names, "act_id", none, app_describe_act);
  g_signal_connect_object (app_context_get_orgs (context), "items-changed", G_CALLBACK (take_orgs),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (app_context_get_outbox (context), "stuck", G_CALLBACK (stuck_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (app_context_get_outbox (context), "settled",
                           G_CALLBACK (_app_directories_page_note_settled), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      GtkWidget *button;

      if (!app_session_has_role (session_of (self), entities[i]->readers))
        continue;
      button = gtk_toggle_button_new_with_label (_ (titles[i]));
      gtk_widget_set_name (button, entities[i]->path);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "directories.show");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", entities[i]->path);
      gtk_box_append (GTK_BOX (self->kinds), button);
      if (self->entity == NULL)
        {
          gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
          self->entity = entities[i];
        }
    }
  app_record_table_set_entity (self->table, self->entity, NULL);
  app_record_table_set_records (self->table, G_LIST_MODEL (self->records));
  app_record_table_set_role (self->table, _app_directories_page_get_role (self),
                             _app_directories_page_may_write (self));
  _app_directories_page_await (self);
  app_page_show_content (APP_PAGE (self)); /* the way to another directory is there at once */
}

static void
dispose (GObject *object)
{
  AppDirectoriesPage *self = APP_DIRECTORIES_PAGE (object);

  g_clear_object (&self->records);
  g_clear_object (&self->edits);
  g_clear_object (&self->names);
  g_clear_object (&self->made);
  g_clear_object (&self->making);
  g_clear_object (&self->removing);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (app_directories_page_parent_class)->dispose (object);
}

static void
app_directories_page_class_init (AppDirectoriesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AppPageClass *page_class = APP_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->dispose = dispose;
  page_class->load = _app_directories_page_load;
  page_class->open = open_target;
  page_class->save = _app_directories_page_save;
  page_class->close = _app_directories_page_close_panel;
  page_class->describe_paper = describe_paper;
  gtk_widget_class_install_action (widget_class, "directories.show", "s", show_action);
  _app_directories_page_install_record_actions (widget_class);
  _app_directories_page_install_remove_action (widget_class);
  gtk_widget_class_install_action (widget_class, "directories.export", NULL, export_action);
}

static void
app_directories_page_init (AppDirectoriesPage *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  app_widgets_init ();
  g_type_ensure (APP_TYPE_RECORD_FORM);
  builder = gtk_builder_new_from_resource ("/ru/merilo/directories/directories-page.ui");
  self->records = g_list_store_new (MERILO_TYPE_RECORD);
  self->edits = app_record_edits_new ();
  self->names = app_record_names_new ();
  app_record_edits_set_names (self->edits, self->names);
#define CHILD(name) self->name = (gpointer) gtk_builder_get_object (builder, #name)
  CHILD (flap);
  CHILD (heading);
  CHILD (note);
  CHILD (lost_note);
  CHILD (form_bar);
  CHILD (remove);
  CHILD (password);
  CHILD (kinds);
  CHILD (needle);
  CHILD (shown);
  CHILD (add);
  CHILD (place);
  CHILD (form);
#undef CHILD
  self->table = APP_RECORD_TABLE (g_object_new (APP_TYPE_RECORD_TABLE, "vexpand", TRUE, NULL));
  app_record_table_set_edits (self->table, self->edits);
  app_record_form_set_edits (self->form, self->edits);
  self->state = APP_STATE_VIEW (app_state_view_new (GTK_WIDGET (self->table)));
  gtk_widget_set_vexpand (GTK_WIDGET (self->state), TRUE);
  gtk_box_append (GTK_BOX (self->place), GTK_WIDGET (self->state));
  app_page_set_content (APP_PAGE (self), GTK_WIDGET (self->flap));
  app_page_watch (APP_PAGE (self), watched);
  g_signal_connect_object (self->table, "export", G_CALLBACK (export_table), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "retry", G_CALLBACK (app_page_load), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edits, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->needle, "search-changed", G_CALLBACK (look_cb), self,
                           G_CONNECT_SWAPPED);
}

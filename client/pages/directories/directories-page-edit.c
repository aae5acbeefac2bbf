#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/directories/directories-page-private.h"

#include <glib/gi18n.h>

#include "pages/password-dialog.h"

gboolean
_app_directories_page_is_same (MeriloRecord *a, MeriloRecord *b)
{
  g_autofree char *id = a != NULL ? app_record_dup_id (a) : NULL;
  g_autofree char *other = app_record_dup_id (b);

  return id != NULL && merilo_record_get_entity (a) == merilo_record_get_entity (b)
         && g_str_equal (id, other);
}

/* The record in the form is deleted by somebody else */

gboolean
_app_directories_page_is_lost (AppDirectoriesPage *self, MeriloRecord *record)
{
  return self->lost && record == app_record_form_get_record (self->form);
}

static void
set_lost (AppDirectoriesPage *self, gboolean lost)
{
  self->lost = lost;
  gtk_widget_set_visible (self->lost_note, lost);
  gtk_widget_set_visible (self->form_bar, !lost && _app_directories_page_may_write (self));
}

/* nobody will ever see its drafts again */
static void
forget_lost (AppDirectoriesPage *self)
{
  MeriloRecord *lost = app_record_form_get_record (self->form);
  AppStore *store = app_context_get_store (app_page_get_context (APP_PAGE (self)));
  g_autofree char *id = app_record_dup_id (lost);

  app_store_drop_draft (store, merilo_record_get_entity (lost)->name, id, NULL);
  set_lost (self, FALSE);
}

static gboolean
has_unsaved (AppDirectoriesPage *self, MeriloRecord *record)
{
  AppOutbox *outbox = app_context_get_outbox (app_page_get_context (APP_PAGE (self)));
  g_autofree char *id = app_record_dup_id (record);

  if (merilo_record_get_dirty (record) != 0
      || app_outbox_find (outbox, self->entity->name, id) != NULL)
    return TRUE;
  for (guint i = 0; i < self->entity->n_fields; i++)
    if (app_record_edits_is_refused (self->edits, record, i))
      return TRUE;
  return FALSE;
}

static void
lose_shown (AppDirectoriesPage *self, MeriloRecord *shown)
{
  if (_app_directories_page_is_same (self->removing, shown)) /* it is we who delete it */
    return;
  if (has_unsaved (self, shown))
    {
      set_lost (self, TRUE);
      return;
    }
  _app_directories_page_show_record (self, NULL);
  app_context_toast (app_page_get_context (APP_PAGE (self)),
                     _ ("Открытую запись удалил кто-то ещё, форма закрыта"));
}

/* The panel */

void
_app_directories_page_show_record (AppDirectoriesPage *self, MeriloRecord *record)
{
  gboolean writable = record != NULL && _app_directories_page_may_write (self);

  if (self->lost)
    forget_lost (self);
  g_clear_object (&self->made);
  adw_flap_set_reveal_flap (self->flap, record != NULL);
  app_record_form_set_record (self->form, record, _app_directories_page_get_role (self),
                              writable ? APP_FORM_EDIT : APP_FORM_READ);
  gtk_widget_set_visible (self->form_bar, writable);
  gtk_widget_set_visible (self->remove, writable);
  gtk_widget_set_visible (self->password, self->entity == &merilo_user_entity);
  if (record == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->heading), _ (self->entity->label));
}

void
_app_directories_page_renew_shown (AppDirectoriesPage *self, GPtrArray *records)
{
  MeriloRecord *shown = app_record_form_get_record (self->form);
  gboolean found = shown == NULL || shown == self->made;

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (MeriloRecord) newer = NULL;

      if (!_app_directories_page_is_same (shown, records->pdata[i]))
        continue;
      found = TRUE;
      newer = records->pdata[i];
      records->pdata[i] = g_object_ref (shown);
      for (guint f = 0; f < self->entity->n_fields; f++)
        if ((merilo_record_get_dirty (shown) & G_GUINT64_CONSTANT (1) << f) == 0)
          merilo_record_copy_field (shown, newer, f);
    }
  if (!found)
    lose_shown (self, shown);
  else if (self->lost)
    set_lost (self, FALSE);
}

gboolean
_app_directories_page_close_panel (AppPage *page)
{
  AppDirectoriesPage *self = APP_DIRECTORIES_PAGE (page);
  gboolean open = adw_flap_get_reveal_flap (self->flap);

  _app_directories_page_show_record (self, NULL);
  return open;
}

/* A new record */

/* a school makes records of its own; a user is made to enter, as the server has it too */
static void
fill_made (AppDirectoriesPage *self)
{
  const AppUser *user = app_context_get_user (app_page_get_context (APP_PAGE (self)));
  int i = merilo_entity_find (self->entity, "org_id");

  if (i >= 0 && user->role == MERILO_ROLE_SCHOOL
      && (self->entity->fields[i].flags & MERILO_READ_ONLY) == 0)
    merilo_record_set_whole (self->made, (guint) i, user->org_id);
  if (self->entity == &merilo_user_entity)
    merilo_record_set_whole (self->made, MERILO_USER_ACTIVE, TRUE);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppDirectoriesPage *self = APP_DIRECTORIES_PAGE (widget);

  if (!_app_directories_page_may_write (self))
    return;
  _app_directories_page_show_record (self, NULL);
  self->made = g_object_new (app_type_of (self->entity), NULL);
  fill_made (self);
  app_record_form_set_record (self->form, self->made, _app_directories_page_get_role (self),
                              APP_FORM_CREATE);
  gtk_label_set_text (GTK_LABEL (self->heading), _ ("Новая запись"));
  gtk_widget_set_visible (self->form_bar, TRUE);
  gtk_widget_set_visible (self->remove, FALSE);
  gtk_widget_set_visible (self->password, FALSE);
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
created_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppDirectoriesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) record = app_api_write_finish (APP_API (object), result, &error);
  const AppProblem *problem = app_problem_of (result);
  gboolean shown = self->made != NULL && self->made == self->making;

  g_clear_object (&self->making);
  if (shown && problem != NULL && problem->field != NULL
      && app_record_form_set_problem (self->form, problem->field, error->message))
    return;
  if (!app_page_check_act (APP_PAGE (self), record != NULL, error))
    return;
  if (shown)
    {
      g_free (self->wanted);
      self->wanted = app_record_dup_id (record);
      _app_directories_page_show_record (self, NULL);
    }
  app_page_load (APP_PAGE (self));
}

/* Saving */

static void
push (AppDirectoriesPage *self, MeriloRecord *record)
{
  app_outbox_push (app_context_get_outbox (app_page_get_context (APP_PAGE (self))), record,
                   _ (self->entity->label));
}

/* the table is edited in place: rows that were left are saved */
static void
save_all (AppDirectoriesPage *self)
{
  AppContext *context = app_page_get_context (APP_PAGE (self));

  app_context_tell_done (context); /* what was refused before is tried anew */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->records)); i++)
    {
      g_autoptr (MeriloRecord) record = g_list_model_get_item (G_LIST_MODEL (self->records), i);
      g_autoptr (GPtrArray) problems = NULL;

      if (merilo_record_get_dirty (record) == 0)
        continue;
      problems = merilo_record_check (record);
      if (problems->len == 0)
        push (self, record);
      else
        app_context_refuse (context, ((MeriloProblem *) problems->pdata[0])->message);
    }
}

void
_app_directories_page_save (AppPage *page)
{
  AppDirectoriesPage *self = APP_DIRECTORIES_PAGE (page);

  if (self->made == NULL)
    {
      app_record_table_commit (self->table);
      save_all (self);
      if (self->lost)
        app_context_refuse (app_page_get_context (page),
                            _ ("Записать некуда: эту запись удалил кто-то ещё"));
      return;
    }
  if (self->making != NULL || !app_record_form_check (self->form))
    return;
  self->making = g_object_ref (self->made);
  app_api_create_async (app_page_get_api (page), self->made, app_page_get_cancellable (page),
                        created_cb, g_object_ref (self));
}

/* The password of a user */

/* one's own is changed, not set */
static void
password_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppDirectoriesPage *self = APP_DIRECTORIES_PAGE (widget);
  AppContext *context = app_page_get_context (APP_PAGE (self));
  MeriloRecord *user = app_record_form_get_record (self->form);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  gboolean own;

  if (user == NULL || user == self->made || self->entity != &merilo_user_entity)
    return;
  own = merilo_record_get_whole (user, MERILO_USER_ID) == app_context_get_user (context)->id;
  gtk_window_present (GTK_WINDOW (app_password_dialog_new (window, context, own ? NULL : user)));
}

void
_app_directories_page_install_record_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "directories.add", NULL, add_action);
  gtk_widget_class_install_action (klass, "directories.password", NULL, password_action);
}

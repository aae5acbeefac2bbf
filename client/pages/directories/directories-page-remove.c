#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/directories/directories-page-private.h"

#include <glib/gi18n.h>

#include "model/error.h"

static AppOutbox *
get_outbox (AppDirectoriesPage *self)
{
  return app_context_get_outbox (app_page_get_context (APP_PAGE (self)));
}

static AppOutboxEntry *
find_write (AppDirectoriesPage *self, MeriloRecord *record)
{
  g_autofree char *id = app_record_dup_id (record);

  return app_outbox_find (get_outbox (self), merilo_record_get_entity (record)->name, id);
}

static void
removed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppDirectoriesPage) self = data;
  g_autoptr (MeriloRecord) removed = g_steal_pointer (&self->removing);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) record = app_api_write_finish (APP_API (object), result, &error);
  gboolean gone = g_error_matches (error, MERILO_ERROR, MERILO_ERROR_NOT_FOUND);

  if (app_page_is_closed (APP_PAGE (self)))
    return;
  if (app_page_check_act (APP_PAGE (self), record != NULL || gone, error))
    {
      app_context_toast (app_page_get_context (APP_PAGE (self)),
                         gone ? _ ("Эту запись уже удалил кто-то ещё") : _ ("Запись удалена"));
      if (_app_directories_page_is_same (app_record_form_get_record (self->form), removed))
        _app_directories_page_show_record (self, NULL);
    }
  app_page_load (APP_PAGE (self)); /* a refused one is perhaps of another version by now */
}

static void
remove_now (AppDirectoriesPage *self)
{
  int i = merilo_entity_find (merilo_record_get_entity (self->removing), "version");
  gint64 version = app_outbox_get_version (get_outbox (self), self->removing);

  if (i >= 0 && version >= 0)
    merilo_record_load_whole (self->removing, (guint) i, version);
  app_api_delete_async (app_page_get_api (APP_PAGE (self)), self->removing,
                        app_page_get_cancellable (APP_PAGE (self)), removed_cb,
                        g_object_ref (self));
}

static void
go_on (AppDirectoriesPage *self)
{
  if (self->stale)
    self->removal_waits = TRUE;
  else
    remove_now (self);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppDirectoriesPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = app_outbox_flush_finish (APP_OUTBOX (object), result, &error);

  if (app_page_is_closed (APP_PAGE (self)))
    return;
  if (done || find_write (self, self->removing) == NULL) /* another record's is not ours */
    {
      go_on (self);
      return;
    }
  g_clear_object (&self->removing);
  app_page_check_act (APP_PAGE (self), FALSE, error);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppDirectoriesPage *self = APP_DIRECTORIES_PAGE (widget);
  MeriloRecord *record = app_record_form_get_record (self->form);
  AppOutboxEntry *write;

  if (record == NULL || record == self->made || self->lost || self->removing != NULL)
    return;
  self->removing = g_object_ref (record);
  write = find_write (self, record);
  if (write == NULL || write->state == APP_WRITE_CONFLICT || write->state == APP_WRITE_REFUSED)
    go_on (self);
  else
    app_outbox_flush_async (get_outbox (self), app_page_get_cancellable (APP_PAGE (self)),
                            written_cb, g_object_ref (self));
}

/* For the other files */

void
_app_directories_page_note_settled (AppDirectoriesPage *self,
                                    AppOutboxEntry *entry,
                                    MeriloRecord *record)
{
  if (!g_str_equal (entry->resource, self->entity->name)
      || (record != NULL && app_record_get_version (record) >= 0))
    return;
  self->stale = TRUE;
  app_page_load (APP_PAGE (self));
}

void
_app_directories_page_note_loaded (AppDirectoriesPage *self, GPtrArray *records)
{
  gboolean waits = self->removal_waits;

  self->removal_waits = FALSE;
  if (records == NULL && waits)
    g_clear_object (&self->removing);
  if (records == NULL)
    return;
  self->stale = FALSE;
  for (guint i = 0; waits && i < records->len; i++)
    if (_app_directories_page_is_same (self->removing, records->pdata[i]))
      g_set_object (&self->removing, records->pdata[i]);
  if (waits)
    remove_now (self);
}

void
_app_directories_page_install_remove_action (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "directories.remove", NULL, remove_action);
}

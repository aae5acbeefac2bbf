#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/directories/directories-page-private.h"

#include <glib/gi18n.h>

#include "pages/asked.h"
#include "pages/bits.h"

/* States */

void
_app_directories_page_show_bar (AppDirectoriesPage *self)
{
  AppState state = app_state_view_get_state (self->state);
  gboolean come = state == APP_STATE_CONTENT || state == APP_STATE_EMPTY;
  g_autofree char *text
      = g_strdup_printf (_ ("%u из %u"), app_record_table_get_n_shown (self->table),
                         app_record_table_get_n_records (self->table));

  gtk_label_set_text (GTK_LABEL (self->shown), text);
  gtk_widget_set_visible (self->shown, come);
  gtk_widget_set_visible (self->add, come && _app_directories_page_may_write (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "directories.export",
                                 state == APP_STATE_CONTENT);
}

void
_app_directories_page_await (AppDirectoriesPage *self)
{
  app_state_view_show_loading (self->state);
  _app_directories_page_show_bar (self);
}

static void
show_records (AppDirectoriesPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->records)) > 0)
    app_state_view_show_content (self->state);
  else
    app_state_view_show_empty (self->state, _ ("Записей пока нет"),
                               _app_directories_page_may_write (self)
                                   ? _ ("Первую добавит кнопка «Добавить…» над таблицей.")
                                   : _ ("Когда их добавят, они появятся здесь."),
                               NULL, NULL);
  _app_directories_page_show_bar (self);
}

static void
fail (AppDirectoriesPage *self, const GError *error)
{
  app_state_view_show_error (self->state, error);
  _app_directories_page_show_bar (self);
  _app_directories_page_note_loaded (self, NULL);
}

/* Loading */

static void
acts_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppDirectoriesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acts = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (acts != NULL && !app_page_is_closed (APP_PAGE (self)) && !app_asked_is_given_up (result))
    app_record_names_set (self->names, "act_id", acts, app_describe_act);
}

static void
load_acts (AppDirectoriesPage *self)
{
  if (merilo_entity_find (self->entity, "act_id") >= 0)
    app_api_list_async (app_page_get_api (APP_PAGE (self)), app_type_of (&merilo_act_entity), NULL,
                        app_page_get_loading (APP_PAGE (self)), acts_cb, g_object_ref (self));
}

static void
take_records (AppDirectoriesPage *self, GPtrArray *records)
{
  AppContext *context = app_page_get_context (APP_PAGE (self));
  MeriloRecord *wanted;

  _app_directories_page_renew_shown (self, records);
  for (guint i = 0; i < records->len; i++)
    {
      app_outbox_overlay (app_context_get_outbox (context), records->pdata[i]);
      merilo_record_set_clean (records->pdata[i]);
      app_draft_apply (context, records->pdata[i]);
    }
  app_record_edits_clear (self->edits, app_record_form_get_record (self->form));
  g_list_store_splice (self->records, 0, g_list_model_get_n_items (G_LIST_MODEL (self->records)),
                       records->pdata, records->len);
  show_records (self);
  wanted = self->wanted != NULL ? app_records_find (records, self->wanted) : NULL;
  if (wanted != NULL)
    app_record_table_select (self->table, wanted);
  g_clear_pointer (&self->wanted, g_free);
}

static void
records_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppDirectoriesPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) records = app_api_list_finish (APP_API (object), result, &as_of, &error);

  if (app_page_is_closed (APP_PAGE (self)) || app_asked_is_given_up (result))
    return;
  app_page_show_content (APP_PAGE (self)); /* it loads no more */
  if (records == NULL)
    {
      fail (self, error);
      return;
    }
  app_page_set_as_of (APP_PAGE (self), as_of);
  take_records (self, records);
  _app_directories_page_note_loaded (self, records);
}

void
_app_directories_page_load (AppPage *page)
{
  AppDirectoriesPage *self = APP_DIRECTORIES_PAGE (page);
  AppState state = app_state_view_get_state (self->state);

  if (state == APP_STATE_ERROR || state == APP_STATE_NO_RIGHTS) /* what is there stays */
    _app_directories_page_await (self);
  app_api_list_async (app_page_get_api (page), app_type_of (self->entity), NULL,
                      app_page_get_loading (page), records_cb, g_object_ref (page));
  load_acts (self);
}

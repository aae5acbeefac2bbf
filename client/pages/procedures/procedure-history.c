#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/asked.h"
#include "pages/procedures/procedure-history.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/bits.h"

struct _AppProcedureHistory
{
  AdwBin parent_instance;

  AppPage *page; /* weak */
  GCancellable *cancellable;
  MeriloRecord *procedure;
  GPtrArray *items; /* NULL: not read yet */
  gint64 wanted;    /* an item to be chosen; 0: the procedure */
  GtkWidget *state, *what, *changes;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppProcedureHistory, app_procedure_history, ADW_TYPE_BIN)

/* 0 is the procedure itself, then its items */
static MeriloRecord *
get_chosen (AppProcedureHistory *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what));

  return i > 0 && self->items != NULL && i <= self->items->len ? self->items->pdata[i - 1]
                                                               : self->procedure;
}

static gboolean
is_over (AppProcedureHistory *self, const GError *error)
{
  return app_page_is_closed (self->page)
         || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED);
}

static void
changes_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppProcedureHistory) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (is_over (self, error))
    return;
  if (changes == NULL)
    {
      app_state_view_show_error (APP_STATE_VIEW (self->state), error);
      return;
    }
  app_history_fill (self->changes, changes, merilo_record_get_entity (get_chosen (self)));
  app_state_view_show_content (APP_STATE_VIEW (self->state));
}

static void
begin (AppProcedureHistory *self)
{
  app_asked_anew (&self->cancellable);
}

static void
ask_changes (AppProcedureHistory *self)
{
  MeriloRecord *chosen = get_chosen (self);
  g_autofree char *id = app_record_dup_id (chosen);
  const char *filters[] = { "resource", merilo_record_get_entity (chosen)->name, "id", id, NULL };

  begin (self);
  app_api_list_async (app_page_get_api (self->page), app_type_of (&merilo_change_entity), filters,
                      self->cancellable, changes_cb, g_object_ref (self));
}

static void
fill_choices (AppProcedureHistory *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  gtk_string_list_append (names, _ ("Сама процедура"));
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autofree char *code
          = merilo_record_show (self->items->pdata[i], MERILO_PROCEDURE_ITEM_CODE);
      g_autofree char *name = g_strdup_printf (_ ("Задание %s"), code);

      gtk_string_list_append (names, name);
      if (merilo_record_get_whole (self->items->pdata[i], MERILO_PROCEDURE_ITEM_ID) == self->wanted)
        chosen = i + 1;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->what), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->what), chosen);
  self->filling = FALSE;
}

static void
items_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppProcedureHistory) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (is_over (self, error))
    return;
  if (items == NULL)
    {
      app_state_view_show_error (APP_STATE_VIEW (self->state), error);
      return;
    }
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = g_steal_pointer (&items);
  fill_choices (self);
  ask_changes (self);
}

static void
ask (AppProcedureHistory *self)
{
  g_autofree char *id = app_record_dup_id (self->procedure);
  const char *filters[] = { "procedure_id", id, "sort", "position", NULL };

  begin (self);
  app_api_list_async (app_page_get_api (self->page), app_type_of (&merilo_procedure_item_entity),
                      filters, self->cancellable, items_cb, g_object_ref (self));
}

static void
retry_cb (AppProcedureHistory *self)
{
  app_state_view_show_loading (APP_STATE_VIEW (self->state));
  ask (self);
}

static void
chosen_cb (AppProcedureHistory *self)
{
  if (self->filling || self->procedure == NULL || self->page == NULL)
    return;
  self->wanted = get_chosen (self) != self->procedure
                     ? merilo_record_get_whole (get_chosen (self), MERILO_PROCEDURE_ITEM_ID)
                     : 0;
  ask_changes (self);
}

static void
dispose (GObject *object)
{
  AppProcedureHistory *self = APP_PROCEDURE_HISTORY (object);

  app_asked_give_up (&self->cancellable);
  g_clear_object (&self->procedure);
  g_clear_weak_pointer (&self->page);
  G_OBJECT_CLASS (app_procedure_history_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_clear_pointer (&APP_PROCEDURE_HISTORY (object)->items, g_ptr_array_unref);
  G_OBJECT_CLASS (app_procedure_history_parent_class)->finalize (object);
}

static void
app_procedure_history_class_init (AppProcedureHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
app_procedure_history_init (AppProcedureHistory *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->what = gtk_drop_down_new (NULL, NULL);
  app_name_it (self->what, _ ("Чья история"));
  gtk_widget_set_halign (self->what, GTK_ALIGN_START);
  self->changes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (box), self->what);
  gtk_box_append (GTK_BOX (box), self->changes);
  g_object_set (box, "margin-start", 18, "margin-end", 18, "margin-top", 12, "margin-bottom", 18,
                NULL);
  g_object_set (scrolled, "child", box, "hscrollbar-policy", GTK_POLICY_NEVER, NULL);
  self->state = app_state_view_new (scrolled);
  adw_bin_set_child (ADW_BIN (self), self->state);
  g_signal_connect_object (self->what, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "retry", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
app_procedure_history_new (AppPage *page)
{
  AppProcedureHistory *self = g_object_new (APP_TYPE_PROCEDURE_HISTORY, NULL);

  g_set_weak_pointer (&self->page, page);
  return GTK_WIDGET (self);
}

void
app_procedure_history_set_procedure (AppProcedureHistory *self,
                                     MeriloRecord *procedure,
                                     MeriloRecord *item)
{
  gboolean same = self->procedure != NULL
                  && merilo_record_compare (self->procedure, procedure, MERILO_PROCEDURE_ID) == 0;

  g_set_object (&self->procedure, procedure);
  if (item != NULL)
    self->wanted = merilo_record_get_whole (item, MERILO_PROCEDURE_ITEM_ID);
  else if (!same)
    self->wanted = 0;
  if (!same)
    app_state_view_show_loading (APP_STATE_VIEW (self->state));
  ask (self);
}

AppState
app_procedure_history_get_state (AppProcedureHistory *self)
{
  return app_state_view_get_state (APP_STATE_VIEW (self->state));
}

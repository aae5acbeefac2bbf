#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/procedure-items.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/procedures/item-draft.h"
#include "pages/procedures/item-notice.h"
#include "pages/procedures/item-table.h"
#include "pages/procedures/procedure-words.h"

struct _AppProcedureItems
{
  AdwBin parent_instance;

  AppPage *page; /* weak */
  GCancellable *cancellable;
  MeriloRecord *procedure; /* as it was read; NULL: none */
  MeriloRecord *newer;     /* of which the table is being asked for; NULL: of that one */
  AppItemTable *table;
  AppItemRows *rows; /* of the table */
  char *asked;       /* the table as it stood when it was asked for anew */
  AppProcedureNotice *notice;
  GtkWidget *bar;
  gboolean busy, loaded;
};

G_DEFINE_FINAL_TYPE (AppProcedureItems, app_procedure_items, ADW_TYPE_BIN)

static guint stored;

static AppContext *
get_context (AppProcedureItems *self)
{
  return app_page_get_context (self->page);
}

static gboolean
may_write (AppProcedureItems *self)
{
  return app_session_has_role (app_context_get_session (get_context (self)),
                               merilo_procedure_item_entity.writers);
}

/* What is shown */

static void
show_lock (AppProcedureItems *self)
{
  if (app_procedure_is_used (self->procedure) && may_write (self))
    app_item_notice_tell_locked (self->notice);
  else
    app_procedure_notice_clear (self->notice);
}

static void
show_rows (AppProcedureItems *self)
{
  if (!self->loaded)
    return;
  app_item_table_show (self->table);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), app_item_rows_is_dirty (self->rows));
}

static gboolean
is_same (AppProcedureItems *self, MeriloRecord *procedure)
{
  return self->procedure != NULL
         && merilo_record_compare (self->procedure, procedure, MERILO_PROCEDURE_ID) == 0;
}

/* of another procedure nothing is said until its own has come */
static void
show_loading (AppProcedureItems *self)
{
  app_procedure_notice_clear (self->notice);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), FALSE);
  app_item_table_show_loading (self->table);
}

/* Drafts */

static AppStore *
get_store (AppProcedureItems *self)
{
  return app_context_get_store (get_context (self));
}

/* what another has written since is not lost in silence */
static void
lay_draft (AppProcedureItems *self)
{
  g_autofree char *now = merilo_record_show (self->procedure, MERILO_PROCEDURE_VERSION);
  g_autofree char *version = NULL;

  if (may_write (self)
      && app_item_draft_lay (get_store (self), self->procedure, self->rows, &version)
      && version != NULL && !g_str_equal (version, now) && app_item_rows_is_dirty (self->rows))
    app_item_notice_tell_old (self->notice);
}

/* what was typed while the table was on its way; NULL: nothing */
static char *
dup_typed (AppProcedureItems *self)
{
  g_autofree char *now = app_item_rows_to_json (self->rows);

  return self->asked != NULL && !g_str_equal (now, self->asked) ? g_steal_pointer (&now) : NULL;
}

static void
rows_cb (AppProcedureItems *self)
{
  if (self->page == NULL || self->procedure == NULL || !self->loaded)
    return;
  app_item_draft_keep (get_store (self), self->procedure, self->rows);
  show_rows (self);
}

/* Loading */

static void
set_busy (AppProcedureItems *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->bar, !busy);
}

static void
items_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppProcedureItems) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = app_api_list_finish (APP_API (object), result, NULL, &error);
  g_autoptr (MeriloRecord) newer = NULL;
  g_autofree char *typed = NULL;

  if (app_page_is_closed (self->page)
      || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  newer = g_steal_pointer (&self->newer);
  typed = dup_typed (self);
  set_busy (self, FALSE);
  if (items == NULL)
    {
      app_item_table_show_error (self->table, error);
      return;
    }
  if (newer != NULL && typed != NULL)
    return; /* what is typed is of the version it began from: a conflict, when stored */
  if (newer != NULL)
    g_set_object (&self->procedure, newer);
  app_item_table_set_items (self->table, items, self->procedure);
  self->loaded = TRUE;
  show_lock (self);
  if (typed == NULL || !app_item_rows_lay (self->rows, typed))
    lay_draft (self);
  show_rows (self);
}

/* @beside: the table stays under the hands meanwhile, and what is typed into it */
static void
ask (AppProcedureItems *self, gboolean beside)
{
  g_autofree char *id = app_record_dup_id (self->procedure);
  const char *filters[] = { "procedure_id", id, "sort", "position", NULL };

  self->loaded = beside;
  if (!beside)
    g_clear_pointer (&self->asked, g_free);
  app_api_list_async (app_page_get_api (self->page), app_type_of (&merilo_procedure_item_entity),
                      filters, app_asked_anew (&self->cancellable), items_cb, g_object_ref (self));
}

static void
retry_cb (AppProcedureItems *self)
{
  show_loading (self);
  ask (self, FALSE);
}

/* Storing */

/* busy until the table has come as the server has it */
static void
take_stored (AppProcedureItems *self, MeriloRecord *procedure)
{
  g_autofree char *typed = dup_typed (self);

  g_set_object (&self->procedure, procedure);
  if (typed == NULL)
    app_item_draft_drop (get_store (self), self->procedure);
  else
    app_item_draft_keep (get_store (self), self->procedure, self->rows);
  app_context_toast (get_context (self), _ ("Задания записаны"));
  show_lock (self);
  ask (self, TRUE);
  g_signal_emit (self, stored, 0);
}

/* another procedure may be shown when the answer comes: its table stays as it is */
typedef struct
{
  AppProcedureItems *self;
  MeriloRecord *procedure;
  char *body;
} Storing;

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Storing *storing = data;
  g_autoptr (AppProcedureItems) self = storing->self;
  g_autoptr (MeriloRecord) of = storing->procedure;
  g_autofree char *body = storing->body;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) procedure = app_api_act_finish (APP_API (object), result, &error);

  if (app_page_is_closed (self->page))
    return;
  if (!is_same (self, of))
    {
      if (!app_page_check_act (self->page, procedure != NULL, error))
        return;
      app_item_draft_drop_stored (get_store (self), of, body);
      g_signal_emit (self, stored, 0);
      return;
    }
  if (procedure != NULL)
    {
      take_stored (self, procedure);
      return;
    }
  set_busy (self, FALSE);
  app_item_notice_tell_refused (self->notice, app_problem_of (result), error);
}

static void
store (AppProcedureItems *self)
{
  g_autofree char *body = app_item_rows_to_json (self->rows);
  Storing *storing = g_new (Storing, 1);

  *storing = (Storing){ g_object_ref (self), g_object_ref (self->procedure), g_strdup (body) };
  app_asked_give_up (&self->cancellable); /* of a table that is on its way */
  g_clear_object (&self->newer);
  set_busy (self, TRUE);
  g_free (self->asked);
  self->asked = g_strdup (body);
  app_api_act_async (app_page_get_api (self->page), app_type_of (&merilo_procedure_entity),
                     self->procedure, "items", body, app_page_get_cancellable (self->page),
                     stored_cb, storing);
}

/* Actions */

static void
revert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureItems *self = APP_PROCEDURE_ITEMS (widget);

  app_item_draft_drop (get_store (self), self->procedure);
  retry_cb (self);
  app_page_load (self->page);
}

static void
newest_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppProcedureItems) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) procedure = app_api_get_finish (APP_API (object), result, &error);

  if (app_page_is_closed (self->page) || app_asked_is_given_up (result))
    return;
  set_busy (self, FALSE);
  if (procedure == NULL)
    {
      app_item_notice_tell (self->notice, error->message);
      return;
    }
  g_set_object (&self->procedure, procedure);
  store (self);
}

/* over what another has written: the version of today, and once more */
static void
overwrite_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureItems *self = APP_PROCEDURE_ITEMS (widget);
  g_autofree char *id = app_record_dup_id (self->procedure);

  if (self->busy)
    return;
  set_busy (self, TRUE);
  app_api_get_async (app_page_get_api (self->page), app_type_of (&merilo_procedure_entity), id,
                     app_asked_anew (&self->cancellable), newest_cb, g_object_ref (self));
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppProcedureItems *self = APP_PROCEDURE_ITEMS (object);

  app_asked_give_up (&self->cancellable);
  g_clear_object (&self->procedure);
  g_clear_object (&self->newer);
  g_clear_weak_pointer (&self->page);
  G_OBJECT_CLASS (app_procedure_items_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_free (APP_PROCEDURE_ITEMS (object)->asked);
  G_OBJECT_CLASS (app_procedure_items_parent_class)->finalize (object);
}

static void
app_procedure_items_class_init (AppProcedureItemsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  stored = g_signal_new ("stored", APP_TYPE_PROCEDURE_ITEMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                         G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "items.revert", NULL, revert_action);
  gtk_widget_class_install_action (widget_class, "items.overwrite", NULL, overwrite_action);
}

static void
app_procedure_items_init (AppProcedureItems *self)
{
}

static void
build (AppProcedureItems *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->table = APP_ITEM_TABLE (app_item_table_new (self->page));
  self->rows = app_item_table_get_rows (self->table);
  self->bar
      = app_save_bar_new (_ ("Задания ещё не записаны"), _ ("Записать задания"), "items.revert");
  self->notice = APP_PROCEDURE_NOTICE (app_procedure_notice_new ());
  g_object_set (self->notice, "margin-start", 18, "margin-end", 18, "margin-top", 12, NULL);
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->notice));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (box), self->bar);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->rows, "changed", G_CALLBACK (rows_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "told", G_CALLBACK (app_item_notice_tell), self->notice,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (app_item_table_get_view (self->table), "retry", G_CALLBACK (retry_cb),
                           self, G_CONNECT_SWAPPED);
}

/* Public API */

GtkWidget *
app_procedure_items_new (AppPage *page)
{
  AppProcedureItems *self = g_object_new (APP_TYPE_PROCEDURE_ITEMS, NULL);

  g_set_weak_pointer (&self->page, page);
  build (self);
  return GTK_WIDGET (self);
}

void
app_procedure_items_set_procedure (AppProcedureItems *self, MeriloRecord *procedure)
{
  gboolean same = is_same (self, procedure);
  gboolean current
      = same && self->loaded
        && merilo_record_compare (self->procedure, procedure, MERILO_PROCEDURE_STATE) == 0
        && merilo_record_compare (self->procedure, procedure, MERILO_PROCEDURE_VERSION) == 0;

  if (current || (same && self->busy))
    return;
  /* what is typed here is of the version it began from: another's is a conflict, when stored */
  if (same && self->loaded && app_item_rows_is_dirty (self->rows))
    return;
  if (same && self->loaded)
    {
      g_set_object (&self->newer, procedure);
      g_free (self->asked);
      self->asked = app_item_rows_to_json (self->rows);
      ask (self, TRUE);
      return;
    }
  g_clear_object (&self->newer);
  g_set_object (&self->procedure, procedure);
  if (!same)
    show_loading (self);
  ask (self, FALSE);
}

void
app_procedure_items_save (AppProcedureItems *self)
{
  g_autofree char *fault = NULL;
  guint row, field;

  app_item_table_commit (self->table);
  if (self->busy || !self->loaded || !app_item_rows_is_dirty (self->rows))
    return;
  fault = app_item_rows_find_fault (self->rows, &row, &field);
  if (fault == NULL)
    {
      store (self);
      return;
    }
  app_item_notice_tell_row (self->notice, row, fault);
  app_item_table_choose (self->table, row, field);
}

AppItemRows *
app_procedure_items_get_rows (AppProcedureItems *self)
{
  return self->rows;
}

AppState
app_procedure_items_get_state (AppProcedureItems *self)
{
  AppState state = app_item_table_get_state (self->table);

  return self->loaded || state == APP_STATE_ERROR ? state : APP_STATE_LOADING;
}

GPtrArray *
app_procedure_items_copy_cells (AppProcedureItems *self)
{
  return app_item_table_copy_cells (self->table);
}

MeriloRecord *
app_procedure_items_dup_chosen (AppProcedureItems *self)
{
  MeriloRecord *item = app_item_table_get_chosen (self->table);

  return item != NULL && merilo_record_has (item, MERILO_PROCEDURE_ITEM_ID) ? g_object_ref (item)
                                                                            : NULL;
}

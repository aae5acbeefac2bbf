#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-journal-private.h"

#include <glib/gi18n.h>

#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/results/import-detail.h"
#include "pages/results/import-line.h"
#include "widgets/state-view.h"
#include "widgets/tab-stop.h"

G_DEFINE_FINAL_TYPE (AppImportJournal, app_import_journal, ADW_TYPE_WINDOW)

/* The list */

gpointer
_app_import_journal_get_chosen (AppImportJournal *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

MeriloRecord *
_app_import_journal_find_procedure (AppImportJournal *self, MeriloRecord *import)
{
  gint64 id = merilo_record_has (import, MERILO_IMPORT_PROCEDURE_ID)
                  ? merilo_record_get_whole (import, MERILO_IMPORT_PROCEDURE_ID)
                  : -1;

  for (guint i = 0; self->procedures != NULL && i < self->procedures->len; i++)
    if (merilo_record_get_whole (self->procedures->pdata[i], MERILO_PROCEDURE_ID) == id)
      return self->procedures->pdata[i];
  return NULL;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, app_import_line_new ());
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, AppImportJournal *self)
{
  MeriloRecord *import = gtk_list_item_get_item (item);

  app_import_line_show (APP_IMPORT_LINE (gtk_list_item_get_child (item)), import,
                        _app_import_journal_find_procedure (self, import));
}

/* two pages of the screen before the end */
static void
scrolled_cb (AppImportJournal *self)
{
  double page = gtk_adjustment_get_page_size (self->scrolled);
  double end = gtk_adjustment_get_upper (self->scrolled);

  /* not before it knows how long it is */
  if (end > page && gtk_adjustment_get_value (self->scrolled) + 3 * page >= end)
    app_import_list_load_more (self->imports);
}

static void
chosen_cb (AppImportJournal *self)
{
  MeriloRecord *import = _app_import_journal_get_chosen (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.withdraw",
                                 import != NULL
                                     && !merilo_record_has (import, MERILO_IMPORT_WITHDRAWN_AT));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.export", import != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.works",
                                 import != NULL
                                     && _app_import_journal_find_procedure (self, import) != NULL);
  if (import == NULL)
    return;
  if (self->wanted != 0) /* chosen while the list is on its way: this one it comes back to */
    {
      self->wanted = merilo_record_get_whole (import, MERILO_IMPORT_ID);
      app_import_list_want (self->imports, self->wanted);
    }
  app_import_detail_show (APP_IMPORT_DETAIL (self->detail), import,
                          _app_import_journal_find_procedure (self, import));
}

static void
loaded_cb (AppImportJournal *self)
{
  gint64 wanted = self->wanted;

  self->wanted = 0;
  if (app_import_journal_get_n (self) == 0)
    {
      app_state_view_show_empty (APP_STATE_VIEW (self->state), _ ("Загрузок ещё не было"),
                                 _ ("Здесь будет видно, кто и какие файлы загрузил, что в них не "
                                    "взято и что они изменили."),
                                 NULL, NULL);
      return;
    }
  app_state_view_show_content (APP_STATE_VIEW (self->state));
  if (_app_import_journal_get_chosen (self) == NULL)
    gtk_single_selection_set_selected (self->selection, 0);
  app_import_journal_choose (self,
                             wanted != 0
                                 ? wanted
                                 : merilo_record_get_whole (_app_import_journal_get_chosen (self),
                                                            MERILO_IMPORT_ID));
}

/* what was there before is looked at on */
static void
failed_cb (AppImportJournal *self, GError *error)
{
  if (app_import_journal_get_n (self) == 0)
    app_state_view_show_error (APP_STATE_VIEW (self->state), error);
  else
    app_context_toast_error (self->context, error);
}

/* Answers */

static void
procedures_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppImportJournal) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) procedures = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (self->context == NULL || app_asked_is_given_up (result))
    return;
  if (procedures == NULL)
    {
      app_state_view_show_error (APP_STATE_VIEW (self->state), error);
      return;
    }
  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  self->procedures = g_steal_pointer (&procedures);
  app_import_list_load (self->imports, self->wanted);
}

static void
load (AppImportJournal *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  /* what is revealed before the answer is about to go: it must not take the lead from what comes */
  g_clear_handle_id (&self->revealing, g_source_remove);
  /* who was in the list, or took back what can be taken back once, goes on from the row */
  self->leading
      = focus == NULL || focus == self->withdraw || gtk_widget_is_ancestor (focus, self->list);
  app_api_list_async (app_context_get_api (self->context), app_type_of (&merilo_procedure_entity),
                      NULL, app_asked_anew (&self->reading), procedures_cb, g_object_ref (self));
}

static void
load_anew (AppImportJournal *self)
{
  app_state_view_show_loading (APP_STATE_VIEW (self->state));
  load (self);
}

void
_app_import_journal_load_again (AppImportJournal *self)
{
  MeriloRecord *import = _app_import_journal_get_chosen (self);

  if (import != NULL)
    self->wanted = merilo_record_get_whole (import, MERILO_IMPORT_ID);
  load (self);
}

static void
load_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _app_import_journal_load_again (APP_IMPORT_JOURNAL (widget));
}

/* GObject overrides */

static void
app_import_journal_dispose (GObject *object)
{
  AppImportJournal *self = APP_IMPORT_JOURNAL (object);

  g_cancellable_cancel (self->cancellable);
  app_asked_give_up (&self->reading);
  g_clear_handle_id (&self->revealing, g_source_remove);
  if (self->imports != NULL)
    app_import_list_close (self->imports);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_import_journal_parent_class)->dispose (object);
}

static void
app_import_journal_finalize (GObject *object)
{
  AppImportJournal *self = APP_IMPORT_JOURNAL (object);

  g_object_unref (self->cancellable);
  g_clear_object (&self->selection);
  g_clear_object (&self->imports);
  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  G_OBJECT_CLASS (app_import_journal_parent_class)->finalize (object);
}

static void
app_import_journal_class_init (AppImportJournalClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_import_journal_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_import_journal_finalize;
  _app_import_journal_install_acts (widget_class);
  gtk_widget_class_install_action (widget_class, "journal.load", NULL, load_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "journal.load", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "journal.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_list (AppImportJournal *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new (), *stop;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->selection
      = gtk_single_selection_new (g_object_ref (app_import_list_get_records (self->imports)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  app_name_it (self->list, _ ("Загрузки"));
  g_object_set (scroller, "child", self->list, "hscrollbar-policy", GTK_POLICY_NEVER, NULL);
  self->scrolled = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_signal_connect_object (self->scrolled, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scrolled, "changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  stop = app_tab_stop_new (scroller);
  gtk_widget_set_size_request (stop, 290, -1);
  return stop;
}

static void
add_content (AppImportJournal *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL), *right;

  right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->detail = app_import_detail_new (self->context);
  gtk_widget_set_vexpand (self->detail, TRUE);
  gtk_box_append (GTK_BOX (right), self->detail);
  gtk_box_append (GTK_BOX (right), _app_import_journal_make_bar (self));
  gtk_paned_set_start_child (GTK_PANED (paned), make_list (self));
  gtk_paned_set_end_child (GTK_PANED (paned), right);
  gtk_paned_set_position (GTK_PANED (paned), 300);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (paned), FALSE);
  app_state_view_set_child (APP_STATE_VIEW (self->state), paned);
}

static void
app_import_journal_init (AppImportJournal *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  self->state = app_state_view_new (NULL);
  gtk_widget_set_vexpand (self->state, TRUE);
  g_signal_connect_object (self->state, "retry", G_CALLBACK (load_anew), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), self->state);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_object_set (self, "title", _ ("Журнал загрузок"), "default-width", 1240, "default-height", 720,
                NULL);
  app_dialog_attach (GTK_WINDOW (self));
}

/* Public API */

GtkWidget *
app_import_journal_new (GtkWindow *parent, AppContext *context)
{
  AppImportJournal *self = g_object_new (APP_TYPE_IMPORT_JOURNAL, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  self->imports = app_import_list_new (app_context_get_api (context));
  g_signal_connect_object (self->imports, "loaded", G_CALLBACK (loaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->imports, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  add_content (self);
  chosen_cb (self);
  load_anew (self);
  return GTK_WIDGET (self);
}

GtkWidget *
app_import_journal_open (GtkWindow *parent, AppContext *context, gint64 id)
{
  GtkWidget *self = app_import_journal_new (parent, context);

  APP_IMPORT_JOURNAL (self)->wanted = id;
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

char *
app_import_journal_dup_chosen (AppImportJournal *self)
{
  MeriloRecord *import = _app_import_journal_get_chosen (self);

  return import != NULL && app_import_detail_is_loaded (APP_IMPORT_DETAIL (self->detail))
             ? app_record_dup_id (import)
             : g_strdup ("");
}

guint
app_import_journal_get_n (AppImportJournal *self)
{
  return g_list_model_get_n_items (app_import_list_get_records (self->imports));
}

/* a list that has no height yet would be drawn as if it ended there */
static gboolean
reveal_cb (gpointer data)
{
  AppImportJournal *self = data;
  guint i = gtk_single_selection_get_selected (self->selection);

  self->revealing = 0;
  if (i != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", i);
  if (self->leading)
    app_list_focus_selected (self->list);
  self->leading = FALSE;
  return G_SOURCE_REMOVE;
}

void
app_import_journal_choose (AppImportJournal *self, gint64 id)
{
  guint i = app_import_list_find (self->imports, id);

  if (i == G_MAXUINT)
    return;
  gtk_single_selection_set_selected (self->selection, i);
  /* it holds nothing: a window that outlives its parent is one too many for GTK */
  if (self->revealing == 0)
    self->revealing = g_idle_add_full (G_PRIORITY_LOW, reveal_cb, self, NULL);
}

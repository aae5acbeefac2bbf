#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/procedure-view.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/procedures/procedure-words.h"
#include "widgets/tab-stop.h"

struct _AppProcedureView
{
  AdwBin parent_instance;

  AppPage *page;           /* weak */
  MeriloRecord *procedure; /* NULL: none */
  GtkWidget *state, *title, *facts, *doubt, *results, *remove, *tabs;
  GtkWidget *form, *items, *scales, *history;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (AppProcedureView, app_procedure_view, ADW_TYPE_BIN)

static gboolean
may_write (AppProcedureView *self)
{
  return app_session_has_role (app_context_get_session (app_page_get_context (self->page)),
                               merilo_procedure_entity.writers);
}

/* The head */

static void
show_head (AppProcedureView *self)
{
  g_autofree char *name = app_procedure_name (self->procedure);
  g_autofree char *year = merilo_record_show (self->procedure, MERILO_PROCEDURE_YEAR);
  g_autofree char *title = g_strdup_printf (_ ("%s, %s год"), name, year);
  g_autofree char *facts = app_procedure_facts (self->procedure);
  g_autofree char *id = app_record_dup_id (self->procedure);
  const char *doubt = app_procedure_doubt (self->procedure);
  gboolean used = app_procedure_is_used (self->procedure);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
  gtk_widget_set_visible (self->doubt, doubt != NULL);
  gtk_label_set_text (GTK_LABEL (self->doubt), doubt != NULL ? doubt : "");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->results), "(ss)", "results", id);
  gtk_widget_set_visible (self->results, used);
  gtk_widget_set_visible (self->remove, may_write (self) && !used);
}

/* The tab that is on the screen gets the procedure */

static void
fill_tab (AppProcedureView *self)
{
  GtkWidget *tab = gtk_stack_get_visible_child (GTK_STACK (self->tabs));

  if (self->procedure == NULL || self->page == NULL)
    return;
  if (tab == self->form)
    app_procedure_form_set_procedure (APP_PROCEDURE_FORM (tab), self->procedure);
  else if (tab == self->items)
    app_procedure_items_set_procedure (APP_PROCEDURE_ITEMS (tab), self->procedure);
  else if (tab == self->scales)
    app_procedure_scales_set_procedure (APP_PROCEDURE_SCALES (tab), self->procedure);
  else if (tab == self->history)
    {
      /* of the item that was looked at last */
      g_autoptr (MeriloRecord) item
          = app_procedure_items_dup_chosen (APP_PROCEDURE_ITEMS (self->items));

      app_procedure_history_set_procedure (APP_PROCEDURE_HISTORY (tab), self->procedure, item);
    }
}

/* Taking away */

static void
removed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppProcedureView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) record = app_api_write_finish (APP_API (object), result, &error);

  self->busy = FALSE;
  if (self->page == NULL || !app_page_check_act (self->page, record != NULL, error))
    return;
  app_context_toast (app_page_get_context (self->page), _ ("Процедура удалена"));
  app_page_load (self->page);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, AppProcedureView *self)
{
  if (!g_str_equal (response, "do") || self->page == NULL || self->procedure == NULL || self->busy)
    return;
  self->busy = TRUE;
  app_api_delete_async (app_page_get_api (self->page), self->procedure,
                        app_page_get_cancellable (self->page), removed_cb, g_object_ref (self));
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureView *self = APP_PROCEDURE_VIEW (widget);
  GtkWidget *dialog;

  if (self->procedure == NULL)
    return;
  dialog
      = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Удалить процедуру?"),
                                _ ("Её задания уйдут вместе с ней. Вернуть её нельзя: только "
                                   "завести заново."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Отмена"), "do",
                                    _ ("Удалить"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "do",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppProcedureView *self = APP_PROCEDURE_VIEW (object);

  g_clear_object (&self->procedure);
  g_clear_weak_pointer (&self->page);
  G_OBJECT_CLASS (app_procedure_view_parent_class)->dispose (object);
}

static void
app_procedure_view_class_init (AppProcedureViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "procedure.remove", NULL,
                                   remove_action);
}

static GtkWidget *
make_head (AppProcedureView *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->title = app_label_new (NULL, "title-4");
  self->facts = app_word_new (NULL, "caption dim-label numeric");
  self->doubt = app_badge_new ("", "warning");
  self->results = gtk_button_new_with_label (_ ("Результаты"));
  self->remove = gtk_button_new_with_label (_ ("Удалить…"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->results), "(ss)", "results", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->results), "win.go");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "procedure.remove");
  gtk_widget_set_valign (self->results, GTK_ALIGN_START);
  gtk_widget_set_valign (self->remove, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->results, _ ("Показатели этой процедуры"));
  gtk_box_append (GTK_BOX (below), self->facts);
  gtk_box_append (GTK_BOX (below), self->doubt);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), below);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (line), box);
  gtk_box_append (GTK_BOX (line), self->results);
  gtk_box_append (GTK_BOX (line), self->remove);
  g_object_set (line, "margin-start", 18, "margin-end", 18, "margin-top", 12, NULL);
  return line;
}

static GtkWidget *
make_switcher (AppProcedureView *self)
{
  GtkWidget *switcher = gtk_stack_switcher_new ();

  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (self->tabs));
  gtk_widget_set_tooltip_text (switcher, _ ("Ctrl+Page Up и Ctrl+Page Down — другая вкладка"));
  gtk_widget_add_css_class (switcher, "views");
  g_object_set (switcher, "halign", GTK_ALIGN_START, "margin-start", 18, "margin-end", 18,
                "margin-top", 9, "margin-bottom", 9, NULL);
  return app_tab_stop_new (switcher);
}

static void
app_procedure_view_init (AppProcedureView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->tabs = app_stack_new ();
  gtk_widget_set_vexpand (self->tabs, TRUE);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), make_switcher (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->tabs);
  self->state = app_state_view_new (box);
  adw_bin_set_child (ADW_BIN (self), self->state);
}

static GtkWidget *
add_tab (AppProcedureView *self, GtkWidget *tab, const char *name, const char *label)
{
  gtk_stack_add_titled (GTK_STACK (self->tabs), tab, name, label);
  return tab;
}

static void
reload_cb (AppProcedureView *self)
{
  if (self->page != NULL)
    app_page_load (self->page);
}

/* Public API */

GtkWidget *
app_procedure_view_new (AppPage *page)
{
  AppProcedureView *self = g_object_new (APP_TYPE_PROCEDURE_VIEW, NULL);

  g_set_weak_pointer (&self->page, page);
  self->form = add_tab (self, app_procedure_form_new (page), "form", _ ("Описание"));
  self->items = add_tab (self, app_procedure_items_new (page), "items", _ ("Задания"));
  self->scales = add_tab (self, app_procedure_scales_new (page), "scales", _ ("Шкалы"));
  self->history = add_tab (self, app_procedure_history_new (page), "history", _ ("История"));
  g_signal_connect_object (self->items, "stored", G_CALLBACK (reload_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scales, "stored", G_CALLBACK (reload_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tabs, "notify::visible-child", G_CALLBACK (fill_tab), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
app_procedure_view_set_procedure (AppProcedureView *self, MeriloRecord *procedure)
{
  g_set_object (&self->procedure, procedure);
  if (procedure == NULL)
    {
      app_state_view_show_empty (APP_STATE_VIEW (self->state), _ ("Ничего не выбрано"),
                                 _ ("Выберите процедуру слева."), NULL, NULL);
      return;
    }
  app_state_view_show_content (APP_STATE_VIEW (self->state));
  show_head (self);
  fill_tab (self);
}

gboolean
app_procedure_view_show_tab (AppProcedureView *self, const char *name)
{
  return app_stack_show (self->tabs, name);
}

const char *
app_procedure_view_get_tab (AppProcedureView *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->tabs));
}

void
app_procedure_view_step (AppProcedureView *self, gboolean back)
{
  app_stack_step (self->tabs, back);
}

void
app_procedure_view_save (AppProcedureView *self)
{
  if (self->procedure == NULL)
    return;
  app_procedure_form_save (APP_PROCEDURE_FORM (self->form));
  app_procedure_items_save (APP_PROCEDURE_ITEMS (self->items));
}

GPtrArray *
app_procedure_view_copy (AppProcedureView *self, char **ret_title)
{
  GtkWidget *tab = gtk_stack_get_visible_child (GTK_STACK (self->tabs));
  GtkStackPage *page = gtk_stack_get_page (GTK_STACK (self->tabs), tab);
  g_autoptr (GPtrArray) cells = NULL;

  if (self->procedure == NULL)
    return NULL;
  if (tab == self->items)
    cells = app_procedure_items_copy_cells (APP_PROCEDURE_ITEMS (tab));
  else if (tab == self->scales)
    cells = app_procedure_scales_copy_cells (APP_PROCEDURE_SCALES (tab));
  if (cells != NULL)
    *ret_title = g_strdup_printf ("%s, %s", gtk_label_get_text (GTK_LABEL (self->title)),
                                  gtk_stack_page_get_title (page));
  return g_steal_pointer (&cells);
}

AppProcedureForm *
app_procedure_view_get_form (AppProcedureView *self)
{
  return APP_PROCEDURE_FORM (self->form);
}

AppProcedureItems *
app_procedure_view_get_items (AppProcedureView *self)
{
  return APP_PROCEDURE_ITEMS (self->items);
}

AppProcedureScales *
app_procedure_view_get_scales (AppProcedureView *self)
{
  return APP_PROCEDURE_SCALES (self->scales);
}

AppProcedureHistory *
app_procedure_view_get_history (AppProcedureView *self)
{
  return APP_PROCEDURE_HISTORY (self->history);
}

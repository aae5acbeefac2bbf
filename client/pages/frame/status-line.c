#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/frame/conflict.h"
#include "pages/frame/status-line.h"

struct _AppStatusLine
{
  AdwBin parent_instance;

  AppContext *context;
  AppOutbox *outbox; /* listened to */
  GtkWidget *dot, *link, *saved, *queue, *popover, *nothing, *list;
};

G_DEFINE_FINAL_TYPE (AppStatusLine, app_status_line, ADW_TYPE_BIN)

/* Helpers */

static void
show_link (AppStatusLine *self)
{
  gboolean online = app_session_get_online (app_context_get_session (self->context));

  gtk_label_set_text (GTK_LABEL (self->link), online ? _ ("на связи") : _ ("нет связи"));
  gtk_widget_remove_css_class (self->dot, online ? "warning" : "success");
  gtk_widget_add_css_class (self->dot, online ? "success" : "warning");
}

static void
show_saved (AppStatusLine *self)
{
  gint64 at = self->outbox != NULL ? app_outbox_get_saved_at (self->outbox) : 0;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *when = NULL, *text = NULL;

  if (at == 0)
    {
      gtk_label_set_text (GTK_LABEL (self->saved), "");
      return;
    }
  utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  local = g_date_time_to_local (utc);
  when = g_date_time_format (local, "%H:%M");
  text = g_strdup_printf (_ ("сохранено %s"), when);
  gtk_label_set_text (GTK_LABEL (self->saved), text);
}

static void
show_queue (AppStatusLine *self)
{
  guint waiting = self->outbox != NULL ? app_outbox_get_waiting (self->outbox) : 0;
  guint stuck = self->outbox != NULL ? app_outbox_get_stuck (self->outbox) : 0;
  g_autofree char *text = stuck > 0
                              ? g_strdup_printf (_ ("в очереди %u, ждут вас %u"), waiting, stuck)
                              : g_strdup_printf (_ ("в очереди %u"), waiting);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->queue), text);
  app_name_it (self->queue, text);
  if (stuck > 0)
    gtk_widget_add_css_class (self->queue, "warning");
  else
    gtk_widget_remove_css_class (self->queue, "warning");
  gtk_widget_set_visible (self->nothing, waiting == 0);
  gtk_widget_set_visible (self->list, waiting > 0);
}

/* A row of the queue */

static AppOutboxEntry *
entry_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "entry");
}

static void
retry_cb (GtkWidget *button, AppStatusLine *self)
{
  app_outbox_retry (self->outbox, entry_of (button));
}

static void
choose_cb (GtkWidget *button, AppStatusLine *self)
{
  AppOutboxEntry *entry = entry_of (button);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->queue));
  if (g_str_equal (entry->resource, "plan_edits")) /* line by line, in the plan itself */
    {
      g_autofree char *target = g_strdup_printf ("plan/%s", entry->record);

      gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "(ss)", "plans", target);
      return;
    }
  app_conflict_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->outbox,
                        entry_of (button));
}

static void
drop_cb (GtkWidget *button, AppStatusLine *self)
{
  app_outbox_drop (self->outbox, entry_of (button));
}

static void
add_button (
    AppStatusLine *self, GtkWidget *row, AppOutboxEntry *entry, const char *label, GCallback cb)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "entry", g_object_ref (entry), g_object_unref);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", cb, self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
entry_changed_cb (AppOutboxEntry *entry, GParamSpec *pspec, GtkWidget *row)
{
  g_autofree char *words = app_outbox_entry_describe (entry);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
}

static void
add_row (AppStatusLine *self, AppOutboxEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (entry->label, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  entry_changed_cb (entry, NULL, row);
  g_signal_connect_object (entry, "notify::state", G_CALLBACK (entry_changed_cb), row, 0);
  if (entry->state == APP_WRITE_CONFLICT)
    add_button (self, row, entry, _ ("Выбрать…"), G_CALLBACK (choose_cb));
  else if (entry->state == APP_WRITE_AWAY || entry->state == APP_WRITE_REFUSED)
    add_button (self, row, entry, _ ("Повторить"), G_CALLBACK (retry_cb));
  if (entry->state == APP_WRITE_REFUSED)
    add_button (self, row, entry, _ ("Убрать"), G_CALLBACK (drop_cb));
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/* Callbacks */

static void
fill_list (AppStatusLine *self)
{
  GtkWidget *child;
  guint n = self->outbox != NULL ? app_outbox_get_waiting (self->outbox) : 0;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < MIN (n, 100); i++)
    {
      g_autoptr (AppOutboxEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->outbox), i);

      add_row (self, entry);
    }
}

static void
queue_changed_cb (AppStatusLine *self)
{
  show_queue (self);
  if (gtk_widget_get_visible (self->popover))
    fill_list (self);
}

static void
opened_cb (AppStatusLine *self)
{
  self->outbox = app_context_get_outbox (self->context);
  g_signal_connect_object (self->outbox, "items-changed", G_CALLBACK (queue_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outbox, "stuck", G_CALLBACK (queue_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outbox, "notify::saved-at", G_CALLBACK (show_saved), self,
                           G_CONNECT_SWAPPED);
  show_queue (self);
  show_saved (self);
}

static void
closed_cb (AppStatusLine *self)
{
  self->outbox = NULL;
  show_queue (self);
}

/* GObject overrides */

static void
app_status_line_dispose (GObject *object)
{
  g_clear_object (&APP_STATUS_LINE (object)->context);
  G_OBJECT_CLASS (app_status_line_parent_class)->dispose (object);
}

static void
app_status_line_class_init (AppStatusLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_status_line_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/merilo/frame/status-line.ui");
  gtk_widget_class_bind_template_child (widget_class, AppStatusLine, dot);
  gtk_widget_class_bind_template_child (widget_class, AppStatusLine, link);
  gtk_widget_class_bind_template_child (widget_class, AppStatusLine, saved);
  gtk_widget_class_bind_template_child (widget_class, AppStatusLine, queue);
  gtk_widget_class_bind_template_child (widget_class, AppStatusLine, popover);
  gtk_widget_class_bind_template_child (widget_class, AppStatusLine, nothing);
  gtk_widget_class_bind_template_child (widget_class, AppStatusLine, list);
}

static void
app_status_line_init (AppStatusLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (fill_list), self);
}

/* Public API */

void
app_status_line_set_context (AppStatusLine *self, AppContext *context)
{
  g_set_object (&self->context, context);
  g_signal_connect_object (app_context_get_session (context), "notify::online",
                           G_CALLBACK (show_link), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  if (app_context_get_outbox (context) != NULL)
    opened_cb (self);
  show_link (self);
}

void
app_status_line_popup (AppStatusLine *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->queue));
}

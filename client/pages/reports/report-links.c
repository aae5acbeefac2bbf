#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/reports/link-chooser.h"
#include "pages/reports/report-links.h"

struct _AppReportLinks
{
  AdwBin parent_instance;

  AppContext *context;
  MeriloRecord *execution;
  GCancellable *cancellable, *reading; /* of all it does; of the list */
  GtkWidget *box, *list, *chooser;
  gboolean writable, loaded;
};

G_DEFINE_FINAL_TYPE (AppReportLinks, app_report_links, ADW_TYPE_BIN)

/* the page where a thing is seen, by the order of the entity's kinds */
static const char *const places[] = { "results", "recheck", "directories", "plans" };

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportLinks) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) link = app_api_write_finish (APP_API (object), result, &error);

  if (self->context == NULL)
    return;
  if (app_context_check_act (self->context, link != NULL, error))
    app_report_links_load (self);
}

static void
remove_cb (GtkWidget *button, AppReportLinks *self)
{
  MeriloRecord *link = g_object_get_data (G_OBJECT (button), "link");

  app_api_delete_async (app_context_get_api (self->context), link, self->cancellable, written_cb,
                        g_object_ref (self));
}

/* Rows */

static GtkWidget *
make_row (AppReportLinks *self, MeriloRecord *link)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *open = gtk_button_new ();
  gint64 kind = merilo_record_get_whole (link, MERILO_EXECUTION_LINK_KIND);
  g_autofree char *word = merilo_record_show (link, MERILO_EXECUTION_LINK_KIND);
  g_autofree char *title = merilo_record_show (link, MERILO_EXECUTION_LINK_TITLE);
  g_autofree char *text = g_strdup_printf ("%s: %s", word, title);
  g_autofree char *target = merilo_record_show (link, MERILO_EXECUTION_LINK_TARGET_ID);
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "insert-link-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), text);
  gtk_button_set_child (GTK_BUTTON (open), content);
  gtk_widget_add_css_class (open, "flat");
  app_name_it (open, text);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "win.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "(ss)",
                                    kind >= 0 && kind < (gint64) G_N_ELEMENTS (places)
                                        ? places[kind]
                                        : "today",
                                    target);
  gtk_box_append (GTK_BOX (row), open);
  if (self->writable)
    {
      GtkWidget *remove = gtk_button_new_from_icon_name ("edit-delete-symbolic");
      g_autofree char *spoken = g_strdup_printf (_ ("Убрать ссылку: %s"), text);

      gtk_widget_add_css_class (remove, "flat");
      gtk_widget_set_tooltip_text (remove, _ ("Убрать ссылку"));
      app_name_it (remove, spoken);
      g_object_set_data_full (G_OBJECT (remove), "link", g_object_ref (link), g_object_unref);
      g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, 0);
      gtk_box_append (GTK_BOX (row), remove);
    }
  return row;
}

static void
links_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportLinks) self = data;
  g_autoptr (GPtrArray) links = app_api_list_finish (APP_API (object), result, NULL, NULL);

  if (links == NULL || self->context == NULL || app_asked_is_given_up (result))
    return;
  app_box_clear (self->list);
  for (guint i = 0; i < links->len; i++)
    gtk_box_append (GTK_BOX (self->list), make_row (self, links->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self), self->writable || links->len > 0);
}

void
app_report_links_load (AppReportLinks *self)
{
  g_autofree char *id = app_record_dup_id (self->execution);
  const char *filters[] = { "execution_id", id, NULL };

  self->loaded = TRUE;
  app_api_list_async (app_context_get_api (self->context),
                      app_type_of (&merilo_execution_link_entity), filters,
                      app_asked_anew (&self->reading), links_cb, g_object_ref (self));
}

void
app_report_links_add (AppReportLinks *self, const char *kind, gint64 target)
{
  g_autoptr (MeriloRecord) link = g_object_new (app_type_of (&merilo_execution_link_entity), NULL);
  g_autoptr (GError) error = NULL;

  merilo_record_set_whole (link, MERILO_EXECUTION_LINK_EXECUTION_ID,
                           merilo_record_get_whole (self->execution, MERILO_EXECUTION_ID));
  merilo_record_set_whole (link, MERILO_EXECUTION_LINK_TARGET_ID, target);
  if (!merilo_record_parse (link, MERILO_EXECUTION_LINK_KIND, kind, &error))
    {
      app_context_toast_error (self->context, error);
      return;
    }
  app_api_create_async (app_context_get_api (self->context), link, self->cancellable, written_cb,
                        g_object_ref (self));
}

static void
chosen_cb (AppLinkChooser *chooser, const char *kind, gint64 target, AppReportLinks *self)
{
  if (self->execution != NULL)
    app_report_links_add (self, kind, target);
}

/* GObject overrides */

static void
app_report_links_dispose (GObject *object)
{
  AppReportLinks *self = APP_REPORT_LINKS (object);

  g_cancellable_cancel (self->cancellable);
  app_asked_give_up (&self->reading);
  g_clear_object (&self->execution);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_report_links_parent_class)->dispose (object);
}

static void
app_report_links_finalize (GObject *object)
{
  g_object_unref (APP_REPORT_LINKS (object)->cancellable);
  G_OBJECT_CLASS (app_report_links_parent_class)->finalize (object);
}

static void
app_report_links_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (APP_REPORT_LINKS (widget)->cancellable);
  app_asked_give_up (&APP_REPORT_LINKS (widget)->reading);
  GTK_WIDGET_CLASS (app_report_links_parent_class)->unroot (widget);
}

static void
app_report_links_class_init (AppReportLinksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_report_links_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_report_links_finalize;
  GTK_WIDGET_CLASS (klass)->unroot = app_report_links_unroot;
}

static void
app_report_links_init (AppReportLinks *self)
{
  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), self->list);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/* Public API */

GtkWidget *
app_report_links_new (AppContext *context)
{
  AppReportLinks *self = g_object_new (APP_TYPE_REPORT_LINKS, NULL);

  self->context = g_object_ref (context);
  self->chooser = app_link_chooser_new (context);
  g_signal_connect (self->chooser, "chosen", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->chooser);
  return GTK_WIDGET (self);
}

void
app_report_links_set_execution (AppReportLinks *self, MeriloRecord *execution, gboolean writable)
{
  gboolean again = self->loaded && self->writable != writable;

  g_set_object (&self->execution, execution);
  self->writable = writable;
  gtk_widget_set_visible (self->chooser, writable);
  if (again)
    app_report_links_load (self);
}

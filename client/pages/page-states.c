#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/page-private.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/bits.h"
#include "widgets/skeleton.h"
#include "widgets/widgets.h"

#define PATIENCE    300 /* ms before a loading page says so */
#define ERROR_ICON  "dialog-warning-symbolic"
#define LOCKED_ICON "changes-prevent-symbolic"

/* What they are made of */

/* the shape of what comes, quiet: no wheel turns */
static GtkWidget *
make_loading (void)
{
  GtkWidget *lines = app_skeleton_new (0);

  g_object_set (lines, "margin-top", 12, "margin-start", 6, "margin-end", 6, NULL);
  app_name_it (lines, _ ("Данные загружаются"));
  return lines;
}

static GtkWidget *
make_status (AppPagePrivate *priv)
{
  priv->status = adw_status_page_new ();
  priv->button = gtk_button_new ();
  gtk_widget_add_css_class (priv->button, "pill");
  gtk_widget_add_css_class (priv->button, "suggested-action");
  gtk_widget_set_halign (priv->button, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (priv->status), priv->button);
  return priv->status;
}

static GtkWidget *
make_age_bar (AppPagePrivate *priv)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("network-offline-symbolic");
  GtkWidget *button = gtk_button_new_with_label (_ ("Повторить"));

  priv->age = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (priv->age), 0);
  gtk_label_set_wrap (GTK_LABEL (priv->age), TRUE);
  gtk_widget_set_hexpand (priv->age, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.load");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), priv->age);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "notice");
  priv->age_bar = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (priv->age_bar), box);
  return priv->age_bar;
}

/* the bar of a lost network over the states */
GtkWidget *
_app_page_make_states (AppPage *self)
{
  AppPagePrivate *priv = _app_page_priv (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  priv->stack = app_stack_new ();
  gtk_widget_set_vexpand (priv->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (priv->stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "blank");
  gtk_stack_add_named (GTK_STACK (priv->stack), make_loading (), "loading");
  gtk_stack_add_named (GTK_STACK (priv->stack), make_status (priv), "status");
  gtk_box_append (GTK_BOX (box), make_age_bar (priv));
  gtk_box_append (GTK_BOX (box), priv->stack);
  return box;
}

/* Which is shown */

gboolean
_app_page_shows_content (AppPage *self)
{
  GtkStack *stack = GTK_STACK (_app_page_priv (self)->stack);

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "content") == 0;
}

static void
show_child (AppPage *self, const char *name)
{
  AppPagePrivate *priv = _app_page_priv (self);

  priv->loading_since = 0;
  g_clear_handle_id (&priv->patience_id, g_source_remove);
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), name);
  if (app_focus_beside (GTK_WIDGET (self)) == GTK_WIDGET (self)) /* it waited for this */
    _app_page_lead_within (self);
}

static gboolean
patience_cb (gpointer data)
{
  AppPagePrivate *priv = _app_page_priv (data);

  priv->patience_id = 0;
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), "loading");
  return G_SOURCE_REMOVE;
}

/* Public API */

void
app_page_set_content (AppPage *self, GtkWidget *content)
{
  gtk_stack_add_named (GTK_STACK (_app_page_priv (self)->stack), content, "content");
}

void
app_page_show_content (AppPage *self)
{
  show_child (self, "content");
}

void
app_page_show_loading (AppPage *self)
{
  AppPagePrivate *priv = _app_page_priv (self);

  /* what is on the screen stays until there is better */
  if (priv->patience_id == 0 && !_app_page_shows_content (self))
    priv->patience_id = g_timeout_add (PATIENCE, patience_cb, self);
}

void
app_page_show_empty (AppPage *self,
                     const char *icon,
                     const char *title,
                     const char *text,
                     const char *button,
                     const char *action)
{
  AppPagePrivate *priv = _app_page_priv (self);
  AdwStatusPage *status = ADW_STATUS_PAGE (priv->status);

  adw_status_page_set_icon_name (status, icon);
  adw_status_page_set_title (status, title);
  adw_status_page_set_description (status, text);
  gtk_widget_set_visible (priv->button, button != NULL);
  if (button != NULL)
    {
      gtk_button_set_label (GTK_BUTTON (priv->button), button);
      app_set_action (priv->button, action);
    }
  show_child (self, "status");
}

void
app_page_show_error (AppPage *self, const GError *error, const AppProblem *problem)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *capital = app_capital (error->message);
  g_autofree char *escaped = g_markup_escape_text (capital, -1);
  gboolean forbidden = g_error_matches (error, MERILO_ERROR, MERILO_ERROR_FORBIDDEN);

  g_string_append (text, escaped);
  if (forbidden)
    g_string_append_printf (text, "\n%s", _ ("Права даёт администратор управления образования."));
  if (problem != NULL && problem->request_id != NULL)
    {
      g_autofree char *id = g_markup_escape_text (problem->request_id, -1);

      g_string_append_printf (text, "\n<small>");
      g_string_append_printf (text, _ ("Код для администратора: %s"), id);
      g_string_append (text, "</small>");
    }
  app_page_show_empty (self, forbidden ? LOCKED_ICON : ERROR_ICON,
                       forbidden ? _ ("Нет прав") : _ ("Не получилось загрузить"), text->str,
                       _ ("Повторить"), "page.load");
}

void
app_page_set_as_of (AppPage *self, gint64 as_of)
{
  AppPagePrivate *priv = _app_page_priv (self);

  if (as_of != 0)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (as_of / G_USEC_PER_SEC);
      g_autoptr (GDateTime) local = g_date_time_to_local (utc);
      g_autofree char *when = g_date_time_format (local, "%d.%m.%Y %H:%M");
      g_autofree char *text = g_strdup_printf (
          _ ("Нет связи с сервером: показаны данные от %s. Вводить можно: всё уйдёт на сервер, "
             "когда связь вернётся."),
          when);

      gtk_label_set_text (GTK_LABEL (priv->age), text);
    }
  gtk_revealer_set_reveal_child (GTK_REVEALER (priv->age_bar), as_of != 0);
}

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/frame/window-private.h"

#include <glib/gi18n.h>

#include "pages/frame/guide.h"
#include "pages/frame/window-focus.h"
#include "pages/paper-print.h"
#include "pages/password-dialog.h"

/* what stands in the form is asked, not what was asked before */
static void
connect_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  _app_window_show_connect (data, app_sign_in_get_server (_app_window_get_sign_in (data)));
}

static void
page_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_window_go (data, g_variant_get_string (parameter, NULL), NULL);
}

static void
go_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *page, *target;

  g_variant_get (parameter, "(&s&s)", &page, &target);
  app_window_go (data, page, target);
}

static void
nth_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  GtkWidget *child = gtk_widget_get_first_child (self->places);

  for (gint32 n = g_variant_get_int32 (parameter); child != NULL && n > 1; n--)
    child = gtk_widget_get_next_sibling (child);
  if (child == NULL)
    return;
  app_window_go (self, gtk_widget_get_name (child), NULL);
  app_page_take_focus (app_window_get_page (self));
}

static void
reload_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppPage *page = app_window_get_page (data);

  if (page != NULL)
    app_page_load (page);
}

static void
save_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppPage *page = app_window_get_page (data);

  if (page != NULL)
    app_page_save (page);
}

static void
close_panel_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppPage *page = app_window_get_page (data);

  if (page != NULL)
    app_page_close_panel (page);
}

static void
print_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppPage *page = app_window_get_page (data);

  if (page != NULL)
    app_paper_print (page);
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;

  if (gtk_widget_get_visible (GTK_WIDGET (self->search)))
    app_search_begin (self->search);
}

static void
queue_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_status_line_popup (APP_WINDOW (data)->status);
}

/* F6 */
static void
next_pane_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;

  app_window_focus_next (GTK_WINDOW (self), self->places, app_window_get_page (self),
                         GTK_WIDGET (self->status));
}

static void
dark_action (GSimpleAction *action, GVariant *state, gpointer data)
{
  AppWindow *self = data;
  gboolean dark = g_variant_get_boolean (state);
  AppStore *store = app_context_get_store (self->context);

  g_simple_action_set_state (action, state);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  if (store != NULL)
    app_store_set_setting (store, "dark", dark ? "1" : "0");
}

static void
set_dark_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_action_group_change_action_state (G_ACTION_GROUP (data), "dark", parameter);
}

static void
password_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;

  if (app_context_get_store (self->context) != NULL)
    gtk_window_present (
        GTK_WINDOW (app_password_dialog_new (GTK_WINDOW (self), self->context, NULL)));
}

static void
sign_out (AppWindow *self, gboolean everywhere)
{
  app_context_forget_session (self->context);
  app_context_close (self->context);
  app_session_sign_out (app_context_get_session (self->context), everywhere);
  _app_window_show_sign_in (self, NULL);
}

static void
sign_out_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sign_out (data, FALSE);
}

static void
sign_out_everywhere_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sign_out (data, TRUE);
}

/* a hundred widgets that most never see: made when asked for */
static void
keys_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/ru/merilo/frame/shortcuts.ui");
  GtkWindow *keys = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (keys, data);
  gtk_window_present (keys);
}

static void
guide_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_guide_open (data);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (data, "application-name", _ ("Мерило"), "version", PACKAGE_VERSION,
                         "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Оценка качества образования в муниципалитете"), NULL);
}

static const GActionEntry actions[] = {
  { .name = "page", .activate = page_action, .parameter_type = "s", .state = "''" },
  { .name = "go", .activate = go_action, .parameter_type = "(ss)" },
  { .name = "nth", .activate = nth_action, .parameter_type = "i" },
  { .name = "reload", .activate = reload_action },
  { .name = "save", .activate = save_action },
  { .name = "close-panel", .activate = close_panel_action },
  { .name = "print", .activate = print_action },
  { .name = "search", .activate = search_action },
  { .name = "queue", .activate = queue_action },
  { .name = "next-pane", .activate = next_pane_action },
  { .name = "dark", .state = "false", .change_state = dark_action },
  { .name = "set-dark", .activate = set_dark_action, .parameter_type = "b" },
  { .name = "password", .activate = password_action },
  { .name = "sign-out", .activate = sign_out_action },
  { .name = "sign-out-everywhere", .activate = sign_out_everywhere_action },
  { .name = "guide", .activate = guide_action },
  { .name = "keys", .activate = keys_action },
  { .name = "connect", .activate = connect_action },
  { .name = "about", .activate = about_action },
};

void
_app_window_add_actions (AppWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

/* the shortcuts window lists the same */
void
_app_window_add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_k, GDK_CONTROL_MASK, "win.search" },
    { GDK_KEY_F6, 0, "win.next-pane" },
    { GDK_KEY_F5, 0, "win.reload" },
    { GDK_KEY_p, GDK_CONTROL_MASK, "win.print" },
    { GDK_KEY_s, GDK_CONTROL_MASK, "win.save" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "win.save" },
    { GDK_KEY_Escape, 0, "win.close-panel" },
    { GDK_KEY_j, GDK_CONTROL_MASK, "win.queue" },
    { GDK_KEY_question, GDK_CONTROL_MASK, "win.keys" },
    { GDK_KEY_F1, 0, "win.keys" },
    { GDK_KEY_F1, GDK_SHIFT_MASK, "win.guide" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
  for (guint n = 1; n <= 9; n++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + n, GDK_ALT_MASK, "win.nth", "i",
                                         (gint32) n);
}

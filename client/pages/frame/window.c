#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/frame/window-private.h"

#include <glib/gi18n.h>

#include "pages/frame/window-focus.h"
#include "widgets/widgets.h"

G_DEFINE_FINAL_TYPE (AppWindow, app_window, ADW_TYPE_APPLICATION_WINDOW)

/* Helpers */

static gboolean
has_place (AppWindow *self, const AppPlace *place)
{
  return app_session_has_role (app_context_get_session (self->context), place->roles);
}

static const AppPlace *
find_place (const char *name)
{
  for (guint i = 0; i < app_n_places; i++)
    if (g_str_equal (app_places[i].name, name))
      return &app_places[i];
  return NULL;
}

static void
show_subtitle (AppWindow *self)
{
  AppPage *page = app_window_get_page (self);
  g_autofree char *subtitle = NULL;

  if (page != NULL)
    g_object_get (page, "subtitle", &subtitle, NULL);
  adw_window_title_set_title (self->heading, self->place != NULL ? _ (self->place->label) : "");
  adw_window_title_set_subtitle (self->heading, subtitle != NULL ? subtitle : "");
}

/* the number beside a page's name */
static void
count_cb (AppPage *page, GParamSpec *pspec, GtkWidget *label)
{
  guint count;
  g_autofree char *text = NULL;

  g_object_get (page, "count", &count, NULL);
  text = g_strdup_printf ("%u", count);
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, count > 0);
}

static void
note_focus (AppWindow *self)
{
  AppPage *page = app_window_get_page (self);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (page != NULL && focus != NULL)
    app_page_note_focus (page, focus);
}

static GtkWidget *
find_button (AppWindow *self, const char *name)
{
  GtkWidget *child = gtk_widget_get_first_child (self->places);

  while (child != NULL && g_strcmp0 (gtk_widget_get_name (child), name) != 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static AppPage *
make_page (AppWindow *self, const AppPlace *place)
{
  GtkWidget *page = g_object_new (place->type (), "context", self->context, NULL);
  GtkWidget *button = find_button (self, place->name);

  gtk_stack_add_named (self->pages, page, place->name);
  g_signal_connect_object (page, "notify::subtitle", G_CALLBACK (show_subtitle), self,
                           G_CONNECT_SWAPPED);
  if (button != NULL)
    g_signal_connect_object (page, "notify::count", G_CALLBACK (count_cb),
                             g_object_get_data (G_OBJECT (button), "count"), 0);
  app_page_load (APP_PAGE (page));
  return APP_PAGE (page);
}

static void
add_button (AppWindow *self, const AppPlace *place)
{
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (_ (place->label)), *count = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (place->icon));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (count, "count");
  gtk_widget_set_visible (count, FALSE);
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "place");
  gtk_widget_set_name (button, place->name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", place->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (place->label), -1);
  g_object_set_data (G_OBJECT (button), "count", count);
  gtk_box_append (GTK_BOX (self->places), button);
}

static void
empty_pages (AppWindow *self)
{
  GtkWidget *child;

  self->place = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_stack_remove (self->pages, child);
  while ((child = gtk_widget_get_first_child (self->places)) != NULL)
    gtk_box_remove (GTK_BOX (self->places), child);
}

/* a member of a commission has one page, no search, and nothing beside it */
static void
fit_role (AppWindow *self)
{
  const AppUser *user = app_context_get_user (self->context);
  gboolean alone = user->role == MERILO_ROLE_COMMISSION;
  g_autofree char *who = g_strdup_printf ("%s\n%s", user->name != NULL ? user->name : user->login,
                                          merilo_role_label (user->role));

  gtk_widget_set_visible (GTK_WIDGET (self->search), !alone);
  gtk_widget_set_visible (self->fold, !alone);
  adw_flap_set_locked (self->flap, alone);
  adw_flap_set_reveal_flap (self->flap, !alone);
  gtk_label_set_text (GTK_LABEL (self->who), who);
  adw_window_title_set_subtitle (self->brand, user->org_name != NULL ? user->org_name : "");
}

/* Callbacks */

static void
opened_cb (AppWindow *self)
{
  const char *first = NULL;
  g_autofree char *dark = app_store_dup_setting (app_context_get_store (self->context), "dark");

  empty_pages (self);
  for (guint i = 0; i < app_n_places; i++)
    if (has_place (self, &app_places[i]))
      {
        add_button (self, &app_places[i]);
        if (first == NULL || g_strcmp0 (self->first, app_places[i].name) == 0)
          first = app_places[i].name;
      }
  fit_role (self);
  if (dark != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.set-dark", "b", g_str_equal (dark, "1"));
  gtk_stack_set_visible_child_name (self->root, "main");
  if (first != NULL)
    app_window_go (self, first, NULL);
  _app_window_read_files (self);
}

static void
closed_cb (AppWindow *self)
{
  empty_pages (self);
}

static void
toast_cb (AppContext *context, AdwToast *toast, AppWindow *self)
{
  /* news waits for no old word; one that can still be taken back comes again after it */
  if (self->toast != NULL && adw_toast_get_button_label (self->toast) == NULL)
    adw_toast_dismiss (self->toast);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

/* GObject overrides */

static void
app_window_dispose (GObject *object)
{
  AppWindow *self = APP_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (self->context, self);
  g_clear_object (&self->context);
  g_clear_weak_pointer (&self->toast);
  G_OBJECT_CLASS (app_window_parent_class)->dispose (object);
}

static void
app_window_finalize (GObject *object)
{
  g_object_unref (APP_WINDOW (object)->cancellable);
  g_ptr_array_unref (APP_WINDOW (object)->files);
  G_OBJECT_CLASS (app_window_parent_class)->finalize (object);
}

static void
app_window_class_init (AppWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_window_finalize;
  g_type_ensure (APP_TYPE_SEARCH);
  g_type_ensure (APP_TYPE_STATUS_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/merilo/frame/window.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, AppWindow, name)
  CHILD (toasts);
  CHILD (root);
  CHILD (pages);
  CHILD (flap);
  CHILD (sidebar);
  CHILD (places);
  CHILD (who);
  CHILD (main);
  CHILD (fold);
  CHILD (brand);
  CHILD (heading);
  CHILD (search);
  CHILD (status);
#undef CHILD
  _app_window_add_keys (widget_class);
}

static void
app_window_init (AppWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  _app_window_add_actions (self);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (note_focus), NULL);
}

/* as many letters fit on any screen, and the window still fits on it */
static void
fit_screen (AppWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  double scale = app_text_scale (GTK_WIDGET (self));
  GdkRectangle room = { 0, 0, G_MAXINT, G_MAXINT };
  int width, height;

  if (scale == 1)
    return;
  gtk_widget_get_size_request (self->sidebar, &width, NULL);
  gtk_widget_set_size_request (self->sidebar, (int) (width * scale), -1);
  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &room);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), MIN ((int) (width * scale), room.width),
                               MIN ((int) (height * scale), room.height));
}

/* Public API */

AppWindow *
app_window_new (GtkApplication *application, AppContext *context)
{
  AppWindow *self = g_object_new (APP_TYPE_WINDOW, "application", application, NULL);

  fit_screen (self);
  self->context = g_object_ref (context);
  app_search_set_context (self->search, context);
  app_status_line_set_context (self->status, context);
  g_signal_connect_object (context, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "toast", G_CALLBACK (toast_cb), self, 0);
  g_signal_connect_object (app_context_get_session (context), "ended",
                           G_CALLBACK (_app_window_lose_session), self, G_CONNECT_SWAPPED);
  return self;
}

void
app_window_go (AppWindow *self, const char *name, const char *target)
{
  const AppPlace *place = find_place (name);
  GtkWidget *page;

  if (place == NULL || app_context_get_user (self->context) == NULL || !has_place (self, place))
    return;
  page = gtk_stack_get_child_by_name (self->pages, name);
  if (page == NULL)
    page = GTK_WIDGET (make_page (self, place));
  self->place = place;
  gtk_stack_set_visible_child (self->pages, page);
  g_action_group_change_action_state (G_ACTION_GROUP (self), "page", g_variant_new_string (name));
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
  if (target != NULL && *target != 0)
    app_page_open (APP_PAGE (page), target);
  show_subtitle (self);
  app_window_focus_lead (GTK_WINDOW (self), self->places, APP_PAGE (page));
}

AppPage *
app_window_get_page (AppWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  return page != NULL ? APP_PAGE (page) : NULL;
}

const char *
app_window_get_page_name (AppWindow *self)
{
  return self->place != NULL ? self->place->name : NULL;
}

void
app_window_set_first_page (AppWindow *self, const char *page)
{
  self->first = page;
}

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/frame/connect.h"
#include "pages/frame/guide.h"
#include "pages/frame/places.h"
#include "pages/frame/search.h"
#include "pages/frame/sign-in.h"
#include "pages/frame/status-line.h"
#include "pages/frame/window-focus.h"
#include "pages/frame/window.h"
#include "pages/paper.h"
#include "widgets/widgets.h"

struct _AppWindow
{
  AdwApplicationWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  AdwToastOverlay *toasts;
  AdwToast *toast; /* weak: the last one */
  GtkStack *root, *pages;
  AppConnect *connect; /* this and the next are made when somebody must sign in */
  AppSignIn *sign_in;
  AdwFlap *flap;
  GtkWidget *sidebar, *places, *who, *main, *fold;
  AdwWindowTitle *brand, *heading;
  AppSearch *search;
  AppStatusLine *status;
  const AppPlace *place; /* shown; NULL: none */
  const char *first;
  GPtrArray *files; /* that wait for a sign-in */
};

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

static AppSignIn *
get_sign_in (AppWindow *self)
{
  if (self->sign_in == NULL)
    {
      self->sign_in = g_object_new (APP_TYPE_SIGN_IN, NULL);
      app_sign_in_set_context (self->sign_in, self->context);
      gtk_stack_add_named (self->root, GTK_WIDGET (self->sign_in), "sign-in");
    }
  return self->sign_in;
}

static void
read_files (AppWindow *self)
{
  g_autoptr (GPtrArray) files = g_steal_pointer (&self->files);

  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  if (files->len > 0
      && !app_session_has_role (app_context_get_session (self->context), MERILO_BY_METHODOLOGIST))
    {
      app_context_toast (self->context, _ ("Дорожную карту загружает методист управления: войдите "
                                           "как методист и откройте файл снова."));
      return;
    }
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *uri = g_file_get_uri (files->pdata[i]);
      g_autofree char *target = g_strconcat ("file/", uri, NULL);

      app_window_go (self, "plans", target);
    }
}

/* @notice: why one is here; NULL: what waits for the sign-in is told */
static void
show_sign_in (AppWindow *self, const char *notice)
{
  AppSignIn *form = get_sign_in (self);
  g_autofree char *name = self->files->len > 0 ? g_file_get_basename (self->files->pdata[0]) : NULL;
  g_autofree char *text
      = name != NULL ? g_strdup_printf (_ ("Войдите: после этого откроется «%s»."), name) : NULL;

  gtk_stack_set_visible_child (self->root, GTK_WIDGET (form));
  app_sign_in_prepare (form, notice != NULL ? notice : text);
}

static void
found_server_cb (AppWindow *self)
{
  show_sign_in (self, NULL);
}

/* @server: known, or NULL */
static void
show_connect (AppWindow *self, const char *server)
{
  if (self->connect == NULL)
    {
      self->connect = g_object_new (APP_TYPE_CONNECT, NULL);
      app_connect_set_context (self->connect, self->context);
      g_signal_connect_object (self->connect, "connected", G_CALLBACK (found_server_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->connect, "left", G_CALLBACK (found_server_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->root, GTK_WIDGET (self->connect), "connect");
    }
  gtk_stack_set_visible_child (self->root, GTK_WIDGET (self->connect));
  app_connect_begin (self->connect, server);
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
  read_files (self);
}

static void
closed_cb (AppWindow *self)
{
  empty_pages (self);
}

static void
ended_cb (AppWindow *self)
{
  app_context_forget_session (self->context);
  app_context_close (self->context);
  show_sign_in (self, _ ("Сеанс закончился: войдите снова. Всё введённое сохранено на этом "
                         "компьютере и уйдёт на сервер после входа."));
}

static void
toast_cb (AppContext *context, AdwToast *toast, AppWindow *self)
{
  /* news waits for no old word, but does for one that can still be taken back */
  if (self->toast != NULL && adw_toast_get_button_label (self->toast) == NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean known = app_session_restore_finish (APP_SESSION (object), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!known && g_error_matches (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE))
    known = app_context_assume_last (self->context);
  if (known && app_context_open (self->context, &error))
    return;
  show_sign_in (self, error != NULL ? error->message : NULL);
}

/* Actions */

/* what stands in the form is asked, not what was asked before */
static void
connect_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_connect (data, app_sign_in_get_server (get_sign_in (data)));
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
sign_out (AppWindow *self, gboolean everywhere)
{
  app_context_forget_session (self->context);
  app_context_close (self->context);
  app_session_sign_out (app_context_get_session (self->context), everywhere);
  show_sign_in (self, NULL);
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
  { .name = "sign-out", .activate = sign_out_action },
  { .name = "sign-out-everywhere", .activate = sign_out_everywhere_action },
  { .name = "guide", .activate = guide_action },
  { .name = "keys", .activate = keys_action },
  { .name = "connect", .activate = connect_action },
  { .name = "about", .activate = about_action },
};

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

/* the shortcuts window lists the same */
static void
add_keys (GtkWidgetClass *widget_class)
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
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
  for (guint n = 1; n <= 9; n++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + n, GDK_ALT_MASK, "win.nth", "i",
                                         (gint32) n);
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
  add_keys (widget_class);
}

static void
app_window_init (AppWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
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
  g_signal_connect_object (app_context_get_session (context), "ended", G_CALLBACK (ended_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
app_window_start (AppWindow *self, gboolean has_session)
{
  if (has_session)
    {
      app_session_restore_async (app_context_get_session (self->context), self->cancellable,
                                 restored_cb, g_object_ref (self));
      return;
    }
  if (app_sign_in_is_first (self->context))
    show_connect (self, NULL);
  else
    show_sign_in (self, NULL);
}

void
app_window_take_file (AppWindow *self, GFile *file)
{
  g_ptr_array_add (self->files, g_object_ref (file));
  if (app_context_get_store (self->context) != NULL)
    read_files (self);
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->root), "sign-in") == 0)
    show_sign_in (self, NULL);
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

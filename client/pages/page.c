#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/page.h"
#include "widgets/skeleton.h"
#include "widgets/widgets.h"

#define PATIENCE    300 /* ms before a loading page says so */
#define CALM        150 /* ms: a burst of changes is one load */
#define TOO_LONG    30  /* s: after that a load that did not come is not waited for */
#define ERROR_ICON  "dialog-warning-symbolic"
#define LOCKED_ICON "changes-prevent-symbolic"

typedef struct
{
  AppContext *context;
  GCancellable *cancellable, *loading;
  gint64 loading_since; /* monotonic; 0: nothing loads */
  GtkWidget *stack;
  GtkWidget *status;
  GtkWidget *button;
  GtkWidget *age; /* label of «данные от 13:40» */
  GtkWidget *age_bar;
  const char *const *resources;
  guint patience_id, calm_id;
  guint count;
  char *subtitle;
  GtkWidget *focus; /* weak: where it was last */
} AppPagePrivate;

enum
{
  PROP_0,
  PROP_CONTEXT,
  PROP_COUNT,
  PROP_SUBTITLE,
  N_PROPS
};

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AppPage, app_page, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];

static AppPagePrivate *
priv_of (AppPage *self)
{
  return app_page_get_instance_private (self);
}

/* Callbacks */

/* changes that come faster than a weak line answers must not begin the load again and again */
static gboolean
calm_cb (gpointer data)
{
  AppPagePrivate *priv = priv_of (data);

  if (priv->loading_since != 0
      && g_get_monotonic_time () - priv->loading_since < TOO_LONG * G_TIME_SPAN_SECOND)
    return G_SOURCE_CONTINUE;
  priv->calm_id = 0;
  app_page_load (data);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (AppContext *context, const char *resource, const char *id, AppPage *self)
{
  AppPagePrivate *priv = priv_of (self);
  gboolean ours = *resource == 0;

  for (guint i = 0; priv->resources != NULL && priv->resources[i] != NULL && !ours; i++)
    ours = g_str_equal (priv->resources[i], resource);
  if (ours && priv->calm_id == 0)
    priv->calm_id = g_timeout_add (CALM, calm_cb, self);
}

static gboolean
patience_cb (gpointer data)
{
  AppPagePrivate *priv = priv_of (data);

  priv->patience_id = 0;
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), "loading");
  return G_SOURCE_REMOVE;
}

static void
load_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_page_load (APP_PAGE (widget));
}

/* GObject overrides */

static void
app_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AppPagePrivate *priv = priv_of (APP_PAGE (object));

  switch (id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, priv->context);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, priv->count);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, priv->subtitle);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AppPage *self = APP_PAGE (object);
  AppPagePrivate *priv = priv_of (self);

  if (id != PROP_CONTEXT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  priv->context = g_value_dup_object (value);
  if (priv->context != NULL)
    g_signal_connect_object (priv->context, "changed", G_CALLBACK (changed_cb), self, 0);
}

static void
app_page_dispose (GObject *object)
{
  AppPagePrivate *priv = priv_of (APP_PAGE (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_handle_id (&priv->patience_id, g_source_remove);
  g_clear_handle_id (&priv->calm_id, g_source_remove);
  g_clear_weak_pointer (&priv->focus);
  g_clear_object (&priv->context);
  G_OBJECT_CLASS (app_page_parent_class)->dispose (object);
}

static void
app_page_finalize (GObject *object)
{
  AppPagePrivate *priv = priv_of (APP_PAGE (object));

  g_object_unref (priv->cancellable);
  g_clear_object (&priv->loading);
  g_free (priv->subtitle);
  G_OBJECT_CLASS (app_page_parent_class)->finalize (object);
}

/* a widget that was taken away may live on in the calls it made: they end here */
static void
app_page_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (priv_of (APP_PAGE (widget))->cancellable);
  GTK_WIDGET_CLASS (app_page_parent_class)->unroot (widget);
}

static void
app_page_class_init (AppPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_page_get_property;
  object_class->set_property = app_page_set_property;
  object_class->dispose = app_page_dispose;
  widget_class->unroot = app_page_unroot;
  object_class->finalize = app_page_finalize;
  properties[PROP_CONTEXT]
      = g_param_spec_object ("context", NULL, NULL, APP_TYPE_CONTEXT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_action (widget_class, "page.load", NULL, load_action);
}

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

static void
app_page_init (AppPage *self)
{
  AppPagePrivate *priv = priv_of (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  priv->cancellable = g_cancellable_new ();
  priv->stack = app_stack_new ();
  gtk_widget_set_vexpand (priv->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (priv->stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "blank");
  gtk_stack_add_named (GTK_STACK (priv->stack), make_loading (), "loading");
  gtk_stack_add_named (GTK_STACK (priv->stack), make_status (priv), "status");
  gtk_box_append (GTK_BOX (box), make_age_bar (priv));
  gtk_box_append (GTK_BOX (box), priv->stack);
  adw_bin_set_child (ADW_BIN (self), box);
}

/* Public API */

AppContext *
app_page_get_context (AppPage *self)
{
  return priv_of (self)->context;
}

AppApi *
app_page_get_api (AppPage *self)
{
  return app_context_get_api (priv_of (self)->context);
}

GCancellable *
app_page_get_cancellable (AppPage *self)
{
  return priv_of (self)->cancellable;
}

GCancellable *
app_page_get_loading (AppPage *self)
{
  return priv_of (self)->loading;
}

GCancellable *
app_page_ask (AppPage *self, GCancellable **slot)
{
  g_signal_connect_object (priv_of (self)->cancellable, "cancelled",
                           G_CALLBACK (g_cancellable_cancel), app_asked_anew (slot),
                           G_CONNECT_SWAPPED);
  return *slot;
}

void
app_page_watch (AppPage *self, const char *const *resources)
{
  priv_of (self)->resources = resources;
}

void
app_page_set_content (AppPage *self, GtkWidget *content)
{
  gtk_stack_add_named (GTK_STACK (priv_of (self)->stack), content, "content");
}

/* Focus */

static gboolean
is_within (AppPage *self, GtkWidget *focus)
{
  return focus != NULL && gtk_widget_get_mapped (focus)
         && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static gboolean
lead_within (AppPage *self)
{
  AppPagePrivate *priv = priv_of (self);

  return is_within (self, app_focus_beside (GTK_WIDGET (self)))
         || (is_within (self, priv->focus) && gtk_widget_grab_focus (priv->focus))
         || gtk_widget_child_focus (priv->stack, GTK_DIR_TAB_FORWARD);
}

/* States */

static void
show_child (AppPage *self, const char *name)
{
  AppPagePrivate *priv = priv_of (self);

  priv->loading_since = 0;
  g_clear_handle_id (&priv->patience_id, g_source_remove);
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), name);
  if (app_focus_beside (GTK_WIDGET (self)) == GTK_WIDGET (self)) /* it waited for this */
    lead_within (self);
}

void
app_page_show_content (AppPage *self)
{
  show_child (self, "content");
}

void
app_page_show_loading (AppPage *self)
{
  AppPagePrivate *priv = priv_of (self);
  const char *now = gtk_stack_get_visible_child_name (GTK_STACK (priv->stack));

  /* what is on the screen stays until there is better */
  if (priv->patience_id == 0 && g_strcmp0 (now, "content") != 0)
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
  AppPagePrivate *priv = priv_of (self);
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
  AppPagePrivate *priv = priv_of (self);

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

void
app_page_set_count (AppPage *self, guint count)
{
  AppPagePrivate *priv = priv_of (self);

  if (priv->count == count)
    return;
  priv->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

void
app_page_set_subtitle (AppPage *self, const char *subtitle)
{
  AppPagePrivate *priv = priv_of (self);

  if (g_strcmp0 (priv->subtitle, subtitle) == 0)
    return;
  g_free (priv->subtitle);
  priv->subtitle = g_strdup (subtitle);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

gboolean
app_page_is_closed (AppPage *self)
{
  return self == NULL || g_cancellable_is_cancelled (priv_of (self)->cancellable);
}

gboolean
app_page_check (AppPage *self, GAsyncResult *result, gconstpointer value, const GError *error)
{
  if (app_page_is_closed (self) || app_asked_is_given_up (result))
    return FALSE;
  if (value == NULL && !g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    app_page_show_error (self, error, app_problem_of (result));
  return value != NULL;
}

gboolean
app_page_check_act (AppPage *self, gboolean done, const GError *error)
{
  if (app_page_is_closed (self))
    return FALSE;
  return app_context_check_act (priv_of (self)->context, done, error);
}

void
app_page_load (AppPage *self)
{
  if (priv_of (self)->context == NULL || app_context_get_user (priv_of (self)->context) == NULL)
    return;
  app_page_show_loading (self);
  app_page_ask (self, &priv_of (self)->loading);
  priv_of (self)->loading_since = g_get_monotonic_time ();
  APP_PAGE_GET_CLASS (self)->load (self);
}

void
app_page_open (AppPage *self, const char *target)
{
  if (APP_PAGE_GET_CLASS (self)->open != NULL)
    APP_PAGE_GET_CLASS (self)->open (self, target);
}

void
app_page_save (AppPage *self)
{
  if (APP_PAGE_GET_CLASS (self)->save != NULL)
    APP_PAGE_GET_CLASS (self)->save (self);
}

gboolean
app_page_close_panel (AppPage *self)
{
  return APP_PAGE_GET_CLASS (self)->close != NULL && APP_PAGE_GET_CLASS (self)->close (self);
}

/* the page holds it itself while it loads: else it would fall to the next thing of the window */
void
app_page_take_focus (AppPage *self)
{
  if (lead_within (self))
    return;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
app_page_note_focus (AppPage *self, GtkWidget *focus)
{
  if (focus == GTK_WIDGET (self))
    return;
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  if (is_within (self, focus))
    g_set_weak_pointer (&priv_of (self)->focus, focus);
}

gboolean
app_page_describe_paper (AppPage *self, AppPaper *paper)
{
  GtkStack *stack = GTK_STACK (priv_of (self)->stack);

  return APP_PAGE_GET_CLASS (self)->describe_paper != NULL
         && g_strcmp0 (gtk_stack_get_visible_child_name (stack), "content") == 0
         && APP_PAGE_GET_CLASS (self)->describe_paper (self, paper);
}

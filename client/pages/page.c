#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/page-private.h"

#include "model/error.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "widgets/widgets.h"

#define CALM     150 /* ms: a burst of changes is one load */
#define TOO_LONG 30  /* s: after that a load that did not come is not waited for */

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

AppPagePrivate *
_app_page_priv (AppPage *self)
{
  return app_page_get_instance_private (self);
}

/* Callbacks */

/* changes that come faster than a weak line answers must not begin the load again and again */
static gboolean
calm_cb (gpointer data)
{
  AppPagePrivate *priv = _app_page_priv (data);

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
  AppPagePrivate *priv = _app_page_priv (self);
  gboolean ours = *resource == 0;

  for (guint i = 0; priv->resources != NULL && priv->resources[i] != NULL && !ours; i++)
    ours = g_str_equal (priv->resources[i], resource);
  if (ours && priv->calm_id == 0)
    priv->calm_id = g_timeout_add (CALM, calm_cb, self);
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
  AppPagePrivate *priv = _app_page_priv (APP_PAGE (object));

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
  AppPagePrivate *priv = _app_page_priv (self);

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
  AppPagePrivate *priv = _app_page_priv (APP_PAGE (object));

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
  AppPagePrivate *priv = _app_page_priv (APP_PAGE (object));

  g_object_unref (priv->cancellable);
  g_clear_object (&priv->loading);
  g_free (priv->subtitle);
  G_OBJECT_CLASS (app_page_parent_class)->finalize (object);
}

/* a widget that was taken away may live on in the calls it made: they end here */
static void
app_page_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (_app_page_priv (APP_PAGE (widget))->cancellable);
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

static void
app_page_init (AppPage *self)
{
  _app_page_priv (self)->cancellable = g_cancellable_new ();
  adw_bin_set_child (ADW_BIN (self), _app_page_make_states (self));
}

/* Public API */

AppContext *
app_page_get_context (AppPage *self)
{
  return _app_page_priv (self)->context;
}

AppApi *
app_page_get_api (AppPage *self)
{
  return app_context_get_api (_app_page_priv (self)->context);
}

GCancellable *
app_page_get_cancellable (AppPage *self)
{
  return _app_page_priv (self)->cancellable;
}

GCancellable *
app_page_get_loading (AppPage *self)
{
  return _app_page_priv (self)->loading;
}

GCancellable *
app_page_ask (AppPage *self, GCancellable **slot)
{
  g_signal_connect_object (_app_page_priv (self)->cancellable, "cancelled",
                           G_CALLBACK (g_cancellable_cancel), app_asked_anew (slot),
                           G_CONNECT_SWAPPED);
  return *slot;
}

void
app_page_watch (AppPage *self, const char *const *resources)
{
  _app_page_priv (self)->resources = resources;
}

void
app_page_set_count (AppPage *self, guint count)
{
  AppPagePrivate *priv = _app_page_priv (self);

  if (priv->count == count)
    return;
  priv->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

void
app_page_set_subtitle (AppPage *self, const char *subtitle)
{
  AppPagePrivate *priv = _app_page_priv (self);

  if (g_strcmp0 (priv->subtitle, subtitle) == 0)
    return;
  g_free (priv->subtitle);
  priv->subtitle = g_strdup (subtitle);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

gboolean
app_page_is_closed (AppPage *self)
{
  return self == NULL || g_cancellable_is_cancelled (_app_page_priv (self)->cancellable);
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
  return app_context_check_act (_app_page_priv (self)->context, done, error);
}

void
app_page_load (AppPage *self)
{
  AppPagePrivate *priv = _app_page_priv (self);

  if (priv->context == NULL || app_context_get_user (priv->context) == NULL)
    return;
  app_page_show_loading (self);
  app_page_ask (self, &priv->loading);
  priv->loading_since = g_get_monotonic_time ();
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

gboolean
app_page_describe_paper (AppPage *self, AppPaper *paper)
{
  return APP_PAGE_GET_CLASS (self)->describe_paper != NULL && _app_page_shows_content (self)
         && APP_PAGE_GET_CLASS (self)->describe_paper (self, paper);
}

/* Focus */

static gboolean
is_within (AppPage *self, GtkWidget *focus)
{
  return focus != NULL && gtk_widget_get_mapped (focus)
         && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

gboolean
_app_page_lead_within (AppPage *self)
{
  AppPagePrivate *priv = _app_page_priv (self);

  return is_within (self, app_focus_beside (GTK_WIDGET (self)))
         || (is_within (self, priv->focus) && gtk_widget_grab_focus (priv->focus))
         || gtk_widget_child_focus (priv->stack, GTK_DIR_TAB_FORWARD);
}

/* the page holds it itself while it loads: else it would fall to the next thing of the window */
void
app_page_take_focus (AppPage *self)
{
  if (_app_page_lead_within (self))
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
    g_set_weak_pointer (&_app_page_priv (self)->focus, focus);
}

#define G_LOG_DOMAIN "app-state-view"

#include "config.h"

#include "widgets/state-view.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "widgets/widgets.h"
#include "widgets/words.h"

struct _AppStateView
{
  GtkWidget parent_instance;
  GtkWidget *notice, *notice_icon, *notice_text, *stack, *bin, *status, *button, *code;
  AppState state;
};

enum
{
  PROP_0,
  PROP_CHILD,
};

static guint retry_signal;

static void app_state_view_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppStateView,
                               app_state_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      app_state_view_buildable_init))

static GtkBuildableIface *parent_buildable;

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  AppStateView *self = APP_STATE_VIEW (buildable);

  /* the template's own children come first, the page's one after */
  if (self->bin != NULL && GTK_IS_WIDGET (child))
    app_state_view_set_child (self, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
app_state_view_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

/* what to do about an error: the message says what happened */
static const char *
find_advice (const GError *error)
{
  if (error->domain != MERILO_ERROR)
    return _ ("Попробуйте ещё раз. Если не поможет, сообщите администратору код.");
  switch ((MeriloErrorCode) error->code)
    {
    case MERILO_ERROR_UNAVAILABLE:
    case MERILO_ERROR_TIMEOUT:
      return _ ("Проверьте сеть и повторите. Введённое сохранено на этом компьютере.");
    case MERILO_ERROR_UNAUTHENTICATED:
      return _ ("Войдите ещё раз.");
    case MERILO_ERROR_NOT_FOUND:
      return _ ("Возможно, запись удалили. Вернитесь к списку.");
    case MERILO_ERROR_TOO_MANY:
      return _ ("Подождите минуту и повторите.");
    default:
      return _ ("Попробуйте ещё раз. Если не поможет, сообщите администратору код.");
    }
}

/* Focus: what loads holds it, and leads it into what has come */

static gboolean
hold_focus (AppStateView *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  return gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
lead_focus (AppStateView *self)
{
  if (app_focus_beside (GTK_WIDGET (self)) != GTK_WIDGET (self))
    return;
  gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
  gtk_widget_set_focusable (GTK_WIDGET (self),
                            app_focus_beside (GTK_WIDGET (self)) == GTK_WIDGET (self));
}

static void
show_status (AppStateView *self,
             AppState state,
             const char *icon,
             const char *title,
             const char *text,
             const char *button,
             const char *action)
{
  /* the description is read as markup, the title is not */
  g_autofree char *text_markup = g_markup_escape_text (text, -1);

  self->state = state;
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status), text_markup);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), NULL);
  gtk_widget_set_sensitive (self->button, TRUE); /* its action before may have been switched off */
  if (action != NULL) /* before the focus: one that is switched off cannot have it */
    app_set_action (self->button, action);
  gtk_button_set_label (GTK_BUTTON (self->button), button != NULL ? button : "");
  gtk_widget_set_visible (self->button, button != NULL);
  gtk_widget_set_visible (self->code, FALSE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "status");
  lead_focus (self);
}

static void
clicked_cb (GtkButton *button, AppStateView *self)
{
  if (self->state == APP_STATE_ERROR)
    g_signal_emit (self, retry_signal, 0);
}

static gboolean
app_state_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AppStateView *self = APP_STATE_VIEW (widget);

  if (gtk_widget_is_focus (widget) && self->state == APP_STATE_LOADING)
    return FALSE; /* on to the next */
  if (GTK_WIDGET_CLASS (app_state_view_parent_class)->focus (widget, direction))
    return TRUE;
  return self->state == APP_STATE_LOADING && hold_focus (self);
}

static void
app_state_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  app_state_view_set_child (APP_STATE_VIEW (object), g_value_get_object (value));
}

static void
app_state_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, app_state_view_get_child (APP_STATE_VIEW (object)));
}

static void
app_state_view_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_state_view_parent_class)->dispose (object);
}

static void
app_state_view_class_init (AppStateViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  app_widgets_init ();
  object_class->set_property = app_state_view_set_property;
  object_class->get_property = app_state_view_get_property;
  object_class->dispose = app_state_view_dispose;
  widget_class->focus = app_state_view_focus;
  g_object_class_install_property (object_class, PROP_CHILD,
                                   g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                        G_PARAM_READWRITE
                                                            | G_PARAM_STATIC_STRINGS));
  retry_signal = g_signal_new ("retry", APP_TYPE_STATE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/merilo/widgets/state-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AppStateView, notice);
  gtk_widget_class_bind_template_child (widget_class, AppStateView, notice_icon);
  gtk_widget_class_bind_template_child (widget_class, AppStateView, notice_text);
  gtk_widget_class_bind_template_child (widget_class, AppStateView, stack);
  gtk_widget_class_bind_template_child (widget_class, AppStateView, bin);
  gtk_widget_class_bind_template_child (widget_class, AppStateView, status);
  gtk_widget_class_bind_template_child (widget_class, AppStateView, button);
  gtk_widget_class_bind_template_child (widget_class, AppStateView, code);
}

static void
app_state_view_init (AppStateView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->button, "clicked", G_CALLBACK (clicked_cb), self);
}

/* Public API */

GtkWidget *
app_state_view_new (GtkWidget *child)
{
  GtkWidget *view = g_object_new (APP_TYPE_STATE_VIEW, NULL);

  app_state_view_set_child (APP_STATE_VIEW (view), child);
  return view;
}

void
app_state_view_set_child (AppStateView *self, GtkWidget *child)
{
  g_return_if_fail (APP_IS_STATE_VIEW (self));
  adw_bin_set_child (ADW_BIN (self->bin), child);
}

GtkWidget *
app_state_view_get_child (AppStateView *self)
{
  g_return_val_if_fail (APP_IS_STATE_VIEW (self), NULL);
  return adw_bin_get_child (ADW_BIN (self->bin));
}

AppState
app_state_view_get_state (AppStateView *self)
{
  g_return_val_if_fail (APP_IS_STATE_VIEW (self), APP_STATE_CONTENT);
  return self->state;
}

void
app_state_view_show_content (AppStateView *self)
{
  g_return_if_fail (APP_IS_STATE_VIEW (self));
  self->state = APP_STATE_CONTENT;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "content");
  lead_focus (self);
}

void
app_state_view_show_loading (AppStateView *self)
{
  GtkWidget *focus;

  g_return_if_fail (APP_IS_STATE_VIEW (self));
  focus = app_focus_beside (GTK_WIDGET (self));
  self->state = APP_STATE_LOADING;
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->stack))
    hold_focus (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "loading");
}

void
app_state_view_show_empty (
    AppStateView *self, const char *title, const char *text, const char *button, const char *action)
{
  g_return_if_fail (APP_IS_STATE_VIEW (self));
  show_status (self, APP_STATE_EMPTY, "view-list-symbolic", title, text,
               action != NULL ? button : NULL, button != NULL ? action : NULL);
}

void
app_state_view_show_error (AppStateView *self, const GError *error)
{
  g_autofree char *code = NULL, *title = NULL;

  g_return_if_fail (APP_IS_STATE_VIEW (self) && error != NULL);
  if (g_error_matches (error, MERILO_ERROR, MERILO_ERROR_FORBIDDEN))
    {
      app_state_view_show_no_rights (self, NULL);
      return;
    }
  title = app_capital (error->message);
  show_status (self, APP_STATE_ERROR, "dialog-warning-symbolic", title, find_advice (error),
               _ ("Повторить"), NULL);
  code = error->domain == MERILO_ERROR
             ? g_strdup_printf (_ ("Код для администратора: %s"),
                                merilo_error_code_name ((MeriloErrorCode) error->code))
             : g_strdup_printf (_ ("Код для администратора: %s %d"),
                                g_quark_to_string (error->domain), error->code);
  gtk_label_set_text (GTK_LABEL (self->code), code);
  gtk_widget_set_visible (self->code, TRUE);
}

void
app_state_view_show_no_rights (AppStateView *self, const char *who)
{
  g_autofree char *text = NULL;

  g_return_if_fail (APP_IS_STATE_VIEW (self));
  text = who != NULL ? g_strdup_printf (_ ("Эту страницу открывает %s."), who)
                     : g_strdup (_ ("Если она нужна вам по работе, обратитесь к администратору."));
  show_status (self, APP_STATE_NO_RIGHTS, "changes-prevent-symbolic",
               _ ("У вас нет прав на эту страницу"), text, NULL, NULL);
}

void
app_state_view_set_notice (AppStateView *self, const char *icon_name, const char *text)
{
  g_return_if_fail (APP_IS_STATE_VIEW (self));
  if (text != NULL)
    {
      gtk_image_set_from_icon_name (GTK_IMAGE (self->notice_icon), icon_name);
      gtk_label_set_text (GTK_LABEL (self->notice_text), text);
    }
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->notice), text != NULL);
}

void
app_state_view_set_offline (AppStateView *self, gint64 since)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) here = NULL;
  g_autofree char *clock = NULL, *text = NULL;

  if (since == 0)
    {
      app_state_view_set_notice (self, NULL, NULL);
      return;
    }
  utc = g_date_time_new_from_unix_utc (since / G_TIME_SPAN_SECOND);
  here = g_date_time_to_local (utc);
  clock = g_date_time_format (here, "%d.%m.%Y %H:%M");
  text = g_strdup_printf (
      _ ("Нет связи. Показаны данные на %s, введённое сохраняется и уйдёт, когда связь вернётся."),
      clock);
  app_state_view_set_notice (self, "network-offline-symbolic", text);
}

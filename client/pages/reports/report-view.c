#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "model/value.h"
#include "pages/asked.h"
#include "pages/reports/report-view.h"

typedef struct
{
  AppPage *page; /* weak: the view lies in it, and may outlive it in a call */
  AppReportFilter *filter;
  GCancellable *cancellable;
  GtkWidget *state;
  gboolean stale;
  gboolean other; /* what it has is of another plan or period than is chosen now */
} AppReportViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AppReportView, app_report_view, ADW_TYPE_BIN)

static AppReportViewPrivate *
priv_of (AppReportView *self)
{
  return app_report_view_get_instance_private (self);
}

static void
retry_cb (AppReportView *self)
{
  app_report_view_reload (self, TRUE);
}

/* GObject overrides */

static void
app_report_view_dispose (GObject *object)
{
  AppReportView *self = APP_REPORT_VIEW (object);

  app_asked_give_up (&priv_of (self)->cancellable);
  g_clear_object (&priv_of (self)->filter);
  g_clear_weak_pointer (&priv_of (self)->page);
  G_OBJECT_CLASS (app_report_view_parent_class)->dispose (object);
}

/* a widget that was taken away may live on in the calls it made: they end here */
static void
app_report_view_unroot (GtkWidget *widget)
{
  app_asked_give_up (&priv_of (APP_REPORT_VIEW (widget))->cancellable);
  GTK_WIDGET_CLASS (app_report_view_parent_class)->unroot (widget);
}

static void
app_report_view_class_init (AppReportViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_report_view_dispose;
  GTK_WIDGET_CLASS (klass)->unroot = app_report_view_unroot;
}

static void
app_report_view_init (AppReportView *self)
{
  AppReportViewPrivate *priv = priv_of (self);

  priv->stale = TRUE;
  priv->state = app_state_view_new (NULL);
  g_signal_connect_object (priv->state, "retry", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), priv->state);
}

/* Public API */

GtkWidget *
app_report_view_new (GType type, AppPage *page, AppReportFilter *filter)
{
  AppReportView *self = g_object_new (type, NULL);

  g_set_weak_pointer (&priv_of (self)->page, page);
  priv_of (self)->filter = g_object_ref (filter);
  APP_REPORT_VIEW_GET_CLASS (self)->built (self);
  return GTK_WIDGET (self);
}

AppPage *
app_report_view_get_page (AppReportView *self)
{
  return priv_of (self)->page;
}

AppContext *
app_report_view_get_context (AppReportView *self)
{
  return app_page_get_context (priv_of (self)->page);
}

AppApi *
app_report_view_get_api (AppReportView *self)
{
  return app_page_get_api (priv_of (self)->page);
}

AppReportFilter *
app_report_view_get_filter (AppReportView *self)
{
  return priv_of (self)->filter;
}

GCancellable *
app_report_view_get_cancellable (AppReportView *self)
{
  AppReportViewPrivate *priv = priv_of (self);

  if (priv->cancellable == NULL)
    priv->cancellable = g_cancellable_new ();
  return priv->cancellable;
}

void
app_report_view_set_content (AppReportView *self, GtkWidget *content)
{
  gtk_widget_set_vexpand (content, TRUE);
  app_state_view_set_child (APP_STATE_VIEW (priv_of (self)->state), content);
}

void
app_report_view_show_content (AppReportView *self)
{
  app_state_view_show_content (APP_STATE_VIEW (priv_of (self)->state));
}

void
app_report_view_show_empty (AppReportView *self, const char *title, const char *text)
{
  app_state_view_show_empty (APP_STATE_VIEW (priv_of (self)->state), title, text, NULL, NULL);
}

void
app_report_view_set_notice (AppReportView *self, const char *text)
{
  app_state_view_set_notice (APP_STATE_VIEW (priv_of (self)->state), "dialog-information-symbolic",
                             text);
}

AppState
app_report_view_get_state (AppReportView *self)
{
  return app_state_view_get_state (APP_STATE_VIEW (priv_of (self)->state));
}

gboolean
app_report_view_check (AppReportView *self, gconstpointer value, const GError *error, gint64 as_of)
{
  AppReportViewPrivate *priv = priv_of (self);

  if (priv->filter == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return FALSE;
  if (value == NULL)
    app_state_view_show_error (APP_STATE_VIEW (priv->state), error);
  else
    app_state_view_set_offline (APP_STATE_VIEW (priv->state), as_of);
  if (value != NULL)
    priv->other = FALSE;
  return value != NULL;
}

void
app_report_view_ask_calendar (
    AppReportView *self, gint64 from, gint64 until, gint64 school, GAsyncReadyCallback callback)
{
  g_autofree char *plan = app_report_filter_dup_plan_id (priv_of (self)->filter);
  g_autofree char *org = g_strdup_printf ("%" G_GINT64_FORMAT, school);
  char first[11], last[11];
  const char *filters[]
      = { "plan_id", plan, "from", first, "until", last, school != 0 ? "org_id" : NULL, org, NULL };

  if (*plan == 0)
    return;
  merilo_date_print (first, from);
  merilo_date_print (last, until);
  app_api_list_async (app_report_view_get_api (self), app_type_of (&merilo_plan_calendar_entity),
                      filters, app_asked_anew (&priv_of (self)->cancellable), callback,
                      g_object_ref (self));
}

void
app_report_view_forget (AppReportView *self)
{
  priv_of (self)->other = !APP_REPORT_VIEW_GET_CLASS (self)->has_all;
}

void
app_report_view_reload (AppReportView *self, gboolean now)
{
  priv_of (self)->stale = TRUE;
  if (now)
    app_report_view_come (self);
}

void
app_report_view_come (AppReportView *self)
{
  AppReportViewPrivate *priv = priv_of (self);

  if (!priv->stale)
    return;
  priv->stale = FALSE;
  app_asked_give_up (&priv->cancellable);
  /* what is on the screen stays until there is better */
  if (priv->other || app_report_view_get_state (self) != APP_STATE_CONTENT)
    app_state_view_show_loading (APP_STATE_VIEW (priv->state));
  APP_REPORT_VIEW_GET_CLASS (self)->load (self);
}

void
app_report_view_apply (AppReportView *self)
{
  AppReportViewPrivate *priv = priv_of (self);

  if (!priv->stale && !priv->other && APP_REPORT_VIEW_GET_CLASS (self)->apply != NULL)
    APP_REPORT_VIEW_GET_CLASS (self)->apply (self);
}

void
app_report_view_save (AppReportView *self)
{
  if (APP_REPORT_VIEW_GET_CLASS (self)->save != NULL)
    APP_REPORT_VIEW_GET_CLASS (self)->save (self);
}

gboolean
app_report_view_close (AppReportView *self)
{
  return APP_REPORT_VIEW_GET_CLASS (self)->close != NULL
         && APP_REPORT_VIEW_GET_CLASS (self)->close (self);
}

GPtrArray *
app_report_view_copy_all (AppReportView *self)
{
  return APP_REPORT_VIEW_GET_CLASS (self)->copy_all != NULL
             ? APP_REPORT_VIEW_GET_CLASS (self)->copy_all (self)
             : NULL;
}

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/reports/report-form.h"
#include "pages/reports/reports-board.h"
#include "pages/reports/reports-page.h"

struct _AppReportsPage
{
  AppPage parent_instance;

  GtkWidget *views;
  AppReportsBoard *board;
  AppReportForm *form;
  char *wanted_line;     /* an execution, or an item's number */
  GCancellable *opening; /* of the report that is to be opened; another choice gives it up */
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (AppReportsPage, app_reports_page, APP_TYPE_PAGE)

static const char *const watched[]
    = { "quarter_report", "execution", "evidence", "plan", "item_conclusion", NULL };

static const AppKey keys[] = {
  { "<Control>Page_Down", "reports.next-view" },
  { "<Control>Page_Up", "reports.previous-view" },
  { "F8", "reports.unanswered" },
};

/* Helpers */

static gboolean
is_reading_report (AppReportsPage *self)
{
  return app_report_form_get_report (self->form) != NULL;
}

static void
show_board (AppReportsPage *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "board");
  app_page_set_subtitle (APP_PAGE (self), NULL);
  app_page_show_content (APP_PAGE (self));
}

static void
open_report (AppReportsPage *self, MeriloRecord *report, const char *line)
{
  app_report_form_open (self->form, report, line);
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "report");
}

/* Loading */

static void
plans_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plans = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (!app_page_check (APP_PAGE (self), result, plans, error))
    return;
  app_reports_board_set_plans (self->board, plans);
  self->loaded = TRUE;
  if (is_reading_report (self))
    app_report_form_open (self->form, app_report_form_get_report (self->form), NULL);
  else if (plans->len > 0)
    show_board (self);
  else
    app_page_show_empty (APP_PAGE (self), "emblem-documents-symbolic", _ ("Отчётов пока нет"),
                         _ ("Отчёты появятся, когда управление утвердит план."), NULL, NULL);
}

static void
load (AppPage *page)
{
  app_api_list_async (app_page_get_api (page), app_type_of (&merilo_plan_entity),
                      (const char *[]){ "state", "approved", NULL }, app_page_get_loading (page),
                      plans_cb, g_object_ref (page));
}

/* Opening: "304", "304/3041" (a line of it), "line/3041", "view/late" */

static void
wanted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) report = app_api_get_finish (APP_API (object), result, &error);
  g_autofree char *line = g_steal_pointer (&self->wanted_line);

  if (app_page_check (APP_PAGE (self), result, report, error))
    open_report (self, report, line);
}

static void
ask_report (AppReportsPage *self, const char *id, const char *line)
{
  g_free (self->wanted_line);
  self->wanted_line = g_strdup (line);
  app_api_get_async (app_page_get_api (APP_PAGE (self)),
                     app_type_of (&merilo_quarter_report_entity), id,
                     app_page_ask (APP_PAGE (self), &self->opening), wanted_cb,
                     g_object_ref (self));
}

static void
line_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) execution = app_api_get_finish (APP_API (object), result, &error);
  g_autofree char *report = NULL, *id = NULL;

  if (!app_page_check (APP_PAGE (self), result, execution, error))
    return;
  report = merilo_record_show (execution, MERILO_EXECUTION_REPORT_ID);
  id = app_record_dup_id (execution);
  ask_report (self, report, id);
}

/* the own report of a plan and a quarter; where there is none yet, the list to begin it from */
static void
reports_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports = app_api_list_finish (APP_API (object), result, NULL, &error);
  gint64 org = app_context_get_user (app_page_get_context (APP_PAGE (self)))->org_id;

  if (!app_page_check (APP_PAGE (self), result, reports, error))
    return;
  for (guint i = 0; i < reports->len; i++)
    if (merilo_record_get_whole (reports->pdata[i], MERILO_QUARTER_REPORT_ORG_ID) == org)
      {
        open_report (self, reports->pdata[i], self->wanted_line);
        return;
      }
  gtk_widget_activate_action (GTK_WIDGET (self), "reports.view", "s", "list");
  app_context_toast (app_page_get_context (APP_PAGE (self)),
                     _ ("Отчёта за этот квартал ещё нет: нажмите «Заполнить отчёт»."));
}

static void
ask_due (AppReportsPage *self, const char *plan, const char *quarter, const char *no)
{
  const char *filters[] = { "plan_id", plan, "quarter", quarter, NULL };
  AppReportFilter *filter = app_reports_board_get_filter (self->board);

  g_free (self->wanted_line);
  self->wanted_line = g_strdup (no);
  app_report_filter_choose (filter, "plan", plan);
  app_report_filter_choose (filter, "quarter", quarter);
  app_api_list_async (app_page_get_api (APP_PAGE (self)),
                      app_type_of (&merilo_quarter_report_entity), filters,
                      app_page_ask (APP_PAGE (self), &self->opening), reports_cb,
                      g_object_ref (self));
}

static void
open_target (AppPage *page, const char *target)
{
  AppReportsPage *self = APP_REPORTS_PAGE (page);
  g_auto (GStrv) parts = g_strsplit (target, "/", 4);

  if (parts[0] == NULL)
    return;
  if (g_str_equal (parts[0], "view") && parts[1] != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "reports.view", "s", parts[1]);
  else if (g_str_equal (parts[0], "line") && parts[1] != NULL)
    app_api_get_async (app_page_get_api (page), app_type_of (&merilo_execution_entity), parts[1],
                       app_page_ask (page, &self->opening), line_cb, g_object_ref (page));
  else if (g_str_equal (parts[0], "due") && g_strv_length (parts) == 4)
    ask_due (self, parts[1], parts[2], parts[3]);
  else if (g_ascii_isdigit (parts[0][0]))
    ask_report (self, parts[0], parts[1]);
  else if (parts[1] != NULL)
    ask_report (self, parts[1], NULL);
}

/* Actions */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_page_open (APP_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppReportsPage *self = APP_REPORTS_PAGE (widget);

  app_asked_give_up (&self->opening);
  app_report_form_close (self->form);
  show_board (self);
  app_page_load (APP_PAGE (self));
}

static void
view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppReportsPage *self = APP_REPORTS_PAGE (widget);

  if (!app_reports_board_show (self->board, g_variant_get_string (parameter, NULL)))
    return;
  app_asked_give_up (&self->opening);
  if (is_reading_report (self))
    app_report_form_close (self->form);
  if (self->loaded)
    show_board (self);
}

/* Ctrl+Page Down, Ctrl+Page Up */
static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppReportsPage *self = APP_REPORTS_PAGE (widget);

  if (!is_reading_report (self))
    app_reports_board_step (self->board, g_str_equal (name, "reports.previous-view"));
}

static void
started_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) report = app_api_act_finish (APP_API (object), result, &error);

  if (!app_page_check_act (APP_PAGE (self), report != NULL, error))
    return;
  if (is_reading_report (self)) /* another was opened meanwhile: this one is in the list */
    app_page_load (APP_PAGE (self));
  else
    open_report (self, report, NULL);
}

static void
start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppReportsPage *self = APP_REPORTS_PAGE (widget);
  AppReportFilter *filter = app_reports_board_get_filter (self->board);
  g_autofree char *id = app_report_filter_dup_plan_id (filter);
  g_autofree char *now = app_quarter_now (), *body = NULL;
  const char *quarter = app_report_filter_get_quarter (filter);

  if (*id == 0)
    return;
  body = g_strdup_printf ("{\"plan_id\":%s,\"quarter\":\"%s\"}", id,
                          quarter != NULL ? quarter : now);
  app_api_act_async (app_page_get_api (APP_PAGE (self)),
                     app_type_of (&merilo_quarter_report_entity), NULL, "quarter-reports", body,
                     app_page_get_cancellable (APP_PAGE (self)), started_cb, g_object_ref (self));
}

static void
form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppReportsPage *self = APP_REPORTS_PAGE (widget);

  if (!is_reading_report (self))
    return;
  if (g_str_equal (name, "reports.submit"))
    app_report_form_submit (self->form);
  else if (g_str_equal (name, "reports.accept"))
    app_report_form_accept (self->form);
  else if (g_str_equal (name, "reports.return"))
    app_report_form_send_back (self->form);
  else
    app_report_form_go_unanswered (self->form);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_reports_board_export (APP_REPORTS_PAGE (widget)->board);
}

/* Callbacks */

static void
moved_cb (AppReportsPage *self)
{
  app_page_load (APP_PAGE (self));
}

static void
settled_cb (AppReportsPage *self)
{
  app_report_form_count (self->form);
}

/* AppPage overrides */

static void
save (AppPage *page)
{
  AppReportsPage *self = APP_REPORTS_PAGE (page);

  if (is_reading_report (self))
    app_report_form_save (self->form);
  else
    app_reports_board_save (self->board);
}

static gboolean
close_panel (AppPage *page)
{
  AppReportsPage *self = APP_REPORTS_PAGE (page);

  return !is_reading_report (self) && app_reports_board_close_panel (self->board);
}

/* a quarter's report is the server's paper; the views say what they are */
static gboolean
describe_paper (AppPage *page, AppPaper *paper)
{
  AppReportsPage *self = APP_REPORTS_PAGE (page);
  g_autofree char *id = NULL;

  if (!is_reading_report (self))
    return app_reports_board_describe_paper (self->board, paper);
  id = app_record_dup_id (app_report_form_get_report (self->form));
  paper->title = g_strdup (app_report_form_get_title (self->form));
  paper->path = g_strdup_printf ("quarter-reports/%s/document?", id);
  return TRUE;
}

/* Making */

static void
build (AppReportsPage *self)
{
  self->views = gtk_stack_new ();
  self->board = APP_REPORTS_BOARD (app_reports_board_new (APP_PAGE (self)));
  self->form = APP_REPORT_FORM (app_report_form_new (APP_PAGE (self)));
  gtk_stack_add_named (GTK_STACK (self->views), GTK_WIDGET (self->board), "board");
  gtk_stack_add_named (GTK_STACK (self->views), GTK_WIDGET (self->form), "report");
  app_page_set_content (APP_PAGE (self), self->views);
}

/* GObject overrides */

static void
constructed (GObject *object)
{
  AppReportsPage *self = APP_REPORTS_PAGE (object);
  AppContext *context = app_page_get_context (APP_PAGE (self));

  G_OBJECT_CLASS (app_reports_page_parent_class)->constructed (object);
  build (self);
  app_add_keys (GTK_WIDGET (object), keys, G_N_ELEMENTS (keys));
  g_signal_connect_object (self->form, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  if (app_context_get_outbox (context) != NULL)
    g_signal_connect_object (app_context_get_outbox (context), "items-changed",
                             G_CALLBACK (settled_cb), object, G_CONNECT_SWAPPED);
}

static void
finalize (GObject *object)
{
  AppReportsPage *self = APP_REPORTS_PAGE (object);

  g_free (self->wanted_line);
  g_clear_object (&self->opening);
  G_OBJECT_CLASS (app_reports_page_parent_class)->finalize (object);
}

static void
app_reports_page_class_init (AppReportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AppPageClass *page_class = APP_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  page_class->load = load;
  page_class->open = open_target;
  page_class->save = save;
  page_class->close = close_panel;
  page_class->describe_paper = describe_paper;
  gtk_widget_class_install_action (widget_class, "reports.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "reports.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "reports.view", "s", view_action);
  gtk_widget_class_install_action (widget_class, "reports.next-view", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "reports.previous-view", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "reports.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "reports.submit", NULL, form_action);
  gtk_widget_class_install_action (widget_class, "reports.accept", NULL, form_action);
  gtk_widget_class_install_action (widget_class, "reports.return", NULL, form_action);
  gtk_widget_class_install_action (widget_class, "reports.unanswered", NULL, form_action);
  gtk_widget_class_install_action (widget_class, "reports.export", NULL, export_action);
}

static void
app_reports_page_init (AppReportsPage *self)
{
  app_page_watch (APP_PAGE (self), watched);
}

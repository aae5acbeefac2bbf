#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/document-menu.h"
#include "pages/reports/report-form.h"
#include "pages/reports/report-list.h"
#include "pages/reports/reports-page.h"
#include "pages/reports/view-annual.h"
#include "pages/reports/view-calendar.h"
#include "pages/reports/view-complete.h"
#include "pages/reports/view-late.h"
#include "pages/reports/view-matrix.h"
#include "pages/reports/view-months.h"

#define SETTING "reports-view"

struct _AppReportsPage
{
  AppPage parent_instance;

  GtkWidget *views, *tabs, *document, *export;
  AppReportFilter *filter;
  AppReportForm *form;
  AppReportList *list;
  char *sections_of; /* the plan whose sections the filter has */
  GPtrArray *sections;
  char *wanted_line;
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (AppReportsPage, app_reports_page, APP_TYPE_PAGE)

static const char *const watched[]
    = { "quarter_report", "execution", "evidence", "plan", "item_conclusion", NULL };

#define STAFF (MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER)

static const struct
{
  const char *name, *label;
  guint roles;
  GType (*type) (void);
} places[] = {
  { "list", N_ ("Отчёты"), STAFF | MERILO_BY_SCHOOL, app_report_list_get_type },
  { "matrix", N_ ("Матрица"), STAFF, app_view_matrix_get_type },
  { "calendar", N_ ("Календарь"), STAFF | MERILO_BY_SCHOOL, app_view_calendar_get_type },
  { "months", N_ ("Сроки"), STAFF | MERILO_BY_SCHOOL, app_view_months_get_type },
  { "complete", N_ ("Полнота"), STAFF | MERILO_BY_SCHOOL, app_view_complete_get_type },
  { "late", N_ ("Опоздания"), STAFF | MERILO_BY_SCHOOL, app_view_late_get_type },
  { "annual", N_ ("Анализ года"), STAFF, app_view_annual_get_type },
};

/* Helpers */

static AppReportView *
get_view (AppReportsPage *self)
{
  return APP_REPORT_VIEW (gtk_stack_get_visible_child (GTK_STACK (self->tabs)));
}

static void
show_documents (AppReportsPage *self)
{
  AppContext *context = app_page_get_context (APP_PAGE (self));
  g_autofree char *id = app_report_filter_dup_plan_id (self->filter);
  const char *quarter = app_report_filter_get_quarter (self->filter);
  int year = app_report_filter_get_year (self->filter);
  g_autofree char *plan = g_strdup_printf ("plans/%s/document?kind=plan&", id);
  g_autofree char *summary = g_strdup_printf ("plans/%s/document?kind=summary&quarter=%s&", id,
                                              quarter != NULL ? quarter : "");
  g_autofree char *annual = g_strdup_printf ("plans/%s/document?kind=annual&year=%d&", id, year);
  g_autofree char *annual_title = g_strdup_printf (_ ("Анализ исполнения за %d год"), year);
  g_autofree char *when = app_quarter_text (quarter);
  g_autofree char *summary_title = quarter != NULL
                                       ? g_strdup_printf (_ ("Сводный отчёт за %s"), when)
                                       : g_strdup (_ ("Сводный отчёт за весь срок"));
  const AppDocument documents[] = {
    { summary_title, summary }, { annual_title, annual }, { _ ("План"), plan }, { NULL, NULL }
  };

  app_document_menu_fill (GTK_MENU_BUTTON (self->document), context, documents);
  gtk_widget_set_sensitive (self->document, *id != 0);
}

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
items_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GPtrArray) items = app_api_list_finish (APP_API (object), result, NULL, NULL);

  if (items == NULL || g_cancellable_is_cancelled (app_page_get_cancellable (APP_PAGE (self))))
    return;
  app_report_filter_set_shape (self->filter, app_report_shape_new (self->sections, items));
  app_report_view_apply (get_view (self));
}

static void
sections_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GPtrArray) sections = app_api_list_finish (APP_API (object), result, NULL, NULL);
  const char *filters[] = { "plan_id", self->sections_of, NULL };

  if (sections == NULL || g_cancellable_is_cancelled (app_page_get_cancellable (APP_PAGE (self))))
    return;
  app_report_filter_set_sections (self->filter, sections);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  self->sections = g_steal_pointer (&sections);
  app_api_list_async (APP_API (object), app_type_of (&merilo_plan_item_entity), filters,
                      app_page_get_cancellable (APP_PAGE (self)), items_cb, g_object_ref (self));
}

static void
load_sections (AppReportsPage *self)
{
  g_autofree char *id = app_report_filter_dup_plan_id (self->filter);
  const char *filters[] = { "plan_id", id, NULL };

  if (*id == 0 || g_strcmp0 (id, self->sections_of) == 0)
    return;
  g_free (self->sections_of);
  self->sections_of = g_strdup (id);
  app_api_list_async (app_page_get_api (APP_PAGE (self)), app_type_of (&merilo_plan_section_entity),
                      filters, app_page_get_cancellable (APP_PAGE (self)), sections_cb,
                      g_object_ref (self));
}

static void
reload_views (AppReportsPage *self)
{
  AppReportView *now = get_view (self);

  for (GtkWidget *view = gtk_widget_get_first_child (self->tabs); view != NULL;
       view = gtk_widget_get_next_sibling (view))
    app_report_view_reload (APP_REPORT_VIEW (view), APP_REPORT_VIEW (view) == now);
  app_report_view_come (APP_REPORT_VIEW (self->list)); /* it counts what waits */
  show_documents (self);
}

static void
plans_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plans = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (!app_page_check (APP_PAGE (self), result, plans, error))
    return;
  app_report_filter_set_plans (self->filter, plans);
  self->loaded = TRUE;
  load_sections (self);
  reload_views (self);
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
                      (const char *[]){ "state", "approved", NULL },
                      app_page_get_cancellable (page), plans_cb, g_object_ref (page));
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
                     app_page_get_cancellable (APP_PAGE (self)), wanted_cb, g_object_ref (self));
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

static void
open_target (AppPage *page, const char *target)
{
  AppReportsPage *self = APP_REPORTS_PAGE (page);
  g_auto (GStrv) parts = g_strsplit (target, "/", 3);

  if (parts[0] == NULL)
    return;
  if (g_str_equal (parts[0], "view") && parts[1] != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "reports.view", "s", parts[1]);
  else if (g_str_equal (parts[0], "line") && parts[1] != NULL)
    app_api_get_async (app_page_get_api (page), app_type_of (&merilo_execution_entity), parts[1],
                       app_page_get_cancellable (page), line_cb, g_object_ref (page));
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

  app_report_form_close (self->form);
  show_board (self);
  app_page_load (APP_PAGE (self));
}

static void
view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppReportsPage *self = APP_REPORTS_PAGE (widget);
  const char *view = g_variant_get_string (parameter, NULL);

  if (gtk_stack_get_child_by_name (GTK_STACK (self->tabs), view) == NULL)
    return;
  gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), view);
  if (is_reading_report (self))
    app_report_form_close (self->form);
  if (self->loaded)
    show_board (self);
}

/* Ctrl+Page Down, Ctrl+Page Up, round the end */
static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppReportsPage *self = APP_REPORTS_PAGE (widget);
  gboolean back = g_str_equal (name, "reports.previous-view");
  GtkWidget *now = GTK_WIDGET (get_view (self)), *next;

  if (is_reading_report (self))
    return;
  next = back ? gtk_widget_get_prev_sibling (now) : gtk_widget_get_next_sibling (now);
  if (next == NULL)
    next = back ? gtk_widget_get_last_child (self->tabs) : gtk_widget_get_first_child (self->tabs);
  gtk_stack_set_visible_child (GTK_STACK (self->tabs), next);
  gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD);
}

static void
started_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) report = app_api_act_finish (APP_API (object), result, &error);

  if (app_page_check_act (APP_PAGE (self), report != NULL, error))
    open_report (self, report, NULL);
}

static void
start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppReportsPage *self = APP_REPORTS_PAGE (widget);
  g_autofree char *id = app_report_filter_dup_plan_id (self->filter);
  g_autofree char *now = app_quarter_now (), *body = NULL;
  const char *quarter = app_report_filter_get_quarter (self->filter);

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
  AppReportsPage *self = APP_REPORTS_PAGE (widget);
  g_autoptr (GPtrArray) cells = app_report_view_copy_all (get_view (self));
  g_autofree char *title = NULL;
  GtkStackPage *page = gtk_stack_get_page (GTK_STACK (self->tabs), GTK_WIDGET (get_view (self)));

  if (cells == NULL)
    return;
  title = g_strdup (gtk_stack_page_get_title (page));
  app_cells_save (widget, app_page_get_context (APP_PAGE (self)), title, cells);
}

/* Callbacks */

static void
filter_cb (AppReportFilter *filter, gboolean deep, AppReportsPage *self)
{
  if (!self->loaded)
    return;
  if (deep)
    {
      load_sections (self);
      reload_views (self);
    }
  else
    for (GtkWidget *view = gtk_widget_get_first_child (self->tabs); view != NULL;
         view = gtk_widget_get_next_sibling (view))
      app_report_view_apply (APP_REPORT_VIEW (view));
}

static void
switched_cb (AppReportsPage *self)
{
  AppReportView *view = get_view (self);
  AppStore *store = app_context_get_store (app_page_get_context (APP_PAGE (self)));

  if (view == NULL)
    return;
  gtk_widget_set_visible (self->export, APP_REPORT_VIEW_GET_CLASS (view)->copy_all != NULL);
  if (!self->loaded)
    return;
  if (store != NULL)
    app_store_set_setting (store, SETTING,
                           gtk_stack_get_visible_child_name (GTK_STACK (self->tabs)));
  app_report_view_come (view);
  app_report_view_apply (view);
}

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
    app_report_view_save (get_view (self));
}

static gboolean
close_panel (AppPage *page)
{
  AppReportsPage *self = APP_REPORTS_PAGE (page);

  return !is_reading_report (self) && app_report_view_close (get_view (self));
}

/* Making */

static GtkWidget *
make_bar (AppReportsPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6),
            *switcher = gtk_stack_switcher_new ();

  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (self->tabs));
  gtk_widget_set_hexpand (switcher, TRUE);
  gtk_widget_set_halign (switcher, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (switcher, _ ("Ctrl+Page Up и Ctrl+Page Down — другой вид"));
  gtk_widget_add_css_class (switcher, "views");
  self->export = gtk_button_new_from_icon_name ("document-save-symbolic");
  app_name_it (self->export, _ ("Выгрузить таблицу"));
  gtk_widget_set_tooltip_text (self->export, _ ("Выгрузить таблицу в файл для Excel…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->export), "reports.export");
  self->document = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->document), "x-office-document-symbolic");
  gtk_widget_set_tooltip_text (self->document, _ ("Документ: сводный отчёт, анализ года, план"));
  app_name_it (self->document, _ ("Документ: сводный отчёт, анализ года, план"));
  gtk_box_append (GTK_BOX (bar), switcher);
  gtk_box_append (GTK_BOX (bar), self->export);
  gtk_box_append (GTK_BOX (bar), self->document);
  g_object_set (bar, "margin-top", 9, "margin-start", 12, "margin-end", 12, NULL);
  return bar;
}

static void
add_views (AppReportsPage *self)
{
  AppSession *session = app_context_get_session (app_page_get_context (APP_PAGE (self)));

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (app_session_has_role (session, places[i].roles))
      gtk_stack_add_titled (GTK_STACK (self->tabs),
                            app_report_view_new (places[i].type (), APP_PAGE (self), self->filter),
                            places[i].name, _ (places[i].label));
  self->list = APP_REPORT_LIST (gtk_stack_get_child_by_name (GTK_STACK (self->tabs), "list"));
}

static void
add_keys (AppReportsPage *self)
{
  static const struct
  {
    const char *keys, *action;
  } keys[] = {
    { "<Control>Page_Down", "reports.next-view" },
    { "<Control>Page_Up", "reports.previous-view" },
    { "F8", "reports.unanswered" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* before a scrolled window takes them */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                                keys[i].keys),
                                                            gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
build (AppReportsPage *self)
{
  AppContext *context = app_page_get_context (APP_PAGE (self));
  GtkWidget *board = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->views = gtk_stack_new ();
  self->tabs = gtk_stack_new ();
  self->filter = APP_REPORT_FILTER (app_report_filter_new (context));
  self->form = APP_REPORT_FORM (app_report_form_new (APP_PAGE (self)));
  gtk_box_append (GTK_BOX (board), make_bar (self));
  gtk_box_append (GTK_BOX (board), GTK_WIDGET (self->filter));
  gtk_box_append (GTK_BOX (board), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (board), self->tabs);
  gtk_widget_set_vexpand (self->tabs, TRUE);
  gtk_stack_add_named (GTK_STACK (self->views), board, "board");
  gtk_stack_add_named (GTK_STACK (self->views), GTK_WIDGET (self->form), "report");
  add_views (self);
  app_page_set_content (APP_PAGE (self), self->views);
}

/* GObject overrides */

static void
constructed (GObject *object)
{
  AppReportsPage *self = APP_REPORTS_PAGE (object);
  AppContext *context = app_page_get_context (APP_PAGE (self));
  AppStore *store = app_context_get_store (context);
  g_autofree char *view = store != NULL ? app_store_dup_setting (store, SETTING) : NULL;

  G_OBJECT_CLASS (app_reports_page_parent_class)->constructed (object);
  build (self);
  add_keys (self);
  if (view != NULL && gtk_stack_get_child_by_name (GTK_STACK (self->tabs), view) != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), view);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_cb), self, 0);
  g_signal_connect_object (self->form, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tabs, "notify::visible-child", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
  switched_cb (self);
  if (app_context_get_outbox (context) != NULL)
    g_signal_connect_object (app_context_get_outbox (context), "items-changed",
                             G_CALLBACK (settled_cb), object, G_CONNECT_SWAPPED);
}

static void
finalize (GObject *object)
{
  AppReportsPage *self = APP_REPORTS_PAGE (object);

  g_free (self->sections_of);
  g_free (self->wanted_line);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
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

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/document-menu.h"
#include "pages/reports/reports-board.h"
#include "pages/reports/view-annual.h"
#include "pages/reports/view-calendar.h"
#include "pages/reports/view-complete.h"
#include "pages/reports/view-late.h"
#include "pages/reports/view-matrix.h"
#include "pages/reports/view-months.h"

#define SETTING "reports-view"

struct _AppReportsBoard
{
  AdwBin parent_instance;

  AppPage *page; /* weak: the board lies in it, and may outlive it in a call */
  GtkWidget *tabs, *document, *export;
  AppReportFilter *filter;
  AppReportList *list;
  char *sections_of; /* the plan whose sections the filter has, or is asked for */
  GPtrArray *sections;
  GCancellable *reading; /* of these and of the plan's items */
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (AppReportsBoard, app_reports_board, ADW_TYPE_BIN)

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
get_view (AppReportsBoard *self)
{
  return APP_REPORT_VIEW (gtk_stack_get_visible_child (GTK_STACK (self->tabs)));
}

/* a summary is of a quarter */
static gboolean
describe_summary (AppReportsBoard *self, AppPaper *paper)
{
  g_autofree char *id = app_report_filter_dup_plan_id (self->filter);
  const char *quarter = app_report_filter_get_quarter (self->filter);
  g_autofree char *when = NULL;

  if (quarter == NULL || *id == 0)
    return FALSE;
  when = app_quarter_text (quarter);
  paper->path = g_strdup_printf ("plans/%s/document?kind=summary&quarter=%s&", id, quarter);
  paper->title = g_strdup_printf (_ ("Сводный отчёт за %s"), when);
  return TRUE;
}

static gboolean
describe_annual (AppReportsBoard *self, AppPaper *paper)
{
  AppSession *session = app_context_get_session (app_page_get_context (self->page));
  g_autofree char *id = app_report_filter_dup_plan_id (self->filter);
  int year = app_report_filter_get_year (self->filter);

  if (*id == 0 || !app_session_has_role (session, merilo_plan_annual_entity.readers))
    return FALSE;
  paper->path = g_strdup_printf ("plans/%s/document?kind=annual&year=%d&", id, year);
  paper->title = g_strdup_printf (_ ("Анализ исполнения за %d год"), year);
  return TRUE;
}

static void
show_documents (AppReportsBoard *self)
{
  AppContext *context = app_page_get_context (self->page);
  g_autofree char *id = app_report_filter_dup_plan_id (self->filter);
  g_autofree char *plan = g_strdup_printf ("plans/%s/document?kind=plan&", id);
  g_auto (AppPaper) summary = { NULL }, annual = { NULL };
  AppDocument documents[4] = { { NULL, NULL } };
  guint n = 0;

  if (describe_summary (self, &summary))
    documents[n++] = (AppDocument){ summary.title, summary.path };
  if (describe_annual (self, &annual))
    documents[n++] = (AppDocument){ annual.title, annual.path };
  documents[n++] = (AppDocument){ _ ("План"), plan };
  app_document_menu_fill (GTK_MENU_BUTTON (self->document), context, documents);
  gtk_widget_set_sensitive (self->document, *id != 0);
}

/* The plan's sections and items */

static void
items_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsBoard) self = data;
  g_autoptr (GPtrArray) items = app_api_list_finish (APP_API (object), result, NULL, NULL);

  if (items == NULL || app_asked_is_given_up (result))
    return;
  app_report_filter_set_shape (self->filter, app_report_shape_new (self->sections, items));
  app_report_view_apply (get_view (self));
}

static void
sections_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsBoard) self = data;
  g_autoptr (GPtrArray) sections = app_api_list_finish (APP_API (object), result, NULL, NULL);
  const char *filters[] = { "plan_id", self->sections_of, NULL };

  if (app_asked_is_given_up (result))
    return;
  if (sections == NULL) /* the next load asks for them again */
    {
      g_clear_pointer (&self->sections_of, g_free);
      return;
    }
  app_report_filter_set_sections (self->filter, sections);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  self->sections = g_steal_pointer (&sections);
  app_api_list_async (APP_API (object), app_type_of (&merilo_plan_item_entity), filters,
                      self->reading, items_cb, g_object_ref (self));
}

static void
load_sections (AppReportsBoard *self)
{
  g_autofree char *id = app_report_filter_dup_plan_id (self->filter);
  const char *filters[] = { "plan_id", id, NULL };

  if (*id == 0 || g_strcmp0 (id, self->sections_of) == 0)
    return;
  g_free (self->sections_of);
  self->sections_of = g_strdup (id);
  app_api_list_async (app_page_get_api (self->page), app_type_of (&merilo_plan_section_entity),
                      filters, app_page_ask (self->page, &self->reading), sections_cb,
                      g_object_ref (self));
}

void
app_reports_board_reload (AppReportsBoard *self)
{
  AppReportView *now = get_view (self);

  for (GtkWidget *view = gtk_widget_get_first_child (self->tabs); view != NULL;
       view = gtk_widget_get_next_sibling (view))
    app_report_view_reload (APP_REPORT_VIEW (view), APP_REPORT_VIEW (view) == now);
  app_report_view_come (APP_REPORT_VIEW (self->list)); /* it counts what waits */
  show_documents (self);
}

/* Callbacks */

static void
filter_cb (AppReportFilter *filter, gboolean deep, AppReportsBoard *self)
{
  if (!self->loaded)
    return;
  if (deep)
    {
      for (GtkWidget *view = gtk_widget_get_first_child (self->tabs); view != NULL;
           view = gtk_widget_get_next_sibling (view))
        app_report_view_forget (APP_REPORT_VIEW (view));
      load_sections (self);
      app_reports_board_reload (self);
    }
  for (GtkWidget *view = gtk_widget_get_first_child (self->tabs); view != NULL;
       view = gtk_widget_get_next_sibling (view))
    app_report_view_apply (APP_REPORT_VIEW (view));
}

static void
switched_cb (AppReportsBoard *self)
{
  AppReportView *view = get_view (self);
  AppStore *store = app_context_get_store (app_page_get_context (self->page));

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

/* Making */

static GtkWidget *
make_bar (AppReportsBoard *self)
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
add_views (AppReportsBoard *self)
{
  AppSession *session = app_context_get_session (app_page_get_context (self->page));

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (app_session_has_role (session, places[i].roles))
      gtk_stack_add_titled (GTK_STACK (self->tabs),
                            app_report_view_new (places[i].type (), self->page, self->filter),
                            places[i].name, _ (places[i].label));
  self->list = APP_REPORT_LIST (gtk_stack_get_child_by_name (GTK_STACK (self->tabs), "list"));
}

static void
build (AppReportsBoard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->tabs = gtk_stack_new ();
  self->filter = APP_REPORT_FILTER (app_report_filter_new (app_page_get_context (self->page)));
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->filter));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->tabs);
  gtk_widget_set_vexpand (self->tabs, TRUE);
  add_views (self);
  adw_bin_set_child (ADW_BIN (self), box);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppReportsBoard *self = APP_REPORTS_BOARD (object);

  g_clear_weak_pointer (&self->page);
  G_OBJECT_CLASS (app_reports_board_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  AppReportsBoard *self = APP_REPORTS_BOARD (object);

  g_free (self->sections_of);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  G_OBJECT_CLASS (app_reports_board_parent_class)->finalize (object);
}

static void
app_reports_board_class_init (AppReportsBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
app_reports_board_init (AppReportsBoard *self)
{
}

/* Public API */

GtkWidget *
app_reports_board_new (AppPage *page)
{
  AppReportsBoard *self = g_object_new (APP_TYPE_REPORTS_BOARD, NULL);
  AppStore *store = app_context_get_store (app_page_get_context (page));
  g_autofree char *view = store != NULL ? app_store_dup_setting (store, SETTING) : NULL;

  g_set_weak_pointer (&self->page, page);
  build (self);
  if (view != NULL)
    app_reports_board_show (self, view);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_cb), self, 0);
  g_signal_connect_object (self->tabs, "notify::visible-child", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
  switched_cb (self);
  return GTK_WIDGET (self);
}

AppReportFilter *
app_reports_board_get_filter (AppReportsBoard *self)
{
  return self->filter;
}

void
app_reports_board_set_plans (AppReportsBoard *self, GPtrArray *plans)
{
  app_report_filter_set_plans (self->filter, plans);
  self->loaded = TRUE;
  load_sections (self);
  app_reports_board_reload (self);
}

gboolean
app_reports_board_show (AppReportsBoard *self, const char *view)
{
  if (gtk_stack_get_child_by_name (GTK_STACK (self->tabs), view) == NULL)
    return FALSE;
  gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), view);
  return TRUE;
}

void
app_reports_board_step (AppReportsBoard *self, gboolean back)
{
  GtkWidget *now = GTK_WIDGET (get_view (self)), *next;

  next = back ? gtk_widget_get_prev_sibling (now) : gtk_widget_get_next_sibling (now);
  if (next == NULL)
    next = back ? gtk_widget_get_last_child (self->tabs) : gtk_widget_get_first_child (self->tabs);
  gtk_stack_set_visible_child (GTK_STACK (self->tabs), next);
  gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD);
}

void
app_reports_board_export (AppReportsBoard *self)
{
  g_autoptr (GPtrArray) cells = app_report_view_copy_all (get_view (self));
  GtkStackPage *page = gtk_stack_get_page (GTK_STACK (self->tabs), GTK_WIDGET (get_view (self)));

  if (cells != NULL)
    app_cells_save (GTK_WIDGET (self), app_page_get_context (self->page),
                    gtk_stack_page_get_title (page), cells);
}

/* what has a paper of the server's is that; a table is printed as it is shown */
gboolean
app_reports_board_describe_paper (AppReportsBoard *self, AppPaper *paper)
{
  const char *name = gtk_stack_get_visible_child_name (GTK_STACK (self->tabs));
  GtkStackPage *page = gtk_stack_get_page (GTK_STACK (self->tabs), GTK_WIDGET (get_view (self)));

  if (g_strcmp0 (name, "annual") == 0)
    return describe_annual (self, paper);
  app_paper_add_cells (paper, app_report_view_copy_all (get_view (self)));
  if (app_paper_get_n_parts (paper) == 0)
    return describe_summary (self, paper);
  paper->title = g_strdup (gtk_stack_page_get_title (page));
  return TRUE;
}

void
app_reports_board_save (AppReportsBoard *self)
{
  app_report_view_save (get_view (self));
}

gboolean
app_reports_board_close_panel (AppReportsBoard *self)
{
  return app_report_view_close (get_view (self));
}

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/document-menu.h"
#include "pages/results/results-actions.h"
#include "pages/results/results-page.h"
#include "widgets/clipboard.h"
#include "widgets/tab-stop.h"

struct _AppResultsPage
{
  AppPage parent_instance;

  GtkWidget *view, *export, *import, *views, *switcher, *tree_place, *board_place;
  AppResultsTree *tree;
  AppResultsBoard *board;
  AppResultsComplete *complete;
  AppResultsRules *rules;  /* NULL: the role has none */
  AppResultsChoice wanted; /* asked for before the tree was read; procedure_id 0: nothing */
};

G_DEFINE_FINAL_TYPE (AppResultsPage, app_results_page, APP_TYPE_PAGE)

static const char *const watched[] = { "import", "result_rule", NULL };

static const AppKey keys[] = {
  { "<Control>Page_Down", "results.next-tab" },
  { "<Control>Page_Up", "results.previous-tab" },
  { "<Control>f", "results.search" },
};

static gboolean
is_shown (AppResultsPage *self, const char *view)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->views)), view) == 0;
}

/* What is chosen */

static void
show_choice (AppResultsPage *self)
{
  AppResultsChoice choice;

  if (app_results_tree_get_choice (self->tree, &choice))
    app_results_board_show (self->board, &choice);
  else
    app_results_board_show (self->board, NULL);
}

static void
choose (AppResultsPage *self, gint64 procedure_id, gint64 org_id, const char *class_name)
{
  AppResultsChoice choice = { procedure_id, org_id, (char *) class_name };

  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "figures");
  if (!app_results_tree_choose (self->tree, &choice))
    app_context_toast (app_page_get_context (APP_PAGE (self)),
                       _ ("Таких результатов здесь нет: возможно, их отозвали."));
}

/* a row of a table leads to its school or class */
static void
row_chosen_cb (AppResultsBoard *board, gint64 org_id, const char *class_name, AppResultsPage *self)
{
  AppResultsChoice now;

  if (app_results_tree_get_choice (self->tree, &now))
    choose (self, now.procedure_id, org_id, class_name);
}

static void
cell_chosen_cb (GtkWidget *view, gint64 procedure_id, gint64 org_id, AppResultsPage *self)
{
  choose (self, procedure_id, org_id, NULL);
}

/* Loading */

static void
show_nothing (AppResultsPage *self, gboolean writes)
{
  app_page_show_empty (APP_PAGE (self), "view-grid-symbolic", _ ("Здесь появятся результаты"),
                       _ ("Загрузите файлы ФИС ОКО: индивидуальные результаты участников "
                          "(форма 1) за каждый год."),
                       writes ? _ ("Загрузить файлы ФИС ОКО…") : NULL, "results.import");
}

static void
load_view (AppResultsPage *self)
{
  GtkWidget *view = gtk_stack_get_visible_child (GTK_STACK (self->views));

  if (APP_IS_YEAR_VIEW (view))
    app_year_view_load (APP_YEAR_VIEW (view));
}

static void
take_years (AppResultsPage *self, const AppOutline *outline)
{
  g_autofree gint64 *years = g_new0 (gint64, outline->years->len + 1);

  for (guint i = 0; i < outline->years->len; i++)
    years[i] = ((AppOutlineYear *) outline->years->pdata[i])->year;
  app_year_view_set_years (APP_YEAR_VIEW (self->complete), years, outline->years->len);
  if (self->rules != NULL)
    app_year_view_set_years (APP_YEAR_VIEW (self->rules), years, outline->years->len);
  load_view (self);
}

static void
outline_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppResultsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_read_finish (APP_API (object), result, &error);
  g_autoptr (AppOutline) outline = node != NULL ? app_outline_read (node, &error) : NULL;
  gboolean writes
      = app_session_has_role (app_context_get_session (app_page_get_context (APP_PAGE (self))),
                              merilo_job_entity.writers);

  if (!app_page_check (APP_PAGE (self), result, outline, error))
    return;
  app_page_set_as_of (APP_PAGE (self), app_api_read_get_as_of (result));
  app_results_actions_fill (self->import, APP_PAGE (self));
  if (outline->n_procedures == 0)
    {
      show_nothing (self, writes);
      return;
    }
  app_results_tree_set_outline (self->tree, outline);
  app_page_show_content (APP_PAGE (self));
  take_years (self, outline);
  if (self->wanted.procedure_id != 0)
    choose (self, self->wanted.procedure_id, self->wanted.org_id, self->wanted.class_name);
  self->wanted.procedure_id = 0;
  show_choice (self);
}

static void
load (AppPage *page)
{
  app_api_read_async (app_page_get_api (page), "results-tree", app_page_get_loading (page),
                      outline_cb, g_object_ref (page));
}

/* Opening: "54", "54/13", "54/13/4А", "procedure/54", "complete", "rules" */

static void
open_target (AppPage *page, const char *target)
{
  AppResultsPage *self = APP_RESULTS_PAGE (page);
  g_auto (GStrv) parts = g_strsplit (target, "/", -1);
  guint at = parts[0] != NULL && !g_ascii_isdigit (*parts[0]) ? 1 : 0;
  guint n = g_strv_length (parts);

  if (at == 1 && gtk_stack_get_child_by_name (GTK_STACK (self->views), parts[0]) != NULL)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->views), parts[0]);
      return;
    }
  if (at >= n || !g_ascii_isdigit (*parts[at]))
    return;
  g_free (self->wanted.class_name);
  self->wanted = (AppResultsChoice){
    g_ascii_strtoll (parts[at], NULL, 10),
    at + 1 < n ? g_ascii_strtoll (parts[at + 1], NULL, 10) : 0,
    at + 2 < n ? g_strdup (parts[at + 2]) : NULL,
  };
  if (app_results_tree_get_n_rows (self->tree) == 0)
    return; /* it waits for the tree */
  choose (self, self->wanted.procedure_id, self->wanted.org_id, self->wanted.class_name);
  self->wanted.procedure_id = 0;
}

/* the table, with the chart above it and what is said about both */
static gboolean
describe_paper (AppPage *page, AppPaper *paper)
{
  AppResultsPage *self = APP_RESULTS_PAGE (page);
  GtkWidget *view = gtk_stack_get_visible_child (GTK_STACK (self->views));

  return APP_IS_YEAR_VIEW (view) ? app_year_view_describe_paper (APP_YEAR_VIEW (view), paper)
                                 : app_results_board_describe_paper (self->board, paper);
}

/* Actions */

static void
view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsPage *self = APP_RESULTS_PAGE (widget);
  const char *view = g_variant_get_string (parameter, NULL);

  if (gtk_stack_get_child_by_name (GTK_STACK (self->views), view) != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->views), view);
}

static void
tab_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsPage *self = APP_RESULTS_PAGE (widget);

  if (app_results_board_show_tab (self->board, g_variant_get_string (parameter, NULL)))
    gtk_stack_set_visible_child_name (GTK_STACK (self->views), "figures");
}

/* Ctrl+Page Down, Ctrl+Page Up */
static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsPage *self = APP_RESULTS_PAGE (widget);

  if (is_shown (self, "figures"))
    app_results_board_step (self->board, g_str_equal (name, "results.previous-tab"));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsPage *self = APP_RESULTS_PAGE (widget);

  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "figures");
  app_results_tree_begin_search (self->tree);
}

/* NULL: there is none, and that is said */
static AppTable *
copy_table (AppResultsPage *self)
{
  GtkWidget *view = gtk_stack_get_visible_child (GTK_STACK (self->views));
  AppTable *table = APP_IS_YEAR_VIEW (view) ? app_year_view_copy (APP_YEAR_VIEW (view))
                                            : app_results_board_copy (self->board);

  if (table == NULL)
    app_context_refuse (app_page_get_context (APP_PAGE (self)), _ ("Здесь нет таблицы."));
  return table;
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppTable *table = copy_table (APP_RESULTS_PAGE (widget));

  if (table != NULL)
    app_table_save (widget, app_page_get_context (APP_PAGE (widget)), table,
                    g_variant_get_string (parameter, NULL));
}

static void
copy_table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (AppTable) table = copy_table (APP_RESULTS_PAGE (widget));

  if (table == NULL)
    return;
  app_clipboard_set_cells (widget, table->cells);
  app_context_toast (app_page_get_context (APP_PAGE (widget)), _ ("Таблица скопирована"));
}

/* Making */

static void
build (AppResultsPage *self)
{
  g_autoptr (GMenuModel) menu = app_table_menu_new ("results");

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->export), menu);
  self->tree = APP_RESULTS_TREE (app_results_tree_new ());
  self->board = APP_RESULTS_BOARD (app_results_board_new (APP_PAGE (self)));
  self->complete = APP_RESULTS_COMPLETE (app_results_complete_new (APP_PAGE (self)));
  adw_bin_set_child (ADW_BIN (self->tree_place), GTK_WIDGET (self->tree));
  adw_bin_set_child (ADW_BIN (self->board_place), GTK_WIDGET (self->board));
  gtk_stack_add_titled (GTK_STACK (self->views), GTK_WIDGET (self->complete), "complete",
                        _ ("Кто не сдал"));
  if (app_session_has_role (app_context_get_session (app_page_get_context (APP_PAGE (self))),
                            merilo_result_rule_entity.readers))
    {
      self->rules = APP_RESULTS_RULES (app_results_rules_new (APP_PAGE (self)));
      gtk_stack_add_titled (GTK_STACK (self->views), GTK_WIDGET (self->rules), "rules",
                            _ ("Правила"));
      g_signal_connect_object (self->rules, "row-chosen", G_CALLBACK (cell_chosen_cb), self, 0);
    }
  g_signal_connect_object (self->tree, "chosen", G_CALLBACK (show_choice), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "row-chosen", G_CALLBACK (row_chosen_cb), self, 0);
  g_signal_connect_object (self->complete, "row-chosen", G_CALLBACK (cell_chosen_cb), self, 0);
  g_signal_connect_object (self->views, "notify::visible-child", G_CALLBACK (load_view), self,
                           G_CONNECT_SWAPPED);
}

/* GObject overrides */

static void
constructed (GObject *object)
{
  G_OBJECT_CLASS (app_results_page_parent_class)->constructed (object);
  build (APP_RESULTS_PAGE (object));
  app_add_keys (GTK_WIDGET (object), keys, G_N_ELEMENTS (keys));
}

static void
finalize (GObject *object)
{
  g_free (APP_RESULTS_PAGE (object)->wanted.class_name);
  G_OBJECT_CLASS (app_results_page_parent_class)->finalize (object);
}

static void
app_results_page_class_init (AppResultsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  APP_PAGE_CLASS (klass)->load = load;
  APP_PAGE_CLASS (klass)->open = open_target;
  APP_PAGE_CLASS (klass)->describe_paper = describe_paper;
  app_results_actions_install (widget_class);
  gtk_widget_class_install_action (widget_class, "results.view", "s", view_action);
  gtk_widget_class_install_action (widget_class, "results.tab", "s", tab_action);
  gtk_widget_class_install_action (widget_class, "results.next-tab", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "results.previous-tab", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "results.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "results.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "results.copy-table", NULL, copy_table_action);
}

static void
app_results_page_init (AppResultsPage *self)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/ru/merilo/results/results-page.ui");

#define CHILD(name) self->name = (gpointer) gtk_builder_get_object (builder, #name)
  CHILD (view);
  CHILD (export);
  CHILD (import);
  CHILD (views);
  CHILD (switcher);
  CHILD (tree_place);
  CHILD (board_place);
#undef CHILD
  app_tab_stop_wrap (self->switcher);
  app_page_set_content (APP_PAGE (self), self->view);
  app_page_watch (APP_PAGE (self), watched);
}

/* Public API */

AppResultsTree *
app_results_page_get_tree (AppResultsPage *self)
{
  return self->tree;
}

AppResultsBoard *
app_results_page_get_board (AppResultsPage *self)
{
  return self->board;
}

AppResultsComplete *
app_results_page_get_complete (AppResultsPage *self)
{
  return self->complete;
}

AppResultsRules *
app_results_page_get_rules (AppResultsPage *self)
{
  return self->rules;
}

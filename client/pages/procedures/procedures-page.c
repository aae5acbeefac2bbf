#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/procedures-page.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/document-menu.h"
#include "pages/procedures/copy-dialog.h"
#include "pages/record-dialog.h"
#include "widgets/tab-stop.h"

struct _AppProceduresPage
{
  AppPage parent_instance;

  GtkWidget *view, *switcher, *copy, *add, *views, *bar_place, *list_place, *view_place;
  AppProcedureList *list;
  AppProcedureView *detail;
  AppPrecheckLimits *limits; /* NULL: the role has none */
  gboolean read;             /* the list was; what is shown beside it follows */
  gint64 wanted;             /* to be chosen when the list is read; 0: none */
  char *wanted_tab;
};

G_DEFINE_FINAL_TYPE (AppProceduresPage, app_procedures_page, APP_TYPE_PAGE)

static const char *const watched[]
    = { "procedure", "procedure_item", "scale", "import", "precheck_limit", NULL };

static const AppKey keys[] = {
  { "<Control>Page_Down", "procedures.next-tab" },
  { "<Control>Page_Up", "procedures.previous-tab" },
  { "<Control>f", "procedures.search" },
};

/* what a new one is asked for */
static const int asked[] = {
  MERILO_PROCEDURE_KIND,  MERILO_PROCEDURE_YEAR, MERILO_PROCEDURE_SUBJECT, MERILO_PROCEDURE_GRADE,
  MERILO_PROCEDURE_LEVEL, MERILO_PROCEDURE_MAX,  MERILO_PROCEDURE_MINIMUM, -1,
};

static AppSession *
get_session (AppProceduresPage *self)
{
  return app_context_get_session (app_page_get_context (APP_PAGE (self)));
}

static gboolean
may_write (AppProceduresPage *self)
{
  return app_session_has_role (get_session (self), merilo_procedure_entity.writers);
}

static gboolean
shows_limits (AppProceduresPage *self)
{
  return self->limits != NULL
         && gtk_stack_get_visible_child (GTK_STACK (self->views)) == GTK_WIDGET (self->limits);
}

/* What is shown */

static void
show_chosen (AppProceduresPage *self)
{
  app_procedure_view_set_procedure (self->detail, app_procedure_list_get_chosen (self->list));
}

static void
show_wanted (AppProceduresPage *self)
{
  if (self->wanted != 0 && !app_procedure_list_choose (self->list, self->wanted))
    app_context_toast (app_page_get_context (APP_PAGE (self)),
                       _ ("Такой процедуры нет: возможно, её удалили."));
  if (self->wanted_tab != NULL)
    app_procedure_view_show_tab (self->detail, self->wanted_tab);
  self->wanted = 0;
  g_clear_pointer (&self->wanted_tab, g_free);
}

static void
show_view (AppProceduresPage *self)
{
  gtk_widget_set_visible (self->add, may_write (self) && !shows_limits (self));
  gtk_widget_set_visible (self->copy, may_write (self) && !shows_limits (self));
  if (shows_limits (self) && self->read)
    app_precheck_limits_load (self->limits);
}

static void
show_nothing (AppProceduresPage *self)
{
  app_page_show_empty (APP_PAGE (self), "view-list-symbolic", _ ("Процедур ещё нет"),
                       may_write (self)
                           ? _ ("Они появляются сами, когда загружают файлы результатов. "
                                "Диагностику города можно завести здесь заранее: с заданиями и "
                                "шкалой.")
                           : _ ("Они появятся, когда методист загрузит результаты."),
                       may_write (self) ? _ ("Новая процедура…") : NULL, "procedures.add");
}

/* Loading */

static void
procedures_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppProceduresPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) procedures = app_api_list_finish (APP_API (object), result, &as_of, &error);

  if (!app_page_check (APP_PAGE (self), result, procedures, error))
    return;
  app_page_set_as_of (APP_PAGE (self), as_of);
  self->read = TRUE;
  show_view (self);
  app_procedure_list_set_procedures (self->list, procedures);
  if (procedures->len == 0 && !shows_limits (self))
    {
      app_procedure_view_set_procedure (self->detail, NULL);
      show_nothing (self);
      return;
    }
  app_page_show_content (APP_PAGE (self));
  show_wanted (self);
  show_chosen (self);
}

static void
load (AppPage *page)
{
  app_api_list_async (app_page_get_api (page), app_type_of (&merilo_procedure_entity), NULL,
                      app_page_get_loading (page), procedures_cb, g_object_ref (page));
}

/* Opening: "54", "54/items", "procedure/54", "limits" */

static void
open_target (AppPage *page, const char *target)
{
  AppProceduresPage *self = APP_PROCEDURES_PAGE (page);
  g_auto (GStrv) parts = g_strsplit (target, "/", -1);
  guint n = g_strv_length (parts);
  guint at = n > 0 && !g_ascii_isdigit (*parts[0]) ? 1 : 0;

  if (at == 1 && app_stack_show (self->views, parts[0]))
    return;
  if (at >= n || !g_ascii_isdigit (*parts[at]))
    return;
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "list");
  g_free (self->wanted_tab);
  self->wanted_tab = at + 1 < n ? g_strdup (parts[at + 1]) : NULL;
  self->wanted = g_ascii_strtoll (parts[at], NULL, 10);
  if (app_procedure_list_get_chosen (self->list) != NULL)
    show_wanted (self);
}

/* Actions */

static void
view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProceduresPage *self = APP_PROCEDURES_PAGE (widget);

  app_stack_show (self->views, g_variant_get_string (parameter, NULL));
}

static void
tab_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProceduresPage *self = APP_PROCEDURES_PAGE (widget);

  if (app_procedure_view_show_tab (self->detail, g_variant_get_string (parameter, NULL)))
    gtk_stack_set_visible_child_name (GTK_STACK (self->views), "list");
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProceduresPage *self = APP_PROCEDURES_PAGE (widget);

  if (!shows_limits (self))
    app_procedure_view_step (self->detail, g_str_equal (name, "procedures.previous-tab"));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProceduresPage *self = APP_PROCEDURES_PAGE (widget);

  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "list");
  app_procedure_list_begin_search (self->list);
}

/* a new one is opened where its items are entered */
static void
made_cb (GtkWidget *dialog, MeriloRecord *procedure, AppProceduresPage *self)
{
  self->wanted = merilo_record_get_whole (procedure, MERILO_PROCEDURE_ID);
  g_free (self->wanted_tab);
  self->wanted_tab = g_strdup ("items");
  app_page_load (APP_PAGE (self));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProceduresPage *self = APP_PROCEDURES_PAGE (widget);
  g_autoptr (MeriloRecord) procedure = g_object_new (app_type_of (&merilo_procedure_entity), NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GtkWidget *dialog;

  if (!may_write (self))
    return;
  merilo_record_set_whole (procedure, MERILO_PROCEDURE_KIND, MERILO_PROCEDURE_KIND_OWN);
  merilo_record_set_whole (procedure, MERILO_PROCEDURE_YEAR, g_date_time_get_year (now));
  dialog = app_record_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (widget)), app_page_get_context (APP_PAGE (self)), procedure,
      asked, TRUE, _ ("Новая процедура"),
      _ ("Она будет процедурой вашего города. Задания и шкалу задают следующим шагом; пока работ "
         "нет, всё это можно менять."));
  g_signal_connect_object (dialog, "stored", G_CALLBACK (made_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProceduresPage *self = APP_PROCEDURES_PAGE (widget);
  GPtrArray *procedures = app_procedure_list_get_procedures (self->list);
  GtkWidget *dialog;

  if (!may_write (self) || procedures == NULL || procedures->len == 0)
    return;
  dialog = app_copy_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                app_page_get_context (APP_PAGE (self)), procedures,
                                app_procedure_list_get_chosen (self->list));
  g_signal_connect_object (dialog, "made", G_CALLBACK (made_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* the table that is on the screen: of the tab, of the limits, else the procedures */
static GPtrArray *
copy_table (AppProceduresPage *self, char **ret_title)
{
  GPtrArray *cells = NULL;

  if (shows_limits (self))
    {
      *ret_title = g_strdup (_ ("Пределы предварительной проверки"));
      return app_precheck_limits_copy_cells (self->limits);
    }
  cells = app_procedure_view_copy (self->detail, ret_title);
  if (cells != NULL)
    return cells;
  *ret_title = g_strdup (_ ("Оценочные процедуры"));
  return app_procedure_list_copy_cells (self->list);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *title = NULL;
  g_autoptr (GPtrArray) cells = copy_table (APP_PROCEDURES_PAGE (widget), &title);

  if (cells != NULL)
    app_cells_save (widget, app_page_get_context (APP_PAGE (widget)), title, cells);
  else
    app_context_refuse (app_page_get_context (APP_PAGE (widget)), _ ("Здесь нет таблицы."));
}

/* AppPage overrides */

static void
save (AppPage *page)
{
  AppProceduresPage *self = APP_PROCEDURES_PAGE (page);

  if (shows_limits (self))
    app_precheck_limits_save (self->limits);
  else
    app_procedure_view_save (self->detail);
}

static gboolean
describe_paper (AppPage *page, AppPaper *paper)
{
  app_paper_add_cells (paper, copy_table (APP_PROCEDURES_PAGE (page), &paper->title));
  return app_paper_get_n_parts (paper) > 0;
}

/* GObject overrides */

static void
build (AppProceduresPage *self)
{
  self->list = APP_PROCEDURE_LIST (app_procedure_list_new (app_page_get_context (APP_PAGE (self))));
  self->detail = APP_PROCEDURE_VIEW (app_procedure_view_new (APP_PAGE (self)));
  adw_bin_set_child (ADW_BIN (self->bar_place), app_procedure_list_get_bar (self->list));
  adw_bin_set_child (ADW_BIN (self->list_place), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self->view_place), GTK_WIDGET (self->detail));
  gtk_widget_set_visible (self->switcher,
                          app_session_has_role (get_session (self),
                                                merilo_precheck_limit_entity.readers));
  if (app_session_has_role (get_session (self), merilo_precheck_limit_entity.readers))
    {
      self->limits = APP_PRECHECK_LIMITS (app_precheck_limits_new (APP_PAGE (self)));
      gtk_stack_add_titled (GTK_STACK (self->views), GTK_WIDGET (self->limits), "limits",
                            _ ("Предварительная проверка"));
    }
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (show_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->views, "notify::visible-child", G_CALLBACK (show_view), self,
                           G_CONNECT_SWAPPED);
}

static void
constructed (GObject *object)
{
  G_OBJECT_CLASS (app_procedures_page_parent_class)->constructed (object);
  build (APP_PROCEDURES_PAGE (object));
  app_add_keys (GTK_WIDGET (object), keys, G_N_ELEMENTS (keys));
}

static void
finalize (GObject *object)
{
  g_free (APP_PROCEDURES_PAGE (object)->wanted_tab);
  G_OBJECT_CLASS (app_procedures_page_parent_class)->finalize (object);
}

static void
app_procedures_page_class_init (AppProceduresPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AppPageClass *page_class = APP_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  page_class->load = load;
  page_class->open = open_target;
  page_class->save = save;
  page_class->describe_paper = describe_paper;
  gtk_widget_class_install_action (widget_class, "procedures.view", "s", view_action);
  gtk_widget_class_install_action (widget_class, "procedures.tab", "s", tab_action);
  gtk_widget_class_install_action (widget_class, "procedures.next-tab", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "procedures.previous-tab", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "procedures.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "procedures.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "procedures.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "procedures.export", NULL, export_action);
}

static void
app_procedures_page_init (AppProceduresPage *self)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/ru/merilo/procedures/procedures-page.ui");

#define CHILD(name) self->name = (gpointer) gtk_builder_get_object (builder, #name)
  CHILD (view);
  CHILD (switcher);
  CHILD (copy);
  CHILD (add);
  CHILD (views);
  CHILD (bar_place);
  CHILD (list_place);
  CHILD (view_place);
#undef CHILD
  app_tab_stop_wrap (self->switcher);
  app_page_set_content (APP_PAGE (self), self->view);
  app_page_watch (APP_PAGE (self), watched);
}

/* Public API */

AppProcedureList *
app_procedures_page_get_list (AppProceduresPage *self)
{
  return self->list;
}

AppProcedureView *
app_procedures_page_get_view (AppProceduresPage *self)
{
  return self->detail;
}

AppPrecheckLimits *
app_procedures_page_get_limits (AppProceduresPage *self)
{
  return self->limits;
}

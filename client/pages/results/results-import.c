#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/results-import-private.h"

#include <glib/gi18n.h>

#include "pages/ask.h"
#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/results/import-row.h"
#include "pages/results/import-summary.h"

enum
{
  SIGNAL_STORED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppResultsImport, app_results_import, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

/* What is shown */

static guint
count (AppResultsImport *self, AppImportState state)
{
  return app_import_queue_count (self->queue, state);
}

static guint
count_all (AppResultsImport *self)
{
  return g_list_model_get_n_items (app_import_queue_get_files (self->queue));
}

static void
show_progress (AppResultsImport *self)
{
  gboolean storing = app_import_queue_is_storing (self->queue);
  guint all = count_all (self), stored = count (self, APP_IMPORT_STORED);
  guint waits = count (self, APP_IMPORT_WAITS) + count (self, APP_IMPORT_READS);
  guint done = storing ? stored : all - waits;
  guint total = storing ? stored + app_import_queue_count_wanted (self->queue) : all;
  g_autofree char *text = storing ? g_strdup_printf (_ ("Записано %u из %u"), done, total)
                                  : g_strdup_printf (_ ("Прочитано %u из %u"), done, total);

  gtk_widget_set_visible (self->progress, app_import_queue_is_busy (self->queue));
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 total > 0 ? (double) done / total : 0);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress),
                             app_import_queue_is_stopping (self->queue)
                                 ? _ ("Останавливаемся после этого файла…")
                                 : text);
}

static void
show_totals (AppResultsImport *self, gboolean nothing_new)
{
  AppImportCounts sum = app_import_queue_sum (self->queue);
  guint n = count_all (self);
  g_autofree char *files = g_strdup_printf (ngettext ("%u файл", "%u файла", n), n);
  g_autofree char *text
      = nothing_new
            ? g_strdup_printf (_ ("%s · записывать нечего: эти результаты уже загружены"), files)
            : g_strdup_printf (_ ("%s · строк: новых %" G_GINT64_FORMAT
                                  ", изменённых %" G_GINT64_FORMAT
                                  ", отклонённых %" G_GINT64_FORMAT),
                               files, sum.fresh, sum.changed, sum.refused);

  gtk_label_set_text (GTK_LABEL (self->totals), text);
}

static void
changed_cb (AppResultsImport *self)
{
  gboolean busy = app_import_queue_is_busy (self->queue);
  gboolean waits = !busy && count (self, APP_IMPORT_WAITS) > 0;
  gboolean read = !busy && !waits && count (self, APP_IMPORT_READ) > 0;
  gboolean news = app_import_has_news (self->queue);

  show_progress (self);
  /* of those that wait for the head's word there is something to do */
  show_totals (self, read && !news && count (self, APP_IMPORT_READ) == count_all (self));
  gtk_widget_set_visible (self->stop, busy);
  gtk_widget_set_sensitive (self->stop, !app_import_queue_is_stopping (self->queue));
  gtk_widget_set_visible (self->go_on,
                          !busy && (waits || app_import_has_failed_by_chance (self->queue)));
  gtk_widget_set_visible (self->store, !app_import_queue_is_storing (self->queue));
  gtk_widget_set_sensitive (self->policy, !app_import_queue_is_storing (self->queue));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.store", read && news);
}

/* whole, stopped, or without the last answer */
static const char *
find_title (AppResultsImport *self, gboolean whole)
{
  if (whole)
    return _ ("Записано файлов: %u из %u");
  if (app_import_is_unsure (self->queue))
    return _ ("Загрузка остановлена. Точно записано файлов: %u из %u");
  return _ ("Загрузка остановлена. Записано файлов: %u из %u");
}

static void
tell_end (AppResultsImport *self, gboolean whole)
{
  g_autofree char *rest = app_import_tell_rest (self->queue);
  g_autofree char *title = g_strdup_printf (find_title (self, whole),
                                            app_import_count_in (self->queue), count_all (self));

  gtk_widget_set_visible (self->told, TRUE);
  gtk_label_set_text (GTK_LABEL (self->told_title), title);
  gtk_label_set_text (GTK_LABEL (self->told_text), rest);
  gtk_widget_set_visible (self->told_text, *rest != 0);
  /* where all is in there is nothing to be looked at */
  gtk_widget_set_css_classes (self->told,
                              (const char *[]){ whole && *rest == 0 ? "results-remark" : "notice",
                                                NULL });
}

static gboolean
open_undecided (AppResultsImport *self, AppImportState state)
{
  guint place = app_import_find_undecided (self->queue, state);

  if (place != G_MAXUINT)
    gtk_widget_activate_action (GTK_WIDGET (self), "import.review", "u", place);
  return place != G_MAXUINT;
}

static void
ended_cb (AppResultsImport *self, gboolean whole)
{
  tell_end (self, whole);
  if (app_import_count_in (self->queue) > 0)
    g_signal_emit (self, signals[SIGNAL_STORED], 0);
  if (open_undecided (self, APP_IMPORT_TO_CONFIRM))
    app_context_refuse (self->context, _ ("Решите о строках этого файла, потом подтвердите"));
}

/* Lines */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, app_import_row_new ());
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, AppResultsImport *self)
{
  AppImportRow *row = APP_IMPORT_ROW (gtk_list_item_get_child (item));

  app_import_row_set_file (row, gtk_list_item_get_item (item), gtk_list_item_get_position (item));
  app_import_row_set_policy (row, app_import_queue_get_policy (self->queue));
  g_ptr_array_add (self->rows, row);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, AppResultsImport *self)
{
  AppImportRow *row = APP_IMPORT_ROW (gtk_list_item_get_child (item));

  app_import_row_set_file (row, NULL, 0);
  if (self->rows != NULL)
    g_ptr_array_remove_fast (self->rows, row);
}

/* Enter on a line is its button */
static void
activate_cb (AppResultsImport *self, guint place)
{
  g_autoptr (AppImportFile) file
      = g_list_model_get_item (app_import_queue_get_files (self->queue), place);
  const char *deed = app_import_row_get_deed (file);

  if (deed != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), deed, "u", place);
}

/* Actions */

/* what was pressed is out of sight by then: the files take the focus */
void
_app_results_import_show_step (AppResultsImport *self, const char *step)
{
  gboolean files = g_str_equal (step, "files");
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), step);
  gtk_widget_set_visible (self->back, !files);
  gtk_action_bar_set_revealed (GTK_ACTION_BAR (self->bar), files);
  if (files && (focus == NULL || !gtk_widget_get_mapped (focus)))
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
store_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (widget);

  if (open_undecided (self, APP_IMPORT_READ))
    {
      app_context_refuse (self->context, _ ("Решите о строках этого файла, потом запишите"));
      return;
    }
  gtk_widget_set_visible (self->told, FALSE);
  app_import_queue_store (self->queue);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_import_queue_stop (APP_RESULTS_IMPORT (widget)->queue);
}

static void
go_on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_set_visible (APP_RESULTS_IMPORT (widget)->told, FALSE);
  app_import_queue_go_on (APP_RESULTS_IMPORT (widget)->queue);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (widget);

  /* decisions changed the counts */
  for (guint i = 0; i < self->rows->len; i++)
    app_import_row_set_policy (self->rows->pdata[i], app_import_queue_get_policy (self->queue));
  _app_results_import_show_step (self, "files");
  changed_cb (self);
}

/* from the rows of a file back to the files, from there out */
static void
escape_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (widget);

  if (gtk_widget_get_visible (self->back))
    back_action (widget, name, parameter);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
policy_cb (AppResultsImport *self)
{
  AppImportPolicy policy
      = (AppImportPolicy) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->policy));

  app_import_queue_set_policy (self->queue, policy);
  for (guint i = 0; i < self->rows->len; i++)
    app_import_row_set_policy (self->rows->pdata[i], policy);
}

/* GObject overrides */

static void
app_results_import_dispose (GObject *object)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (object);

  g_cancellable_cancel (self->cancellable);
  if (self->queue != NULL)
    app_import_queue_close (self->queue);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_results_import_parent_class)->dispose (object);
}

/* nobody waits for what a closed window asked for */
static gboolean
close_request (GtkWindow *window)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (window);

  if (app_import_queue_is_storing (self->queue))
    {
      app_ask_leave (window, _ ("Файлы ещё записываются. Закрыть?"),
                     _ ("Остальные файлы не запишутся. Вошёл ли тот, что пишется сейчас, покажет "
                        "журнал загрузок: наполовину файл не записывается никогда."),
                     _ ("Закрыть"));
      return TRUE;
    }
  if (app_import_has_decisions (self->queue))
    {
      app_ask_leave (window, _ ("Закрыть, не записав?"),
                     _ ("Вы решили, какие строки взять, но файлы ещё не записаны: решения "
                        "пропадут."),
                     _ ("Закрыть"));
      return TRUE;
    }
  g_cancellable_cancel (self->cancellable);
  app_import_queue_close (self->queue);
  return GTK_WINDOW_CLASS (app_results_import_parent_class)->close_request (window);
}

static void
app_results_import_finalize (GObject *object)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->queue);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (app_results_import_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "import.choose", NULL, _app_results_import_choose);
  gtk_widget_class_install_action (klass, "import.choose-folder", NULL,
                                   _app_results_import_choose_folder);
  gtk_widget_class_install_action (klass, "import.store", NULL, store_action);
  gtk_widget_class_install_action (klass, "import.stop", NULL, stop_action);
  gtk_widget_class_install_action (klass, "import.go-on", NULL, go_on_action);
  gtk_widget_class_install_action (klass, "import.back", NULL, back_action);
  _app_results_import_install_file_actions (klass);
  gtk_widget_class_install_action (klass, "import.escape", NULL, escape_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "import.escape", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "import.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Return, GDK_CONTROL_MASK, "import.store",
                                       NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "import.store",
                                       NULL);
}

static void
app_results_import_class_init (AppResultsImportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_results_import_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_results_import_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  signals[SIGNAL_STORED] = g_signal_new ("stored", APP_TYPE_RESULTS_IMPORT, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/merilo/results/results-import.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, AppResultsImport, name)
  CHILD (back);
  CHILD (steps);
  CHILD (told);
  CHILD (told_title);
  CHILD (told_text);
  CHILD (head);
  CHILD (list);
  CHILD (progress);
  CHILD (review_place);
  CHILD (bar);
  CHILD (totals);
  CHILD (store);
  CHILD (stop);
  CHILD (go_on);
  CHILD (more);
  CHILD (policy);
#undef CHILD
  install_actions (widget_class);
}

static void
app_results_import_init (AppResultsImport *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  app_dialog_attach (GTK_WINDOW (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.store", FALSE);
  gtk_box_append (GTK_BOX (self->head), app_import_row_new_head ());
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  g_object_unref (factory);
  g_signal_connect_swapped (self->policy, "notify::selected", G_CALLBACK (policy_cb), self);
  app_take_files (GTK_WIDGET (self), _app_results_import_files_cb, self);
}

/* Public API */

GtkWidget *
app_results_import_new (GtkWindow *parent, AppContext *context)
{
  AppResultsImport *self = g_object_new (APP_TYPE_RESULTS_IMPORT, "transient-for", parent, NULL);
  GtkSelectionModel *lines;

  self->context = g_object_ref (context);
  self->queue = app_import_queue_new (context);
  g_signal_connect_object (self->queue, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  lines = GTK_SELECTION_MODEL (
      gtk_no_selection_new (g_object_ref (app_import_queue_get_files (self->queue))));
  gtk_list_view_set_model (self->list, lines);
  g_object_unref (lines);
  return GTK_WIDGET (self);
}

AppImportQueue *
app_results_import_get_queue (AppResultsImport *self)
{
  return self->queue;
}

guint
app_results_import_get_n_read (AppResultsImport *self)
{
  return count (self, APP_IMPORT_READ);
}

guint
app_results_import_get_n_stored (AppResultsImport *self)
{
  return count (self, APP_IMPORT_STORED);
}

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/results-import.h"

#include <glib/gi18n.h>

#include "pages/ask.h"
#include "pages/bits.h"
#include "pages/results/import-confirm.h"
#include "pages/results/import-describe.h"
#include "pages/results/import-folder.h"
#include "pages/results/import-journal.h"
#include "pages/results/import-review.h"
#include "pages/results/import-row.h"

#define MAX_TOLD 3 /* names of files in a message */

struct _AppResultsImport
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  AppImportQueue *queue;
  GPtrArray *rows; /* of AppImportRow on the screen, not owned */
  GtkWidget *back, *steps, *told, *told_title, *told_text, *head, *progress, *review_place, *bar;
  GtkWidget *totals, *store, *stop, *go_on, *more, *policy, *review;
  GtkListView *list;
};

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
show_totals (AppResultsImport *self)
{
  AppImportCounts sum = app_import_queue_sum (self->queue);
  guint n = count_all (self);
  g_autofree char *files = g_strdup_printf (ngettext ("%u файл", "%u файла", n), n);
  g_autofree char *text
      = g_strdup_printf (_ ("%s · строк: новых %" G_GINT64_FORMAT ", изменённых %" G_GINT64_FORMAT
                            ", отклонённых %" G_GINT64_FORMAT),
                         files, sum.fresh, sum.changed, sum.refused);

  gtk_label_set_text (GTK_LABEL (self->totals), text);
}

static gboolean
has_failed_by_chance (AppResultsImport *self)
{
  GListModel *files = app_import_queue_get_files (self->queue);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (files, i);

      if (file->state == APP_IMPORT_FAILED && file->again)
        return TRUE;
    }
  return FALSE;
}

static void
changed_cb (AppResultsImport *self)
{
  gboolean busy = app_import_queue_is_busy (self->queue);
  gboolean waits = !busy && count (self, APP_IMPORT_WAITS) > 0;

  show_progress (self);
  show_totals (self);
  gtk_widget_set_visible (self->stop, busy);
  gtk_widget_set_sensitive (self->stop, !app_import_queue_is_stopping (self->queue));
  gtk_widget_set_visible (self->go_on, !busy && (waits || has_failed_by_chance (self)));
  gtk_widget_set_visible (self->store, !app_import_queue_is_storing (self->queue));
  gtk_widget_set_sensitive (self->policy, !app_import_queue_is_storing (self->queue));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.store",
                                 !busy && !waits && count (self, APP_IMPORT_READ) > 0);
}

/* a first submission is in the base too, a second one not before the head's word */
static gboolean
is_in (const AppImportFile *file)
{
  return file->state == APP_IMPORT_STORED
         || (file->state == APP_IMPORT_TO_CONFIRM && !file->repeated);
}

static guint
count_in (AppResultsImport *self)
{
  GListModel *files = app_import_queue_get_files (self->queue);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (files, i);

      n += is_in (file);
    }
  return n;
}

/* «а.xlsx», «б.xlsx» и ещё 7 */
static char *
name_unstored (AppResultsImport *self)
{
  GListModel *files = app_import_queue_get_files (self->queue);
  GString *names = g_string_new (NULL);
  guint more = 0, n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (files, i);

      if (is_in (file))
        continue;
      if (n++ < MAX_TOLD)
        g_string_append_printf (names, "%s«%s»", names->len > 0 ? ", " : "", file->shown);
      else
        more++;
    }
  if (more > 0)
    g_string_append_printf (names, _ (" и ещё %u"), more);
  return g_string_free (names, FALSE);
}

static void
tell_end (AppResultsImport *self, gboolean whole)
{
  guint stored = count_in (self), all = count_all (self);
  g_autofree char *names = name_unstored (self);
  g_autofree char *title = NULL, *text = NULL;

  title = whole ? g_strdup_printf (_ ("Записано файлов: %u из %u"), stored, all)
                : g_strdup_printf (_ ("Загрузка остановлена. Записано файлов: %u из %u"), stored,
                                   all);
  text = g_strdup_printf (_ ("Не записаны: %s. Каждый файл записывается целиком: из этих в базе "
                             "ничего нет."),
                          names);
  gtk_widget_set_visible (self->told, TRUE);
  gtk_label_set_text (GTK_LABEL (self->told_title), title);
  gtk_label_set_text (GTK_LABEL (self->told_text), text);
  gtk_widget_set_visible (self->told_text, *names != 0);
  /* where all is in there is nothing to be looked at */
  gtk_widget_set_css_classes (self->told,
                              (const char *[]){ whole && *names == 0 ? "results-remark" : "notice",
                                                NULL });
}

/* who decides row by row does so before the first file is stored, or confirmed */
static gboolean
open_undecided (AppResultsImport *self, AppImportState state)
{
  GListModel *files = app_import_queue_get_files (self->queue);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (files, i);

      if (file->state != state || !app_import_file_can_decide (file)
          || app_import_queue_get_policy_of (self->queue, file) != APP_IMPORT_ASK
          || !app_import_file_is_undecided (file))
        continue;
      gtk_widget_activate_action (GTK_WIDGET (self), "import.review", "u", i);
      return TRUE;
    }
  return FALSE;
}

static void
ended_cb (AppResultsImport *self, gboolean whole)
{
  tell_end (self, whole);
  if (count_in (self) > 0)
    g_signal_emit (self, signals[SIGNAL_STORED], 0);
  if (open_undecided (self, APP_IMPORT_TO_CONFIRM))
    app_context_toast (self->context, _ ("Решите о строках этого файла, потом подтвердите"));
}

/* Lines */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, app_import_row_new ());
  gtk_list_item_set_activatable (item, FALSE);
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

/* Files */

static void
add (AppResultsImport *self, GFile *file, const char *folder)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "files");
  gtk_action_bar_set_revealed (GTK_ACTION_BAR (self->bar), TRUE);
  app_import_queue_add (self->queue, file, folder);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppResultsImport) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = app_find_books_finish (result, &error);

  if (self->context == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (found == NULL)
    {
      app_context_toast_error (self->context, error);
      return;
    }
  if (found->len == 0)
    app_context_toast (self->context, _ ("В этой папке нет книг Excel и таблиц .csv"));
  for (guint i = 0; i < found->len; i++)
    {
      AppFoundFile *one = found->pdata[i];

      add (self, one->file, one->folder);
    }
}

static void
files_cb (GListModel *files, gpointer data)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      app_results_import_take (data, file);
    }
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_choose_files (widget, _ ("Файлы с результатами"), _ ("Книги Excel и таблицы .csv"),
                    "*.xlsx;*.csv;*.xls;*.xlsm;*.xlsb;*.ods", TRUE, files_cb, g_object_ref (widget),
                    g_object_unref);
}

static void
folder_response_cb (GtkNativeDialog *dialog, int response, AppResultsImport *self)
{
  g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && folder != NULL)
    app_results_import_take (self, folder);
  g_object_unref (dialog);
}

static void
choose_folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Папка с результатами"), GTK_WINDOW (widget),
                                     GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Выбрать"),
                                     _ ("Отмена"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_response_cb), widget, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Actions */

static void
show_step (AppResultsImport *self, const char *step)
{
  gboolean files = g_str_equal (step, "files");

  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), step);
  gtk_widget_set_visible (self->back, !files);
  gtk_action_bar_set_revealed (GTK_ACTION_BAR (self->bar), files);
}

static void
store_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (widget);

  if (open_undecided (self, APP_IMPORT_READ))
    {
      app_context_toast (self->context, _ ("Решите о строках этого файла, потом запишите"));
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
  show_step (self, "files");
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

static AppImportFile *
dup_file (AppResultsImport *self, GVariant *place)
{
  return g_list_model_get_item (app_import_queue_get_files (self->queue),
                                g_variant_get_uint32 (place));
}

static void
review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (widget);
  g_autoptr (AppImportFile) file = dup_file (self, parameter);
  gboolean decides;

  if (file == NULL || file->remarks == NULL)
    return;
  if (self->review == NULL)
    {
      self->review = app_import_review_new (self->context);
      adw_bin_set_child (ADW_BIN (self->review_place), self->review);
    }
  decides = app_import_file_can_decide (file)
            && app_import_queue_get_policy_of (self->queue, file) == APP_IMPORT_ASK;
  file->looked_at |= decides; /* who only looked has decided nothing */
  app_import_review_show (APP_IMPORT_REVIEW (self->review), file, g_variant_get_uint32 (parameter),
                          decides);
  show_step (self, "review");
}

static void
describe_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (widget);
  g_autoptr (AppImportFile) file = dup_file (self, parameter);

  if (file == NULL)
    return;
  show_step (self, "files"); /* it was looked at row by row, and is read anew */
  app_import_describe (GTK_WINDOW (self), self->context, self->queue, file, self->cancellable);
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (widget);
  g_autoptr (AppImportFile) file = dup_file (self, parameter);

  if (file != NULL)
    gtk_window_present (
        GTK_WINDOW (app_import_confirm_new (GTK_WINDOW (self), self->context, self->queue, file)));
}

static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (widget);
  g_autoptr (AppImportFile) file = dup_file (self, parameter);

  if (file != NULL && file->import != 0)
    app_import_journal_open (GTK_WINDOW (self), self->context, file->import);
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

/* rows that the user decided to take, and that are not stored */
static gboolean
has_decisions (AppResultsImport *self)
{
  GListModel *files = app_import_queue_get_files (self->queue);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (files, i);

      if (app_import_file_can_decide (file) && file->remarks != NULL
          && app_remarks_count_taken (file->remarks) > 0)
        return TRUE;
    }
  return FALSE;
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
  if (has_decisions (self))
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
  gtk_widget_class_install_action (klass, "import.choose", NULL, choose_action);
  gtk_widget_class_install_action (klass, "import.choose-folder", NULL, choose_folder_action);
  gtk_widget_class_install_action (klass, "import.store", NULL, store_action);
  gtk_widget_class_install_action (klass, "import.stop", NULL, stop_action);
  gtk_widget_class_install_action (klass, "import.go-on", NULL, go_on_action);
  gtk_widget_class_install_action (klass, "import.back", NULL, back_action);
  gtk_widget_class_install_action (klass, "import.review", "u", review_action);
  gtk_widget_class_install_action (klass, "import.describe", "u", describe_action);
  gtk_widget_class_install_action (klass, "import.confirm", "u", confirm_action);
  gtk_widget_class_install_action (klass, "import.compare", "u", compare_action);
  gtk_widget_class_install_action (klass, "import.escape", NULL, escape_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "import.escape", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "import.back", NULL);
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
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.store", FALSE);
  gtk_box_append (GTK_BOX (self->head), app_import_row_new_head ());
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  g_signal_connect_swapped (self->policy, "notify::selected", G_CALLBACK (policy_cb), self);
  app_take_files (GTK_WIDGET (self), files_cb, self);
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

void
app_results_import_take (AppResultsImport *self, GFile *file)
{
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    app_find_books_async (file, self->cancellable, found_cb, g_object_ref (self));
  else
    add (self, file, NULL);
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

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/results-import-private.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/results/import-folder.h"

static void
add (AppResultsImport *self, GFile *file, const char *folder)
{
  app_import_queue_add (self->queue, file, folder);
  _app_results_import_show_step (self, "files"); /* with the file in it to be focused */
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
    app_context_refuse (self->context, _ ("В этой папке нет книг Excel и таблиц .csv"));
  for (guint i = 0; i < found->len; i++)
    {
      AppFoundFile *one = found->pdata[i];

      add (self, one->file, one->folder);
    }
}

void
_app_results_import_files_cb (GListModel *files, gpointer data)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      app_results_import_take (data, file);
    }
}

void
_app_results_import_choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_choose_files (widget, _ ("Файлы с результатами"), _ ("Книги Excel и таблицы .csv"),
                    "*.xlsx;*.csv;*.xls;*.xlsm;*.xlsb;*.ods", TRUE, _app_results_import_files_cb,
                    g_object_ref (widget), g_object_unref);
}

static void
folder_response_cb (GtkNativeDialog *dialog, int response, AppResultsImport *self)
{
  g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && folder != NULL)
    app_results_import_take (self, folder);
  g_object_unref (dialog);
}

void
_app_results_import_choose_folder (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Папка с результатами"), GTK_WINDOW (widget),
                                     GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Выбрать"),
                                     _ ("Отмена"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_response_cb), widget, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Public API */

void
app_results_import_take (AppResultsImport *self, GFile *file)
{
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    app_find_books_async (file, self->cancellable, found_cb, g_object_ref (self));
  else
    add (self, file, NULL);
}

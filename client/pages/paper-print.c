#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/paper-print.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "document/pdf.h"
#include "pages/paper-document.h"
#include "pages/print-folder.h"
#include "pages/printer.h"

/* «Лицей № 5, 30.11.2026» */
static char *
make_note (AppContext *context)
{
  const AppUser *user = app_context_get_user (context);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%d.%m.%Y");

  return user != NULL && user->org_name != NULL ? g_strdup_printf ("%s, %s", user->org_name, day)
                                                : g_strdup (day);
}

typedef struct
{
  MeriloDocument *document;
  GFile *to;
} Work;

static void
free_work (Work *work)
{
  merilo_document_free (work->document);
  g_object_unref (work->to);
  g_free (work);
}

/* a thousand rows take a second: not in the main thread */
static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = merilo_document_to_pdf (work->document, cancellable, &error);

  if (pdf != NULL
      && g_file_replace_contents (work->to, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf),
                                  NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
fetched_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (app_api_save_finish (APP_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
app_paper_write_async (AppContext *context,
                       const AppPaper *paper,
                       GFile *to,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (context, cancellable, callback, data);
  g_autofree char *note = make_note (context);
  Work *work;

  g_task_set_source_tag (task, app_paper_write_async);
  g_task_set_check_cancellable (task, FALSE);
  if (paper->path != NULL)
    {
      g_autofree char *path = g_strdup_printf ("%sformat=pdf", paper->path);

      app_api_save_async (app_context_get_api (context), path, to, cancellable, fetched_cb,
                          g_steal_pointer (&task));
      return;
    }
  work = g_new0 (Work, 1);
  *work = (Work){ app_paper_to_document (paper, note), g_object_ref (to) };
  g_task_set_task_data (task, work, (GDestroyNotify) free_work);
  g_task_run_in_thread (task, write_thread);
}

gboolean
app_paper_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* To the printer */

typedef struct
{
  GtkWidget *from;
  AppContext *context;
  GCancellable *cancellable;
  GFile *file;
  char *title;
} Print;

static void
free_print (Print *print)
{
  g_object_unref (print->from);
  g_object_unref (print->context);
  g_object_unref (print->cancellable);
  g_object_unref (print->file);
  g_free (print->title);
  g_free (print);
}

/* what was asked for is closed by now, or the error is told */
static gboolean
check (Print *print, const GError *error)
{
  if (g_cancellable_is_cancelled (print->cancellable))
    return FALSE;
  return app_context_check_act (print->context, error == NULL, error);
}

static void
printed_cb (const char *told, const GError *error, gpointer data)
{
  Print *print = data;

  if (check (print, error) && told != NULL)
    app_context_toast (print->context, told);
  free_print (print);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Print *print = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_file_get_path (print->file);

  app_paper_write_finish (result, &error);
  if (check (print, error))
    app_printer_print (GTK_WINDOW (gtk_widget_get_root (print->from)), path, print->title,
                       printed_cb, print);
  else
    {
      g_unlink (path);
      free_print (print);
    }
}

void
app_paper_print_from (GtkWidget *from,
                      AppContext *context,
                      const AppPaper *paper,
                      GCancellable *cancellable)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  Print *print;

  path = app_print_folder_add (&error);
  if (path == NULL)
    {
      app_context_toast_error (context, error);
      return;
    }
  print = g_new0 (Print, 1);
  *print = (Print){ g_object_ref (from), g_object_ref (context), g_object_ref (cancellable),
                    g_file_new_for_path (path), g_strdup (paper->title) };
  app_paper_write_async (context, paper, print->file, cancellable, written_cb, print);
}

void
app_paper_print (AppPage *page)
{
  g_auto (AppPaper) paper = { NULL };
  AppContext *context = app_page_get_context (page);

  const char *never = APP_PAGE_GET_CLASS (page)->never_printed;

  if (never != NULL)
    app_context_refuse (context, _ (never));
  else if (app_page_describe_paper (page, &paper))
    app_paper_print_from (GTK_WIDGET (page), context, &paper, app_page_get_cancellable (page));
  else
    app_context_refuse (context, _ ("Здесь печатать нечего: откройте план, отчёт или таблицу"));
}

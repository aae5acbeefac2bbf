#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "net/api.h"
#include "net/exchange.h"
#include "net/json.h"

#define MAX_FILE (20 * 1024 * 1024)
#define MAX_NAME 200 /* as long as the server keeps */

typedef struct
{
  GFile *file;
  char *name; /* as the server is told; NULL: the file's own */
  AppApiProgress progress;
  gpointer progress_data;
} Transfer;

static void
transfer_free (Transfer *transfer)
{
  g_object_unref (transfer->file);
  g_free (transfer->name);
  g_free (transfer);
}

/* Up */

/* Linux lets quotes and slashes the other way round stand in names, and a file of a deep folder is
 * told with its folders: the end says more than the beginning */
char *
app_api_fit_name (const char *name)
{
  glong length = g_utf8_strlen (name, -1);
  char *fit
      = g_strdup (length > MAX_NAME ? g_utf8_offset_to_pointer (name, length - MAX_NAME) : name);

  for (char *p = fit; *p != 0; p++)
    if (*p == '"')
      *p = '\'';
    else if (*p == '/' || *p == '\\')
      *p = '-';
    else if (g_ascii_iscntrl (*p))
      *p = ' ';
  return fit;
}

static void
uploaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);
  g_autoptr (JsonNode) node = NULL;
  const char *id = NULL;

  if (reply == NULL)
    {
      app_problem_return (task, result, g_steal_pointer (&error));
      return;
    }
  node = app_json_parse (reply->body, &error);
  id = app_json_text (app_json_root (node), "id");
  if (id != NULL)
    g_task_return_pointer (task, g_strdup (id), g_free);
  else
    g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_BAD_JSON,
                             _ ("сервер не сказал, где лежит файл"));
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AppApi *self = g_task_get_source_object (task);
  Transfer *transfer = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (object), result, NULL, &error);
  g_autofree char *name = g_file_get_basename (transfer->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *fit = app_api_fit_name (transfer->name != NULL ? transfer->name : shown);
  g_autofree char *escaped = g_uri_escape_string (fit, NULL, FALSE);
  AppCall *call;

  if (bytes == NULL)
    {
      g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                               _ ("файл «%s» не открывается: %s"), shown, error->message);
      return;
    }
  if (g_bytes_get_size (bytes) == 0 || g_bytes_get_size (bytes) > MAX_FILE)
    {
      g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
                               g_bytes_get_size (bytes) == 0 ? _ ("файл «%s» пуст")
                                                             : _ ("файл «%s» больше 20 МБ"),
                               shown);
      return;
    }
  call = app_call_new ("POST", "files?name=%s", escaped);
  call->key = app_key_new ();
  call->body = g_bytes_ref (bytes);
  call->media = "application/octet-stream";
  call->progress = transfer->progress;
  call->progress_data = transfer->progress_data;
  app_exchange_async (app_api_get_session (self), call, g_task_get_cancellable (task), uploaded_cb,
                      g_object_ref (task));
}

void
app_api_upload_async (AppApi *self,
                      GFile *file,
                      AppApiProgress progress,
                      gpointer progress_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  app_api_upload_as_async (self, file, NULL, progress, progress_data, cancellable, callback, data);
}

void
app_api_upload_as_async (AppApi *self,
                         GFile *file,
                         const char *name,
                         AppApiProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Transfer *transfer = g_new0 (Transfer, 1);

  g_task_set_source_tag (task, app_api_upload_async);
  g_task_set_check_cancellable (task, FALSE);
  transfer->file = g_object_ref (file);
  transfer->name = g_strdup (name);
  transfer->progress = progress;
  transfer->progress_data = progress_data;
  g_task_set_task_data (task, transfer, (GDestroyNotify) transfer_free);
  g_file_load_bytes_async (file, cancellable, loaded_cb, task);
}

char *
app_api_upload_finish (AppApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Down */

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                             _ ("файл не удалось сохранить: %s"), error->message);
}

static void
downloaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Transfer *transfer = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);

  if (reply == NULL)
    {
      app_problem_return (task, result, g_steal_pointer (&error));
      return;
    }
  g_file_replace_contents_bytes_async (transfer->file, reply->body, NULL, FALSE, G_FILE_CREATE_NONE,
                                       g_task_get_cancellable (task), saved_cb,
                                       g_object_ref (task));
}

void
app_api_save_async (AppApi *self,
                    const char *path,
                    GFile *to,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Transfer *transfer = g_new0 (Transfer, 1);

  g_task_set_source_tag (task, app_api_save_async);
  g_task_set_check_cancellable (task, FALSE);
  transfer->file = g_object_ref (to);
  g_task_set_task_data (task, transfer, (GDestroyNotify) transfer_free);
  app_exchange_async (app_api_get_session (self), app_call_new ("GET", "%s", path), cancellable,
                      downloaded_cb, task);
}

gboolean
app_api_save_finish (AppApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
app_api_download_async (AppApi *self,
                        const char *file_id,
                        GFile *to,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autofree char *path = g_strdup_printf ("files/%s", file_id);

  app_api_save_async (self, path, to, cancellable, callback, data);
}

gboolean
app_api_download_finish (AppApi *self, GAsyncResult *result, GError **error)
{
  return app_api_save_finish (self, result, error);
}

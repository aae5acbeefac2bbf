#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include "net/api-private.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "net/json.h"

#define AS_OF       "as-of"
#define MAX_AT_ONCE 65536 /* bytes of JSON that the main loop reads */

/* rows: views of execution answer whole, 300 schools by dozens of sections or late items */
const MeriloJsonBounds app_api_bounds = { 64 * 1024 * 1024, 8, 100000 };

/* One record, one document */

static gpointer
read_record (GType type, GBytes *body, GError **error)
{
  g_autoptr (GObject) record = g_object_new (type, NULL);
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  if (!merilo_record_from_json (record, text != NULL ? text : "", length, &app_api_bounds,
                                MERILO_JSON_SKIP_UNKNOWN, NULL, error))
    return app_json_retell (error);
  merilo_record_set_clean (record);
  return g_steal_pointer (&record);
}

void
_app_api_return_body (GTask *task, GBytes *body)
{
  GType type = GPOINTER_TO_SIZE (g_task_get_task_data (task));
  GError *error = NULL;
  gpointer value = NULL;

  if (g_bytes_get_size (body) == 0 && type == G_TYPE_NONE)
    g_task_return_pointer (task, NULL, NULL);
  else if (type == G_TYPE_NONE)
    {
      value = app_json_parse (body, &error);
      if (value != NULL)
        g_task_return_pointer (task, value, (GDestroyNotify) json_node_unref);
      else
        g_task_return_error (task, error);
    }
  else
    {
      value = read_record (type, body, &error);
      if (value != NULL)
        g_task_return_pointer (task, value, g_object_unref);
      else
        g_task_return_error (task, error);
    }
}

/* A document of a year of a region is megabytes: it is read beside the main loop */

static void
parse_thread (GTask *work, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  JsonNode *node = app_json_parse (data, &error);

  if (node != NULL)
    g_task_return_pointer (work, node, (GDestroyNotify) json_node_unref);
  else
    g_task_return_error (work, error);
}

static void
parsed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  JsonNode *node = g_task_propagate_pointer (G_TASK (result), &error);

  if (node != NULL && g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      json_node_unref (node);
      node = NULL;
      g_set_error_literal (&error, MERILO_ERROR, MERILO_ERROR_CANCELLED, _ ("отменено"));
    }
  if (node != NULL)
    g_task_return_pointer (task, node, (GDestroyNotify) json_node_unref);
  else
    g_task_return_error (task, error);
}

static void
parse_beside (GTask *task, GBytes *body)
{
  g_autoptr (GTask) work = g_task_new (NULL, NULL, parsed_cb, g_object_ref (task));

  g_task_set_source_tag (work, parse_beside);
  g_task_set_task_data (work, g_bytes_ref (body), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (work, parse_thread);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (AppApiAnswer) answer = _app_api_ask_finish (result, &error);

  if (answer == NULL)
    {
      app_problem_return (task, result, error);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), AS_OF, g_memdup2 (&answer->as_of, sizeof answer->as_of),
                          g_free);
  if (g_task_get_task_data (task) == GSIZE_TO_POINTER (G_TYPE_NONE)
      && g_bytes_get_size (answer->body) > MAX_AT_ONCE)
    parse_beside (task, answer->body);
  else
    _app_api_return_body (task, answer->body);
}

/* Public API */

void
app_api_get_async (AppApi *self,
                   GType type,
                   const char *id,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *path = g_strdup_printf ("%s/%s", _app_api_entity_of (type)->path, id);

  g_task_set_source_tag (task, app_api_get_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GSIZE_TO_POINTER (type), NULL);
  _app_api_ask_async (self, path, cancellable, read_cb, task);
}

gpointer
app_api_get_finish (AppApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
app_api_read_async (AppApi *self,
                    const char *path,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, app_api_read_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GSIZE_TO_POINTER (G_TYPE_NONE), NULL);
  _app_api_ask_async (self, path, cancellable, read_cb, task);
}

JsonNode *
app_api_read_finish (AppApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gint64
app_api_read_get_as_of (GAsyncResult *result)
{
  const gint64 *as_of = g_object_get_data (G_OBJECT (result), AS_OF);

  return as_of != NULL ? *as_of : 0;
}

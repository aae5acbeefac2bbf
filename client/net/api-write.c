#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include "net/api-private.h"

#include "net/exchange.h"

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);

  if (reply != NULL)
    _app_api_return_body (task, reply->body);
  else
    app_problem_return (task, result, error);
}

static void
deleted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (AppReply) reply = app_exchange_finish (result, &error);

  if (reply != NULL)
    g_task_return_pointer (task, g_object_ref (g_task_get_task_data (task)), g_object_unref);
  else
    app_problem_return (task, result, error);
}

static void
guard (AppCall *call, gpointer record)
{
  gint64 version = app_record_get_version (record);

  if (version >= 0)
    call->if_match = g_strdup_printf ("%" G_GINT64_FORMAT, version);
}

static void
start_write (AppApi *self, AppCall *call, GTask *task)
{
  call->key = app_key_new ();
  app_exchange_async (self->session, call, g_task_get_cancellable (task), written_cb, task);
}

void
app_api_create_async (AppApi *self,
                      gpointer record,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  AppCall *call = app_call_new ("POST", "%s", merilo_record_get_entity (record)->path);
  g_autoptr (GString) body = g_string_new (NULL);

  g_task_set_source_tag (task, app_api_create_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GSIZE_TO_POINTER (G_OBJECT_TYPE (record)), NULL);
  merilo_record_to_json (record, MERILO_JSON_DIRTY, body);
  app_call_set_text (call, body->str);
  start_write (self, call, task);
}

void
app_api_patch_async (AppApi *self,
                     gpointer record,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *id = app_record_dup_id (record);
  AppCall *call = app_call_new ("PATCH", "%s/%s", merilo_record_get_entity (record)->path, id);
  g_autoptr (GString) body = g_string_new (NULL);

  g_task_set_source_tag (task, app_api_patch_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GSIZE_TO_POINTER (G_OBJECT_TYPE (record)), NULL);
  merilo_record_to_json (record, MERILO_JSON_DIRTY, body);
  app_call_set_text (call, body->str);
  guard (call, record);
  start_write (self, call, task);
}

void
app_api_delete_async (AppApi *self,
                      gpointer record,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *id = app_record_dup_id (record);
  AppCall *call = app_call_new ("DELETE", "%s/%s", merilo_record_get_entity (record)->path, id);

  g_task_set_source_tag (task, app_api_delete_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_object_ref (record), g_object_unref);
  guard (call, record);
  call->key = app_key_new ();
  app_exchange_async (self->session, call, cancellable, deleted_cb, task);
}

gpointer
app_api_write_finish (AppApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
app_api_act_async (AppApi *self,
                   GType type,
                   gpointer on,
                   const char *path,
                   const char *body,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *id = on != NULL ? app_record_dup_id (on) : NULL;
  AppCall *call = on != NULL ? app_call_new ("POST", "%s/%s/%s",
                                             merilo_record_get_entity (on)->path, id, path)
                             : app_call_new ("POST", "%s", path);

  g_task_set_source_tag (task, app_api_act_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GSIZE_TO_POINTER (type), NULL);
  app_call_set_text (call, body != NULL ? body : "{}");
  if (on != NULL)
    guard (call, on);
  start_write (self, call, task);
}

gpointer
app_api_act_finish (AppApi *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

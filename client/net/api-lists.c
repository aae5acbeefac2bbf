#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include "net/api-private.h"
#include "net/json.h"

#define PAGE      500
#define MAX_PAGES 200

typedef struct
{
  GType type;
  char *path;       /* without `after` */
  char *next_after; /* of the last page that was read */
  GPtrArray *records;
  gint64 as_of;
  guint pages, most;
} List;

static void
list_free (List *list)
{
  g_free (list->path);
  g_free (list->next_after);
  g_clear_pointer (&list->records, g_ptr_array_unref);
  g_free (list);
}

static void
add_record (MeriloRecord *record, gpointer data)
{
  g_ptr_array_add (data, g_object_ref (record));
}

static void
ask_page (GTask *task, const char *after, GAsyncReadyCallback callback)
{
  List *list = g_task_get_task_data (task);
  g_autofree char *escaped = after != NULL ? g_uri_escape_string (after, NULL, FALSE) : NULL;
  g_autofree char *path = escaped != NULL ? g_strconcat (list->path, "&after=", escaped, NULL)
                                          : g_strdup (list->path);

  _app_api_ask_async (g_task_get_source_object (task), path, g_task_get_cancellable (task),
                      callback, g_object_ref (task));
}

static void
page_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  List *list = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (AppApiAnswer) answer = _app_api_ask_finish (result, &error);
  gsize length;
  const char *text;

  if (answer == NULL)
    {
      app_problem_return (task, result, g_steal_pointer (&error));
      return;
    }
  text = g_bytes_get_data (answer->body, &length);
  if (!merilo_records_from_json (list->type, text != NULL ? text : "", length, &app_api_bounds,
                                 add_record, list->records, &error))
    {
      app_json_retell (&error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (answer->as_of != 0)
    list->as_of = list->as_of != 0 ? MIN (list->as_of, answer->as_of) : answer->as_of;
  g_free (list->next_after);
  list->next_after = g_strdup (answer->next_after);
  if (answer->next_after != NULL && ++list->pages < list->most)
    {
      ask_page (task, answer->next_after, page_cb);
      return;
    }
  g_task_return_pointer (task, g_ptr_array_ref (list->records), (GDestroyNotify) g_ptr_array_unref);
}

/* @most: pages */
static void
start_list (AppApi *self,
            GType type,
            char *take_path,
            const char *after,
            guint most,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  List *list = g_new0 (List, 1);

  g_task_set_source_tag (task, start_list);
  g_task_set_check_cancellable (task, FALSE);
  list->type = type;
  list->path = take_path;
  list->most = most;
  list->records = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, list, (GDestroyNotify) list_free);
  ask_page (task, after, page_cb);
}

static char *
make_list_path (const char *path, guint limit, const char *const *filters)
{
  GString *whole = g_string_new (path);

  g_string_append_printf (whole, "?limit=%u", limit);
  for (guint i = 0; filters != NULL && filters[i] != NULL; i += 2)
    {
      g_string_append_printf (whole, "&%s=", filters[i]);
      g_string_append_uri_escaped (whole, filters[i + 1], NULL, FALSE);
    }
  return g_string_free (whole, FALSE);
}

void
app_api_list_at_async (AppApi *self,
                       GType type,
                       const char *path,
                       const char *const *filters,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  start_list (self, type, make_list_path (path, PAGE, filters), NULL, MAX_PAGES, cancellable,
              callback, data);
}

void
app_api_list_async (AppApi *self,
                    GType type,
                    const char *const *filters,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  app_api_list_at_async (self, type, _app_api_entity_of (type)->path, filters, cancellable,
                         callback, data);
}

void
app_api_list_under_async (AppApi *self,
                          GType type,
                          const MeriloEntity *parent,
                          const char *id,
                          const char *name,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autofree char *path = g_strdup_printf ("%s/%s/%s", parent->path, id, name);

  start_list (self, type, make_list_path (path, PAGE, NULL), NULL, MAX_PAGES, cancellable, callback,
              data);
}

GPtrArray *
app_api_list_finish (AppApi *self, GAsyncResult *result, gint64 *ret_as_of, GError **error)
{
  List *list = g_task_get_task_data (G_TASK (result));

  if (ret_as_of != NULL)
    *ret_as_of = list->as_of;
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
app_api_list_page_async (AppApi *self,
                         GType type,
                         const char *const *filters,
                         guint limit,
                         const char *after,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  start_list (self, type, make_list_path (_app_api_entity_of (type)->path, limit, filters), after,
              1, cancellable, callback, data);
}

GPtrArray *
app_api_list_page_finish (AppApi *self, GAsyncResult *result, char **ret_after, GError **error)
{
  List *list = g_task_get_task_data (G_TASK (result));
  GPtrArray *records = app_api_list_finish (self, result, NULL, error);

  if (records != NULL)
    *ret_after = g_strdup (list->next_after);
  return records;
}

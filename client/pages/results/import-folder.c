#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-folder.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/error.h"

#define MAX_FILES 5000
#define MAX_DEPTH 12

void
app_found_file_free (AppFoundFile *found)
{
  g_object_unref (found->file);
  g_free (found->folder);
  g_free (found->key);
  g_free (found);
}

gboolean
app_is_book (const char *name)
{
  /* those that are not read too: the server says what to do with them */
  static const char *const endings[] = { ".xlsx", ".csv", ".xls", ".xlsm", ".xlsb", ".ods" };
  g_autofree char *folded = g_utf8_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (folded, endings[i]))
      return *name != '.' && !g_str_has_prefix (name, "~$");
  return FALSE;
}

static gboolean
look_into (GFile *folder,
           const char *path,
           guint depth,
           GPtrArray *found,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GFileEnumerator) inside
      = g_file_enumerate_children (folder,
                                   G_FILE_ATTRIBUTE_STANDARD_NAME
                                   "," G_FILE_ATTRIBUTE_STANDARD_TYPE
                                   "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN,
                                   G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable, error);

  if (inside == NULL)
    return FALSE;
  while (found->len < MAX_FILES)
    {
      GFileInfo *info;
      GFile *child;
      g_autofree char *name = NULL, *below = NULL;

      if (!g_file_enumerator_iterate (inside, &info, &child, cancellable, error))
        return FALSE;
      if (info == NULL)
        break;
      name = g_filename_display_name (g_file_info_get_name (info));
      if (g_file_info_get_is_hidden (info))
        continue;
      below = g_strdup_printf ("%s/%s", path, name);
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY && depth < MAX_DEPTH
          && !look_into (child, below, depth + 1, found, cancellable, error))
        return FALSE;
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR && app_is_book (name))
        {
          AppFoundFile *added = g_new0 (AppFoundFile, 1);

          *added = (AppFoundFile){ g_object_ref (child), g_strdup (path),
                                   g_utf8_collate_key_for_filename (below, -1) };
          g_ptr_array_add (found, added);
        }
    }
  return TRUE;
}

/* «Форма 2» before «Форма 10» */
static int
compare_found (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(AppFoundFile *const *) a)->key, (*(AppFoundFile *const *) b)->key);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) found
      = g_ptr_array_new_with_free_func ((GDestroyNotify) app_found_file_free);
  g_autofree char *base = g_file_get_basename (data);
  g_autofree char *name = g_filename_display_name (base);
  GError *error = NULL;

  if (!look_into (data, name, 0, found, cancellable, &error))
    {
      g_task_return_new_error (task, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                               _ ("папка «%s» не открывается: %s"), name, error->message);
      g_error_free (error);
      return;
    }
  g_ptr_array_sort (found, compare_found);
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) g_ptr_array_unref);
}

void
app_find_books_async (GFile *folder,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, app_find_books_async);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  g_task_run_in_thread (task, look_in_thread);
}

GPtrArray *
app_find_books_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

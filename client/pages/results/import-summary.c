#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-summary.h"

#include <glib/gi18n.h>

#define MAX_TOLD 3 /* names of files in a message */

/* a first submission is in the base too, a second one not before the head's word */
static gboolean
is_in (const AppImportFile *file)
{
  return file->state == APP_IMPORT_STORED
         || (file->state == APP_IMPORT_TO_CONFIRM && !file->repeated);
}

guint
app_import_count_in (AppImportQueue *queue)
{
  GListModel *files = app_import_queue_get_files (queue);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (files, i);

      n += is_in (file);
    }
  return n;
}

char *
app_import_name_unstored (AppImportQueue *queue)
{
  GListModel *files = app_import_queue_get_files (queue);
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

gboolean
app_import_has_failed_by_chance (AppImportQueue *queue)
{
  GListModel *files = app_import_queue_get_files (queue);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (files, i);

      if (file->state == APP_IMPORT_FAILED && file->again)
        return TRUE;
    }
  return FALSE;
}

gboolean
app_import_has_decisions (AppImportQueue *queue)
{
  GListModel *files = app_import_queue_get_files (queue);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (files, i);

      if (app_import_file_can_decide (file) && file->remarks != NULL
          && app_remarks_count_taken (file->remarks) > 0)
        return TRUE;
    }
  return FALSE;
}

guint
app_import_find_undecided (AppImportQueue *queue, AppImportState state)
{
  GListModel *files = app_import_queue_get_files (queue);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (files, i);

      if (file->state == state && app_import_file_can_decide (file)
          && app_import_queue_get_policy_of (queue, file) == APP_IMPORT_ASK
          && app_import_file_is_undecided (file))
        return i;
    }
  return G_MAXUINT;
}

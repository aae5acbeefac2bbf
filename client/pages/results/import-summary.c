#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-summary.h"

#include <glib/gi18n.h>

#define MAX_TOLD 3 /* names of files in a message */

typedef gboolean (*Is) (AppImportFile *file);

/* a first submission is in the base too, a second one not before the head's word, unless it is the
 * same form */
static gboolean
is_in (AppImportFile *file)
{
  switch (file->state)
    {
    case APP_IMPORT_STORED:
      return TRUE;
    case APP_IMPORT_READ:
      return app_import_file_is_same (file);
    case APP_IMPORT_TO_CONFIRM:
      return !file->repeated || file->import != 0 || app_import_file_is_same (file);
    default:
      return FALSE;
    }
}

static gboolean
waits_for_word (AppImportFile *file)
{
  return file->state == APP_IMPORT_TO_CONFIRM && file->repeated;
}

static gboolean
is_unsure (AppImportFile *file)
{
  return file->state == APP_IMPORT_FAILED && file->unsure;
}

static gboolean
is_out (AppImportFile *file)
{
  return !is_in (file) && !waits_for_word (file) && !is_unsure (file);
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

/* a sentence about those that are so: «а.xlsx», «б.xlsx» и ещё 7 */
static void
tell (GString *text, AppImportQueue *queue, Is is, const char *format)
{
  GListModel *files = app_import_queue_get_files (queue);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (files, i);

      if (is (file) && n++ < MAX_TOLD)
        g_string_append_printf (names, "%s«%s»", names->len > 0 ? ", " : "", file->shown);
    }
  if (n > MAX_TOLD)
    g_string_append_printf (names, _ (" и ещё %u"), n - MAX_TOLD);
  if (n > 0)
    {
      g_string_append (text, text->len > 0 ? " " : "");
      g_string_append_printf (text, format, names->str);
    }
}

char *
app_import_tell_rest (AppImportQueue *queue)
{
  GString *text = g_string_new (NULL);

  tell (text, queue, waits_for_word, _ ("Нужно слово руководителя: %s."));
  tell (text, queue, is_unsure,
        _ ("Неизвестно, вошли ли: %s. «Продолжить» отправит их ещё раз, дважды они не запишутся."));
  tell (text, queue, is_out,
        _ ("Не записаны: %s. Каждый файл записывается целиком: из этих не записано ни строки."));
  return g_string_free (text, FALSE);
}

gboolean
app_import_is_unsure (AppImportQueue *queue)
{
  GListModel *files = app_import_queue_get_files (queue);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (files, i);

      if (file->unsure && !is_in (file))
        return TRUE;
    }
  return FALSE;
}

gboolean
app_import_has_news (AppImportQueue *queue)
{
  GListModel *files = app_import_queue_get_files (queue);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (files, i);

      if (file->state == APP_IMPORT_READ && !app_import_file_is_same (file))
        return TRUE;
    }
  return FALSE;
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

#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "store/names-file.h"

void
_app_names_refuse_size (GError **error)
{
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
                       _ ("файл больше 20 МБ, для списка участников это слишком много: оставьте в "
                          "нём столбцы «код» и «фамилия» и сохраните его снова"));
}

/* the container has the names of its streams in UTF-16 */
static gboolean
has_stream (GBytes *bytes, const char *name)
{
  gsize size, length = strlen (name);
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at + 2 * length <= size; at++)
    {
      gsize i = 0;

      while (i < length && data[at + 2 * i] == name[i] && data[at + 2 * i + 1] == 0)
        i++;
      if (i == length)
        return TRUE;
    }
  return FALSE;
}

const char *
_app_names_describe_old (GBytes *bytes)
{
  if (has_stream (bytes, "EncryptedPackage"))
    return _ ("книга защищена паролем: откройте её в Excel, снимите пароль и сохраните снова");
  if (has_stream (bytes, "WordDocument"))
    return _ ("это документ Word: скопируйте из него таблицу и вставьте её здесь");
  return _ ("книга старого вида (.xls): откройте её в Excel и сохраните как «Книга Excel (.xlsx)»");
}

static const char *
describe_closed (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _ ("файла больше нет на прежнем месте: выберите его снова");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return _ ("нет прав читать этот файл: попросите того, чей он, открыть его для вас или "
              "скопировать в вашу папку");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return _ ("это папка: выберите в ней файл со списком");
  return _ ("файл не открывается: закройте его в других программах и выберите снова");
}

GPtrArray *
app_names_read_file (GFile *file, AppNamesLeft *ret_left, GError **error)
{
  g_autoptr (GError) closed = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, &closed);
  g_autoptr (GBytes) bytes = NULL;

  if (info != NULL && g_file_info_get_size (info) > APP_NAMES_MAX_BYTES)
    {
      _app_names_refuse_size (error);
      return NULL;
    }
  if (info != NULL)
    bytes = g_file_load_bytes (file, NULL, NULL, &closed);
  if (bytes != NULL)
    return app_names_read (bytes, ret_left, error);
  g_message ("names: %s", closed->message);
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE, describe_closed (closed));
  return NULL;
}

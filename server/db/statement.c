#define G_LOG_DOMAIN "srv-db"

#include "db/statement.h"

#include "model/error.h"

static GMutex lock;
static GHashTable *texts;

const char *
srv_statement_text (const char *name, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  g_autofree char *path = NULL;
  GBytes *bytes;

  if (texts == NULL)
    texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  bytes = g_hash_table_lookup (texts, name);
  if (bytes == NULL)
    {
      path = g_strconcat ("/merilo/sql/queries/", name, ".sql", NULL);
      bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      if (bytes == NULL)
        {
          g_set_error (error, MERILO_ERROR, MERILO_ERROR_INTERNAL, "no statement '%s'", name);
          return NULL;
        }
      g_hash_table_insert (texts, g_strdup (name), bytes);
    }
  return g_bytes_get_data (bytes, NULL); /* a resource ends with a zero */
}

gboolean
srv_shape_fits (SrvShape shape, guint rows)
{
  switch (shape)
    {
    case SRV_SHAPE_NONE:
      return rows == 0;
    case SRV_SHAPE_ONE:
      return rows == 1;
    case SRV_SHAPE_MAYBE_ONE:
      return rows <= 1;
    case SRV_SHAPE_ANY:
    case SRV_SHAPE_MANY:
    default:
      return TRUE;
    }
}

#define G_LOG_DOMAIN "srv-reading"

#include "reading/hints.h"

#include "exchange/package.h"

gboolean
srv_reading_hints_load (SrvReadingHints *self, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (self->map == NULL)
    return TRUE;
  bytes = merilo_package_map_file (self->map, error);
  if (bytes == NULL)
    return FALSE;
  self->columns = merilo_layout_map_read (g_bytes_get_data (bytes, NULL),
                                          (gssize) g_bytes_get_size (bytes), error);
  return self->columns != NULL;
}

MeriloReadHint
srv_reading_hints_get (const SrvReadingHints *self)
{
  return (MeriloReadHint){ .path = self->name, .school = self->school, .map = self->columns };
}

void
srv_reading_hints_clear (SrvReadingHints *self)
{
  g_free (self->name);
  g_free (self->school);
  g_free (self->map);
  g_clear_pointer (&self->columns, merilo_layout_map_free);
}

#define G_LOG_DOMAIN "srv-http"

#include "http/body-private.h"

#include <string.h>

#define SMALL 4096

static void
wipe_array (gpointer data)
{
  GByteArray *gathered = data;

  explicit_bzero (gathered->data, gathered->len);
  g_byte_array_unref (gathered);
}

GByteArray *
_srv_body_new (gsize max)
{
  return max <= SMALL ? g_byte_array_sized_new ((guint) max) : g_byte_array_new ();
}

GBytes *
_srv_body_take (GByteArray *gathered)
{
  return g_bytes_new_with_free_func (gathered->data, gathered->len, wipe_array, gathered);
}

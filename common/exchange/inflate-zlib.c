#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/inflate.h"

#include <zlib.h>

struct _MeriloInflate
{
  z_stream stream;
};

MeriloInflate *
merilo_inflate_new (const guint8 *packed, gsize size)
{
  MeriloInflate *self = g_new0 (MeriloInflate, 1);

  g_assert (size <= G_MAXUINT);
  self->stream.next_in = (guint8 *) packed;
  self->stream.avail_in = (guint) size;
  if (inflateInit2 (&self->stream, -MAX_WBITS) != Z_OK) /* bare: a zip has its own head */
    g_error ("zlib has no memory");
  return self;
}

void
merilo_inflate_free (MeriloInflate *self)
{
  inflateEnd (&self->stream);
  g_free (self);
}

gssize
merilo_inflate_pull (MeriloInflate *self, guint8 *buffer, gsize size)
{
  int outcome;

  self->stream.next_out = buffer;
  self->stream.avail_out = (guint) MIN (size, G_MAXINT);
  outcome = inflate (&self->stream, Z_NO_FLUSH);
  if (outcome != Z_OK && outcome != Z_STREAM_END && outcome != Z_BUF_ERROR)
    return -1;
  return self->stream.next_out - buffer;
}

guint32
merilo_crc (guint32 crc, const guint8 *bytes, gsize size)
{
  return (guint32) crc32_z (crc, bytes, size);
}

#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/inflate.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

struct _MeriloInflate
{
  struct inflate_state state;
};

MeriloInflate *
merilo_inflate_new (const guint8 *packed, gsize size)
{
  MeriloInflate *self = g_new (MeriloInflate, 1);

  g_assert (size <= G_MAXUINT32);
  isal_inflate_init (&self->state);
  self->state.crc_flag = ISAL_DEFLATE;
  self->state.next_in = (guint8 *) packed;
  self->state.avail_in = (guint32) size;
  return self;
}

void
merilo_inflate_free (MeriloInflate *self)
{
  g_free (self);
}

gssize
merilo_inflate_pull (MeriloInflate *self, guint8 *buffer, gsize size)
{
  struct inflate_state *state = &self->state;

  state->next_out = buffer;
  state->avail_out = (guint32) MIN (size, G_MAXINT32);
  if (isal_inflate (state) < 0)
    return -1;
  return state->next_out - buffer;
}

guint32
merilo_crc (guint32 crc, const guint8 *bytes, gsize size)
{
  return crc32_gzip_refl (crc, bytes, size);
}

/* Deflated bytes (RFC 1951) made what they were, a piece at a time, by ISA-L or, where it is not,
 * by zlib: of a workbook's reading this is a tenth, and ISA-L needs a third of zlib's time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MeriloInflate MeriloInflate;

/* @packed must live as long */
MeriloInflate *merilo_inflate_new (const guint8 *packed, gsize size);
void merilo_inflate_free (MeriloInflate *self);

/* 0 at the end of what was deflated, be it cut or whole; -1: these are no deflated bytes */
gssize merilo_inflate_pull (MeriloInflate *self, guint8 *buffer, gsize size);

/* CRC-32 of zip (ISO 3309) over more bytes; @crc: of those before, 0 at first */
guint32 merilo_crc (guint32 crc, const guint8 *bytes, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloInflate, merilo_inflate_free)

G_END_DECLS

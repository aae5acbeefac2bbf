/* Answers written past the engine, which can queue none in the middle of a head or a body. */
#pragma once

#include "http/link.h"

G_BEGIN_DECLS

/* bytes read away so that a reset does not take the refusal */
#define SRV_MAX_DISCARD (256 * 1024)

/**
 * _srv_refuse_midway:
 * @req: (nullable): the request that is being read, if its head is known
 *
 * Writes a whole problem+json answer to the socket and ends our side of it. What the client still
 * sends is read away for a while by the caller or the deadline.
 */
void _srv_refuse_midway (SrvLink *link, SrvRequest *req, guint status);

G_END_DECLS

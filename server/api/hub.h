/* Live events: notifications of the base handed to the streams whose users may see the row. */
#pragma once

#include "db/identity.h"
#include "http/stream.h"

G_BEGIN_DECLS

typedef struct _SrvHub SrvHub;

SrvHub *srv_hub_new (void);
void srv_hub_free (SrvHub *self);

/* @stream: (transfer none): forgotten when it closes. Copies @who. */
void srv_hub_add (SrvHub *self, SrvStream *stream, const SrvIdentity *who);

/* payload of the base: {"resource","id","version","org_id"} */
void srv_hub_notify (SrvHub *self, const char *payload);

G_END_DECLS

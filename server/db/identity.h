/* Who asks the base: what a request enters with. */
#pragma once

#include "model/role.h"

G_BEGIN_DECLS

typedef struct
{
  char *user_id;
  MeriloRole role;
  char *org_id;
  char *orgs; /* that the user may see, as PostgreSQL writes an array: "{3,7}" */
} SrvIdentity;

SrvIdentity *
srv_identity_new (const char *user_id, MeriloRole role, const char *org_id, const char *orgs);
SrvIdentity *srv_identity_copy (const SrvIdentity *who);
void srv_identity_free (SrvIdentity *who);

/* may the user see rows of that org */
gboolean srv_identity_sees (const SrvIdentity *who, const char *org_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvIdentity, srv_identity_free)

G_END_DECLS

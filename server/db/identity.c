#define G_LOG_DOMAIN "srv-db"

#include "db/identity.h"

#include <string.h>

SrvIdentity *
srv_identity_new (const char *user_id, MeriloRole role, const char *org_id, const char *orgs)
{
  SrvIdentity *who = g_new0 (SrvIdentity, 1);

  who->user_id = g_strdup (user_id);
  who->role = role;
  who->org_id = g_strdup (org_id);
  who->orgs = g_strdup (orgs != NULL ? orgs : "{}");
  return who;
}

SrvIdentity *
srv_identity_copy (const SrvIdentity *who)
{
  return srv_identity_new (who->user_id, who->role, who->org_id, who->orgs);
}

void
srv_identity_free (SrvIdentity *who)
{
  if (who == NULL)
    return;
  g_free (who->user_id);
  g_free (who->org_id);
  g_free (who->orgs);
  g_free (who);
}

gboolean
srv_identity_sees (const SrvIdentity *who, const char *org_id)
{
  gsize n = strlen (org_id);

  for (const char *p = strstr (who->orgs, org_id); p != NULL; p = strstr (p + 1, org_id))
    if ((p[-1] == '{' || p[-1] == ',') && (p[n] == ',' || p[n] == '}'))
      return TRUE;
  return FALSE;
}

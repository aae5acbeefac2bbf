#define G_LOG_DOMAIN "srv-embedded"

#include "embedded/prepare.h"

#include "db/migrate.h"

static gboolean
make_database (SrvCluster *cluster, GError **error)
{
  g_autofree char *conninfo = srv_cluster_conninfo_owner (cluster, "postgres");
  g_autoptr (SrvSession) session = srv_session_open (conninfo, error);
  g_autoptr (SrvRows) found = NULL;
  g_autoptr (SrvRows) made = NULL;

  if (session == NULL)
    return FALSE;
  found = srv_session_ask (session, "database/exists", NULL, SRV_SHAPE_MAYBE_ONE, error);
  if (found == NULL || srv_rows_get_n (found) > 0)
    return found != NULL;
  made = srv_session_ask (session, "database/create", NULL, SRV_SHAPE_ANY, error);
  return made != NULL;
}

gboolean
srv_prepare_database (SrvCluster *cluster, const char *owner, const char *data, GError **error)
{
  g_autofree char *note = g_strconcat (data, ".conninfo", NULL);
  g_autoptr (SrvSession) session = NULL;

  if (!make_database (cluster, error))
    return FALSE;
  session = srv_session_open (owner, error);
  return session != NULL && srv_migrate (session, NULL, error)
         && g_file_set_contents_full (note, owner, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

char *
srv_prepare_find_owner (const char *data)
{
  g_autofree char *note = g_strconcat (data, ".conninfo", NULL);
  char *owner = NULL;

  return g_file_get_contents (note, &owner, NULL, NULL) ? owner : NULL;
}

#define G_LOG_DOMAIN "srv-api"

#include "api/freshness.h"

#include "api/list-file.h"
#include "db/identity.h"

struct _SrvFreshness
{
  guint64 worker; /* random: tags of another worker or of an earlier start never match */
  guint64 state;
  gboolean trusted;
};

SrvFreshness *
srv_freshness_new (void)
{
  SrvFreshness *self = g_new0 (SrvFreshness, 1);

  self->worker = (guint64) g_random_int () << 32 | g_random_int ();
  return self;
}

void
srv_freshness_free (SrvFreshness *self)
{
  g_free (self);
}

void
srv_freshness_bump (SrvFreshness *self)
{
  self->state++;
}

void
srv_freshness_set_trusted (SrvFreshness *self, gboolean trusted)
{
  self->trusted = trusted;
  self->state++;
}

char *
srv_freshness_etag (SrvFreshness *self, SrvRequest *req)
{
  const SrvIdentity *who = srv_request_get_session (req);
  g_autoptr (GChecksum) sum = NULL;
  guchar form;

  if (!self->trusted || who == NULL)
    return NULL;
  form = (guchar) srv_list_form (req);
  sum = g_checksum_new (G_CHECKSUM_SHA1);
  g_checksum_update (sum, &form, 1);
  g_checksum_update (sum, (const guchar *) who->user_id, -1);
  g_checksum_update (sum, (const guchar *) who->orgs, -1);
  g_checksum_update (sum, (const guchar *) srv_request_get_path (req), -1);
  for (guint i = 0; i < srv_request_get_n_query (req); i++)
    {
      const char *value, *name = srv_request_get_query_at (req, i, &value);

      g_checksum_update (sum, (const guchar *) name, -1);
      g_checksum_update (sum, (const guchar *) "=", 1);
      g_checksum_update (sum, (const guchar *) value, -1);
      g_checksum_update (sum, (const guchar *) "&", 1);
    }
  return g_strdup_printf ("\"%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x-%.12s\"", self->worker,
                          self->state, g_checksum_get_string (sum));
}

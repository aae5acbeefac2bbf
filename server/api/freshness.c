#define G_LOG_DOMAIN "srv-api"

#include "api/freshness.h"

#include <errno.h>
#include <sys/mman.h>

#include "api/list-file.h"
#include "db/identity.h"
#include "model/error.h"

/* of all workers */
typedef struct
{
  guint64 start; /* random: tags of an earlier start or of another machine never match */
  _Atomic guint64 state;
} Shared;

struct _SrvFreshness
{
  Shared *shared;
  gboolean trusted; /* this worker hears */
};

SrvFreshness *
srv_freshness_new (GError **error)
{
  void *shared
      = mmap (NULL, sizeof (Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  SrvFreshness *self;

  if (shared == MAP_FAILED)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE, "no memory for tags: %s",
                   g_strerror (errno));
      return NULL;
    }
  self = g_new0 (SrvFreshness, 1);
  self->shared = shared;
  self->shared->start = (guint64) g_random_int () << 32 | g_random_int ();
  return self;
}

void
srv_freshness_free (SrvFreshness *self)
{
  if (self == NULL)
    return;
  munmap (self->shared, sizeof (Shared));
  g_free (self);
}

void
srv_freshness_bump (SrvFreshness *self)
{
  self->shared->state++;
}

void
srv_freshness_set_trusted (SrvFreshness *self, gboolean trusted)
{
  self->trusted = trusted;
  srv_freshness_bump (self);
}

char *
srv_freshness_etag (SrvFreshness *self, SrvRequest *req)
{
  const SrvIdentity *who = srv_request_get_session (req);
  g_autoptr (GChecksum) sum = NULL;
  guint64 state;
  guchar form;

  if (!self->trusted || who == NULL)
    return NULL;
  state = self->shared->state; /* before the query: a tag is never newer than its rows */
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
  return g_strdup_printf ("\"%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x-%.12s\"",
                          self->shared->start, state, g_checksum_get_string (sum));
}

gboolean
srv_freshness_spares (SrvFreshness *self, SrvRequest *req)
{
  g_autofree char *etag = srv_freshness_etag (self, req);

  if (etag == NULL)
    return FALSE;
  if (srv_request_none_match (req, etag))
    {
      srv_request_reply_not_modified (req, etag);
      return TRUE;
    }
  srv_request_set_etag (req, etag);
  return FALSE;
}

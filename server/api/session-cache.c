#define G_LOG_DOMAIN "srv-api"

#include "api/session-cache.h"

#include <string.h>

#define MAX_ENTRIES 4096

typedef struct
{
  guint8 hash[SRV_TOKEN_HASH_SIZE];
  gint64 until; /* monotonic */
  SrvIdentity *who;
} Entry;

struct _SrvSessionCache
{
  GHashTable *entries; /* Entry, itself its key */
  gboolean trusted;
};

static guint
entry_hash (gconstpointer key)
{
  guint h;

  memcpy (&h, ((const Entry *) key)->hash, sizeof h); /* SHA-256: any four bytes will do */
  return h;
}

static gboolean
entry_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (((const Entry *) a)->hash, ((const Entry *) b)->hash, SRV_TOKEN_HASH_SIZE) == 0;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  srv_identity_free (entry->who);
  g_free (entry);
}

SrvSessionCache *
srv_session_cache_new (void)
{
  SrvSessionCache *self = g_new0 (SrvSessionCache, 1);

  self->entries = g_hash_table_new_full (entry_hash, entry_equal, entry_free, NULL);
  return self;
}

void
srv_session_cache_free (SrvSessionCache *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->entries);
  g_free (self);
}

const SrvIdentity *
srv_session_cache_find (SrvSessionCache *self, const guint8 hash[SRV_TOKEN_HASH_SIZE])
{
  Entry key, *entry;

  memcpy (key.hash, hash, sizeof key.hash);
  entry = g_hash_table_lookup (self->entries, &key);
  if (entry == NULL)
    return NULL;
  if (entry->until > g_get_monotonic_time ())
    return entry->who;
  g_hash_table_remove (self->entries, &key);
  return NULL;
}

void
srv_session_cache_put (SrvSessionCache *self,
                       const guint8 hash[SRV_TOKEN_HASH_SIZE],
                       const SrvIdentity *who)
{
  Entry *entry;

  if (!self->trusted)
    return;
  if (g_hash_table_size (self->entries) >= MAX_ENTRIES)
    g_hash_table_remove_all (self->entries);
  entry = g_new0 (Entry, 1);
  memcpy (entry->hash, hash, sizeof entry->hash);
  entry->until = g_get_monotonic_time () + SRV_SESSION_CACHE_SECONDS * (gint64) G_USEC_PER_SEC;
  entry->who = srv_identity_copy (who);
  g_hash_table_replace (self->entries, entry, entry);
}

void
srv_session_cache_clear (SrvSessionCache *self)
{
  g_hash_table_remove_all (self->entries);
}

void
srv_session_cache_set_trusted (SrvSessionCache *self, gboolean trusted)
{
  self->trusted = trusted;
  if (!trusted)
    srv_session_cache_clear (self);
}

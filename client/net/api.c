#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include "net/api-private.h"

G_DEFINE_FINAL_TYPE (AppApi, app_api, G_TYPE_OBJECT)

/* GObject overrides */

static void
app_api_dispose (GObject *object)
{
  AppApi *self = APP_API (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->memory, g_hash_table_unref);
  G_OBJECT_CLASS (app_api_parent_class)->dispose (object);
}

static void
app_api_class_init (AppApiClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_api_dispose;
}

static void
app_api_init (AppApi *self)
{
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) app_api_entry_free);
}

/* Public API */

AppApi *
app_api_new (AppSession *session)
{
  AppApi *self = g_object_new (APP_TYPE_API, NULL);

  self->session = g_object_ref (session);
  return self;
}

AppSession *
app_api_get_session (AppApi *self)
{
  return self->session;
}

void
app_api_set_cache (AppApi *self, const AppApiCache *cache)
{
  self->cache = cache != NULL ? *cache : (AppApiCache){ 0 };
  g_hash_table_remove_all (self->memory);
  self->passed = self->questions;
}

const MeriloEntity *
_app_api_entity_of (GType type)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);

  return ((MeriloRecordClass *) klass)->entity;
}

char *
app_record_dup_id (gpointer record)
{
  const MeriloEntity *entity = merilo_record_get_entity (record);
  int i = merilo_entity_find (entity, "id");

  if (i < 0 || !merilo_record_has (record, (guint) i))
    return g_strdup ("");
  if (entity->fields[i].kind == MERILO_TEXT)
    return g_strdup (merilo_record_get_text (record, (guint) i));
  return g_strdup_printf ("%" G_GINT64_FORMAT, merilo_record_get_whole (record, (guint) i));
}

gint64
app_record_get_version (gpointer record)
{
  int i = merilo_entity_find (merilo_record_get_entity (record), "version");

  if (i < 0 || !merilo_record_has (record, (guint) i))
    return -1;
  return merilo_record_get_whole (record, (guint) i);
}

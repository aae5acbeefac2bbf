#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include "store/outbox-private.h"

#include "net/exchange.h"
#include "store/store-private.h"

enum
{
  PROP_0,
  PROP_WAITING,
  PROP_SAVED_AT,
  N_PROPS
};

enum
{
  SIGNAL_SETTLED,
  SIGNAL_SENDING,
  SIGNAL_STUCK,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* GListModel interface */

static GType
get_item_type (GListModel *model)
{
  return APP_TYPE_OUTBOX_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return APP_OUTBOX (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint i)
{
  AppOutbox *self = APP_OUTBOX (model);

  return i < self->entries->len ? g_object_ref (self->entries->pdata[i]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AppOutbox,
                               app_outbox,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* The queue, on disk and in lists; for the other files */

gboolean
_app_outbox_is_stuck (AppOutboxEntry *entry)
{
  return entry->state == APP_WRITE_CONFLICT || entry->state == APP_WRITE_REFUSED;
}

void
_app_outbox_set_state (AppOutboxEntry *entry, AppWriteState state)
{
  entry->state = state;
  g_object_notify (G_OBJECT (entry), "state");
}

static void
tell_count (AppOutbox *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

void
_app_outbox_remove (AppOutbox *self, AppOutboxEntry *entry)
{
  guint i;

  _app_store_run (self->store, "delete from outbox where id = ?", "i", entry->id);
  if (!g_ptr_array_find (self->entries, entry, &i))
    return;
  g_ptr_array_remove_index (self->entries, i);
  g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 0);
  tell_count (self);
}

void
_app_outbox_renew_key (AppOutboxEntry *entry)
{
  g_free (entry->key);
  entry->key = app_key_new ();
  entry->attempts = 0;
}

void
_app_outbox_append (AppOutbox *self, AppOutboxEntry *entry)
{
  _app_outbox_insert (self->store, entry);
  g_ptr_array_add (self->entries, entry);
  g_list_model_items_changed (G_LIST_MODEL (self), self->entries->len - 1, 0, 1);
  tell_count (self);
}

void
_app_outbox_tell_sending (AppOutbox *self, AppOutboxEntry *entry)
{
  g_signal_emit (self, signals[SIGNAL_SENDING], 0, entry);
}

void
_app_outbox_tell_stuck (AppOutbox *self, AppOutboxEntry *entry)
{
  g_signal_emit (self, signals[SIGNAL_STUCK], 0, entry);
}

void
_app_outbox_tell_settled (AppOutbox *self, AppOutboxEntry *entry, MeriloRecord *record)
{
  self->saved_at = g_get_real_time ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED_AT]);
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0, entry, record);
}

/* GObject overrides */

static void
app_outbox_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AppOutbox *self = APP_OUTBOX (object);

  if (id == PROP_WAITING)
    g_value_set_uint (value, self->entries->len);
  else
    g_value_set_int64 (value, self->saved_at);
}

static void
app_outbox_dispose (GObject *object)
{
  AppOutbox *self = APP_OUTBOX (object);

  _app_outbox_stop (self);
  g_clear_object (&self->store);
  g_clear_object (&self->api);
  G_OBJECT_CLASS (app_outbox_parent_class)->dispose (object);
}

static void
app_outbox_finalize (GObject *object)
{
  AppOutbox *self = APP_OUTBOX (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->entries);
  G_OBJECT_CLASS (app_outbox_parent_class)->finalize (object);
}

static void
app_outbox_class_init (AppOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_outbox_get_property;
  object_class->dispose = app_outbox_dispose;
  object_class->finalize = app_outbox_finalize;
  properties[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SAVED_AT] = g_param_spec_int64 ("saved-at", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_SETTLED]
      = g_signal_new ("settled", APP_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, APP_TYPE_OUTBOX_ENTRY, MERILO_TYPE_RECORD);
  signals[SIGNAL_SENDING] = g_signal_new ("sending", APP_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, APP_TYPE_OUTBOX_ENTRY);
  signals[SIGNAL_STUCK] = g_signal_new ("stuck", APP_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, APP_TYPE_OUTBOX_ENTRY);
}

static void
app_outbox_init (AppOutbox *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

/* Public API */

AppOutbox *
app_outbox_new (AppStore *store, AppApi *api)
{
  AppOutbox *self = g_object_new (APP_TYPE_OUTBOX, NULL);

  self->store = g_object_ref (store);
  self->api = g_object_ref (api);
  _app_outbox_load (store, self->entries);
  _app_outbox_start (self);
  return self;
}

void
app_outbox_overlay (AppOutbox *self, gpointer record)
{
  g_autofree char *id = app_record_dup_id (record);
  const char *name = merilo_record_get_entity (record)->name;

  for (guint i = 0; i < self->entries->len; i++)
    {
      AppOutboxEntry *entry = self->entries->pdata[i];

      if (g_str_equal (entry->resource, name) && g_str_equal (entry->record, id)
          && !merilo_record_from_json (record, entry->body, strlen (entry->body), &app_api_bounds,
                                       MERILO_JSON_SKIP_UNKNOWN, NULL, NULL))
        g_debug ("entry %" G_GINT64_FORMAT " cannot be laid over its record", entry->id);
    }
}

AppOutboxEntry *
app_outbox_find (AppOutbox *self, const char *resource, const char *record)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      AppOutboxEntry *entry = self->entries->pdata[i];

      if (g_str_equal (entry->resource, resource) && g_str_equal (entry->record, record))
        return entry;
    }
  return NULL;
}

void
app_outbox_drop (AppOutbox *self, AppOutboxEntry *entry)
{
  g_autoptr (AppOutboxEntry) guard = g_object_ref (entry);

  if (entry == self->sending)
    return;
  _app_outbox_remove (self, entry);
  _app_outbox_send_next (self);
}

guint
app_outbox_get_waiting (AppOutbox *self)
{
  return self->entries->len;
}

guint
app_outbox_get_stuck (AppOutbox *self)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n += _app_outbox_is_stuck (self->entries->pdata[i]);
  return n;
}

gint64
app_outbox_get_saved_at (AppOutbox *self)
{
  return self->saved_at;
}

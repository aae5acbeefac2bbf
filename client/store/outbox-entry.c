#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/outbox-entry.h"

enum
{
  PROP_0,
  PROP_STATE,
  PROP_LABEL,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (AppOutboxEntry, app_outbox_entry, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
app_outbox_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AppOutboxEntry *self = APP_OUTBOX_ENTRY (object);

  if (id == PROP_STATE)
    g_value_set_int (value, (int) self->state);
  else
    g_value_set_string (value, self->label);
}

static void
app_outbox_entry_finalize (GObject *object)
{
  AppOutboxEntry *self = APP_OUTBOX_ENTRY (object);

  g_free (self->key);
  g_free (self->method);
  g_free (self->path);
  g_free (self->resource);
  g_free (self->record);
  g_free (self->body);
  g_free (self->label);
  g_free (self->code);
  g_free (self->field);
  g_free (self->reason);
  g_free (self->current);
  g_free (self->answer);
  G_OBJECT_CLASS (app_outbox_entry_parent_class)->finalize (object);
}

static void
app_outbox_entry_class_init (AppOutboxEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_outbox_entry_get_property;
  object_class->finalize = app_outbox_entry_finalize;
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, APP_WRITE_REFUSED, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LABEL]
      = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
app_outbox_entry_init (AppOutboxEntry *self)
{
  self->version = -1;
}

char *
app_outbox_entry_describe (AppOutboxEntry *self)
{
  switch (self->state)
    {
    case APP_WRITE_SENDING:
      return g_strdup (_ ("отправляется"));
    case APP_WRITE_AWAY:
      return g_strdup_printf (_ ("ждёт связи: %s"), self->reason != NULL ? self->reason : "");
    case APP_WRITE_CONFLICT:
      return g_strdup (_ ("запись изменил кто-то ещё: выберите, что оставить"));
    case APP_WRITE_REFUSED:
      return g_strdup_printf (_ ("не принято: %s"), self->reason != NULL ? self->reason : "");
    case APP_WRITE_QUEUED:
    default:
      return g_strdup (_ ("в очереди"));
    }
}

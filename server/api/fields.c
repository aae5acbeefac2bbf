#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include "api/fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "auth/password.h"
#include "model/json-texts.h"

struct _SrvFields
{
  GHashTable *texts;
};

static const MeriloJsonBounds bounds = { 1 << 20, 16, 1 };

/* every name given is known, every needed name is given */
static gboolean
check_names (SrvRequest *req, GHashTable *texts, const char *const *names)
{
  guint known = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean optional = g_str_has_suffix (names[i], "?");
      g_autofree char *name = g_strndup (names[i], strlen (names[i]) - optional);

      gboolean given = g_hash_table_contains (texts, name);

      known += given;
      if (!optional && g_hash_table_lookup (texts, name) == NULL)
        {
          srv_request_reply_problem (req, 422, "invalid", _ ("Поле нужно заполнить"), names[i]);
          return FALSE;
        }
    }
  if (known == g_hash_table_size (texts))
    return TRUE;
  srv_request_reply_problem (req, 400, "bad-json", _ ("В запросе есть неизвестное поле"), NULL);
  return FALSE;
}

SrvFields *
srv_fields_read (SrvRequest *req, const char *const *names)
{
  gsize n;
  const char *json = g_bytes_get_data (srv_request_get_body (req), &n);
  g_autoptr (GHashTable) texts = merilo_json_texts (json != NULL ? json : "", n, &bounds,
                                                    (GDestroyNotify) srv_password_free, NULL);
  SrvFields *self;

  if (texts == NULL)
    srv_request_reply_problem (req, 400, "bad-json", _ ("Тело запроса: нужен объект JSON"), NULL);
  if (texts == NULL || !check_names (req, texts, names))
    return NULL;
  self = g_new0 (SrvFields, 1);
  self->texts = g_steal_pointer (&texts);
  return self;
}

void
srv_fields_free (SrvFields *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->texts);
  g_free (self);
}

const char *
srv_fields_get (SrvFields *self, const char *name)
{
  return g_hash_table_lookup (self->texts, name);
}

#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include "api/body.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "model/json-reader.h"

static const MeriloJsonBounds bounds = { 1 << 20, 16, 1 };

static gboolean
refuse_field (SrvRequest *req, const MeriloField *f, MeriloErrorCode code, const char *message)
{
  srv_request_reply_problem (req, merilo_error_code_status (code), merilo_error_code_name (code),
                             message, f->name);
  return FALSE;
}

static gboolean
may_give (const MeriloEntity *entity, guint i, MeriloRole role)
{
  const MeriloField *f = &entity->fields[i];
  guint writers = f->writers != 0 ? f->writers : entity->writers;

  return !(f->flags & MERILO_READ_ONLY) && (writers & (1u << role));
}

static gboolean
read_fields (SrvRequest *req, const MeriloEntity *entity, SrvBody *body)
{
  g_autoptr (GError) error = NULL;
  gsize n;
  const char *json = g_bytes_get_data (srv_request_get_body (req), &n);

  body->record = g_object_new (merilo_entity_register (entity), NULL);
  if (merilo_record_from_json (body->record, json != NULL ? json : "", n, &bounds,
                               MERILO_JSON_REFUSE_UNKNOWN, &body->fields, &error))
    return TRUE;
  srv_request_reply_error (req, error);
  return FALSE;
}

/* each field that is given may be, and fits; of a new record none is missing either */
static gboolean
read_body (
    SrvRequest *req, const MeriloEntity *entity, MeriloRole role, gboolean new, SrvBody *ret_body)
{
  g_auto (SrvBody) body = { 0 };

  if (!read_fields (req, entity, &body))
    return FALSE;
  for (guint i = 0; i < entity->n_fields; i++)
    {
      gboolean given = ((body.fields >> i) & 1) != 0;
      g_autofree char *problem = NULL;

      if (given && new && !may_give (entity, i, role))
        return refuse_field (req, &entity->fields[i], MERILO_ERROR_NOT_WRITABLE,
                             _ ("Это поле при создании не задают"));
      if (given && !new && !merilo_entity_may_write (entity, i, role, NULL))
        return refuse_field (req, &entity->fields[i], MERILO_ERROR_NOT_WRITABLE,
                             _ ("Это поле изменить нельзя"));
      problem = given || new ? merilo_record_check_field (body.record, i) : NULL;
      if (problem != NULL)
        return refuse_field (req, &entity->fields[i], MERILO_ERROR_INVALID, problem);
    }
  if (body.fields == 0)
    {
      srv_request_reply_problem (req, 422, "invalid", _ ("Не задано ни одного поля"), NULL);
      return FALSE;
    }
  *ret_body = body;
  body.record = NULL;
  return TRUE;
}

gboolean
srv_body_read_new (SrvRequest *req, const MeriloEntity *entity, MeriloRole role, SrvBody *ret_body)
{
  return read_body (req, entity, role, TRUE, ret_body);
}

gboolean
srv_body_read_patch (SrvRequest *req,
                     const MeriloEntity *entity,
                     MeriloRole role,
                     SrvBody *ret_body)
{
  return read_body (req, entity, role, FALSE, ret_body);
}

void
srv_body_clear (SrvBody *body)
{
  g_clear_object (&body->record);
}

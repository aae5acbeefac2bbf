#define G_LOG_DOMAIN "srv-api"

#include "api/map-check.h"

#include "exchange/layout-map.h"
#include "model/entities/layout-map.h"

#define DOC (G_GUINT64_CONSTANT (1) << MERILO_LAYOUT_MAP_DOC)

gboolean
srv_map_check (SrvRequest *req, const SrvBody *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloLayoutMap) map = NULL;

  if (merilo_record_get_entity (body->record) != &merilo_layout_map_entity || !(body->fields & DOC))
    return TRUE;
  map = merilo_layout_map_read (merilo_record_get_text (body->record, MERILO_LAYOUT_MAP_DOC), -1,
                                &error);
  if (map == NULL)
    srv_request_reply_problem (req, 422, "invalid", error->message, "doc");
  return map != NULL;
}

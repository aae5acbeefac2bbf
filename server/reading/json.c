#define G_LOG_DOMAIN "srv-reading"

#include "reading/json.h"

#include "model/error.h"

JsonNode *
srv_reading_parse_json (const char *text, GError **error)
{
  g_autoptr (GError) problem = NULL;
  JsonNode *node = json_from_string (text, &problem);

  if (node == NULL)
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_INTERNAL, "%s", problem->message);
  return node;
}

#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include "api/query-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/call.h"
#include "model/value.h"
#include "schedule/report-due.h"

#define TEXT_BYTES 400

static gboolean
fits (SrvQueryKind kind, const char *text)
{
  gint64 day;

  switch (kind)
    {
    case SRV_QUERY_YEAR:
      return srv_call_is_whole (text) && strlen (text) == 4 && strcmp (text, "2000") >= 0
             && strcmp (text, "2100") <= 0;
    case SRV_QUERY_QUARTER:
      return merilo_quarter_is_good (text);
    case SRV_QUERY_DATE:
      return merilo_date_parse (text, strlen (text), &day);
    case SRV_QUERY_TEXT:
      return g_utf8_validate (text, -1, NULL) && strlen (text) <= TEXT_BYTES;
    case SRV_QUERY_WHOLE:
    default:
      return srv_call_is_whole (text);
    }
}

static const char *
explain (SrvQueryKind kind)
{
  switch (kind)
    {
    case SRV_QUERY_YEAR:
      return _ ("Нужен год, например 2026");
    case SRV_QUERY_QUARTER:
      return _ ("Нужен квартал: год и номер, например 2025-Q1");
    case SRV_QUERY_DATE:
      return _ ("Нужна дата вида 2026-03-25");
    case SRV_QUERY_TEXT:
      return _ ("Нужно название, не длиннее 200 букв");
    case SRV_QUERY_WHOLE:
    default:
      return _ ("Нужен номер записи");
    }
}

const char *
srv_query_get (SrvRequest *req, const char *name)
{
  const char *value = srv_request_get_query (req, name);

  return value != NULL && *value != 0 ? value : NULL;
}

gboolean
srv_query_check (SrvRequest *req, const SrvQueryField *fields)
{
  for (; fields->name != NULL; fields++)
    {
      const char *value = srv_query_get (req, fields->name);

      if (value != NULL ? fits (fields->kind, value) : fields->optional)
        continue;
      srv_request_reply_problem (req, 422, "invalid", explain (fields->kind), fields->name);
      return FALSE;
    }
  return TRUE;
}

void
srv_query_add (SrvRequest *req, const SrvQueryField *fields, SrvParams *params)
{
  for (; fields->name != NULL; fields++)
    srv_params_add_text (params, srv_query_get (req, fields->name));
}

#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/call.h"
#include "api/guard.h"
#include "exchange/file-kind.h"
#include "model/json-writer.h"

/* Files: raw bytes in, raw bytes out. They lie in rows of the base, in one transaction with
 * whatever speaks of them, so that one backup holds all. What they are is read from the bytes. */

#define FILE_MAX (20 * 1024 * 1024)

static gboolean
name_is_good (const char *name)
{
  return name != NULL && *name != 0 && g_utf8_validate (name, -1, NULL)
         && g_utf8_strlen (name, -1) <= 200 && strpbrk (name, "/\\\r\n\t\"") == NULL;
}

static void
stored_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  GString *json = g_string_new ("{");

  merilo_json_put_text_member (json, "id", srv_rows_get_text (rows, 0, "id"));
  merilo_json_put_text_member (json, "name", srv_rows_get_text (rows, 0, "name"));
  merilo_json_put_whole_member (json, "size", srv_rows_get_whole (rows, 0, "size"));
  merilo_json_put_text_member (json, "sha256", srv_rows_get_text (rows, 0, "sha256"));
  merilo_json_put_text_member (json, "media_type", srv_rows_get_text (rows, 0, "media_type"));
  g_string_append_c (json, '}');
  srv_request_reply_json (req, 201, json);
}

static void
store (SrvRequest *req, gpointer context)
{
  const char *name = srv_request_get_query (req, "name");
  GBytes *bytes = srv_request_get_body (req);
  g_autoptr (GError) error = NULL;
  const char *kind;
  SrvParams *params;

  if (!name_is_good (name))
    {
      srv_request_reply_problem (req, 422, "invalid",
                                 _ ("Имя файла: до 200 знаков, без косых черт и кавычек"), "name");
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      srv_request_reply_problem (req, 422, "invalid", _ ("Файл пуст"), NULL);
      return;
    }
  if (g_bytes_get_size (bytes) > FILE_MAX)
    {
      srv_request_reply_problem (
          req, 413, "too-large",
          _ ("Файл больше 20 МБ: уменьшите снимки или разделите документ и приложите снова"), NULL);
      return;
    }
  kind = merilo_file_kind (bytes, &error);
  if (kind == NULL)
    {
      srv_request_reply_error (req, error);
      return;
    }
  params = srv_params_new ();
  srv_params_add_text (params, name);
  srv_params_add_text (params, kind);
  srv_params_add_bytes (params, bytes);
  srv_call_read (context, req, SRV_DB_WRITE, "file/store", params, SRV_SHAPE_ONE, stored_cb, NULL,
                 NULL);
}

static void
found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  g_autofree char *escaped = NULL;
  g_autofree char *disposition = NULL;

  if (srv_rows_get_n (rows) == 0)
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  escaped = g_uri_escape_string (srv_rows_get_text (rows, 0, "name"), NULL, FALSE);
  disposition = g_strconcat ("attachment; filename*=UTF-8''", escaped, NULL);
  srv_request_set_header (req, "Content-Disposition", disposition);
  srv_request_set_header (req, "X-Content-Type-Options", "nosniff");
  srv_request_reply (req, 200, srv_rows_get_text (rows, 0, "media_type"),
                     srv_rows_get_blob (rows, 0, "bytes"));
}

static void
fetch (SrvRequest *req, gpointer context)
{
  const char *id = srv_request_get_param (req, "id");
  SrvParams *params;

  if (!g_uuid_string_is_valid (id))
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  params = srv_params_new ();
  srv_params_add_text (params, id);
  srv_call_read (context, req, SRV_DB_KEY, "file/fetch", params, SRV_SHAPE_MAYBE_ONE, found_cb,
                 NULL, NULL);
}

static const SrvRoute routes[] = {
  { "POST", "/api/v1/files", MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | SRV_GUARD_NO_KEY, store,
    N_ ("Передать файл"), .flags = SRV_ROUTE_UPLOAD },
  { "GET", "/api/v1/files/:id", MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
    fetch, N_ ("Получить файл") },
};

void
srv_api_add_files (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}

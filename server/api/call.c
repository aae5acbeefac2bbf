#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include "api/call.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/lock.h"
#include "db/entity-sql.h"
#include "http/etag.h"
#include "model/error.h"

/* One question under way: who waits for it and what to do with the rows */

typedef struct
{
  SrvApp *app;
  SrvRequest *req;
  SrvCallFunc done;
  SrvCallTextFunc text_done; /* instead of @done: of a write that gives a text */
  gpointer data;
  GDestroyNotify destroy;
} Call;

typedef struct
{
  const MeriloEntity *entity;
  guint status;
  char *id;
} Write;

static void
call_free (Call *call)
{
  if (call->destroy != NULL && call->data != NULL)
    call->destroy (call->data);
  srv_request_unref (call->req);
  g_free (call);
}

static void repeated (SrvApp *app, SrvRequest *req, const char *record, gpointer data);

static void
replied_cb (SrvRows *rows, const GError *error, gpointer data)
{
  Call *call = data;

  gboolean again = g_error_matches (error, SRV_DB_ERROR, SRV_DB_ERROR_REPEATED);

  if (error != NULL && !again)
    srv_call_reply_error (call->app, call->req, error);
  else if (call->text_done != NULL && !srv_request_is_answered (call->req))
    call->text_done (call->app, call->req,
                     again ? error->message : srv_rows_get_text (rows, 0, "id"), call->data);
  else if (again)
    repeated (call->app, call->req, error->message, call->data);
  else if (!srv_request_is_answered (call->req))
    call->done (call->app, call->req, rows, call->data);
  call_free (call);
}

static Call *
call_new (SrvApp *app, SrvRequest *req, SrvCallFunc done, gpointer data, GDestroyNotify destroy)
{
  Call *call = g_new0 (Call, 1);

  call->app = app;
  call->req = srv_request_ref (req);
  call->done = done;
  call->data = data;
  call->destroy = destroy;
  return call;
}

const SrvIdentity *
srv_call_who (SrvRequest *req)
{
  return srv_request_get_session (req);
}

gboolean
srv_call_is_whole (const char *text)
{
  char *end;

  errno = 0;
  return g_ascii_isdigit (*text) && g_ascii_strtoll (text, &end, 10) >= 0 && errno == 0
         && *end == 0;
}

void
srv_call_read_sql (SrvApp *app,
                   SrvRequest *req,
                   SrvDbKind kind,
                   const char *statement,
                   const char *sql,
                   SrvParams *take,
                   SrvShape shape,
                   SrvCallFunc done,
                   gpointer data,
                   GDestroyNotify destroy)
{
  SrvAsk ask = { .name = statement,
                 .sql = sql,
                 .params = take,
                 .who = srv_call_who (req),
                 .request_id = srv_request_get_id (req),
                 .shape = shape,
                 .writes = kind == SRV_DB_WRITE };

  srv_db_ask (app->db, kind, &ask, replied_cb, call_new (app, req, done, data, destroy));
}

void
srv_call_read (SrvApp *app,
               SrvRequest *req,
               SrvDbKind kind,
               const char *statement,
               SrvParams *take,
               SrvShape shape,
               SrvCallFunc done,
               gpointer data,
               GDestroyNotify destroy)
{
  srv_call_read_sql (app, req, kind, statement, NULL, take, shape, done, data, destroy);
}

/* Records */

static void
reply_record (SrvRequest *req, const MeriloEntity *entity, SrvRows *rows, guint status)
{
  GString *json = g_string_sized_new (512);

  if (merilo_entity_find (entity, "version") >= 0)
    {
      g_autofree char *etag = srv_etag_from_version (srv_rows_get_whole (rows, 0, "version"));

      if (status == 200 && g_str_equal (srv_request_get_method (req), "GET")
          && srv_request_none_match (req, etag))
        {
          g_string_free (json, TRUE);
          srv_request_reply_not_modified (req, etag);
          return;
        }
      srv_request_set_etag (req, etag);
    }
  srv_rows_put_json (rows, 0, entity, json);
  srv_request_reply_json (req, status, json);
}

static void
record_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  if (srv_rows_get_n (rows) == 0)
    srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
  else
    reply_record (req, data, rows, 200);
}

static void
ask_record (SrvApp *app,
            SrvRequest *req,
            const MeriloEntity *entity,
            const char *id,
            SrvCallFunc done,
            gpointer data,
            GDestroyNotify destroy)
{
  g_autofree char *name = NULL;
  g_autofree char *sql = srv_entity_sql_get (entity, &name);
  SrvParams *params = srv_params_new ();

  srv_params_add_text (params, id);
  srv_call_read_sql (app, req, SRV_DB_KEY, name, sql, params, SRV_SHAPE_MAYBE_ONE, done, data,
                     destroy);
}

void
srv_call_reply_record (SrvApp *app, SrvRequest *req, const MeriloEntity *entity, const char *id)
{
  ask_record (app, req, entity, id, record_found_cb, (gpointer) entity, NULL);
}

const char *
srv_call_id (SrvRequest *req, const MeriloEntity *entity)
{
  const char *id = srv_request_get_param (req, "id");

  if (id != NULL
      && (entity->fields[0].kind == MERILO_TEXT ? g_uuid_string_is_valid (id)
                                                : srv_call_is_whole (id)))
    return id;
  srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
  return NULL;
}

/* Writes */

static void
write_free (gpointer data)
{
  Write *write = data;

  g_free (write->id);
  g_free (write);
}

static void
conflict_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  const MeriloEntity *entity = data;
  g_autoptr (GString) members = g_string_new ("\"current\":");
  gint64 version;

  if (srv_rows_get_n (rows) == 0)
    {
      srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
      return;
    }
  srv_rows_put_json (rows, 0, entity, members);
  if (srv_request_get_if_match (req, &version)
      && version == srv_rows_get_whole (rows, 0, "version"))
    {
      /* nobody changed it: its state forbids the change, or it is another's */
      SrvLock lock = srv_lock_explain (entity, rows, srv_call_who (req));

      srv_request_reply_problem_full (req, lock.status, lock.code, lock.reason, NULL, NULL,
                                      members->str);
      return;
    }
  srv_request_reply_problem_full (req, 412, "version-conflict",
                                  _ ("Запись изменил другой пользователь"), NULL, NULL,
                                  members->str);
}

static void
written_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  Write *write = data;

  if (srv_rows_get_n (rows) > 0)
    srv_freshness_bump (app->freshness); /* all workers know before the writer does */
  if (srv_rows_get_n (rows) == 0)
    {
      if (write->id != NULL)
        ask_record (app, req, write->entity, write->id, conflict_found_cb, (gpointer) write->entity,
                    NULL);
      else
        srv_request_reply_problem (req, 403, "forbidden", NULL, NULL);
    }
  else if (write->status == 204)
    srv_request_reply_empty (req, 204);
  else
    reply_record (req, write->entity, rows, write->status);
}

static void
repeated_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  Write *write = data;

  if (srv_rows_get_n (rows) == 0)
    srv_request_reply_problem (req, 404, "not-found", NULL, NULL);
  else
    reply_record (req, write->entity, rows, write->status);
}

/* the write was done before: the same answer again, the record as it stands now */
static void
repeated (SrvApp *app, SrvRequest *req, const char *record, gpointer data)
{
  const Write *write = data;
  Write *again;

  if (write->status == 204)
    {
      srv_request_reply_empty (req, 204);
      return;
    }
  again = g_new0 (Write, 1);
  again->entity = write->entity;
  again->status = write->status;
  ask_record (app, req, write->entity, record, repeated_found_cb, again, write_free);
}

/* what was asked, whole: the same key with another digest is a mistake of the client */
static void
make_digest (SrvRequest *req, guint8 ret_digest[32])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *match = srv_request_get_header (req, "If-Match");
  gsize n, size = 32;
  gconstpointer body = g_bytes_get_data (srv_request_get_body (req), &n);

  g_checksum_update (sum, (const guchar *) srv_request_get_method (req), -1);
  g_checksum_update (sum, (const guchar *) srv_request_get_path (req), -1);
  g_checksum_update (sum, (const guchar *) (match != NULL ? match : "-"), -1);
  if (n > 0)
    g_checksum_update (sum, body, (gssize) n);
  g_checksum_get_digest (sum, ret_digest, &size);
}

/* asks the write behind its key; %FALSE after a reply, @call is then still the caller's */
static gboolean
ask_write (SrvApp *app,
           SrvRequest *req,
           const char *statement,
           const char *sql,
           SrvParams *take,
           const MeriloEntity *made,
           Call *call)
{
  SrvKey key = { .key = srv_request_get_header (req, "Idempotency-Key") };
  g_autoptr (GError) error = NULL;
  const char *text = sql != NULL ? sql : srv_statement_text (statement, &error);
  g_autofree char *wrapped
      = text != NULL ? srv_entity_sql_wrap (text, srv_params_get_n (take)) : NULL;
  g_autofree char *read_name = NULL;
  g_autofree char *read_sql = made != NULL ? srv_entity_sql_made (made, &read_name) : NULL;
  SrvAsk ask = { .name = statement,
                 .sql = wrapped,
                 .params = take,
                 .who = srv_call_who (req),
                 .key = &key,
                 .read_name = read_name,
                 .read_sql = read_sql,
                 .request_id = srv_request_get_id (req),
                 .shape = SRV_SHAPE_MAYBE_ONE,
                 .writes = TRUE };

  if (text == NULL)
    {
      srv_params_free (take);
      srv_request_reply_error (req, error);
      return FALSE;
    }
  srv_params_add_text (take, key.key);
  make_digest (req, key.digest);
  srv_db_ask (app->db, SRV_DB_WRITE, &ask, replied_cb, call);
  return TRUE;
}

void
srv_call_write (SrvApp *app,
                SrvRequest *req,
                const MeriloEntity *entity,
                const char *statement,
                const char *sql,
                SrvParams *take,
                guint status,
                const char *id)
{
  Write *write = g_new0 (Write, 1);
  Call *call = call_new (app, req, written_cb, write, write_free);

  write->entity = entity;
  write->status = status;
  write->id = g_strdup (id);
  if (!ask_write (app, req, statement, sql, take, status != 204 ? entity : NULL, call))
    call_free (call);
}

void
srv_call_write_text (SrvApp *app,
                     SrvRequest *req,
                     const char *statement,
                     SrvParams *take,
                     SrvCallTextFunc done,
                     gpointer data,
                     GDestroyNotify destroy)
{
  Call *call = call_new (app, req, NULL, data, destroy);

  call->text_done = done;
  if (!ask_write (app, req, statement, NULL, take, NULL, call))
    call_free (call);
}

void
srv_call_reply_rows (SrvRequest *req, SrvRows *rows, SrvCallPutFunc put)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < srv_rows_get_n (rows); i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      put (json, rows, i);
    }
  g_string_append_c (json, ']');
  srv_request_reply_json (req, 200, json);
}

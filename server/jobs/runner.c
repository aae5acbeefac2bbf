#define G_LOG_DOMAIN "srv-jobs"

#include "config.h"

#include "jobs/runner.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

#include "db/session.h"
#include "jobs/plan-document.h"
#include "jobs/reader.h"
#include "jobs/stage.h"
#include "model/error.h"

#define TIDY_EVERY G_TIME_SPAN_HOUR

static volatile sig_atomic_t stopping;

static void
stop_cb (int number)
{
  stopping = 1;
}

static SrvRows *
ask (SrvSession *session, const char *statement, const char *a, const char *b, GError **error)
{
  SrvParams *params = NULL;

  if (a != NULL)
    {
      params = srv_params_new ();
      srv_params_add_text (params, a);
      if (b != NULL)
        srv_params_add_text (params, b);
    }
  return srv_session_ask (session, statement, params, SRV_SHAPE_ANY, error);
}

/* @result: what was read all the same, or NULL */
static SrvRows *
fail (SrvSession *session,
      const char *id,
      const char *message,
      const char *code,
      const char *result,
      GError **error)
{
  SrvParams *params = srv_params_new ();

  srv_params_add_text (params, id);
  srv_params_add_text (params, message);
  srv_params_add_text (params, code);
  srv_params_add_text (params, result);
  return srv_session_ask (session, "job/fail", params, SRV_SHAPE_ANY, error);
}

static JsonObject *
parse (JsonParser *parser, const char *json, GError **error)
{
  JsonNode *root;

  if (!json_parser_load_from_data (parser, json, -1, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (JSON_NODE_HOLDS_OBJECT (root))
    return json_node_get_object (root);
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INTERNAL, "the reader gave no object");
  return NULL;
}

/* what the reader printed: a document, and works, a line each, which are staged apart. No row: the
 * job was cancelled meanwhile */
static SrvRows *
keep (SrvSession *session, const char *id, char *printed, GError **error)
{
  char *works = strchr (printed, '\n');
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *result = NULL;
  JsonObject *document;

  if (works != NULL)
    *works++ = '\0';
  document = parse (parser, printed, error);
  if (document == NULL)
    return NULL;
  if (json_object_has_member (document, "code"))
    return fail (session, id, json_object_get_string_member (document, "message"),
                 json_object_get_string_member (document, "code"), printed, error);
  if (works != NULL && !srv_stage_works (session, id, works, error))
    return NULL;
  srv_plan_document_prepare (document);
  result = json_to_string (json_parser_get_root (parser), FALSE);
  return ask (session, "job/finish", id, result, error);
}

typedef struct
{
  SrvSession *session;
  const char *job;
} Order;

/* not if it was cancelled, nor when we are told to stop: then the next start reads it */
static gboolean
is_wanted (gpointer data)
{
  Order *order = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrvRows) found = NULL;

  if (stopping)
    return FALSE;
  found = ask (order->session, "job/wanted", order->job, NULL, &error);
  return found != NULL && srv_rows_get_n (found) > 0;
}

/* of the file */
static GBytes *
fetch (SrvSession *session, SrvRows *job, GError **error)
{
  SrvParams *params = srv_params_new ();

  srv_params_add_text (params, srv_rows_get_text (job, 0, "blob_id"));
  return srv_session_ask_bytes (session, "job/bytes", params, error);
}

static gboolean
read_one (SrvSession *session, SrvRows *job, GError **error)
{
  const char *id = srv_rows_get_text (job, 0, "id");
  Order self = { session, id };
  SrvReaderOrder order = {
    .is_wanted = is_wanted,
    .data = &self,
    .kind = srv_rows_get_text (job, 0, "kind"),
    .name = srv_rows_get_text (job, 0, "name"),
    .columns = srv_rows_get_text (job, 0, "columns"),
    .table = srv_rows_get_text (job, 0, "only_table"),
    .school = srv_rows_get_text (job, 0, "school"),
    .map = srv_rows_get_text (job, 0, "map"),
  };
  g_autoptr (GBytes) bytes = fetch (session, job, error);
  g_autofree char *printed = bytes != NULL ? srv_reader_run (&order, bytes, error) : NULL;
  g_autoptr (SrvRows) kept = NULL;

  if (printed == NULL || !srv_session_begin (session, error))
    return FALSE;
  kept = keep (session, id, printed, error);
  if (kept != NULL && srv_rows_get_n (kept) > 0)
    return srv_session_commit (session, error);
  srv_session_rollback (session);
  return kept != NULL; /* cancelled meanwhile: nothing of it stays */
}

/* FALSE: the queue is empty */
static gboolean
work_one (SrvSession *session, GError **error)
{
  g_autoptr (SrvRows) job = ask (session, "job/take", NULL, NULL, error);
  g_autoptr (GError) problem = NULL;
  g_autoptr (SrvRows) failed = NULL;

  if (job == NULL || srv_rows_get_n (job) == 0)
    return FALSE;
  if (read_one (session, job, &problem)
      || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  if (!srv_session_is_alive (session))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  failed = fail (session, srv_rows_get_text (job, 0, "id"), problem->message, NULL, NULL, error);
  return failed != NULL;
}

static gboolean
serve (SrvSession *session, GError **error)
{
  g_autoptr (SrvRows) again = ask (session, "job/requeue", NULL, NULL, error);
  g_autoptr (SrvRows) listening
      = again != NULL ? ask (session, "job/listen", NULL, NULL, error) : NULL;

  if (listening == NULL)
    return FALSE;
  for (gint64 tidied = 0; !stopping;)
    {
      gint64 now = g_get_monotonic_time ();
      g_autoptr (SrvRows) sealed = NULL;
      g_autoptr (SrvRows) tidy = NULL;

      while (!stopping && work_one (session, error))
        ;
      if (*error != NULL)
        return FALSE;
      sealed = ask (session, "audit/seal", NULL, NULL, error);
      if (sealed == NULL)
        return FALSE;
      if (tidied == 0 || now - tidied > TIDY_EVERY)
        {
          tidy = ask (session, "job/housekeep", NULL, NULL, error);
          if (tidy == NULL)
            return FALSE;
          tidied = now;
        }
      srv_session_wait (session, 1, error);
      if (*error != NULL)
        return FALSE;
    }
  return TRUE;
}

int
srv_job_runner_run (const char *database)
{
  struct sigaction action = { .sa_handler = stop_cb };

  sigaction (SIGTERM, &action, NULL);
  while (!stopping)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SrvSession) session = srv_session_open (database, &error);

      if (session != NULL && serve (session, &error))
        break;
      g_printerr ("merilo-server: jobs: %s\n", error->message);
      if (!stopping)
        g_usleep (G_USEC_PER_SEC);
    }
  return 0;
}

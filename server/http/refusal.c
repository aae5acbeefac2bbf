#define G_LOG_DOMAIN "srv-http"

#include "http/refusal.h"

#include <gnutls/gnutls.h>
#include <microhttpd.h>
#include <string.h>
#include <sys/socket.h>

#include "http/listener-private.h"
#include "http/problem.h"

#define LINGER (2 * G_TIME_SPAN_SECOND)

static GString *
write_answer (SrvRequest *req, guint status)
{
  g_autoptr (GString) body = g_string_new (NULL);
  SrvProblem problem = { .status = status, .request_id = req != NULL ? req->id : NULL };
  GString *out = g_string_new (NULL);

  srv_problem_write (body, &problem);
  g_string_printf (out,
                   "HTTP/1.1 %u %s\r\nContent-Type: " SRV_PROBLEM_TYPE "\r\n"
                   "Content-Length: %zu\r\nConnection: close\r\nCache-Control: no-store\r\n\r\n%s",
                   status, MHD_get_reason_phrase_for (status), body->len, body->str);
  return out;
}

static gnutls_session_t
get_tls (SrvRequest *req)
{
  const union MHD_ConnectionInfo *info
      = MHD_get_connection_info (req->connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);

  return info->tls_session;
}

/* What does not fit into the socket's buffer at once is lost with the connection: a small loss. */
static void
send_answer (SrvLink *link, SrvRequest *req, GString *text)
{
  if (!link->listener->tls)
    send (link->fd, text->str, text->len, MSG_NOSIGNAL | MSG_DONTWAIT);
  else if (req != NULL)
    gnutls_record_send (get_tls (req), text->str, text->len);
}

void
_srv_refuse_midway (SrvLink *link, SrvRequest *req, guint status)
{
  g_autoptr (GString) text = write_answer (req, status);

  send_answer (link, req, text);
  shutdown (link->fd, SHUT_WR);
  link->deadline = g_get_monotonic_time () + LINGER;
  if (req != NULL)
    {
      req->phase = SRV_PHASE_REFUSED;
      req->status = status;
      req->answered = g_get_monotonic_time ();
    }
}

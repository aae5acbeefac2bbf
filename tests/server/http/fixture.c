#include "fixture.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "handlers.h"
#include "http/address.h"

struct _Fixture
{
  Notes notes;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SrvHttpLimits limits;
  const char *certificate, *key;
  int fd;
  guint16 port;
  SrvRouter *router;
  SrvListener *listener;
  gint quiet, started; /* atomic */
};

/* The thread of the listener */

static gpointer
serve (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (fixture->context);
  fixture->listener
      = srv_listener_new (fixture->router, fixture->fd, &fixture->limits, fixture->certificate,
                          fixture->key, fixture->notes.metrics, &error);
  g_assert_no_error (error);
  g_atomic_int_set (&fixture->started, 1);
  g_main_loop_run (fixture->loop);
  srv_listener_free (fixture->listener);
  while (g_atomic_int_get (&fixture->quiet) == 0 && g_main_context_pending (fixture->context))
    g_main_context_iteration (fixture->context, FALSE);
  g_main_context_pop_thread_default (fixture->context);
  return NULL;
}

void
fixture_limits (SrvHttpLimits *limits)
{
  srv_http_limits_init (limits);
  limits->max_per_address = 0;
  limits->head_seconds = 2;
  limits->idle_seconds = 4;
  limits->body_seconds = 2;
  limits->answer_seconds = 3;
  limits->upload_bytes = 2 * 1024 * 1024;
  limits->log_requests = FALSE;
}

Fixture *
fixture_new (const SrvHttpLimits *limits, const char *certificate, const char *key)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  g_autoptr (GError) error = NULL;

  fixture_limits (&fixture->limits);
  if (limits != NULL)
    fixture->limits = *limits;
  fixture->certificate = certificate;
  fixture->key = key;
  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);
  fixture->fd = srv_address_listen ("127.0.0.1", 0, &error);
  g_assert_no_error (error);
  fixture->port = srv_address_get_port (fixture->fd);
  fixture->notes.metrics = srv_metrics_new (2, &error);
  g_assert_no_error (error);
  fixture->notes.streams = g_ptr_array_new_with_free_func ((GDestroyNotify) srv_stream_unref);
  fixture->router = srv_router_new (&fixture->notes);
  srv_router_add (fixture->router, test_routes, test_n_routes);
  fixture->thread = g_thread_new ("listener", serve, fixture);
  while (g_atomic_int_get (&fixture->started) == 0)
    g_usleep (1000);
  return fixture;
}

void
fixture_free (Fixture *fixture)
{
  g_main_loop_quit (fixture->loop);
  g_thread_join (fixture->thread);
  g_assert_cmpuint (fixture->notes.streams->len, ==, 0);
  g_ptr_array_unref (fixture->notes.streams);
  srv_router_unref (fixture->router);
  srv_metrics_free (fixture->notes.metrics);
  g_main_loop_unref (fixture->loop);
  g_main_context_unref (fixture->context);
  g_free (fixture);
}

/* Asking the thread */

typedef struct
{
  Fixture *fixture;
  const char *event, *data;
  guint count;
  gint64 cpu;
  gint done;
} Question;

static void
ask (Question *question, GSourceFunc func)
{
  g_main_context_invoke (question->fixture->context, func, question);
  while (g_atomic_int_get (&question->done) == 0)
    g_usleep (200);
}

static gboolean
count_cb (gpointer data)
{
  Question *question = data;

  question->count = srv_listener_get_n_connections (question->fixture->listener);
  g_atomic_int_set (&question->done, 1);
  return G_SOURCE_REMOVE;
}

static gboolean
publish_cb (gpointer data)
{
  Question *question = data;
  GPtrArray *streams = question->fixture->notes.streams;

  for (guint i = 0; i < streams->len; i++)
    srv_stream_send (streams->pdata[i], question->event, question->data);
  g_atomic_int_set (&question->done, 1);
  return G_SOURCE_REMOVE;
}

static void
quiet_cb (SrvListener *listener, gpointer data)
{
  g_atomic_int_set (&((Fixture *) data)->quiet, 1);
}

static gboolean
quiesce_cb (gpointer data)
{
  Question *question = data;

  srv_listener_quiesce (question->fixture->listener, quiet_cb, question->fixture);
  g_atomic_int_set (&question->done, 1);
  return G_SOURCE_REMOVE;
}

static gboolean
cpu_cb (gpointer data)
{
  Question *question = data;
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  question->cpu = now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
  g_atomic_int_set (&question->done, 1);
  return G_SOURCE_REMOVE;
}

gint64
fixture_get_cpu (Fixture *fixture)
{
  Question question = { .fixture = fixture };

  ask (&question, cpu_cb);
  return question.cpu;
}

guint
fixture_count_connections (Fixture *fixture)
{
  Question question = { .fixture = fixture };

  ask (&question, count_cb);
  return question.count;
}

void
fixture_publish (Fixture *fixture, const char *event, const char *data)
{
  Question question = { .fixture = fixture, .event = event, .data = data };

  ask (&question, publish_cb);
}

void
fixture_quiesce (Fixture *fixture)
{
  Question question = { .fixture = fixture };

  ask (&question, quiesce_cb);
}

gboolean
fixture_is_quiet (Fixture *fixture)
{
  return g_atomic_int_get (&fixture->quiet) != 0;
}

guint
fixture_count_cancelled (Fixture *fixture)
{
  return (guint) g_atomic_int_get (&fixture->notes.n_cancelled);
}

guint
fixture_count_closed (Fixture *fixture)
{
  return (guint) g_atomic_int_get (&fixture->notes.n_closed);
}

guint16
fixture_get_port (Fixture *fixture)
{
  return fixture->port;
}

/* The client */

int
fixture_connect (Fixture *fixture)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (fixture->port) };
  struct timeval patience = { .tv_sec = 10 };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt (fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  return fd;
}

gboolean
fixture_send_len (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      ssize_t n = send (fd, data, length, MSG_NOSIGNAL);

      if (n <= 0)
        return FALSE;
      data += n;
      length -= n;
    }
  return TRUE;
}

gboolean
fixture_send (int fd, const char *text)
{
  return fixture_send_len (fd, text, strlen (text));
}

static gboolean
is_whole (const GString *text)
{
  const char *end = strstr (text->str, "\r\n\r\n");
  g_autofree char *size = NULL;

  if (end == NULL)
    return FALSE;
  size = fixture_header (text->str, "Content-Length");
  return size == NULL || text->len >= (gsize) (end + 4 - text->str) + strtoul (size, NULL, 10);
}

/* @wanted: NULL reads to the end, "" one answer, else until it is there */
static char *
read_text (int fd, const char *wanted)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[65536];
  ssize_t n;

  while ((n = recv (fd, buffer, sizeof buffer, 0)) > 0)
    {
      g_string_append_len (text, buffer, n);
      if (wanted != NULL && (*wanted == 0 ? is_whole (text) : strstr (text->str, wanted) != NULL))
        break;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
fixture_read_all (int fd)
{
  return read_text (fd, NULL);
}

char *
fixture_read_answer (int fd)
{
  return read_text (fd, "");
}

char *
fixture_read_until (int fd, const char *wanted)
{
  return read_text (fd, wanted);
}

char *
fixture_exchange (Fixture *fixture, const char *text, gssize length)
{
  int fd = fixture_connect (fixture);
  char *answer;

  fixture_send_len (fd, text, length < 0 ? strlen (text) : (gsize) length);
  answer = fixture_read_all (fd);
  close (fd);
  return answer;
}

guint
fixture_status (const char *answer)
{
  return g_str_has_prefix (answer, "HTTP/1.") ? (guint) strtoul (answer + 9, NULL, 10) : 0;
}

char *
fixture_header (const char *answer, const char *name)
{
  const char *end = strstr (answer, "\r\n\r\n");
  gsize length = strlen (name);

  for (const char *line = strstr (answer, "\r\n"); line != NULL && line < end;
       line = strstr (line + 2, "\r\n"))
    if (g_ascii_strncasecmp (line + 2, name, length) == 0 && line[2 + length] == ':')
      return g_strstrip (g_strndup (line + 3 + length, strcspn (line + 3 + length, "\r")));
  return NULL;
}

const char *
fixture_body (const char *answer)
{
  const char *end = strstr (answer, "\r\n\r\n");

  return end != NULL ? end + 4 : "";
}

guint
fixture_count_fds (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

#define G_LOG_DOMAIN "srv-http"

#include "http/log.h"

#include <string.h>
#include <unistd.h>

#define MAX_WORD 128

static int log_fd = STDERR_FILENO;

static void
put_word (GString *out, const char *key, const char *word)
{
  g_string_append_printf (out, " %s=", key);
  if (word == NULL || *word == 0)
    g_string_append_c (out, '-');
  for (guint i = 0; word != NULL && word[i] != 0 && i < MAX_WORD; i++)
    g_string_append_c (out, g_ascii_isgraph (word[i]) && word[i] != '"' ? word[i] : '?');
}

void
srv_log_format (GString *out, const SrvLogEntry *entry)
{
  g_string_append (out, "request");
  put_word (out, "id", entry->id);
  put_word (out, "method", entry->method);
  put_word (out, "route", entry->route);
  g_string_append_printf (out, " status=%u us=%" G_GINT64_FORMAT " in=%zu out=%zu", entry->status,
                          entry->microseconds, entry->bytes_in, entry->bytes_out);
  put_word (out, "user", entry->user);
  put_word (out, "peer", entry->peer);
}

void
srv_log_request (const SrvLogEntry *entry)
{
  g_autoptr (GString) line = g_string_sized_new (256);

  srv_log_format (line, entry);
  g_string_append_c (line, '\n');
  if (write (log_fd, line->str, line->len) < 0)
    return; /* nobody reads the log: no reason to stop serving */
}

void
srv_log_set_fd (int fd)
{
  log_fd = fd;
}

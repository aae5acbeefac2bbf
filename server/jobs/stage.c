#define G_LOG_DOMAIN "srv-jobs"

#include "jobs/stage.h"

#include <string.h>

gboolean
srv_stage_works (SrvSession *session, const char *job, const char *lines, GError **error)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (lines) + strlen (lines) / 8);

  for (const char *end; (end = strchr (lines, '\n')) != NULL; lines = end + 1)
    {
      g_string_append (out, job);
      g_string_append_c (out, '\t');
      g_string_append_len (out, lines, end + 1 - lines);
    }
  return out->len == 0 || srv_session_copy (session, "job/stage", out->str, out->len, error);
}

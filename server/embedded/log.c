#define G_LOG_DOMAIN "srv-embedded"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "embedded/cluster-private.h"
#include "model/error.h"

/* transfer full; empty when there is none */
static char *
read_log (SrvCluster *self)
{
  g_autofree char *all = NULL;
  gsize length = 0;

  if (!g_file_get_contents (self->log, &all, &length, NULL) || (goffset) length <= self->log_start)
    return g_strdup ("");
  return g_strdup (all + self->log_start);
}

gboolean
_srv_cluster_log_says (SrvCluster *self, const char *what)
{
  g_autofree char *text = read_log (self);

  return strstr (text, what) != NULL;
}

/* the last line that complains, from its complaint on; transfer full */
static char *
find_complaint (const char *text)
{
  static const char *const marks[] = { "FATAL:", "PANIC:", "error:" };
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = g_strv_length (lines); i > 0; i--)
    for (guint m = 0; m < G_N_ELEMENTS (marks); m++)
      {
        const char *at = strstr (lines[i - 1], marks[m]);

        if (at != NULL)
          return g_strstrip (g_strdup (at + strlen (marks[m])));
      }
  return NULL;
}

gboolean
_srv_cluster_fail_by_log (SrvCluster *self, const char *doing, GError **error)
{
  g_autofree char *text = read_log (self);
  g_autofree char *complaint = find_complaint (text);

  if (strstr (text, "No space left on device") != NULL)
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE,
                 _ ("%s: на диске не осталось места (%s). Освободите место и повторите"), doing,
                 self->data);
  else if (complaint != NULL)
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE, _ ("%s: %s. Подробности: %s"),
                 doing, complaint, self->log);
  else
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE, _ ("%s. Подробности: %s"), doing,
                 self->log);
  return FALSE;
}

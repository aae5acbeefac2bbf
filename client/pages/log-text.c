#define G_LOG_DOMAIN "app-pages"

#include <glib/gstdio.h>

#include "pages/log-text.h"

static const char *
name_level (GLogLevelFlags level)
{
  if (level & G_LOG_LEVEL_ERROR)
    return "error";
  if (level & G_LOG_LEVEL_CRITICAL)
    return "critical";
  if (level & G_LOG_LEVEL_WARNING)
    return "warning";
  return level & G_LOG_LEVEL_MESSAGE ? "message" : "debug";
}

char *
app_log_format_line (GDateTime *at, const char *domain, GLogLevelFlags level, const char *text)
{
  g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M:%S");
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_strdelimit (valid, "\r\n", ' ');
  return g_strdup_printf ("%s %s %s: %s\n", when, domain != NULL ? domain : "-", name_level (level),
                          valid);
}

void
app_log_turn (const char *path, goffset most)
{
  g_autofree char *old = g_strconcat (path, ".1", NULL);
  GStatBuf st;

  if (g_stat (path, &st) != 0 || st.st_size <= most)
    return;
  g_unlink (old);
  g_rename (path, old);
}

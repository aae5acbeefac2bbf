#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "admin/commands.h"
#include "model/error.h"
#include "schedule/read.h"
#include "schedule/reading-json.h"

static void
print_phrase (const char *phrase, gsize length, const MeriloDeadlineContext *context)
{
  g_autoptr (MeriloReading) reading = merilo_deadline_read_len (phrase, length, context);
  g_autoptr (GString) out = g_string_new (NULL);

  merilo_reading_put_json (reading, phrase, length, out);
  g_print ("%s\n", out->str);
}

static gboolean
parse_context (const char *text, MeriloDeadlineContext *context, GError **error)
{
  if (merilo_deadline_context_parse (context, text, NULL))
    return TRUE;
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
               _ ("непонятно «%s»: нужно date=2024-12-17 или period=2024-01-01..2026-12-31"), text);
  return FALSE;
}

/* first column the phrase, fourth its own context, which goes before the options */
static gboolean
print_columns (const char *line, gsize length, const MeriloDeadlineContext *context, GError **error)
{
  g_autofree char *copy = g_strndup (line, length);
  g_auto (GStrv) columns = NULL;
  MeriloDeadlineContext own = *context;

  if (copy[0] == '#' || copy[0] == 0)
    return TRUE;
  columns = g_strsplit (copy, "\t", 5);
  if (g_strv_length (columns) >= 4 && !parse_context (g_strstrip (columns[3]), &own, error))
    return FALSE;
  print_phrase (columns[0], strlen (columns[0]), &own);
  return TRUE;
}

static gboolean
print_file (const char *path, const MeriloDeadlineContext *context, GError **error)
{
  g_autofree char *text = NULL;
  gsize size;
  guint number = 1;

  if (!g_file_get_contents (path, &text, &size, error))
    return FALSE;
  for (const char *p = text, *end = text + size; p < end; number++)
    {
      const char *stop = memchr (p, '\n', (gsize) (end - p));
      gsize length = (gsize) ((stop != NULL ? stop : end) - p);
      gsize visible = length > 0 && p[length - 1] == '\r' ? length - 1 : length;

      if (!g_str_has_suffix (path, ".tsv"))
        print_phrase (p, visible, context);
      else if (!print_columns (p, visible, context, error))
        {
          g_prefix_error (error, _ ("%s, строка %u: "), path, number);
          return FALSE;
        }
      p += length + 1;
    }
  return TRUE;
}

static gboolean
read_context (const char *date, const char *period, MeriloDeadlineContext *context, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (date != NULL)
    g_string_append_printf (text, "date=%s", date);
  if (period != NULL)
    g_string_append_printf (text, "%speriod=%s", text->len > 0 ? " " : "", period);
  return text->len == 0 || parse_context (text->str, context, error);
}

static gboolean
read_deadlines (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  g_autofree char *date = NULL;
  g_autofree char *period = NULL;
  const GOptionEntry options[] = {
    { "date", 0, 0, G_OPTION_ARG_FILENAME, &date, _ ("день приказа"), "D" },
    { "period", 0, 0, G_OPTION_ARG_FILENAME, &period, _ ("период плана"), "A..B" },
    { NULL },
  };
  MeriloDeadlineContext context = MERILO_DEADLINE_CONTEXT_INIT;

  return srv_admin_call_read (&call, words, "deadlines [--date D] [--period A..B] FILE", options, 1,
                              1, error)
         && read_context (date, period, &context, error)
         && print_file (call.arguments[0], &context, error);
}

SrvAdminStatus
srv_admin_deadlines (const char *const *words)
{
  GError *error = NULL;

  (void) !read_deadlines (words, &error);
  return srv_admin_end (error);
}

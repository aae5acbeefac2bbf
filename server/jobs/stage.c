#define G_LOG_DOMAIN "srv-jobs"

#include "jobs/stage.h"

/* COPY's text format: tabs, \N for null, backslashes doubled */

static void
put_text (GString *line, const char *text)
{
  g_string_append_c (line, '\t');
  for (; text != NULL && *text != 0; text++)
    switch (*text)
      {
      case '\t':
        g_string_append (line, "\\t");
        break;
      case '\n':
        g_string_append (line, "\\n");
        break;
      case '\r':
        g_string_append (line, "\\r");
        break;
      case '\\':
        g_string_append (line, "\\\\");
        break;
      default:
        g_string_append_c (line, *text);
      }
}

static void
put_whole (GString *line, JsonObject *work, const char *name)
{
  if (json_object_has_member (work, name) && !json_object_get_null_member (work, name))
    g_string_append_printf (line, "\t%" G_GINT64_FORMAT, json_object_get_int_member (work, name));
  else
    g_string_append (line, "\t\\N");
}

static void
put_scores (GString *line, JsonArray *scores)
{
  g_string_append (line, "\t{");
  for (guint i = 0; i < json_array_get_length (scores); i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      if (json_array_get_null_element (scores, i))
        g_string_append (line, "NULL");
      else
        g_string_append_printf (line, "%" G_GINT64_FORMAT, json_array_get_int_element (scores, i));
    }
  g_string_append_c (line, '}');
}

static void
put_flag (GString *line, JsonObject *work, const char *name)
{
  g_string_append (line,
                   json_object_get_boolean_member_with_default (work, name, FALSE) ? "\tt" : "\tf");
}

static void
put_work (GString *lines, const char *job, JsonObject *work)
{
  g_string_append (lines, job);
  put_whole (lines, work, "row");
  put_text (lines, json_object_get_string_member_with_default (work, "login_digits", ""));
  put_text (lines, json_object_get_string_member_with_default (work, "code", ""));
  put_text (lines, json_object_get_string_member_with_default (work, "class", ""));
  put_text (lines, json_object_get_string_member_with_default (work, "variant", ""));
  put_scores (lines, json_object_get_array_member (work, "scores"));
  put_whole (lines, work, "total");
  put_whole (lines, work, "mark");
  put_whole (lines, work, "journal_mark");
  put_flag (lines, work, "absent");
  put_flag (lines, work, "faulty");
  put_text (lines, json_object_get_string_member_with_default (work, "award", ""));
  g_string_append_c (lines, '\n');
}

gboolean
srv_stage_works (SrvSession *session, const char *job, JsonObject *document, GError **error)
{
  JsonArray *files = json_object_get_array_member (document, "files");
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint f = 0; files != NULL && f < json_array_get_length (files); f++)
    {
      JsonObject *file = json_array_get_object_element (files, f);
      JsonArray *works = json_object_has_member (file, "works")
                             ? json_object_get_array_member (file, "works")
                             : NULL;

      for (guint i = 0; works != NULL && i < json_array_get_length (works); i++)
        put_work (lines, job, json_array_get_object_element (works, i));
      json_object_remove_member (file, "works");
    }
  return lines->len == 0 || srv_session_copy (session, "job/stage", lines->str, lines->len, error);
}

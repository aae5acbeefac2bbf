#define G_LOG_DOMAIN "srv-api"

#include "api/result-line.h"

#include <string.h>

#include "model/json-writer.h"

#define FIRST_MARK 2
#define N_MARKS    4

void
srv_result_put_array (GString *json, const char *key, const char *array, gboolean quoted)
{
  const char *quote = quoted ? "\"" : "";

  merilo_json_put_key (json, key);
  if (array == NULL)
    {
      g_string_append (json, "null");
      return;
    }
  g_string_append_c (json, '[');
  for (const char *at = array + 1; *at != 0 && *at != '}';)
    {
      gsize n = strcspn (at, ",}");

      if (at > array + 1)
        g_string_append_c (json, ',');
      if (strncmp (at, "NULL", n) == 0)
        g_string_append (json, "null");
      else
        {
          g_string_append (json, quote);
          g_string_append_len (json, at, (gssize) n);
          g_string_append (json, quote);
        }
      at += n;
      if (*at == ',')
        at++;
    }
  g_string_append_c (json, ']');
}

char **
srv_result_split_array (const char *array)
{
  g_autofree char *inner = array != NULL ? g_strndup (array + 1, strlen (array) - 2) : NULL;

  return inner != NULL && *inner != 0 ? g_strsplit (inner, ",", -1) : g_new0 (char *, 1);
}

void
srv_result_put_value (GString *json, const char *key, const char *value)
{
  merilo_json_put_key (json, key);
  g_string_append (json, value != NULL && !g_str_equal (value, "NULL") ? value : "null");
}

gboolean
srv_result_begins (SrvRows *rows, guint row, const char *column)
{
  return row == 0
         || !g_str_equal (srv_rows_get_text (rows, row, column),
                          srv_rows_get_text (rows, row - 1, column));
}

static void
put_value (GString *json, SrvRows *rows, guint row, const char *name)
{
  srv_result_put_value (json, name, srv_rows_get_text (rows, row, name));
}

/* as a text: no digit of it is lost */
static void
put_percent (GString *json, SrvRows *rows, guint row, const char *name)
{
  const char *value = srv_rows_get_text (rows, row, name);

  if (value != NULL)
    merilo_json_put_text_member (json, name, value);
  else
    srv_result_put_value (json, name, NULL);
}

/* {n,lowered,confirmed,raised} → an object of those names, but the first @skip */
static void
put_journal (GString *json, const char *key, const char *array, guint skip, gboolean quoted)
{
  static const char *const names[] = { "n", "lowered", "confirmed", "raised" };
  g_auto (GStrv) values = NULL;

  merilo_json_put_key (json, key);
  if (array == NULL)
    {
      g_string_append (json, "null");
      return;
    }
  values = srv_result_split_array (array);
  g_string_append_c (json, '{');
  for (guint i = 0; values[i] != NULL && i + skip < G_N_ELEMENTS (names); i++)
    {
      gboolean unknown = g_str_equal (values[i], "NULL");

      merilo_json_put_key (json, names[i + skip]);
      g_string_append_printf (json, quoted && !unknown ? "\"%s\"" : "%s",
                              unknown ? "null" : values[i]);
    }
  g_string_append_c (json, '}');
}

/* the @mark-th quarter of {…}; one that is not told is of NULLs */
static void
put_quarter (GString *json, const char *key, char **values, guint size, guint mark)
{
  merilo_json_put_key (json, key);
  if (size > 0 && g_str_equal (values[mark * size], "NULL"))
    {
      g_string_append (json, "null");
      return;
    }
  g_string_append_c (json, '[');
  for (guint i = 0; i < size; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      g_string_append (json, values[mark * size + i]);
    }
  g_string_append_c (json, ']');
}

static void
put_groups (GString *json, SrvRows *rows, guint row)
{
  const char *sums_text = srv_rows_get_text (rows, row, "group_sums");
  const char *full_text = srv_rows_get_text (rows, row, "group_full");
  const char *marks_text = srv_rows_get_text (rows, row, "marks");
  g_auto (GStrv) sums = NULL;
  g_auto (GStrv) full = NULL;
  g_auto (GStrv) marks = NULL;
  guint size;

  merilo_json_put_key (json, "groups");
  if (sums_text == NULL || full_text == NULL || marks_text == NULL)
    {
      g_string_append (json, "null");
      return;
    }
  sums = srv_result_split_array (sums_text);
  full = srv_result_split_array (full_text);
  marks = srv_result_split_array (marks_text);
  size = MIN (g_strv_length (sums), g_strv_length (full)) / N_MARKS;
  g_string_append_c (json, '[');
  for (guint i = 0; i < N_MARKS && marks[i] != NULL; i++)
    {
      g_string_append (json, i > 0 ? ",{" : "{");
      merilo_json_put_whole_member (json, "mark", FIRST_MARK + i);
      merilo_json_put_key (json, "n");
      g_string_append (json, marks[i]);
      put_quarter (json, "item_sums", sums, size, i);
      put_quarter (json, "item_full", full, size, i);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
put_array (GString *json, SrvRows *rows, guint row, const char *name, gboolean quoted)
{
  srv_result_put_array (json, name, srv_rows_get_text (rows, row, name), quoted);
}

void
srv_result_line_put (GString *json, SrvRows *rows, guint row, SrvResultLine kind)
{
  g_string_append_c (json, '{');
  merilo_json_put_text_member (json, "level", srv_rows_get_text (rows, row, "level"));
  put_value (json, rows, row, "org_id");
  merilo_json_put_text_member (json, "class", srv_rows_get_text (rows, row, "class"));
  merilo_json_put_text_member (json, "name", srv_rows_get_text (rows, row, "name"));
  put_value (json, rows, row, "n");
  put_value (json, rows, row, "schools");
  merilo_json_put_key (json, "suppressed");
  merilo_json_put_flag (json, srv_rows_get_flag (rows, row, "suppressed"));
  put_array (json, rows, row, "marks", FALSE);
  put_array (json, rows, row, "marks_percent", TRUE);
  put_journal (json, "journal", srv_rows_get_text (rows, row, "journal"), 0, FALSE);
  put_journal (json, "journal_percent", srv_rows_get_text (rows, row, "journal_percent"), 1, TRUE);
  put_value (json, rows, row, "score_sum");
  put_value (json, rows, row, "score_sum2");
  if (kind == SRV_RESULT_WHOLE)
    {
      put_array (json, rows, row, "histogram", FALSE);
      put_array (json, rows, row, "histogram_percent", TRUE);
      put_array (json, rows, row, "item_sums", FALSE);
      put_array (json, rows, row, "item_x", FALSE);
      put_groups (json, rows, row);
    }
  else
    {
      put_value (json, rows, row, "below");
      put_percent (json, rows, row, "below_percent");
    }
  merilo_json_put_text_member (json, "source", srv_rows_get_text (rows, row, "source"));
  g_string_append_c (json, '}');
}

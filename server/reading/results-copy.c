#define G_LOG_DOMAIN "srv-reading"

#include "reading/results-copy.h"

#include <string.h>

#include "model/json-writer.h"

/* COPY's text format: tabs, \N for null, backslashes doubled */

static void
put_text (GString *out, const char *text, char after)
{
  gsize plain;

  for (;; text += plain + 1)
    {
      plain = strcspn (text, "\t\n\r\\");
      g_string_append_len (out, text, (gssize) plain);
      switch (text[plain])
        {
        case '\t':
          g_string_append (out, "\\t");
          break;
        case '\n':
          g_string_append (out, "\\n");
          break;
        case '\r':
          g_string_append (out, "\\r");
          break;
        case '\\':
          g_string_append (out, "\\\\");
          break;
        default:
          g_string_append_c (out, after);
          return;
        }
    }
}

static void
put_result (GString *out, int value)
{
  if (value == MERILO_RESULT_NONE)
    g_string_append_len (out, "\\N", 2);
  else
    merilo_json_put_whole (out, value);
  g_string_append_c (out, '\t');
}

static void
put_scores (GString *out, const MeriloResultRow *row, guint n)
{
  g_string_append_c (out, '{');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (row->scores[i] == MERILO_NO_SCORE)
        g_string_append_len (out, "NULL", 4);
      else
        merilo_json_put_whole (out, row->scores[i]);
    }
  g_string_append_len (out, "}\t", 2);
}

static void
put_work (GString *out, const MeriloResultRow *row, guint n_items)
{
  put_result (out, (int) row->row);
  put_text (out, row->org_digits, '\t');
  put_text (out, row->code, '\t');
  put_text (out, row->class_name, '\t');
  put_text (out, row->variant, '\t');
  put_scores (out, row, n_items);
  put_result (out, row->total);
  put_result (out, row->mark);
  put_result (out, row->journal_mark);
  g_string_append_len (out, row->absent ? "t\t" : "f\t", 2);
  g_string_append_len (out, row->faulty ? "t\t" : "f\t", 2);
  put_text (out, row->award, '\n');
}

void
srv_reading_put_copy (GString *out, const MeriloResults *results)
{
  for (guint i = 0; i < results->rows->len; i++)
    put_work (out, g_ptr_array_index (results->rows, i), results->items->len);
}

#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/issue.h"

#include "model/json-writer.h"

#define MAX_ISSUES 100000

static void
clear_issue (gpointer data)
{
  g_free (((MeriloResultIssue *) data)->value);
}

GArray *
merilo_issues_new (void)
{
  GArray *self = g_array_new (FALSE, FALSE, sizeof (MeriloResultIssue));

  g_array_set_clear_func (self, clear_issue);
  return self;
}

void
merilo_issues_add (GArray *self, guint row, guint column, const char *code, const MeriloCell *cell)
{
  MeriloResultIssue issue = { .row = row, .column = column, .code = code };

  if (self->len >= MAX_ISSUES)
    return;
  issue.value = merilo_cell_to_text (cell);
  g_array_append_val (self, issue);
}

static int
compare_issues (gconstpointer a, gconstpointer b)
{
  const MeriloResultIssue *one = a, *other = b;

  if (one->row != other->row)
    return one->row < other->row ? -1 : 1;
  return one->column < other->column ? -1 : one->column > other->column;
}

void
merilo_issues_sort (GArray *self)
{
  g_array_sort (self, compare_issues);
}

void
merilo_issues_put_json (const GArray *self, GString *out)
{
  merilo_json_put_key (out, "issues");
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->len; i++)
    {
      const MeriloResultIssue *issue = &g_array_index (self, MeriloResultIssue, i);

      g_string_append (out, i > 0 ? ",{" : "{");
      merilo_json_put_whole_member (out, "row", issue->row);
      merilo_json_put_whole_member (out, "column", issue->column);
      merilo_json_put_text_member (out, "code", issue->code);
      merilo_json_put_text_member (out, "value", issue->value);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

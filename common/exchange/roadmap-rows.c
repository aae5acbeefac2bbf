#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap-private.h"

#include <string.h>

#include "exchange/text.h"

#define MAX_GAP 50 /* a longer jump between numbers is no gap but another numbering */

/* What a row is */

static const MeriloDocCell *
get_cell (const MeriloDocRow *row, guint i)
{
  return &g_array_index (row->cells, MeriloDocCell, i);
}

static gboolean
is_vsoko (const MeriloPlan *plan)
{
  return g_str_equal (plan->kind, "vsoko");
}

static gboolean
is_number (const char *text)
{
  return g_regex_match_simple ("^\\d+(\\s*\\.\\s*\\d+)*\\s*\\.?$", text, 0, 0);
}

static gboolean
is_listed (const MeriloDocRow *row)
{
  return row->cells->len > 0 && get_cell (row, 0)->listed && get_cell (row, 0)->column == 0;
}

static gboolean
is_blank_row (char **texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    if (texts[i][0] != '\0')
      return FALSE;
  return TRUE;
}

/* «1 2 3 4 5» under the heading */
static gboolean
is_column_numbers (char **texts)
{
  guint i;

  for (i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      if (!g_str_equal (texts[i], number))
        return FALSE;
    }
  return i > 2;
}

static gboolean
is_alone (char **texts, guint filled)
{
  for (guint i = 0; texts[i] != NULL; i++)
    if ((texts[i][0] != '\0') != (i == filled))
      return FALSE;
  return TRUE;
}

/* title of a section row: merged over the whole table, or over all but the number's column, or (in
 * numbered plans) words alone in the number's column; NULL if the row is none */
static char *
read_section (const MeriloPlan *plan, const MeriloDocRow *row, char **texts)
{
  guint n = plan->columns->len;
  gboolean numbered = merilo_plan_find_column (plan, "no") == 0;

  if (row->cells->len == 0 || is_blank_row (texts))
    return NULL;
  if (is_alone (texts, 0) && (row->cells->len == 1 || get_cell (row, 0)->span >= n))
    return merilo_text_squeeze (texts[0]);
  if (numbered && n > 2 && row->cells->len == 2 && get_cell (row, 1)->span >= n - 1
      && texts[1][0] != '\0')
    {
      g_autofree char *both = g_strconcat (texts[0], " ", texts[1], NULL);

      return merilo_text_squeeze (both);
    }
  if (numbered && is_alone (texts, 0) && !is_number (texts[0]) && strchr (texts[0], ' ') != NULL)
    return merilo_text_squeeze (texts[0]);
  return NULL;
}

static gboolean
is_continuation (const MeriloPlan *plan,
                 const MeriloDocRow *row,
                 char **texts,
                 gboolean first_without_heading)
{
  if (is_listed (row))
    return FALSE;
  if (!is_vsoko (plan))
    return texts[0][0] == '\0';
  if (first_without_heading && merilo_text_begins_small (texts[0]))
    return TRUE;
  return texts[0][0] == '\0' && (texts[1] == NULL || texts[1][0] == '\0');
}

/* Sections */

/* numbered with Latin letters or the Cyrillic ones that look like them */
static gboolean
begins_roman (const char *title)
{
  return g_regex_match_simple ("^([IVXLC]|[ІХ])+\\s*\\.", title, 0, 0);
}

static void
add_section (MeriloPlanReader *reader, const char *title, const char *source)
{
  MeriloPlan *plan = reader->plan;
  MeriloPlanSection *last = plan->sections->len > 0
                                ? g_ptr_array_index (plan->sections, plan->sections->len - 1)
                                : NULL;
  MeriloPlanSection *section;

  if (reader->after_heading && last != NULL && merilo_text_begins_small (title))
    {
      char *whole = merilo_text_join (last->title, title);

      g_free (last->title);
      last->title = whole;
      g_ptr_array_add (last->source, g_strdup (source));
      last->state = MERILO_ROW_DOUBTFUL;
      last->why = "broken-heading";
      return;
    }
  section = merilo_plan_add_section (plan, title);
  section->level = begins_roman (title) && reader->n_parts > 0 && reader->part_is_plain ? 2 : 1;
  if (section->level == 1)
    {
      reader->n_parts++;
      reader->part_is_plain = !begins_roman (title);
    }
  section->part = reader->n_parts;
  g_ptr_array_add (section->source, g_strdup (source));
  reader->after_heading = TRUE;
}

/* the section that new rows go to; a plan may begin without a heading */
static MeriloPlanSection *
get_section (MeriloPlanReader *reader)
{
  MeriloPlan *plan = reader->plan;

  if (plan->sections->len == 0)
    {
      merilo_plan_add_section (plan, "")->part = ++reader->n_parts;
      reader->part_is_plain = TRUE;
    }
  return g_ptr_array_index (plan->sections, plan->sections->len - 1);
}

static MeriloPlanRow *
get_last_row (const MeriloPlanSection *section)
{
  return section->rows->len > 0 ? g_ptr_array_index (section->rows, section->rows->len - 1) : NULL;
}

/* Rows */

/* "1.5" after "1.4", "1" at the beginning */
static char *
count_on (const MeriloPlanRow *last)
{
  const char *dot;

  if (last == NULL || last->no[0] == '\0')
    return g_strdup ("1");
  dot = strrchr (last->no, '.');
  return g_strdup_printf ("%.*s%" G_GUINT64_FORMAT, dot != NULL ? (int) (dot - last->no + 1) : 0,
                          last->no,
                          g_ascii_strtoull (dot != NULL ? dot + 1 : last->no, NULL, 10) + 1);
}

static char *
read_number (const char *text)
{
  char *no = merilo_text_squeeze (text);

  if (is_number (no))
    {
      g_auto (GStrv) pieces = g_strsplit (no, " ", -1);

      g_free (no);
      no = g_strjoinv ("", pieces);
    }
  for (gsize n = strlen (no); n > 0 && (no[n - 1] == '.' || no[n - 1] == ' '); n--)
    no[n - 1] = '\0';
  return no;
}

static void
doubt (MeriloPlanRow *row, const char *why)
{
  if (row->state == MERILO_ROW_DOUBTFUL)
    return; /* the first reason stands */
  row->state = MERILO_ROW_DOUBTFUL;
  row->why = why;
}

/* a cell merged downwards over several items is said once and meant for each */
static void
fill_merged (const MeriloPlanReader *reader, const MeriloDocRow *row, char **texts)
{
  if (is_vsoko (reader->plan) || reader->above == NULL)
    return; /* in a ВСОКО plan a blank cell inherits, and says so */
  for (guint i = 0; i < row->cells->len; i++)
    {
      const MeriloDocCell *cell = get_cell (row, i);

      if (cell->merge == MERILO_MERGE_NEXT && cell->column > 0
          && cell->column < reader->plan->columns->len && texts[cell->column][0] == '\0')
        {
          g_free (texts[cell->column]);
          texts[cell->column] = g_strdup (reader->above[cell->column]);
        }
    }
}

/* takes @texts */
static void
add_row (MeriloPlanReader *reader, const MeriloDocRow *row, char **texts, const char *source)
{
  MeriloPlan *plan = reader->plan;
  MeriloPlanSection *section = get_section (reader);
  int no = merilo_plan_find_column (plan, "no");
  MeriloPlanRow *added = g_new0 (MeriloPlanRow, 1);

  fill_merged (reader, row, texts);
  added->why = "";
  added->no = no >= 0 ? read_number (texts[no]) : g_strdup ("");
  added->source = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (added->source, g_strdup (source));
  if (is_listed (row) && no == 0 && added->no[0] == '\0')
    {
      g_free (added->no);
      added->no = count_on (get_last_row (section));
      doubt (added, "automatic-number");
    }
  else if (no >= 0 && added->no[0] == '\0')
    doubt (added, "no-number");
  if (is_vsoko (plan))
    {
      added->new_object = texts[0][0] != '\0' || plan->n_objects == 0;
      plan->n_objects += added->new_object ? 1 : 0;
      added->object = plan->n_objects;
    }
  added->cells = texts;
  reader->above = texts;
  plan->n_rows++;
  g_ptr_array_add (section->rows, added);
  reader->after_heading = FALSE;
}

static void
join_row (MeriloPlanRow *last, char **texts, const char *source)
{
  for (guint i = 0; texts[i] != NULL; i++)
    {
      char *whole = merilo_text_join (last->cells[i], texts[i]);

      g_free (last->cells[i]);
      last->cells[i] = whole;
    }
  if (last->state == MERILO_ROW_WHOLE)
    last->state = MERILO_ROW_JOINED;
  g_ptr_array_add (last->source, g_strdup (source));
}

static void
read_row (MeriloPlanReader *reader,
          const MeriloDocRow *row,
          const char *source,
          gboolean bare_first)
{
  MeriloPlan *plan = reader->plan;
  g_auto (GStrv) texts = merilo_doc_row_texts (row, plan->columns->len);
  g_autofree char *title = read_section (plan, row, texts);
  MeriloPlanRow *last;

  if (title != NULL)
    {
      add_section (reader, title, source);
      return;
    }
  if (is_blank_row (texts) && !is_listed (row))
    {
      merilo_plan_drop (plan, source, "blank-row");
      return;
    }
  if (is_column_numbers (texts) || merilo_plan_row_repeats_heading (plan->columns, row))
    {
      merilo_plan_drop (plan, source,
                        is_column_numbers (texts) ? "column-numbers" : "repeated-heading");
      return;
    }
  last = plan->sections->len > 0 && !reader->after_heading ? get_last_row (get_section (reader))
                                                           : NULL;
  if (last != NULL && is_continuation (plan, row, texts, bare_first))
    {
      join_row (last, texts, source);
      reader->above = last->cells;
    }
  else
    add_row (reader, row, g_steal_pointer (&texts), source);
}

void
merilo_plan_read_table (MeriloPlanReader *reader, const MeriloBlock *table, guint first_row)
{
  gboolean heading = first_row > 0
                     || (table->rows->len > 0
                         && merilo_plan_row_repeats_heading (reader->plan->columns,
                                                             g_ptr_array_index (table->rows, 0)));
  MeriloPlanTable entry = { table->number, table->rows->len, table->n_columns, heading };

  g_array_append_val (reader->plan->tables, entry);
  for (guint i = first_row; i < table->rows->len; i++)
    {
      g_autofree char *source = g_strdup_printf ("%u.%u", table->number, i);

      read_row (reader, g_ptr_array_index (table->rows, i), source, i == 0 && !heading);
    }
}

/* Judging, when all rows are there */

/* numbers missing between two neighbours with the same beginning: 1.1, 1.3 -> 1.2 */
static void
find_gaps (MeriloPlanSection *section)
{
  for (guint i = 1; i < section->rows->len; i++)
    {
      const MeriloPlanRow *a = g_ptr_array_index (section->rows, i - 1);
      const MeriloPlanRow *b = g_ptr_array_index (section->rows, i);
      const char *dot_a = strrchr (a->no, '.'), *dot_b = strrchr (b->no, '.');
      gsize head_a = dot_a != NULL ? (gsize) (dot_a - a->no) + 1 : 0;
      gsize head_b = dot_b != NULL ? (gsize) (dot_b - b->no) + 1 : 0;
      guint64 from, until;

      if (!is_number (a->no) || !is_number (b->no) || head_a != head_b
          || strncmp (a->no, b->no, head_a) != 0)
        continue;
      from = g_ascii_strtoull (a->no + head_a, NULL, 10);
      until = g_ascii_strtoull (b->no + head_b, NULL, 10);
      if (until <= from || until - from > MAX_GAP)
        continue;
      for (guint64 missing = from + 1; missing < until; missing++)
        g_ptr_array_add (section->gaps,
                         g_strdup_printf ("%.*s%" G_GUINT64_FORMAT, (int) head_a, a->no, missing));
    }
}

static void
find_doubles (MeriloPlanSection *section)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < section->rows->len; i++)
    {
      MeriloPlanRow *row = g_ptr_array_index (section->rows, i), *other;

      if (row->no[0] == '\0')
        continue;
      other = g_hash_table_lookup (seen, row->no);
      if (other != NULL)
        {
          doubt (other, "doubled-number");
          doubt (row, "doubled-number");
        }
      g_hash_table_insert (seen, row->no, row);
    }
}

/* keys of blank cells that the object's first row fills */
static void
find_inherited (const MeriloPlan *plan, const MeriloPlanRow *first, MeriloPlanRow *row)
{
  static const char *const keys[] = { "responsible", "deadline", "document" };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (merilo_plan_get_cell (plan, row, keys[i])[0] == '\0'
        && merilo_plan_get_cell (plan, first, keys[i])[0] != '\0')
      {
        g_strv_builder_add (builder, keys[i]);
        any = TRUE;
      }
  if (any)
    row->inherits = g_strv_builder_end (builder);
}

static void
judge_deadline (const MeriloPlan *plan, MeriloPlanRow *row)
{
  const char *words = merilo_plan_get_cell (plan, row, "deadline");

  if (merilo_plan_find_column (plan, "deadline") < 0)
    return;
  if (row->inherits != NULL && g_strv_contains ((const char *const *) row->inherits, "deadline"))
    return;
  if (words[0] == '\0')
    doubt (row, "blank-deadline");
  else if (merilo_plan_words_are_no_deadline (words))
    doubt (row, "column-shift");
}

void
merilo_plan_judge (MeriloPlan *plan)
{
  const MeriloPlanRow *first = NULL;

  for (guint i = 0; i < plan->sections->len; i++)
    {
      MeriloPlanSection *section = g_ptr_array_index (plan->sections, i);

      for (guint k = 0; k < section->rows->len; k++)
        {
          MeriloPlanRow *row = g_ptr_array_index (section->rows, k);

          if (row->object > 0 && !row->new_object && first != NULL)
            find_inherited (plan, first, row);
          else
            first = row;
          judge_deadline (plan, row);
        }
      find_gaps (section);
      find_doubles (section);
    }
}

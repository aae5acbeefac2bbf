#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap-private.h"

#include <string.h>

#include "exchange/text.h"

#define WIDE 3 /* columns; words alone over so many are no cell of an item */

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

/* the column that numbers the rows, or else the first one */
static guint
get_lead (const MeriloPlan *plan)
{
  int no = merilo_plan_find_column (plan, "no");

  return no > 0 ? (guint) no : 0;
}

/* «Раздел 2 …», «II. …» */
static gboolean
names_section (const char *text)
{
  return g_regex_match_simple ("^((раздел|направление|блок|модуль|часть|глава)\\b|[IVXІХ]+\\.\\s)",
                               text, G_REGEX_CASELESS, 0);
}

/* a number and words beside it, nothing else, and the row below is numbered on from it: 2, 2.1 */
static gboolean
is_numbered_section (const MeriloPlan *plan, char **texts, const char *next_no)
{
  guint lead = get_lead (plan);
  int activity = merilo_plan_find_column (plan, "activity");
  g_autofree char *no = NULL, *head = NULL;

  if (activity < 0 || (guint) activity == lead || texts[activity][0] == '\0'
      || !merilo_plan_is_number (texts[lead]))
    return FALSE;
  for (guint i = 0; texts[i] != NULL; i++)
    if (i != lead && i != (guint) activity && texts[i][0] != '\0')
      return FALSE;
  no = merilo_plan_read_number (texts[lead]);
  head = g_strconcat (no, ".", NULL);
  return g_str_has_prefix (next_no, head) && g_ascii_isdigit (next_no[strlen (head)]);
}

static char *
join_title (const char *no, const char *words)
{
  g_autofree char *both = g_strconcat (no, " ", words, NULL);

  return merilo_text_squeeze (both);
}

/* title of a section row: merged over the whole table, or over all but the number's column, or
 * words alone in the first column (in a document only of a numbered plan: there a page may have cut
 * the row), or a number with words that the next row counts on from; NULL if the row is none */
static char *
read_section (const MeriloPlanReader *reader,
              const MeriloDocRow *row,
              char **texts,
              const char *next_no)
{
  const MeriloPlan *plan = reader->plan;
  guint n = plan->columns->len;
  gboolean numbered = merilo_plan_find_column (plan, "no") == 0;
  int activity = merilo_plan_find_column (plan, "activity");

  if (row->cells->len == 0 || is_blank_row (texts))
    return NULL;
  if (reader->items) /* of our own making: merged over all columns, or no section */
    return row->cells->len == 1 ? merilo_text_squeeze (texts[0]) : NULL;
  if (is_alone (texts, 0) && (row->cells->len == 1 || get_cell (row, 0)->span >= MIN (n, WIDE)))
    return merilo_text_squeeze (texts[0]);
  if (numbered && n > 2 && row->cells->len == 2 && get_cell (row, 1)->span >= n - 1
      && texts[1][0] != '\0')
    return join_title (texts[0], texts[1]);
  if (reader->sheet && is_alone (texts, 0) && !merilo_plan_is_number (texts[0])
      && !merilo_text_begins_small (texts[0]))
    return merilo_text_squeeze (texts[0]);
  if (activity > 0 && is_alone (texts, (guint) activity) && names_section (texts[activity]))
    return merilo_text_squeeze (texts[activity]);
  if (is_numbered_section (plan, texts, next_no))
    return join_title (texts[get_lead (plan)], texts[activity]);
  if (numbered && is_alone (texts, 0) && !merilo_plan_is_number (texts[0])
      && strchr (texts[0], ' ') != NULL)
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
    return texts[get_lead (plan)][0] == '\0';
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

  if (reader->after_heading && last != NULL && !reader->items && merilo_text_begins_small (title))
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

char *
merilo_plan_read_number (const char *text)
{
  char *no = merilo_text_squeeze (text);

  if (merilo_plan_is_number (no))
    {
      g_auto (GStrv) pieces = g_strsplit (no, " ", -1);

      g_free (no);
      no = g_strjoinv ("", pieces);
    }
  for (gsize n = strlen (no); n > 0 && (no[n - 1] == '.' || no[n - 1] == ' '); n--)
    no[n - 1] = '\0';
  return no;
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
  MeriloPlanRow *added = merilo_plan_row_new (source);

  fill_merged (reader, row, texts);
  added->no = no >= 0 ? merilo_plan_read_number (texts[no]) : g_strdup ("");
  if (is_listed (row) && no == 0 && added->no[0] == '\0')
    {
      g_free (added->no);
      added->no = count_on (get_last_row (section));
      merilo_plan_doubt (added, "automatic-number");
    }
  else if (no >= 0 && added->no[0] == '\0')
    merilo_plan_doubt (added, "no-number");
  else if (no >= 0 && g_regex_match_simple ("^\\d{2}\\.\\d{2}\\.\\d{4}$", added->no, 0, 0))
    merilo_plan_doubt (added, "date-for-number"); /* a workbook took «1.2» for a day */
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
          const char *next_no,
          gboolean bare_first)
{
  MeriloPlan *plan = reader->plan;
  g_auto (GStrv) texts = merilo_doc_row_texts (row, plan->columns->len);
  g_autofree char *title = read_section (reader, row, texts, next_no);
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
  if (!reader->items
      && (is_column_numbers (texts) || merilo_plan_row_repeats_heading (plan->columns, row)))
    {
      merilo_plan_drop (plan, source,
                        is_column_numbers (texts) ? "column-numbers" : "repeated-heading");
      return;
    }
  last = plan->sections->len > 0 && !reader->after_heading && !reader->items
             ? get_last_row (get_section (reader))
             : NULL;
  if (last != NULL && is_continuation (plan, row, texts, bare_first))
    {
      join_row (last, texts, source);
      reader->above = last->cells;
    }
  else
    add_row (reader, row, g_steal_pointer (&texts), source);
}

/* number of the row below, "" if it has none */
static char *
peek_number (const MeriloPlan *plan, const MeriloBlock *table, guint i)
{
  g_auto (GStrv) texts = NULL;

  if (i + 1 >= table->rows->len)
    return g_strdup ("");
  texts = merilo_doc_row_texts (g_ptr_array_index (table->rows, i + 1), plan->columns->len);
  return g_strdup (texts[get_lead (plan)]);
}

/* can it be a row of the plan: numbered, or, in a plan without numbers, half filled */
static gboolean
looks_like_item (const MeriloPlan *plan, const MeriloDocRow *row)
{
  g_auto (GStrv) texts = merilo_doc_row_texts (row, plan->columns->len);
  guint filled = 0;

  if (merilo_plan_find_column (plan, "no") >= 0 && merilo_plan_is_number (texts[get_lead (plan)]))
    return TRUE;
  for (guint i = 0; texts[i] != NULL; i++)
    filled += texts[i][0] != '\0';
  return 2 * filled > plan->columns->len;
}

/* where a sheet's table ends: below blank rows nothing follows that could be an item */
static guint
find_end (const MeriloPlan *plan, const MeriloBlock *table, guint first)
{
  guint end = table->rows->len;

  for (guint i = table->rows->len; i > first + 1; i--)
    {
      const MeriloDocRow *row = g_ptr_array_index (table->rows, i - 1);
      const MeriloDocRow *above = g_ptr_array_index (table->rows, i - 2);

      if (looks_like_item (plan, row))
        break;
      if (row->number > above->number + 1)
        end = i - 1;
    }
  return end;
}

void
merilo_plan_read_table (MeriloPlanReader *reader, const MeriloBlock *table, guint first_row)
{
  MeriloPlan *plan = reader->plan;
  gboolean heading
      = first_row > 0
        || (table->rows->len > 0
            && merilo_plan_row_repeats_heading (plan->columns, g_ptr_array_index (table->rows, 0)));
  MeriloPlanTable entry = { table->number, table->rows->len, table->n_columns, heading };
  guint end = find_end (plan, table, first_row);

  reader->sheet = table->above != NULL;
  reader->items = table->items;
  g_array_append_val (plan->tables, entry);
  for (guint i = first_row; i < table->rows->len; i++)
    {
      const MeriloDocRow *row = g_ptr_array_index (table->rows, i);
      g_autofree char *source = g_strdup_printf ("%u.%u", table->number, row->number);
      g_autofree char *next_no = peek_number (plan, table, i);

      if (i < end)
        read_row (reader, row, source, next_no, i == 0 && !heading);
      else
        merilo_plan_drop (plan, source, "below-table");
    }
}

#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/text.h"
#include "model/error.h"

#define LONGEST_HEADING  100 /* characters; a longer cell is no heading */
#define HEADING_IN_TABLE 3   /* rows; above the heading only the plan's title may stand */
#define HEADING_IN_SHEET 40  /* rows; above it the letterhead of the act */
#define SHORTEST_SHIFT   40  /* characters; shorter words may be a deadline we do not know */

typedef struct
{
  const char *stem; /* folded; "^" before it: at the beginning only */
  const char *key;
} Heading;

/* in this order: «Действия … (исполнители)» is no responsible, «Показатель результата» no result */
static const Heading headings[] = {
  { "^№", "no" },
  { "^п/п", "no" },
  { "^n п/п", "no" },
  { "^номер", "no" },
  { "^действи", "actions" },
  { "^объект", "object" },
  { "^критери", "criterion" },
  { "^показател", "indicator" },
  { "ответственн", "responsible" },
  { "исполнител", "responsible" },
  { "результат", "result" },
  { "документ", "document" },
  { "^форма отчет", "document" },
  { "срок", "deadline" },
  { "^дата", "deadline" },
  { "^период", "deadline" },
  { "мероприяти", "activity" },
  { "^содержание", "activity" },
  { "^наименование", "activity" },
};

static const char *const central_keys[] = { "activity", "object", "criterion", NULL };
static const char *const other_keys[]
    = { "deadline", "responsible", "result", "document", "actions", NULL };

/* what words about time have in them */
static const char *const time_stems[]
    = { "январ",   "феврал",   "март",     "апрел",     "май",     "мая",        "мае",
        "июн",     "июл",      "август",   "сентябр",   "октябр",  "ноябр",      "декабр",
        "еже",     "постоянн", "системат", "регулярн",  "течени",  "план",       "график",
        "квартал", "полугод",  "год",      "месяц",     "недел",   "день",       "дней",
        "четверт", "триместр", "потребн",  "необходим", "по мере", "соответств", "срок",
        " раз",    "после ",   "перед ",   "период",    "каникул", "своевремен", "завершени",
        "начал",   "конец",    "конце",    "лето",      "осен",    "зим",        "весн",
        NULL };

const char *const merilo_plan_roles[]
    = { "no",      "activity", "deadline",  "responsible", "document", "result",
        "actions", "object",   "criterion", "indicator",   NULL };

char **
merilo_doc_row_texts (const MeriloDocRow *row, guint n_columns)
{
  char **texts = g_new0 (char *, n_columns + 1);

  for (guint i = 0; i < row->cells->len; i++)
    {
      const MeriloDocCell *cell = &g_array_index (row->cells, MeriloDocCell, i);

      if (cell->column < n_columns && texts[cell->column] == NULL)
        texts[cell->column] = merilo_text_squeeze_lines (cell->text);
    }
  for (guint i = 0; i < n_columns; i++)
    if (texts[i] == NULL)
      texts[i] = g_strdup ("");
  return texts;
}

static const char *
find_role (const char *heading)
{
  g_autofree char *folded = merilo_text_fold (heading);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      const char *stem = headings[i].stem;

      if (stem[0] == '^' ? g_str_has_prefix (folded, stem + 1) : strstr (folded, stem) != NULL)
        return headings[i].key;
    }
  return "";
}

static gboolean
has_any_key (const GPtrArray *columns, const char *const *keys)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_strv_contains (keys, ((MeriloPlanColumn *) g_ptr_array_index (columns, i))->key))
      return TRUE;
  return FALSE;
}

/* Heading rows */

static const MeriloDocCell *
find_cell (const MeriloDocRow *row, guint column)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      const MeriloDocCell *cell = &g_array_index (row->cells, MeriloDocCell, i);

      if (cell->column <= column && column < cell->column + cell->span)
        return cell;
    }
  return NULL;
}

/* a second row of the heading: some of its cells are hidden under merged ones, the others tell
 * apart what a wide cell above says of all of them */
static gboolean
is_second_row (const MeriloDocRow *row, const MeriloDocRow *next)
{
  gboolean hidden = FALSE;

  for (guint i = 0; i < next->cells->len; i++)
    {
      const MeriloDocCell *cell = &g_array_index (next->cells, MeriloDocCell, i);
      const MeriloDocCell *above = find_cell (row, cell->column);

      if (cell->merge == MERILO_MERGE_NEXT)
        hidden |= above != NULL && above->merge == MERILO_MERGE_FIRST;
      else if (!merilo_text_is_blank (cell->text) && (above == NULL || above->span < 2))
        return FALSE;
    }
  return hidden;
}

static char *
make_heading (const MeriloDocRow *row, const MeriloDocRow *next, guint column)
{
  const MeriloDocCell *above = find_cell (row, column);
  const MeriloDocCell *below = next != NULL ? find_cell (next, column) : NULL;
  g_autoptr (GString) both = g_string_new (NULL);

  if (above != NULL && (above->column == column || next != NULL))
    g_string_append (both, above->text);
  if (below != NULL && below->column == column && below->merge != MERILO_MERGE_NEXT)
    g_string_append_printf (both, " %s", below->text);
  return merilo_text_squeeze (both->str);
}

static gboolean
may_be_heading (const char *text)
{
  return g_utf8_strlen (text, -1) <= LONGEST_HEADING && !g_ascii_isdigit (text[0]);
}

/* columns of a heading in the row @i and the one below; NULL if the row is none */
static GPtrArray *
read_heading (const MeriloBlock *table, guint i, guint *n_rows)
{
  const MeriloDocRow *row = g_ptr_array_index (table->rows, i), *next = NULL;
  g_autoptr (GPtrArray) columns = merilo_plan_columns_new ();

  if (i + 1 < table->rows->len && is_second_row (row, g_ptr_array_index (table->rows, i + 1)))
    next = g_ptr_array_index (table->rows, i + 1);
  for (guint k = 0; k < table->n_columns; k++)
    {
      g_autofree char *heading = make_heading (row, next, k);
      const char *role;

      if (!may_be_heading (heading))
        return NULL;
      role = find_role (heading);
      merilo_plan_add_column (columns, role, g_steal_pointer (&heading));
    }
  if (!has_any_key (columns, central_keys) || !has_any_key (columns, other_keys))
    return NULL;
  *n_rows = i + (next != NULL ? 2 : 1);
  return g_steal_pointer (&columns);
}

static guint
count_filled (const MeriloDocRow *row)
{
  guint n = 0;

  for (guint i = 0; i < row->cells->len; i++)
    n += !merilo_text_is_blank (g_array_index (row->cells, MeriloDocCell, i).text);
  return n;
}

GPtrArray *
merilo_plan_find_heading (const MeriloBlock *table, gboolean anywhere, guint *first, guint *n_rows)
{
  guint within = anywhere ? HEADING_IN_SHEET : HEADING_IN_TABLE;

  for (guint i = 0; i < table->rows->len && i < within; i++)
    {
      guint filled = count_filled (g_ptr_array_index (table->rows, i));
      GPtrArray *columns = filled > 1 ? read_heading (table, i, n_rows) : NULL;

      if (columns != NULL)
        {
          *first = i;
          return columns;
        }
      if (filled > 1 && !anywhere)
        return NULL;
    }
  return NULL;
}

/* Roles that a person gave */

gboolean
merilo_plan_check_roles (const char *const *roles, GError **error)
{
  gboolean central = FALSE;

  for (guint i = 0; roles[i] != NULL; i++)
    {
      if (!g_str_equal (roles[i], "-") && !g_strv_contains (merilo_plan_roles, roles[i]))
        {
          g_autofree char *all = g_strjoinv (", ", (char **) merilo_plan_roles);

          g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                       _ ("назначения столбца «%s» нет; возможны %s и «-» для лишнего"), roles[i],
                       all);
          return FALSE;
        }
      central |= g_strv_contains (central_keys, roles[i]);
    }
  if (!central)
    g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                         _ ("не назначен столбец мероприятий; назначьте одному из столбцов "
                            "activity"));
  return central;
}

static const char *
find_static_role (const char *name)
{
  for (guint i = 0; merilo_plan_roles[i] != NULL; i++)
    if (g_str_equal (merilo_plan_roles[i], name))
      return merilo_plan_roles[i];
  return "";
}

/* the first row with words in several cells, unless its number is one: then it is an item */
static gboolean
find_plain_heading (const MeriloBlock *table, int no, guint *n_rows)
{
  for (guint i = 0; i < table->rows->len && i < HEADING_IN_SHEET; i++)
    {
      const MeriloDocRow *row = g_ptr_array_index (table->rows, i);
      const MeriloDocCell *cell = no >= 0 ? find_cell (row, (guint) no) : NULL;
      g_autofree char *number = cell != NULL ? merilo_text_squeeze (cell->text) : g_strdup ("");

      if (count_filled (row) < 2)
        continue;
      *n_rows = g_ascii_isdigit (number[0]) ? i : i + 1;
      return *n_rows > i;
    }
  *n_rows = 0;
  return FALSE;
}

GPtrArray *
merilo_plan_give_roles (const MeriloBlock *table, const char *const *roles, guint *n_rows)
{
  guint first;
  g_autoptr (GPtrArray) guessed = merilo_plan_find_heading (table, FALSE, &first, n_rows);
  GPtrArray *columns = merilo_plan_columns_new ();
  guint n_roles = g_strv_length ((char **) roles);
  const MeriloDocRow *plain = NULL;
  int no = -1;

  for (guint i = 0; i < n_roles && no < 0; i++)
    no = g_str_equal (roles[i], "no") ? (int) i : -1;
  if (guessed == NULL && find_plain_heading (table, no, n_rows))
    plain = g_ptr_array_index (table->rows, *n_rows - 1);
  for (guint i = 0; i < table->n_columns; i++)
    {
      char *heading = guessed != NULL ? g_strdup (((MeriloPlanColumn *) guessed->pdata[i])->heading)
                      : plain != NULL ? make_heading (plain, NULL, i)
                                      : g_strdup ("");

      merilo_plan_add_column (columns, i < n_roles ? find_static_role (roles[i]) : "", heading)
          ->given
          = TRUE;
    }
  return columns;
}

gboolean
merilo_plan_row_repeats_heading (const GPtrArray *columns, const MeriloDocRow *row)
{
  g_auto (GStrv) texts = merilo_doc_row_texts (row, columns->len);

  for (guint i = 0; i < columns->len; i++)
    {
      const MeriloPlanColumn *column = g_ptr_array_index (columns, i);
      g_autofree char *there = merilo_text_fold (column->heading);
      g_autofree char *here = merilo_text_fold (texts[i]);

      if (!g_str_equal (there, here))
        return FALSE;
    }
  return TRUE;
}

gboolean
merilo_plan_words_are_no_deadline (const char *words)
{
  g_autofree char *folded = merilo_text_fold (words);

  if (g_utf8_strlen (folded, -1) < SHORTEST_SHIFT)
    return FALSE;
  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      return FALSE;
  for (guint i = 0; time_stems[i] != NULL; i++)
    if (strstr (folded, time_stems[i]) != NULL)
      return FALSE;
  return TRUE;
}

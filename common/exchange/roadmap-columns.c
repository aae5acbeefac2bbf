#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap-private.h"

#include <string.h>

#include "exchange/text.h"

#define LONGEST_HEADING 100 /* characters; a longer cell is no heading */
#define SHORTEST_SHIFT  40  /* characters; shorter words may be a deadline we do not know */

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

static void
free_column (gpointer data)
{
  MeriloPlanColumn *column = data;

  g_free (column->key);
  g_free (column->heading);
  g_free (column);
}

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
find_key (const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      const char *stem = headings[i].stem;

      if (stem[0] == '^' ? g_str_has_prefix (folded, stem + 1) : strstr (folded, stem) != NULL)
        return headings[i].key;
    }
  return NULL;
}

static gboolean
has_any_key (const GPtrArray *columns, const char *const *keys)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_strv_contains (keys, ((MeriloPlanColumn *) g_ptr_array_index (columns, i))->key))
      return TRUE;
  return FALSE;
}

/* «key», «key-2» if the plan has one already, «column-5» for an unknown heading */
static char *
make_key (const GPtrArray *columns, const char *key)
{
  guint same = 1;

  if (key == NULL)
    return g_strdup_printf ("column-%u", columns->len + 1);
  for (guint i = 0; i < columns->len; i++)
    {
      const MeriloPlanColumn *column = g_ptr_array_index (columns, i);

      same += g_str_has_prefix (column->key, key) ? 1 : 0;
    }
  return same == 1 ? g_strdup (key) : g_strdup_printf ("%s-%u", key, same);
}

GPtrArray *
merilo_plan_columns_from_row (const MeriloDocRow *row, guint n_columns)
{
  g_auto (GStrv) texts = merilo_doc_row_texts (row, n_columns);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (free_column);

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *folded = merilo_text_fold (texts[i]);
      MeriloPlanColumn *column;

      if (g_utf8_strlen (folded, -1) > LONGEST_HEADING || g_ascii_isdigit (folded[0]))
        return NULL;
      column = g_new (MeriloPlanColumn, 1);
      column->key = make_key (columns, find_key (folded));
      column->heading = merilo_text_squeeze (texts[i]);
      g_ptr_array_add (columns, column);
    }
  if (!has_any_key (columns, central_keys) || !has_any_key (columns, other_keys))
    return NULL;
  return g_steal_pointer (&columns);
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

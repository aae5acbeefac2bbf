#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/scale-paste.h"

#include <glib/gi18n.h>
#include <string.h>

#include "widgets/cells.h"

#define LEAST 2
#define MOST  5
#define NONE  -1

/* of the marks «2» to «5» */
typedef struct
{
  gint64 from, to; /* NONE: not said */
  guint line;      /* 0: there is no such mark yet */
} Step;

typedef struct
{
  Step steps[MOST + 1]; /* by the mark */
  char *words;          /* why it is not read; NULL: nothing is wrong yet */
} Scale;

static const char want[] = N_ (
    "Нужна строка на каждую отметку: отметка, с какого балла, по какой. Например: 3, 14, 23.");

/* Cells */

static gboolean
match (const char *pattern, const char *cell, gint64 *ret_first, gint64 *ret_second)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *first = NULL, *second = NULL;

  if (!g_regex_match (regex, cell, 0, &info))
    return FALSE;
  first = g_match_info_fetch (info, 1);
  second = g_match_info_fetch (info, 2);
  *ret_first = g_ascii_strtoll (first, NULL, 10);
  if (ret_second != NULL)
    *ret_second = second != NULL && *second != 0 ? g_ascii_strtoll (second, NULL, 10) : NONE;
  return TRUE;
}

/* «3», 3, «отметка 3», «3» с */
static gboolean
read_mark (const char *cell, guint *ret_mark)
{
  gint64 mark;

  /* words of orders, not for the screen */
  if (!match ("^\\s*(?:отметка\\s*)?[«\"“]?\\s*([2-5])\\s*[»\"”]?(?:\\s*с)?\\s*$", cell, &mark,
              NULL))
    return FALSE;
  *ret_mark = (guint) mark;
  return TRUE;
}

/* 14, «с 14», 14–23, «от 14 до 23 баллов» */
static gboolean
read_scores (const char *cell, Step *step)
{
  /* words of orders, not for the screen */
  return match ("^\\s*(?:от|с)?\\s*(\\d{1,4})(?:\\s*(?:[-–—−]|до|по)\\s*(\\d{1,4}))?"
                "(?:\\s*(?:балл\\pL*|и выше|и более))?\\s*$",
                cell, &step->from, &step->to);
}

static gboolean
is_blank (const char *cell)
{
  return strspn (cell, " \t\r\n") == strlen (cell);
}

static guint
count_filled (char **row)
{
  guint n = 0;

  for (guint i = 0; row[i] != NULL; i++)
    n += !is_blank (row[i]);
  return n;
}

/* neither a mark nor a score: a title, the names of columns */
static gboolean
is_heading (char **row)
{
  Step step;
  guint mark;

  for (guint i = 0; row[i] != NULL; i++)
    if (read_mark (row[i], &mark) || read_scores (row[i], &step))
      return FALSE;
  return TRUE;
}

static gboolean
begins_with_mark (char **row)
{
  guint i = 0, mark;

  while (row[i] != NULL && is_blank (row[i]))
    i++;
  return row[i] != NULL && read_mark (row[i], &mark);
}

/* Lines */

static void
refuse_line (Scale *scale, guint line, char **row)
{
  g_autofree char *text = g_strjoinv (" ", row);

  scale->words
      = g_strdup_printf (_ ("Строка %u не прочитана: «%s». %s"), line, g_strstrip (text), _ (want));
}

static void
put (Scale *scale, guint mark, Step step)
{
  Step *own = &scale->steps[mark];

  if (own->line != 0)
    scale->words
        = own->line == step.line
              ? g_strdup_printf (_ ("Строка %u: отметка «%u» названа дважды. Оставьте одну."),
                                 step.line, mark)
              : g_strdup_printf (_ ("Отметка «%u» названа дважды: в строках %u и %u. Оставьте "
                                    "одну."),
                                 mark, own->line, step.line);
  else
    *own = step;
}

/* mark, from; mark, from–to; mark, from, to */
static void
read_line (Scale *scale, guint line, char **row)
{
  g_autoptr (GPtrArray) filled = g_ptr_array_new ();
  Step step = { NONE, NONE, line }, last = { NONE, NONE, line };
  guint mark;

  for (guint i = 0; row[i] != NULL; i++)
    if (!is_blank (row[i]))
      g_ptr_array_add (filled, row[i]);
  if (filled->len < 2 || filled->len > 3 || !read_mark (filled->pdata[0], &mark)
      || !read_scores (filled->pdata[1], &step)
      || (filled->len == 3
          && (step.to != NONE || !read_scores (filled->pdata[2], &last) || last.to != NONE)))
    {
      refuse_line (scale, line, row);
      return;
    }
  if (filled->len == 3)
    step.to = last.from;
  put (scale, mark, step);
}

/* a table of marks by lines; above them there may be headings */
static void
read_down (Scale *scale, GPtrArray *cells)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < cells->len && scale->words == NULL; i++)
    {
      char **row = cells->pdata[i];

      begun = begun || !is_heading (row);
      if (begun && count_filled (row) > 0)
        read_line (scale, i + 1, row);
    }
}

/* Marks by columns */

static guint
count_marks (char **row)
{
  guint n = 0, mark;

  for (guint i = 0; row[i] != NULL; i++)
    n += read_mark (row[i], &mark);
  return n;
}

/* the first line names three marks, or four: what is below each of them is its. «3, 4, 5» may be
 * the line of a mark too, when such lines stand below it */
static gboolean
is_across (GPtrArray *cells)
{
  if (cells->len < 2 || count_marks (cells->pdata[0]) < APP_SCALE_PASTE_BOUNDS)
    return FALSE;
  return cells->len == 2 || !begins_with_mark (cells->pdata[1])
         || !begins_with_mark (cells->pdata[2]);
}

static void
read_across (Scale *scale, GPtrArray *cells)
{
  char **head = cells->pdata[0], **row = cells->pdata[1];
  guint n = g_strv_length (row), mark;

  for (guint i = 2; i < cells->len; i++)
    if (count_filled (cells->pdata[i]) > 0)
      {
        scale->words = g_strdup_printf (_ ("Под отметками несколько строк, а шкала — одна. "
                                           "Скопируйте одну, начиная с отметок: строка %u лишняя."),
                                        i + 1);
        return;
      }
  for (guint i = 0; head[i] != NULL && scale->words == NULL; i++)
    {
      Step step = { NONE, NONE, 2 };

      if (!read_mark (head[i], &mark))
        continue;
      if (i < n && read_scores (row[i], &step))
        put (scale, mark, step);
      else
        scale->words = g_strdup_printf (_ ("Строка 2: под отметкой «%u» нет балла, а стоит «%s». "
                                           "Нужно число, например 14, или 14–23."),
                                        mark, i < n ? row[i] : "");
    }
}

/* Numbers alone, as the form asks for them */

static gboolean
is_bare (GPtrArray *cells)
{
  Step step;
  guint n = 0, rows = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      rows += count_filled (cells->pdata[i]) > 0;
      for (char **cell = cells->pdata[i]; *cell != NULL; cell++)
        if (!is_blank (*cell) && (n++, !read_scores (*cell, &step) || step.to != NONE))
          return FALSE;
    }
  return n == APP_SCALE_PASTE_BOUNDS && (rows == 1 || rows == APP_SCALE_PASTE_BOUNDS);
}

/* in one line the first of them may be a mark: «3, 14, 23» is not guessed at */
static void
read_bare (Scale *scale, GPtrArray *cells)
{
  guint mark = LEAST;

  for (guint i = 0; i < cells->len; i++)
    for (char **cell = cells->pdata[i]; *cell != NULL; cell++)
      {
        Step *step = &scale->steps[mark + 1];

        if (is_blank (*cell) || !read_scores (*cell, step))
          continue;
        step->line = i + 1;
        mark++;
      }
  if (scale->steps[LEAST + 1].line == scale->steps[MOST].line
      && begins_with_mark (cells->pdata[scale->steps[MOST].line - 1]))
    scale->words
        = g_strdup_printf (_ ("Первое число похоже на отметку: непонятно, три это границы или одна "
                              "строка шкалы. %s"),
                           _ (want));
}

/* The whole */

/* blanks that do not break are blanks */
static GPtrArray *
parse (const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, "\u00a0", " ", 0);
  g_string_replace (plain, "\u202f", " ", 0);
  return app_cells_parse (plain->str);
}

/* each mark there, each ends where the next one begins */
static void
check (Scale *scale)
{
  for (guint mark = LEAST + 1; mark <= MOST && scale->words == NULL; mark++)
    {
      const Step *step = &scale->steps[mark], *below = &scale->steps[mark - 1];

      if (step->line == 0)
        scale->words = g_strdup_printf (_ ("Нет отметки «%u». %s"), mark, _ (want));
      else if (step->to != NONE && step->to < step->from)
        scale->words
            = g_strdup_printf (_ ("Строка %u: «%u» с %" G_GINT64_FORMAT " по %" G_GINT64_FORMAT
                                  ". Второе число должно быть не меньше первого."),
                               step->line, mark, step->from, step->to);
      else if (below->line != 0 && below->to != NONE && below->to + 1 != step->from)
        scale->words = g_strdup_printf (
            _ ("Строка %u: «%u» — по %" G_GINT64_FORMAT ", а «%u» начинается с %" G_GINT64_FORMAT
               ". Баллы должны идти подряд: исправьте таблицу и скопируйте её снова."),
            below->line, mark - 1, below->to, mark, step->from);
    }
}

gboolean
app_scale_paste_is_table (const char *text)
{
  g_autoptr (GPtrArray) cells = parse (text);
  guint n = 0;

  for (guint i = 0; i < cells->len; i++)
    n += count_filled (cells->pdata[i]);
  return n > 1;
}

gboolean
app_scale_paste_read (const char *text, gint64 ret_bounds[APP_SCALE_PASTE_BOUNDS], char **ret_words)
{
  g_autoptr (GPtrArray) cells = parse (text);
  Scale scale = { 0 };

  if (!app_scale_paste_is_table (text))
    scale.words = g_strdup_printf (_ ("В буфере нет таблицы. %s"), _ (want));
  else if (is_bare (cells))
    read_bare (&scale, cells);
  else if (is_across (cells))
    read_across (&scale, cells);
  else
    read_down (&scale, cells);
  if (scale.words == NULL)
    check (&scale);
  if (scale.words != NULL)
    {
      *ret_words = scale.words;
      return FALSE;
    }
  for (guint i = 0; i < APP_SCALE_PASTE_BOUNDS; i++)
    ret_bounds[i] = scale.steps[LEAST + 1 + i].from;
  return TRUE;
}

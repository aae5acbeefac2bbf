#define G_LOG_DOMAIN "app-plan-model"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "widgets/plan-acts.h"

#define MAX_COLUMNS 32

/* column of the block → index of the field, or -1: left out */
typedef struct
{
  int field[MAX_COLUMNS];
  guint first_row; /* 1: the first row was headings */
} Mapping;

static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = folded; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || c == 0x2116) /* № is a heading too */
        g_string_append_unichar (out, c == 0x451 ? 0x435 : c);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* the same word in another case or number, or with more words after it: «Сроки», «Мероприятия» */
static gboolean
is_akin (const char *a, const char *b)
{
  glong shorter = MIN (g_utf8_strlen (a, -1), g_utf8_strlen (b, -1)), same = 0;

  while (*a != 0 && g_utf8_get_char (a) == g_utf8_get_char (b))
    {
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
      same++;
    }
  return same == shorter || (same >= 4 && same >= shorter - 2);
}

/* the column whose heading it is */
static int
find_heading (const AppPlanPasteColumns *columns, const char *cell)
{
  g_autofree char *given = fold (cell);

  for (guint i = 0; *given != 0 && i < columns->n; i++)
    {
      g_autofree char *label = fold (columns->labels[i]);
      gboolean number = g_str_has_prefix (given, "№") && columns->fields[i] == MERILO_PLAN_ITEM_NO;

      if (number || g_str_equal (given, label)
          || (g_utf8_strlen (given, -1) >= 4 && is_akin (given, label)))
        return (int) i;
    }
  return -1;
}

static Mapping
map_columns (GPtrArray *cells, const AppPlanPasteColumns *columns)
{
  Mapping map = { .first_row = 0 };
  char **head = cells->pdata[0];
  guint n_head = g_strv_length (head), known = 0;

  for (guint c = 0; c < MAX_COLUMNS; c++)
    {
      map.field[c] = c < n_head ? find_heading (columns, head[c]) : -1;
      known += map.field[c] >= 0;
    }
  if (known >= 2 && known * 2 >= n_head)
    {
      map.first_row = 1;
      return map;
    }
  for (guint c = 0; c < MAX_COLUMNS; c++)
    map.field[c] = columns->first + c < columns->n ? (int) (columns->first + c) : -1;
  return map;
}

/* a row of one filled cell over the whole width is a section's heading, as in the documents */
static gboolean
is_heading_row (char **row)
{
  guint filled = 0, n = g_strv_length (row);

  for (guint c = 0; c < n; c++)
    filled += *g_strstrip (row[c]) != 0;
  return n > 2 && filled == 1 && *row[0] != 0 && !g_ascii_isdigit (*row[0]);
}

static gboolean
is_empty_row (char **row)
{
  for (; *row != NULL; row++)
    if (*g_strstrip (*row) != 0)
      return FALSE;
  return TRUE;
}

static void
put_row (AppPlanModel *model,
         AppPlanLine *line,
         char **row,
         const Mapping *map,
         const AppPlanPasteColumns *columns)
{
  if (app_plan_line_is_section (line))
    {
      app_plan_model_set (model, line, MERILO_PLAN_SECTION_TITLE, g_strstrip (row[0]));
      return;
    }
  for (guint c = 0; row[c] != NULL && c < MAX_COLUMNS; c++)
    if (map->field[c] >= 0 && (app_plan_line_writable (line) >> columns->fields[map->field[c]] & 1))
      app_plan_model_set (model, line, columns->fields[map->field[c]], g_strstrip (row[c]));
}

guint
app_plan_paste (AppPlanModel *model,
                guint at,
                GPtrArray *cells,
                const AppPlanPasteColumns *columns,
                gboolean insert,
                guint *ret_last)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model)), row, to, first = G_MAXUINT;
  Mapping map;

  if (cells->len == 0 || g_strv_length (cells->pdata[0]) == 0)
    return G_MAXUINT;
  map = map_columns (cells, columns);
  insert = insert || n == 0;
  app_plan_model_begin (model, _ ("Вставка"));
  if (n == 0)
    app_plan_model_insert (model, 0, TRUE);
  to = n == 0 ? 1 : insert ? MIN (at + 1, n) : MIN (at, n);
  for (row = map.first_row; row < cells->len; row++)
    {
      AppPlanLine *line = insert ? NULL : app_plan_model_get (model, to);

      if (is_empty_row (cells->pdata[row]) && insert)
        continue;
      if (line == NULL)
        {
          insert = TRUE;
          line = app_plan_model_insert (model, to, is_heading_row (cells->pdata[row]));
        }
      if (line == NULL)
        break;
      put_row (model, line, cells->pdata[row], &map, columns);
      first = MIN (first, to);
      if (ret_last != NULL)
        *ret_last = to;
      to++;
    }
  app_plan_model_end (model);
  return first;
}

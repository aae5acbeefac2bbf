#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/printed.h"

#include <math.h>
#include <string.h>

#include "exchange/layout-private.h"
#include "exchange/text.h"
#include "model/json-writer.h"

#define MAX_COUNT 1000000000

static void
free_unit (gpointer data)
{
  MeriloPrintedUnit *unit = data;

  g_free (unit->name);
  g_free (unit->login);
  g_free (unit->digits);
  g_free (unit->cells);
  g_free (unit);
}

MeriloPrinted *
merilo_printed_new (const char *layout, const char *sheet)
{
  MeriloPrinted *self = g_new0 (MeriloPrinted, 1);

  self->layout = layout;
  self->sheet = g_strdup (sheet);
  merilo_procedure_init (&self->procedure);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->units = g_ptr_array_new_with_free_func (free_unit);
  self->issues = merilo_issues_new ();
  return self;
}

void
merilo_printed_free (MeriloPrinted *self)
{
  g_free (self->sheet);
  merilo_procedure_clear (&self->procedure);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->units);
  g_array_unref (self->issues);
  g_free (self);
}

void
merilo_printed_add_column (MeriloPrinted *self, const char *name)
{
  g_ptr_array_add (self->columns, g_strdup (name));
}

void
merilo_printed_add_issue (MeriloPrinted *self,
                          MeriloPrintedUnit *unit,
                          guint row,
                          guint column,
                          const char *code,
                          const MeriloCell *cell)
{
  unit->faulty = TRUE;
  merilo_issues_add (self->issues, row, column, code, cell);
}

/* Units */

/* «МБОУ СОШ № 1 (edu990001)», with or without a blank: the name and the login in its brackets */
static void
split_unit (MeriloPrintedUnit *unit, const char *text)
{
  const char *open = strrchr (text, '(');
  gsize length = open != NULL ? strcspn (open, ")") : 0;
  g_autofree char *login = open != NULL ? g_strndup (open + 1, length - 1) : g_strdup ("");

  g_strstrip (login);
  if (open == NULL || !g_ascii_isalpha (login[0])
      || login[strspn (login, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")]
             != '\0')
    {
      unit->name = g_strdup (text);
      unit->login = g_strdup ("");
      return;
    }
  unit->name = g_strchomp (g_strndup (text, (gsize) (open - text)));
  unit->login = g_steal_pointer (&login);
}

/* «reg990000» is a region, «reg99_m001» a municipality of it, other logins are schools' */
static gboolean
find_scope (MeriloPrintedUnit *unit)
{
  g_autofree char *folded = merilo_text_fold (unit->name);
  char *digits = NULL;

  if (unit->login[0] == '\0')
    {
      unit->scope = MERILO_SCOPE_SAMPLE;
      return g_str_equal (folded, "вся выборка");
    }
  if (g_ascii_strncasecmp (unit->login, "reg", 3) == 0)
    {
      unit->scope
          = strchr (unit->login, '_') != NULL ? MERILO_SCOPE_MUNICIPALITY : MERILO_SCOPE_REGION;
      return TRUE;
    }
  unit->scope = MERILO_SCOPE_SCHOOL;
  digits = merilo_login_dup_digits (unit->login);
  if (digits == NULL)
    return FALSE;
  g_free (unit->digits);
  unit->digits = digits;
  return TRUE;
}

MeriloPrintedUnit *
merilo_printed_add_unit (MeriloPrinted *self, guint sheet_row, const MeriloCell *cell)
{
  MeriloPrintedUnit *unit = g_new0 (MeriloPrintedUnit, 1);
  g_autofree char *text = merilo_cell_to_text (cell);

  unit->row = sheet_row;
  unit->digits = g_strdup ("");
  unit->schools = unit->n = MERILO_NONE;
  unit->cells = g_new (MeriloPrintedCell, MAX (self->columns->len, 1));
  for (guint i = 0; i < self->columns->len; i++)
    unit->cells[i] = (MeriloPrintedCell){ MERILO_NONE, MERILO_NO_PERCENT };
  split_unit (unit, text);
  if (!find_scope (unit))
    merilo_printed_add_issue (self, unit, sheet_row, 1, "bad-unit", cell);
  g_ptr_array_add (self->units, unit);
  return unit;
}

/* Figures */

void
merilo_printed_read_count (MeriloPrinted *self,
                           MeriloPrintedUnit *unit,
                           guint row,
                           guint column,
                           const MeriloCell *cell,
                           gint64 *into)
{
  int value;

  if (merilo_cell_is_blank (cell))
    return;
  if (merilo_cell_get_whole (cell, &value) && value >= 0 && value <= MAX_COUNT)
    *into = value;
  else
    merilo_printed_add_issue (self, unit, row, column, "bad-count", cell);
}

static gboolean
get_percent (const MeriloCell *cell, double *ret_percent)
{
  g_autofree char *text = NULL;
  char *end;

  if (cell->kind == MERILO_CELL_NUMBER)
    {
      *ret_percent = cell->number;
      return TRUE;
    }
  if (cell->kind != MERILO_CELL_TEXT)
    return FALSE;
  text = merilo_text_squeeze (cell->text);
  g_strdelimit (text, ",", '.');
  if (!g_ascii_isdigit (text[0]))
    return FALSE; /* «nan», «0x1p3» and signs are no percents */
  *ret_percent = g_ascii_strtod (text, &end);
  while (*end == ' ' || *end == '%')
    end++;
  return *end == '\0' && text[1] != 'x' && text[1] != 'X';
}

void
merilo_printed_read_percent (MeriloPrinted *self,
                             MeriloPrintedUnit *unit,
                             guint row,
                             guint column,
                             const MeriloCell *cell,
                             int *into)
{
  double percent;

  if (merilo_cell_is_blank (cell))
    return;
  if (get_percent (cell, &percent) && percent >= 0 && percent <= 100.005)
    *into = (int) floor (percent * 100 + 0.5);
  else
    merilo_printed_add_issue (self, unit, row, column, "bad-percent", cell);
}

void
merilo_printed_check_whole (MeriloPrinted *self, MeriloPrintedUnit *unit, guint column)
{
  int sum = 0, slack = (int) self->columns->len / 2 + 1;
  MeriloCell cell = { .kind = MERILO_CELL_NUMBER };

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (unit->cells[i].percent == MERILO_NO_PERCENT)
        return;
      sum += unit->cells[i].percent;
    }
  if (unit->n == 0 || ABS (sum - 10000) <= slack)
    return;
  cell.number = sum / 100.0;
  merilo_printed_add_issue (self, unit, unit->row, column, "percents-not-whole", &cell);
}

void
merilo_printed_check_journal (MeriloPrinted *self,
                              MeriloPrintedUnit *unit,
                              const guint *rows,
                              const guint *percent_columns,
                              guint n_row,
                              guint n_column)
{
  MeriloCell shown = { .kind = MERILO_CELL_NUMBER };
  gint64 sum = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const MeriloPrintedCell *cell = &unit->cells[i];

      if (cell->count == MERILO_NONE || unit->n == MERILO_NONE)
        return;
      sum += cell->count;
      if (cell->percent == MERILO_NO_PERCENT || unit->n == 0
          || ABS (cell->percent - merilo_percent (cell->count, unit->n)) <= 1)
        continue;
      shown.number = cell->percent / 100.0;
      merilo_printed_add_issue (self, unit, rows[i], percent_columns[i], "percent-off-count",
                                &shown);
    }
  shown.number = (double) unit->n;
  if (sum != unit->n)
    merilo_printed_add_issue (self, unit, n_row, n_column, "counts-not-total", &shown);
}

/* JSON */

const char *
merilo_scope_get_id (MeriloScope scope)
{
  static const char *const ids[] = {
    [MERILO_SCOPE_SAMPLE] = "sample",
    [MERILO_SCOPE_REGION] = "region",
    [MERILO_SCOPE_MUNICIPALITY] = "municipality",
    [MERILO_SCOPE_SCHOOL] = "school",
  };

  return ids[scope];
}

/* "percents":{"2":13.72,…}, and "counts" where there are some */
static void
put_cells (const MeriloPrinted *self, const MeriloPrintedUnit *unit, GString *out)
{
  merilo_json_put_key (out, "percents");
  g_string_append_c (out, '{');
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *percent = merilo_percent_print (unit->cells[i].percent);

      merilo_json_put_key (out, g_ptr_array_index (self->columns, i));
      g_string_append (out, percent[0] != '\0' ? percent : "null");
    }
  g_string_append_c (out, '}');
  if (self->columns->len == 0 || unit->cells[0].count == MERILO_NONE)
    return;
  merilo_json_put_key (out, "counts");
  g_string_append_c (out, '{');
  for (guint i = 0; i < self->columns->len; i++)
    merilo_json_put_count_member (out, g_ptr_array_index (self->columns, i), unit->cells[i].count);
  g_string_append_c (out, '}');
}

static void
put_unit (const MeriloPrinted *self, const MeriloPrintedUnit *unit, GString *out)
{
  merilo_json_put_whole_member (out, "row", unit->row);
  merilo_json_put_text_member (out, "level", merilo_scope_get_id (unit->scope));
  merilo_json_put_text_member (out, "unit", unit->name);
  merilo_json_put_text_member (out, "login", unit->login);
  merilo_json_put_text_member (out, "login_digits", unit->digits);
  merilo_json_put_count_member (out, "schools", unit->schools);
  merilo_json_put_count_member (out, "participants", unit->n);
  put_cells (self, unit, out);
  merilo_json_put_key (out, "faulty");
  merilo_json_put_flag (out, unit->faulty);
}

void
merilo_printed_put_json (const MeriloPrinted *self, GString *out)
{
  merilo_json_put_text_member (out, "layout", self->layout);
  merilo_procedure_begin_json (&self->procedure, out);
  g_string_append_c (out, '}');
  merilo_json_put_whole_member (out, "rows", self->units->len);
  merilo_json_put_key (out, "units");
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->units->len; i++)
    {
      g_string_append (out, i > 0 ? ",{" : "{");
      put_unit (self, g_ptr_array_index (self->units, i), out);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
  merilo_issues_put_json (self->issues, out);
}

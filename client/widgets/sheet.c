#define G_LOG_DOMAIN "app-sheet"

#include "config.h"

#include "widgets/sheet.h"

#include <string.h>

typedef struct
{
  char *letter, *heading;
  AppSheetMark mark;
  gboolean is_private;
} Column;

typedef struct
{
  guint number;
  char **cells;
  guint8 *marks;
  AppSheetMark mark;
} Row;

struct _AppSheet
{
  GObject parent_instance;

  GArray *columns; /* of Column */
  GArray *rows;    /* of Row */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppSheet, app_sheet, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
clear_column (gpointer data)
{
  Column *column = data;

  g_free (column->letter);
  g_free (column->heading);
}

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_strfreev (row->cells);
  g_free (row->marks);
}

static Row *
row_at (AppSheet *self, guint row)
{
  g_return_val_if_fail (row < self->rows->len, NULL);
  return &g_array_index (self->rows, Row, row);
}

static Column *
column_at (AppSheet *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);
  return &g_array_index (self->columns, Column, column);
}

static void
app_sheet_finalize (GObject *object)
{
  AppSheet *self = APP_SHEET (object);

  g_array_unref (self->columns);
  g_array_unref (self->rows);
  G_OBJECT_CLASS (app_sheet_parent_class)->finalize (object);
}

static void
app_sheet_class_init (AppSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_sheet_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APP_TYPE_SHEET, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_sheet_init (AppSheet *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (self->columns, clear_column);
  g_array_set_clear_func (self->rows, clear_row);
}

/* Public API */

AppSheet *
app_sheet_new (void)
{
  return g_object_new (APP_TYPE_SHEET, NULL);
}

void
app_sheet_clear (AppSheet *self)
{
  g_array_set_size (self->rows, 0);
  g_array_set_size (self->columns, 0);
}

void
app_sheet_add_column (AppSheet *self, const char *letter, const char *heading)
{
  Column column = { g_strdup (letter), g_strdup (heading), APP_SHEET_PLAIN };

  g_return_if_fail (self->rows->len == 0);
  g_array_append_val (self->columns, column);
}

guint
app_sheet_add_row (AppSheet *self, guint number, const char *const *cells)
{
  guint n = self->columns->len;
  Row row = { number, g_new0 (char *, n + 1), g_new0 (guint8, n + 1), APP_SHEET_PLAIN };
  gboolean more = cells != NULL;

  for (guint i = 0; i < n; i++)
    {
      more = more && cells[i] != NULL;
      row.cells[i] = g_strdup (more ? cells[i] : "");
    }
  g_array_append_val (self->rows, row);
  return self->rows->len - 1;
}

void
app_sheet_tell (AppSheet *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
app_sheet_set_cell (AppSheet *self, guint row, guint column, const char *text)
{
  Row *at = row_at (self, row);

  if (at == NULL || column_at (self, column) == NULL)
    return;
  g_free (at->cells[column]);
  at->cells[column] = g_strdup (text);
}

void
app_sheet_mark_cell (AppSheet *self, guint row, guint column, AppSheetMark mark)
{
  Row *at = row_at (self, row);

  if (at != NULL && column_at (self, column) != NULL)
    at->marks[column] = (guint8) mark;
}

void
app_sheet_mark_row (AppSheet *self, guint row, AppSheetMark mark)
{
  Row *at = row_at (self, row);

  if (at != NULL)
    at->mark = mark;
}

void
app_sheet_set_head (AppSheet *self, guint column, const char *heading, AppSheetMark mark)
{
  Column *at = column_at (self, column);

  if (at == NULL)
    return;
  g_free (at->heading);
  at->heading = g_strdup (heading);
  at->mark = mark;
}

void
app_sheet_keep_private (AppSheet *self, guint column)
{
  Column *at = column_at (self, column);

  if (at != NULL)
    at->is_private = TRUE;
}

gboolean
app_sheet_is_private (AppSheet *self, guint column)
{
  Column *at = column_at (self, column);

  return at != NULL && at->is_private;
}

guint
app_sheet_get_n_columns (AppSheet *self)
{
  return self->columns->len;
}

guint
app_sheet_get_n_rows (AppSheet *self)
{
  return self->rows->len;
}

guint
app_sheet_get_number (AppSheet *self, guint row)
{
  Row *at = row_at (self, row);

  return at != NULL ? at->number : 0;
}

const char *
app_sheet_get_letter (AppSheet *self, guint column)
{
  Column *at = column_at (self, column);

  return at != NULL ? at->letter : "";
}

const char *
app_sheet_get_heading (AppSheet *self, guint column)
{
  Column *at = column_at (self, column);

  return at != NULL ? at->heading : "";
}

AppSheetMark
app_sheet_get_head_mark (AppSheet *self, guint column)
{
  Column *at = column_at (self, column);

  return at != NULL ? at->mark : APP_SHEET_PLAIN;
}

const char *
app_sheet_get_cell (AppSheet *self, guint row, guint column)
{
  Row *at = row_at (self, row);

  return at != NULL && column < self->columns->len ? at->cells[column] : "";
}

AppSheetMark
app_sheet_get_mark (AppSheet *self, guint row, guint column)
{
  Row *at = row_at (self, row);

  if (at == NULL || column >= self->columns->len)
    return APP_SHEET_PLAIN;
  return at->marks[column] != APP_SHEET_PLAIN ? (AppSheetMark) at->marks[column] : at->mark;
}

gboolean
app_sheet_shows (AppSheet *self, const char *text)
{
  for (guint i = 0; i < self->rows->len; i++)
    for (char **cell = row_at (self, i)->cells; *cell != NULL; cell++)
      if (strstr (*cell, text) != NULL)
        return TRUE;
  return FALSE;
}

char *
app_sheet_name_column (guint column)
{
  GString *name = g_string_new (NULL);

  for (; column > 0; column = (column - 1) / 26)
    g_string_prepend_c (name, (char) ('A' + (column - 1) % 26));
  return g_string_free (name, FALSE);
}

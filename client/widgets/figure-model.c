#define G_LOG_DOMAIN "app-figure-model"

#include "config.h"

#include "widgets/cells.h"
#include "widgets/figure-model.h"

typedef struct
{
  char *text, *note, *tip;
  AppTone tone;
} Cell;

typedef struct
{
  AppFigureRowKind kind;
  gint64 id;
} Row;

typedef struct
{
  char *heading, *note_heading;
  gboolean number;
} Column;

struct _AppFigureModel
{
  GObject parent_instance;

  GArray *columns; /* of Column */
  GArray *rows;    /* of Row */
  GArray *cells;   /* of Cell, row by row */
};

G_DEFINE_FINAL_TYPE (AppFigureModel, app_figure_model, G_TYPE_OBJECT)

static void
clear_cell (gpointer data)
{
  Cell *cell = data;

  g_free (cell->text);
  g_free (cell->note);
  g_free (cell->tip);
}

static void
clear_column (gpointer data)
{
  Column *column = data;

  g_free (column->heading);
  g_free (column->note_heading);
}

static Cell *
get_cell (AppFigureModel *self, guint row, guint column)
{
  return &g_array_index (self->cells, Cell, row * self->columns->len + column);
}

static const Column *
get_column (AppFigureModel *self, guint column)
{
  return &g_array_index (self->columns, Column, column);
}

/* GObject overrides */

static void
finalize (GObject *object)
{
  AppFigureModel *self = APP_FIGURE_MODEL (object);

  g_array_unref (self->columns);
  g_array_unref (self->rows);
  g_array_unref (self->cells);
  G_OBJECT_CLASS (app_figure_model_parent_class)->finalize (object);
}

static void
app_figure_model_class_init (AppFigureModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
app_figure_model_init (AppFigureModel *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  self->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  g_array_set_clear_func (self->columns, clear_column);
  g_array_set_clear_func (self->cells, clear_cell);
}

/* Filling */

AppFigureModel *
app_figure_model_new (const AppFigureColumn *columns, guint n)
{
  AppFigureModel *self = g_object_new (APP_TYPE_FIGURE_MODEL, NULL);

  for (guint i = 0; i < n; i++)
    {
      Column column = { g_strdup (columns[i].heading), g_strdup (columns[i].note_heading),
                        columns[i].number };

      g_array_append_val (self->columns, column);
    }
  return self;
}

guint
app_figure_model_add_row (AppFigureModel *self, AppFigureRowKind kind)
{
  Row row = { kind, 0 };

  if (self->rows->len >= APP_FIGURE_MAX_ROWS)
    return G_MAXUINT;
  g_array_append_val (self->rows, row);
  g_array_set_size (self->cells, self->rows->len * self->columns->len);
  return self->rows->len - 1;
}

static gboolean
is_there (AppFigureModel *self, guint row, guint column)
{
  return row < self->rows->len && column < self->columns->len;
}

void
app_figure_model_set (
    AppFigureModel *self, guint row, guint column, const char *text, const char *note, AppTone tone)
{
  Cell *cell;

  if (!is_there (self, row, column))
    return;
  cell = get_cell (self, row, column);
  g_free (cell->text);
  g_free (cell->note);
  cell->text = g_strdup (text);
  cell->note = g_strdup (note);
  cell->tone = tone;
}

void
app_figure_model_set_tip (AppFigureModel *self, guint row, guint column, const char *tip)
{
  if (!is_there (self, row, column))
    return;
  g_free (get_cell (self, row, column)->tip);
  get_cell (self, row, column)->tip = g_strdup (tip);
}

void
app_figure_model_set_id (AppFigureModel *self, guint row, gint64 id)
{
  if (row < self->rows->len)
    g_array_index (self->rows, Row, row).id = id;
}

/* Reading */

guint
app_figure_model_get_n_rows (AppFigureModel *self)
{
  return self->rows->len;
}

guint
app_figure_model_get_n_columns (AppFigureModel *self)
{
  return self->columns->len;
}

AppFigureRowKind
app_figure_model_get_kind (AppFigureModel *self, guint row)
{
  g_return_val_if_fail (row < self->rows->len, APP_FIGURE_ROW);
  return g_array_index (self->rows, Row, row).kind;
}

gint64
app_figure_model_get_id (AppFigureModel *self, guint row)
{
  g_return_val_if_fail (row < self->rows->len, 0);
  return g_array_index (self->rows, Row, row).id;
}

const char *
app_figure_model_get_heading (AppFigureModel *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, "");
  return get_column (self, column)->heading;
}

gboolean
app_figure_model_is_number (AppFigureModel *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, FALSE);
  return get_column (self, column)->number;
}

const char *
app_figure_model_get_text (AppFigureModel *self, guint row, guint column)
{
  const char *text = is_there (self, row, column) ? get_cell (self, row, column)->text : NULL;

  return text != NULL ? text : "";
}

const char *
app_figure_model_get_note (AppFigureModel *self, guint row, guint column)
{
  const char *note = is_there (self, row, column) ? get_cell (self, row, column)->note : NULL;

  return note != NULL ? note : "";
}

AppTone
app_figure_model_get_tone (AppFigureModel *self, guint row, guint column)
{
  return is_there (self, row, column) ? get_cell (self, row, column)->tone : APP_TONE_PLAIN;
}

gboolean
app_figure_model_shows (AppFigureModel *self, const char *text)
{
  for (guint i = 0; i < self->cells->len; i++)
    if (g_strcmp0 (g_array_index (self->cells, Cell, i).text, text) == 0)
      return TRUE;
  return FALSE;
}

char *
app_figure_model_describe (AppFigureModel *self, guint row, guint column)
{
  const char *name = app_figure_model_get_text (self, row, 0);
  const char *note = app_figure_model_get_note (self, row, column);
  GString *text = g_string_new (name);

  if (!is_there (self, row, column))
    return g_string_free (text, FALSE);
  if (column > 0)
    g_string_append_printf (text, "%s%s: %s", *name != 0 ? ", " : "",
                            app_figure_model_get_heading (self, column),
                            app_figure_model_get_text (self, row, column));
  if (*note != 0)
    g_string_append_printf (text, ", %s", note);
  if (get_cell (self, row, column)->tip != NULL)
    g_string_append_printf (text, "\n%s", get_cell (self, row, column)->tip);
  return g_string_free (text, FALSE);
}

/* Taking away */

static char **
copy_line (AppFigureModel *self, guint row, guint col0, guint col1)
{
  g_autoptr (GStrvBuilder) line = g_strv_builder_new ();

  for (guint c = col0; c <= col1 && c < self->columns->len; c++)
    {
      const Column *column = get_column (self, c);
      gboolean head = row == G_MAXUINT;

      g_strv_builder_add (line, head ? column->heading : app_figure_model_get_text (self, row, c));
      if (column->note_heading != NULL)
        g_strv_builder_add (line,
                            head ? column->note_heading : app_figure_model_get_note (self, row, c));
    }
  return g_strv_builder_end (line);
}

GPtrArray *
app_figure_model_copy (AppFigureModel *self, guint row0, guint col0, guint row1, guint col1)
{
  GPtrArray *cells = app_cells_new ();

  g_ptr_array_add (cells, copy_line (self, G_MAXUINT, col0, col1));
  for (guint r = row0; r <= row1 && r < self->rows->len; r++)
    g_ptr_array_add (cells, copy_line (self, r, col0, col1));
  return cells;
}

char *
app_figure_model_dup_words (AppFigureModel *self)
{
  GString *words = g_string_new (NULL);

  for (guint c = 0; c < self->columns->len; c++)
    {
      const Column *column = get_column (self, c);

      g_string_append_c (words, column->number ? ' ' : APP_CELLS_WORDS);
      if (column->note_heading != NULL)
        g_string_append_c (words, ' ');
    }
  return g_string_free (words, FALSE);
}

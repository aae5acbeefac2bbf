#define G_LOG_DOMAIN "app-figure-table"

#include "config.h"

#include "widgets/figure-table-private.h"

#define PAD       8
#define NOTE_GAP  6
#define MAX_FIRST 360 /* of a column of texts, as long as there is no more room */
#define LEAST     150
#define MAX_TEXTS 4000

typedef struct
{
  AppFigureTable *self;
  GtkSnapshot *snapshot;
  int width;
  gboolean focused;
  GdkRGBA inks[APP_TEXT_INKS]; /* by AppTone */
  GdkRGBA head, line, accent;
} Frame;

/* Texts */

static AppText *
get_text (AppFigureTable *self, FigureText style, const char *string, int room)
{
  g_autofree char *key = g_strdup_printf ("%d %s", room, string);
  AppText *text = g_hash_table_lookup (self->texts[style], key);
  gboolean bold = style == FIGURE_STRONG || style == FIGURE_HEAD;
  gboolean small = style == FIGURE_NOTE || style == FIGURE_HEAD;
  PangoLayout *layout;

  if (text != NULL)
    return text;
  layout = app_text_lay_out (GTK_WIDGET (self), string, bold, small ? 0.88 : 1);
  app_text_cut (layout, room);
  return app_texts_keep (self->texts[style], MAX_TEXTS, g_steal_pointer (&key), layout);
}

void
_app_figure_table_drop_texts (AppFigureTable *self)
{
  for (guint i = 0; i < N_FIGURE_TEXTS; i++)
    g_hash_table_remove_all (self->texts[i]);
  self->sized = FALSE;
  self->measured_for = 0;
}

/* Sizes */

static FigureText
style_of (AppFigureTable *self, guint row)
{
  return app_figure_model_get_kind (self->model, row) == APP_FIGURE_ROW ? FIGURE_TEXT
                                                                        : FIGURE_STRONG;
}

/* what stands for the whole rest of a row's figures: it is no wider than that */
static gboolean
spills (AppFigureTable *self, guint row, guint c)
{
  return app_figure_model_is_number (self->model, c)
         && c + 1 < app_figure_model_get_n_columns (self->model)
         && app_figure_model_is_number (self->model, c + 1)
         && *app_figure_model_get_text (self->model, row, c) != 0
         && *app_figure_model_get_text (self->model, row, c + 1) == 0;
}

static void
size_column (AppFigureTable *self, guint c)
{
  FigureColumn *column = &self->columns[c];
  int widest
      = get_text (self, FIGURE_HEAD, app_figure_model_get_heading (self->model, c), 0)->width;
  int value = 0;

  column->note = 0;
  for (guint r = 0; r < app_figure_model_get_n_rows (self->model); r++)
    {
      const char *text = app_figure_model_get_text (self->model, r, c);
      const char *note = app_figure_model_get_note (self->model, r, c);

      if (app_figure_model_get_kind (self->model, r) == APP_FIGURE_SECTION)
        continue;
      if (*text != 0 && !spills (self, r, c))
        value = MAX (value, get_text (self, style_of (self, r), text, 0)->width);
      if (*note != 0)
        column->note = MAX (column->note, get_text (self, FIGURE_NOTE, note, 0)->width + NOTE_GAP);
    }
  if (!app_figure_model_is_number (self->model, c))
    value = MIN (value, MAX_FIRST);
  column->natural = MAX (widest, value + column->note) + 2 * PAD;
}

void
_app_figure_table_size (AppFigureTable *self)
{
  int height;

  if (self->sized || self->model == NULL)
    return;
  height = get_text (self, FIGURE_TEXT, "0", 0)->height;
  self->row_height = MAX (28, height + 9);
  self->head_height = MAX (30, height + 10);
  for (guint c = 0; c < app_figure_model_get_n_columns (self->model); c++)
    size_column (self, c);
  self->sized = TRUE;
}

static guint
count_columns (AppFigureTable *self, gboolean number)
{
  guint n = 0;

  for (guint c = 0; c < app_figure_model_get_n_columns (self->model); c++)
    n += app_figure_model_is_number (self->model, c) == number;
  return n;
}

/* what is too much is taken from texts, what is left over is spread */
void
_app_figure_table_allocate (AppFigureTable *self, int width)
{
  guint n, texts, numbers;
  int natural = 0, left = 0, spare;

  if (self->model == NULL || self->measured_for == width)
    return;
  _app_figure_table_size (self);
  n = app_figure_model_get_n_columns (self->model);
  texts = count_columns (self, FALSE);
  numbers = count_columns (self, TRUE);
  for (guint c = 0; c < n; c++)
    natural += self->columns[c].natural;
  spare = width - natural;
  for (guint c = 0; c < n; c++)
    {
      FigureColumn *column = &self->columns[c];
      gboolean number = app_figure_model_is_number (self->model, c);

      column->left = left;
      column->width = column->natural;
      if (spare < 0 && !number)
        column->width = MAX (MIN (LEAST, column->natural), column->natural + spare / (int) texts);
      else if (spare > 0 && number)
        column->width += MIN (spare / (int) numbers, 48);
      left += column->width;
    }
  /* the first column takes what remains, so that figures stand at the right edge */
  if (left < width && n > 0)
    {
      self->columns[0].width += width - left;
      for (guint c = 1; c < n; c++)
        self->columns[c].left += width - left;
    }
  self->measured_for = width;
}

/* Drawing */

static void
put (Frame *f,
     FigureText style,
     const char *string,
     int room,
     AppTone tone,
     float right,
     float left,
     float top,
     int height,
     gboolean to_right)
{
  AppText *text;

  if (*string == 0)
    return;
  text = get_text (f->self, style, string, room);
  app_text_put (text, f->snapshot, tone, &f->inks[tone],
                to_right ? MAX (left, right - text->width) : left, top, text->width, height);
}

static void
draw_cell (Frame *f, guint row, guint c, float top)
{
  AppFigureTable *self = f->self;
  const FigureColumn *column = &self->columns[c];
  AppTone tone = app_figure_model_get_tone (self->model, row, c);
  gboolean number = app_figure_model_is_number (self->model, c) && !spills (self, row, c);
  float left = column->left + PAD, right = column->left + column->width - PAD;
  const char *note = app_figure_model_get_note (self->model, row, c);

  put (f, style_of (self, row), app_figure_model_get_text (self->model, row, c),
       number                  ? 0
       : spills (self, row, c) ? MAX (20, f->width - column->left - 2 * PAD)
                               : MAX (20, column->width - 2 * PAD),
       tone, right - column->note, left, top, self->row_height, number);
  if (*note != 0)
    put (f, FIGURE_NOTE, note, 0, APP_TONE_DIM, right, left, top, self->row_height, TRUE);
}

static void
draw_head (Frame *f)
{
  AppFigureTable *self = f->self;

  app_ink_fill (f->snapshot, &f->head, 0, 0, f->width, self->head_height);
  for (guint c = 0; c < app_figure_model_get_n_columns (self->model); c++)
    {
      const FigureColumn *column = &self->columns[c];
      gboolean number = app_figure_model_is_number (self->model, c);

      put (f, FIGURE_HEAD, app_figure_model_get_heading (self->model, c),
           MAX (20, column->width - 2 * PAD), APP_TONE_PLAIN,
           column->left + column->width - PAD - column->note, column->left + PAD, 0,
           self->head_height, number);
    }
}

static void
draw_row (Frame *f, guint row)
{
  AppFigureTable *self = f->self;
  float top = self->head_height + row * self->row_height;
  gboolean section = app_figure_model_get_kind (self->model, row) == APP_FIGURE_SECTION;

  if (section)
    {
      app_ink_fill (f->snapshot, &f->head, 0, top, f->width, self->row_height);
      put (f, FIGURE_HEAD, app_figure_model_get_text (self->model, row, 0), f->width - 2 * PAD,
           APP_TONE_PLAIN, f->width, PAD, top, self->row_height, FALSE);
      return;
    }
  for (guint c = 0; c < app_figure_model_get_n_columns (self->model); c++)
    draw_cell (f, row, c, top);
  app_ink_fill (f->snapshot, &f->line, 0, top + self->row_height - 1, f->width, 1);
}

static void
draw_block (Frame *f)
{
  AppFigureTable *self = f->self;
  AppGridCell from, to;
  const FigureColumn *first, *last;
  GdkRGBA fill = app_ink_fade (f->accent, 0.16f);

  app_grid_block (self->cursor, self->anchor, &from, &to);
  first = &self->columns[from.col];
  last = &self->columns[to.col];
  if (from.row != to.row || from.col != to.col)
    app_ink_fill (f->snapshot, &fill, first->left, self->head_height + from.row * self->row_height,
                  last->left + last->width - first->left,
                  (to.row - from.row + 1) * self->row_height);
}

static void
draw_cursor (Frame *f)
{
  AppFigureTable *self = f->self;
  const FigureColumn *column = &self->columns[self->cursor.col];

  app_ink_frame (f->snapshot, &f->accent,
                 &GRAPHENE_RECT_INIT (column->left,
                                      self->head_height + self->cursor.row * self->row_height,
                                      column->width, self->row_height - 1),
                 3);
}

static void
find_inks (Frame *f, GtkStyleContext *style)
{
  app_ink_find_tones (style, 0.6f, f->inks);
  f->head = app_ink_fade (f->inks[APP_TONE_PLAIN], 0.06f);
  f->line = app_ink_fade (f->inks[APP_TONE_PLAIN], 0.1f);
  f->accent = app_ink_find (style, "accent_bg_color", "#3584e4", 1);
}

void
_app_figure_table_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AppFigureTable *self = APP_FIGURE_TABLE (widget);
  Frame f = { self, snapshot, gtk_widget_get_width (widget), gtk_widget_has_focus (widget) };

  if (self->model == NULL || f.width <= 0)
    return;
  _app_figure_table_allocate (self, f.width);
  find_inks (&f, gtk_widget_get_style_context (widget));
  draw_head (&f);
  if (f.focused && app_figure_model_get_n_rows (self->model) > 0)
    draw_block (&f);
  for (guint r = 0; r < app_figure_model_get_n_rows (self->model); r++)
    draw_row (&f, r);
  if (f.focused && app_figure_model_get_n_rows (self->model) > 0)
    draw_cursor (&f);
}

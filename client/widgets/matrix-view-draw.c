#define G_LOG_DOMAIN "app-matrix-view"

#include "config.h"

#include "widgets/matrix-view-private.h"

#include <glib/gi18n-lib.h>

#define BLOCK        32 /* columns a tile */
#define MAX_TILES    4000
#define MAX_TEXTS    3000
#define LOOKED       400 /* numbers and heads that are measured */
#define NARROW       40
#define NARROW_BAR   66
#define UPRIGHT      84 /* a column at least that wide has its head upright */
#define MAX_TURNED   150
#define WIDE_UPRIGHT 150

/* what a frame is drawn with; rows and columns seen are r0..r1, c0..c1 */
typedef struct
{
  AppMatrixView *self;
  GtkSnapshot *snapshot;
  int width, height, left, right, bottom, x0, y0;
  int r0, r1, c0, c1;
  AppGridCell from, to;
  gboolean focused;
  GdkRGBA inks[APP_TEXT_INKS]; /* by AppTone */
  GdkRGBA ground, head, accent, line;
} Frame;

/* Texts */

static PangoLayout *
lay_out (AppMatrixView *self, MatrixText style, const char *string)
{
  gboolean small = style == MATRIX_COUNT || style == MATRIX_HEAD;
  PangoLayout *layout
      = app_text_lay_out (GTK_WIDGET (self), string, style == MATRIX_SECTION, small ? 0.9 : 1);
  int room = style == MATRIX_TITLE ? self->title_width - 12
             : style == MATRIX_NO  ? self->no_width - 12
             : style == MATRIX_HEAD
                 ? (self->upright ? self->col_width - 10 : self->head_height - 14)
                 : 0;

  app_text_cut (layout, self->measured_for > 0 ? room : 0); /* before, widths are asked for */
  if (style == MATRIX_HEAD && self->upright && self->measured_for > 0)
    {
      pango_layout_set_single_paragraph_mode (layout, FALSE);
      pango_layout_set_height (layout, -2);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
    }
  return layout;
}

static AppText *
get_text (AppMatrixView *self, MatrixText style, const char *string)
{
  AppText *text = g_hash_table_lookup (self->texts[style], string);

  return text != NULL ? text
                      : app_texts_keep (self->texts[style], MAX_TEXTS, g_strdup (string),
                                        lay_out (self, style, string));
}

void
_app_matrix_view_drop_texts (AppMatrixView *self)
{
  for (guint i = 0; i < N_MATRIX_TEXTS; i++)
    g_hash_table_remove_all (self->texts[i]);
  g_hash_table_remove_all (self->tiles);
  self->measured_for = 0;
}

static void
measure_columns (AppMatrixView *self, int width)
{
  int cols = _app_matrix_view_n_cols (self), longest = 0, text_height;
  gboolean bars = self->model != NULL && app_matrix_model_has_bars (self->model);
  int least = bars ? NARROW_BAR : UPRIGHT;
  int room = width - self->no_width - self->title_width - self->total_width - 1;

  text_height = get_text (self, MATRIX_HEAD, "0")->height;
  for (int c = 0; c < MIN (cols, LOOKED); c++)
    longest = MAX (longest,
                   get_text (self, MATRIX_HEAD, app_matrix_model_get_name (self->model, (guint) c))
                       ->width);
  self->upright = cols > 0 && room / cols >= least;
  self->col_width = self->upright
                        ? CLAMP (longest + 14, least, CLAMP (room / cols, least, WIDE_UPRIGHT))
                    : bars ? NARROW_BAR
                           : NARROW;
  self->head_height = self->upright ? 2 * text_height + 14 : CLAMP (longest + 16, 56, MAX_TURNED);
}

/* sizes follow the font and the room */
void
_app_matrix_view_measure_texts (AppMatrixView *self, int width)
{
  int rows = _app_matrix_view_n_rows (self), number = 0, height;

  if (self->measured_for == width || width <= 0)
    return;
  _app_matrix_view_drop_texts (self);
  height = get_text (self, MATRIX_TITLE, "0")->height;
  for (int r = 0; r < MIN (rows, LOOKED); r++)
    number
        = MAX (number,
               get_text (self, MATRIX_NO, app_matrix_model_get_no (self->model, (guint) r))->width);
  self->row_height = MAX (28, height + 9);
  self->foot_height = 2 * get_text (self, MATRIX_COUNT, "0")->height + 10;
  self->no_width = CLAMP (number + 22, 44, 120);
  self->title_width = CLAMP (width * 3 / 10, 160, 460);
  self->total_width = MAX (96, get_text (self, MATRIX_COUNT, _ ("9999 из 9999"))->width + 20);
  measure_columns (self, width);
  _app_matrix_view_drop_texts (self);
  self->measured_for = width;
}

/* The frame */

static void
begin_frame (Frame *f, AppMatrixView *self, GtkSnapshot *snapshot)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  int rows = _app_matrix_view_n_rows (self), cols = _app_matrix_view_n_cols (self);

  f->self = self;
  f->snapshot = snapshot;
  f->width = gtk_widget_get_width (GTK_WIDGET (self));
  f->height = gtk_widget_get_height (GTK_WIDGET (self));
  f->left = _app_matrix_view_left (self);
  f->right = _app_matrix_view_right (self);
  f->bottom = _app_matrix_view_bottom (self);
  f->x0 = _app_matrix_view_offset (self, ACROSS);
  f->y0 = _app_matrix_view_offset (self, DOWN);
  app_grid_find_seen (f->y0, f->bottom - self->head_height, self->row_height, rows, &f->r0, &f->r1);
  app_grid_find_seen (f->x0, f->right - f->left, self->col_width, cols, &f->c0, &f->c1);
  /* the totals stand beside the last column and under the last row when there is room for all */
  f->right = MIN (f->right, f->left + cols * self->col_width + 1 - f->x0);
  f->bottom = MIN (f->bottom, self->head_height + rows * self->row_height + 1 - f->y0);
  _app_matrix_view_get_selection (self, &f->from, &f->to);
  f->focused = gtk_widget_has_focus (GTK_WIDGET (self));
  app_ink_find_tones (style, 0.55f, f->inks);
  f->line = app_ink_fade (f->inks[APP_TONE_PLAIN], 0.12f);
  app_ink_find_grounds (style, &f->ground, &f->head, &f->accent);
}

static void
fill (Frame *f, const GdkRGBA *colour, float x, float y, float width, float height)
{
  app_ink_fill (f->snapshot, colour, x, y, width, height);
}

static void
put (Frame *f,
     MatrixText style,
     const char *string,
     float x,
     float top,
     int width,
     int height,
     AppTone tone)
{
  app_text_put (get_text (f->self, style, string), f->snapshot, tone, &f->inks[tone], x, top, width,
                height);
}

/* Cells */

static float
shade_of (AppTone tone)
{
  return tone == APP_TONE_PLAIN ? 0.06f : tone == APP_TONE_DIM ? 0 : 0.17f;
}

/* neighbours of one state are one rectangle */
static void
draw_shades (Frame *f, GtkSnapshot *tile, guint row, int from, int until)
{
  AppMatrixView *self = f->self;

  for (int c = from, next; c < until; c = next)
    {
      AppMatrixState state = app_matrix_model_get (self->model, row, (guint) c);
      AppTone tone = app_matrix_model_get_word (self->model, state)->tone;
      GdkRGBA shade = app_ink_fade (f->inks[tone], shade_of (tone));

      for (next = c + 1; next < until; next++)
        if (app_matrix_model_get (self->model, row, (guint) next) != state)
          break;
      if (shade.alpha > 0)
        app_ink_fill (tile, &shade, (c - from) * self->col_width, 0, (next - c) * self->col_width,
                      self->row_height);
    }
}

static void
draw_glyphs (Frame *f, GtkSnapshot *tile, guint row, int from, int until)
{
  AppMatrixView *self = f->self;
  AppGlyphLine lines[APP_MATRIX_N_STATES] = { { NULL } };

  for (int c = from; c < until; c++)
    {
      AppMatrixState state = app_matrix_model_get (self->model, row, (guint) c);
      const AppMatrixWord *word = app_matrix_model_get_word (self->model, state);
      AppText *text = get_text (self, MATRIX_GLYPH, word->glyph);
      int left = (c - from) * self->col_width;

      if (!app_glyph_line_add (&lines[state], text, left, 0, self->col_width, self->row_height))
        app_text_put (text, tile, word->tone, &f->inks[word->tone], left, 0, self->col_width,
                      self->row_height);
    }
  for (guint i = 0; i < APP_MATRIX_N_STATES; i++)
    app_glyph_line_end (&lines[i], tile,
                        &f->inks[app_matrix_model_get_word (self->model, i)->tone]);
}

/* «19 из 50» over a bar: what is done, what is late, what is left */
static void
draw_bar (Frame *f, GtkSnapshot *tile, const AppMatrixBar *bar, float x)
{
  AppMatrixView *self = f->self;
  int width = self->col_width - 16, top = self->row_height - 7;
  float done = width * MIN (1.0f, (float) bar->done / MAX (1, bar->total));
  float late = width * MIN (1.0f, (float) bar->overdue / MAX (1, bar->total));
  AppTone tone = bar->overdue > 0 ? APP_TONE_BAD : APP_TONE_PLAIN;
  g_autofree char *text = NULL;

  if (bar->total == 0)
    return;
  text = g_strdup_printf (_ ("%u из %u"), bar->done, bar->total);
  app_text_put (get_text (self, MATRIX_COUNT, text), tile, tone, &f->inks[tone], x, 0,
                self->col_width, self->row_height - 5);
  app_ink_fill (tile, &f->line, x + 8, top, width, 3);
  app_ink_fill (tile, &f->inks[APP_TONE_GOOD], x + 8, top, done, 3);
  app_ink_fill (tile, &f->inks[APP_TONE_BAD], x + 8 + done, top, MIN (late, width - done), 3);
}

static void
draw_bars (Frame *f, GtkSnapshot *tile, guint row, int from, int until)
{
  for (int c = from; c < until; c++)
    draw_bar (f, tile, app_matrix_model_get_bar (f->self->model, row, (guint) c),
              (c - from) * f->self->col_width);
}

/* a block of a row, drawn once and kept */
static GskRenderNode *
get_tile (Frame *f, int row, int block)
{
  AppMatrixView *self = f->self;
  gpointer key = GUINT_TO_POINTER ((guint) row << 10 | (guint) block);
  GskRenderNode *node = g_hash_table_lookup (self->tiles, key);
  int from = block * BLOCK, until = MIN (from + BLOCK, _app_matrix_view_n_cols (self));
  GtkSnapshot *tile;

  if (node != NULL)
    return node;
  tile = gtk_snapshot_new ();
  if (app_matrix_model_has_bars (self->model))
    draw_bars (f, tile, (guint) row, from, until);
  else
    {
      draw_shades (f, tile, (guint) row, from, until);
      draw_glyphs (f, tile, (guint) row, from, until);
    }
  node = gtk_snapshot_free_to_node (tile);
  if (node == NULL) /* nobody is concerned */
    return NULL;
  if (g_hash_table_size (self->tiles) >= MAX_TILES)
    g_hash_table_remove_all (self->tiles);
  g_hash_table_insert (self->tiles, key, node);
  return node;
}

static void
draw_cells (Frame *f)
{
  AppMatrixView *self = f->self;

  for (int r = f->r0; r <= f->r1; r++)
    for (int b = f->c0 / BLOCK; b <= f->c1 / BLOCK && f->c1 >= 0; b++)
      {
        GskRenderNode *node
            = app_matrix_model_is_section (self->model, (guint) r) ? NULL : get_tile (f, r, b);

        if (node == NULL)
          continue;
        gtk_snapshot_save (f->snapshot);
        gtk_snapshot_translate (f->snapshot,
                                &GRAPHENE_POINT_INIT (f->left + b * BLOCK * self->col_width - f->x0,
                                                      self->head_height + r * self->row_height
                                                          - f->y0));
        gtk_snapshot_append_node (f->snapshot, node);
        gtk_snapshot_restore (f->snapshot);
      }
  for (int c = f->c0; c <= f->c1 + 1; c++)
    fill (f, &f->line, f->left + c * self->col_width - f->x0, self->head_height, 1,
          f->bottom - self->head_height);
}

static void
draw_cursor (Frame *f)
{
  AppMatrixView *self = f->self;
  graphene_rect_t cell = _app_matrix_view_cell_rect (self, self->cursor);
  graphene_rect_t from = _app_matrix_view_cell_rect (self, f->from);
  GdkRGBA edge = app_ink_fade (f->accent, f->focused ? 1 : 0.45f);
  GdkRGBA tint = app_ink_fade (f->accent, f->focused ? 0.18f : 0.1f);

  if (f->from.row != f->to.row || f->from.col != f->to.col)
    fill (f, &tint, from.origin.x, from.origin.y, (f->to.col - f->from.col + 1) * self->col_width,
          (f->to.row - f->from.row + 1) * self->row_height);
  cell.size.width += 1;
  cell.size.height += 1;
  app_ink_frame (f->snapshot, &edge, &cell, 2);
}

/* Frozen edges */

static void
draw_section (Frame *f, int row, float y)
{
  AppMatrixView *self = f->self;
  GdkRGBA shade = app_ink_fade (f->inks[APP_TONE_PLAIN], 0.05f);

  fill (f, &f->head, 0, y, f->right + self->total_width, self->row_height);
  fill (f, &shade, 0, y, f->right + self->total_width, self->row_height);
  gtk_snapshot_push_clip (f->snapshot, &GRAPHENE_RECT_INIT (0, y, f->right - 6, self->row_height));
  put (f, MATRIX_SECTION, app_matrix_model_get_title (self->model, (guint) row), 10, y, 0,
       self->row_height, APP_TONE_PLAIN);
  gtk_snapshot_pop (f->snapshot);
}

static void
put_count (Frame *f, AppMatrixCount count, float x, float y, int width, int height)
{
  g_autofree char *text = NULL;

  if (count.due == 0)
    return;
  text = g_strdup_printf (_ ("%u из %u"), count.done, count.due);
  put (f, MATRIX_COUNT, text, x, y, width, height,
       count.done == count.due ? APP_TONE_GOOD : APP_TONE_PLAIN);
}

static void
draw_sides (Frame *f)
{
  AppMatrixView *self = f->self;
  GdkRGBA tint = app_ink_fade (f->accent, 0.2f);

  fill (f, &f->ground, 0, self->head_height, f->left, f->bottom - self->head_height);
  fill (f, &f->ground, f->right, self->head_height, self->total_width,
        f->bottom - self->head_height);
  for (int r = f->r0; r <= f->r1; r++)
    {
      float y = self->head_height + r * self->row_height - f->y0;

      if (app_matrix_model_is_section (self->model, (guint) r))
        draw_section (f, r, y);
      else
        {
          if (r >= f->from.row && r <= f->to.row)
            fill (f, &tint, 0, y, f->left, self->row_height);
          put (f, MATRIX_NO, app_matrix_model_get_no (self->model, (guint) r), 10, y, 0,
               self->row_height, APP_TONE_DIM);
          put (f, MATRIX_TITLE, app_matrix_model_get_title (self->model, (guint) r), self->no_width,
               y, 0, self->row_height, APP_TONE_PLAIN);
        }
      put_count (f, app_matrix_model_count_row (self->model, (guint) r), f->right, y,
                 self->total_width, self->row_height);
      fill (f, &f->line, 0, y + self->row_height, f->right + self->total_width, 1);
    }
}

static void
put_head (Frame *f, const char *name, float x)
{
  AppMatrixView *self = f->self;

  if (self->upright)
    {
      /* the layout centres itself */
      put (f, MATRIX_HEAD, name, x + 5, 0, 0, self->head_height, APP_TONE_PLAIN);
      return;
    }
  gtk_snapshot_save (f->snapshot);
  gtk_snapshot_translate (f->snapshot, &GRAPHENE_POINT_INIT (x, self->head_height - 8));
  gtk_snapshot_rotate (f->snapshot, -90);
  put (f, MATRIX_HEAD, name, 0, 0, 0, self->col_width, APP_TONE_PLAIN);
  gtk_snapshot_restore (f->snapshot);
}

static void
draw_heads (Frame *f)
{
  AppMatrixView *self = f->self;
  GdkRGBA tint = app_ink_fade (f->accent, 0.2f);
  AppMatrixHeads heads = app_matrix_model_get_heads (self->model);
  float end = f->right + self->total_width;
  int low = 2 * get_text (self, MATRIX_COUNT, "0")->height + 12;

  fill (f, &f->head, 0, 0, end, self->head_height);
  gtk_snapshot_push_clip (f->snapshot,
                          &GRAPHENE_RECT_INIT (f->left, 0, f->right - f->left, self->head_height));
  for (int c = f->c0; c <= f->c1; c++)
    {
      float x = f->left + c * self->col_width - f->x0;

      if (c >= f->from.col && c <= f->to.col)
        fill (f, &tint, x, 0, self->col_width, self->head_height);
      put_head (f, app_matrix_model_get_name (self->model, (guint) c), x);
      fill (f, &f->line, x + self->col_width, 6, 1, self->head_height - 12);
    }
  gtk_snapshot_pop (f->snapshot);
  put (f, MATRIX_COUNT, heads.no, 10, self->head_height - low, 0, low, APP_TONE_DIM);
  put (f, MATRIX_COUNT, heads.title, self->no_width, self->head_height - low, 0, low, APP_TONE_DIM);
  put (f, MATRIX_COUNT, heads.total, f->right, self->head_height - low, self->total_width, low,
       APP_TONE_DIM);
  fill (f, &f->line, 0, self->head_height, end, 1);
}

static void
draw_foot (Frame *f)
{
  AppMatrixView *self = f->self;
  int half = self->foot_height / 2;
  char string[32];

  fill (f, &f->head, 0, f->bottom, f->right + self->total_width, self->foot_height);
  fill (f, &f->line, 0, f->bottom, f->right + self->total_width, 1);
  gtk_snapshot_push_clip (f->snapshot, &GRAPHENE_RECT_INIT (f->left, f->bottom, f->right - f->left,
                                                            self->foot_height));
  for (int c = f->c0; c <= f->c1; c++)
    {
      AppMatrixCount count = app_matrix_model_count_col (self->model, (guint) c);
      float x = f->left + c * self->col_width - f->x0;
      AppTone tone = count.done == count.due ? APP_TONE_GOOD : APP_TONE_PLAIN;

      if (count.due == 0)
        continue;
      g_snprintf (string, sizeof string, "%u", count.done);
      put (f, MATRIX_COUNT, string, x, f->bottom + 3, self->col_width, half, tone);
      g_snprintf (string, sizeof string, _ ("из %u"), count.due);
      put (f, MATRIX_COUNT, string, x, f->bottom + half - 3, self->col_width, half, APP_TONE_DIM);
    }
  gtk_snapshot_pop (f->snapshot);
  gtk_snapshot_push_clip (f->snapshot,
                          &GRAPHENE_RECT_INIT (0, f->bottom, f->left - 4, self->foot_height));
  put (f, MATRIX_COUNT, app_matrix_model_get_heads (self->model).foot, 10, f->bottom, 0,
       self->foot_height, APP_TONE_DIM);
  gtk_snapshot_pop (f->snapshot);
  put_count (f, app_matrix_model_count_all (self->model), f->right, f->bottom, self->total_width,
             self->foot_height);
}

void
_app_matrix_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AppMatrixView *self = APP_MATRIX_VIEW (widget);
  Frame f;

  if (_app_matrix_view_n_cols (self) == 0 || self->measured_for == 0)
    return;
  begin_frame (&f, self, snapshot);
  fill (&f, &f.ground, 0, 0, f.width, f.height);
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (f.left, self->head_height, f.right - f.left,
                                               f.bottom - self->head_height));
  draw_cells (&f);
  draw_cursor (&f);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, self->head_height, f.width,
                                                         f.bottom - self->head_height));
  draw_sides (&f);
  gtk_snapshot_pop (snapshot);
  draw_heads (&f);
  draw_foot (&f);
  fill (&f, &f.line, f.left, 0, 1, f.bottom + self->foot_height);
  fill (&f, &f.line, f.right, 0, 1, f.bottom + self->foot_height);
}

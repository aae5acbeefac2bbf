#define G_LOG_DOMAIN "app-score-grid"

#include "config.h"

#include "widgets/score-grid-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/grid-walk.h"

#define MAX_CACHED    2000
#define MAX_TITLE     260
#define TITLES_LOOKED 300 /* rows whose titles are measured: a page of works is shorter */

typedef enum
{
  INK,
  DIM,
  ERROR,
  WARNING,
  N_INKS,
} Ink;

/* what a frame is drawn with; rows and columns seen are r0..r1, c0..c1 */
typedef struct
{
  AppScoreGrid *self;
  GtkSnapshot *snapshot;
  int width, height, right, x0, y0;
  int r0, r1, c0, c1;
  AppScoreCell from, to;
  gboolean focused;
  GdkRGBA inks[N_INKS];
  GdkRGBA ground, head, accent, line;
} Frame;

/* Texts */

static PangoLayout *
lay_out (AppScoreGrid *self, TextStyle style, const char *string)
{
  PangoLayout *layout = app_text_lay_out (GTK_WIDGET (self), string, style == TEXT_CODE,
                                          style == TEXT_SMALL ? PANGO_SCALE_SMALL : 1);
  int room = style == TEXT_TITLE  ? self->title_width - 16
             : style == TEXT_CELL ? self->col_width - 6
                                  : self->total_width;

  app_text_cut (layout, self->measured ? room : 0); /* before, the widths are what is asked for */
  return layout;
}

static AppText *
get_text (AppScoreGrid *self, TextStyle style, const char *string)
{
  AppText *text = g_hash_table_lookup (self->texts[style], string);

  return text != NULL ? text
                      : app_texts_keep (self->texts[style], MAX_CACHED, g_strdup (string),
                                        lay_out (self, style, string));
}

static int
measure_width (AppScoreGrid *self, TextStyle style, const char *string)
{
  return get_text (self, style, string)->width;
}

void
_app_score_grid_drop_texts (AppScoreGrid *self)
{
  for (guint i = 0; i < N_TEXTS; i++)
    g_hash_table_remove_all (self->texts[i]);
  self->measured = FALSE;
}

/* sizes follow the font: a page may enlarge the grid by its style alone */
void
_app_score_grid_measure_texts (AppScoreGrid *self)
{
  guint rows = MIN (_app_score_grid_n_rows (self), TITLES_LOOKED);
  int title = 0, code, height;

  if (self->measured)
    return;
  code = measure_width (self, TEXT_CODE, "00");
  height = get_text (self, TEXT_CELL, "0")->height;
  for (guint c = 0; c < _app_score_grid_n_cols (self); c++)
    {
      g_autofree char *max
          = g_strdup_printf (_ ("из %d"), app_score_model_get_max (self->model, c));

      code = MAX (code, measure_width (self, TEXT_CODE, app_score_model_get_code (self->model, c)));
      code = MAX (code, measure_width (self, TEXT_SMALL, max));
    }
  for (guint r = 0; r < rows; r++)
    title
        = MAX (title, measure_width (self, TEXT_TITLE, app_score_model_get_title (self->model, r)));
  _app_score_grid_drop_texts (self);
  self->row_height = MAX (28, height + 9);
  self->col_width = CLAMP (code + 14, 44, 120);
  self->head_height = 2 * height + 14;
  self->title_width = CLAMP (title + 24, 96, MAX_TITLE);
  self->total_width = MAX (64, self->col_width);
  self->measured = TRUE;
}

/* Frame */

static void
begin_frame (Frame *f, AppScoreGrid *self, GtkSnapshot *snapshot)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  int rows = (int) _app_score_grid_n_rows (self), cols = (int) _app_score_grid_n_cols (self);

  f->self = self;
  f->snapshot = snapshot;
  f->width = gtk_widget_get_width (GTK_WIDGET (self));
  f->height = gtk_widget_get_height (GTK_WIDGET (self));
  f->right = _app_score_grid_view_right (self);
  f->x0 = _app_score_grid_offset (self, ACROSS);
  f->y0 = _app_score_grid_offset (self, DOWN);
  app_grid_find_seen (f->y0, f->height - self->head_height, self->row_height, rows, &f->r0, &f->r1);
  app_grid_find_seen (f->x0, f->right - self->title_width, self->col_width, cols, &f->c0, &f->c1);
  /* the totals stand beside the last task when there is room for all */
  f->right = MIN (f->right, self->title_width + cols * self->col_width + 1 - f->x0);
  app_score_grid_get_selection (self, &f->from, &f->to);
  f->focused = gtk_widget_has_focus (GTK_WIDGET (self)) || self->editing;
  gtk_style_context_get_color (style, &f->inks[INK]);
  f->inks[DIM] = app_ink_fade (f->inks[INK], 0.6f);
  f->inks[ERROR] = app_ink_find (style, "error_color", "#c01c28", 1);
  f->inks[WARNING] = app_ink_find (style, "warning_color", "#ae7b03", 1);
  f->line = app_ink_fade (f->inks[INK], 0.13f);
  app_ink_find_grounds (style, &f->ground, &f->head, &f->accent);
}

static void
fill (Frame *f, const GdkRGBA *colour, float x, float y, float width, float height)
{
  app_ink_fill (f->snapshot, colour, x, y, width, height);
}

static void
put_text (Frame *f, AppText *text, float x, float top, int width, int height, Ink ink)
{
  app_text_put (text, f->snapshot, ink, &f->inks[ink], x, top, width, height);
}

/* Cells */

static void
draw_other (Frame *f, guint row, guint col, float x, float y)
{
  AppScoreGrid *self = f->self;
  gint16 other = app_score_model_get_other (self->model, row, col);
  GdkRGBA tint = app_ink_fade (f->inks[WARNING], 0.18f);
  char string[8];
  AppText *text;

  fill (f, &tint, x, y, self->col_width, self->row_height);
  fill (f, &f->inks[WARNING], x + 1, y + 1, 3, self->row_height - 1); /* a mark besides the tint */
  if (other == MERILO_SCORE_X)
    g_strlcpy (string, "X", sizeof string);
  else
    g_snprintf (string, sizeof string, "%d", other);
  text = get_text (self, TEXT_SMALL, string);
  put_text (f, text, x + self->col_width - text->width - 4, y + self->row_height - text->height,
            text->width, text->height, WARNING);
}

/* what is under a score */
static void
draw_ground (Frame *f, guint row, guint col)
{
  AppScoreGrid *self = f->self;
  float x = self->title_width + (int) col * self->col_width - f->x0;
  float y = self->head_height + (int) row * self->row_height - f->y0;

  if (self->read_only || app_score_model_is_read_only (self->model, row, col))
    {
      GdkRGBA shade = app_ink_fade (f->inks[INK], 0.05f);

      fill (f, &shade, x, y, self->col_width, self->row_height);
    }
  if (self->compare && app_score_model_differs (self->model, row, col))
    draw_other (f, row, col, x, y);
  if (app_score_model_get (self->model, row, col) == APP_SCORE_INVALID)
    {
      GdkRGBA tint = app_ink_fade (f->inks[ERROR], 0.16f);
      char buffer[8];
      const char *text = app_score_model_get_text (self->model, row, col, buffer);

      fill (f, &tint, x, y, self->col_width, self->row_height);
      fill (f, &f->inks[ERROR], x + self->col_width - 6, y + 1, 6,
            6); /* a mark besides the colour */
      put_text (f, get_text (self, TEXT_CELL, text), x + 3, y, self->col_width - 6,
                self->row_height, ERROR);
    }
}

static void
draw_scores (Frame *f, guint row)
{
  AppScoreGrid *self = f->self;
  AppGlyphLine line = { NULL };
  float top = self->head_height + (int) row * self->row_height - f->y0;

  for (int c = f->c0; c <= f->c1; c++)
    {
      char buffer[8];
      int left = self->title_width + c * self->col_width - f->x0;

      if (app_score_model_get (self->model, row, (guint) c) != APP_SCORE_INVALID)
        app_glyph_line_add (&line,
                            get_text (self, TEXT_CELL,
                                      app_score_model_get_text (self->model, row, (guint) c,
                                                                buffer)),
                            left, top, self->col_width, self->row_height);
    }
  app_glyph_line_end (&line, f->snapshot, &f->inks[INK]);
}

static void
draw_selection (Frame *f)
{
  AppScoreGrid *self = f->self;
  graphene_rect_t from = _app_score_grid_cell_rect (self, f->from);
  GdkRGBA tint = app_ink_fade (f->accent, f->focused ? 0.18f : 0.1f);

  if (f->from.row == f->to.row && f->from.col == f->to.col)
    return;
  fill (f, &tint, from.origin.x, from.origin.y, (f->to.col - f->from.col + 1) * self->col_width,
        (f->to.row - f->from.row + 1) * self->row_height);
}

static void
draw_columns (Frame *f)
{
  AppScoreGrid *self = f->self;
  float bottom = self->head_height + (f->r1 + 1) * self->row_height - f->y0;

  for (int c = f->c0; c <= f->c1 + 1; c++)
    fill (f, &f->line, self->title_width + c * self->col_width - f->x0, self->head_height, 1,
          bottom - self->head_height);
}

/* under titles, scores and totals alike */
static void
draw_rows (Frame *f)
{
  AppScoreGrid *self = f->self;

  for (int r = f->r0; r <= f->r1; r++)
    fill (f, &f->line, 0, self->head_height + (r + 1) * self->row_height - f->y0,
          f->right + self->total_width, 1);
}

static void
draw_cursor (Frame *f)
{
  AppScoreGrid *self = f->self;
  graphene_rect_t cell = _app_score_grid_cell_rect (self, self->cursor);
  GdkRGBA edge = app_ink_fade (f->accent, f->focused ? 1 : 0.45f);

  cell.size.width += 1;
  cell.size.height += 1;
  if (self->editing)
    {
      graphene_rect_t place;

      if (gtk_widget_compute_bounds (self->editor, GTK_WIDGET (self), &place))
        cell.size.width = MAX (cell.size.width, place.size.width + 4);
      gtk_snapshot_append_color (f->snapshot, &f->ground, &cell);
    }
  app_ink_frame (f->snapshot, &edge, &cell, 2);
  if (self->editing)
    gtk_widget_snapshot_child (GTK_WIDGET (self), self->editor, f->snapshot);
}

/* Frozen edges */

static void
draw_titles (Frame *f)
{
  AppScoreGrid *self = f->self;
  GdkRGBA tint = app_ink_fade (f->accent, 0.2f);

  fill (f, &f->head, 0, self->head_height, self->title_width, f->height - self->head_height);
  for (int r = f->r0; r <= f->r1; r++)
    {
      float y = self->head_height + r * self->row_height - f->y0;

      if (r >= (int) f->from.row && r <= (int) f->to.row)
        fill (f, &tint, 0, y, self->title_width, self->row_height);
      put_text (f, get_text (self, TEXT_TITLE, app_score_model_get_title (self->model, (guint) r)),
                10, y, 0, self->row_height, INK);
    }
}

static void
draw_total_cells (Frame *f)
{
  AppScoreGrid *self = f->self;

  fill (f, &f->head, f->right, self->head_height, self->total_width, f->height - self->head_height);
  for (int r = f->r0; r <= f->r1; r++)
    {
      gboolean complete;
      int total = app_score_model_get_total (self->model, (guint) r, &complete);
      char string[16];

      if (total < 0)
        continue;
      g_snprintf (string, sizeof string, complete ? "%d" : "%d…", total);
      put_text (f, get_text (self, TEXT_CELL, string), f->right,
                self->head_height + r * self->row_height - f->y0, self->total_width,
                self->row_height, complete ? INK : DIM);
    }
}

static void
put_head (Frame *f, const char *code, int max, float x, int width)
{
  AppScoreGrid *self = f->self;
  int half = self->head_height / 2;
  char string[32];

  g_snprintf (string, sizeof string, _ ("из %d"), max);
  put_text (f, get_text (self, TEXT_CODE, code), x, 3, width, half, INK);
  put_text (f, get_text (self, TEXT_SMALL, string), x, half - 3, width, half, DIM);
}

static void
draw_heads (Frame *f)
{
  AppScoreGrid *self = f->self;
  GdkRGBA tint = app_ink_fade (f->accent, 0.2f);
  int rows = (int) _app_score_grid_n_rows (self);

  fill (f, &f->head, 0, 0, f->right + self->total_width, self->head_height);
  gtk_snapshot_push_clip (f->snapshot,
                          &GRAPHENE_RECT_INIT (self->title_width, 0, f->right - self->title_width,
                                               self->head_height));
  for (int c = f->c0; c <= f->c1; c++)
    {
      float x = self->title_width + c * self->col_width - f->x0;

      if (rows > 0 && c >= (int) f->from.col && c <= (int) f->to.col)
        fill (f, &tint, x, 0, self->col_width, self->head_height);
      put_head (f, app_score_model_get_code (self->model, (guint) c),
                app_score_model_get_max (self->model, (guint) c), x, self->col_width);
      fill (f, &f->line, x + self->col_width, 6, 1, self->head_height - 12);
    }
  gtk_snapshot_pop (f->snapshot);
  put_head (f, _ ("Итог"), app_score_model_get_max_total (self->model), f->right,
            self->total_width);
  fill (f, &f->line, 0, self->head_height, f->right + self->total_width, 1);
  fill (f, &f->line, self->title_width, 0, 1, f->height);
  fill (f, &f->line, f->right, 0, 1, f->height);
}

void
_app_score_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AppScoreGrid *self = APP_SCORE_GRID (widget);
  graphene_rect_t body;
  Frame f;

  if (_app_score_grid_n_cols (self) == 0)
    return;
  begin_frame (&f, self, snapshot);
  fill (&f, &f.ground, 0, 0, f.width, f.height);
  body = GRAPHENE_RECT_INIT (self->title_width, self->head_height, f.right - self->title_width,
                             f.height - self->head_height);
  gtk_snapshot_push_clip (snapshot, &body);
  draw_selection (&f);
  for (int r = f.r0; r <= f.r1; r++)
    {
      for (int c = f.c0; c <= f.c1; c++)
        draw_ground (&f, (guint) r, (guint) c);
      draw_scores (&f, (guint) r);
    }
  draw_columns (&f);
  if (_app_score_grid_n_rows (self) > 0)
    draw_cursor (&f);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, self->head_height, f.width,
                                                         f.height - self->head_height));
  draw_titles (&f);
  draw_total_cells (&f);
  draw_rows (&f);
  gtk_snapshot_pop (snapshot);
  draw_heads (&f);
}

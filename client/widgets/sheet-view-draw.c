#define G_LOG_DOMAIN "app-sheet-view"

#include "config.h"

#include "widgets/grid-walk.h"
#include "widgets/sheet-view-private.h"

#define MAX_TEXTS 6000
#define LOOKED    200 /* rows that are measured */
#define NARROW    44
#define WIDE      230
#define MOST      620
#define ROOM      16 /* both sides of a text */
#define AIR       6  /* more of it, where nothing has to be cut */
#define CORNER    7
#define LEAST     150 /* of a column that is wrapped */
#define LINES     3

typedef enum
{
  TEXT_CELL,
  TEXT_HEAD,
  TEXT_SMALL,
  TEXT_WRAPPED,
} TextStyle;

/* colours a text may have */
enum
{
  INK_PLAIN,
  INK_DIM,
  INK_FAULT,
  INK_ACCENT,
  N_INKS
};

typedef struct
{
  AppSheetView *self;
  GtkSnapshot *snapshot;
  int width, height, r0, r1;
  gboolean focused;
  GdkRGBA inks[N_INKS], line, ground, head, accent, warning;
} Frame;

/* Texts */

static AppText *
get_text (AppSheetView *self, TextStyle style, int width, const char *string)
{
  g_autofree char *key = g_strdup_printf ("%d %d %s", (int) style, width, string);
  AppText *text = g_hash_table_lookup (self->texts, key);
  PangoLayout *layout;

  if (text != NULL)
    return text;
  layout = app_text_lay_out (GTK_WIDGET (self), string, style == TEXT_HEAD,
                             style == TEXT_HEAD || style == TEXT_SMALL ? 0.88 : 1);
  app_text_cut (layout, width);
  if (style == TEXT_WRAPPED)
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (layout, -LINES);
    }
  return app_texts_keep (self->texts, MAX_TEXTS, g_steal_pointer (&key), layout);
}

/* «X»: not begun, among points */
static gboolean
is_number (const char *text)
{
  return g_str_equal (text, "X") || (*text != 0 && strspn (text, "0123456789.,-") == strlen (text));
}

/* Sizes follow the texts: a column is as wide as its cells, its heading counts for half; long ones
 * are cut unless there is room for them */

static const char *
find_longest (AppSheetView *self, guint column)
{
  guint rows = MIN (app_sheet_get_n_rows (self->sheet), LOOKED);
  const char *longest = "";
  glong most = 0;

  for (guint r = 0; r < rows; r++)
    {
      const char *cell = app_sheet_get_cell (self->sheet, r, column);
      glong length = g_utf8_strlen (cell, -1);

      if (length > most)
        longest = cell;
      most = MAX (most, length);
    }
  return longest;
}

static int
want_width (AppSheetView *self, guint column, int letter)
{
  int heading = (int) g_utf8_strlen (app_sheet_get_heading (self->sheet, column), -1);
  int width = get_text (self, TEXT_CELL, 0, find_longest (self, column))->width;

  if (self->head_menus)
    width = MAX (width, MIN (heading + 3, 24) * letter);
  return MAX (MAX (width + AIR, MIN (heading, 14) * letter) + ROOM, NARROW);
}

/* a column of numbers stands at the right, with its heading; one of words, some of them numbers,
 * at the left */
static gboolean
is_of_numbers (AppSheetView *self, guint column)
{
  guint rows = MIN (app_sheet_get_n_rows (self->sheet), LOOKED);
  gboolean some = FALSE;

  for (guint r = 0; r < rows; r++)
    {
      const char *cell = app_sheet_get_cell (self->sheet, r, column);

      if (*cell != 0 && !is_number (cell))
        return FALSE;
      some = some || *cell != 0;
    }
  return some;
}

static void
measure_columns (AppSheetView *self)
{
  guint n = app_sheet_get_n_columns (self->sheet);
  int letter = get_text (self, TEXT_CELL, 0, "n")->width, edge = 0;
  int spare = gtk_widget_get_width (GTK_WIDGET (self)) - self->number_width;
  g_autofree int *wants = g_new (int, n + 1), *has = g_new (int, n + 1);

  for (guint i = 0; i < n; i++)
    {
      wants[i] = want_width (self, i, letter);
      has[i] = MIN (wants[i], WIDE);
      spare -= has[i];
    }
  /* lines take the place of width */
  if (self->wrapped >= 0 && self->wrapped < (int) n && spare < 0)
    {
      int less = MIN (-spare, MAX (has[self->wrapped] - LEAST, 0));

      has[self->wrapped] -= less;
      spare += less;
    }
  /* each its due; what is left then goes to those whose texts are longer still */
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < n; i++)
      {
        int due = round == 0 ? MIN (wants[i], MOST) : wants[i];
        int more = CLAMP (due - has[i], 0, MAX (spare, 0));

        has[i] += more;
        spare -= more;
      }
  g_array_set_size (self->edges, 0);
  g_array_append_val (self->edges, edge);
  g_array_set_size (self->numbers, n);
  for (guint i = 0; i < n; i++)
    {
      edge += has[i];
      g_array_append_val (self->edges, edge);
      g_array_index (self->numbers, gboolean, i) = is_of_numbers (self, i);
    }
}

/* all rows are as high as the highest */
static int
measure_row (AppSheetView *self, int line)
{
  guint rows = MIN (app_sheet_get_n_rows (self->sheet), LOOKED);
  guint column = (guint) MAX (self->wrapped, 0);
  int width = _app_sheet_view_edge (self, column + 1) - _app_sheet_view_edge (self, column) - ROOM;
  int highest = line;

  for (guint r = 0; self->wrapped >= 0 && width > 0 && r < rows; r++)
    highest = MAX (highest,
                   get_text (self, TEXT_WRAPPED, width, app_sheet_get_cell (self->sheet, r, column))
                       ->height);
  return MAX (28, highest + 9);
}

/* columns that the file does not have need no line for letters */
static gboolean
has_letters (AppSheetView *self)
{
  for (guint i = 0; i < app_sheet_get_n_columns (self->sheet); i++)
    if (*app_sheet_get_letter (self->sheet, i) != 0)
      return TRUE;
  return FALSE;
}

void
_app_sheet_view_measure_texts (AppSheetView *self)
{
  guint rows = app_sheet_get_n_rows (self->sheet);
  AppText *digit = get_text (self, TEXT_CELL, 0, "0");
  guint last = rows > 0 ? app_sheet_get_number (self->sheet, rows - 1) : 0;
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->measured_for == width && width > 0)
    return;
  self->letters_height = has_letters (self) ? get_text (self, TEXT_SMALL, 0, "A")->height : 0;
  self->head_height = self->letters_height + get_text (self, TEXT_HEAD, 0, "Aj")->height + 12;
  self->number_width = MAX (3, last > 999 ? last > 9999 ? 6 : 5 : 4) * digit->width + ROOM;
  measure_columns (self);
  self->row_height = measure_row (self, digit->height);
  self->measured_for = width;
}

/* The frame */

static void
begin_frame (Frame *f, AppSheetView *self, GtkSnapshot *snapshot)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  int rows = (int) app_sheet_get_n_rows (self->sheet), y = _app_sheet_view_offset (self, 1);

  f->self = self;
  f->snapshot = snapshot;
  f->width = gtk_widget_get_width (GTK_WIDGET (self));
  f->height = gtk_widget_get_height (GTK_WIDGET (self));
  app_grid_find_seen (y, f->height - self->head_height, self->row_height, rows, &f->r0, &f->r1);
  f->focused = gtk_widget_has_focus (GTK_WIDGET (self));
  gtk_style_context_get_color (style, &f->inks[INK_PLAIN]);
  f->inks[INK_DIM] = app_ink_fade (f->inks[INK_PLAIN], 0.55f);
  f->inks[INK_FAULT] = app_ink_find (style, "error_color", "#c01c28", 1);
  f->inks[INK_ACCENT] = app_ink_find (style, "accent_color", "#1c71d8", 1);
  f->line = app_ink_fade (f->inks[INK_PLAIN], 0.12f);
  app_ink_find_grounds (style, &f->ground, &f->head, &f->accent);
  f->warning = app_ink_find (style, "error_bg_color", "#e01b24", 1);
}

static void
fill (Frame *f, const GdkRGBA *colour, float x, float y, float width, float height)
{
  app_ink_fill (f->snapshot, colour, x, y, width, height);
}

static void
draw_corner (Frame *f, float x, float y)
{
  cairo_t *cr = gtk_snapshot_append_cairo (f->snapshot,
                                           &GRAPHENE_RECT_INIT (x - CORNER, y, CORNER, CORNER));

  gdk_cairo_set_source_rgba (cr, &f->inks[INK_FAULT]);
  cairo_move_to (cr, x - CORNER, y);
  cairo_line_to (cr, x, y);
  cairo_line_to (cr, x, y + CORNER);
  cairo_fill (cr);
  cairo_destroy (cr);
}

/* numbers at the right, words at the left */
static void
put (Frame *f,
     TextStyle style,
     const char *string,
     float x,
     float top,
     int width,
     int height,
     guint ink,
     gboolean right)
{
  AppText *text;

  if (*string == 0 || width <= 4)
    return;
  text = get_text (f->self, style, width, string);
  app_text_put (text, f->snapshot, ink, &f->inks[ink],
                right ? x + (float) MAX (0, width - text->width) : x, top, text->width, height);
}

static void
draw_cell (Frame *f, guint row, guint column, float x, float y, int width)
{
  AppSheetView *self = f->self;
  const char *text = app_sheet_get_cell (self->sheet, row, column);
  AppSheetMark mark = app_sheet_get_mark (self->sheet, row, column);
  GdkRGBA ground = mark == APP_SHEET_FAULT ? app_ink_fade (f->warning, 0.16f)
                                           : app_ink_fade (f->accent, 0.16f);

  if (self->all || (int) row == self->cursor_row)
    {
      GdkRGBA shade = app_ink_fade (f->inks[INK_PLAIN], 0.05f);

      fill (f, &shade, x, y, (float) width, (float) self->row_height);
    }
  if (mark == APP_SHEET_FAULT || mark == APP_SHEET_CHOSEN)
    fill (f, &ground, x, y, (float) width, (float) self->row_height);
  put (f, (int) column == self->wrapped ? TEXT_WRAPPED : TEXT_CELL, text, x + ROOM / 2, y,
       width - ROOM, self->row_height,
       mark == APP_SHEET_FAULT ? INK_FAULT
       : mark == APP_SHEET_DIM ? INK_DIM
                               : INK_PLAIN,
       g_array_index (self->numbers, gboolean, column));
  if (mark == APP_SHEET_FAULT)
    draw_corner (f, x + (float) width - 1, y + 1);
  fill (f, &f->line, x + (float) width - 1, y, 1, (float) self->row_height);
}

static void
draw_head (Frame *f, guint column, float x, int width)
{
  AppSheetView *self = f->self;
  AppSheetMark mark = app_sheet_get_head_mark (self->sheet, column);
  GdkRGBA chosen = app_ink_fade (f->accent, 0.20f);
  int small = self->letters_height;
  int room = width - ROOM - (self->head_menus ? 14 : 0);
  guint ink = mark == APP_SHEET_CHOSEN ? INK_ACCENT : mark == APP_SHEET_DIM ? INK_DIM : INK_PLAIN;

  if (mark == APP_SHEET_CHOSEN)
    fill (f, &chosen, x, 0, (float) width, (float) self->head_height);
  put (f, TEXT_SMALL, app_sheet_get_letter (self->sheet, column), x + ROOM / 2, 3, width - ROOM,
       small, INK_DIM, FALSE);
  put (f, TEXT_HEAD, app_sheet_get_heading (self->sheet, column), x + ROOM / 2, (float) small + 4,
       room, self->head_height - small - 8, ink,
       !self->head_menus && g_array_index (self->numbers, gboolean, column));
  if (self->head_menus)
    put (f, TEXT_SMALL, "▾", x + (float) width - 18, (float) small + 4, 14,
         self->head_height - small - 8, ink, FALSE);
  fill (f, &f->line, x + (float) width - 1, 0, 1, (float) self->head_height);
}

/* the columns from @from to @until, rows and their heads, within @x .. @width */
static void
draw_columns (Frame *f, guint from, guint until, float x, float width)
{
  AppSheetView *self = f->self;

  gtk_snapshot_push_clip (f->snapshot, &GRAPHENE_RECT_INIT (x, 0, width, (float) f->height));
  for (guint c = from; c < until; c++)
    {
      int left = _app_sheet_view_column_x (self, c);
      int wide = _app_sheet_view_edge (self, c + 1) - _app_sheet_view_edge (self, c);

      if (left + wide < x || left > x + width)
        continue;
      gtk_snapshot_push_clip (f->snapshot,
                              &GRAPHENE_RECT_INIT (0, (float) self->head_height, (float) f->width,
                                                   (float) (f->height - self->head_height)));
      for (int r = f->r0; r <= f->r1; r++)
        draw_cell (f, (guint) r, c, (float) left,
                   (float) (self->head_height + r * self->row_height
                            - _app_sheet_view_offset (self, 1)),
                   wide);
      gtk_snapshot_pop (f->snapshot);
      draw_head (f, c, (float) left, wide);
    }
  gtk_snapshot_pop (f->snapshot);
}

static void
draw_numbers (Frame *f)
{
  AppSheetView *self = f->self;
  float body = (float) (f->height - self->head_height);

  fill (f, &f->head, 0, 0, (float) f->width, (float) self->head_height);
  fill (f, &f->head, 0, 0, (float) self->number_width, (float) f->height);
  gtk_snapshot_push_clip (f->snapshot, &GRAPHENE_RECT_INIT (0, (float) self->head_height,
                                                            (float) f->width, body));
  for (int r = f->r0; r <= f->r1; r++)
    {
      g_autofree char *number
          = g_strdup_printf ("%u", app_sheet_get_number (self->sheet, (guint) r));
      float y
          = (float) (self->head_height + r * self->row_height - _app_sheet_view_offset (self, 1));

      put (f, TEXT_SMALL, number, ROOM / 2, y, self->number_width - ROOM, self->row_height,
           r == self->cursor_row ? INK_ACCENT : INK_DIM, TRUE);
      fill (f, &f->line, 0, y + (float) self->row_height - 1, (float) f->width, 1);
    }
  gtk_snapshot_pop (f->snapshot);
}

static void
draw_cursor (Frame *f)
{
  AppSheetView *self = f->self;
  guint column = (guint) self->cursor_column;
  float x = (float) _app_sheet_view_column_x (self, column);
  float width
      = (float) (_app_sheet_view_edge (self, column + 1) - _app_sheet_view_edge (self, column));
  GdkRGBA ink = f->focused ? f->inks[INK_ACCENT] : app_ink_fade (f->inks[INK_PLAIN], 0.35f);

  gtk_snapshot_push_clip (f->snapshot,
                          &GRAPHENE_RECT_INIT (column < self->frozen
                                                   ? 0
                                                   : (float) _app_sheet_view_left (self),
                                               (float) self->head_height, (float) f->width,
                                               (float) (f->height - self->head_height)));
  app_ink_frame (f->snapshot, &ink,
                 &GRAPHENE_RECT_INIT (x,
                                      (float) (self->head_height
                                               + self->cursor_row * self->row_height
                                               - _app_sheet_view_offset (self, 1)),
                                      width - 1, (float) self->row_height - 1),
                 2);
  gtk_snapshot_pop (f->snapshot);
}

void
_app_sheet_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AppSheetView *self = APP_SHEET_VIEW (widget);
  guint n = app_sheet_get_n_columns (self->sheet), frozen = MIN (self->frozen, n);
  Frame f;
  float left;

  if (self->measured_for == 0 || self->row_height == 0)
    return;
  begin_frame (&f, self, snapshot);
  left = (float) _app_sheet_view_left (self);
  draw_numbers (&f);
  draw_columns (&f, frozen, n, left, (float) f.width - left);
  draw_columns (&f, 0, frozen, (float) self->number_width, left - (float) self->number_width);
  fill (&f, &f.line, 0, (float) self->head_height - 1, (float) f.width, 1);
  fill (&f, &f.line, left - 1, 0, 1, (float) f.height);
  if (n > 0 && app_sheet_get_n_rows (self->sheet) > 0)
    draw_cursor (&f);
}

#define G_LOG_DOMAIN "app-plan-editor"

#include "config.h"

#include "widgets/plan-editor-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/grid-ink.h"

#define MAX_CACHED 160 /* rows laid out: some screens of them */
#define INDENT     14  /* px a level of a decision's points */

/* a row's texts, laid out once and drawn once: scrolling then only moves them */
typedef struct
{
  int height;
  PangoLayout *layouts[APP_PLAN_COLUMNS_MAX];
  int indent;
  GskRenderNode *node;
} Row;

typedef struct
{
  AppPlanEditor *self;
  GtkSnapshot *snapshot;
  int width, height, y0;
  gboolean focused;
  GdkRGBA ink, dim, error, warning, line, ground, head, accent, section, success;
} Frame;

void
_app_plan_editor_free_row (gpointer data)
{
  Row *row = data;

  for (guint i = 0; i < APP_PLAN_COLUMNS_MAX; i++)
    g_clear_object (&row->layouts[i]);
  g_clear_pointer (&row->node, gsk_render_node_unref);
  g_free (row);
}

/* Texts */

static PangoLayout *
lay_out (AppPlanEditor *self, const char *text, int width, gboolean bold)
{
  PangoLayout *layout = app_text_lay_out (GTK_WIDGET (self), text, bold, 1);

  pango_layout_set_width (layout, MAX (1, width) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

void
_app_plan_editor_measure_font (AppPlanEditor *self)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;

  if (self->line_height > 0)
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0123456789");
  pango_layout_get_pixel_size (layout, &width, &height);
  self->line_height = MAX (1, height);
  self->char_width = MAX (1, width / 10);
  self->head_height = height * 2 + 8;
  self->serial++;
  self->tops_dirty = TRUE;
}

/* points below points stand in: «1.1» by one level, as in the orders themselves */
static int
get_indent (AppPlanEditor *self, AppPlanLine *line)
{
  const char *no;
  guint dots = 0;

  if (self->columns != app_plan_columns (MERILO_PLAN_KIND_DECISION, &(guint){ 0 }))
    return 0;
  no = merilo_record_get_text (line->record, MERILO_PLAN_ITEM_NO);
  for (const char *p = no != NULL ? no : ""; *p != 0; p++)
    dots += *p == '.' && p[1] != 0;
  return (int) MIN (dots, 4) * INDENT;
}

static int
cell_width (AppPlanEditor *self, guint i, int indent)
{
  return self->x[i + 1] - self->x[i] - 2 * PLAN_PAD
         - (self->columns[i].field == MERILO_PLAN_ITEM_TITLE ? indent : 0);
}

static Row *
make_row (AppPlanEditor *self, AppPlanLine *line)
{
  Row *row = g_new0 (Row, 1);

  if (app_plan_line_is_section (line))
    {
      g_autofree char *text = app_plan_line_show (line, MERILO_PLAN_SECTION_TITLE);

      row->layouts[0]
          = lay_out (self, text, self->x[self->n_columns] - self->x[0] - 2 * PLAN_PAD, TRUE);
      pango_layout_get_pixel_size (row->layouts[0], NULL, &row->height);
    }
  else
    {
      row->indent = get_indent (self, line);
      for (guint i = 0; i < self->n_columns; i++)
        {
          g_autofree char *text = app_plan_column_show (&self->columns[i], line);
          int height;

          row->layouts[i] = lay_out (self, text, cell_width (self, i, row->indent), FALSE);
          pango_layout_get_pixel_size (row->layouts[i], NULL, &height);
          row->height = MAX (row->height, height);
        }
    }
  row->height = MAX (row->height, self->line_height) + 2 * PLAN_ROOM + 1;
  return row;
}

static Row *
get_row (AppPlanEditor *self, AppPlanLine *line)
{
  Row *row = g_hash_table_lookup (self->cache, line);

  if (row != NULL)
    return row;
  if (g_hash_table_size (self->cache) > MAX_CACHED)
    g_hash_table_remove_all (self->cache);
  row = make_row (self, line);
  g_hash_table_insert (self->cache, line, row);
  return row;
}

int
_app_plan_editor_measure_row (AppPlanEditor *self, AppPlanLine *line, gboolean seen)
{
  Row *row;
  int height;

  if (seen || g_hash_table_contains (self->cache, line))
    return get_row (self, line)->height;
  row = make_row (self, line); /* only asked for: it must not push out what is seen */
  height = row->height;
  _app_plan_editor_free_row (row);
  return height;
}

/* near enough until it is seen */
int
_app_plan_editor_guess_row (AppPlanEditor *self, AppPlanLine *line)
{
  int lines = 1;

  if (self->line_height == 0)
    return 28;
  for (guint i = 0; !app_plan_line_is_section (line) && i < self->n_columns; i++)
    {
      const MeriloField *field = &merilo_plan_item_entity.fields[self->columns[i].field];
      const char *text = field->kind == MERILO_TEXT
                             ? merilo_record_get_text (line->record, self->columns[i].field)
                             : NULL;
      int room = MAX (1, cell_width (self, i, 0) / self->char_width);

      if (text != NULL) /* two bytes a letter */
        lines = MAX (lines, 1 + (int) strlen (text) / 2 / room);
    }
  return lines * self->line_height + 2 * PLAN_ROOM + 1;
}

/* Colours */

static void
begin_frame (Frame *f, AppPlanEditor *self, GtkSnapshot *snapshot)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  f->self = self;
  f->snapshot = snapshot;
  f->width = gtk_widget_get_width (GTK_WIDGET (self));
  f->height = gtk_widget_get_height (GTK_WIDGET (self));
  f->y0 = _app_plan_editor_offset (self);
  f->focused = self->editing || gtk_widget_has_focus (GTK_WIDGET (self));
  gtk_style_context_get_color (style, &f->ink);
  f->dim = app_ink_fade (f->ink, 0.6f);
  f->line = app_ink_fade (f->ink, 0.13f);
  f->error = app_ink_find (style, "error_color", "#c01c28", 1);
  f->warning = app_ink_find (style, "warning_color", "#ae7b03", 1);
  f->success = app_ink_find (style, "success_color", "#1b8553", 1);
  app_ink_find_grounds (style, &f->ground, &f->head, &f->accent);
  f->section = app_ink_fade (f->ink, 0.06f);
}

static void
fill (Frame *f, const GdkRGBA *colour, float x, float y, float width, float height)
{
  app_ink_fill (f->snapshot, colour, x, y, width, height);
}

/* Rows */

static gboolean
is_doubtful (AppPlanLine *line)
{
  const char *warnings = merilo_record_get_text (line->record, MERILO_PLAN_ITEM_WARNINGS);

  return warnings != NULL && *warnings != 0 && !g_str_equal (warnings, "[]");
}

static void
record_row (Frame *f, AppPlanLine *line, Row *row)
{
  AppPlanEditor *self = f->self;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gboolean section = app_plan_line_is_section (line);

  for (guint i = 0; i < (section ? 1 : self->n_columns); i++)
    {
      gboolean doubt
          = !section && self->columns[i].field == MERILO_PLAN_ITEM_DEADLINE && is_doubtful (line);
      gboolean closed = !section && self->columns[i].field == MERILO_PLAN_ITEM_CLOSED_WITH;
      int indent = !section && self->columns[i].field == MERILO_PLAN_ITEM_TITLE ? row->indent : 0;

      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT (self->x[i] + PLAN_PAD + indent, PLAN_ROOM));
      gtk_snapshot_append_layout (snapshot, row->layouts[i],
                                  doubt    ? &f->warning
                                  : closed ? &f->success
                                           : &f->ink);
      gtk_snapshot_restore (snapshot);
    }
  row->node = gtk_snapshot_free_to_node (snapshot);
}

static void
draw_texts (Frame *f, AppPlanLine *line, float y)
{
  Row *row = get_row (f->self, line);

  if (row->node == NULL)
    record_row (f, line, row);
  if (row->node == NULL) /* blanks alone */
    return;
  gtk_snapshot_save (f->snapshot);
  gtk_snapshot_translate (f->snapshot, &GRAPHENE_POINT_INIT (0, y));
  gtk_snapshot_append_node (f->snapshot, row->node);
  gtk_snapshot_restore (f->snapshot);
}

/* a text that is not kept: a tint and a corner */
static void
draw_refused (Frame *f, AppPlanLine *line, float y, int height)
{
  AppPlanEditor *self = f->self;
  GdkRGBA tint = app_ink_fade (f->error, 0.14f);

  if (line->refused == NULL || g_hash_table_size (line->refused) == 0)
    return;
  for (guint i = 0; i < self->n_columns; i++)
    {
      guint field = _app_plan_editor_field (self, line, i);

      if (!g_hash_table_contains (line->refused, GUINT_TO_POINTER (field)))
        continue;
      fill (f, &tint, self->x[i], y, self->x[i + 1] - self->x[i], height);
      fill (f, &f->error, self->x[i + 1] - 7, y + 1, 6, 6);
    }
}

/* not sent yet, without a title: the server would not take it */
static void
draw_unsent (Frame *f, AppPlanLine *line, float y, int height)
{
  AppPlanEditor *self = f->self;
  const char *title;

  if (app_plan_line_is_section (line) || line->base != NULL || line->id != 0)
    return;
  title = merilo_record_get_text (line->record, MERILO_PLAN_ITEM_TITLE);
  if (title != NULL && *title != 0)
    return;
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].field == MERILO_PLAN_ITEM_TITLE)
      {
        g_autoptr (PangoLayout) layout
            = lay_out (self, _ ("Напишите, что нужно сделать"), cell_width (self, i, 0), FALSE);

        gtk_snapshot_save (f->snapshot);
        gtk_snapshot_translate (f->snapshot,
                                &GRAPHENE_POINT_INIT (self->x[i] + PLAN_PAD, y + PLAN_ROOM));
        gtk_snapshot_append_layout (f->snapshot, layout, &f->dim);
        gtk_snapshot_restore (f->snapshot);
      }
}

static void
draw_selection (Frame *f, AppPlanLine *line, float y, int height)
{
  AppPlanEditor *self = f->self;
  guint a = MIN (self->column, self->anchor_column), b = MAX (self->column, self->anchor_column);
  GdkRGBA tint = app_ink_fade (f->accent, f->focused ? 0.16f : 0.09f);
  GdkRGBA strong = app_ink_fade (f->accent, 0.5f);

  if (!g_hash_table_contains (self->selected, line))
    return;
  if (self->whole || app_plan_line_is_section (line))
    {
      a = 0;
      b = self->n_columns - 1;
    }
  fill (f, &tint, self->whole ? 0 : self->x[a], y, self->x[b + 1] - (self->whole ? 0 : self->x[a]),
        height);
  fill (f, &strong, 0, y, 3, height); /* a mark besides the tint */
}

/* six dots to take a line by */
static void
draw_handle (Frame *f, float y, int height)
{
  for (int i = 0; i < 6; i++)
    fill (f, &f->dim, 6 + (i % 2) * 4, y + height / 2 - 5 + (i / 2) * 4, 2, 2);
}

static void
draw_row (Frame *f, guint i)
{
  AppPlanEditor *self = f->self;
  AppPlanLine *line = _app_plan_editor_row (self, i);
  int top = _app_plan_editor_top (self, i), height = _app_plan_editor_top (self, i + 1) - top;
  float y = self->head_height + top - f->y0;

  if (app_plan_line_is_section (line))
    fill (f, &f->section, 0, y, f->width, height);
  draw_selection (f, line, y, height);
  draw_refused (f, line, y, height);
  draw_texts (f, line, y);
  draw_unsent (f, line, y, height);
  if (!self->read_only && line == self->cursor)
    draw_handle (f, y, height);
  fill (f, &f->line, 0, y + height - 1, f->width, 1);
  for (guint c = 1; c < self->n_columns && !app_plan_line_is_section (line); c++)
    fill (f, &f->line, self->x[c], y, 1, height);
}

static void
draw_cursor (Frame *f)
{
  AppPlanEditor *self = f->self;
  int row = _app_plan_editor_find_row (self, self->cursor);
  GdkRGBA edge = app_ink_fade (f->accent, f->focused ? 1 : 0.45f);
  graphene_rect_t cell;

  if (row < 0)
    return;
  cell = _app_plan_editor_cell (self, (guint) row, self->column);
  if (self->editing && gtk_widget_compute_bounds (self->text, GTK_WIDGET (self), &cell))
    {
      graphene_rect_inset (&cell, -1, -1);
      gtk_snapshot_append_color (f->snapshot, &f->ground, &cell);
    }
  app_ink_frame (f->snapshot, &edge, &cell, 2);
  if (self->editing)
    gtk_widget_snapshot_child (GTK_WIDGET (self), self->text, f->snapshot);
}

static void
draw_drop (Frame *f)
{
  AppPlanEditor *self = f->self;
  float y;

  if (!self->dragging || self->drop < 0)
    return;
  y = self->head_height + _app_plan_editor_top (self, (guint) self->drop) - f->y0;
  fill (f, &f->accent, 0, y - 2, f->width, 3);
  fill (f, &f->accent, 0, y - 5, 9, 9);
}

/* What stays in sight */

static void
draw_sticky (Frame *f, guint first)
{
  AppPlanEditor *self = f->self;
  int section = -1, next = -1, height, y = self->head_height;
  AppPlanLine *line;
  GdkRGBA shade = app_ink_fade (f->ink, 0.12f);

  for (guint i = first + 1; i-- > 0 && section < 0;)
    if (app_plan_line_is_section (_app_plan_editor_row (self, i)))
      section = (int) i;
  if (section < 0 || _app_plan_editor_top (self, (guint) section) >= f->y0)
    return;
  for (guint i = (guint) section + 1; i < _app_plan_editor_n_rows (self) && next < 0; i++)
    if (app_plan_line_is_section (_app_plan_editor_row (self, i)))
      next = (int) i;
  line = _app_plan_editor_row (self, (guint) section);
  height = get_row (self, line)->height;
  if (next >= 0) /* the next heading pushes it out */
    y = MIN (y, self->head_height + _app_plan_editor_top (self, (guint) next) - f->y0 - height);
  fill (f, &f->ground, 0, y, f->width, height);
  fill (f, &f->section, 0, y, f->width, height);
  draw_texts (f, line, y);
  fill (f, &shade, 0, y + height - 1, f->width, 2);
}

static void
draw_head (Frame *f)
{
  AppPlanEditor *self = f->self;

  fill (f, &f->ground, 0, 0, f->width, self->head_height);
  fill (f, &f->head, 0, 0, f->width, self->head_height);
  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autoptr (PangoLayout) layout
          = lay_out (self, _ (self->columns[i].label), cell_width (self, i, 0), TRUE);
      int height;

      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_height (layout, -2);
      pango_layout_get_pixel_size (layout, NULL, &height);
      gtk_snapshot_save (f->snapshot);
      gtk_snapshot_translate (f->snapshot, &GRAPHENE_POINT_INIT (self->x[i] + PLAN_PAD,
                                                                 (self->head_height - height) / 2));
      gtk_snapshot_append_layout (f->snapshot, layout, &f->dim);
      gtk_snapshot_restore (f->snapshot);
      if (i > 0)
        fill (f, &f->line, self->x[i], 6, 1, self->head_height - 12);
    }
  fill (f, &f->line, 0, self->head_height - 1, f->width, 1);
}

void
_app_plan_editor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AppPlanEditor *self = APP_PLAN_EDITOR (widget);
  guint n = _app_plan_editor_n_rows (self), first;
  Frame f;

  begin_frame (&f, self, snapshot);
  fill (&f, &f.ground, 0, 0, f.width, f.height);
  if (n > 0)
    {
      first = (guint) MAX (0, _app_plan_editor_row_at (self, self->head_height, TRUE));
      gtk_snapshot_push_clip (snapshot,
                              &GRAPHENE_RECT_INIT (0, self->head_height, f.width,
                                                   MAX (0, f.height - self->head_height)));
      for (guint i = first; i < n && _app_plan_editor_top (self, i) < f.y0 + f.height; i++)
        draw_row (&f, i);
      draw_drop (&f);
      if (!self->editing)
        draw_cursor (&f);
      draw_sticky (&f, first);
      if (self->editing) /* what is typed lies over all */
        draw_cursor (&f);
      gtk_snapshot_pop (snapshot);
    }
  draw_head (&f);
}

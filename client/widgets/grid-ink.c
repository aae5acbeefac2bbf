#define G_LOG_DOMAIN "app-grid-ink"

#include "config.h"

#include "widgets/grid-ink.h"

/* Colours */

GdkRGBA
app_ink_find (GtkStyleContext *style, const char *name, const char *otherwise, float alpha)
{
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (style, name, &colour))
    gdk_rgba_parse (&colour, otherwise);
  colour.alpha *= alpha;
  return colour;
}

GdkRGBA
app_ink_fade (GdkRGBA colour, float alpha)
{
  colour.alpha *= alpha;
  return colour;
}

void
app_ink_fill (
    GtkSnapshot *snapshot, const GdkRGBA *colour, float x, float y, float width, float height)
{
  if (width > 0 && height > 0)
    gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (x, y, width, height));
}

/* Texts */

AppText *
app_text_new (PangoLayout *layout)
{
  AppText *text = g_new0 (AppText, 1);

  text->layout = layout;
  pango_layout_get_pixel_size (layout, &text->width, &text->height);
  return text;
}

void
app_text_free (gpointer data)
{
  AppText *text = data;

  for (guint i = 0; i < APP_TEXT_INKS; i++)
    g_clear_pointer (&text->nodes[i], gsk_render_node_unref);
  g_object_unref (text->layout);
  g_free (text);
}

void
app_text_put (AppText *text,
              GtkSnapshot *snapshot,
              guint ink,
              const GdkRGBA *colour,
              float x,
              float top,
              int width,
              int height)
{
  GskRenderNode **node = &text->nodes[ink];

  if (*node == NULL)
    {
      GtkSnapshot *own = gtk_snapshot_new ();

      gtk_snapshot_append_layout (own, text->layout, colour);
      *node = gtk_snapshot_free_to_node (own);
    }
  if (*node == NULL) /* blanks alone */
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + MAX (0, (width - text->width) / 2),
                                                          top + (height - text->height) / 2));
  gtk_snapshot_append_node (snapshot, *node);
  gtk_snapshot_restore (snapshot);
}

/* Lines of short texts */

/* adds @more to @line so that it begins at @x; @end is where the line ended, both in Pango units */
static void
append_glyphs (PangoGlyphString *line, PangoGlyphString *more, int x, int *end)
{
  int n = line->num_glyphs;

  if (n > 0)
    line->glyphs[n - 1].geometry.width += x - *end;
  pango_glyph_string_set_size (line, n + more->num_glyphs);
  for (int i = 0; i < more->num_glyphs; i++)
    {
      line->glyphs[n + i] = more->glyphs[i];
      line->log_clusters[n + i] = 0;
    }
  *end = x + pango_glyph_string_get_width (more);
}

/* the only run of a text's layout, NULL: it is empty or was put together of several fonts */
static PangoGlyphItem *
get_run (PangoLayout *layout, PangoFont *font)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);
  PangoGlyphItem *run;

  if (line == NULL || line->runs == NULL || line->runs->next != NULL)
    return NULL;
  run = line->runs->data;
  return font == NULL || font == run->item->analysis.font ? run : NULL;
}

gboolean
app_glyph_line_add (AppGlyphLine *line, AppText *text, int left, float top, int width, int height)
{
  PangoGlyphItem *run = get_run (text->layout, line->font);
  int start;

  if (run == NULL)
    return FALSE;
  start = left + (width - PANGO_PIXELS (pango_glyph_string_get_width (run->glyphs))) / 2;
  if (line->glyphs == NULL)
    {
      line->glyphs = pango_glyph_string_new ();
      line->font = run->item->analysis.font;
      line->origin
          = GRAPHENE_POINT_INIT (start,
                                 top + (height - text->height) / 2
                                     + PANGO_PIXELS (pango_layout_get_baseline (text->layout)));
    }
  append_glyphs (line->glyphs, run->glyphs, start * PANGO_SCALE, &line->end);
  return TRUE;
}

void
app_glyph_line_end (AppGlyphLine *line, GtkSnapshot *snapshot, const GdkRGBA *colour)
{
  g_autoptr (GskRenderNode) node = NULL;

  if (line->glyphs == NULL)
    return;
  node = gsk_text_node_new (line->font, line->glyphs, colour, &line->origin);
  if (node != NULL)
    gtk_snapshot_append_node (snapshot, node);
  pango_glyph_string_free (line->glyphs);
  *line = (AppGlyphLine){ NULL };
}

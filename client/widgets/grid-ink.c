#define G_LOG_DOMAIN "app-grid-ink"

#include "config.h"

#include "widgets/grid-ink.h"

#include "widgets/tone.h"

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
app_ink_find_tones (GtkStyleContext *style, float dim, GdkRGBA ret_inks[APP_TEXT_INKS])
{
  gtk_style_context_get_color (style, &ret_inks[APP_TONE_PLAIN]);
  ret_inks[APP_TONE_DIM] = app_ink_fade (ret_inks[APP_TONE_PLAIN], dim);
  ret_inks[APP_TONE_GOOD] = app_ink_find (style, "success_color", "#1b8553", 1);
  ret_inks[APP_TONE_WARNING] = app_ink_find (style, "warning_color", "#905400", 1);
  ret_inks[APP_TONE_BAD] = app_ink_find (style, "error_color", "#c01c28", 1);
  ret_inks[APP_TONE_ACCENT] = app_ink_find (style, "accent_color", "#1c71d8", 1);
}

void
app_ink_find_grounds (GtkStyleContext *style,
                      GdkRGBA *ret_ground,
                      GdkRGBA *ret_head,
                      GdkRGBA *ret_accent)
{
  *ret_ground = app_ink_find (style, "view_bg_color", "#ffffff", 1);
  *ret_head = app_ink_find (style, "headerbar_bg_color", "#ebebeb", 1);
  *ret_accent = app_ink_find (style, "accent_bg_color", "#3584e4", 1);
}

void
app_ink_fill (
    GtkSnapshot *snapshot, const GdkRGBA *colour, float x, float y, float width, float height)
{
  if (width > 0 && height > 0)
    gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (x, y, width, height));
}

void
app_ink_frame (GtkSnapshot *snapshot,
               const GdkRGBA *colour,
               const graphene_rect_t *place,
               float radius)
{
  const float widths[] = { 2, 2, 2, 2 };
  const GdkRGBA colours[] = { *colour, *colour, *colour, *colour };
  GskRoundedRect frame;

  gsk_rounded_rect_init_from_rect (&frame, place, radius);
  gtk_snapshot_append_border (snapshot, &frame, widths, colours);
}

/* Texts */

PangoLayout *
app_text_lay_out (GtkWidget *widget, const char *string, gboolean bold, double scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, string);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (scale != 1)
    pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

void
app_text_cut (PangoLayout *layout, int room)
{
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (room <= 0)
    return;
  pango_layout_set_width (layout, room * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
}

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

GHashTable *
app_texts_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, app_text_free);
}

AppText *
app_texts_keep (GHashTable *texts, guint most, char *key, PangoLayout *layout)
{
  AppText *text = app_text_new (layout);

  if (g_hash_table_size (texts) > most)
    g_hash_table_remove_all (texts);
  g_hash_table_insert (texts, key, text);
  return text;
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

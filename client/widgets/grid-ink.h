/* What custom-drawn grids draw with: colours of the style by name, texts laid out once, and many
 * short texts of one colour as one node. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TEXT_INKS 6 /* colours a text may be kept in */

GdkRGBA app_ink_find (GtkStyleContext *style, const char *name, const char *otherwise, float alpha);
GdkRGBA app_ink_fade (GdkRGBA colour, float alpha);

/* by AppTone; @dim: the strength of what is dim */
void app_ink_find_tones (GtkStyleContext *style, float dim, GdkRGBA ret_inks[APP_TEXT_INKS]);
/* behind cells, behind heads, and of what is chosen */
void app_ink_find_grounds (GtkStyleContext *style,
                           GdkRGBA *ret_ground,
                           GdkRGBA *ret_head,
                           GdkRGBA *ret_accent);

/* nothing for an empty place */
void app_ink_fill (
    GtkSnapshot *snapshot, const GdkRGBA *colour, float x, float y, float width, float height);

/* a frame of 2 px within @place: where the cursor is */
void app_ink_frame (GtkSnapshot *snapshot,
                    const GdkRGBA *colour,
                    const graphene_rect_t *place,
                    float radius);

/* figures of one width; @scale: 1 for the widget's own size */
PangoLayout *app_text_lay_out (GtkWidget *widget, const char *string, gboolean bold, double scale);
/* on one line, cut by dots where it is wider than @room px; 0: never */
void app_text_cut (PangoLayout *layout, int room);

/* a text laid out once, and drawn once in each colour: Pango is not asked again while it is seen */
typedef struct
{
  PangoLayout *layout;
  int width, height;
  GskRenderNode *nodes[APP_TEXT_INKS];
} AppText;

AppText *app_text_new (PangoLayout *layout); /* takes the layout */
void app_text_free (gpointer text);

/* Texts by string, for those drawn again in the next frame; g_hash_table_lookup() finds one. */
GHashTable *app_texts_new (void);
/* @key, @layout: taken. All others are let go of when there are more than @most. */
AppText *app_texts_keep (GHashTable *texts, guint most, char *key, PangoLayout *layout);

/* centred in a place that begins at @x, @top; a place narrower than the text: at its left edge */
void app_text_put (AppText *text,
                   GtkSnapshot *snapshot,
                   guint ink,
                   const GdkRGBA *colour,
                   float x,
                   float top,
                   int width,
                   int height);

/* Short texts in a row as one node of text: a node a cell costs three times more a frame. */
typedef struct
{
  PangoGlyphString *glyphs; /* NULL: empty */
  PangoFont *font;
  graphene_point_t origin;
  int end; /* of the last one, Pango units */
} AppGlyphLine;

/* centred in a place; %FALSE: the text is empty, of several fonts or of another font than the
 * line's, and was not added */
gboolean
app_glyph_line_add (AppGlyphLine *line, AppText *text, int left, float top, int width, int height);
/* draws it; the line is empty then */
void app_glyph_line_end (AppGlyphLine *line, GtkSnapshot *snapshot, const GdkRGBA *colour);

G_END_DECLS

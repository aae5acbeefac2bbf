/* What custom-drawn grids draw with: colours of the style by name, texts laid out once, and many
 * short texts of one colour as one node. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TEXT_INKS 6 /* colours a text may be kept in */

GdkRGBA app_ink_find (GtkStyleContext *style, const char *name, const char *otherwise, float alpha);
GdkRGBA app_ink_fade (GdkRGBA colour, float alpha);

/* nothing for an empty place */
void app_ink_fill (
    GtkSnapshot *snapshot, const GdkRGBA *colour, float x, float y, float width, float height);

/* a text laid out once, and drawn once in each colour: Pango is not asked again while it is seen */
typedef struct
{
  PangoLayout *layout;
  int width, height;
  GskRenderNode *nodes[APP_TEXT_INKS];
} AppText;

AppText *app_text_new (PangoLayout *layout); /* takes the layout */
void app_text_free (gpointer text);

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

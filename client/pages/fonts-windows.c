#define G_LOG_DOMAIN "app-pages"

#include <gtk/gtk.h>
#include <pango/pangocairo.h>

#include "pages/fonts.h"

#define LEAST_SIZE 9 /* points: what Windows has for its own windows */

static gboolean
has_family (const char *name)
{
  PangoFontFamily **families = NULL;
  gboolean found = FALSE;
  int n = 0;

  pango_font_map_list_families (pango_cairo_font_map_get_default (), &families, &n);
  for (int i = 0; i < n && !found; i++)
    found = g_ascii_strcasecmp (pango_font_family_get_name (families[i]), name) == 0;
  g_free (families);
  return found;
}

/* The system may name a font that is none: «MS Shell Dlg» is a word that only GDI understands, and
 * every letter would be a box. */
void
app_fonts_settle (void)
{
  static const char *const known[] = { "Segoe UI", "Arial", "DejaVu Sans", "Tahoma" };
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *name = NULL, *settled = NULL;
  PangoFontDescription *font;
  const char *family;

  g_object_get (settings, "gtk-font-name", &name, NULL);
  font = pango_font_description_from_string (name != NULL ? name : "");
  family = pango_font_description_get_family (font);
  for (guint i = 0; i < G_N_ELEMENTS (known) && (family == NULL || !has_family (family)); i++)
    family = known[i];
  if (family != NULL)
    pango_font_description_set_family (font, family);
  if (pango_font_description_get_size (font) < LEAST_SIZE * PANGO_SCALE)
    pango_font_description_set_size (font, LEAST_SIZE * PANGO_SCALE);
  settled = pango_font_description_to_string (font);
  g_object_set (settings, "gtk-font-name", settled, NULL);
  pango_font_description_free (font);
}

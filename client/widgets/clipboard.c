#define G_LOG_DOMAIN "app-clipboard"

#include "widgets/clipboard.h"

#include "widgets/cells.h"
#include "widgets/html-form.h"

void
app_clipboard_set_cells (GtkWidget *widget, GPtrArray *cells)
{
  g_autofree char *tsv = app_cells_to_tsv (cells);
  g_autofree char *html = app_cells_to_html (cells);
  g_autoptr (GBytes) bytes = app_html_form_wrap (html);
  GdkContentProvider *forms[] = {
    gdk_content_provider_new_typed (G_TYPE_STRING, tsv),
    gdk_content_provider_new_for_bytes (app_html_form_get_mime (), bytes),
  };
  g_autoptr (GdkContentProvider) both
      = gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));

  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), both);
}

guint
app_key_latin (guint keyval)
{
  static const struct
  {
    guint cyrillic, latin;
  } keys[] = {
    { GDK_KEY_Cyrillic_ef, GDK_KEY_a },       { GDK_KEY_Cyrillic_es, GDK_KEY_c },
    { GDK_KEY_Cyrillic_em, GDK_KEY_v },       { GDK_KEY_Cyrillic_che, GDK_KEY_x },
    { GDK_KEY_Cyrillic_en, GDK_KEY_y },       { GDK_KEY_Cyrillic_ya, GDK_KEY_z },
    { GDK_KEY_Cyrillic_a, GDK_KEY_f },        { GDK_KEY_Cyrillic_er, GDK_KEY_h },
    { GDK_KEY_Cyrillic_softsign, GDK_KEY_m }, { GDK_KEY_Cyrillic_ka, GDK_KEY_r },
  };

  keyval = gdk_keyval_to_lower (keyval);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].cyrillic == keyval)
      return keys[i].latin;
  return keyval;
}

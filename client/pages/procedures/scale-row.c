#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/scale-row.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/procedures/procedure-words.h"

/* «шкала города, введена 01.03.2026» */
static char *
say_origin (MeriloRecord *scale)
{
  const char *whose
      = merilo_record_has (scale, MERILO_SCALE_ORG_ID) ? _ ("шкала города") : _ ("общая шкала");
  g_autofree char *since = merilo_record_show (scale, MERILO_SCALE_SINCE);

  return *since != 0 ? g_strdup_printf (_ ("%s, введена %s"), whose, since) : g_strdup (whose);
}

static GtkWidget *
make_confidence (MeriloRecord *scale)
{
  static const char *const tones[] = { "success", "dim", "warning" };
  gint64 confidence = merilo_record_get_whole (scale, MERILO_SCALE_CONFIDENCE);
  g_autofree char *words = merilo_record_show (scale, MERILO_SCALE_CONFIDENCE);

  return app_badge_new (words, tones[CLAMP (confidence, 0, (gint64) G_N_ELEMENTS (tones) - 1)]);
}

static GtkWidget *
make_head (MeriloRecord *scale, gboolean current)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *label;
  g_autofree char *bounds = app_scale_bounds_text (scale);

  label = app_word_new (bounds, current ? "heading numeric" : "numeric");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  if (current)
    gtk_box_append (GTK_BOX (line), app_badge_new (_ ("действует"), "accent"));
  gtk_box_append (GTK_BOX (line), make_confidence (scale));
  return line;
}

GtkWidget *
app_scale_row_new (MeriloRecord *scale)
{
  gboolean current = merilo_record_get_whole (scale, MERILO_SCALE_CURRENT) != 0;
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *bounds = app_scale_bounds_text (scale), *origin = say_origin (scale);
  g_autofree char *source = merilo_record_show (scale, MERILO_SCALE_SOURCE);
  g_autofree char *name
      = g_strdup_printf ("%s, %s, %s", current ? _ ("действует") : _ ("прежняя"), bounds, origin);

  gtk_box_append (GTK_BOX (box), make_head (scale, current));
  gtk_box_append (GTK_BOX (box), app_label_new (source, current ? NULL : "dim-label"));
  gtk_box_append (GTK_BOX (box), app_label_new (origin, "caption dim-label numeric"));
  g_object_set (box, "margin-top", 9, "margin-bottom", 9, "margin-start", 12, "margin-end", 12,
                NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  app_name_it (row, name);
  return row;
}

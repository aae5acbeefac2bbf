#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/results/results-years.h"

void
app_results_fill_years (GtkWidget *drop_down, GArray *known, const gint64 *years, guint n)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 chosen = app_results_chosen_year (drop_down, known);
  guint at = 0;

  g_array_set_size (known, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf (_ ("%" G_GINT64_FORMAT " год"), years[i]);

      gtk_string_list_append (names, name);
      g_array_append_val (known, years[i]);
      at = years[i] == chosen ? i : at;
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop_down), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), at);
}

gint64
app_results_chosen_year (GtkWidget *drop_down, GArray *known)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));

  return at < known->len ? g_array_index (known, gint64, at) : 0;
}

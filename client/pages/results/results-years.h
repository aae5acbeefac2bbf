/* The choice of a year, as the views beside the figures have it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @known: of gint64, what the choice has: becomes @years; the chosen year stays when it is there,
 * else the first is chosen */
void app_results_fill_years (GtkWidget *drop_down, GArray *known, const gint64 *years, guint n);

/* 0: none */
gint64 app_results_chosen_year (GtkWidget *drop_down, GArray *known);

G_END_DECLS

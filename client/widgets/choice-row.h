/* A row with one of several words. libadwaita's own cuts a word at twenty letters, in the row and
 * in its list: here it is cut where the row ends, and never in the list. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* an AdwComboRow; keeps @words */
GtkWidget *app_choice_row_new (GtkStringList *words);

G_END_DECLS

/* Cells on the clipboard: as TSV for spreadsheets and as HTML for letters, at once. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @cells: see cells.h; transfer none */
void app_clipboard_set_cells (GtkWidget *widget, GPtrArray *cells);

/* %GDK_KEY_c for the keyval of «с» too: a shortcut is a key, not a letter, and works in whichever
 * layout is on. Other keyvals come back in lower case. */
guint app_key_latin (guint keyval);

G_END_DECLS

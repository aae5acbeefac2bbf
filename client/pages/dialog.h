/* What windows over another one have in common; of small ones the shape, too: a title, a column of
 * content, buttons below; Esc closes. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* nothing else is done in the window that it stands over, and it goes with that: closed before, or
 * held by an answer on its way until after */
void app_dialog_attach (GtkWindow *window);

/* the content's box, in a window as wide as @width that scrolls when it is higher than the screen
 */
GtkWidget *app_dialog_box (AdwWindow *window, const char *title, int width);

/* the row of buttons at the foot of @box, from the right */
GtkWidget *app_dialog_bar (GtkWidget *box);
/* a line above the buttons, in sight whatever scrolls: why it does not go on; hidden while "" */
GtkWidget *app_dialog_words (GtkWidget *box);
void app_dialog_say (GtkWidget *words, const char *text);

GtkWidget *
app_dialog_button (GtkWidget *bar, const char *label, const char *action, const char *css);

G_END_DECLS

/* Where the focus goes in the program's window, for who works by keys. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

/* who comes to a page by a key or a link works on in it; who walks along the names stays there */
void app_window_focus_lead (GtkWindow *window, GtkWidget *places, AppPage *page);

/* names of pages, page, status line, and round again; @page: (nullable): none is open */
void app_window_focus_next (GtkWindow *window, GtkWidget *places, AppPage *page, GtkWidget *status);

G_END_DECLS

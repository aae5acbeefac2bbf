/* The page of results at a desk: going there, its tabs, what is on the screen. */
#pragma once

#include "client/pages/desk.h"

#include "pages/results/results-page.h"

G_BEGIN_DECLS

/* of a test; @data: the role, NULL: a methodologist */
void results_set_up (Desk *desk, gconstpointer data);
void results_tear_down (Desk *desk, gconstpointer data);

/* goes to a choice, "54/12", and waits for its figures; NULL: the newest */
AppPage *results_go (Desk *desk, const char *target);
void results_wait (AppPage *page);
AppResultsBoard *results_board_of (AppPage *page);
void results_show_tab (Desk *desk, AppPage *page, const char *tab);

/* the first mapped widget of a type: of the tab on the screen; NULL: none */
gpointer results_find_mapped (GtkWidget *root, GType type);

G_END_DECLS

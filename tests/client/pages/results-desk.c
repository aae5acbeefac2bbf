#include "client/pages/results-desk.h"

void
results_set_up (Desk *desk, gconstpointer data)
{
  desk_open (desk, data != NULL ? data : "methodologist");
}

void
results_tear_down (Desk *desk, gconstpointer data)
{
  desk_close (desk);
}

AppResultsBoard *
results_board_of (AppPage *page)
{
  return app_results_page_get_board (APP_RESULTS_PAGE (page));
}

void
results_wait (AppPage *page)
{
  UI_WAIT (!app_results_board_is_busy (results_board_of (page))
           && app_results_board_get_state (results_board_of (page)) == APP_STATE_CONTENT);
}

AppPage *
results_go (Desk *desk, const char *target)
{
  AppPage *page = desk_go (desk, "results", target);

  results_wait (page);
  return page;
}

void
results_show_tab (Desk *desk, AppPage *page, const char *tab)
{
  desk_act (page, "results.tab", tab);
  g_assert_cmpstr (app_results_board_get_tab (results_board_of (page)), ==, tab);
  desk_settle (desk);
}

gpointer
results_find_mapped (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = results_find_mapped (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/frame/window-focus.h"

static gboolean
is_in (GtkWindow *window, GtkWidget *pane)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return pane != NULL && focus != NULL && gtk_widget_get_mapped (focus)
         && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

void
app_window_focus_lead (GtkWindow *window, GtkWidget *places, AppPage *page)
{
  if (!is_in (window, places))
    app_page_take_focus (page);
}

void
app_window_focus_next (GtkWindow *window, GtkWidget *places, AppPage *page, GtkWidget *status)
{
  GtkWidget *panes[] = { places, GTK_WIDGET (page), status };
  guint n = G_N_ELEMENTS (panes), now = n - 1;

  for (guint i = 0; i < n; i++)
    if (is_in (window, panes[i]))
      now = i;
  for (guint i = 1; i <= n; i++)
    {
      GtkWidget *pane = panes[(now + i) % n];

      if (pane == NULL)
        continue;
      if (APP_IS_PAGE (pane))
        app_page_take_focus (page);
      else
        gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
      if (is_in (window, pane))
        return;
    }
}

#define G_LOG_DOMAIN "app-pages"

#include "pages/single.h"

GApplicationFlags
app_single_get_flags (void)
{
  return G_APPLICATION_DEFAULT_FLAGS;
}

gboolean
app_single_begin (const char *const *arguments, AppSingleFunc func, gpointer data)
{
  return TRUE;
}

void
app_single_end (void)
{
}

void
app_single_raise (GtkWindow *window)
{
  gtk_window_present (window);
}

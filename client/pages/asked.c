#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/asked.h"

GCancellable *
app_asked_anew (GCancellable **slot)
{
  app_asked_give_up (slot);
  *slot = g_cancellable_new ();
  return *slot;
}

void
app_asked_give_up (GCancellable **slot)
{
  g_cancellable_cancel (*slot);
  g_clear_object (slot);
}

gboolean
app_asked_is_given_up (GAsyncResult *result)
{
  GCancellable *asked = g_task_get_cancellable (G_TASK (result));

  return asked != NULL && g_cancellable_is_cancelled (asked);
}

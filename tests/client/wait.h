/* Turning the main loop by hand: never a bare sleep. */
#pragma once

#include <gio/gio.h>

/* until @cond holds; a loaded machine gets its time */
#define WAIT(cond)                                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 wait_end_ = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;                          \
    while (!(cond) && g_get_monotonic_time () < wait_end_)                                         \
      if (!g_main_context_iteration (NULL, FALSE))                                                 \
        g_usleep (500);                                                                            \
    g_assert_true (cond);                                                                          \
  }                                                                                                \
  G_STMT_END

static inline void
take_result (GObject *object, GAsyncResult *result, gpointer data)
{
  GAsyncResult **out = data;

  g_assert_null (*out);
  *out = g_object_ref (result);
}

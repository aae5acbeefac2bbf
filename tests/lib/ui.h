/* Tests of widgets: the real ones in a real window, the main loop turned by hand. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* turns the main loop until it is so; fails after a while that even a loaded machine keeps */
#define UI_WAIT(condition)                                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 ui_end_ = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;                            \
    while (!(condition) && g_get_monotonic_time () < ui_end_)                                      \
      if (!g_main_context_iteration (NULL, FALSE))                                                 \
        g_usleep (1000);                                                                           \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

/* GTK and Adwaita; a fixed font, no animations, the same picture every time */
void ui_init (void);

/* g_test and the above */
void ui_test_init (int *argc, char ***argv);

/* a window around @child, shown and drawn; destroy it with ui_close() */
GtkWindow *ui_open (GtkWidget *child, int width, int height);
void ui_close (GtkWindow *window);
void ui_wait_for_frame (GtkWidget *widget);

/* GTK 4 has no public way to make events: the widget's own key controllers are asked in their
 * order. %TRUE when one of them took the key. */
gboolean ui_press (GtkWidget *widget, guint keyval, GdkModifierType state);

/* the same for a key that the widget's class binds to an action; %FALSE too when the action is
 * switched off */
gboolean ui_press_bound (GtkWidget *widget, guint keyval, GdkModifierType state);

/* the first widget of @type under @root, itself included, that is called @name (its accessible or
 * buildable name, label or title; NULL: any); NULL: none */
GtkWidget *ui_find (GtkWidget *root, GType type, const char *name);
guint ui_count (GtkWidget *root, GType type);

/* the one of several that are called so which is on the screen and not switched off; NULL: none */
GtkWidget *ui_find_used (GtkWidget *root, GType type, const char *name);

/* a label on the screen, under @root, has @part in its text */
gboolean ui_says (gpointer root, const char *part);

/* a window of @type that is shown; NULL: none */
gpointer ui_window (GType type);

/* the accessible label is this */
void ui_assert_called (GtkWidget *widget, const char *label);

/* every control that takes the focus has a name for those who do not see it */
void ui_assert_named (GtkWidget *root);

/* what the window shows now, in the light or the dark style; transfer full */
GdkTexture *ui_take (GtkWindow *window, gboolean dark);

/* $SHOT_DIR/@name-light.png and -dark.png, when it is set */
void ui_shot (GtkWindow *window, const char *name);

/* ms of CPU of this thread */
double ui_cpu_ms (void);

G_END_DECLS

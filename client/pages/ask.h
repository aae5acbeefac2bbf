/* Questions of one line: why a file is withdrawn, what is wrong with a report; and whether to
 * leave. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*AppReasonFunc) (const char *reason, gpointer data);

/**
 * app_ask_reason:
 * @from: a widget of the window
 * @button: what is done: «Отозвать»; it waits for a text that is no blank
 * @name: of the field, for those who do not see it
 */
void app_ask_reason (GtkWidget *from,
                     const char *title,
                     const char *text,
                     const char *button,
                     const char *name,
                     AppReasonFunc func,
                     gpointer data,
                     GDestroyNotify destroy);

/* asks before @window goes with what is not kept; it is destroyed if the answer is @leave */
void app_ask_leave (GtkWindow *window, const char *title, const char *text, const char *leave);

G_END_DECLS

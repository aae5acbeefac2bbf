/* A PDF goes to paper by what the system has for it: the print dialog, or the program that shows
 * such files. Twins by system. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @told: what to tell the user, or NULL when they changed their mind; called once */
typedef void (*AppPrintedFunc) (const char *told, const GError *error, gpointer data);

/* asks for the printer; removes @path when nobody reads it any more */
void app_printer_print (
    GtkWindow *window, const char *path, const char *title, AppPrintedFunc func, gpointer data);

G_END_DECLS

/* One program for one person: a second start tells the first what it was started for and ends. On
 * Linux GApplication does that over D-Bus; Windows has none. A twin a system. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @files: absolute paths; may be empty */
typedef void (*AppSingleFunc) (const char *const *files, gpointer data);

/* what GApplication is told when it is made */
GApplicationFlags app_single_get_flags (void);

/* @arguments: of the command line; what of them is a file is told. @func is called in the main
 * thread for each later start. %FALSE: a program that runs already took it over. */
gboolean app_single_begin (const char *const *arguments, AppSingleFunc func, gpointer data);
void app_single_end (void);

/* shows the window above those of other programs */
void app_single_raise (GtkWindow *window);

G_END_DECLS

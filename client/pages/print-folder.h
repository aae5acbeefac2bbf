/* Papers on their way to the printer: a folder of their own, beside what the program keeps. Who
 * prints them may read them late, so they are removed when they have become old. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APP_PRINT_DAY  (24 * 60 * 60)
#define APP_PRINT_HOUR (60 * 60)

/* transfer full */
char *app_print_folder_path (void);

/* an empty file in it, which nobody else may read; its path. transfer full */
char *app_print_folder_add (GError **error);

/* removes our own papers that were written @age seconds ago or earlier. What is open, where an
 * open file cannot be removed, stays for the next time; so do links, folders and other names */
void app_print_folder_sweep (gint64 age);

G_END_DECLS

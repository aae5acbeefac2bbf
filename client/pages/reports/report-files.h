/* The files that show a line was done: opened by a click, added by a button, by dropping them or
 * from the clipboard, withdrawn with a reason. What cannot be taken is said before anything is
 * sent. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_REPORT_FILE_MAX   (20 * 1000 * 1000) /* bytes, as the server takes them */

#define APP_TYPE_REPORT_FILES (app_report_files_get_type ())
G_DECLARE_FINAL_TYPE (AppReportFiles, app_report_files, APP, REPORT_FILES, AdwBin)

/* Signal: ::counted (guint) how many files stand, after a change
 * Actions: files.choose, files.paste */
GtkWidget *app_report_files_new (AppContext *context);

/* @writable: files are added and withdrawn here */
void
app_report_files_set_execution (AppReportFiles *self, MeriloRecord *execution, gboolean writable);

/* asks the server for the list; called when the line is first opened */
void app_report_files_load (AppReportFiles *self);

void app_report_files_attach (AppReportFiles *self, GFile *file);
/* a picture of the clipboard */
void app_report_files_attach_picture (AppReportFiles *self, GdkTexture *picture);

/* %FALSE with the reason in words: too large, empty, or of no kind that is taken */
gboolean app_report_file_check (const char *name, goffset size, GError **error);

G_END_DECLS

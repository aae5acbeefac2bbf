/* A desk whose paper server reads files of results: what a file holds in its first bytes says what
 * the server finds in it ("good", "dirty", "same", "unknown", "locked", "wrong", "two sheets",
 * "waiting"). */
#pragma once

#include "client/pages/desk.h"
#include "pages/results/results-import.h"

G_BEGIN_DECLS

/* of a test: @role as desk_open() takes it */
void import_desk_open (Desk *desk, gconstpointer role);
void import_desk_close (Desk *desk, gconstpointer role);

/* a file in the user's folder; transfer full */
GFile *import_desk_file (const char *name, const char *holds);

/* the dialog with these files, read */
AppResultsImport *import_desk_read (Desk *desk, const char *const *names, const char *holds);

AppImportFile *import_desk_get_file (AppResultsImport *dialog, guint i);
void import_desk_set_policy (AppResultsImport *dialog, guint policy);

/* the last body that was sent there; transfer full */
char *import_desk_dup_sent (Desk *desk, const char *path);
void import_desk_assert_has (const char *text, const char *part);

/* from now on a "dirty" file has one row more with something wrong, 61, and it can be taken */
void import_desk_change_scale (void);

/* presses what is called so, anywhere under @root */
void import_desk_press (gpointer root, const char *label);

/* a picture of that window */
void import_desk_shot (Desk *desk, gpointer window, const char *name);

G_END_DECLS

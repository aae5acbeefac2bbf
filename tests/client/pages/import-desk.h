/* A desk whose paper server reads files of results: what a file holds in its first bytes says what
 * the server finds in it ("good", "dirty", "same", "unknown", "locked", "wrong", "two sheets"). */
#pragma once

#include "client/pages/desk.h"
#include "pages/results/results-import.h"

G_BEGIN_DECLS

void import_desk_open (Desk *desk, const char *role);

/* a file in the user's folder; transfer full */
GFile *import_desk_file (const char *name, const char *holds);

/* the dialog with these files, read */
AppResultsImport *import_desk_read (Desk *desk, const char *const *names, const char *holds);

/* presses what is called so, anywhere under @root */
void import_desk_press (gpointer root, const char *label);

/* a picture of that window */
void import_desk_shot (Desk *desk, gpointer window, const char *name);

G_END_DECLS

/* The page «Справочники» at a desk: its lists, and the form of a record. */
#pragma once

#include "client/pages/desk.h"
#include "widgets/record-table.h"

G_BEGIN_DECLS

/* of a case; @role: of the user */
void directories_set_up (Desk *desk, gconstpointer role);
void directories_tear_down (Desk *desk, gconstpointer role);

/* the table of a directory, "acts", as it has come */
AppRecordTable *directories_show (Desk *desk, const char *directory);
gboolean directories_is_listed (Desk *desk); /* nothing in its place */
void directories_select (Desk *desk, AppRecordTable *table, guint at);
AppRecordTable *directories_open_act (Desk *desk); /* the first of two, in the form */

/* the form: its record, or NULL, and what stands in a line of it */
MeriloRecord *directories_get_shown (Desk *desk);
void directories_type (Desk *desk, const char *title, const char *text);
const char *directories_get_line (Desk *desk, const char *title);

/* a toast says something; a success of these pages shows by itself */
gboolean directories_is_refused (Desk *desk);

G_END_DECLS

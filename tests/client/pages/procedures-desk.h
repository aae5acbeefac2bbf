/* The page «Процедуры» at a desk, over procedures of its own. */
#pragma once

#include "client/pages/desk.h"
#include "pages/procedures/procedures-page.h"

G_BEGIN_DECLS

/* set up and torn down for a case; @role: NULL: the methodologist */
void procedures_desk_open (Desk *desk, gconstpointer role);
void procedures_desk_close (Desk *desk, gconstpointer role);

/* goes there; @target: "54/items" */
AppProceduresPage *procedures_desk_go (Desk *desk, const char *target);

/* the record that stands in the description's form, once it is of this procedure */
MeriloRecord *procedures_desk_form (AppProceduresPage *page, gint64 id);

/* a problem of the server's, as its answer */
void procedures_desk_refuse (Desk *desk,
                             const char *method,
                             const char *suffix,
                             guint status,
                             const char *code,
                             const char *title,
                             const char *field);

void procedures_desk_press (gpointer root, const char *label); /* a button that can be pressed */
void
procedures_desk_assert_sent (Desk *desk, const char *method, const char *path, const char *part);

G_END_DECLS

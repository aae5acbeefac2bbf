/* Control dates in words, a line each. */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* MERILO_NONE where there is none; @quarter may be NULL */
void
app_plan_dates_add (GtkWidget *box, gint64 from, gint64 due, gint64 moved, const char *quarter);

/* of the server's preview: [{"nominal_from","nominal_due","due","quarter"}]; NULL: none */
void app_plan_dates_fill (GtkWidget *box, JsonArray *dates);

G_END_DECLS

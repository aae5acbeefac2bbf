/* The preview of a document: each row of the source beside the item that was read from it, doubtful
 * ones first. */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* the items of @plan into @list, in place of what it held; gives how many, and how many of them
 * should be looked at */
guint app_plan_import_fill_rows (GtkListBox *list, JsonObject *plan, guint *n_doubtful);

G_END_DECLS

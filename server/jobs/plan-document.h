/* The document of a roadmap reader as the base takes it: rows of cells alone. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* the terms that a decision has inside its text become cells of a column of deadlines; titles of
 * sections are cut to what a section may have, their items keep the whole text */
void srv_plan_document_prepare (JsonObject *document);

G_END_DECLS

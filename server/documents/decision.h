/* A decision as numbered points. */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/* @sections and @items in their order */
MeriloDocument *
_srv_document_decision (gpointer plan, GPtrArray *sections, GPtrArray *items, const char *org_name);

G_END_DECLS

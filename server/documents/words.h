/* Words and records that the builders share. */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/* text of a field, "" when absent; never NULL */
const char *_srv_document_text (gpointer record, guint field);

/* «I квартал 2025 года» of «2025-Q1»; other words as they are; transfer full */
char *_srv_document_quarter (const char *quarter);

/* «12.03.2025»; "" for no day; transfer full */
char *_srv_document_day (gpointer record, guint field);

/* «n» as a cell; transfer full */
char *_srv_document_whole (gint64 n);

/* «УТВЕРЖДЁН приказом …» of the plan, with blanks to write on for a draft */
void _srv_document_add_approval (MeriloDocument *document, gpointer plan);

/* a copy of @records by @order; transfer full */
GPtrArray *_srv_document_sort (GPtrArray *records, GCompareFunc order);

/* orders for it: by the field of the position, then by id */
int _srv_document_order_sections (gconstpointer a, gconstpointer b);
int _srv_document_order_items (gconstpointer a, gconstpointer b);

G_END_DECLS

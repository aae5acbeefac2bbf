/* Between the files that make the Word file. */
#pragma once

#include "document/style.h"
#include "exchange/package-writer.h"

G_BEGIN_DECLS

#define MERILO_TWIPS(points) ((int) ((points) *20 + 0.5))

/* document-docx-text.c */
void _merilo_docx_put_text (GString *out, const char *text);

/* a paragraph of the style @style with one run; @tabs and @extra: elements of its properties that
 * come before and after its direction, or NULL */
void _merilo_docx_put_paragraph (
    GString *out, const char *style, const char *tabs, const char *extra, const char *text);
void _merilo_docx_put_run (GString *out, MeriloRunStyle style, gboolean rtl, const char *text);

/* document-docx-table.c */
void _merilo_docx_put_table (GString *out, const MeriloTable *table, double width);

/* document-docx-parts.c: everything but the body and its pictures */
void _merilo_docx_add_parts (MeriloPackageWriter *writer, const MeriloDocument *self);

G_END_DECLS

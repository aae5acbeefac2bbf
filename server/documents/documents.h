/* The papers of the house, out of records. Builders read records and write blocks: no base, no
 * request; they run in a thread of their own. Arrays hold records of the entity that is named. */
#pragma once

#include <gio/gio.h>

#include "document/document.h"

G_BEGIN_DECLS

/* @plan: plan; @sections: plan_section; @items: plan_item, in any order. A plan without a table of
 * its own that is a decision becomes points, any other one a table */
MeriloDocument *
srv_document_plan (gpointer plan, GPtrArray *sections, GPtrArray *items, const char *org_name);

/* @report: quarter_report; @executions: execution; @sections and @items say which section a line
 * belongs to, and may be empty */
MeriloDocument *srv_document_report (gpointer report,
                                     gpointer plan,
                                     GPtrArray *sections,
                                     GPtrArray *items,
                                     GPtrArray *executions,
                                     const char *org_name);

/* @lines: plan_completeness of @quarter («2025-Q1»); @late: plan_late */
MeriloDocument *srv_document_summary (
    gpointer plan, const char *quarter, GPtrArray *lines, GPtrArray *late, const char *org_name);

/* @lines: plan_annual of @year */
MeriloDocument *
srv_document_annual (gpointer plan, const char *year, GPtrArray *lines, const char *org_name);

/* Forms */

typedef enum
{
  SRV_DOCUMENT_DOCX,
  SRV_DOCUMENT_PDF,
  SRV_DOCUMENT_XLSX,
  SRV_DOCUMENT_HTML,
} SrvDocumentForm;

/* by its name, which is the ending of its files: "docx", "pdf", "xlsx", "html" */
gboolean srv_document_form_parse (const char *name, SrvDocumentForm *ret_form);
const char *srv_document_form_media_type (SrvDocumentForm form);

GBytes *srv_document_render (const MeriloDocument *document,
                             SrvDocumentForm form,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* the document's title as a name of a file that every system takes; transfer full */
char *srv_document_file_name (const MeriloDocument *document, SrvDocumentForm form);

/* the value of Content-Disposition for that name; transfer full */
char *srv_document_disposition (const char *file_name);

G_END_DECLS

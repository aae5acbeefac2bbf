/* Writes zips for tests: honest ones and ones that lie. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ZIP_STORED = 0,
  ZIP_DEFLATED = 1 << 0,
  ZIP_WRONG_CRC = 1 << 1,
  ZIP_SHORT_SIZE = 1 << 2, /* the directory promises one byte less */
  ZIP_LONG_SIZE = 1 << 3,  /* … one byte more */
  ZIP_ENCRYPTED = 1 << 4,
} ZipFlags;

typedef struct _ZipMaker ZipMaker;

ZipMaker *zip_maker_new (void);
void zip_maker_add (ZipMaker *self, const char *name, const void *data, gsize size, ZipFlags flags);
void zip_maker_add_text (ZipMaker *self, const char *name, const char *text);

/* frees @self */
GBytes *zip_maker_finish (ZipMaker *self);

/* a package around @document: its relations and the part itself */
GBytes *zip_make_docx (const char *document_xml);

/* the document of @body: what stands between w:body and its end */
GBytes *zip_make_docx_body (const char *body);

/* a workbook of one sheet: @rows is what stands within sheetData; the rest may be NULL */
GBytes *
zip_make_xlsx (const char *rows, const char *strings, const char *styles, const char *after);

/* a workbook of two sheets, the first of them hidden */
GBytes *zip_make_xlsx_sheets (const char *hidden_rows, const char *rows);

G_END_DECLS

/* «Документ»: what the server makes of a thing (docx, pdf, xlsx, html), saved where the user says.
 * And tables as files: one way out for all of them. */
#pragma once

#include "pages/context.h"
#include "widgets/cells.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title; /* «Сводный отчёт»; the file is named by it */
  const char *path;  /* "plans/2/document?kind=summary&"; "format=…" is added */
} AppDocument;

/* @documents: ends with NULL; the menu's items are "document.save" of the button itself */
void
app_document_menu_fill (GtkMenuButton *button, AppContext *context, const AppDocument *documents);

/* asks where and saves; @context is told of the end in a toast */
void app_document_save (
    GtkWidget *from, AppContext *context, const char *path, const char *title, const char *format);
/* the same without asking */
void app_document_save_to (AppContext *context, const char *path, GFile *file);

/* a table, taken: asks where; @ending: "xlsx", "csv", "html" is offered. The ending of the name
 * that the user gives says what it becomes */
void app_table_save (GtkWidget *from, AppContext *context, AppTable *table, const char *ending);
gboolean app_table_write (const AppTable *table, GFile *file, GError **error);

/* the same of cells that look like what they are */
void app_cells_save (GtkWidget *from, AppContext *context, const char *title, GPtrArray *cells);
gboolean app_cells_write (GPtrArray *cells, GFile *file, GError **error);

/* «Книга Excel…», «Таблица CSV…» and so on: @prefix.export with the ending; and @prefix.copy-table,
 * «Копировать таблицу» */
GMenuModel *app_table_menu_new (const char *prefix);

G_END_DECLS

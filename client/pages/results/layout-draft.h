/* What a person says of a table's columns, while it is being said: the heading row, what each
 * column is, of which procedure it all is. Becomes the document that the server reads files by
 * (a layout map). Knows no widgets. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define APP_TYPE_LAYOUT_DRAFT (app_layout_draft_get_type ())
G_DECLARE_FINAL_TYPE (AppLayoutDraft, app_layout_draft, APP, LAYOUT_DRAFT, GObject)

/* what a column can be, in the order of menus; the first is «не читать» with the id "" */
typedef struct
{
  const char *id, *label;
} AppColumnKind;
extern const AppColumnKind app_column_kinds[];
guint app_column_kinds_count (void);

/* @sheet: an element of "sheets": name, rows, guess. Signals: "changed" () */
AppLayoutDraft *app_layout_draft_new (JsonObject *sheet);

guint app_layout_draft_get_n_rows (AppLayoutDraft *self);
guint app_layout_draft_get_n_columns (AppLayoutDraft *self);
/* from 0; "" outside */
const char *app_layout_draft_get_cell (AppLayoutDraft *self, guint row, guint column);

/* the heading row, from 1; 0: not yet said. What was guessed for that row comes with it */
void app_layout_draft_set_row (AppLayoutDraft *self, guint row);
guint app_layout_draft_get_row (AppLayoutDraft *self);

/* @kind: an id; but for tasks a thing stands in one column alone: another one gives it up */
void app_layout_draft_set_kind (AppLayoutDraft *self, guint column, const char *kind);
const char *app_layout_draft_get_kind (AppLayoutDraft *self, guint column);
/* of a task; @max: -1: not known */
void app_layout_draft_set_item (AppLayoutDraft *self, guint column, const char *code, int max);
const char *app_layout_draft_get_item (AppLayoutDraft *self, guint column, int *ret_max);
/* «задание 5 (2 б.)» or «код участника»; transfer full */
char *app_layout_draft_describe_column (AppLayoutDraft *self, guint column);

typedef struct
{
  char *kind, *subject;
  int year, grade, max; /* 0: the file says it; of max: the tasks do */
} AppLayoutOf;

/* owned by the draft; tell it of changes by app_layout_draft_touch() */
AppLayoutOf *app_layout_draft_of (AppLayoutDraft *self);
void app_layout_draft_touch (AppLayoutDraft *self);

/* the name of the file says the year: it need not be said again */
void app_layout_draft_set_dated (AppLayoutDraft *self, gboolean dated);

/* what is still to be said, in words, or NULL: it can be read by; transfer full */
char *app_layout_draft_find_lack (AppLayoutDraft *self);

/* the document; transfer full */
char *app_layout_draft_write (AppLayoutDraft *self, const char *name);

/* takes a saved document; %FALSE: its headings are not in this sheet, or it is none */
gboolean app_layout_draft_take (AppLayoutDraft *self, const char *doc);
/* that a saved document says; 0: none */
int app_layout_doc_get_year (const char *doc);
/* are all its headings in one of the first rows? */
gboolean app_layout_draft_fits (AppLayoutDraft *self, const char *doc);

G_END_DECLS

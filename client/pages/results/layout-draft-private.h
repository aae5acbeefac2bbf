/* Inside of the draft: taking a document and writing one is a file of its own. */
#pragma once

#include "pages/results/layout-draft.h"

G_BEGIN_DECLS

typedef struct
{
  const char *kind; /* of app_column_kinds */
  char *code;
  int max;
} LayoutColumn;

struct _AppLayoutDraft
{
  GObject parent_instance;

  JsonObject *sheet;
  JsonArray *rows;
  guint row;
  GArray *columns; /* of LayoutColumn */
  AppLayoutOf of;
  gboolean dated;
};

LayoutColumn *_app_layout_draft_get_column (AppLayoutDraft *self, guint column);
/* as the draft was before anything was said of them */
void _app_layout_draft_forget_columns (AppLayoutDraft *self);
/* the id of app_column_kinds itself; "": not read, or not known */
const char *_app_column_kind_find (const char *id);

/* layout-draft-doc.c: what a document, or the server's guess, says of the columns below the
 * headings in @row (from 0), and of which procedure they are; NULL says nothing */
void _app_layout_draft_take_columns (AppLayoutDraft *self, guint row, JsonArray *columns);
void _app_layout_draft_take_of (AppLayoutDraft *self, JsonObject *map);

G_END_DECLS

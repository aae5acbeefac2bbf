/* What an import found wrong and what it changed, row by row, as sheets. Beside the codes of a
 * school's own pupils stand their names, if it has loaded them: they are shown and never copied. */
#pragma once

#include <json-glib/json-glib.h>

#include "pages/context.h"
#include "widgets/sheet.h"

G_BEGIN_DECLS

/* whose rows they are; @procedure: NULL: nobody knows */
typedef struct
{
  AppContext *context;
  MeriloRecord *procedure;
} AppImportOf;

/* @issues, @changes: (nullable). Gives the place of the column of reasons */
guint app_import_fill_issues (AppSheet *sheet, const AppImportOf *of, JsonArray *issues);
/* was → became */
void app_import_fill_changes (AppSheet *sheet, const AppImportOf *of, JsonArray *changes);

G_END_DECLS

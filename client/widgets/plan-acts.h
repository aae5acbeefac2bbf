/* What a user does to a plan, each one act of its model: undone at once. Lines are given in the
 * order of the model; all return where the cursor goes, G_MAXUINT: nothing was done. */
#pragma once

#include "widgets/plan-model.h"

G_BEGIN_DECLS

/* after a line; in a plan without sections an item brings one */
guint app_plan_add_item (AppPlanModel *model, guint after);
guint app_plan_add_section (AppPlanModel *model, guint after);

/* the title's text from so many characters on becomes an item of its own below, with the same
 * deadline, responsible and so on */
guint app_plan_split (AppPlanModel *model, AppPlanLine *line, guint chars);

/* the items become the first of them: texts that differ stand one below another */
guint app_plan_join (AppPlanModel *model, GPtrArray *lines);

/* @by: -1 or 1. A section goes with its items, past the next section; items step over headings */
guint app_plan_move_by (AppPlanModel *model, GPtrArray *lines, int by);

/* before the line that stands at @before; a section with its items */
guint app_plan_move_to (AppPlanModel *model, GPtrArray *lines, guint before);

/* a section's items go to the section above, if they are not among the lines */
guint app_plan_delete (AppPlanModel *model, GPtrArray *lines);

/* wipes the fields */
guint app_plan_wipe (AppPlanModel *model, GPtrArray *lines, const guint *fields, guint n);

/* numbers anew in the plan's own way: «1.2» by sections, «1, 2, 3» through or from each heading;
 * points of a decision keep their depth */
guint app_plan_renumber (AppPlanModel *model);

/* Looking. @folded: g_utf8_casefold of what is looked for, with @exact as it stands */
gboolean app_plan_matches (AppPlanLine *line,
                           const guint *fields,
                           guint n,
                           const char *folded,
                           gboolean exact,
                           guint *ret_field);

/* how many places were replaced, in the lines and fields given */
guint app_plan_replace (AppPlanModel *model,
                        GPtrArray *lines,
                        const guint *fields,
                        guint n,
                        const char *what,
                        const char *with,
                        gboolean exact);

/* Cells of a clipboard over the fields, from the line at @at on; @fields: those of the columns
 * from the cursor's on. Rows past the end, and with @insert all of them, are new items below.
 * A first row of headings says which column is which, and is left out.
 * @labels: the headings of @all_fields */
typedef struct
{
  const guint *fields;
  const char *const *labels;
  guint n, first; /* first: the cursor's column */
} AppPlanPasteColumns;

guint app_plan_paste (AppPlanModel *model,
                      guint at,
                      GPtrArray *cells,
                      const AppPlanPasteColumns *columns,
                      gboolean insert,
                      guint *ret_last);

G_END_DECLS

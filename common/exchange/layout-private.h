/* What layouts have in common. */
#pragma once

#include "exchange/book.h"
#include "exchange/layout.h"

G_BEGIN_DECLS

#define MERILO_HEADING_WITHIN 30 /* rows a table's heading must begin */
#define MERILO_MAX_ITEMS      200

/* what a layout reads from */
struct _MeriloSource
{
  const MeriloGrid *grid;
  MeriloBook *book;   /* of the sheet; NULL: it stands alone */
  const char *path;   /* NULL: not known */
  const char *school; /* NULL: not known */
  const MeriloLayoutMap *map;
};

extern const MeriloLayout merilo_layout_aggregated_2022;
extern const MeriloLayout merilo_layout_distribution;
extern const MeriloLayout merilo_layout_f1;
extern const MeriloLayout merilo_layout_form_2022;
extern const MeriloLayout merilo_layout_form_2026;
extern const MeriloLayout merilo_layout_journal;
extern const MeriloLayout merilo_layout_journal_2021;
extern const MeriloLayout merilo_layout_map;
extern const MeriloLayout merilo_layout_marked;
extern const MeriloLayout merilo_layout_marks;
extern const MeriloLayout merilo_layout_regional_2020;
extern const MeriloLayout merilo_layout_regional_2021;

/* results.c */

/* @text as the results keep it: equal ones once; or as one that no other row has, and is not looked
 * for */
const char *merilo_results_keep (MeriloResults *self, const char *text);
const char *merilo_results_keep_own (MeriloResults *self, const char *text);

/* takes nothing; marks @row as faulty */
void merilo_results_add_issue (MeriloResults *self,
                               MeriloResultRow *row,
                               guint column,
                               const char *code,
                               const MeriloCell *cell);
MeriloResultRow *merilo_results_add_row (MeriloResults *self, guint sheet_row);

/* «9.1 (1б)» -> an item; NULL for another heading */
MeriloResultItem *merilo_result_item_parse (const char *heading);
MeriloResultItem *merilo_result_item_new (const char *code, int max);
void merilo_result_item_free (gpointer item);

/* of all items; MERILO_RESULT_NONE if one is not known or there are none */
int merilo_results_add_maxima (const MeriloResults *self);

/* layout-table.c: a table with a row a participant, whatever its columns are called */

typedef enum
{
  MERILO_HEADING_EXACT = 0,
  MERILO_HEADING_BEGINS = 1 << 0, /* the heading begins so */
  MERILO_HEADING_NEEDED = 1 << 1, /* without it it is another table */
} MeriloHeadingFlags;

typedef struct
{
  guint column;     /* what it is: a place in the table's own array */
  const char *text; /* folded */
  guint flags;      /* of MeriloHeadingFlags */
} MeriloHeading;

/* places of columns by their headings; @at gets 0 for those that are not there */
void merilo_row_find_headings (const MeriloGridRow *row,
                               const MeriloHeading *headings,
                               guint n_headings,
                               guint *at);

/* the first row that has all headings that are needed, as a place in the grid's rows */
gboolean merilo_grid_find_headings (const MeriloGrid *grid,
                                    const MeriloHeading *headings,
                                    guint n_headings,
                                    guint *at,
                                    guint *ret_head);

typedef struct
{
  guint head;                 /* place of the heading row in the grid's rows */
  guint at[MERILO_N_COLUMNS]; /* columns of the sheet; 0: not there */
  GArray *items;              /* of guint: columns of the items */
  guint first, last;          /* what can shift: all behind the code */
  struct _MeriloClasses *classes;
  gboolean any_code; /* codes need not be numbers */
  struct
  {
    const char *text, *kept;
  } above[MERILO_N_COLUMNS]; /* texts of the row above, and as the results keep them */
} MeriloTable;

gboolean merilo_table_find (MeriloTable *self,
                            const MeriloGrid *grid,
                            const MeriloHeading *headings,
                            guint n_headings);

/* items headed «1 (2б)», with the levels that stand in the row above */
void
merilo_table_read_item_headings (MeriloTable *self, const MeriloGrid *grid, MeriloResults *results);

/* an item found in column @column, taken */
void merilo_table_add_item (MeriloTable *self,
                            MeriloResults *results,
                            MeriloResultItem *item,
                            guint column);

/* rows below the heading row into @results, with issues */
void merilo_table_read (MeriloTable *self, const MeriloSource *source, MeriloResults *results);
void merilo_table_clear (MeriloTable *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MeriloTable, merilo_table_clear)

/* layout-check.c: cells judged by themselves */

typedef enum
{
  MERILO_VALUE_GOOD,
  MERILO_VALUE_BLANK,
  MERILO_VALUE_BAD,
  MERILO_VALUE_ABOVE,
  MERILO_VALUE_NOT_STUDIED,
} MeriloVerdict;

/* MERILO_SCORE_X or a score up to @max into @ret_score if good */
MeriloVerdict merilo_judge_score (const MeriloCell *cell, int max, gint16 *ret_score);

/* 2…5; «нет отметки» and nothing are blank */
MeriloVerdict merilo_judge_mark (const MeriloCell *cell, int *ret_mark);

/* "winner", "prize", "medal-1", "medal-2", "" for none into @ret_award */
MeriloVerdict merilo_judge_award (const MeriloCell *cell, const char **ret_award);
gboolean merilo_is_variant (const MeriloCell *cell);
gboolean merilo_is_absent (const MeriloCell *cell);

/* digits of "edu990001", "sch990001"; NULL if it is no login of a school */
char *merilo_login_dup_digits (const char *login);

/* cells of a row into @row, with issues */
void merilo_row_read_scores (MeriloResults *self,
                             MeriloResultRow *row,
                             const MeriloGridRow *cells,
                             const MeriloTable *table);
void merilo_row_read_total (MeriloResults *self,
                            MeriloResultRow *row,
                            const MeriloGridRow *cells,
                            guint column);
void merilo_row_read_marks (MeriloResults *self,
                            MeriloResultRow *row,
                            const MeriloGridRow *cells,
                            guint mark_column,
                            guint journal_column);

/* @row is the last of them; @login as they keep it, @cell for an issue */
void merilo_row_read_org (MeriloResults *self,
                          MeriloResultRow *row,
                          const char *login,
                          const MeriloCell *cell,
                          guint column);
void merilo_results_find_doubles (MeriloResults *self, const MeriloGrid *grid, guint column);

/* layout-shift.c: replaces the issues of @row from @first_issue on, if its cells stand aside */
void merilo_row_find_shift (MeriloResults *self,
                            MeriloResultRow *row,
                            const MeriloGridRow *cells,
                            const MeriloTable *table,
                            guint first_issue);

/* layout-classes.c: which classes there are, and how they are written */

typedef struct _MeriloClasses MeriloClasses;

typedef enum
{
  MERILO_CLASS_ANY,    /* as it stands */
  MERILO_CLASS_GRADE,  /* "4А", "4-1", "4": begins with the procedure's grade */
  MERILO_CLASS_LETTER, /* "а", "нет" for the only class of a grade */
  MERILO_CLASS_NUMBER, /* a number in the list of classes */
  MERILO_CLASS_LISTED, /* "5А", "нет": its letter in the school's list of classes */
} MeriloClassManner;

MeriloClasses *merilo_classes_new (MeriloClassManner manner, int grade);

/* a class of the list; @school: its login's digits, "" for all; texts are copied */
void merilo_classes_add (MeriloClasses *self,
                         const char *school,
                         const char *letter,
                         const char *name,
                         const char *textbook);

/* numbers or letters of the first sheet of @source's book that is a list of classes */
gboolean merilo_classes_read (MeriloClasses *self, const MeriloSource *source, GError **error);

typedef struct
{
  const char *name;     /* as a whole: "4А" */
  const char *textbook; /* (nullable) */
} MeriloClass;

/* what @text means in a row of @school and @code, valid until the next one is judged; NULL:
 * there is no such class */
const MeriloClass *
merilo_classes_judge (MeriloClasses *self, const char *school, const char *code, const char *text);
void merilo_classes_free (MeriloClasses *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloClasses, merilo_classes_free)

/* layout-map.c */
MeriloLayoutMap *merilo_layout_map_new (void);
MeriloMapColumn *
merilo_layout_map_add (MeriloLayoutMap *self, guint column, const char *heading, MeriloColumn is);
int merilo_column_find (const char *id);

/* layout-rows.c: a layout with a row a participant, told by data alone */

typedef struct _MeriloRowLayout
{
  const MeriloHeading *headings;
  guint n_headings;
  MeriloColumn without; /* with this it is another one, too; MERILO_N_COLUMNS: none */
  const char *item_before, *item_after; /* around an item's number, folded; NULL: «1 (2б)» */
  MeriloClassManner classes;
  gboolean titled; /* lines above the headings say which procedure it is */
} MeriloRowLayout;

/* no item twice: a score could not be told from the other's */
gboolean merilo_results_check_items (const MeriloResults *results, GError **error);

gboolean merilo_row_layout_recognise (const MeriloRowLayout *self, const MeriloGrid *grid);
gboolean merilo_row_layout_read (const MeriloRowLayout *self,
                                 const MeriloSource *source,
                                 MeriloResults *results,
                                 GError **error);

/* printed.c: what reports with a row a unit have in common */

MeriloPrintedUnit *
merilo_printed_add_unit (MeriloPrinted *self, guint sheet_row, const MeriloCell *unit);
void merilo_printed_add_column (MeriloPrinted *self, const char *name);

/* a count into @into; blank is MERILO_NONE */
void merilo_printed_read_count (MeriloPrinted *self,
                                MeriloPrintedUnit *unit,
                                guint row,
                                guint column,
                                const MeriloCell *cell,
                                gint64 *into);

/* hundredths of a percent; a number, or text with a dot or a comma; blank stays */
void merilo_printed_read_percent (MeriloPrinted *self,
                                  MeriloPrintedUnit *unit,
                                  guint row,
                                  guint column,
                                  const MeriloCell *cell,
                                  int *into);
void merilo_printed_add_issue (MeriloPrinted *self,
                               MeriloPrintedUnit *unit,
                               guint row,
                               guint column,
                               const char *code,
                               const MeriloCell *cell);

/* all percents there and together 100, but for their rounding */
void merilo_printed_check_whole (MeriloPrinted *self, MeriloPrintedUnit *unit, guint column);

/* layout-units.c: reports with a row a unit */

enum
{
  MERILO_UNIT_NAME,
  MERILO_UNIT_N,
  MERILO_UNIT_SCHOOLS,
  MERILO_UNIT_FIRST, /* the report's own columns from here on */
  MERILO_MAX_UNIT_COLUMNS = 16,
};

typedef struct
{
  guint head; /* place of the heading row in the grid's rows */
  guint at[MERILO_MAX_UNIT_COLUMNS];
  GArray *figures; /* of guint: columns of figures, where their number is not fixed */
} MeriloUnitTable;

gboolean merilo_unit_table_find (MeriloUnitTable *self,
                                 const MeriloGrid *grid,
                                 const MeriloHeading *headings,
                                 guint n_headings);

/* the procedure, by the lines above or by the file's name */
gboolean merilo_unit_table_begin (const MeriloUnitTable *self,
                                  const MeriloSource *source,
                                  MeriloPrinted *printed,
                                  GError **error);

/* units with their numbers of participants; @read_unit adds the rest */
void merilo_unit_table_read (const MeriloUnitTable *self,
                             const MeriloGrid *grid,
                             MeriloPrinted *printed,
                             void (*read_unit) (const MeriloUnitTable *table,
                                                MeriloPrinted *printed,
                                                MeriloPrintedUnit *unit,
                                                const MeriloGridRow *cells));

/* lowered, confirmed, raised with counts and percents agree with each other and with n */
void merilo_printed_check_journal (MeriloPrinted *self,
                                   MeriloPrintedUnit *unit,
                                   const guint *rows,
                                   const guint *percent_columns,
                                   guint n_row,
                                   guint n_column);

G_END_DECLS

/* Who did what: items of a plan × those who report, a state a cell. Rows of sections stand between
 * the items. Filtered by places over what was read, counted once a filter; no display. */
#pragma once

#include <gio/gio.h>

#include "widgets/matrix-words.h"

G_BEGIN_DECLS

/* a cell of counts in place of one state: how many of how many, and how many of the rest are late
 */
typedef struct
{
  guint done, total, overdue;
} AppMatrixBar;

/* what is said around the cells; NULL keeps the usual word. Static or interned. */
typedef struct
{
  const char *no, *title, *total; /* heads */
  const char *foot;               /* of the totals of columns */
  const char *done;               /* «исполнено», in sentences */
} AppMatrixHeads;

#define APP_TYPE_MATRIX_MODEL (app_matrix_model_get_type ())
G_DECLARE_FINAL_TYPE (AppMatrixModel, app_matrix_model, APP, MATRIX_MODEL, GObject)

AppMatrixModel *app_matrix_model_new (void);

/* first those who report, then the items; then one app_matrix_model_filter() */
void app_matrix_model_add_reporter (AppMatrixModel *model, gint64 id, const char *name);
/* @cells: a letter a reporter; what is missing is not concerned */
void app_matrix_model_add_item (AppMatrixModel *model,
                                gint64 lineage,
                                const char *no,
                                const char *title,
                                const char *section,
                                const char *cells);

/* @bars: one a reporter; all items of a model are of one kind */
void app_matrix_model_add_bars (AppMatrixModel *model,
                                gint64 lineage,
                                const char *no,
                                const char *title,
                                const char *section,
                                const AppMatrixBar *bars);
void app_matrix_model_set_heads (AppMatrixModel *model, const AppMatrixHeads *heads);
AppMatrixHeads app_matrix_model_get_heads (AppMatrixModel *model);

/* glyphs, words and tones in place of the usual ones; @words: all APP_MATRIX_N_STATES, static */
void app_matrix_model_set_words (AppMatrixModel *model, const AppMatrixWord *words);
const AppMatrixWord *app_matrix_model_get_word (AppMatrixModel *model, AppMatrixState state);

/**
 * app_matrix_model_filter:
 * @section: (nullable): all
 * @reporter: 0: all
 * @state: APP_MATRIX_N_STATES: all; else rows and columns that have such a cell
 * @text: (nullable): words of a number or a title
 */
void app_matrix_model_filter (AppMatrixModel *model,
                              const char *section,
                              gint64 reporter,
                              AppMatrixState state,
                              const char *text);

/* what is shown; a row is an item or a section's heading */
guint app_matrix_model_get_n_rows (AppMatrixModel *model);
guint app_matrix_model_get_n_cols (AppMatrixModel *model);
guint app_matrix_model_get_n_items (AppMatrixModel *model, gboolean all);
gboolean app_matrix_model_is_section (AppMatrixModel *model, guint row);
const char *app_matrix_model_get_no (AppMatrixModel *model, guint row);
const char *app_matrix_model_get_title (AppMatrixModel *model, guint row); /* or the section's */
const char *app_matrix_model_get_section (AppMatrixModel *model, guint row);
gint64 app_matrix_model_get_lineage (AppMatrixModel *model, guint row); /* 0: a section */
const char *app_matrix_model_get_name (AppMatrixModel *model, guint col);
gint64 app_matrix_model_get_reporter (AppMatrixModel *model, guint col);
AppMatrixState app_matrix_model_get (AppMatrixModel *model, guint row, guint col);

/* NULL: the model has states */
const AppMatrixBar *app_matrix_model_get_bar (AppMatrixModel *model, guint row, guint col);
gboolean app_matrix_model_has_bars (AppMatrixModel *model);

/* how many answered of how many whose date has come: of a row (a section's: of its items), of a
 * column, of all; done late is done, not concerned and not applicable count nowhere */
typedef struct
{
  guint done, due;
} AppMatrixCount;

AppMatrixCount app_matrix_model_count_row (AppMatrixModel *model, guint row);
AppMatrixCount app_matrix_model_count_col (AppMatrixModel *model, guint col);
AppMatrixCount app_matrix_model_count_all (AppMatrixModel *model);
guint app_matrix_model_count_state (AppMatrixModel *model, AppMatrixState state);

/* the next item from @row on, round the end, whose number begins with @text or whose title has it;
 * %FALSE: none */
gboolean app_matrix_model_find (AppMatrixModel *model, guint row, const char *text, guint *ret_row);

/* of GStrv: the block with the headings of its rows and columns, in words */
GPtrArray *
app_matrix_model_copy (AppMatrixModel *model, guint row0, guint col0, guint row1, guint col1);

G_END_DECLS

/* A table of figures to be read and taken away: shares with their counts beside them, rows in
 * sections. Nothing of it is edited; no display. Filled once, then shown. */
#pragma once

#include <gio/gio.h>

#include "widgets/tone.h"

G_BEGIN_DECLS

/**
 * AppFigureColumn:
 * @heading: «2»
 * @note_heading: of a column of its own in files and on the clipboard: «2», чел.; NULL: cells of
 *   this column have no notes
 * @number: at the right, digits under digits
 *
 * Texts are copied.
 */
typedef struct
{
  const char *heading, *note_heading;
  gboolean number;
} AppFigureColumn;

typedef enum
{
  APP_FIGURE_ROW,
  APP_FIGURE_STRONG,  /* the chosen one, a sum */
  APP_FIGURE_SECTION, /* one text over the whole row; not a row of figures */
} AppFigureRowKind;

#define APP_FIGURE_MAX_ROWS   5000

#define APP_TYPE_FIGURE_MODEL (app_figure_model_get_type ())
G_DECLARE_FINAL_TYPE (AppFigureModel, app_figure_model, APP, FIGURE_MODEL, GObject)

AppFigureModel *app_figure_model_new (const AppFigureColumn *columns, guint n);

/* returns its number; rows past the bound are left out, and G_MAXUINT is returned */
guint app_figure_model_add_row (AppFigureModel *self, AppFigureRowKind kind);
/* @text, @note: (nullable) */
void app_figure_model_set (AppFigureModel *self,
                           guint row,
                           guint column,
                           const char *text,
                           const char *note,
                           AppTone tone);
/* what is said of a cell besides what stands in it: why it is hidden */
void app_figure_model_set_tip (AppFigureModel *self, guint row, guint column, const char *tip);
/* what the page knows the row by; 0: nothing */
void app_figure_model_set_id (AppFigureModel *self, guint row, gint64 id);

guint app_figure_model_get_n_rows (AppFigureModel *self);
guint app_figure_model_get_n_columns (AppFigureModel *self);
AppFigureRowKind app_figure_model_get_kind (AppFigureModel *self, guint row);
gint64 app_figure_model_get_id (AppFigureModel *self, guint row);
const char *app_figure_model_get_heading (AppFigureModel *self, guint column);
gboolean app_figure_model_is_number (AppFigureModel *self, guint column);
const char *app_figure_model_get_text (AppFigureModel *self, guint row, guint column); /* or "" */
const char *app_figure_model_get_note (AppFigureModel *self, guint row, guint column); /* or "" */
AppTone app_figure_model_get_tone (AppFigureModel *self, guint row, guint column);

/* this stands in a cell */
gboolean app_figure_model_shows (AppFigureModel *self, const char *text);

/* «Лицей № 5, «2»: 5,62 %, 5», with the tip below; transfer full */
char *app_figure_model_describe (AppFigureModel *self, guint row, guint column);

/* of GStrv: the block with the headings of its columns; notes stand in columns of their own */
GPtrArray *
app_figure_model_copy (AppFigureModel *self, guint row0, guint col0, guint row1, guint col1);

/* which of its columns are words, for app_cells_to_xlsx(); transfer full */
char *app_figure_model_dup_words (AppFigureModel *self);

G_END_DECLS

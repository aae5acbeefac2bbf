/* A piece of a sheet as people know it from a table program: columns with letters, rows with their
 * numbers, cells of text, some of them marked. What AppSheetView draws. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define APP_TYPE_SHEET (app_sheet_get_type ())
G_DECLARE_FINAL_TYPE (AppSheet, app_sheet, APP, SHEET, GObject)

/* how a cell, a row or a column's head is marked */
typedef enum
{
  APP_SHEET_PLAIN,
  APP_SHEET_FAULT,  /* a reason to look at it: a colour and a corner */
  APP_SHEET_CHOSEN, /* what the user said of it */
  APP_SHEET_DIM,
  APP_SHEET_N_MARKS,
} AppSheetMark;

/* Signals: "changed" (): anything of it */
AppSheet *app_sheet_new (void);
void app_sheet_clear (AppSheet *self);

/* columns first, then rows. @letter may be "": a column that the file does not have */
void app_sheet_add_column (AppSheet *self, const char *letter, const char *heading);
/* a cell a column; what is missing is blank */
guint app_sheet_add_row (AppSheet *self, guint number, const char *const *cells);
/* tells ::changed: after all that was added, set and marked */
void app_sheet_tell (AppSheet *self);

void app_sheet_set_cell (AppSheet *self, guint row, guint column, const char *text);
void app_sheet_mark_cell (AppSheet *self, guint row, guint column, AppSheetMark mark);
void app_sheet_mark_row (AppSheet *self, guint row, AppSheetMark mark);
void app_sheet_set_head (AppSheet *self, guint column, const char *heading, AppSheetMark mark);

/* the column is shown and never copied: names of pupils */
void app_sheet_keep_private (AppSheet *self, guint column);
gboolean app_sheet_is_private (AppSheet *self, guint column);

guint app_sheet_get_n_columns (AppSheet *self);
guint app_sheet_get_n_rows (AppSheet *self);
guint app_sheet_get_number (AppSheet *self, guint row);
const char *app_sheet_get_letter (AppSheet *self, guint column);
const char *app_sheet_get_heading (AppSheet *self, guint column);
AppSheetMark app_sheet_get_head_mark (AppSheet *self, guint column);
const char *app_sheet_get_cell (AppSheet *self, guint row, guint column);
AppSheetMark app_sheet_get_mark (AppSheet *self, guint row, guint column); /* the row's, if none */

/* a cell holds this */
gboolean app_sheet_shows (AppSheet *self, const char *text);

/* 1 is A, 27 is AA; "" of 0; transfer full */
char *app_sheet_name_column (guint column);

G_END_DECLS

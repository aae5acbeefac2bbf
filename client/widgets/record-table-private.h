/* Inside of a record table: its columns, its cursor, its keys and what is copied and pasted are
 * files of their own. */
#pragma once

#include "widgets/record-cell.h"
#include "widgets/record-table.h"

G_BEGIN_DECLS

typedef struct
{
  AppRecordTable *table;
  guint field;
  guint place;
} Column;

struct _AppRecordTable
{
  GtkWidget parent_instance;
  const MeriloEntity *entity;
  GPtrArray *columns; /* of Column */
  AppRecordList *list;
  GtkSingleSelection *selection;
  AppRecordEdits *edits;
  GtkWidget *scrolled, *view, *rows; /* rows: the list within the view */
  GHashTable *cells;                 /* a set of the cells that are bound */

  guint row, column;               /* the cursor */
  guint anchor_row, anchor_column; /* the block's other corner */
  AppRecordCell *editing;
  MeriloRecord *edited; /* whose cell it is, as cells come and go */
  gboolean focus_waits; /* the cursor's row is not made yet */

  MeriloRole role;
  gboolean writable;

  GObject *probes[2]; /* see find_sorting() */
  int probed;
};

/* record-table.c */
gboolean _app_record_table_may_write (AppRecordTable *self, MeriloRecord *record, guint field);
AppRecordCell *_app_record_table_find_cell (AppRecordTable *self, guint row, guint column);
void _app_record_table_show_cell (AppRecordTable *self, AppRecordCell *cell);
guint _app_record_table_field (AppRecordTable *self, guint column);
void _app_record_table_tell_selected (AppRecordTable *self);
void _app_record_table_tell_activated (AppRecordTable *self, MeriloRecord *record);
void _app_record_table_tell_export (AppRecordTable *self);

/* record-table-columns.c */
void _app_record_table_make_columns (AppRecordTable *self, const int *fields);
void _app_record_table_watch_sorter (AppRecordTable *self);

/* record-table-cursor.c */
void _app_record_table_get_block (
    AppRecordTable *self, guint *row0, guint *col0, guint *row1, guint *col1);
void _app_record_table_mark (AppRecordTable *self);
/* a cell was made or bound: it may be the cursor's, or of the block */
void _app_record_table_meet (AppRecordTable *self, AppRecordCell *cell);
void _app_record_table_move (AppRecordTable *self, int row, int column, gboolean extend);
void _app_record_table_choose (AppRecordTable *self, int row, int column, gboolean extend);

/* record-table-keys.c */
void _app_record_table_add_controllers (AppRecordTable *self);
gboolean _app_record_table_focus (GtkWidget *widget, GtkDirectionType direction);
void _app_record_table_install_actions (GtkWidgetClass *widget_class);
void _app_record_table_update_actions (AppRecordTable *self);
void _app_record_table_begin_edit (AppRecordTable *self, const char *text);
void _app_record_table_end_edit (AppRecordTable *self, gboolean keep);
void _app_record_table_focus_cell (AppRecordTable *self, AppRecordCell *cell);

G_END_DECLS

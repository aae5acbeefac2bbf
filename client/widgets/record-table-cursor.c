#define G_LOG_DOMAIN "app-record-table"

#include "config.h"

#include "widgets/record-table-private.h"

#define EDGE 8 /* of a cell, around what it says */

/* Marks */

void
_app_record_table_get_block (
    AppRecordTable *self, guint *row0, guint *col0, guint *row1, guint *col1)
{
  *row0 = MIN (self->row, self->anchor_row);
  *row1 = MAX (self->row, self->anchor_row);
  *col0 = MIN (self->column, self->anchor_column);
  *col1 = MAX (self->column, self->anchor_column);
}

static void
mark_cell (AppRecordTable *self, AppRecordCell *cell)
{
  guint row = app_record_cell_get_row (cell), column = app_record_cell_get_column (cell);
  guint row0, col0, row1, col1;
  gboolean block;

  _app_record_table_get_block (self, &row0, &col0, &row1, &col1);
  block = (row0 != row1 || col0 != col1) && row >= row0 && row <= row1 && column >= col0
          && column <= col1;
  app_record_cell_mark (cell, row == self->row && column == self->column, block);
}

void
_app_record_table_mark (AppRecordTable *self)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    mark_cell (self, cell);
}

/* Focus */

/* the view scrolls to rows by itself, never to columns */
static void
take_focus (AppRecordTable *self, AppRecordCell *cell)
{
  GtkAdjustment *across
      = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  graphene_rect_t at;

  if (!gtk_widget_has_focus (GTK_WIDGET (cell)))
    gtk_widget_grab_focus (GTK_WIDGET (cell));
  if (gtk_widget_compute_bounds (GTK_WIDGET (cell), self->rows, &at) && at.size.width > 0)
    gtk_adjustment_clamp_page (across, at.origin.x - EDGE, at.origin.x + at.size.width + EDGE);
}

void
_app_record_table_meet (AppRecordTable *self, AppRecordCell *cell)
{
  mark_cell (self, cell);
  if (self->focus_waits && app_record_cell_get_row (cell) == self->row
      && app_record_cell_get_column (cell) == self->column)
    {
      self->focus_waits = FALSE;
      take_focus (self, cell);
    }
}

/* Moves */

void
_app_record_table_move (AppRecordTable *self, int row, int column, gboolean extend)
{
  int rows = (int) app_record_table_get_n_shown (self), columns = (int) self->columns->len;
  AppRecordCell *cell;
  guint before = self->row;

  _app_record_table_end_edit (self, TRUE);
  if (rows == 0 || columns == 0)
    return;
  self->row = (guint) CLAMP (row, 0, rows - 1);
  self->column = (guint) CLAMP (column, 0, columns - 1);
  if (!extend)
    {
      self->anchor_row = self->row;
      self->anchor_column = self->column;
    }
  gtk_single_selection_set_selected (self->selection, self->row);
  gtk_widget_activate_action (self->rows, "list.scroll-to-item", "u", self->row);
  _app_record_table_mark (self);
  cell = _app_record_table_find_cell (self, self->row, self->column);
  self->focus_waits = cell == NULL;
  if (cell != NULL)
    take_focus (self, cell);
  if (before != self->row)
    _app_record_table_tell_selected (self);
}

/* wherever the cursor was: it may have come to the row unasked */
void
_app_record_table_choose (AppRecordTable *self, int row, int column, gboolean extend)
{
  guint before = self->row;

  _app_record_table_move (self, row, column, extend);
  if (self->row == before)
    _app_record_table_tell_selected (self);
}

/* Public API */

gboolean
app_record_table_select (AppRecordTable *self, MeriloRecord *record)
{
  guint position;

  g_return_val_if_fail (APP_IS_RECORD_TABLE (self), FALSE);
  if (!app_record_list_find (self->list, record, &position))
    return FALSE;
  _app_record_table_choose (self, (int) position, (int) self->column, FALSE);
  return TRUE;
}

void
app_record_table_get_cursor (AppRecordTable *self, guint *ret_row, guint *ret_column)
{
  *ret_row = self->row;
  *ret_column = self->column;
}

void
app_record_table_set_cursor (AppRecordTable *self, guint row, guint column)
{
  g_return_if_fail (APP_IS_RECORD_TABLE (self));
  _app_record_table_move (self, (int) row, (int) column, FALSE);
}

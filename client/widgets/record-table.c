#define G_LOG_DOMAIN "app-record-table"

#include "config.h"

#include "widgets/record-table-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/widgets.h"

enum
{
  SELECTED,
  ACTIVATED,
  PASTED,
  EXPORT,
  ARRANGED,
  SHORT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppRecordTable, app_record_table, GTK_TYPE_WIDGET)

/* Cells */

guint
_app_record_table_field (AppRecordTable *self, guint column)
{
  return ((Column *) self->columns->pdata[column])->field;
}

static const char *
find_state (MeriloRecord *record)
{
  const MeriloEntity *entity = merilo_record_get_entity (record);
  int i = entity->state_field != NULL ? merilo_entity_find (entity, entity->state_field) : -1;

  if (i < 0 || !merilo_record_has (record, (guint) i))
    return NULL;
  return entity->fields[i].kind == MERILO_CHOICE
             ? entity->fields[i].choices[merilo_record_get_whole (record, (guint) i)].code
             : merilo_record_get_text (record, (guint) i);
}

gboolean
_app_record_table_may_write (AppRecordTable *self, MeriloRecord *record, guint field)
{
  MeriloKind kind = self->entity->fields[field].kind;

  /* a name is chosen in the form: typed, it would have to be known by heart */
  if (app_record_names_has (app_record_edits_get_names (self->edits), &self->entity->fields[field]))
    return FALSE;
  return self->writable && record != NULL && kind != MERILO_MOMENT && kind != MERILO_SCORES
         && merilo_entity_may_write (self->entity, field, self->role, find_state (record));
}

void
_app_record_table_show_cell (AppRecordTable *self, AppRecordCell *cell)
{
  MeriloRecord *record = app_record_cell_get_record (cell);
  guint field = _app_record_table_field (self, app_record_cell_get_column (cell));
  g_autofree char *text = NULL, *problem = NULL;

  if (record == NULL)
    return;
  text = app_record_edits_dup_text (self->edits, record, field);
  problem = app_record_edits_dup_problem (self->edits, record, field);
  app_record_cell_show (cell, _ (self->entity->fields[field].label), text, problem);
  _app_record_table_meet (self, cell);
}

AppRecordCell *
_app_record_table_find_cell (AppRecordTable *self, guint row, guint column)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    if (app_record_cell_get_column (cell) == column && app_record_cell_get_row (cell) == row)
      return cell;
  return NULL;
}

/* Signals */

void
_app_record_table_tell_selected (AppRecordTable *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

void
_app_record_table_tell_activated (AppRecordTable *self, MeriloRecord *record)
{
  g_signal_emit (self, signals[ACTIVATED], 0, record);
}

void
_app_record_table_tell_export (AppRecordTable *self)
{
  g_signal_emit (self, signals[EXPORT], 0);
}

/* Models */

static void
edited_cb (AppRecordEdits *edits, MeriloRecord *record, guint field, AppRecordTable *self)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    if (app_record_cell_get_record (cell) == record
        && _app_record_table_field (self, app_record_cell_get_column (cell)) == field)
      _app_record_table_show_cell (self, cell);
}

/* other rows stand under the cursor now; it stays with its place, the block is dissolved */
static void
arranged_cb (GListModel *list, guint position, guint removed, guint added, AppRecordTable *self)
{
  guint n = g_list_model_get_n_items (list);

  self->row = n > 0 ? MIN (self->row, n - 1) : 0;
  self->anchor_row = self->row;
  self->anchor_column = self->column;
  _app_record_table_mark (self);
  g_signal_emit (self, signals[ARRANGED], 0);
}

static void
drop_columns (AppRecordTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (GTK_COLUMN_VIEW (self->view), column);
    }
  g_hash_table_remove_all (self->cells);
  g_ptr_array_set_size (self->columns, 0);
}

static GtkWidget *
find_rows (GtkWidget *view)
{
  GtkWidget *child = gtk_widget_get_first_child (view);

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Class */

static void
app_record_table_dispose (GObject *object)
{
  AppRecordTable *self = APP_RECORD_TABLE (object);

  if (self->scrolled != NULL)
    {
      _app_record_table_end_edit (self, TRUE);
      g_signal_handlers_disconnect_by_data (self->list, self);
      gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), NULL);
      drop_columns (self);
      g_clear_pointer (&self->scrolled, gtk_widget_unparent);
    }
  if (self->edits != NULL)
    g_signal_handlers_disconnect_by_data (self->edits, self);
  g_clear_object (&self->edits);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->probes[0]);
  g_clear_object (&self->probes[1]);
  g_clear_pointer (&self->cells, g_hash_table_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  G_OBJECT_CLASS (app_record_table_parent_class)->dispose (object);
}

static void
add_signal (guint which, const char *name, guint n, GType first, GType second)
{
  signals[which] = g_signal_new (name, APP_TYPE_RECORD_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, n, first, second);
}

static void
app_record_table_class_init (AppRecordTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  app_widgets_init ();
  G_OBJECT_CLASS (klass)->dispose = app_record_table_dispose;
  add_signal (SELECTED, "selected", 0, 0, 0);
  add_signal (ACTIVATED, "activated", 1, MERILO_TYPE_RECORD, 0);
  add_signal (PASTED, "pasted", 2, G_TYPE_UINT, G_TYPE_UINT);
  add_signal (EXPORT, "export", 0, 0, 0);
  add_signal (ARRANGED, "arranged", 0, 0, 0);
  add_signal (SHORT, "short", 1, G_TYPE_UINT, 0);
  widget_class->focus = _app_record_table_focus;
  _app_record_table_install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "recordtable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
app_record_table_init (AppRecordTable *self)
{
  g_autoptr (AppRecordEdits) edits = app_record_edits_new ();

  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_hash_table_new (NULL, NULL);
  self->probes[0] = g_object_new (G_TYPE_OBJECT, NULL);
  self->probes[1] = g_object_new (G_TYPE_OBJECT, NULL);
  self->list = app_record_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  self->view = gtk_column_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)));
  self->rows = find_rows (self->view);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_widget_add_css_class (self->view, "record-table");
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (self->view), TRUE);
  gtk_column_view_set_show_column_separators (GTK_COLUMN_VIEW (self->view), TRUE);
  gtk_column_view_set_reorderable (GTK_COLUMN_VIEW (self->view), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->view);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  g_signal_connect (self->list, "items-changed", G_CALLBACK (arranged_cb), self);
  _app_record_table_watch_sorter (self);
  _app_record_table_add_controllers (self);
  app_record_table_set_edits (self, edits);
}

/* Public API */

GtkWidget *
app_record_table_new (const MeriloEntity *entity)
{
  GtkWidget *table = g_object_new (APP_TYPE_RECORD_TABLE, NULL);

  if (entity != NULL)
    app_record_table_set_entity (APP_RECORD_TABLE (table), entity, NULL);
  return table;
}

void
app_record_table_set_entity (AppRecordTable *self, const MeriloEntity *entity, const int *fields)
{
  g_return_if_fail (APP_IS_RECORD_TABLE (self) && entity != NULL);
  _app_record_table_end_edit (self, TRUE);
  app_record_list_set_source (self->list, NULL);
  drop_columns (self);
  self->entity = entity;
  self->row = self->column = self->anchor_row = self->anchor_column = 0;
  _app_record_table_make_columns (self, fields);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (entity->label), -1);
}

void
app_record_table_set_records (AppRecordTable *self, GListModel *records)
{
  g_return_if_fail (APP_IS_RECORD_TABLE (self));
  _app_record_table_end_edit (self, TRUE);
  app_record_list_set_source (self->list, records);
}

void
app_record_table_set_role (AppRecordTable *self, MeriloRole role, gboolean writable)
{
  g_return_if_fail (APP_IS_RECORD_TABLE (self));
  _app_record_table_end_edit (self, TRUE);
  self->role = role;
  self->writable = writable;
  _app_record_table_update_actions (self);
}

void
app_record_table_set_edits (AppRecordTable *self, AppRecordEdits *edits)
{
  g_return_if_fail (APP_IS_RECORD_TABLE (self) && edits != NULL);
  if (self->edits != NULL)
    g_signal_handlers_disconnect_by_data (self->edits, self);
  g_set_object (&self->edits, edits);
  app_record_list_set_names (self->list, app_record_edits_get_names (edits));
  g_signal_connect (edits, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (edits, "history", G_CALLBACK (_app_record_table_update_actions), self);
  _app_record_table_update_actions (self);
}

AppRecordEdits *
app_record_table_get_edits (AppRecordTable *self)
{
  g_return_val_if_fail (APP_IS_RECORD_TABLE (self), NULL);
  return self->edits;
}

void
app_record_table_set_text (AppRecordTable *self, const char *text)
{
  g_autofree int *fields = NULL;

  g_return_if_fail (APP_IS_RECORD_TABLE (self));
  fields = g_new (int, self->columns->len + 1);
  for (guint i = 0; i < self->columns->len; i++)
    fields[i] = (int) _app_record_table_field (self, i);
  fields[self->columns->len] = -1;
  _app_record_table_end_edit (self, TRUE);
  app_record_list_set_text (self->list, text, fields);
}

void
app_record_table_set_match (AppRecordTable *self,
                            AppRecordMatch match,
                            gpointer data,
                            GDestroyNotify destroy)
{
  g_return_if_fail (APP_IS_RECORD_TABLE (self));
  _app_record_table_end_edit (self, TRUE);
  app_record_list_set_match (self->list, match, data, destroy);
}

void
app_record_table_sort_by (AppRecordTable *self, int field, gboolean descending)
{
  GListModel *columns;

  g_return_if_fail (APP_IS_RECORD_TABLE (self));
  columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (self->view), NULL, GTK_SORT_ASCENDING);
  for (guint i = 0; i < self->columns->len; i++)
    if ((int) _app_record_table_field (self, i) == field)
      {
        g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

        gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (self->view), column,
                                        descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
        return;
      }
  /* a field without a column, or none */
  app_record_list_set_sort (self->list, field, descending);
}

void
app_record_table_refresh (AppRecordTable *self)
{
  g_return_if_fail (APP_IS_RECORD_TABLE (self));
  _app_record_table_end_edit (self, TRUE);
  app_record_list_refresh (self->list);
}

guint
app_record_table_get_n_shown (AppRecordTable *self)
{
  g_return_val_if_fail (APP_IS_RECORD_TABLE (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

guint
app_record_table_get_n_records (AppRecordTable *self)
{
  GListModel *source;

  g_return_val_if_fail (APP_IS_RECORD_TABLE (self), 0);
  source = app_record_list_get_source (self->list);
  return source != NULL ? g_list_model_get_n_items (source) : 0;
}

MeriloRecord *
app_record_table_dup_record (AppRecordTable *self, guint position)
{
  g_return_val_if_fail (APP_IS_RECORD_TABLE (self), NULL);
  return g_list_model_get_item (G_LIST_MODEL (self->list), position);
}

MeriloRecord *
app_record_table_get_selected (AppRecordTable *self)
{
  g_return_val_if_fail (APP_IS_RECORD_TABLE (self), NULL);
  return gtk_single_selection_get_selected_item (self->selection);
}

guint
app_record_table_get_n_columns (AppRecordTable *self)
{
  g_return_val_if_fail (APP_IS_RECORD_TABLE (self), 0);
  return self->columns->len;
}

gboolean
app_record_table_is_editing (AppRecordTable *self)
{
  g_return_val_if_fail (APP_IS_RECORD_TABLE (self), FALSE);
  return self->editing != NULL;
}

void
app_record_table_commit (AppRecordTable *self)
{
  g_return_if_fail (APP_IS_RECORD_TABLE (self));
  _app_record_table_end_edit (self, TRUE);
}

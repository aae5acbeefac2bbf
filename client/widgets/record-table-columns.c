#define G_LOG_DOMAIN "app-record-table"

#include "config.h"

#include "widgets/record-table-private.h"

#include <glib/gi18n-lib.h>

#define CHAR_WIDTH  8
#define LEAST_CHARS 6
#define NAME_CHARS  26 /* of what a number refers to */

static gboolean
is_reference (AppRecordTable *self, guint field)
{
  return app_record_names_has (app_record_edits_get_names (self->edits),
                               &self->entity->fields[field]);
}

/* Cells */

static void
notify_cb (MeriloRecord *record, GParamSpec *pspec, AppRecordCell *cell)
{
  GtkWidget *table = gtk_widget_get_ancestor (GTK_WIDGET (cell), APP_TYPE_RECORD_TABLE);

  if (table != NULL)
    _app_record_table_show_cell (APP_RECORD_TABLE (table), cell);
}

static void
has_focus_cb (GtkWidget *cell, GParamSpec *pspec, gpointer data)
{
  GtkWidget *table = gtk_widget_get_ancestor (cell, APP_TYPE_RECORD_TABLE);

  if (table != NULL && gtk_widget_has_focus (cell))
    _app_record_table_focus_cell (APP_RECORD_TABLE (table), APP_RECORD_CELL (cell));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  MeriloKind kind = column->table->entity->fields[column->field].kind;
  gboolean numeric = (kind == MERILO_WHOLE || kind == MERILO_REAL)
                     && !is_reference (column->table, column->field);
  GtkWidget *cell;

  cell = app_record_cell_new (column->place, numeric);
  g_signal_connect (cell, "notify::has-focus", G_CALLBACK (has_focus_cb), NULL);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  AppRecordTable *self = column->table;
  AppRecordCell *cell = APP_RECORD_CELL (gtk_list_item_get_child (item));
  gpointer record = gtk_list_item_get_item (item);
  GParamSpec *pspec = MERILO_RECORD_GET_CLASS (record)->pspecs[column->field + 1];

  app_record_cell_bind (cell, item);
  g_hash_table_add (self->cells, cell);
  /* the detail is the property's interned name: no string is made */
  g_signal_connect_closure_by_id (record, g_signal_lookup ("notify", G_TYPE_OBJECT),
                                  g_quark_from_static_string (g_param_spec_get_name (pspec)),
                                  g_cclosure_new (G_CALLBACK (notify_cb), cell, NULL), FALSE);
  _app_record_table_show_cell (self, cell);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, Column *column)
{
  AppRecordTable *self = column->table;
  AppRecordCell *cell = APP_RECORD_CELL (gtk_list_item_get_child (item));

  if (self->editing == cell)
    _app_record_table_end_edit (self, TRUE);
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), notify_cb, cell);
  g_hash_table_remove (self->cells, cell);
  app_record_cell_unbind (cell);
}

/* Sorting */

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  Column *column = data;
  AppRecordTable *self = column->table;

  if (a == self->probes[0] || b == self->probes[0])
    {
      if (self->probed < 0)
        self->probed = (int) column->field;
      return a == self->probes[0] ? -1 : 1;
    }
  return merilo_record_compare ((gpointer) a, (gpointer) b, column->field);
}

/* Which column is sorted by GTK 4.8 does not tell: its sorter is asked to compare two objects of
 * ours, and the first column's function that it calls is the one. The records are then sorted by
 * keys, not by that sorter. */
static void
sorter_changed_cb (GtkSorter *sorter, GtkSorterChange change, AppRecordTable *self)
{
  GtkOrdering order;

  self->probed = -1;
  order = gtk_sorter_compare (sorter, self->probes[0], self->probes[1]);
  _app_record_table_end_edit (self, TRUE);
  app_record_list_set_sort (self->list, self->probed, order == GTK_ORDERING_LARGER);
}

void
_app_record_table_watch_sorter (AppRecordTable *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view));

  g_signal_connect_object (sorter, "changed", G_CALLBACK (sorter_changed_cb), self, 0);
}

/* Columns */

static void
make_column (AppRecordTable *self, guint field)
{
  const MeriloField *f = &self->entity->fields[field];
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;
  g_autoptr (GtkSorter) sorter = NULL;
  Column *column = g_new0 (Column, 1);
  int chars = is_reference (self, field) ? NAME_CHARS : MAX (f->width, LEAST_CHARS);

  *column = (Column){ self, field, self->columns->len };
  g_ptr_array_add (self->columns, column);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), column);
  view_column = gtk_column_view_column_new (_ (f->label), factory);
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, column, NULL));
  if (f->kind != MERILO_SCORES)
    gtk_column_view_column_set_sorter (view_column, sorter);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_fixed_width (view_column,
                                          MAX ((int) g_utf8_strlen (_ (f->label), -1) + 2, chars)
                                                  * CHAR_WIDTH
                                              + 16);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), view_column);
}

/* the widest text takes what is left over */
static void
choose_wide (AppRecordTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));
  int widest = -1, width = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const MeriloField *f = &self->entity->fields[((Column *) self->columns->pdata[i])->field];

      if (f->kind == MERILO_TEXT && f->width > width)
        {
          widest = (int) i;
          width = f->width;
        }
    }
  if (widest >= 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, (guint) widest);

      gtk_column_view_column_set_expand (column, TRUE);
    }
}

void
_app_record_table_make_columns (AppRecordTable *self, const int *fields)
{
  if (fields != NULL)
    for (guint i = 0; fields[i] >= 0; i++)
      make_column (self, (guint) fields[i]);
  else
    for (guint i = 0; i < self->entity->n_fields; i++)
      if (!(self->entity->fields[i].flags & MERILO_HIDDEN))
        make_column (self, i);
  choose_wide (self);
}

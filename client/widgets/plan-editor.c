#define G_LOG_DOMAIN "app-plan-editor"

#include "config.h"

#include "widgets/plan-editor-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/grid-keys.h"

enum
{
  PROP_0,
  PROP_SCROLLS, /* and the three after it */
};

enum
{
  CURSOR_MOVED,
  TYPING,
  FILTERED,
  TOLD,
  RESIZED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
get_border (GtkScrollable *scrollable, GtkBorder *border)
{
  *border = (GtkBorder){ .top = (gint16) APP_PLAN_EDITOR (scrollable)->head_height };
  return TRUE;
}

static void
scrollable_init (GtkScrollableInterface *iface)
{
  iface->get_border = get_border;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AppPlanEditor,
                               app_plan_editor,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_init))

/* Where the cursor is */

guint
_app_plan_editor_field (AppPlanEditor *self, AppPlanLine *line, guint column)
{
  return app_plan_line_is_section (line) ? MERILO_PLAN_SECTION_TITLE : self->columns[column].field;
}

gboolean
_app_plan_editor_may_edit (AppPlanEditor *self)
{
  return !self->read_only && self->cursor != NULL && self->cursor->listed
         && (app_plan_line_is_section (self->cursor)
             || app_plan_column_is_writable (&self->columns[self->column]));
}

char *
app_plan_editor_describe (AppPlanEditor *self)
{
  g_autofree char *text = NULL, *no = NULL, *problem = NULL;
  g_autoptr (GString) out = NULL;

  if (self->cursor == NULL || !self->cursor->listed)
    return g_strdup (_ ("Пункты плана: пусто"));
  if (app_plan_line_is_section (self->cursor))
    {
      text = app_plan_line_show (self->cursor, MERILO_PLAN_SECTION_TITLE);
      return g_strdup_printf (_ ("Раздел: %s"), text);
    }
  no = app_plan_line_show (self->cursor, MERILO_PLAN_ITEM_NO);
  text = app_plan_column_show (&self->columns[self->column], self->cursor);
  out = g_string_new (NULL);
  g_string_append_printf (out, _ ("Пункт %s, %s: %s"), no, _ (self->columns[self->column].label),
                          *text != 0 ? text : _ ("пусто"));
  problem = app_plan_line_problem (self->cursor, self->columns[self->column].field);
  if (problem != NULL)
    g_string_append_printf (out, _ (". Не записано: %s"), problem);
  if (!_app_plan_editor_may_edit (self))
    g_string_append (out, _ (", только чтение"));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

void
_app_plan_editor_moved (AppPlanEditor *self)
{
  /* GTK 4.8 has no accessible children that are no widgets: the editor speaks for its cell */
  g_autofree char *text = app_plan_editor_describe (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  _app_plan_editor_update_actions (self);
  g_signal_emit (self, signals[CURSOR_MOVED], 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
select_range (AppPlanEditor *self)
{
  int a = _app_plan_editor_find_row (self, self->anchor);
  int b = _app_plan_editor_find_row (self, self->cursor);

  g_hash_table_remove_all (self->selected);
  if (b < 0)
    return;
  a = a < 0 ? b : a;
  for (int i = MIN (a, b); i <= MAX (a, b); i++)
    g_hash_table_add (self->selected, g_object_ref (_app_plan_editor_row (self, (guint) i)));
}

void
_app_plan_editor_move (AppPlanEditor *self, int row, int column, gboolean extend)
{
  guint n = _app_plan_editor_n_rows (self);

  _app_plan_editor_end_edit (self, TRUE);
  n = _app_plan_editor_n_rows (self);
  if (n == 0)
    {
      g_clear_object (&self->cursor);
      g_hash_table_remove_all (self->selected);
      _app_plan_editor_moved (self);
      return;
    }
  g_set_object (&self->cursor, _app_plan_editor_row (self, (guint) CLAMP (row, 0, (int) n - 1)));
  self->column = (guint) CLAMP (column, 0, (int) self->n_columns - 1);
  if (!extend || self->anchor == NULL || !self->anchor->listed)
    {
      g_set_object (&self->anchor, self->cursor);
      self->anchor_column = self->column;
      self->whole = FALSE;
    }
  select_range (self);
  if (gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    _app_plan_editor_reveal_cursor (self);
  else
    self->reveal = TRUE;
  _app_plan_editor_moved (self);
}

void
_app_plan_editor_tell (AppPlanEditor *self, const char *text)
{
  g_signal_emit (self, signals[TOLD], 0, text);
}

void
_app_plan_editor_tell_resized (AppPlanEditor *self)
{
  g_signal_emit (self, signals[RESIZED], 0);
}

void
_app_plan_editor_typing (AppPlanEditor *self, const char *text)
{
  if (self->edited != NULL)
    g_signal_emit (self, signals[TYPING], 0, self->edited,
                   _app_plan_editor_field (self, self->edited, self->column), text);
}

/* The model */

static void
items_changed_cb (AppPlanModel *model, guint at, guint removed, guint added, AppPlanEditor *self)
{
  if (removed == 1 && added == 1) /* one line holds something else */
    g_hash_table_remove (self->cache, app_plan_model_get (model, at));
  else if (removed > 1 || added > 1)
    g_hash_table_remove_all (self->cache);
  self->rows_dirty = self->tops_dirty = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* the line at the cursor may be gone */
static void
acted_cb (AppPlanModel *model, const char *label, AppPlanEditor *self)
{
  GHashTableIter iter;
  gpointer line;

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &line, NULL))
    if (!APP_PLAN_LINE (line)->listed)
      g_hash_table_iter_remove (&iter);
  if (self->cursor == NULL || !self->cursor->listed)
    {
      guint place = app_plan_model_get_place (model);
      AppPlanLine *at = app_plan_model_get (model, place);

      _app_plan_editor_move (self, at != NULL ? _app_plan_editor_find_row (self, at) : 0,
                             (int) self->column, FALSE);
    }
  _app_plan_editor_moved (self);
  g_signal_emit (self, signals[FILTERED], 0);
}

static void
scrolled_cb (GtkAdjustment *adjustment, AppPlanEditor *self)
{
  if (self->editing && !self->allocating) /* the text moves with its cell */
    gtk_widget_queue_resize (GTK_WIDGET (self));
  if (!self->measuring)
    {
      self->measuring = TRUE;
      _app_plan_editor_measure_seen (self);
      self->measuring = FALSE;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* GObject overrides */

static void
app_plan_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  app_scrolls_set (&APP_PLAN_EDITOR (object)->scrolls, id - PROP_SCROLLS, value,
                   G_CALLBACK (scrolled_cb), object);
}

static void
app_plan_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  app_scrolls_get (&APP_PLAN_EDITOR (object)->scrolls, id - PROP_SCROLLS, value);
}

static void
app_plan_editor_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  AppPlanEditor *self = APP_PLAN_EDITOR (widget);

  GTK_WIDGET_CLASS (app_plan_editor_parent_class)->css_changed (widget, change);
  g_hash_table_remove_all (self->cache);
  self->line_height = 0;
  self->laid_width = -1;
  gtk_widget_queue_resize (widget);
}

static void
app_plan_editor_dispose (GObject *object)
{
  AppPlanEditor *self = APP_PLAN_EDITOR (object);

  g_clear_handle_id (&self->measure_id, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  app_scrolls_clear (&self->scrolls, self);
  self->editing = FALSE;
  g_clear_pointer (&self->text, gtk_widget_unparent);
  g_clear_object (&self->edited);
  g_clear_object (&self->cursor);
  g_clear_object (&self->anchor);
  g_ptr_array_set_size (self->rows, 0);
  g_hash_table_remove_all (self->cache);
  g_hash_table_remove_all (self->selected);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (app_plan_editor_parent_class)->dispose (object);
}

static void
app_plan_editor_finalize (GObject *object)
{
  AppPlanEditor *self = APP_PLAN_EDITOR (object);

  g_ptr_array_unref (self->rows);
  g_array_unref (self->tops);
  g_hash_table_unref (self->cache);
  g_hash_table_unref (self->selected);
  g_free (self->needle);
  G_OBJECT_CLASS (app_plan_editor_parent_class)->finalize (object);
}

static void
app_plan_editor_class_init (AppPlanEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = APP_TYPE_PLAN_EDITOR;

  object_class->set_property = app_plan_editor_set_property;
  object_class->get_property = app_plan_editor_get_property;
  object_class->dispose = app_plan_editor_dispose;
  object_class->finalize = app_plan_editor_finalize;
  widget_class->measure = _app_plan_editor_measure;
  widget_class->size_allocate = _app_plan_editor_size_allocate;
  widget_class->snapshot = _app_plan_editor_snapshot;
  widget_class->css_changed = app_plan_editor_css_changed;
  app_scrolls_install (object_class, PROP_SCROLLS);
  signals[CURSOR_MOVED]
      = g_signal_new ("cursor-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TYPING] = g_signal_new ("typing", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 3, APP_TYPE_PLAN_LINE, G_TYPE_UINT, G_TYPE_STRING);
  signals[FILTERED]
      = g_signal_new ("filtered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  signals[RESIZED]
      = g_signal_new ("resized", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  _app_plan_editor_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "planeditor");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
app_plan_editor_init (AppPlanEditor *self)
{
  self->rows = g_ptr_array_new ();
  self->tops = g_array_new (FALSE, TRUE, sizeof (int));
  g_array_set_size (self->tops, 1);
  self->cache = g_hash_table_new_full (NULL, NULL, NULL, _app_plan_editor_free_row);
  self->selected = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->columns = app_plan_columns (MERILO_PLAN_KIND_MUNICIPAL_ROADMAP, &self->n_columns);
  self->column = self->anchor_column = 1;
  self->rows_dirty = self->tops_dirty = TRUE;
  self->serial = 1;
  self->laid_width = self->drop = self->resizing = -1;
  app_grid_set_up (GTK_WIDGET (self));
  _app_plan_editor_make_text (self);
  _app_plan_editor_add_keys (self);
  _app_plan_editor_add_pointer (self);
  _app_plan_editor_update_actions (self);
}

/* Public API */

GtkWidget *
app_plan_editor_new (AppPlanModel *model)
{
  AppPlanEditor *self = g_object_new (APP_TYPE_PLAN_EDITOR, NULL);

  app_plan_editor_set_model (self, model);
  return GTK_WIDGET (self);
}

AppPlanModel *
app_plan_editor_get_model (AppPlanEditor *self)
{
  return self->model;
}

void
app_plan_editor_set_model (AppPlanEditor *self, AppPlanModel *model)
{
  g_return_if_fail (APP_IS_PLAN_EDITOR (self));
  if (self->model == model)
    return;
  _app_plan_editor_end_edit (self, TRUE);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_hash_table_remove_all (self->cache);
  g_hash_table_remove_all (self->selected);
  g_clear_object (&self->cursor);
  g_clear_object (&self->anchor);
  self->section = NULL;
  g_set_object (&self->model, model);
  if (model != NULL)
    {
      g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);
      g_signal_connect (model, "acted", G_CALLBACK (acted_cb), self);
    }
  self->rows_dirty = self->tops_dirty = TRUE;
  if (self->scrolls.adjustments[DOWN] != NULL)
    gtk_adjustment_set_value (self->scrolls.adjustments[DOWN], 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  _app_plan_editor_moved (self);
}

void
app_plan_editor_set_kind (AppPlanEditor *self, gint64 kind)
{
  _app_plan_editor_end_edit (self, TRUE);
  if (self->columns != app_plan_columns (kind, &self->n_columns))
    self->sized = FALSE;
  self->columns = app_plan_columns (kind, &self->n_columns);
  self->column = MIN (self->column, self->n_columns - 1);
  self->anchor_column = MIN (self->anchor_column, self->n_columns - 1);
  self->laid_width = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
app_plan_editor_set_read_only (AppPlanEditor *self, gboolean read_only)
{
  if (self->read_only == !!read_only)
    return;
  _app_plan_editor_end_edit (self, TRUE);
  self->read_only = !!read_only;
  _app_plan_editor_moved (self);
}

const AppPlanColumn *
app_plan_editor_get_columns (AppPlanEditor *self, guint *ret_n)
{
  *ret_n = self->n_columns;
  return self->columns;
}

void
app_plan_editor_look (AppPlanEditor *self, const char *text, AppPlanLine *section)
{
  _app_plan_editor_end_edit (self, TRUE);
  g_clear_pointer (&self->needle, g_free);
  if (text != NULL && *text != 0)
    self->needle = g_utf8_casefold (text, -1);
  self->section = section;
  self->rows_dirty = self->tops_dirty = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[FILTERED], 0);
}

guint
app_plan_editor_get_shown (AppPlanEditor *self)
{
  guint n = 0;

  for (guint i = 0; i < _app_plan_editor_n_rows (self); i++)
    n += !app_plan_line_is_section (_app_plan_editor_row (self, i));
  return n;
}

AppPlanLine *
app_plan_editor_get_line (AppPlanEditor *self)
{
  return self->cursor != NULL && self->cursor->listed ? self->cursor : NULL;
}

guint
app_plan_editor_get_column (AppPlanEditor *self)
{
  return self->column;
}

GPtrArray *
app_plan_editor_get_selected (AppPlanEditor *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < _app_plan_editor_n_rows (self); i++)
    if (g_hash_table_contains (self->selected, self->rows->pdata[i]))
      g_ptr_array_add (lines, g_object_ref (self->rows->pdata[i]));
  return lines;
}

gboolean
app_plan_editor_go (AppPlanEditor *self, AppPlanLine *line, guint column)
{
  int row = _app_plan_editor_find_row (self, line);

  if (row < 0)
    return FALSE;
  _app_plan_editor_move (self, row, (int) column, FALSE);
  return TRUE;
}

void
app_plan_editor_select (AppPlanEditor *self, AppPlanLine *line, gboolean extend, gboolean toggle)
{
  g_autoptr (AppPlanLine) held = g_object_ref (line);
  g_autoptr (GPtrArray) before = toggle ? app_plan_editor_get_selected (self) : NULL;
  gboolean was = toggle && g_hash_table_contains (self->selected, line);

  _app_plan_editor_move (self, _app_plan_editor_find_row (self, line), (int) self->column, extend);
  self->whole = TRUE;
  for (guint i = 0; before != NULL && i < before->len; i++)
    g_hash_table_add (self->selected, g_object_ref (before->pdata[i]));
  if (was)
    g_hash_table_remove (self->selected, line);
  _app_plan_editor_moved (self);
}

void
app_plan_editor_reveal (AppPlanEditor *self)
{
  self->reveal = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
app_plan_editor_is_editing (AppPlanEditor *self)
{
  return self->editing;
}

void
app_plan_editor_commit (AppPlanEditor *self)
{
  _app_plan_editor_end_edit (self, TRUE);
}

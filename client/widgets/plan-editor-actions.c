#define G_LOG_DOMAIN "app-plan-editor"

#include "config.h"

#include "widgets/plan-editor-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/cells.h"
#include "widgets/clipboard.h"
#include "widgets/html-form.h"
#include "widgets/plan-acts.h"

typedef struct
{
  AppPlanEditor *editor;
  gboolean insert;
} Paste;

/* Helpers */

static void
go_to (AppPlanEditor *self, guint at)
{
  AppPlanLine *line = app_plan_model_get (self->model, at);

  if (line != NULL)
    app_plan_editor_go (self, line, self->column);
}

static guint
place_of_cursor (AppPlanEditor *self)
{
  guint at = app_plan_model_find (self->model, self->cursor);

  return at == G_MAXUINT ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : at;
}

static void
select_run (AppPlanEditor *self, guint from, guint to)
{
  AppPlanLine *first = app_plan_model_get (self->model, from);
  AppPlanLine *last = app_plan_model_get (self->model, to);

  if (first == NULL || last == NULL || !app_plan_editor_go (self, first, self->column))
    return;
  app_plan_editor_select (self, last, TRUE, FALSE);
}

/* Clipboard */

GPtrArray *
app_plan_editor_copy (AppPlanEditor *self)
{
  GPtrArray *cells = app_cells_new ();
  g_autoptr (GPtrArray) lines = app_plan_editor_get_selected (self);
  guint from = self->whole ? 0 : MIN (self->column, self->anchor_column);
  guint until = self->whole ? self->n_columns - 1 : MAX (self->column, self->anchor_column);

  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (GStrvBuilder) row = g_strv_builder_new ();

      for (guint c = from; c <= until; c++)
        {
          g_autofree char *text = NULL;

          if (!app_plan_line_is_section (lines->pdata[i]))
            text = app_plan_column_show (&self->columns[c], lines->pdata[i]);
          else if (c == from)
            text = app_plan_line_show (lines->pdata[i], MERILO_PLAN_SECTION_TITLE);
          g_strv_builder_add (row, text != NULL ? text : "");
        }
      g_ptr_array_add (cells, g_strv_builder_end (row));
    }
  return cells;
}

void
app_plan_editor_paste (AppPlanEditor *self, GPtrArray *cells, gboolean insert)
{
  guint fields[APP_PLAN_COLUMNS_MAX], first, last = 0;
  const char *labels[APP_PLAN_COLUMNS_MAX];
  AppPlanPasteColumns columns
      = { fields, labels, self->n_columns, insert ? 0 : MIN (self->column, self->anchor_column) };
  g_autoptr (GPtrArray) chosen = app_plan_editor_get_selected (self);
  guint at = chosen->len > 0 && !insert ? app_plan_model_find (self->model, chosen->pdata[0])
                                        : place_of_cursor (self);

  if (self->read_only || cells->len == 0)
    return;
  for (guint i = 0; i < self->n_columns; i++)
    {
      fields[i] = self->columns[i].field;
      labels[i] = _ (self->columns[i].label);
    }
  /* a block as wide as the table is whole rows, wherever the cursor stands */
  if (g_strv_length (cells->pdata[0]) >= self->n_columns)
    columns.first = 0;
  first = app_plan_paste (self->model, at, cells, &columns, insert, &last);
  if (first != G_MAXUINT)
    select_run (self, first, last);
}

static void
paste_text_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Paste *paste = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  /* nothing to paste, or not a text: the key then does nothing, as everywhere */
  if (text != NULL)
    {
      g_autoptr (GPtrArray) cells = app_cells_parse (text);

      app_plan_editor_paste (paste->editor, cells, paste->insert);
    }
  g_object_unref (paste->editor);
  g_free (paste);
}

static void
read_html_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Paste *paste = data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (paste->editor));
  gssize n = g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, NULL);
  g_autoptr (GPtrArray) cells = NULL;

  if (n > 0)
    {
      g_autoptr (GBytes) bytes
          = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (object));
      g_autofree char *html = app_html_form_unwrap (bytes);

      cells = app_cells_parse_html (html);
    }
  if (cells == NULL || cells->len == 0) /* no table in it: its text is as good */
    {
      gdk_clipboard_read_text_async (clipboard, NULL, paste_text_cb, paste);
      return;
    }
  app_plan_editor_paste (paste->editor, cells, paste->insert);
  g_object_unref (paste->editor);
  g_free (paste);
}

static void
open_html_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Paste *paste = data;
  g_autoptr (GInputStream) stream
      = gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (stream == NULL)
    gdk_clipboard_read_text_async (GDK_CLIPBOARD (object), NULL, paste_text_cb, paste);
  else
    g_output_stream_splice_async (memory, stream,
                                  G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE
                                      | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                  G_PRIORITY_DEFAULT, NULL, read_html_cb, paste);
}

/* Word and Excel put both HTML and a text: lines inside of cells survive in the first alone */
static void
ask_clipboard (AppPlanEditor *self, gboolean insert)
{
  Paste *paste = g_new0 (Paste, 1);

  paste->editor = g_object_ref (self);
  paste->insert = insert;
  gdk_clipboard_read_async (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                            (const char *[]){ app_html_form_get_mime (), NULL }, G_PRIORITY_DEFAULT,
                            NULL, open_html_cb, paste);
}

static void
copy (AppPlanEditor *self)
{
  g_autoptr (GPtrArray) cells = app_plan_editor_copy (self);

  app_clipboard_set_cells (GTK_WIDGET (self), cells);
}

/* Acts */

static void
add (AppPlanEditor *self, gboolean section)
{
  guint at = section ? app_plan_add_section (self->model, place_of_cursor (self))
                     : app_plan_add_item (self->model, place_of_cursor (self));
  guint column = 0;

  if (at == G_MAXUINT)
    {
      _app_plan_editor_tell (self, _ ("В плане слишком много строк"));
      return;
    }
  while (column + 1 < self->n_columns && self->columns[column].field != MERILO_PLAN_ITEM_TITLE)
    column++;
  self->column = column;
  if (self->needle != NULL || self->section != NULL) /* what was just made is seen */
    app_plan_editor_look (self, NULL, NULL);
  go_to (self, at);
  _app_plan_editor_begin_edit (self, section ? NULL : "");
}

/* where a title of two measures falls apart by itself */
static guint
find_seam (AppPlanLine *line)
{
  g_autofree char *text = app_plan_line_show (line, MERILO_PLAN_ITEM_TITLE);
  static const char *const seams[] = { "\n", "; ", ". " };

  for (guint i = 0; i < G_N_ELEMENTS (seams); i++)
    {
      const char *at = strstr (text, seams[i]);

      if (at != NULL && at > text)
        return (guint) g_utf8_pointer_to_offset (text, at + strlen (seams[i]));
    }
  return 0;
}

static void
split (AppPlanEditor *self)
{
  guint at, chars = self->editing ? _app_plan_editor_caret (self) : 0;

  if (self->cursor == NULL || app_plan_line_is_section (self->cursor))
    return;
  if (self->editing && self->columns[self->column].field != MERILO_PLAN_ITEM_TITLE)
    chars = 0;
  _app_plan_editor_end_edit (self, TRUE);
  at = app_plan_split (self->model, self->cursor, chars > 0 ? chars : find_seam (self->cursor));
  if (at == G_MAXUINT)
    _app_plan_editor_tell (self, _ ("Откройте мероприятие клавишей F2 и поставьте курсор туда, где "
                                    "пункт делится"));
  else
    go_to (self, at);
}

static void
join (AppPlanEditor *self)
{
  g_autoptr (GPtrArray) lines = app_plan_editor_get_selected (self);
  guint at = app_plan_join (self->model, lines);

  if (at == G_MAXUINT)
    _app_plan_editor_tell (self, _ ("Выберите два пункта или больше: Shift и стрелки"));
  else
    go_to (self, at);
}

static void
move_lines (AppPlanEditor *self, int by)
{
  g_autoptr (GPtrArray) lines = app_plan_editor_get_selected (self);

  if (app_plan_move_by (self->model, lines, by) == G_MAXUINT)
    return;
  app_plan_editor_reveal (self);
  _app_plan_editor_moved (self);
}

static void
delete_lines (AppPlanEditor *self)
{
  g_autoptr (GPtrArray) lines = app_plan_editor_get_selected (self);
  guint at = app_plan_delete (self->model, lines);

  if (at == G_MAXUINT)
    _app_plan_editor_tell (self, _ ("Первый раздел нельзя удалить, пока в нём есть пункты: "
                                    "выберите и их"));
  else
    go_to (self, at);
}

static void
wipe (AppPlanEditor *self)
{
  g_autoptr (GPtrArray) lines = app_plan_editor_get_selected (self);
  guint fields[APP_PLAN_COLUMNS_MAX], n = 0;

  for (guint i = MIN (self->column, self->anchor_column);
       i <= MAX (self->column, self->anchor_column); i++)
    if (app_plan_column_is_writable (&self->columns[i]))
      fields[n++] = self->columns[i].field;
  app_plan_wipe (self->model, lines, fields, n);
}

static void
walk (AppPlanEditor *self, gboolean back)
{
  guint at;

  if (!(back ? app_plan_model_undo (self->model) : app_plan_model_redo (self->model)))
    return;
  at = app_plan_model_get_place (self->model);
  if (at != G_MAXUINT)
    go_to (self, at);
}

static void
select_all (AppPlanEditor *self)
{
  guint n = _app_plan_editor_n_rows (self);

  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
    g_hash_table_add (self->selected, g_object_ref (_app_plan_editor_row (self, i)));
  self->whole = TRUE;
  _app_plan_editor_moved (self);
}

static void
cut (AppPlanEditor *self)
{
  copy (self);
  if (self->whole)
    delete_lines (self);
  else
    wipe (self);
}

static void
activate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanEditor *self = APP_PLAN_EDITOR (widget);

  if (self->model == NULL)
    return;
  if (g_str_equal (name, "plan.split"))
    {
      split (self);
      return;
    }
  _app_plan_editor_end_edit (self, TRUE);
  if (g_str_equal (name, "plan.undo") || g_str_equal (name, "plan.redo"))
    walk (self, g_str_equal (name, "plan.undo"));
  else if (g_str_equal (name, "plan.copy"))
    copy (self);
  else if (g_str_equal (name, "plan.cut"))
    cut (self);
  else if (g_str_equal (name, "plan.paste") || g_str_equal (name, "plan.paste-new"))
    ask_clipboard (self, g_str_equal (name, "plan.paste-new"));
  else if (g_str_equal (name, "plan.add-item") || g_str_equal (name, "plan.add-section"))
    add (self, g_str_equal (name, "plan.add-section"));
  else if (g_str_equal (name, "plan.join"))
    join (self);
  else if (g_str_equal (name, "plan.move-up") || g_str_equal (name, "plan.move-down"))
    move_lines (self, g_str_equal (name, "plan.move-up") ? -1 : 1);
  else if (g_str_equal (name, "plan.delete"))
    delete_lines (self);
  else if (g_str_equal (name, "plan.wipe"))
    wipe (self);
  else if (g_str_equal (name, "plan.renumber"))
    app_plan_renumber (self->model);
  else if (g_str_equal (name, "plan.select-all"))
    select_all (self);
  else if (g_str_equal (name, "plan.edit-cell"))
    _app_plan_editor_begin_edit (self, NULL);
  else if (g_str_equal (name, "plan.wider") || g_str_equal (name, "plan.narrower"))
    _app_plan_editor_widen (self, g_str_equal (name, "plan.wider"));
  else if (g_str_equal (name, "plan.reset-widths"))
    _app_plan_editor_reset_widths (self);
}

/* read: they do not change the plan */
static const struct
{
  const char *name;
  gboolean read;
} actions[] = {
  { "plan.undo", FALSE },      { "plan.redo", FALSE },        { "plan.copy", TRUE },
  { "plan.cut", FALSE },       { "plan.paste", FALSE },       { "plan.paste-new", FALSE },
  { "plan.add-item", FALSE },  { "plan.add-section", FALSE }, { "plan.split", FALSE },
  { "plan.join", FALSE },      { "plan.move-up", FALSE },     { "plan.move-down", FALSE },
  { "plan.delete", FALSE },    { "plan.wipe", FALSE },        { "plan.renumber", FALSE },
  { "plan.select-all", TRUE }, { "plan.edit-cell", FALSE },   { "plan.wider", TRUE },
  { "plan.narrower", TRUE },   { "plan.reset-widths", TRUE },
};

void
_app_plan_editor_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, activate_cb);
}

void
_app_plan_editor_update_actions (AppPlanEditor *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = self->model != NULL && !self->read_only;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (widget, actions[i].name,
                                   actions[i].read ? self->model != NULL : writable);
  if (!writable)
    return;
  gtk_widget_action_set_enabled (widget, "plan.undo",
                                 app_plan_model_get_undo_label (self->model) != NULL);
  gtk_widget_action_set_enabled (widget, "plan.redo",
                                 app_plan_model_get_redo_label (self->model) != NULL);
}

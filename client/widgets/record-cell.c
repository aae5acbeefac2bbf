#define G_LOG_DOMAIN "app-record-table"

#include "config.h"

#include "widgets/record-cell.h"

#include <glib/gi18n-lib.h>

struct _AppRecordCell
{
  GtkWidget parent_instance;
  GtkWidget *text, *editor;
  GtkListItem *item; /* the view's, while bound */
  guint column;
  gboolean numeric;
};

G_DEFINE_FINAL_TYPE (AppRecordCell, app_record_cell, GTK_TYPE_WIDGET)

static void
app_record_cell_dispose (GObject *object)
{
  AppRecordCell *self = APP_RECORD_CELL (object);

  g_clear_pointer (&self->editor, gtk_widget_unparent);
  g_clear_pointer (&self->text, gtk_widget_unparent);
  self->item = NULL;
  G_OBJECT_CLASS (app_record_cell_parent_class)->dispose (object);
}

static void
app_record_cell_class_init (AppRecordCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_record_cell_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "recordcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
app_record_cell_init (AppRecordCell *self)
{
  self->text = gtk_inscription_new (NULL);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (self->text), 4);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (self->text), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (self->text), 1);
  gtk_inscription_set_yalign (GTK_INSCRIPTION (self->text), 0.5f);
  /* of one line's height: a cut text stands no higher than a whole one */
  gtk_widget_set_valign (self->text, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
app_record_cell_new (guint column, gboolean numeric)
{
  AppRecordCell *self = g_object_new (APP_TYPE_RECORD_CELL, NULL);

  self->column = column;
  self->numeric = numeric;
  if (numeric)
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (self->text), 1);
      gtk_widget_add_css_class (self->text, "numeric");
    }
  return GTK_WIDGET (self);
}

guint
app_record_cell_get_column (AppRecordCell *self)
{
  return self->column;
}

void
app_record_cell_bind (AppRecordCell *self, GtkListItem *item)
{
  self->item = item;
}

void
app_record_cell_unbind (AppRecordCell *self)
{
  self->item = NULL;
}

guint
app_record_cell_get_row (AppRecordCell *self)
{
  return self->item != NULL ? gtk_list_item_get_position (self->item) : GTK_INVALID_LIST_POSITION;
}

MeriloRecord *
app_record_cell_get_record (AppRecordCell *self)
{
  return self->item != NULL ? gtk_list_item_get_item (self->item) : NULL;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
app_record_cell_show (AppRecordCell *self,
                      const char *heading,
                      const char *text,
                      const char *problem)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\r\t", ' ');
  g_autofree char *label
      = problem != NULL ? g_strdup_printf (_ ("%s: %s, не подходит: %s"), heading, line, problem)
                        : g_strdup_printf ("%s: %s", heading, *line != 0 ? line : _ ("пусто"));

  gtk_inscription_set_text (GTK_INSCRIPTION (self->text), line);
  if (problem != NULL || gtk_widget_get_has_tooltip (GTK_WIDGET (self)))
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), problem);
  set_class (GTK_WIDGET (self), "invalid", problem != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
app_record_cell_mark (AppRecordCell *self, gboolean cursor, gboolean selected)
{
  set_class (GTK_WIDGET (self), "cursor", cursor);
  set_class (GTK_WIDGET (self), "in-block", selected);
}

GtkWidget *
app_record_cell_begin_edit (AppRecordCell *self, const char *text)
{
  g_return_val_if_fail (self->editor == NULL, self->editor);
  self->editor = gtk_text_new ();
  gtk_widget_add_css_class (self->editor, "cell-editor");
  gtk_editable_set_text (GTK_EDITABLE (self->editor), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->editor), 1);
  gtk_editable_set_alignment (GTK_EDITABLE (self->editor), self->numeric ? 1 : 0);
  gtk_widget_set_valign (self->editor, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->text, FALSE);
  gtk_text_grab_focus_without_selecting (GTK_TEXT (self->editor));
  gtk_editable_set_position (GTK_EDITABLE (self->editor), -1);
  return self->editor;
}

char *
app_record_cell_end_edit (AppRecordCell *self)
{
  GtkWidget *editor = g_steal_pointer (&self->editor);
  char *text;

  if (editor == NULL)
    return NULL;
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (editor)));
  gtk_widget_set_child_visible (self->text, TRUE);
  if (gtk_widget_has_focus (editor))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_unparent (editor);
  return text;
}

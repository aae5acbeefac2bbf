#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/layout-editor-private.h"

#include <glib/gi18n.h>

#include "pages/bits.h"

static const MeriloChoice *
get_kinds (void)
{
  return merilo_procedure_entity.fields[MERILO_PROCEDURE_KIND].choices;
}

/* What is shown */

void
_app_layout_editor_show_of (AppLayoutEditor *self)
{
  const AppLayoutOf *of = app_layout_draft_of (self->draft);
  const MeriloChoice *kinds = get_kinds ();
  guint kind = 0;

  for (guint i = 0; kinds[i].code != NULL; i++)
    if (g_str_equal (kinds[i].code, of->kind))
      kind = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), kind);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->subject)), of->subject) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->subject), of->subject);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->year), of->year);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->grade), of->grade);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->max), of->max);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->row), app_layout_draft_get_row (self->draft));
}

void
_app_layout_editor_show_column (AppLayoutEditor *self)
{
  guint row, column;
  g_autofree char *letter = NULL, *words = NULL, *text = NULL;
  int max;

  if (!app_sheet_view_get_cursor (APP_SHEET_VIEW (self->view), &row, &column))
    return;
  letter = app_sheet_name_column (column + 1);
  words = app_layout_draft_describe_column (self->draft, column);
  text = g_strdup_printf (_ ("Столбец %s: %s"), letter, words);
  gtk_label_set_text (GTK_LABEL (self->column_title), text);
  gtk_widget_set_visible (self->item,
                          g_str_equal (app_layout_draft_get_kind (self->draft, column), "item"));
  if (!gtk_widget_get_visible (self->item))
    return;
  text = (g_free (text), g_strdup (app_layout_draft_get_item (self->draft, column, &max)));
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->code)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->code), text);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->item_max), max);
}

void
_app_layout_editor_show_lack (AppLayoutEditor *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_autofree char *lack = app_layout_draft_find_lack (self->draft);

  if (lack == NULL && *name == 0)
    lack = g_strdup (_ ("Назовите описание: под этим именем его предложат в следующий раз."));
  gtk_label_set_text (GTK_LABEL (self->lack), lack != NULL ? lack : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "layout.save", lack == NULL && !self->saving);
}

/* What the user says */

static void
of_cb (AppLayoutEditor *self)
{
  AppLayoutOf *of;
  guint kind = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));

  if (self->filling)
    return;
  of = app_layout_draft_of (self->draft);
  g_free (of->kind);
  g_free (of->subject);
  of->kind = g_strdup (kind > 0 ? get_kinds ()[kind - 1].code : "");
  of->subject = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->subject))));
  of->year = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->year));
  of->grade = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->grade));
  of->max = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->max));
  if (of->year < 2000)
    of->year = 0;
  self->filling = TRUE;
  app_layout_draft_touch (self->draft);
  self->filling = FALSE;
  _app_layout_editor_show_lack (self);
}

static void
item_cb (AppLayoutEditor *self)
{
  guint row, column;

  if (self->filling || !app_sheet_view_get_cursor (APP_SHEET_VIEW (self->view), &row, &column))
    return;
  app_layout_draft_set_item (self->draft, column, gtk_editable_get_text (GTK_EDITABLE (self->code)),
                             gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->item_max)));
}

/* Building */

GtkWidget *
_app_layout_editor_add_labelled (GtkWidget *box, const char *label, GtkWidget *control)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (pair), app_word_new (label, "caption dim-label"));
  gtk_box_append (GTK_BOX (pair), control);
  app_name_it (control, label);
  gtk_box_append (GTK_BOX (box), pair);
  return pair;
}

GtkWidget *
_app_layout_editor_make_spin (AppLayoutEditor *self, double least, double most, GCallback callback)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, 1);

  g_signal_connect_swapped (spin, "value-changed", callback, self);
  return spin;
}

static GtkWidget *
make_entry (AppLayoutEditor *self, int width, GCallback callback)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  g_signal_connect_swapped (entry, "changed", callback, self);
  return entry;
}

static GtkWidget *
make_item (AppLayoutEditor *self)
{
  self->item = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->code = make_entry (self, 8, G_CALLBACK (item_cb));
  self->item_max = _app_layout_editor_make_spin (self, -1, 100, G_CALLBACK (item_cb));
  _app_layout_editor_add_labelled (self->item, _ ("Номер задания"), self->code);
  _app_layout_editor_add_labelled (self->item, _ ("Наибольший балл (−1: не знаю)"), self->item_max);
  return self->item;
}

static GtkWidget *
make_of (AppLayoutEditor *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_string_list_append (kinds, _ ("выберите"));
  for (const MeriloChoice *kind = get_kinds (); kind->code != NULL; kind++)
    gtk_string_list_append (kinds, _ (kind->label));
  self->kind = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (kinds)), NULL);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (of_cb), self);
  self->subject = make_entry (self, -1, G_CALLBACK (of_cb));
  self->year = _app_layout_editor_make_spin (self, 0, 2100, G_CALLBACK (of_cb));
  self->grade = _app_layout_editor_make_spin (self, 0, 12, G_CALLBACK (of_cb));
  self->max = _app_layout_editor_make_spin (self, 0, 1000, G_CALLBACK (of_cb));
  _app_layout_editor_add_labelled (line, _ ("Процедура"), self->kind);
  _app_layout_editor_add_labelled (line, _ ("Предмет"), self->subject);
  _app_layout_editor_add_labelled (line, _ ("Класс"), self->grade);
  _app_layout_editor_add_labelled (line, _ ("Год"), self->year);
  gtk_widget_set_tooltip_text (self->year, _ ("0: тот, что стоит в имени файла. Такое описание "
                                              "подойдёт и в следующие годы."));
  _app_layout_editor_add_labelled (line, _ ("Наибольший балл (0: по заданиям)"), self->max);
  return line;
}

GtkWidget *
_app_layout_editor_make_bottom (AppLayoutEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *save = gtk_button_new_with_label (_ ("Сохранить и прочитать файл"));

  self->column_title = app_word_new (NULL, "heading");
  gtk_box_append (GTK_BOX (column), self->column_title);
  gtk_box_append (GTK_BOX (column), make_item (self));
  gtk_widget_set_size_request (column, -1, 56);
  self->name = make_entry (self, 32, G_CALLBACK (_app_layout_editor_show_lack));
  gtk_entry_set_max_length (GTK_ENTRY (self->name), 120);
  self->shared = gtk_check_button_new_with_label (_ ("показать школам"));
  self->lack = app_label_new (NULL, "dim-label");
  gtk_widget_set_hexpand (self->lack, TRUE);
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "layout.save");
  _app_layout_editor_add_labelled (line, _ ("Название описания"), self->name);
  gtk_box_append (GTK_BOX (end), self->shared);
  gtk_box_append (GTK_BOX (end), self->lack);
  gtk_box_append (GTK_BOX (end), save);
  gtk_widget_set_valign (end, GTK_ALIGN_END); /* beside the entry, below its label */
  gtk_box_append (GTK_BOX (line), end);
  gtk_box_append (GTK_BOX (box), column);
  gtk_box_append (GTK_BOX (box), make_of (self));
  gtk_box_append (GTK_BOX (box), line);
  g_object_set (box, "margin-top", 9, "margin-bottom", 12, "margin-start", 18, "margin-end", 18,
                NULL);
  return box;
}

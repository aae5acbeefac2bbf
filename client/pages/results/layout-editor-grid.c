#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/layout-editor-private.h"

#include <glib/gi18n.h>

#include "pages/bits.h"

/* What is shown */

void
_app_layout_editor_mark_grid (AppLayoutEditor *self)
{
  guint head = app_layout_draft_get_row (self->draft);

  for (guint c = 0; c < app_layout_draft_get_n_columns (self->draft); c++)
    {
      g_autofree char *words = app_layout_draft_describe_column (self->draft, c);
      gboolean read = *app_layout_draft_get_kind (self->draft, c) != 0;

      app_sheet_set_head (self->sheet, c, words, read ? APP_SHEET_CHOSEN : APP_SHEET_DIM);
      for (guint r = 0; r < app_layout_draft_get_n_rows (self->draft); r++)
        app_sheet_mark_cell (self->sheet, r, c,
                             r + 1 == head                         ? APP_SHEET_CHOSEN
                             : r + 1 < head || (head > 0 && !read) ? APP_SHEET_DIM
                                                                   : APP_SHEET_PLAIN);
    }
  app_sheet_tell (self->sheet);
}

void
_app_layout_editor_fill_grid (AppLayoutEditor *self)
{
  guint rows = app_layout_draft_get_n_rows (self->draft);
  guint columns = app_layout_draft_get_n_columns (self->draft);

  app_sheet_clear (self->sheet);
  for (guint c = 0; c < columns; c++)
    {
      g_autofree char *letter = app_sheet_name_column (c + 1);

      app_sheet_add_column (self->sheet, letter, "");
    }
  for (guint r = 0; r < rows; r++)
    {
      app_sheet_add_row (self->sheet, r + 1, NULL);
      for (guint c = 0; c < columns; c++)
        app_sheet_set_cell (self->sheet, r, c, app_layout_draft_get_cell (self->draft, r, c));
    }
  _app_layout_editor_mark_grid (self);
}

/* What the user says */

static void
row_cb (AppLayoutEditor *self)
{
  if (!self->filling)
    app_layout_draft_set_row (self->draft, (guint) gtk_spin_button_get_value_as_int (
                                               GTK_SPIN_BUTTON (self->row)));
}

static void
numbered_cb (AppLayoutEditor *self, guint row)
{
  app_layout_draft_set_row (self->draft, row + 1);
}

void
_app_layout_editor_set_column (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppLayoutEditor *self = APP_LAYOUT_EDITOR (widget);
  guint row, column;

  if (app_sheet_view_get_cursor (APP_SHEET_VIEW (self->view), &row, &column))
    app_layout_draft_set_kind (self->draft, column, g_variant_get_string (parameter, NULL));
}

static void
head_pressed_cb (AppLayoutEditor *self, guint column)
{
  GdkRectangle place = app_sheet_view_get_head_place (APP_SHEET_VIEW (self->view), column);

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
cursor_cb (AppLayoutEditor *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  _app_layout_editor_show_column (self);
  self->filling = FALSE;
}

/* Building */

GtkWidget *
_app_layout_editor_make_top (AppLayoutEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = app_label_new (
      _ ("Щёлкните номер строки с заголовками. Потом у каждого нужного столбца выберите вверху, что "
         "в нём. Остальные столбцы не читаются: фамилии в результаты не попадают."),
      NULL);

  gtk_widget_set_hexpand (words, TRUE);
  self->row = _app_layout_editor_make_spin (self, 0, 60, G_CALLBACK (row_cb));
  self->sheets = gtk_drop_down_new (NULL, NULL);
  gtk_box_append (GTK_BOX (line), words);
  _app_layout_editor_add_labelled (line, _ ("Лист"), self->sheets);
  _app_layout_editor_add_labelled (line, _ ("Строка заголовков"), self->row);
  self->offer_place = adw_bin_new ();
  gtk_box_append (GTK_BOX (box), self->offer_place);
  gtk_box_append (GTK_BOX (box), line);
  g_object_set (box, "margin-top", 12, "margin-bottom", 9, "margin-start", 18, "margin-end", 18,
                NULL);
  return box;
}

static GtkWidget *
make_menu (AppLayoutEditor *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < app_column_kinds_count (); i++)
    {
      g_autofree char *action = g_strdup_printf ("layout.column::%s", app_column_kinds[i].id);

      g_menu_append (menu, _ (app_column_kinds[i].label), action);
    }
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
  gtk_widget_set_parent (self->menu, self->view);
  return self->menu;
}

GtkWidget *
_app_layout_editor_make_grid (AppLayoutEditor *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->sheet = app_sheet_new ();
  self->view = app_sheet_view_new (self->sheet);
  app_sheet_view_set_head_menus (APP_SHEET_VIEW (self->view), TRUE);
  g_signal_connect_swapped (self->view, "cursor-moved", G_CALLBACK (cursor_cb), self);
  g_signal_connect_swapped (self->view, "numbered", G_CALLBACK (numbered_cb), self);
  g_signal_connect_swapped (self->view, "activated", G_CALLBACK (numbered_cb), self);
  g_signal_connect_swapped (self->view, "head-pressed", G_CALLBACK (head_pressed_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_vexpand (scroller, TRUE);
  make_menu (self);
  return scroller;
}

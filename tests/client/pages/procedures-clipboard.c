/* Scales on the real clipboard: rows of the list go out, a table comes into the dialog. */
#include "client/pages/procedures-desk.h"

#include <string.h>

#include "pages/record-dialog.h"

#define SCALE "Отметка\tот\tдо\r\n2\t0\t14\r\n3\t15\t24\r\n4\t25\t33\r\n5\t34\t38\r\n"

static AppProcedureScales *
go (Desk *desk, const char *id)
{
  g_autofree char *target = g_strdup_printf ("%s/scales", id);
  AppProceduresPage *page = procedures_desk_go (desk, target);
  AppProcedureScales *scales = app_procedure_view_get_scales (app_procedures_page_get_view (page));

  UI_WAIT (app_procedure_scales_get_state (scales) == APP_STATE_CONTENT);
  return scales;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

/* what another program would be given */
static char *
read_clipboard (gpointer widget)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, read_cb, &text);
  UI_WAIT (text != NULL);
  return text;
}

static void
put (gpointer widget, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* Out */

#define HEAD "Действует\t«3» с\t«4» с\t«5» с\tКогда введена\tШкала проверена\tИсточник шкалы\n"

static void
assert_copied (gpointer widget, guint rows, const char *part)
{
  g_autofree char *text = read_clipboard (widget);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);

  g_test_message ("%s", text);
  g_assert_true (g_str_has_prefix (text, HEAD));
  g_assert_cmpuint (g_strv_length (lines), ==, rows + 1);
  g_assert_nonnull (strstr (text, part));
}

static void
test_copy (Desk *desk, gconstpointer data)
{
  AppProcedureScales *scales = go (desk, "54");
  GtkListBox *list = GTK_LIST_BOX (ui_find (GTK_WIDGET (scales), GTK_TYPE_LIST_BOX, NULL));
  GtkWidget *around = gtk_widget_get_parent (GTK_WIDGET (list)), *menu;

  /* nothing selected: the whole table */
  put (desk->window, "");
  g_assert_true (ui_press (around, GDK_KEY_c, GDK_CONTROL_MASK));
  assert_copied (desk->window, 3, "да\t14\t24\t33\t01.03.2026\tпроверено\tОписание проверочной");
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 0));
  g_assert_true (ui_press (around, GDK_KEY_c, GDK_CONTROL_MASK));
  assert_copied (desk->window, 1, "да\t14\t24\t33\t");
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 2));
  desk_shot (desk, "procedures-scales-selected");
  g_assert_true (ui_press (around, GDK_KEY_Cyrillic_es, GDK_CONTROL_MASK)); /* the same key */
  assert_copied (desk->window, 2, "\nнет\t");
  /* the menu */
  menu = ui_find (around, GTK_TYPE_POPOVER_MENU, NULL);
  g_assert_false (gtk_widget_get_mapped (menu));
  g_assert_true (ui_press (around, GDK_KEY_Menu, 0));
  UI_WAIT (gtk_widget_get_mapped (menu));
  g_assert_true (ui_says (menu, "Копировать выделенное"));
  g_assert_true (ui_says (menu, "Копировать все шкалы"));
  gtk_popover_popdown (GTK_POPOVER (menu));
  desk_act (around, "scales.copy-all", NULL);
  assert_copied (desk->window, 3, "да\t14");
  gtk_list_box_unselect_all (list);
  g_assert_true (ui_press (around, GDK_KEY_Cyrillic_ef, GDK_CONTROL_MASK)); /* Ctrl+A */
  g_assert_true (gtk_list_box_row_is_selected (gtk_list_box_get_row_at_index (list, 1)));
  /* other keys go on to the page */
  g_assert_false (ui_press (around, GDK_KEY_c, 0));
  g_assert_false (ui_press (around, GDK_KEY_v, GDK_CONTROL_MASK));
  g_assert_false (ui_press (around, GDK_KEY_c, GDK_CONTROL_MASK | GDK_ALT_MASK));
}

/* the right button, before the menu's own gesture */
static void
press_secondary (GtkWidget *around, GtkListBoxRow *row)
{
  g_autoptr (GListModel) list = gtk_widget_observe_controllers (around);
  graphene_rect_t at;

  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (row), around, &at));
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (list, i);

      if (GTK_IS_GESTURE_CLICK (one)
          && gtk_event_controller_get_propagation_phase (one) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (one, "pressed", 1, at.origin.x + 20.0, at.origin.y + 20.0);
    }
}

/* the menu is of the row under the pointer; of all that are selected, when it is one of them */
static void
test_pointed (Desk *desk, gconstpointer data)
{
  AppProcedureScales *scales = go (desk, "54");
  GtkListBox *list = GTK_LIST_BOX (ui_find (GTK_WIDGET (scales), GTK_TYPE_LIST_BOX, NULL));
  GtkWidget *around = gtk_widget_get_parent (GTK_WIDGET (list));
  GtkListBoxRow *rows[3];

  for (int i = 0; i < 3; i++)
    rows[i] = gtk_list_box_get_row_at_index (list, i);
  gtk_list_box_select_row (list, rows[0]);
  press_secondary (around, rows[1]);
  g_assert_false (gtk_list_box_row_is_selected (rows[0]));
  g_assert_true (gtk_list_box_row_is_selected (rows[1]));
  gtk_list_box_select_row (list, rows[2]);
  press_secondary (around, rows[2]);
  g_assert_true (gtk_list_box_row_is_selected (rows[1]));
  g_assert_false (gtk_list_box_row_is_selected (rows[0]));
}

/* In */

static GtkWindow *
open_dialog (Desk *desk, AppProcedureScales *scales, AppRecordForm **ret_form)
{
  GtkWindow *dialog;

  desk_act (scales, "scales.add", NULL);
  dialog = desk_dialog (desk);
  *ret_form = APP_RECORD_FORM (ui_find (GTK_WIDGET (dialog), APP_TYPE_RECORD_FORM, NULL));
  return dialog;
}

static void
assert_bounds (AppRecordForm *form, gint64 from3, gint64 from4, gint64 from5)
{
  MeriloRecord *scale = app_record_form_get_record (form);

  g_assert_cmpint (merilo_record_get_whole (scale, MERILO_SCALE_FROM3), ==, from3);
  g_assert_cmpint (merilo_record_get_whole (scale, MERILO_SCALE_FROM4), ==, from4);
  g_assert_cmpint (merilo_record_get_whole (scale, MERILO_SCALE_FROM5), ==, from5);
}

/* Ctrl+V in a field, as GTK has it */
static void
press_paste (GtkWindow *dialog, AppRecordForm *form, guint field)
{
  GtkWidget *focus;

  g_assert_true (app_record_form_focus_field (form, field));
  focus = gtk_window_get_focus (dialog);
  g_assert_true (ui_press_bound (focus, GDK_KEY_v, GDK_CONTROL_MASK));
}

static void
test_paste (Desk *desk, gconstpointer data)
{
  AppProcedureScales *scales = go (desk, "54");
  AppRecordForm *form;
  GtkWindow *dialog = open_dialog (desk, scales, &form);
  MeriloRecord *scale = app_record_form_get_record (form);

  put (dialog, SCALE);
  press_paste (dialog, form, MERILO_SCALE_FROM4);
  UI_WAIT (merilo_record_has (scale, MERILO_SCALE_FROM5));
  assert_bounds (form, 15, 25, 34);
  UI_WAIT (ui_says (dialog, "По этим границам: «2» "));
  desk_shot (desk, "procedures-scale-pasted");
  /* one step back */
  desk_act (form, "form.undo", NULL);
  g_assert_false (merilo_record_has (scale, MERILO_SCALE_FROM3));
  g_assert_false (merilo_record_has (scale, MERILO_SCALE_FROM5));
  /* one cell is the field's */
  put (dialog, "16\r\n");
  press_paste (dialog, form, MERILO_SCALE_FROM3);
  UI_WAIT (merilo_record_has (scale, MERILO_SCALE_FROM3));
  g_assert_cmpint (merilo_record_get_whole (scale, MERILO_SCALE_FROM3), ==, 16);
  g_assert_false (merilo_record_has (scale, MERILO_SCALE_FROM4));
  /* the button; and what our own list has copied */
  put (dialog, "Действует\t«3» с\t«4» с\t«5» с\nда\t14\t24\t33\n");
  procedures_desk_press (dialog, "Вставить из Excel");
  UI_WAIT (merilo_record_has (scale, MERILO_SCALE_FROM5));
  assert_bounds (form, 14, 24, 33);
}

static void
test_unread (Desk *desk, gconstpointer data)
{
  AppProcedureScales *scales = go (desk, "54");
  AppRecordForm *form;
  GtkWindow *dialog = open_dialog (desk, scales, &form);
  MeriloRecord *scale = app_record_form_get_record (form);

  put (dialog, "3\t15\t24\n4\tмного\n5\t34\t38\n");
  press_paste (dialog, form, MERILO_SCALE_FROM3);
  UI_WAIT (ui_says (dialog, "Строка 2 не прочитана: «4 много»"));
  g_assert_false (merilo_record_has (scale, MERILO_SCALE_FROM3));
  desk_shot (desk, "procedures-scale-unread");
  /* an empty clipboard */
  put (dialog, "");
  procedures_desk_press (dialog, "Вставить из Excel");
  UI_WAIT (ui_says (dialog, "В буфере нет таблицы"));
  /* read at last: the words go */
  put (dialog, SCALE);
  procedures_desk_press (dialog, "Вставить из Excel");
  UI_WAIT (merilo_record_has (scale, MERILO_SCALE_FROM5));
  g_assert_false (ui_says (dialog, "В буфере нет таблицы"));
  /* past the procedure's maximum: said where it is, when it is stored */
  put (dialog, "3\t15\n4\t25\n5\t39\n");
  procedures_desk_press (dialog, "Вставить из Excel");
  UI_WAIT (merilo_record_get_whole (scale, MERILO_SCALE_FROM5) == 39);
  app_record_edits_set_text (app_record_form_get_edits (form), scale, MERILO_SCALE_SOURCE,
                             "Приказ № 120");
  app_record_edits_set_text (app_record_form_get_edits (form), scale, MERILO_SCALE_CONFIDENCE,
                             "checked");
  desk_act (dialog, "record.store", NULL);
  UI_WAIT (ui_says (dialog, "«5» начинается не выше максимума процедуры: 38"));
  desk_settle (desk);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "scales"), ==, 0);
}

/* closed while the clipboard is read */
static void
test_closed (Desk *desk, gconstpointer data)
{
  AppProcedureScales *scales = go (desk, "54");
  AppRecordForm *form;
  GtkWindow *dialog = open_dialog (desk, scales, &form);
  g_autoptr (MeriloRecord) scale = g_object_ref (app_record_form_get_record (form));

  put (dialog, SCALE);
  procedures_desk_press (dialog, "Вставить из Excel");
  gtk_window_destroy (dialog); /* closing would wait for the loop, as the clipboard does */
  desk_settle (desk);
  g_assert_null (ui_window (APP_TYPE_RECORD_DIALOG));
  g_assert_false (merilo_record_has (scale, MERILO_SCALE_FROM5));
}

static void
fill (void)
{
#define ADD(name, func)                                                                            \
  g_test_add (name, Desk, NULL, procedures_desk_open, func, procedures_desk_close)
  ADD ("/scales/copy", test_copy);
  ADD ("/scales/pointed", test_pointed);
  ADD ("/scales/paste", test_paste);
  ADD ("/scales/unread", test_unread);
  ADD ("/scales/closed", test_closed);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-procedures-clipboard", fill);
}

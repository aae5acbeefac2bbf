#define G_LOG_DOMAIN "test-record-form"

#include "lib/ui.h"
#include "sample.h"
#include "widgets/record-form.h"
#include "widgets/widgets.h"

typedef struct
{
  MeriloRecord *record;
  GtkWidget *widget;
  AppRecordForm *form;
  AppRecordEdits *edits;
  GtkWindow *window;
  guint changes;
} Fixture;

static void
changed_cb (AppRecordForm *form, guint field, Fixture *f)
{
  g_assert_cmpuint (field, <, SAMPLE_N_FIELDS);
  f->changes++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  f->record = sample_make (2);
  f->widget = app_record_form_new ();
  f->form = APP_RECORD_FORM (f->widget);
  f->edits = app_record_form_get_edits (f->form);
  f->changes = 0;
  g_signal_connect (f->form, "changed", G_CALLBACK (changed_cb), f);
  app_record_form_set_record (f->form, f->record, MERILO_ROLE_METHODOLOGIST, APP_FORM_EDIT);
  gtk_widget_set_margin_start (f->widget, 12);
  gtk_widget_set_margin_end (f->widget, 12);
  gtk_widget_set_margin_top (f->widget, 12);
  gtk_widget_set_margin_bottom (f->widget, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), f->widget);
  f->window = ui_open (scrolled, 420, 760);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  GtkWidget *widget = f->widget;

  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &f->widget);
  ui_close (f->window);
  g_assert_null (f->widget);
  g_assert_finalize_object (f->record); /* nothing holds the record after its form */
}

static GtkWidget *
find_row (Fixture *f, const char *title)
{
  GtkWidget *row = ui_find (f->widget, ADW_TYPE_PREFERENCES_ROW, title);

  g_assert_nonnull (row);
  return row;
}

static void
type (Fixture *f, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (f, title)), text);
}

static void
assert_shows (Fixture *f, const char *title, const char *text)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (f, title))), ==, text);
}

static gboolean
tells (Fixture *f, const char *text)
{
  GtkWidget *label = ui_find (f->widget, GTK_TYPE_LABEL, text);

  return label != NULL && gtk_widget_get_mapped (label);
}

static void
test_rows (Fixture *f, gconstpointer data)
{
  GtkWidget *lines = ui_find (f->widget, GTK_TYPE_TEXT_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (lines));

  UI_WAIT (!g_main_context_iteration (NULL, FALSE)); /* texts of many lines are laid out idly */
  ui_shot (f->window, "form");
  ui_assert_named (f->widget);
  g_assert_null (ui_find (f->widget, ADW_TYPE_PREFERENCES_ROW, "№ записи")); /* hidden */
  type (f, "Ответственный", "Новый И. И.");
  g_assert_cmpstr (merilo_record_get_text (f->record, SAMPLE_RESPONSIBLE), ==, "Новый И. И.");
  gtk_text_buffer_set_text (buffer, "Первая\nвторая", -1);
  g_assert_cmpstr (merilo_record_get_text (f->record, SAMPLE_TITLE), ==, "Первая\nвторая");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (f, "Состояние")), 2);
  g_assert_cmpint (merilo_record_get_whole (f->record, SAMPLE_STAGE), ==, 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (f, "Состояние")), 0);
  g_assert_false (merilo_record_has (f->record, SAMPLE_STAGE));
  gtk_switch_set_active (GTK_SWITCH (ui_find (find_row (f, "Срочно"), GTK_TYPE_SWITCH, NULL)),
                         TRUE);
  g_assert_cmpint (merilo_record_get_whole (f->record, SAMPLE_URGENT), ==, 1);
  type (f, "Работ", "77");
  g_assert_cmpint (merilo_record_get_whole (f->record, SAMPLE_COUNT), ==, 77);
  type (f, "Доля", "2,");
  assert_shows (f, "Доля", "2,"); /* not rewritten under the fingers */
  type (f, "Доля", "2,5");
  g_assert_cmpfloat (merilo_record_get_real (f->record, SAMPLE_SHARE), ==, 2.5);
}

static void
test_problems (Fixture *f, gconstpointer data)
{
  gint64 due = merilo_record_get_whole (f->record, SAMPLE_DUE);

  g_assert_true (app_record_form_check (f->form));
  type (f, "Срок", "до осени");
  g_assert_cmpint (merilo_record_get_whole (f->record, SAMPLE_DUE), ==, due);
  assert_shows (f, "Срок", "до осени");
  UI_WAIT (tells (f, "«Срок»: нужна дата вида 02.09.2026, а введено «до осени»"));
  type (f, "Работ", "501");
  type (f, "№", "2,1");
  UI_WAIT (tells (f, "«Работ»: не больше 500"));
  UI_WAIT (tells (f, "«№»: цифры через точку"));
  g_assert_true (gtk_widget_has_css_class (find_row (f, "№"), "error"));
  g_assert_false (app_record_form_check (f->form));
  ui_shot (f->window, "form-problems");
  type (f, "№", "2.1");
  g_assert_false (gtk_widget_has_css_class (find_row (f, "№"), "error"));
  type (f, "Срок", "1.9.2026");
  assert_shows (f, "Срок", "1.9.2026");
  type (f, "Работ", "5");
  g_assert_true (app_record_form_check (f->form));
  g_assert_true (app_record_form_set_problem (f->form, "no", "Такой номер уже есть"));
  UI_WAIT (tells (f, "Такой номер уже есть"));
  g_assert_false (app_record_form_set_problem (f->form, "nonsense", "?"));
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  type (f, "Ответственный", "Н");
  type (f, "Ответственный", "Но");
  type (f, "Срок", "до осени");
  gtk_switch_set_active (GTK_SWITCH (ui_find (find_row (f, "Срочно"), GTK_TYPE_SWITCH, NULL)),
                         TRUE);
  g_assert_cmpuint (f->changes, >=, 4); /* a draft for each letter */
  g_assert_true (ui_press (f->widget, GDK_KEY_z, GDK_CONTROL_MASK));
  g_assert_false (
      gtk_switch_get_active (GTK_SWITCH (ui_find (find_row (f, "Срочно"), GTK_TYPE_SWITCH, NULL))));
  g_assert_true (ui_press (f->widget, GDK_KEY_Cyrillic_ya, GDK_CONTROL_MASK));
  g_assert_cmpuint (app_record_edits_count_refused (f->edits), ==, 0);
  g_assert_false (gtk_widget_has_css_class (find_row (f, "Срок"), "error"));
  g_assert_true (ui_press (f->widget, GDK_KEY_z, GDK_CONTROL_MASK));
  assert_shows (f, "Ответственный", "Иванова Ю. С.");
  g_assert_true (ui_press (f->widget, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  assert_shows (f, "Ответственный", "Но");
  g_assert_false (ui_press (f->widget, GDK_KEY_s, GDK_CONTROL_MASK));
}

static void
test_from_elsewhere (Fixture *f, gconstpointer data)
{
  merilo_record_set_text (f->record, SAMPLE_RESPONSIBLE, "С сервера");
  assert_shows (f, "Ответственный", "С сервера");
  g_assert_cmpuint (f->changes, ==, 0); /* that was not the user */
  g_assert_false (app_record_edits_can_undo (f->edits));
}

static void
test_calendar (Fixture *f, gconstpointer data)
{
  GtkWidget *row = find_row (f, "Срок"), *button = ui_find (row, GTK_TYPE_MENU_BUTTON, NULL);
  GtkWidget *popover, *calendar;
  g_autoptr (GDateTime) day = g_date_time_new_utc (2027, 2, 28, 0, 0, 0), shown = NULL;

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  calendar = ui_find (popover, GTK_TYPE_CALENDAR, NULL);
  UI_WAIT (gtk_widget_get_mapped (calendar));
  shown = gtk_calendar_get_date (GTK_CALENDAR (calendar));
  {
    g_autofree char *text = g_date_time_format (shown, "%d.%m.%Y");

    assert_shows (f, "Срок", text); /* it opens on the day that is set */
  }
  gtk_calendar_select_day (GTK_CALENDAR (calendar), day);
  assert_shows (f, "Срок", "28.02.2027");
  g_assert_cmpint (merilo_record_get_whole (f->record, SAMPLE_DUE), ==,
                   merilo_date_join (2027, 2, 28));
}

/* who may write what is said by the description alone */
static void
test_rights (void)
{
  static const struct
  {
    const char *name;
    guint record; /* even ones are open */
    MeriloRole role;
    AppFormMode mode;
    gboolean title, note;
  } cases[] = {
    { "methodologist, open", 2, MERILO_ROLE_METHODOLOGIST, APP_FORM_EDIT, TRUE, TRUE },
    { "methodologist, closed", 3, MERILO_ROLE_METHODOLOGIST, APP_FORM_EDIT, TRUE, FALSE },
    { "school, open", 2, MERILO_ROLE_SCHOOL, APP_FORM_EDIT, TRUE, FALSE },
    { "observer", 2, MERILO_ROLE_OBSERVER, APP_FORM_EDIT, FALSE, FALSE },
    { "only read", 2, MERILO_ROLE_METHODOLOGIST, APP_FORM_READ, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MeriloRecord) record = sample_make (cases[i].record);
      GtkWidget *form = app_record_form_new ();
      GtkWindow *window = ui_open (form, 420, 760);

      g_test_message ("%s", cases[i].name);
      app_record_form_set_record (APP_RECORD_FORM (form), record, cases[i].role, cases[i].mode);
      g_assert_cmpint (app_record_form_focus_field (APP_RECORD_FORM (form), SAMPLE_TITLE), ==,
                       cases[i].title);
      g_assert_cmpint (app_record_form_focus_field (APP_RECORD_FORM (form), SAMPLE_NOTE), ==,
                       cases[i].note);
      g_assert_false (app_record_form_focus_field (APP_RECORD_FORM (form), SAMPLE_CHANGED));
      if (i == 3)
        ui_shot (window, "form-read");
      app_record_form_set_record (APP_RECORD_FORM (form), NULL, cases[i].role, cases[i].mode);
      g_assert_null (ui_find (form, ADW_TYPE_PREFERENCES_ROW, NULL));
      ui_close (window);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  app_widgets_init ();
  ADD ("/record-form/rows", test_rows);
  ADD ("/record-form/problems", test_problems);
  ADD ("/record-form/undo", test_undo);
  ADD ("/record-form/from-elsewhere", test_from_elsewhere);
  ADD ("/record-form/calendar", test_calendar);
  g_test_add_func ("/record-form/rights", test_rights);
  return g_test_run ();
}

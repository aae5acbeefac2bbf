#define G_LOG_DOMAIN "app-record-form"

#include "config.h"

#include "widgets/choice-row.h"
#include "widgets/record-row.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  SHOWN, /* text alone */
  ENTRY, /* one line: text, numbers, dates */
  LINES, /* a text of many lines */
  CHOICE,
  SWITCH,
} Way;

struct _RecordRow
{
  AppRecordEdits *edits;
  MeriloRecord *record;
  guint field;
  Way way;
  gboolean pulling; /* the screen is being filled from the record */
  GArray *ids;      /* of a reference: what each word of the choice stands for */
  gboolean pushing; /* and the other way: a text is not rewritten under the fingers */
  GtkWidget *widget, *editor, *problem, *problem_text;
  GtkEventController *focus; /* the widget's */
};

static const MeriloField *
field_of (RecordRow *row)
{
  return &merilo_record_get_entity (row->record)->fields[row->field];
}

static gboolean
is_reference (RecordRow *row)
{
  return app_record_names_has (app_record_edits_get_names (row->edits), field_of (row));
}

static Way
choose_way (RecordRow *row, gboolean writable)
{
  const MeriloField *f = field_of (row);

  if (!writable || f->kind == MERILO_MOMENT || f->kind == MERILO_SCORES)
    return SHOWN;
  if (f->kind == MERILO_CHOICE || is_reference (row))
    return CHOICE;
  if (f->kind == MERILO_FLAG)
    return SWITCH;
  return f->kind == MERILO_TEXT && (f->flags & MERILO_MULTILINE) ? LINES : ENTRY;
}

/* From the screen to the record */

static void
push_text (RecordRow *row, const char *text)
{
  if (row->pulling)
    return;
  row->pushing = TRUE;
  app_record_edits_set_text (row->edits, row->record, row->field, text);
  row->pushing = FALSE;
}

static void
entry_changed_cb (GtkEditable *entry, RecordRow *row)
{
  push_text (row, gtk_editable_get_text (entry));
}

static void
buffer_changed_cb (GtkTextBuffer *buffer, RecordRow *row)
{
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  push_text (row, text);
}

static void
selected_cb (AdwComboRow *combo, GParamSpec *pspec, RecordRow *row)
{
  guint selected = adw_combo_row_get_selected (combo);
  gint64 value = MERILO_NONE; /* the first is «не выбрано» */

  if (row->pulling)
    return;
  if (selected > 0)
    value
        = row->ids != NULL ? g_array_index (row->ids, gint64, selected - 1) : (gint64) selected - 1;
  app_record_edits_set_whole (row->edits, row->record, row->field, value);
}

static void
active_cb (GtkSwitch *flag, GParamSpec *pspec, RecordRow *row)
{
  if (!row->pulling)
    app_record_edits_set_whole (row->edits, row->record, row->field, gtk_switch_get_active (flag));
}

static void
day_selected_cb (GtkCalendar *calendar, RecordRow *row)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);

  if (row->pulling)
    return;
  app_record_edits_seal (row->edits);
  app_record_edits_set_whole (row->edits, row->record, row->field,
                              merilo_date_join (g_date_time_get_year (day),
                                                g_date_time_get_month (day),
                                                g_date_time_get_day_of_month (day)));
  record_row_pull (row);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
calendar_show_cb (GtkWidget *popover, RecordRow *row)
{
  gint64 days = merilo_record_get_whole (row->record, row->field);
  int year, month, day;
  g_autoptr (GDateTime) date = NULL;

  if (days == MERILO_NONE)
    return;
  merilo_date_split (days, &year, &month, &day);
  date = g_date_time_new_utc (year, month, day, 0, 0, 0);
  row->pulling = TRUE;
  if (date != NULL)
    gtk_calendar_select_day (GTK_CALENDAR (gtk_popover_get_child (GTK_POPOVER (popover))), date);
  row->pulling = FALSE;
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, RecordRow *row)
{
  app_record_edits_seal (row->edits); /* what is typed after is a step of its own */
  record_row_pull (row);              /* «1.9.2026» becomes 01.09.2026 */
}

/* Widgets */

static void
name_editor (RecordRow *row, GtkWidget *editor)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (field_of (row)->label), -1);
}

static void
add_calendar (RecordRow *row)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Выбрать день"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Выбрать день"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (popover, "show", G_CALLBACK (calendar_show_cb), row);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (day_selected_cb), row);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row->widget), button);
}

static void
make_entry (RecordRow *row)
{
  GtkEditable *delegate;

  row->widget = adw_entry_row_new ();
  row->editor = row->widget;
  delegate = gtk_editable_get_delegate (GTK_EDITABLE (row->widget));
  /* the form undoes over all fields: an undo of each line's own would go beside it */
  gtk_text_set_enable_emoji_completion (GTK_TEXT (delegate), FALSE);
  gtk_editable_set_enable_undo (delegate, FALSE);
  name_editor (row, GTK_WIDGET (delegate));
  if (field_of (row)->kind == MERILO_DATE)
    add_calendar (row);
  g_signal_connect (row->widget, "changed", G_CALLBACK (entry_changed_cb), row);
}

static void
make_lines (RecordRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = gtk_label_new (_ (field_of (row)->label));
  GtkTextBuffer *buffer;

  row->widget = adw_preferences_row_new ();
  row->editor = gtk_text_view_new ();
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_add_css_class (title, "caption");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (row->editor), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (row->editor), FALSE);
  /* before it is laid out it has no height of its own, and the form would jump */
  gtk_widget_set_size_request (row->editor, -1, 24);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), row->editor);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->widget), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row->widget), FALSE);
  gtk_widget_set_focusable (row->widget, FALSE);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (row->editor));
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  name_editor (row, row->editor);
  g_signal_connect (buffer, "changed", G_CALLBACK (buffer_changed_cb), row);
}

/* what has no name, gone perhaps, stays chosen by its number */
static void
list_references (RecordRow *row, GtkStringList *labels)
{
  AppRecordNames *names = app_record_edits_get_names (row->edits);
  gint64 id;
  const char *name;

  row->ids = g_array_new (FALSE, FALSE, sizeof id);
  for (guint i = 0; app_record_names_get (names, field_of (row), i, &id, &name); i++)
    {
      g_array_append_val (row->ids, id);
      gtk_string_list_append (labels, name);
    }
  if (merilo_record_has (row->record, row->field)
      && app_record_names_look (names, row->record, row->field) == NULL)
    {
      g_autofree char *number = merilo_record_show (row->record, row->field);

      id = merilo_record_get_whole (row->record, row->field);
      g_array_append_val (row->ids, id);
      gtk_string_list_append (labels, number);
    }
}

static void
make_choice (RecordRow *row)
{
  const MeriloField *f = field_of (row);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("не выбрано"));
  if (is_reference (row))
    list_references (row, labels);
  for (guint i = 0; row->ids == NULL && f->choices[i].code != NULL; i++)
    gtk_string_list_append (labels, _ (f->choices[i].label));
  row->widget = app_choice_row_new (labels);
  row->editor = row->widget;
  g_signal_connect (row->widget, "notify::selected", G_CALLBACK (selected_cb), row);
}

static void
make_switch (RecordRow *row)
{
  row->widget = adw_action_row_new ();
  row->editor = gtk_switch_new ();
  gtk_widget_set_valign (row->editor, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->widget), row->editor);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row->widget), row->editor);
  name_editor (row, row->editor);
  g_signal_connect (row->editor, "notify::active", G_CALLBACK (active_cb), row);
}

static void
make_shown (RecordRow *row)
{
  row->widget = adw_action_row_new ();
  gtk_widget_add_css_class (row->widget, "shown-field");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row->widget), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row->widget), 0);
}

static void
make_problem (RecordRow *row)
{
  row->problem = gtk_list_box_row_new ();
  row->problem_text = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (row->problem_text), 0);
  gtk_label_set_wrap (GTK_LABEL (row->problem_text), TRUE);
  gtk_widget_add_css_class (row->problem_text, "form-problem");
  gtk_widget_add_css_class (row->problem_text, "caption");
  gtk_widget_set_margin_start (row->problem_text, 12);
  gtk_widget_set_margin_end (row->problem_text, 12);
  gtk_widget_set_margin_top (row->problem_text, 6);
  gtk_widget_set_margin_bottom (row->problem_text, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->problem), row->problem_text);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row->problem), FALSE);
  gtk_widget_set_focusable (row->problem, FALSE);
  gtk_widget_set_visible (row->problem, FALSE);
}

RecordRow *
record_row_new (AppRecordEdits *edits, MeriloRecord *record, guint field, gboolean writable)
{
  static void (*const makers[]) (RecordRow *) = {
    [SHOWN] = make_shown,   [ENTRY] = make_entry,   [LINES] = make_lines,
    [CHOICE] = make_choice, [SWITCH] = make_switch,
  };
  RecordRow *row = g_new0 (RecordRow, 1);

  row->edits = g_object_ref (edits);
  row->record = g_object_ref (record);
  row->field = field;
  row->way = choose_way (row, writable);
  row->pulling = TRUE;
  makers[row->way](row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row->widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->widget), _ (field_of (row)->label));
  g_object_ref_sink (row->widget);
  make_problem (row);
  g_object_ref_sink (row->problem);
  row->focus = gtk_event_controller_focus_new ();
  g_signal_connect (row->focus, "leave", G_CALLBACK (focus_leave_cb), row);
  gtk_widget_add_controller (row->widget, row->focus);
  record_row_pull (row);
  return row;
}

void
record_row_free (RecordRow *row)
{
  row->pulling = TRUE; /* widgets may live a little longer than this */
  if (row->way == LINES)
    g_signal_handlers_disconnect_by_data (gtk_text_view_get_buffer (GTK_TEXT_VIEW (row->editor)),
                                          row);
  if (row->editor != NULL)
    g_signal_handlers_disconnect_by_data (row->editor, row);
  g_signal_handlers_disconnect_by_data (row->focus, row);
  g_object_unref (row->widget);
  g_object_unref (row->problem);
  g_object_unref (row->record);
  g_object_unref (row->edits);
  g_clear_pointer (&row->ids, g_array_unref);
  g_free (row);
}

guint
record_row_get_field (RecordRow *row)
{
  return row->field;
}

gboolean
record_row_is_writable (RecordRow *row)
{
  return row->way != SHOWN;
}

GtkWidget *
record_row_get_widget (RecordRow *row)
{
  return row->widget;
}

GtkWidget *
record_row_get_problem_widget (RecordRow *row)
{
  return row->problem;
}

static void
pull_lines (RecordRow *row, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (row->editor));
  g_autofree char *now = NULL;

  g_object_get (buffer, "text", &now, NULL);
  if (!g_str_equal (now, text))
    gtk_text_buffer_set_text (buffer, text, -1);
}

static guint
find_chosen (RecordRow *row)
{
  gint64 whole = merilo_record_get_whole (row->record, row->field);

  if (whole == MERILO_NONE)
    return 0;
  for (guint i = 0; row->ids != NULL && i < row->ids->len; i++)
    if (g_array_index (row->ids, gint64, i) == whole)
      return i + 1;
  return row->ids != NULL ? 0 : (guint) whole + 1;
}

void
record_row_pull (RecordRow *row)
{
  g_autofree char *text = NULL;

  if (row->pushing)
    return;
  text = app_record_edits_dup_text (row->edits, row->record, row->field);
  row->pulling = TRUE;
  switch (row->way)
    {
    case ENTRY:
      if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row->widget)), text))
        gtk_editable_set_text (GTK_EDITABLE (row->widget), text);
      break;
    case LINES:
      pull_lines (row, text);
      break;
    case CHOICE:
      adw_combo_row_set_selected (ADW_COMBO_ROW (row->widget), find_chosen (row));
      break;
    case SWITCH:
      gtk_switch_set_active (GTK_SWITCH (row->editor),
                             merilo_record_get_whole (row->record, row->field) != 0);
      break;
    case SHOWN:
    default:
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row->widget), *text != 0 ? text : "—");
    }
  row->pulling = FALSE;
}

void
record_row_show_problem (RecordRow *row, const char *message)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (row->editor != NULL ? row->editor : row->widget);

  if (message != NULL)
    gtk_widget_add_css_class (row->widget, "error");
  else
    gtk_widget_remove_css_class (row->widget, "error");
  gtk_label_set_text (GTK_LABEL (row->problem_text), message != NULL ? message : "");
  gtk_widget_set_visible (row->problem, message != NULL);
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  message != NULL ? message : "", -1);
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                               : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

void
record_row_focus (RecordRow *row)
{
  gtk_widget_grab_focus (row->editor != NULL ? row->editor : row->widget);
}

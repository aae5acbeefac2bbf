#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/field.h"

struct _AppField
{
  AdwBin parent_instance;

  const MeriloField *field;
  guint i;
  MeriloRecord *record;
  GtkWidget *title, *editor, *shell, *value, *problem; /* shell: what the editor stands in */
  GtkTextBuffer *buffer;                               /* of a multi-line text */
  gboolean filling;
};

enum
{
  SIGNAL_EDITED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppField, app_field, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

/* Helpers */

static void
show_problem (AppField *self, const char *message)
{
  gtk_label_set_text (GTK_LABEL (self->problem), message != NULL ? message : "");
  gtk_widget_set_visible (self->problem, message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (self->editor, "error");
  else
    gtk_widget_remove_css_class (self->editor, "error");
}

static void
take (AppField *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (self->filling || self->record == NULL)
    return;
  if (merilo_record_parse (self->record, self->i, text, &error))
    message = merilo_record_check_field (self->record, self->i);
  show_problem (self, error != NULL ? error->message : message);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, text);
}

static char *
get_text (AppField *self)
{
  GtkTextIter start, end;

  if (self->buffer == NULL)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->editor)));
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
put_text (AppField *self, const char *text)
{
  g_autofree char *now = NULL;

  if (GTK_IS_DROP_DOWN (self->editor))
    {
      guint choice = merilo_record_has (self->record, self->i)
                         ? (guint) merilo_record_get_whole (self->record, self->i)
                         : GTK_INVALID_LIST_POSITION;

      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->editor), choice);
      return;
    }
  if (GTK_IS_CHECK_BUTTON (self->editor))
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->editor),
                                   merilo_record_get_whole (self->record, self->i) != 0);
      return;
    }
  now = get_text (self);
  if (g_str_equal (now, text))
    return;
  if (self->buffer != NULL)
    gtk_text_buffer_set_text (self->buffer, text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->editor), text);
}

/* Callbacks */

static void
text_cb (AppField *self)
{
  g_autofree char *text = get_text (self);

  take (self, text);
}

static void
choice_cb (AppField *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->editor));

  if (i != GTK_INVALID_LIST_POSITION)
    take (self, self->field->choices[i].code);
}

static void
flag_cb (AppField *self)
{
  if (self->filling || self->record == NULL)
    return;
  merilo_record_set_whole (self->record, self->i,
                           gtk_check_button_get_active (GTK_CHECK_BUTTON (self->editor)));
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, "");
}

static void
day_cb (GtkCalendar *calendar, AppField *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (date, "%d.%m.%Y");

  gtk_editable_set_text (GTK_EDITABLE (self->editor), text);
  gtk_popover_popdown (
      GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER)));
}

/* Editors by kind */

static GtkWidget *
make_multiline (AppField *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  g_object_set (view, "left-margin", 9, "right-margin", 9, "top-margin", 6, "bottom-margin", 6,
                NULL);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_enable_undo (self->buffer, TRUE);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (text_cb), self, G_CONNECT_SWAPPED);
  app_name_it (view, _ (self->field->label));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  /* a text view not yet shown asks for its longest line whole: the width is the page's to give */
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_EXTERNAL, "propagate-natural-height",
                TRUE, "max-content-height", 180, "min-content-height", 36, "min-content-width", 120,
                NULL);
  gtk_widget_add_css_class (scroller, "field-text");
  return scroller;
}

static GtkWidget *
make_choice (AppField *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *drop;

  for (guint i = 0; self->field->choices[i].code != NULL; i++)
    gtk_string_list_append (labels, _ (self->field->choices[i].label));
  drop = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  g_signal_connect_object (drop, "notify::selected", G_CALLBACK (choice_cb), self,
                           G_CONNECT_SWAPPED);
  return drop;
}

static GtkWidget *
make_calendar_button (AppField *self)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  g_signal_connect (calendar, "day-selected", G_CALLBACK (day_cb), self);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Календарь"));
  app_name_it (button, _ ("Выбрать день"));
  return button;
}

static GtkWidget *
make_editor (AppField *self)
{
  GtkWidget *box;

  if (self->field->kind == MERILO_TEXT && (self->field->flags & MERILO_MULTILINE))
    return self->editor = make_multiline (self);
  if (self->field->kind == MERILO_CHOICE)
    return self->editor = make_choice (self);
  if (self->field->kind == MERILO_FLAG)
    {
      self->editor = gtk_check_button_new_with_label (_ (self->field->label));
      g_signal_connect_object (self->editor, "toggled", G_CALLBACK (flag_cb), self,
                               G_CONNECT_SWAPPED);
      return self->editor;
    }
  self->editor = gtk_entry_new ();
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (text_cb), self, G_CONNECT_SWAPPED);
  if (self->field->kind != MERILO_DATE)
    return self->editor;
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->editor), _ ("дд.мм.гггг"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->editor), 12);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), self->editor);
  gtk_box_append (GTK_BOX (box), make_calendar_button (self));
  return box;
}

/* GObject overrides */

static void
app_field_dispose (GObject *object)
{
  g_clear_object (&APP_FIELD (object)->record);
  G_OBJECT_CLASS (app_field_parent_class)->dispose (object);
}

static void
app_field_class_init (AppFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_field_dispose;
  signals[SIGNAL_EDITED] = g_signal_new ("edited", APP_TYPE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
app_field_init (AppField *self)
{
}

/* Public API */

GtkWidget *
app_field_new (const MeriloEntity *entity, guint field)
{
  AppField *self = g_object_new (APP_TYPE_FIELD, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->field = &entity->fields[field];
  self->i = field;
  self->title = app_label_new (_ (self->field->label), "caption-heading dim-label");
  self->shell = make_editor (self);
  self->value = app_label_new (NULL, NULL);
  gtk_label_set_selectable (GTK_LABEL (self->value), TRUE);
  self->problem = app_label_new (NULL, "caption error");
  gtk_widget_set_visible (self->problem, FALSE);
  if (self->field->kind == MERILO_FLAG)
    gtk_widget_set_visible (self->title, FALSE);
  app_name_it (self->editor, _ (self->field->label));
  gtk_box_append (GTK_BOX (box), self->title);
  /* one of the two is visible; a stack would ask for the width of the longer one */
  gtk_box_append (GTK_BOX (box), self->shell);
  gtk_box_append (GTK_BOX (box), self->value);
  gtk_box_append (GTK_BOX (box), self->problem);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_name (GTK_WIDGET (self), self->field->name);
  return GTK_WIDGET (self);
}

void
app_field_set_record (AppField *self, gpointer record, MeriloRole role, gboolean writable)
{
  g_autofree char *text = NULL;
  const MeriloEntity *entity = record != NULL ? merilo_record_get_entity (record) : NULL;
  g_autofree char *state = NULL;
  int state_field = entity != NULL && entity->state_field != NULL
                        ? merilo_entity_find (entity, entity->state_field)
                        : -1;

  self->filling = TRUE;
  g_set_object (&self->record, record);
  if (record != NULL)
    {
      text = merilo_record_show (record, self->i);
      put_text (self, text);
      gtk_label_set_text (GTK_LABEL (self->value), *text != 0 ? text : "—");
      if (state_field >= 0 && entity->fields[state_field].kind == MERILO_CHOICE
          && merilo_record_has (record, (guint) state_field))
        state = g_strdup (entity->fields[state_field]
                              .choices[merilo_record_get_whole (record, (guint) state_field)]
                              .code);
      else if (state_field >= 0 && entity->fields[state_field].kind == MERILO_TEXT)
        state = g_strdup (merilo_record_get_text (record, (guint) state_field));
      /* a thing that is being made takes what is fixed afterwards */
      writable = writable
                 && (merilo_entity_may_write (entity, self->i, role, state)
                     || ((self->field->flags & MERILO_CREATE_ONLY)
                         && app_record_get_version (record) < 0));
    }
  gtk_widget_set_visible (self->shell, record != NULL && writable);
  gtk_widget_set_visible (self->value, record == NULL || !writable);
  show_problem (self, NULL);
  self->filling = FALSE;
}

guint
app_field_get_field (AppField *self)
{
  return self->i;
}

gboolean
app_field_is_valid (AppField *self)
{
  return !gtk_widget_get_visible (self->problem);
}

void
app_field_type (AppField *self, const char *text)
{
  if (GTK_IS_DROP_DOWN (self->editor))
    {
      for (guint i = 0; self->field->choices[i].code != NULL; i++)
        if (g_str_equal (self->field->choices[i].code, text))
          gtk_drop_down_set_selected (GTK_DROP_DOWN (self->editor), i);
    }
  else if (self->buffer != NULL)
    gtk_text_buffer_set_text (self->buffer, text, -1);
  else if (GTK_IS_EDITABLE (self->editor))
    gtk_editable_set_text (GTK_EDITABLE (self->editor), text);
}

void
app_field_set_title (AppField *self, const char *title)
{
  gtk_label_set_text (GTK_LABEL (self->title), title);
}

#define G_LOG_DOMAIN "app-record-form"

#include "config.h"

#include "widgets/record-form.h"

#include <glib/gi18n-lib.h>

#include "widgets/clipboard.h"
#include "widgets/record-row.h"
#include "widgets/widgets.h"

struct _AppRecordForm
{
  GtkWidget parent_instance;
  AppRecordEdits *edits;
  MeriloRecord *record;
  GtkWidget *list;
  GPtrArray *rows; /* of RecordRow */
  const int *fields;
  gulong notify;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (AppRecordForm, app_record_form, GTK_TYPE_WIDGET)

/* Rows */

static RecordRow *
find_row (AppRecordForm *self, guint field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (record_row_get_field (self->rows->pdata[i]) == field)
      return self->rows->pdata[i];
  return NULL;
}

static void
show_problem (AppRecordForm *self, RecordRow *row)
{
  g_autofree char *problem
      = app_record_edits_dup_problem (self->edits, self->record, record_row_get_field (row));

  record_row_show_problem (row, problem);
}

static void
edited_cb (AppRecordEdits *edits, MeriloRecord *record, guint field, AppRecordForm *self)
{
  RecordRow *row = record == self->record ? find_row (self, field) : NULL;

  if (row == NULL)
    return;
  record_row_pull (row);
  show_problem (self, row);
  g_signal_emit (self, changed_signal, 0, field);
}

/* from elsewhere: the server's answer, a workflow */
static void
notify_cb (MeriloRecord *record, GParamSpec *pspec, AppRecordForm *self)
{
  int field;
  g_autofree char *name = g_strdelimit (g_strdup (pspec->name), "-", '_');
  RecordRow *row;

  field = merilo_entity_find (merilo_record_get_entity (record), name);
  row = field >= 0 ? find_row (self, (guint) field) : NULL;
  if (row != NULL)
    record_row_pull (row);
}

static void
history_cb (AppRecordEdits *edits, AppRecordForm *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.undo", app_record_edits_can_undo (edits));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.redo", app_record_edits_can_redo (edits));
}

static const char *
find_state (MeriloRecord *record)
{
  const MeriloEntity *entity = merilo_record_get_entity (record);
  int i = entity->state_field != NULL ? merilo_entity_find (entity, entity->state_field) : -1;

  if (i < 0 || !merilo_record_has (record, (guint) i))
    return NULL;
  if (entity->fields[i].kind == MERILO_CHOICE)
    return entity->fields[i].choices[merilo_record_get_whole (record, (guint) i)].code;
  return merilo_record_get_text (record, (guint) i);
}

static gboolean
may_write (MeriloRecord *record, guint i, MeriloRole role, AppFormMode mode)
{
  const MeriloEntity *entity = merilo_record_get_entity (record);

  if (mode == APP_FORM_READ)
    return FALSE;
  if (mode == APP_FORM_CREATE && (entity->fields[i].flags & MERILO_CREATE_ONLY))
    return (entity->writers & (1u << role)) != 0;
  return merilo_entity_may_write (entity, i, role, find_state (record));
}

static void
drop_rows (AppRecordForm *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  g_ptr_array_set_size (self->rows, 0);
}

static void
make_row (AppRecordForm *self, guint field, gboolean writable)
{
  RecordRow *row = record_row_new (self->edits, self->record, field, writable);

  g_ptr_array_add (self->rows, row);
  gtk_list_box_append (GTK_LIST_BOX (self->list), record_row_get_widget (row));
  gtk_list_box_append (GTK_LIST_BOX (self->list), record_row_get_problem_widget (row));
}

static void
make_rows (AppRecordForm *self, MeriloRole role, AppFormMode mode)
{
  const MeriloEntity *entity = merilo_record_get_entity (self->record);

  for (guint i = 0; self->fields != NULL ? self->fields[i] >= 0 : i < entity->n_fields; i++)
    {
      guint field = self->fields != NULL ? (guint) self->fields[i] : i;
      gboolean writable = may_write (self->record, field, role, mode);

      if (self->fields == NULL && (entity->fields[field].flags & MERILO_HIDDEN))
        continue;
      /* a new thing has nothing yet that only the server writes */
      if (mode == APP_FORM_CREATE && !writable)
        continue;
      make_row (self, field, writable);
    }
}

/* Keys */

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                AppRecordForm *self)
{
  guint key = app_key_latin (keyval);
  gboolean redo = key == GDK_KEY_y || (key == GDK_KEY_z && (state & GDK_SHIFT_MASK));

  if (!(state & GDK_CONTROL_MASK) || (state & GDK_ALT_MASK)
      || (key != GDK_KEY_z && key != GDK_KEY_y))
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), redo ? "form.redo" : "form.undo", NULL);
  return TRUE;
}

static void
activate_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppRecordForm *self = APP_RECORD_FORM (widget);

  if (g_str_equal (name, "form.undo"))
    app_record_edits_undo (self->edits);
  else
    app_record_edits_redo (self->edits);
}

/* Class */

static void
app_record_form_dispose (GObject *object)
{
  AppRecordForm *self = APP_RECORD_FORM (object);

  if (self->list != NULL)
    {
      app_record_form_set_record (self, NULL, MERILO_ROLE_OBSERVER, APP_FORM_READ);
      g_clear_pointer (&self->list, gtk_widget_unparent);
    }
  if (self->edits != NULL)
    g_signal_handlers_disconnect_by_data (self->edits, self);
  g_clear_object (&self->edits);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (app_record_form_parent_class)->dispose (object);
}

static void
app_record_form_class_init (AppRecordFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  app_widgets_init ();
  G_OBJECT_CLASS (klass)->dispose = app_record_form_dispose;
  changed_signal = g_signal_new ("changed", APP_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_install_action (widget_class, "form.undo", NULL, activate_action_cb);
  gtk_widget_class_install_action (widget_class, "form.redo", NULL, activate_action_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "recordform");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_FORM);
}

static void
app_record_form_init (AppRecordForm *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autoptr (AppRecordEdits) edits = app_record_edits_new ();

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) record_row_free);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  app_record_form_set_edits (self, edits);
}

/* Public API */

GtkWidget *
app_record_form_new (void)
{
  return g_object_new (APP_TYPE_RECORD_FORM, NULL);
}

void
app_record_form_set_edits (AppRecordForm *self, AppRecordEdits *edits)
{
  g_autoptr (AppRecordEdits) own = NULL;

  g_return_if_fail (APP_IS_RECORD_FORM (self) && self->record == NULL);
  if (edits == NULL)
    edits = own = app_record_edits_new ();
  if (self->edits != NULL)
    g_signal_handlers_disconnect_by_data (self->edits, self);
  g_set_object (&self->edits, edits);
  g_signal_connect (edits, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect (edits, "history", G_CALLBACK (history_cb), self);
  history_cb (edits, self);
}

AppRecordEdits *
app_record_form_get_edits (AppRecordForm *self)
{
  g_return_val_if_fail (APP_IS_RECORD_FORM (self), NULL);
  return self->edits;
}

void
app_record_form_set_fields (AppRecordForm *self, const int *fields)
{
  g_return_if_fail (APP_IS_RECORD_FORM (self) && self->record == NULL);
  self->fields = fields;
}

void
app_record_form_set_record (AppRecordForm *self,
                            MeriloRecord *record,
                            MeriloRole role,
                            AppFormMode mode)
{
  g_return_if_fail (APP_IS_RECORD_FORM (self));
  drop_rows (self);
  if (self->record != NULL)
    g_clear_signal_handler (&self->notify, self->record);
  g_set_object (&self->record, record);
  app_record_edits_seal (self->edits);
  gtk_widget_set_visible (self->list, record != NULL);
  if (record == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (merilo_record_get_entity (record)->label), -1);
  self->notify = g_signal_connect (record, "notify", G_CALLBACK (notify_cb), self);
  make_rows (self, role, mode);
}

MeriloRecord *
app_record_form_get_record (AppRecordForm *self)
{
  g_return_val_if_fail (APP_IS_RECORD_FORM (self), NULL);
  return self->record;
}

gboolean
app_record_form_check (AppRecordForm *self)
{
  RecordRow *first = NULL;

  g_return_val_if_fail (APP_IS_RECORD_FORM (self), FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    {
      RecordRow *row = self->rows->pdata[i];
      g_autofree char *problem
          = app_record_edits_dup_problem (self->edits, self->record, record_row_get_field (row));

      if (!record_row_is_writable (row))
        continue;
      record_row_show_problem (row, problem);
      if (problem != NULL && first == NULL)
        first = row;
    }
  if (first != NULL)
    record_row_focus (first);
  return first == NULL;
}

gboolean
app_record_form_set_problem (AppRecordForm *self, const char *field, const char *message)
{
  int i;
  RecordRow *row;

  g_return_val_if_fail (APP_IS_RECORD_FORM (self), FALSE);
  i = self->record != NULL ? merilo_entity_find (merilo_record_get_entity (self->record), field)
                           : -1;
  row = i >= 0 ? find_row (self, (guint) i) : NULL;
  if (row == NULL)
    return FALSE;
  record_row_show_problem (row, message);
  return TRUE;
}

gboolean
app_record_form_focus_field (AppRecordForm *self, guint field)
{
  RecordRow *row;

  g_return_val_if_fail (APP_IS_RECORD_FORM (self), FALSE);
  row = find_row (self, field);
  if (row == NULL || !record_row_is_writable (row))
    return FALSE;
  record_row_focus (row);
  return TRUE;
}

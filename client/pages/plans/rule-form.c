#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/plans/rule-form-private.h"

#include <glib/gi18n.h>

#include "pages/bits.h"

enum
{
  SIGNAL_CHANGED,
  SIGNAL_REMOVED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppRuleForm, app_rule_form, GTK_TYPE_BOX)

static guint signals[N_SIGNALS];

/* Editors */

static void
changed_cb (AppRuleForm *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
_app_rule_form_show_fields (AppRuleForm *self)
{
  guint form = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));
  gboolean other = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->editors[FIELD_EVENT]))
                   == MERILO_EVENT_OTHER;

  for (guint i = 0; i < N_FIELDS; i++)
    gtk_widget_set_visible (self->boxes[i],
                            _app_rule_form_asks (form, (Field) i) && (i != FIELD_NAME || other));
  changed_cb (self);
}

static void
removed_cb (AppRuleForm *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static GtkWidget *
make_months (AppRuleForm *self)
{
  const char *const *months = _app_rule_field_get_choices (FIELD_MONTHS);
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 4);
  for (guint i = 0; months[i] != NULL; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (_ (months[i]));

      gtk_flow_box_append (GTK_FLOW_BOX (flow), check);
      gtk_widget_set_focusable (gtk_widget_get_parent (check), FALSE);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (changed_cb), self);
    }
  return flow;
}

static GtkWidget *
make_choice (AppRuleForm *self, Field f)
{
  const char *const *choices = _app_rule_field_get_choices (f);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; choices[i] != NULL; i++)
    gtk_string_list_append (names, _ (choices[i]));
  choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (_app_rule_form_show_fields),
                            self);
  return choice;
}

static GtkWidget *
make_number (AppRuleForm *self, double least, double most)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, 1);

  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (changed_cb), self);
  return spin;
}

static GtkWidget *
make_editor (AppRuleForm *self, Field f)
{
  GtkWidget *editor;

  switch (f)
    {
    case FIELD_MONTHS:
      return make_months (self);
    case FIELD_NTH:
    case FIELD_WEEKDAY:
    case FIELD_MONTH:
    case FIELD_EVENT:
    case FIELD_WHEN:
    case FIELD_UNIT:
      return make_choice (self, f);
    case FIELD_DAY:
      return make_number (self, 0, 31);
    case FIELD_SCHOOL_YEAR:
      return make_number (self, 2015, 2060);
    case FIELD_YEARS:
      return make_number (self, 2, 10);
    case FIELD_OFFSET:
      return make_number (self, -365, 365);
    case FIELD_WORKING:
    case FIELD_LAG:
      editor = gtk_check_button_new_with_label (_app_rule_field_get_label (f));
      g_signal_connect_swapped (editor, "toggled", G_CALLBACK (changed_cb), self);
      return editor;
    default:
      editor = gtk_entry_new ();
      g_signal_connect_swapped (editor, "changed", G_CALLBACK (changed_cb), self);
      return editor;
    }
}

static void
add_field (AppRuleForm *self, Field f)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->editors[f] = make_editor (self, f);
  app_name_it (self->editors[f], _app_rule_field_get_label (f));
  if (f == FIELD_MONTHS)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (box), GTK_ORIENTATION_VERTICAL);
  if (f != FIELD_WORKING && f != FIELD_LAG)
    {
      GtkWidget *label = app_label_new (_app_rule_field_get_label (f), NULL);

      gtk_widget_set_hexpand (label, TRUE);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_box_append (GTK_BOX (box), self->editors[f]);
  gtk_box_append (GTK_BOX (self), box);
  self->boxes[f] = box;
}

/* GObject overrides */

static void
app_rule_form_finalize (GObject *object)
{
  g_clear_pointer (&APP_RULE_FORM (object)->rule, merilo_rule_free);
  G_OBJECT_CLASS (app_rule_form_parent_class)->finalize (object);
}

static void
app_rule_form_class_init (AppRuleFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_rule_form_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APP_TYPE_RULE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", APP_TYPE_RULE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_rule_form_init (AppRuleForm *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "inset");
  for (guint i = 0; i < APP_N_RULE_FORMS; i++)
    gtk_string_list_append (names, _app_rule_form_get_label ((AppRuleForms) i));
  self->kind = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  gtk_widget_set_hexpand (self->kind, TRUE);
  app_name_it (self->kind, _ ("Вид срока"));
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ ("Убрать это правило"));
  app_name_it (remove, _ ("Убрать это правило"));
  gtk_box_append (GTK_BOX (head), self->kind);
  gtk_box_append (GTK_BOX (head), remove);
  gtk_box_append (GTK_BOX (self), head);
  self->filling = TRUE;
  for (guint i = 0; i < N_FIELDS; i++)
    add_field (self, (Field) i);
  self->filling = FALSE;
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (_app_rule_form_show_fields),
                            self);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (removed_cb), self);
}

/* Inside */

GtkWidget *
_app_rule_form_get_month (AppRuleForm *self, int month)
{
  GtkFlowBox *flow = GTK_FLOW_BOX (self->editors[FIELD_MONTHS]);

  return gtk_flow_box_child_get_child (
      gtk_flow_box_get_child_at_index (flow, CLAMP (month, 1, 12) - 1));
}

/* Public API */

GtkWidget *
app_rule_form_new (const MeriloRule *rule)
{
  AppRuleForm *self = g_object_new (APP_TYPE_RULE_FORM, NULL);
  g_autoptr (MeriloRule) made = rule == NULL ? merilo_rule_new (MERILO_RULE_YEARLY) : NULL;

  self->rule = rule != NULL ? merilo_rule_copy (rule) : NULL;
  _app_rule_form_put_rule (self, rule != NULL ? rule : made);
  return GTK_WIDGET (self);
}

void
app_rule_form_choose (AppRuleForm *self, AppRuleForms form)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), form);
}

void
app_rule_form_type (AppRuleForm *self, const char *field, const char *text)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      GtkWidget *editor = self->editors[i];

      if (!g_str_equal (_app_rule_field_get_name ((Field) i), field))
        continue;
      if (GTK_IS_DROP_DOWN (editor))
        gtk_drop_down_set_selected (GTK_DROP_DOWN (editor), (guint) atoi (text));
      else if (GTK_IS_CHECK_BUTTON (editor))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (editor), atoi (text) != 0);
      else if (GTK_IS_SPIN_BUTTON (editor))
        gtk_spin_button_set_value (GTK_SPIN_BUTTON (editor), atoi (text));
      else if (i == FIELD_MONTHS)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (
                                         _app_rule_form_get_month (self, atoi (text))),
                                     TRUE);
      else
        gtk_editable_set_text (GTK_EDITABLE (editor), text);
    }
}

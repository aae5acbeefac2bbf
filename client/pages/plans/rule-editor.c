#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "net/json.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/plans/plan-dates.h"
#include "pages/plans/rule-editor.h"
#include "schedule/canon.h"
#include "schedule/explain.h"
#include "schedule/read.h"

#define LOOK_AGAIN 350 /* ms after the last change before the server is asked for the days */

struct _AppRuleEditor
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  MeriloRecord *item;
  GtkWidget *words, *rules, *meaning, *problem, *dates;
  guint look_id;
};

enum
{
  SIGNAL_GIVEN,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppRuleEditor, app_rule_editor, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

/* The reading in the forms */

static MeriloReading *
take_reading (AppRuleEditor *self, char **ret_problem)
{
  g_autoptr (MeriloReading) reading = merilo_reading_new ();
  const MeriloDeadlineContext context = MERILO_DEADLINE_CONTEXT_INIT; /* the server knows more */

  for (guint i = 0; i < app_rule_editor_get_n_rules (self); i++)
    {
      MeriloRule *rule = app_rule_form_get (app_rule_editor_get_rule (self, i), ret_problem);

      if (rule == NULL)
        return NULL;
      g_ptr_array_add (reading->rules, rule);
    }
  if (reading->rules->len == 0)
    {
      *ret_problem = g_strdup (_ ("Добавьте хотя бы одно правило"));
      return NULL;
    }
  merilo_reading_check (reading, &context, NULL);
  return g_steal_pointer (&reading);
}

char *
app_rule_editor_dup_canon (AppRuleEditor *self)
{
  g_autofree char *problem = NULL;
  g_autoptr (MeriloReading) reading = take_reading (self, &problem);

  return reading != NULL ? merilo_reading_to_canon (reading) : NULL;
}

/* The days */

static void
reading_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRuleEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_act_finish (APP_API (object), result, &error);

  if (self->context == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  app_box_clear (self->dates);
  if (app_json_root (node) != NULL)
    app_plan_dates_fill (self->dates, app_json_array (app_json_root (node), "dates"));
  else
    gtk_box_append (GTK_BOX (self->dates),
                    app_label_new (error != NULL ? error->message : "", "dim-label"));
}

static gboolean
look_cb (gpointer data)
{
  AppRuleEditor *self = data;
  g_autofree char *canon = app_rule_editor_dup_canon (self), *body = NULL;
  const char *deadline = merilo_record_get_text (self->item, MERILO_PLAN_ITEM_DEADLINE);

  self->look_id = 0;
  if (canon == NULL)
    return G_SOURCE_REMOVE;
  body = app_json_body ("deadline", deadline != NULL ? deadline : "", "rule", canon, NULL);
  app_asked_anew (&self->cancellable);
  if (app_record_get_version (self->item) < 0)
    {
      app_box_clear (self->dates);
      gtk_box_append (GTK_BOX (self->dates),
                      app_label_new (_ ("Даты появятся, когда пункт будет записан."), "dim-label"));
      return G_SOURCE_REMOVE;
    }
  app_api_act_async (app_context_get_api (self->context), G_TYPE_NONE, self->item, "reading", body,
                     self->cancellable, reading_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* Callbacks */

static void
changed_cb (AppRuleEditor *self)
{
  g_autofree char *problem = NULL, *meaning = NULL, *whole = NULL;
  g_autoptr (MeriloReading) reading = take_reading (self, &problem);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rule.give", reading != NULL);
  gtk_label_set_text (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
  meaning = reading != NULL ? merilo_reading_explain (reading) : g_strdup ("…");
  whole = app_capital (meaning);
  gtk_label_set_text (GTK_LABEL (self->meaning), whole);
  g_clear_handle_id (&self->look_id, g_source_remove);
  if (reading != NULL)
    self->look_id = g_timeout_add (LOOK_AGAIN, look_cb, self);
}

static void
removed_cb (AppRuleForm *form, AppRuleEditor *self)
{
  gtk_box_remove (GTK_BOX (self->rules), GTK_WIDGET (form));
  changed_cb (self);
}

static void
add_rule (AppRuleEditor *self, const MeriloRule *rule)
{
  GtkWidget *form = app_rule_form_new (rule);

  gtk_box_append (GTK_BOX (self->rules), form);
  g_signal_connect_swapped (form, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (form, "removed", G_CALLBACK (removed_cb), self);
}

/* Actions */

static void
give_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppRuleEditor *self = APP_RULE_EDITOR (widget);
  g_autofree char *canon = app_rule_editor_dup_canon (self);

  if (canon == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_GIVEN], 0, canon);
  gtk_window_close (GTK_WINDOW (self));
}

static void
words_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_GIVEN], 0, "");
  gtk_window_close (GTK_WINDOW (widget));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  add_rule (APP_RULE_EDITOR (widget), NULL);
  changed_cb (APP_RULE_EDITOR (widget));
}

/* GObject overrides */

static void
app_rule_editor_dispose (GObject *object)
{
  AppRuleEditor *self = APP_RULE_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->item);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_rule_editor_parent_class)->dispose (object);
}

static void
app_rule_editor_finalize (GObject *object)
{
  g_object_unref (APP_RULE_EDITOR (object)->cancellable);
  G_OBJECT_CLASS (app_rule_editor_parent_class)->finalize (object);
}

static void
app_rule_editor_class_init (AppRuleEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_rule_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_rule_editor_finalize;
  signals[SIGNAL_GIVEN] = g_signal_new ("given", APP_TYPE_RULE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "rule.give", NULL, give_action);
  gtk_widget_class_install_action (widget_class, "rule.words", NULL, words_action);
  gtk_widget_class_install_action (widget_class, "rule.add", NULL, add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "rule.give",
                                       NULL);
}

static GtkWidget *
make_preview (AppRuleEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_size_request (box, 260, -1);
  self->meaning = app_label_new (NULL, "heading");
  self->problem = app_label_new (NULL, "warning");
  self->dates = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (box), app_label_new (_ ("Что это значит"), "caption-heading dim-label"));
  gtk_box_append (GTK_BOX (box), self->meaning);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box),
                  app_label_new (_ ("Контрольные даты"), "caption-heading dim-label"));
  gtk_box_append (GTK_BOX (box), self->dates);
  return box;
}

static void
app_rule_editor_init (AppRuleEditor *self)
{
  GtkWidget *box = app_dialog_box (ADW_WINDOW (self), _ ("Правило срока"), 860), *bar, *add;
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_window_set_default_size (GTK_WINDOW (self), 860, 620);
  self->cancellable = g_cancellable_new ();
  self->words = app_label_new (NULL, NULL);
  self->rules = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (left), self->rules);
  add = gtk_button_new_with_label (_ ("Ещё одно правило"));
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "rule.add");
  gtk_box_append (GTK_BOX (left), add);
  gtk_box_append (GTK_BOX (columns), left);
  gtk_box_append (GTK_BOX (columns), make_preview (self));
  gtk_box_append (GTK_BOX (box), columns);
  bar = app_dialog_bar (box);
  app_dialog_button (bar, _ ("Читать из слов"), "rule.words", NULL);
  app_dialog_button (bar, _ ("Записать правило"), "rule.give", "suggested-action");
}

/* Public API */

/* the rule set by hand, else what the words were read as */
static MeriloReading *
read_item (MeriloRecord *item)
{
  const char *rule = merilo_record_get_text (item, MERILO_PLAN_ITEM_RULE);
  const char *canon = merilo_record_get_text (item, MERILO_PLAN_ITEM_CANON);
  const char *words = merilo_record_get_text (item, MERILO_PLAN_ITEM_DEADLINE);
  MeriloReading *reading = NULL;

  if (rule != NULL && *rule != 0)
    reading = merilo_reading_from_canon (rule, NULL);
  if (reading == NULL && canon != NULL && *canon != 0)
    reading = merilo_reading_from_canon (canon, NULL);
  return reading != NULL ? reading : merilo_deadline_read (words != NULL ? words : "", NULL);
}

GtkWidget *
app_rule_editor_new (GtkWindow *parent, AppContext *context, MeriloRecord *item)
{
  AppRuleEditor *self = g_object_new (APP_TYPE_RULE_EDITOR, "transient-for", parent, NULL);
  g_autoptr (MeriloReading) reading = read_item (item);
  const char *words = merilo_record_get_text (item, MERILO_PLAN_ITEM_DEADLINE);
  g_autofree char *text = NULL;

  self->context = g_object_ref (context);
  self->item = merilo_record_copy (item);
  text = words != NULL && *words != 0
             ? g_strdup_printf (_ ("Срок в плане: «%s». Слова останутся как есть, даты пойдут по "
                                   "правилу."),
                                words)
             : g_strdup (_ ("Срок в плане не написан. Даты пойдут по правилу."));
  gtk_label_set_text (GTK_LABEL (self->words), text);
  for (guint i = 0; i < reading->rules->len; i++)
    add_rule (self, merilo_reading_get (reading, i));
  if (reading->rules->len == 0)
    add_rule (self, NULL);
  changed_cb (self);
  return GTK_WIDGET (self);
}

guint
app_rule_editor_get_n_rules (AppRuleEditor *self)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->rules); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

AppRuleForm *
app_rule_editor_get_rule (AppRuleEditor *self, guint i)
{
  GtkWidget *child = gtk_widget_get_first_child (self->rules);

  while (child != NULL && i-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child != NULL ? APP_RULE_FORM (child) : NULL;
}

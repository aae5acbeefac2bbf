#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "net/json.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/field.h"
#include "pages/plans/plan-act.h"
#include "pages/plans/plan-dates.h"
#include "pages/plans/plan-panel.h"
#include "pages/plans/plan-schools.h"

#define LOOK_AGAIN 500 /* ms after the last key before the deadline's words are read anew */

struct _AppPlanPanel
{
  AdwBin parent_instance;

  AppContext *context;
  GCancellable *asked;   /* for the history of the item */
  GCancellable *looking; /* for its dates: those it has, or those that its words would give */
  MeriloRecord *item;
  GPtrArray *fields; /* of AppField */
  guint look_id;
  GtkWidget *heading, *deadline_slot, *reading, *warnings, *dates, *form, *history, *bar;
  GtkWidget *rule, *rule_note, *schools, *act;
};

enum
{
  SIGNAL_TYPED,
  SIGNAL_RULE,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanPanel, app_plan_panel, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

static const guint form_fields[] = {
  MERILO_PLAN_ITEM_AUDIENCE,  MERILO_PLAN_ITEM_SCHOOL_ROLE, MERILO_PLAN_ITEM_TITLE,
  MERILO_PLAN_ITEM_OBJECT,    MERILO_PLAN_ITEM_INDICATOR,   MERILO_PLAN_ITEM_RESPONSIBLE,
  MERILO_PLAN_ITEM_DOCUMENT,  MERILO_PLAN_ITEM_RESULT,      MERILO_PLAN_ITEM_NO,
  MERILO_PLAN_ITEM_CLOSED_ON, MERILO_PLAN_ITEM_CLOSED_BY,   MERILO_PLAN_ITEM_CLOSED_WITH,
};

/* columns of some kinds of plans: others never see them */
static gboolean
is_of_kind (guint field, gint64 kind)
{
  switch (field)
    {
    case MERILO_PLAN_ITEM_OBJECT:
    case MERILO_PLAN_ITEM_INDICATOR:
      return kind == MERILO_PLAN_KIND_VSOKO_PLAN;
    case MERILO_PLAN_ITEM_SCHOOL_ROLE:
      return kind == MERILO_PLAN_KIND_SCHOOL_ROADMAP || kind == MERILO_PLAN_KIND_VSOKO_PLAN;
    case MERILO_PLAN_ITEM_CLOSED_ON:
    case MERILO_PLAN_ITEM_CLOSED_BY:
    case MERILO_PLAN_ITEM_CLOSED_WITH:
      return kind == MERILO_PLAN_KIND_DECISION;
    default:
      return TRUE;
    }
}

/* What the deadline gives */

/* warnings may be a text, or an array of texts as JSON */
static char *
join_warnings (JsonNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *array;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_VALUE (node))
    return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node)
                                                            : g_strdup ("");
  array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                                json_node_get_string (element));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_reading (AppPlanPanel *self, const char *reading, const char *warnings)
{
  gtk_label_set_text (GTK_LABEL (self->reading),
                      reading != NULL && *reading != 0
                          ? reading
                          : _ ("Срок пока не прочитан: дат по нему не будет. Напишите иначе или "
                               "задайте правило."));
  gtk_label_set_text (GTK_LABEL (self->warnings), warnings != NULL ? warnings : "");
  gtk_widget_set_visible (self->warnings, warnings != NULL && *warnings != 0);
}

static void
reading_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_act_finish (APP_API (object), result, &error);
  JsonObject *root = app_json_root (node);
  g_autofree char *warnings = NULL;

  if (root == NULL || self->context == NULL || app_asked_is_given_up (result))
    return;
  warnings = join_warnings (json_object_get_member (root, "warnings"));
  show_reading (self, app_json_text (root, "reading"), warnings);
  app_box_clear (self->dates);
  app_plan_dates_fill (self->dates, app_json_array (root, "dates"));
}

static gboolean
look_cb (gpointer data)
{
  AppPlanPanel *self = data;
  const char *deadline = merilo_record_get_text (self->item, MERILO_PLAN_ITEM_DEADLINE);
  const char *rule = merilo_record_get_text (self->item, MERILO_PLAN_ITEM_RULE);
  g_autofree char *body = app_json_body ("deadline", deadline != NULL ? deadline : "", "rule",
                                         rule != NULL && *rule != 0 ? rule : NULL, NULL);

  self->look_id = 0;
  if (app_record_get_version (self->item) < 0) /* the server does not know it yet */
    return G_SOURCE_REMOVE;
  app_api_act_async (app_context_get_api (self->context), G_TYPE_NONE, self->item, "reading", body,
                     app_asked_anew (&self->looking), reading_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* a date comes once for each who reports by it */
static gboolean
is_told (GPtrArray *dates, guint at)
{
  for (guint i = 0; i < at; i++)
    if (merilo_record_compare (dates->pdata[i], dates->pdata[at], MERILO_CONTROL_DATE_NOMINAL_DUE)
            == 0
        && merilo_record_compare (dates->pdata[i], dates->pdata[at], MERILO_CONTROL_DATE_DUE) == 0)
      return TRUE;
  return FALSE;
}

static void
dates_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) dates = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (self->context == NULL || app_asked_is_given_up (result))
    return;
  app_box_clear (self->dates);
  if (dates == NULL)
    gtk_box_append (GTK_BOX (self->dates), app_label_new (error->message, "dim-label"));
  else if (dates->len == 0
           && self->item != NULL) /* the plan is a draft: the dates that its words would give */
    {
      g_clear_handle_id (&self->look_id, g_source_remove);
      look_cb (self);
    }
  for (guint i = 0; dates != NULL && i < dates->len; i++)
    if (!is_told (dates, i))
      app_plan_dates_add (self->dates,
                          merilo_record_get_whole (dates->pdata[i],
                                                   MERILO_CONTROL_DATE_NOMINAL_FROM),
                          merilo_record_get_whole (dates->pdata[i],
                                                   MERILO_CONTROL_DATE_NOMINAL_DUE),
                          merilo_record_get_whole (dates->pdata[i], MERILO_CONTROL_DATE_DUE),
                          merilo_record_get_text (dates->pdata[i], MERILO_CONTROL_DATE_QUARTER));
}

static void
history_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (changes != NULL && self->context != NULL && !app_asked_is_given_up (result))
    app_history_fill (self->history, changes, &merilo_plan_item_entity);
}

/* Callbacks */

static void
edited_cb (AppField *field, const char *text, AppPlanPanel *self)
{
  g_signal_emit (self, signals[SIGNAL_TYPED], 0, app_field_get_field (field), text);
  if (app_field_get_field (field) != MERILO_PLAN_ITEM_DEADLINE)
    return;
  g_clear_handle_id (&self->look_id, g_source_remove);
  self->look_id = g_timeout_add (LOOK_AGAIN, look_cb, self);
}

static void
schools_cb (AppPlanSchools *schools, const char *text, AppPlanPanel *self)
{
  g_signal_emit (self, signals[SIGNAL_TYPED], 0, MERILO_PLAN_ITEM_AUDIENCE_ORGS, text);
}

static void
act_cb (AppPlanAct *act, const char *text, AppPlanPanel *self)
{
  g_signal_emit (self, signals[SIGNAL_TYPED], 0, MERILO_PLAN_ITEM_ACT_ID, text);
}

static void
rule_cb (AppPlanPanel *self)
{
  if (self->item != NULL)
    g_signal_emit (self, signals[SIGNAL_RULE], 0);
}

static void
add_field (AppPlanPanel *self, GtkWidget *box, guint i)
{
  GtkWidget *field = app_field_new (&merilo_plan_item_entity, i);

  g_signal_connect (field, "edited", G_CALLBACK (edited_cb), self);
  gtk_box_append (GTK_BOX (box), field);
  g_ptr_array_add (self->fields, field);
}

/* GObject overrides */

static void
app_plan_panel_dispose (GObject *object)
{
  AppPlanPanel *self = APP_PLAN_PANEL (object);

  app_asked_give_up (&self->asked);
  app_asked_give_up (&self->looking);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->item);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_plan_panel_parent_class)->dispose (object);
}

/* a widget that was taken away may live on in the calls it made: they end here */
static void
app_plan_panel_unroot (GtkWidget *widget)
{
  app_asked_give_up (&APP_PLAN_PANEL (widget)->asked);
  app_asked_give_up (&APP_PLAN_PANEL (widget)->looking);
  GTK_WIDGET_CLASS (app_plan_panel_parent_class)->unroot (widget);
}

static void
app_plan_panel_class_init (AppPlanPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_plan_panel_dispose;
  widget_class->unroot = app_plan_panel_unroot;
  signals[SIGNAL_TYPED] = g_signal_new ("typed", APP_TYPE_PLAN_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  signals[SIGNAL_RULE] = g_signal_new ("rule", APP_TYPE_PLAN_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/merilo/plans/plan-panel.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, AppPlanPanel, name)
  CHILD (heading);
  CHILD (deadline_slot);
  CHILD (reading);
  CHILD (warnings);
  CHILD (dates);
  CHILD (form);
  CHILD (history);
  CHILD (bar);
  CHILD (rule);
  CHILD (rule_note);
#undef CHILD
}

static void
app_plan_panel_init (AppPlanPanel *self)
{
  self->fields = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_field (self, self->deadline_slot, MERILO_PLAN_ITEM_DEADLINE);
  app_field_set_title (self->fields->pdata[0], _ ("Срок словами"));
  self->schools = app_plan_schools_new ();
  self->act = app_plan_act_new ();
  for (guint i = 0; i < G_N_ELEMENTS (form_fields); i++)
    {
      add_field (self, self->form, form_fields[i]);
      if (form_fields[i] == MERILO_PLAN_ITEM_AUDIENCE)
        gtk_box_append (GTK_BOX (self->form), self->schools);
    }
  gtk_box_append (GTK_BOX (self->form), self->act);
  g_signal_connect (self->schools, "changed", G_CALLBACK (schools_cb), self);
  g_signal_connect (self->act, "changed", G_CALLBACK (act_cb), self);
  g_signal_connect_swapped (self->rule, "clicked", G_CALLBACK (rule_cb), self);
}

/* Public API */

void
app_plan_panel_set_context (AppPlanPanel *self, AppContext *context)
{
  g_set_object (&self->context, context);
  app_plan_schools_set_context (APP_PLAN_SCHOOLS (self->schools), context);
  app_plan_act_set_context (APP_PLAN_ACT (self->act), context);
}

static void
ask (AppPlanPanel *self)
{
  g_autofree char *id = app_record_dup_id (self->item);
  const char *filters[] = { "resource", "plan_item", "id", id, NULL };

  app_api_list_under_async (app_context_get_api (self->context),
                            app_type_of (&merilo_control_date_entity), &merilo_plan_item_entity, id,
                            "control-dates", app_asked_anew (&self->looking), dates_cb,
                            g_object_ref (self));
  app_api_list_async (app_context_get_api (self->context), app_type_of (&merilo_change_entity),
                      filters, app_asked_anew (&self->asked), history_cb, g_object_ref (self));
}

static void
show_head (AppPlanPanel *self)
{
  g_autofree char *no = merilo_record_show (self->item, MERILO_PLAN_ITEM_NO);
  g_autofree char *heading
      = *no != 0 ? g_strdup_printf (_ ("Пункт %s"), no) : g_strdup (_ ("Пункт без номера"));
  const char *kept = merilo_record_get_text (self->item, MERILO_PLAN_ITEM_WARNINGS);
  g_autoptr (JsonNode) node = kept != NULL && *kept == '[' ? json_from_string (kept, NULL) : NULL;
  g_autofree char *warnings
      = node != NULL ? join_warnings (node) : g_strdup (kept != NULL ? kept : "");

  gtk_label_set_text (GTK_LABEL (self->heading), heading);
  show_reading (self, merilo_record_get_text (self->item, MERILO_PLAN_ITEM_READING), warnings);
}

/* what the server cannot know yet is not asked for */
static void
show_item (AppPlanPanel *self)
{
  const char *rule = merilo_record_get_text (self->item, MERILO_PLAN_ITEM_RULE);

  app_box_clear (self->dates);
  app_box_clear (self->history);
  gtk_widget_set_visible (self->rule_note, rule != NULL && *rule != 0);
  show_head (self);
  if (app_record_get_version (self->item) >= 0)
    ask (self);
}

void
app_plan_panel_set_item (AppPlanPanel *self, MeriloRecord *item, gint64 kind, gboolean writable)
{
  const AppUser *user = app_context_get_user (self->context);

  app_asked_give_up (&self->asked);
  app_asked_give_up (&self->looking);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->item);
  if (item != NULL && user != NULL)
    {
      self->item = merilo_record_copy (item);
      show_item (self);
    }
  gtk_widget_set_visible (self->bar, writable);
  gtk_widget_set_visible (self->rule, writable);
  for (guint i = 0; i < self->fields->len; i++)
    {
      guint field = app_field_get_field (self->fields->pdata[i]);

      app_field_set_record (self->fields->pdata[i], self->item,
                            user != NULL ? user->role : MERILO_ROLE_OBSERVER, writable);
      gtk_widget_set_visible (self->fields->pdata[i], is_of_kind (field, kind));
    }
  app_plan_schools_set (APP_PLAN_SCHOOLS (self->schools),
                        self->item != NULL
                            ? merilo_record_get_text (self->item, MERILO_PLAN_ITEM_AUDIENCE_ORGS)
                            : NULL,
                        writable);
  app_plan_act_set (APP_PLAN_ACT (self->act),
                    self->item != NULL && merilo_record_has (self->item, MERILO_PLAN_ITEM_ACT_ID)
                        ? merilo_record_get_whole (self->item, MERILO_PLAN_ITEM_ACT_ID)
                        : 0,
                    writable);
}

MeriloRecord *
app_plan_panel_get_item (AppPlanPanel *self)
{
  return self->item;
}

gboolean
app_plan_panel_is_valid (AppPlanPanel *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (!app_field_is_valid (self->fields->pdata[i]))
      {
        gtk_widget_child_focus (self->fields->pdata[i], GTK_DIR_TAB_FORWARD);
        return FALSE;
      }
  return TRUE;
}

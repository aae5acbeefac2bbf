#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/plans/plan-view-private.h"

#include "pages/plans/plan-conflict.h"
#include "pages/plans/plan-widths.h"
#include "widgets/clipboard.h"
#include "widgets/plan-find.h"

enum
{
  SIGNAL_RELOAD,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanView, app_plan_view, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

/* Helpers */

/* a plan is written by its own organisation, while it is a draft */
static gboolean
may_write (AppPlanView *self)
{
  const AppUser *user = app_context_get_user (self->context);

  return user != NULL
         && merilo_record_get_whole (self->plan, MERILO_PLAN_STATE) == MERILO_PLAN_STATE_DRAFT
         && merilo_entity_may_write (&merilo_plan_item_entity, MERILO_PLAN_ITEM_TITLE, user->role,
                                     "draft")
         && (user->role != MERILO_ROLE_SCHOOL
             || merilo_record_get_whole (self->plan, MERILO_PLAN_ORG_ID) == user->org_id);
}

AppPlanLine *
_app_plan_view_get_line (AppPlanView *self)
{
  AppPlanLine *line = app_plan_editor_get_line (self->editor);

  return line != NULL && !app_plan_line_is_section (line) ? line : NULL;
}

/* Callbacks */

static void
typing_cb (AppPlanView *self, AppPlanLine *line, guint field, const char *text)
{
  app_plan_saver_type (self->saver, line, field, text);
}

static void
told_cb (AppPlanView *self, const char *text)
{
  app_context_toast (self->context, text);
}

/* the server's reading of the words has come */
static void
saved_cb (AppPlanView *self)
{
  _app_plan_view_show_state (self);
  _app_plan_view_renew_item (self);
}

static void
stuck_cb (AppPlanView *self, AppOutboxEntry *entry)
{
  _app_plan_view_show_state (self);
}

static void
lost_cb (AppPlanView *self)
{
  g_clear_object (&self->plan); /* nothing of it is merged */
  g_signal_emit (self, signals[SIGNAL_RELOAD], 0);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        AppPlanView *self)
{
  guint latin = app_key_latin (key);

  if ((state & GDK_CONTROL_MASK) == 0 || (state & (GDK_SHIFT_MASK | GDK_ALT_MASK)) != 0
      || (latin != GDK_KEY_f && latin != GDK_KEY_h))
    return GDK_EVENT_PROPAGATE;
  app_plan_find_open (APP_PLAN_FIND (self->find), latin == GDK_KEY_h && self->writable);
  return GDK_EVENT_STOP;
}

/* Actions */

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanView *self = APP_PLAN_VIEW (widget);

  gtk_widget_activate_action (GTK_WIDGET (self->editor), g_variant_get_string (parameter, NULL),
                              NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanView *self = APP_PLAN_VIEW (widget);

  app_plan_find_open (APP_PLAN_FIND (self->find), self->writable);
}

static void
panel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanView *self = APP_PLAN_VIEW (widget);

  if (_app_plan_view_get_line (self) == NULL)
    return;
  adw_flap_set_reveal_flap (self->flap, TRUE);
  _app_plan_view_show_item (self);
}

static void
resolved_cb (AppPlanView *self)
{
  app_plan_saver_retry (self->saver);
  _app_plan_view_show_state (self);
  _app_plan_view_show_item (self);
}

static void
resolve_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanView *self = APP_PLAN_VIEW (widget);
  AppOutboxEntry *entry = app_plan_saver_get_stuck (self->saver);
  GtkWidget *dialog;

  if (entry == NULL)
    return;
  dialog = app_plan_conflict_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->model, entry);
  g_signal_connect_object (dialog, "resolved", G_CALLBACK (resolved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_plan_saver_retry (APP_PLAN_VIEW (widget)->saver);
}

/* GObject overrides */

static void
app_plan_view_dispose (GObject *object)
{
  AppPlanView *self = APP_PLAN_VIEW (object);

  if (self->saver != NULL)
    app_plan_saver_detach (self->saver);
  g_clear_object (&self->saver);
  g_clear_object (&self->model);
  g_clear_object (&self->plan);
  g_clear_object (&self->context);
  g_clear_pointer (&self->pending_text, g_free);
  G_OBJECT_CLASS (app_plan_view_parent_class)->dispose (object);
}

static void
app_plan_view_class_init (AppPlanViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_PLAN_PANEL);
  G_OBJECT_CLASS (klass)->dispose = app_plan_view_dispose;
  signals[SIGNAL_RELOAD] = g_signal_new ("reload", APP_TYPE_PLAN_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/merilo/plans/plan-view.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, AppPlanView, name)
  CHILD (flap);
  CHILD (panel);
  CHILD (slot);
  CHILD (find_slot);
  CHILD (title);
  CHILD (state);
  CHILD (facts);
  CHILD (approve);
  CHILD (section);
  CHILD (needle);
  CHILD (shown);
  CHILD (tools);
  CHILD (notice);
  CHILD (notice_text);
  CHILD (notice_button);
#undef CHILD
  gtk_widget_class_install_action (widget_class, "view.edit", "s", edit_action);
  gtk_widget_class_install_action (widget_class, "view.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "view.panel", NULL, panel_action);
  gtk_widget_class_install_action (widget_class, "view.resolve", NULL, resolve_action);
  gtk_widget_class_install_action (widget_class, "view.retry", NULL, retry_action);
}

static void
connect_children (AppPlanView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

#define LISTEN(object, signal, cb)                                                                 \
  g_signal_connect_object (object, signal, G_CALLBACK (cb), self, G_CONNECT_SWAPPED)
  LISTEN (self->editor, "typing", typing_cb);
  LISTEN (self->editor, "told", told_cb);
#undef LISTEN
  _app_plan_view_connect_head (self);
  _app_plan_view_connect_panel (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
app_plan_view_init (AppPlanView *self)
{
  GtkWidget *scroller;

  self->pending = G_MAXUINT;
  self->model = app_plan_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  scroller = gtk_scrolled_window_new ();
  self->editor = APP_PLAN_EDITOR (app_plan_editor_new (self->model));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->editor));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->slot), scroller);
  self->find = app_plan_find_new (self->editor);
  gtk_box_append (GTK_BOX (self->find_slot), self->find);
  connect_children (self);
}

/* Public API */

void
app_plan_view_set_context (AppPlanView *self, AppContext *context)
{
  g_set_object (&self->context, context);
  self->saver = app_plan_saver_new (context);
  app_plan_panel_set_context (self->panel, context);
  app_plan_widths_follow (context, self->editor);
  g_signal_connect_object (self->saver, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "stuck", G_CALLBACK (stuck_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "lost", G_CALLBACK (lost_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "restored", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
is_same_plan (AppPlanView *self, MeriloRecord *plan)
{
  return self->plan != NULL
         && merilo_record_get_whole (self->plan, MERILO_PLAN_ID)
                == merilo_record_get_whole (plan, MERILO_PLAN_ID)
         && merilo_record_get_whole (self->plan, MERILO_PLAN_STATE)
                == merilo_record_get_whole (plan, MERILO_PLAN_STATE);
}

void
app_plan_view_show (AppPlanView *self, MeriloRecord *plan, GPtrArray *sections, GPtrArray *items)
{
  gboolean same = is_same_plan (self, plan);
  g_autofree char *id = app_record_dup_id (plan);

  g_set_object (&self->plan, plan);
  self->writable = may_write (self);
  if (same)
    app_plan_model_merge (self->model, sections, items);
  else
    {
      app_plan_editor_commit (self->editor);
      app_plan_saver_detach (self->saver);
      adw_flap_set_reveal_flap (self->flap, FALSE);
      app_plan_model_load (self->model, sections, items);
      app_plan_saver_attach (self->saver, self->model, id, self->writable);
    }
  _app_plan_view_show_head (self);
  _app_plan_view_show_state (self);
  _app_plan_view_renew_item (self);
}

void
app_plan_view_close (AppPlanView *self)
{
  app_plan_editor_commit (self->editor);
  _app_plan_view_take_pending (self);
  app_plan_saver_detach (self->saver);
  g_clear_object (&self->plan);
}

AppPlanEditor *
app_plan_view_get_editor (AppPlanView *self)
{
  return self->editor;
}

AppPlanModel *
app_plan_view_get_model (AppPlanView *self)
{
  return self->model;
}

MeriloRecord *
app_plan_view_get_plan (AppPlanView *self)
{
  return self->plan;
}

MeriloRecord *
app_plan_view_get_item (AppPlanView *self)
{
  AppPlanLine *line = _app_plan_view_get_line (self);

  return line != NULL ? line->record : NULL;
}

gboolean
app_plan_view_is_writable (AppPlanView *self)
{
  return self->writable;
}

gboolean
app_plan_view_select (AppPlanView *self, const char *item_id)
{
  AppPlanLine *line
      = app_plan_model_by_id (self->model, FALSE, g_ascii_strtoll (item_id, NULL, 10));

  if (line == NULL || !app_plan_editor_go (self->editor, line, 1))
    return FALSE;
  adw_flap_set_reveal_flap (self->flap, TRUE);
  _app_plan_view_show_item (self);
  return TRUE;
}

void
app_plan_view_set_field (AppPlanView *self, guint field, const char *text, const char *label)
{
  AppPlanLine *line = _app_plan_view_get_line (self);

  if (line == NULL || !self->writable)
    return;
  app_plan_model_begin (self->model, label);
  app_plan_model_set (self->model, line, field, text);
  app_plan_model_end (self->model);
  app_plan_saver_type (self->saver, line, field, NULL);
}
